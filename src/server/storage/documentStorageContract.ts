/** What every document storage promises, as one suite. */
import { expect, test } from 'vitest';
import { practiceDocument, ssnDocument } from '#lib/replica/documents.ts';
import { someEntry } from '../../../tests/server/someEntry.ts';
import { auditContract } from './auditContract.ts';
import type { DocumentStorage } from './documentStorage.ts';

const list = ssnDocument('P1');
const practice = practiceDocument('S1');
const bytes = (...values: number[]) => Uint8Array.from(values);

export function documentStorageContract(open: () => DocumentStorage): void {
  test('knows no document at first', () => {
    const storage = open();
    expect(storage.readDocument(list)).toBeNull();
    expect(storage.documentNames()).toEqual([]);
    expect(storage.readAudit({ limit: 10 })).toEqual([]);
  });

  test('gives back the updates of each document, oldest first, to the byte', () => {
    const storage = open();
    storage.append(list, [bytes(0, 255), bytes(1)], []);
    storage.append(practice, [bytes(9)], []);
    storage.append(list, [bytes()], []);
    expect(storage.readDocument(list)).toMatchObject({
      snapshot: null,
      updates: [bytes(0, 255), bytes(1), bytes()],
    });
    expect(storage.readDocument(practice)).toMatchObject({ snapshot: null, updates: [bytes(9)] });
    expect(storage.documentNames()).toEqual([practice, list]);
  });

  test('keeps the bytes it was given, whatever becomes of them afterwards', () => {
    const storage = open();
    const given = bytes(1, 2, 3);
    storage.append(list, [given.subarray(1)], []);
    given.fill(0);
    storage.readDocument(list)?.updates[0]?.fill(7);
    expect(storage.readDocument(list)?.updates).toEqual([bytes(2, 3)]);
  });

  test('puts a snapshot in place of the updates it holds, and of no later one', () => {
    const storage = open();
    storage.append(list, [bytes(1), bytes(2)], []);
    storage.append(practice, [bytes(5)], []);
    const through = storage.readDocument(list)?.through ?? 0;
    storage.append(list, [bytes(3)], []);
    storage.compact(list, bytes(1, 2), through);
    expect(storage.readDocument(list)).toMatchObject({
      snapshot: bytes(1, 2),
      updates: [bytes(3)],
    });
    expect(storage.readDocument(practice)).toMatchObject({ snapshot: null, updates: [bytes(5)] });
    expect(storage.documentNames()).toEqual([practice, list]);
  });

  test('ignores the snapshot of a compaction that a later one overtook', () => {
    const storage = open();
    storage.append(list, [bytes(1)], []);
    const early = storage.readDocument(list)?.through ?? 0;
    storage.append(list, [bytes(2)], []);
    const late = storage.readDocument(list)?.through ?? 0;
    storage.compact(list, bytes(1, 2), late);
    storage.compact(list, bytes(1), early);
    expect(storage.readDocument(list)).toEqual({
      snapshot: bytes(1, 2),
      updates: [],
      through: late,
    });
  });

  test('counts on after a compaction took every update', () => {
    const storage = open();
    for (const value of [1, 2, 3]) {
      storage.append(list, [bytes(value)], []);
      const { through = 0, updates = [] } = storage.readDocument(list) ?? {};
      expect(updates).toEqual([bytes(value)]);
      storage.compact(list, bytes(value, value), through);
      expect(storage.readDocument(list)).toEqual({
        snapshot: bytes(value, value),
        updates: [],
        through,
      });
    }
  });

  test('appends updates and audit together, or nothing of both', () => {
    const storage = open();
    const endless: { self?: object } = {};
    endless.self = endless;
    expect(() =>
      storage.append(list, [bytes(1)], [someEntry, { ...someEntry, to: endless }]),
    ).toThrow();
    expect(storage.readDocument(list)).toBeNull();
    expect(storage.readAudit({ limit: 10 })).toEqual([]);
    storage.append(list, [bytes(2)], [someEntry]);
    expect(storage.readDocument(list)?.updates).toEqual([bytes(2)]);
    expect(storage.readAudit({ limit: 10 })).toHaveLength(1);
  });

  test('appends an audit without updates: a refusal leaves none', () => {
    const storage = open();
    storage.append(list, [], [{ ...someEntry, outcome: 'refused', reason: 'notYours' }]);
    expect(storage.readDocument(list)).toBeNull();
    expect(storage.documentNames()).toEqual([]);
    expect(storage.readAudit({ limit: 10 })).toMatchObject([{ reason: 'notYours' }]);
  });

  test('has one epoch for as long as it is open', () => {
    const storage = open();
    const epoch = storage.epoch();
    expect(epoch).not.toBe('');
    storage.append(list, [bytes(1)], []);
    expect(storage.epoch()).toBe(epoch);
  });

  auditContract(open);
}
