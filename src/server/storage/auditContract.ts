/** What every storage promises about the audit, as one suite. */
import { expect, test } from 'vitest';
import { practiceDocument, privateDocument, ssnDocument } from '#lib/replica/documents.ts';
import { someEntry } from '../../../tests/server/someEntry.ts';
import type { AuditEntry, AuditQuestion, DocumentStorage } from './documentStorage.ts';

const ssn = ssnDocument('P1');
const secret = privateDocument('P1');

export function auditContract(open: () => DocumentStorage): void {
  /** A storage with these entries, all else as in `someEntry`. */
  const openWith = (...entries: Partial<AuditEntry>[]): DocumentStorage => {
    const storage = open();
    for (const entry of entries) storage.append(ssn, [], [{ ...someEntry, ...entry }]);
    return storage;
  };

  test('gives back an entry to the letter, with an id and nobody who settled it', () => {
    const other = { ...someEntry, from: null, to: null, onBehalfOf: null, key: 'a\u0000«b»' };
    const storage = openWith(someEntry, other);
    const [second, first, ...none] = storage.readAudit({ limit: 9 });
    expect(none).toEqual([]);
    expect(first).toEqual({ ...someEntry, id: expect.any(Number), settled: null });
    expect(second).toEqual({ ...other, id: expect.any(Number), settled: null });
    expect(second?.id).toBeGreaterThan(first?.id ?? Infinity);
  });

  test('reads newest first and page by page', () => {
    const storage = openWith({ t: '1' }, { t: '2' }, { t: '3' }, { t: '4' }, { t: '5' });
    const pages: string[] = [];
    let before: number | undefined;
    do {
      const page = storage.readAudit({ before, limit: 2 });
      before = page.at(-1)?.id;
      pages.push(page.map(({ t }) => t).join());
    } while (before !== undefined);
    expect(pages).toEqual(['5,4', '3,2', '1', '']);
  });

  test('merges the pages of several documents into one order', () => {
    const documents = [ssn, secret, ssn, practiceDocument('S'), secret, ssn] as const;
    const storage = openWith(...documents.map((document, place) => ({ document, t: `${place}` })));
    const asked = { documents: [secret, ssn, secret], limit: 3 };
    const page = storage.readAudit(asked);
    expect(page.map(({ t }) => t)).toEqual(['5', '4', '2']);
    const rest = storage.readAudit({ ...asked, before: page.at(-1)?.id });
    expect(rest.map(({ t }) => t)).toEqual(['1', '0']);
  });

  test.each<[string, Omit<AuditQuestion, 'limit'>, string]>([
    ['nothing', {}, 'e d c b a'],
    ['a document', { documents: [secret] }, 'd'],
    ['no document', { documents: [] }, ''],
    ['a patient', { key: 'other' }, 'd c'],
    ['a patient in a document', { key: 'other', documents: [ssn] }, 'c'],
    ['a person', { userId: 'ada' }, 'd b'],
    ['a person in a document', { userId: 'ada', documents: [ssn] }, 'b'],
    ['what was written', { outcome: 'written' }, 'c a'],
    ['what was refused', { outcome: 'refused' }, 'e d b'],
    ['what is open', { open: true }, 'e d'],
    [
      'what is refused and open in a document',
      { outcome: 'refused', open: true, documents: [ssn] },
      'e',
    ],
    ['what is written and open', { outcome: 'written', open: true }, ''],
    ['all at once', { documents: [secret, ssn], key: 'other', userId: 'ada', open: true }, 'd'],
  ])('answers a question for %s', (_, question, expected) => {
    const storage = openWith(
      { t: 'a' },
      { t: 'b', userId: 'ada', outcome: 'refused', reason: 'notYours' },
      { t: 'c', key: 'other' },
      { t: 'd', key: 'other', userId: 'ada', document: secret, outcome: 'refused' },
      { t: 'e', outcome: 'refused' },
    );
    const settled = storage.readAudit({ userId: 'ada', documents: [ssn], limit: 1 })[0];
    storage.settle(settled?.id ?? 0, 'bea', 1);
    const answer = storage.readAudit({ ...question, limit: 9 });
    expect(answer.map(({ t }) => t).join(' ')).toBe(expected);
  });

  test('knows who wrote last what stands in a value', () => {
    const storage = openWith(
      { t: 'a' },
      { t: 'b' },
      { t: 'c', outcome: 'refused' },
      { t: 'd', outcome: 'outrun' },
      { t: 'e', key: 'other' },
      { t: 'f', map: 'email' },
      { t: 'g', document: secret },
    );
    expect(storage.lastWritten(ssn, 'phones', 'patient-1')?.t).toBe('b');
    expect(storage.lastWritten(secret, 'phones', 'patient-1')?.t).toBe('g');
    expect(storage.lastWritten(ssn, 'note', 'patient-1')).toBeNull();
  });

  test('settles once what was refused or outrun, and nothing else', () => {
    const storage = openWith({ outcome: 'refused' }, { outcome: 'outrun' }, { outcome: 'written' });
    const [written, outrun, refused] = storage.readAudit({ limit: 3 }).map(({ id }) => id);
    expect(storage.settle(refused ?? 0, 'ada', 5)).toBe(true);
    expect(storage.settle(refused ?? 0, 'bea', 6)).toBe(false);
    expect(storage.settle(outrun ?? 0, 'ada', 7)).toBe(true);
    expect(storage.settle(written ?? 0, 'ada', 8)).toBe(false);
    expect(storage.settle(999, 'ada', 9)).toBe(false);
    expect(storage.readAudit({ limit: 3 }).map(({ settled }) => settled)).toEqual([
      null,
      { by: 'ada', at: 7 },
      { by: 'ada', at: 5 },
    ]);
  });

  test('forgets the values of one patient in one document, and keeps who did what', () => {
    const storage = openWith({}, { outcome: 'refused' }, { key: 'other' }, { document: secret });
    storage.forget(ssn, 'patient-1');
    const [elsewhere, other, refused, first] = storage.readAudit({ limit: 4 });
    expect(elsewhere).toMatchObject({ from: someEntry.from, to: someEntry.to });
    expect(other).toMatchObject({ from: someEntry.from, to: someEntry.to });
    expect(first).toMatchObject({ ...someEntry, from: null, to: null });
    expect(refused).toMatchObject({ from: null, to: null, outcome: 'refused', settled: null });
    expect(storage.settle(refused?.id ?? 0, 'ada', 1)).toBe(true);
  });

  test('lets go of what is old, but for what waits for its author, and numbers go on', () => {
    const old = { at: 1000 } as const;
    const storage = openWith(
      { ...old, t: 'written' },
      { ...old, t: 'waiting', outcome: 'refused' },
      { ...old, t: 'settled', outcome: 'outrun' },
      { t: 'young', at: Date.now() },
    );
    const before = storage.readAudit({ limit: 9 });
    const settled = before.find(({ t }) => t === 'settled');
    storage.settle(settled?.id ?? 0, 'ada', 5);
    expect(storage.pruneAudit(2000)).toBe(2);
    expect(storage.pruneAudit(2000)).toBe(0);
    expect(storage.readAudit({ limit: 9 }).map(({ t }) => t)).toEqual(['young', 'waiting']);
    storage.append(ssn, [], [{ ...someEntry, t: 'next' }]);
    const [next] = storage.readAudit({ limit: 1 });
    expect(next?.id).toBeGreaterThan(Math.max(...before.map(({ id }) => id)));
    expect(storage.lastWritten(ssn, someEntry.map, someEntry.key)?.t).toBe('next');
  });
}
