import { afterEach, expect, test } from 'vitest';
import { PRACTICE_DOCUMENT, PRIVATE, SSN } from './cast.ts';
import { Stage, contentOf } from './stage.ts';

let stage: Stage;
afterEach(() => stage.end());

test('an edit reaches the other desktop, the log and the watermark', async () => {
  stage = await new Stage().start();
  stage.store(SSN, 'note', { p1: { text: 'prima' } });
  const ada = stage.desktop('ada');
  const bruno = stage.desktop('bruno');
  const here = await ada.sync(SSN);
  const there = await bruno.sync(SSN);
  expect(there.value('note', 'p1')).toMatchObject({ text: 'prima' });
  ada.write(SSN, [['note', 'p1', { text: 'dopo' }]]);
  await stage.until(() => here.isDurable, 'stored');
  await stage.until(
    () => (there.value('note', 'p1') as { text: string }).text === 'dopo',
    'broadcast',
  );
  expect(contentOf(stage.stored(SSN))).toEqual(contentOf(here.document));
});

test('a secretary may not change the status, and what she may change stands', async () => {
  stage = await new Stage().start();
  const life = {
    status: 'ssn',
    archive: null,
    deathDate: null,
    binned: null,
    erasedOn: null,
    aliasOf: null,
  };
  stage.store(SSN, 'lifecycle', { p1: life });
  const ada = stage.desktop('ada');
  const secretary = stage.desktop('secretary');
  const seen = await ada.sync(SSN);
  const hers = await secretary.sync(SSN);
  secretary.write(SSN, [
    ['lifecycle', 'p1', { ...life, status: 'ssnRevoked' }],
    ['note', 'p1', { text: 'sua' }],
  ]);
  await stage.until(() => hers.ids('refused').length === 1, 'refused');
  await stage.until(() => seen.value('note', 'p1') !== undefined, 'note');
  expect(seen.value('lifecycle', 'p1')).toMatchObject({ status: 'ssn' });
  await stage.until(
    () => (hers.value('lifecycle', 'p1') as { status: string }).status === 'ssn',
    'restored',
  );
  expect(hers.isDurable).toBe(true);
  expect(JSON.stringify(contentOf(stage.stored(SSN)))).not.toContain('ssnRevoked');
  const raw = Buffer.concat(
    stage.storage.readDocument(SSN)?.updates.map((u) => Buffer.from(u)) ?? [],
  ).toString('latin1');
  expect(raw).not.toContain('ssnRevoked');
  expect(Buffer.concat(ada.frames.map((u) => Buffer.from(u))).toString('latin1')).not.toContain(
    'ssnRevoked',
  );
});

test('who may not read a document is told so', async () => {
  stage = await new Stage().start();
  const secretary = stage.desktop('secretary');
  const copy = secretary.open(PRIVATE);
  const practice = secretary.open(PRACTICE_DOCUMENT);
  secretary.connect();
  await stage.until(() => copy.refusal !== null, 'refused');
  expect(copy.refusal).toBe('forbidden');
  await stage.until(() => practice.isSynced, 'practice');
});
