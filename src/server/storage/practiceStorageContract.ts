/** What every practice storage promises, as one suite. */
import { expect, test } from 'vitest';
import type { Practice } from '#lib/domain/practice.ts';
import type { PracticeStorage } from './practiceStorage.ts';

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
}
