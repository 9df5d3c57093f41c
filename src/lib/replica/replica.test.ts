import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { created, identity, lifecycle } from '../../../tests/fixtures/patients.ts';
import {
  Killed,
  SSN,
  contentOf,
  keepNothing,
  testReplica,
} from '../../../tests/fixtures/replica.ts';
import type { Change } from '#lib/domain/change.ts';
import { applyCommand } from './columns.ts';
import type { DocumentCommand } from './command.ts';
import { keepInIndexedDb } from './persistence.ts';

const PATIENTS = 620;

/** A small working day: a list comes in, two patients are edited, another list comes in. */
function scenario(): Change[][] {
  const list = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => created(`p${from + i}`, from + i)).flat();
  return [
    list(0, PATIENTS),
    [
      {
        patient: 'p3',
        column: 'phones',
        from: null,
        to: { numbers: [{ number: '3330000003', label: 'Cellulare', doNotUse: false }] },
      },
    ],
    [
      {
        patient: 'p4',
        column: 'lifecycle',
        from: lifecycle(),
        to: lifecycle({
          status: 'ssnRevoked',
          archive: {
            reason: 'ssnRevoked',
            text: null,
            knownOn: '2026-11-01',
            effectiveOn: null,
          },
        }),
      },
      { patient: 'p5', column: 'identity', from: identity(5), to: null },
    ],
    list(PATIENTS, PATIENTS + 30),
  ];
}

/** The document that the first `count` commands make, by the pure rule. */
function expected(commands: readonly DocumentCommand[], count: number): unknown {
  const document = new Y.Doc();
  for (const command of commands.slice(0, count)) applyCommand(document, command);
  return contentOf(document);
}

describe.each([
  ['the Yjs copy kept', keepInIndexedDb],
  ['the Yjs copy lost', keepNothing],
])('stopped at every step of a day, %s', (_, keepDocument) => {
  test('the replica comes back whole and the rows equal the documents', async () => {
    let stops = 0;
    for (let stopAt = 0; ; stopAt++) {
      const indexedDB = new IDBFactory();
      let steps = 0;
      const first = testReplica(indexedDB, {
        keepDocument,
        reached() {
          if (steps++ >= stopAt) throw new Killed();
        },
      });
      const commands: DocumentCommand[] = [];
      let saved = 0;
      try {
        await first.open();
        for (const changes of scenario()) {
          const command = first.command(changes);
          commands.push(command);
          const running = first.replica.execute([command]);
          await running.saved;
          saved++;
          await running.shown;
        }
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
      const finished = saved === scenario().length && steps <= stopAt;

      const again = testReplica(indexedDB, { keepDocument });
      await again.open();
      const document = await again.replica.document(SSN);
      const content = JSON.stringify(contentOf(document));
      // What was said to be saved is there; a command is there whole or not at all.
      const whole = [saved, saved + 1].filter(
        (count) => content === JSON.stringify(expected(commands, count)),
      );
      expect(whole, `stopped at step ${stopAt}`).not.toHaveLength(0);
      expect(await again.storedRows()).toEqual(await again.projectedRows());
      await expectHistory(again, commands.slice(0, whole[0]));
      await again.close();
      if (finished) break;
      stops++;
    }
    // The day has at least: journal, applied, history, two chunks, shown, checkpoint for its first list.
    expect(stops).toBeGreaterThan(15);
  }, 120_000);
});

async function expectHistory(
  { ledger }: ReturnType<typeof testReplica>,
  commands: readonly DocumentCommand[],
): Promise<void> {
  const history = await ledger.history.toArray();
  for (const { id, writes } of commands) {
    const recorded = history.filter((row) => row.command === id).flatMap((row) => row.changes);
    expect(recorded).toHaveLength(writes.length);
  }
  expect(new Set(history.map((row) => row.command)).size).toBe(commands.length);
}

test('a replay never undoes what came later', async () => {
  const { command, ledger } = testReplica(new IDBFactory());
  const [early, late] = [
    command(created('p1', 1)),
    command([{ patient: 'p1', column: 'identity', from: identity(1), to: identity(2) }]),
  ];
  const document = new Y.Doc();
  for (const step of [early, late, early]) applyCommand(document, step);
  expect(document.getMap('identity').get('p1')).toMatchObject({ lastName: 'PROVA2' });
  ledger.close();
});

test('two offline desktops of one practice that write the same list converge to one patient each', () => {
  const [a, b] = [
    testReplica(new IDBFactory(), { node: 'a' }),
    testReplica(new IDBFactory(), { node: 'b' }),
  ];
  const list = [0, 1, 2].flatMap((number) => created(`p${number}`, number));
  const [onA, onB] = [new Y.Doc(), new Y.Doc()];
  applyCommand(onA, a.command(list));
  applyCommand(
    onA,
    a.command([{ patient: 'p1', column: 'note', from: null, to: { text: 'scritto su A' } }]),
  );
  applyCommand(onB, b.command(list));
  applyCommand(
    onB,
    b.command([
      {
        patient: 'p1',
        column: 'email',
        from: null,
        to: { email: 'b@example.com', doNotUse: false },
      },
    ]),
  );
  Y.applyUpdate(onA, Y.encodeStateAsUpdate(onB));
  Y.applyUpdate(onB, Y.encodeStateAsUpdate(onA));
  expect(contentOf(onA)).toEqual(contentOf(onB));
  expect([...onA.getMap('identity').keys()].sort()).toEqual(['p0', 'p1', 'p2']);
  expect(onA.getMap('note').get('p1')).toMatchObject({ text: 'scritto su A' });
  expect(onA.getMap('email').get('p1')).toMatchObject({ email: 'b@example.com' });
});

test('the clock goes on from the last stored reading after a restart with the clock set back', async () => {
  const indexedDB = new IDBFactory();
  const first = testReplica(indexedDB, { now: () => 2_000_000_000_000 });
  await first.open();
  await first.write(created('p1', 1));
  await first.close();
  const second = testReplica(indexedDB, { now: () => 1_000_000_000_000 });
  await second.open();
  await second.write([{ patient: 'p1', column: 'identity', from: identity(1), to: identity(9) }]);
  const document = await second.replica.document(SSN);
  expect(document.getMap('identity').get('p1')).toMatchObject({ lastName: 'PROVA9' });
  await second.close();
});

test('rows made by another version of the projection are made again', async () => {
  const indexedDB = new IDBFactory();
  const first = testReplica(indexedDB);
  await first.open();
  await first.write([...created('p1', 1), ...created('p2', 2)]);
  await first.rows.patients.update([SSN, 'p1'], { name: 'as an older version wrote it' });
  await first.rows.patients.delete([SSN, 'p2']);
  await first.rows.watermarks.update(SSN, { version: 0 });
  await first.close();
  const second = testReplica(indexedDB);
  await second.open();
  expect(await second.storedRows()).toEqual(await second.projectedRows());
  expect(await second.storedRows()).toHaveLength(2);
  await second.close();
});

test('rows deleted by hand are projected again from what the ledger holds', async () => {
  const indexedDB = new IDBFactory();
  const first = testReplica(indexedDB, { keepDocument: keepNothing });
  await first.open();
  await first.write(Array.from({ length: 600 }, (_, i) => created(`p${i}`, i)).flat());
  await first.close();
  await deleteDatabase(indexedDB, 'assistiti:practice-1:doctor-1:rows');
  const second = testReplica(indexedDB, { keepDocument: keepNothing });
  await second.open();
  expect(await second.storedRows()).toHaveLength(600);
  await second.close();
});

function deleteDatabase(indexedDB: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
