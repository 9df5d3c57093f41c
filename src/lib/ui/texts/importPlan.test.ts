import { describe, expect, test } from 'vitest';
import { GROUPS, type EntryReason, type PlanNotice } from '#lib/import/plan.ts';
import { planImport } from '#lib/import/planImport.ts';
import { decisions, input, patient, row } from '#lib/import/planTesting.ts';
import {
  alarmText,
  commitButtonText,
  entryReasonText,
  fieldChangeText,
  formatCount,
  groupLabel,
  noticeText,
  reportWords,
  statusLabel,
} from './importPlan.ts';

test('counts are grouped as Italians do, four digits too', () => {
  expect([0, 999, 1750, 20_000].map(formatCount)).toEqual(['0', '999', '1.750', '20.000']);
});

test('the commit button tells how many patients', () => {
  expect([0, 1, 2, 1750].map(commitButtonText)).toEqual([
    'Niente da importare',
    'Importa 1 paziente',
    'Importa 2 pazienti',
    'Importa 1.750 pazienti',
  ]);
});

test('the eight groups', () => {
  expect(GROUPS.map(groupLabel)).toEqual([
    'Nuovi',
    'Modificati',
    'Riattivati',
    'Stato cambiato',
    'Da archiviare',
    'Invariati',
    'Altri medici',
    'Problemi',
  ]);
});

test('the five statuses', () => {
  const statuses = ['ssn', 'ssnTemporary', 'ssnRevoked', 'ssnDeceased', 'private'] as const;
  expect(statuses.map(statusLabel)).toEqual([
    'SSN',
    'SSN Temporaneo',
    'SSN Revocato',
    'SSN Deceduto',
    'Regime privato',
  ]);
});

test('a field change reads old → new', () => {
  expect(fieldChangeText({ field: 'status', from: 'ssn', to: 'ssnTemporary' })).toBe(
    'Stato: SSN → SSN Temporaneo',
  );
  expect(fieldChangeText({ field: 'expiresOn', from: null, to: '31/12/2026' })).toBe(
    'Scadenza: vuoto → 31/12/2026',
  );
});

describe('reasons', () => {
  test.each<[EntryReason, string]>([
    [{ kind: 'inBin', since: '2026-11-01' }, 'Nel cestino dal 01/11/2026.'],
    [{ kind: 'erased', on: '2026-11-01' }, 'Eliminato il 01/11/2026.'],
    [{ kind: 'notInList' }, 'Non è nell’elenco: questa importazione non crea pazienti.'],
    [{ kind: 'withRow', line: 1200 }, 'È dello stesso paziente della riga 1.200: vedi lì.'],
    [{ kind: 'revokedInFile', on: '2026-11-01' }, 'Nell’elenco risulta revocato dal 01/11/2026.'],
    [{ kind: 'revokedInFile', on: null }, 'Nell’elenco risulta revocato.'],
    [
      { kind: 'archivedHere', reason: 'other', on: '2026-11-01' },
      'Archiviato il 01/11/2026 con motivo Altro.',
    ],
    [
      { kind: 'otherDoctor', doctorCode: '999', doctorName: 'VERDI ANNA' },
      'Assistito di un altro medico: VERDI ANNA, codice 999.',
    ],
  ])('%j', (reason, text) => {
    expect(entryReasonText(reason)).toBe(text);
  });

  test('a pair asks whether the code was replaced', () => {
    const pair = { kind: 'taxCodeReplaced', withName: 'ROSSI MARIA' } as const;
    expect(entryReasonText({ ...pair, line: 12, candidate: null })).toMatch(
      /^CF sostituito\?.*riga 12/,
    );
    expect(entryReasonText({ ...pair, line: null, candidate: 'p' })).toMatch(
      /^CF sostituito\? ROSSI MARIA/,
    );
  });
});

test.each<[PlanNotice, RegExp]>([
  [{ kind: 'whoseList' }, /Di chi è questo elenco\?/],
  [{ kind: 'noRowOfMine', codes: [{ code: '777', rows: 1400 }] }, /777 \(1\.400 righe\)/],
  [
    { kind: 'archivingOff', why: 'damaged', damage: [{ kind: 'truncatedLastRow', line: 9 }] },
    /spenta: una parte del file non si legge\. L’ultima riga, la 9,/,
  ],
  [{ kind: 'reportIsOld', days: 8 }, /8 giorni fa/],
  [{ kind: 'olderThanLastImport', lastReportDate: '2026-11-09' }, /09\/11\/2026/],
  [
    { kind: 'sameFile', fileName: 'elenco.csv', at: Date.UTC(2026, 10, 9, 23, 30) },
    /10\/11\/2026 \(elenco\.csv\)/,
  ],
])('notice %j', (notice, text) => {
  expect(noticeText(notice)).toMatch(text);
});

test('alarms tell how many patients of how many', () => {
  const figures = { archived: 1200, active: 1750, rowsInFile: 1 };
  expect(alarmText({ why: 'manyArchived', ...figures })).toContain('1.200 pazienti su 1.750');
  expect(alarmText({ why: 'smallFile', ...figures })).toContain('1 riga per 1.750 pazienti attivi');
});

test('the report says what became of each row and why', () => {
  const rows = [row(2, 'A', { residence: { town: 'PRATO' } }), row(3, 'B'), row(4, null)];
  const plan = planImport(
    input([patient('A'), patient('GONE')], rows),
    decisions({ switched: { 'line:3': false }, skipped: [4] }),
  );
  expect(plan.entries.map((entry) => reportWords.outcome(entry))).toEqual([
    'Modificato',
    'Non importato (Nuovi)',
    'Saltata',
    'Archiviato',
  ]);
  expect(plan.entries.map((entry) => reportWords.reasons(entry))).toEqual([
    'Comune (Regione): vuoto → PRATO',
    '',
    expect.stringMatching(/codice fiscale/i),
    'Non è più nell’elenco. CF GONE',
  ]);
});
