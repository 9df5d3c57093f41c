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

test('of one patient, when it is about him', async () => {
  expect(await ask('doctor', '?patient=one')).toHaveLength(1);
});

test('nothing of another doctor’s, whatever she asks', async () => {
  expect((await ask('doctor')).map(({ key }) => key)).not.toContain('theirs');
  expect(await ask('doctor', '?patient=theirs')).toEqual([]);
  expect((await ask('colleague')).map(({ key }) => key)).toEqual(['theirs']);
});
