/** Patients who are created, archived, moved and erased: what the policy asks of more than one column or of the past. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enrolment, identity, lifecycle } from '../fixtures/patients.ts';
import { REQUESTS, SSN } from './cast.ts';
import { ListOfOne, type Writes } from './listOfOne.ts';
import type { Stage } from './stage.ts';

const ARCHIVE = { reason: 'other', text: null, knownOn: '2026-11-23', effectiveOn: null } as const;
const ARCHIVED = lifecycle({ archive: ARCHIVE });
const ERASED = lifecycle({ erasedOn: '2026-11-23' });
let list: ListOfOne;
let stage: Stage;
beforeEach(async () => {
  list = await new ListOfOne().open();
  stage = list.stage;
});
afterEach(() => stage.end());

const at: ListOfOne['at'] = (...given) => list.at(...given);
const settled: ListOfOne['settled'] = (...given) => list.settled(...given);
const sends: ListOfOne['sends'] = (...given) => list.sends(...given);

describe('created', () => {
  test('by staff with all columns, and by a colleague of the group not at all', async () => {
    const patient = (id: string) =>
      [
        ['identity', id, identity(2)],
        ['lifecycle', id, lifecycle()],
        ['enrolment', id, enrolment()],
      ] as const;
    await sends(stage.desktop('nurse'), ...patient('p2'));
    expect([at('identity', 'p2'), at('enrolment', 'p2')]).toMatchObject([{ by: 'nurse' }, {}]);
    const bruno = stage.desktop('bruno');
    await sends(bruno, ...patient('p3'));
    await stage.until(() => bruno.open(SSN).ids('refused').length === 3, 'refused');
    expect(at('identity', 'p3')).toBeUndefined();
  });

  test('is taken back by a substitute within his dates only for what was made within them', async () => {
    const substitute = stage.desktop('substitute');
    await sends(substitute, ['identity', 'p2', identity(2)], ['lifecycle', 'p2', lifecycle()]);
    await sends(substitute, ['identity', 'p2', null], ['lifecycle', 'p2', null]);
    expect([at('identity', 'p2'), at('lifecycle', 'p2')]).toMatchObject(
      Array(2).fill({ cleared: true, by: 'substitute' }),
    );
    // Of the other one nobody knows who made him: he stays.
    await sends(substitute, ['identity', 'p1', null], ['lifecycle', 'p1', null]);
    expect(at('identity')).toMatchObject({ lastName: 'PROVA1' });
  });
});

describe('archived by staff', () => {
  test.each([
    ['within ten minutes by her who did it', 9, 'nurse', true],
    ['after them', 11, 'nurse', false],
    ['by another one', 1, 'secretary', false],
  ] as const)('and taken back %s', async (_, minutes, who, isAllowed) => {
    await sends(stage.desktop('nurse'), ['lifecycle', 'p1', ARCHIVED]);
    expect(at('lifecycle')).toMatchObject({ archive: { reason: 'other' }, by: 'nurse' });
    stage.time.now += minutes * 60_000;
    await sends(stage.desktop(who, `${who}-2`), ['lifecycle', 'p1', lifecycle()]);
    expect(at('lifecycle')).toMatchObject({ archive: isAllowed ? null : ARCHIVE });
  });
});

test('a substitute whose dates are over opens the list no more, not even to bring what he wrote within them', async () => {
  const former = stage.desktop('formerSubstitute');
  const copy = former.open(SSN);
  former.write(SSN, [['note', 'p1', { text: 'in ritardo' }]]);
  former.connect();
  await stage.until(() => copy.refusal !== null, 'refused');
  expect(at('note')).toMatchObject({ text: 'nota' });
});

test('who acts for another one is written down with both', async () => {
  const [substitute, ada] = [stage.desktop('substitute'), stage.desktop('ada')];
  await sends(substitute, ['note', 'p1', { text: 'sua' }]);
  await sends(ada, ['note', 'p1', { text: 'mia' }]);
  expect(stage.storage.readAudit({ key: 'p1', limit: 2 })).toMatchObject([
    { userId: 'ada', onBehalfOf: null, device: 'ada-1' },
    { userId: 'substitute', onBehalfOf: 'doctor-1', device: 'substitute-1' },
  ]);
});

describe('erased', () => {
  const erase = (...more: Writes) =>
    sends(stage.desktop('ada'), ['lifecycle', 'p1', ERASED], ...more);

  test('takes all columns, those that its author had not seen too, and the words in the audit', async () => {
    const ada = stage.desktop('ada');
    await ada.sync(SSN);
    ada.disconnect();
    ada.write(SSN, [
      ['lifecycle', 'p1', ERASED],
      ['identity', 'p1', null],
      ['note', 'p1', null],
    ]);
    await sends(stage.desktop('nurse'), ['email', 'p1', { email: 'segreta', doNotUse: false }]);
    await ada.sync(SSN);
    expect(at('email')).toMatchObject({ cleared: true });
    expect(at('identity')).toMatchObject({ cleared: true });
    const audit = JSON.stringify(stage.storage.readAudit({ key: 'p1', limit: 100 }));
    expect(audit).toContain('"email"');
    expect(audit).not.toContain('segreta');
  });

  test('keeps out what arrives later, which its author finds in his inbox', async () => {
    const nurse = stage.desktop('nurse');
    await nurse.sync(SSN);
    nurse.disconnect();
    nurse.write(SSN, [
      ['note', 'p1', { text: 'tardi' }],
      ['lifecycle', 'p1', ARCHIVED],
    ]);
    await erase();
    const copy = await nurse.sync(SSN);
    await stage.until(() => copy.ids('refused').length === 2, 'told');
    expect([at('note'), at('lifecycle')]).toMatchObject([{ cleared: true }, ERASED]);
    expect(
      stage.storage.readAudit({ userId: 'nurse', outcome: 'refused', limit: 5 }),
    ).toMatchObject([{ reason: 'erased' }, { reason: 'erased' }]);
  });

  test('is nobody’s but the doctor’s', async () => {
    await sends(stage.desktop('substitute'), ['lifecycle', 'p1', ERASED], ['note', 'p1', null]);
    expect(at('lifecycle')).toMatchObject({ erasedOn: null });
  });
});

describe('asked', () => {
  const asked = (who: string) => ({
    ...{ kind: 'restore', patient: 'p1', text: 'per favore', askedBy: who, askedByName: who },
    ...{ askedAt: 1, state: 'open', answer: null },
  });
  const answered = {
    ...asked('nurse'),
    state: 'done',
    answer: { by: 'ada', byName: 'Ada', at: 2, text: null },
  };

  test('in one’s own name, answered by who could do it, withdrawn by who asked', async () => {
    const [nurse, secretary, ada] = [
      stage.desktop('nurse'),
      stage.desktop('secretary'),
      stage.desktop('ada'),
    ];
    for (const desktop of [nurse, secretary, ada]) await desktop.sync(REQUESTS);
    const at = (key: string) => stage.stored(REQUESTS).getMap('requests').get(key);
    nurse.write(REQUESTS, [
      ['requests', 'r1', asked('nurse')],
      ['requests', 'r2', asked('ada')],
    ]);
    await settled(nurse, REQUESTS);
    await stage.until(() => secretary.open(REQUESTS).value('requests', 'r1') !== undefined, 'seen');
    expect(at('r2')).toBeUndefined();
    secretary.write(REQUESTS, [
      ['requests', 'r1', { ...answered, answer: { ...answered.answer, by: 'secretary' } }],
    ]);
    await settled(secretary, REQUESTS);
    expect(at('r1')).toMatchObject({ state: 'open' });
    secretary.write(REQUESTS, [['requests', 'r1', null]]);
    await settled(secretary, REQUESTS);
    expect(at('r1')).toMatchObject({ state: 'open' });
    await stage.until(() => ada.open(REQUESTS).value('requests', 'r1') !== undefined, 'seen');
    ada.write(REQUESTS, [['requests', 'r1', answered]]);
    await settled(ada, REQUESTS);
    expect(at('r1')).toMatchObject({ state: 'done', by: 'ada' });
  });
});

test('the summary of an import is written by whoever may import', async () => {
  const counts = { added: 1, changed: 0, reactivated: 0, statusChanged: 0 };
  const others = { toArchive: 0, unchanged: 0, otherDoctors: 0, problems: 0 };
  const summary = {
    ...{ id: 'i1', fileName: 'a.csv', fileHash: 'aa', rows: 1, at: 1, by: 'x', byName: 'X' },
    ...{ reportDate: null, counts: { ...counts, ...others }, undone: null },
  };
  await sends(stage.desktop('nurse'), ['imports', 'i1', summary]);
  expect(at('imports', 'i1')).toBeUndefined();
  await sends(stage.desktop('granted'), ['imports', 'i1', summary]);
  expect(at('imports', 'i1')).toMatchObject({ fileName: 'a.csv', by: 'granted' });
});
