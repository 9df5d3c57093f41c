/** A computer that has nothing yet takes in a whole list: with progress, and from where it was stopped. */
import { expect, test } from 'vitest';
import { file, imported, people } from '../fixtures/lists.ts';
import { created } from '../fixtures/patients.ts';
import { Killed } from '../fixtures/replica.ts';
import { Computer, rowsAtServer } from '../fixtures/sharedDesktop.ts';
import { SSN } from './cast.ts';
import { Stage } from './stage.ts';

/** The rows are written 500 at a time. */
const PATIENTS = 1100;
/** Any update that carries the list is larger. */
const LIST_BYTES = 100_000;

async function stageWithList(): Promise<Stage> {
  const stage = new Stage();
  const changes = Array.from({ length: PATIENTS }, (_, i) => created(`p${i}`, i)).flat();
  for (const [column, ofColumn] of Map.groupBy(changes, (change) => change.column)) {
    const values = ofColumn.map(({ patient, to }) => [patient, to ?? {}] as const);
    stage.store(SSN, column, Object.fromEntries(values));
  }
  return stage.start();
}

test('a first sync says how far it is', async () => {
  const stage = await stageWithList();
  const desktop = new Computer(stage, 'left').start('ada');
  await desktop.synced();
  const progress = desktop.told.flatMap((status) =>
    status.kind === 'sending' && status.progress ? [status.progress.rows] : [],
  );
  expect(progress).toEqual(expect.arrayContaining([500, 1000, PATIENTS]));
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(await desktop.rows()).toHaveLength(PATIENTS);
  await desktop.close();
  await stage.end();
});

test.each([
  ['before the first rows are written', 'arrived'],
  ['after the first rows', 'projected'],
] as const)('stopped %s it goes on from there', async (_, at) => {
  const stage = await stageWithList();
  const computer = new Computer(stage, 'left');
  const killed = Promise.withResolvers<void>();
  const isListHere = () =>
    [...computer.copies].some(
      ([name, updates]) => name.endsWith(SSN) && updates.some(({ length }) => length > LIST_BYTES),
    );
  let isDead = false;
  const first = computer.start('ada', {
    reached(step) {
      isDead ||= step === at && isListHere();
      if (!isDead) return;
      killed.resolve();
      throw new Killed();
    },
  });
  await killed.promise;
  await first.close();

  const again = computer.start('ada');
  await again.synced();
  const rows = await again.rows();
  expect(rows).toHaveLength(PATIENTS);
  const sorted = (found: typeof rows) => [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(sorted(rows)).toEqual(sorted(rowsAtServer(stage, [SSN])));
  await again.close();
  await stage.end();
});

test.each(['online', 'offline'])('a list that was imported %s goes up in parts', async (how) => {
  const stage = await new Stage().start();
  const computer = new Computer(stage, 'left');
  const desktop = computer.start('ada');
  await desktop.synced();
  if (how === 'offline') computer.cut();
  await imported(desktop.desk, file(people(1200)));
  computer.hasNetwork = true;
  await desktop.synced();
  const sent = stage.storage.readDocument(SSN)?.updates ?? [];
  expect(sent.length).toBeGreaterThan(1);
  expect(Math.max(...sent.map(({ length }) => length))).toBeLessThan(1_000_000);
  const rows = await desktop.rows();
  const sorted = (found: typeof rows) => [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(rows).toHaveLength(1200);
  expect(sorted(rowsAtServer(stage, [SSN]))).toEqual(sorted(rows));
  expect(stage.storage.readAudit({ outcome: 'refused', limit: 1 })).toEqual([]);
  await desktop.close();
  await stage.end();
});
