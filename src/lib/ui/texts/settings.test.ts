import { describe, expect, test } from 'vitest';
import type { CopyPreview } from '#lib/replica/copy/copyDesk.ts';
import {
  bytesText,
  ceilingText,
  copyReminder,
  enrolledText,
  overCeilingText,
  restoreEffects,
} from './settings.ts';

describe('the reminder of the safety copy', () => {
  const TODAY = '2026-11-23';
  const daysAgo = (days: number) => Date.UTC(2026, 10, 23 - days, 12);
  test.each([
    [{ lastAt: null, changedSince: false, quietToday: false }, null],
    [{ lastAt: null, changedSince: true, quietToday: false }, 'Nessuna copia di sicurezza'],
    [{ lastAt: null, changedSince: true, quietToday: true }, null],
    [{ lastAt: daysAgo(7), changedSince: true, quietToday: false }, null],
    [
      { lastAt: daysAgo(8), changedSince: true, quietToday: false },
      'Copia di sicurezza di 8 giorni fa',
    ],
    [{ lastAt: daysAgo(80), changedSince: false, quietToday: false }, null],
    [{ lastAt: daysAgo(8), changedSince: true, quietToday: true }, null],
  ])('%o', (state, said) => {
    expect(copyReminder(state, TODAY)).toBe(said);
  });
});

test('the counter tells the sum, its parts and what is above', () => {
  const state = { ceiling: 1500, enrolled: { openEnded: 1540, temporary: 60, derogated: 20 } };
  expect(ceilingText(state)).toBe('1.620 / 1.500');
  expect(enrolledText(state)).toBe('1.540 a tempo indeterminato · 60 temporanei · 20 in deroga');
  expect(overCeilingText(state)).toBe('120 oltre il massimale');
  const few = { ceiling: 1500, enrolled: { openEnded: 1499, temporary: 1, derogated: 0 } };
  expect(enrolledText(few)).toBe('1.499 a tempo indeterminato · 1 temporaneo');
  expect(overCeilingText(few)).toBeNull();
});

test('bytes are told as people count them', () => {
  expect([312_000_000, 1_250_000_000, 4_200_000, null].map(bytesText)).toEqual([
    '312 MB',
    '1,3 GB',
    '4,2 MB',
    'Il browser non lo dice',
  ]);
});

test('the restore says what it will do, and when it will do nothing', () => {
  const nothing: CopyPreview = {
    madeAt: 0,
    practiceName: 'Studio',
    patients: 5,
    imports: 1,
    patientsHere: 5,
    onlyHere: 0,
    added: 0,
    updated: 0,
    keptNewer: 0,
  };
  expect(restoreEffects(nothing)).toEqual(['L’elenco è già come nella copia.']);
  expect(restoreEffects({ ...nothing, added: 1, updated: 2, keptNewer: 3, onlyHere: 1 })).toEqual([
    '1 paziente che qui non c’è: aggiunto.',
    '2 pazienti con dati più recenti nella copia: aggiornati.',
    '3 pazienti con modifiche fatte qui dopo la copia: le modifiche restano.',
    '1 paziente che la copia non ha: resta.',
  ]);
});
