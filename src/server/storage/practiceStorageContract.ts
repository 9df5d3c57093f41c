/** What every practice storage promises, as one suite. */
import { expect, test } from 'vitest';
import type { Practice } from '#lib/domain/practice.ts';
import type { PracticeStorage } from './practiceStorage.ts';
import { restorePractice } from './restorePractice.ts';

export const somePractice: Practice = {
  id: '01JPRACT1CE',
  name: 'Studio dell’Olmo',
  idSecret: 'ab'.repeat(32),
  createdAt: 1_780_000_000_000,
  doctor: { id: '01JD0CT0R', firstName: 'Niccolò', lastName: 'D’Àmico', doctorCode: '012345' },
  panelId: '01JPANE1',
};

export function practiceStorageContract(open: () => PracticeStorage): void {
  test('holds no practice at first', () => {
    expect(open().readPractice()).toBeNull();
  });

  test('gives back the practice it was given, to the letter', () => {
    const storage = open();
    expect(storage.createPractice(somePractice)).toEqual({ ok: true, value: somePractice });
    expect(storage.readPractice()).toEqual(somePractice);
  });

  test('refuses a second practice and keeps the first', () => {
    const storage = open();
    storage.createPractice(somePractice);
    expect(storage.createPractice({ ...somePractice, id: 'other', name: 'Altro' })).toEqual({
      ok: false,
      error: { kind: 'alreadyCreated', practice: somePractice },
    });
    expect(storage.readPractice()).toEqual(somePractice);
  });

  test('takes over the practice of a safety copy when it has none, to the letter', () => {
    const storage = open();
    expect(restorePractice(storage, somePractice)).toEqual({ ok: true, value: somePractice });
    expect(storage.readPractice()).toEqual(somePractice);
  });

  test('confirms the practice it has, with the names it knows', () => {
    const storage = open();
    storage.createPractice(somePractice);
    const older = { ...somePractice, name: 'Nome di una volta' };
    expect(restorePractice(storage, older)).toEqual({ ok: true, value: somePractice });
    expect(storage.readPractice()).toEqual(somePractice);
  });

  test.each([
    ['id', { id: 'other' }],
    ['secret', { idSecret: 'cd'.repeat(32) }],
    ['list', { panelId: 'other' }],
    ['doctor', { doctor: { ...somePractice.doctor, id: 'other' } }],
  ])('never lets a copy of another %s replace the practice it has', (_, other) => {
    const storage = open();
    storage.createPractice(somePractice);
    expect(restorePractice(storage, { ...somePractice, ...other })).toEqual({
      ok: false,
      error: { kind: 'otherPractice' },
    });
    expect(storage.readPractice()).toEqual(somePractice);
  });
}
