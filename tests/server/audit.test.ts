/** What a doctor is told of who wrote what: of her own lists, and of no colleague's. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditAnswer, AUDIT_PAGE, type AuditLine } from '#lib/accounts/audit.ts';
import { privateDocument, ssnDocument } from '#lib/replica/documents.ts';
import { openStage, type Stage, type Who } from './routeStage.ts';
import { someEntry } from './someEntry.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const [mine, theirs] = [ssnDocument(stage.panel), ssnDocument('panel-2')];
  const secret = privateDocument(stage.panel);
  for (let n = 0; n <= AUDIT_PAGE; n++) {
    stage.storage.append(mine, [], [{ ...someEntry, document: mine, key: 'many', at: n }]);
  }
  stage.storage.append(secret, [], [{ ...someEntry, document: secret, key: 'one' }]);
  stage.storage.append(theirs, [], [{ ...someEntry, document: theirs, key: 'theirs' }]);
});
afterAll(() => stage.close());

async function ask(who: Who, question = ''): Promise<readonly AuditLine[]> {
  const answer = await stage.send(who, 'GET', `/api/audit${question}`);
  return auditAnswer.parse(await answer.json()).entries;
}

test('a doctor reads her own lists, the private one too, newest first and page by page', async () => {
  const first = await ask('doctor');
  expect(first[0]?.key).toBe('one');
  expect(first).toHaveLength(AUDIT_PAGE);
  const rest = await ask('doctor', `?before=${first.at(-1)?.id}`);
  expect(rest.map(({ at }) => at)).toEqual([1, 0]);
});

test('people of the practice are named', async () => {
  const document = ssnDocument(stage.panel);
  const userId = stage.users.get('nurse') ?? '';
  stage.storage.append(document, [], [{ ...someEntry, document, key: 'named', userId }]);
  expect(await ask('doctor', '?patient=named')).toMatchObject([{ userId, userName: 'nurse' }]);
});

test('of one patient, when it is about him', async () => {
  expect(await ask('doctor', '?patient=one')).toHaveLength(1);
});

test('nothing of another doctor’s, whatever she asks', async () => {
  expect((await ask('doctor')).map(({ key }) => key)).not.toContain('theirs');
  expect(await ask('doctor', '?patient=theirs')).toEqual([]);
  expect((await ask('colleague')).map(({ key }) => key)).toEqual(['theirs']);
});

test('whoever wrote what was not kept says that he has dealt with it, and nobody else does', async () => {
  const document = ssnDocument(stage.panel);
  const userId = stage.users.get('secretary') ?? '';
  const refused = { ...someEntry, document, userId, outcome: 'refused' } as const;
  stage.storage.append(document, [], [refused]);
  const question = { documents: [document], userId, open: true, limit: 9 };
  const [entry] = stage.storage.readAudit(question);
  const settle = async (who: Who) =>
    (await stage.send(who, 'POST', `/api/audit/${entry?.id}/settled`, {})).status;
  expect(await settle('doctor')).toBe(404);
  expect(stage.storage.readAudit(question)).toHaveLength(1);
  expect(await settle('secretary')).toBe(204);
  expect(stage.storage.readAudit(question)).toEqual([]);
});
