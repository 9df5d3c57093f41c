import { expect, test } from 'vitest';
import type { ListField } from './fields.ts';
import type { PlanEntry } from './plan.ts';
import { planImport } from './planImport.ts';
import { crowd, decisions, input, patient, row } from './planTesting.ts';
import { importReport } from './report.ts';

const words = {
  outcomeHeader: 'Esito',
  reasonHeader: 'Motivo',
  outcome: ({ group, included }: PlanEntry) => `${group} ${included}`,
  reasons: ({ reasons }: PlanEntry) => reasons.map(({ kind }) => kind).join(' '),
  field: (field: ListField) => field,
  templateName: () => 'modello',
  problemsSheet: 'problemi',
  problemsFileName: (fileName: string) => fileName,
};
const file = {
  header: ['CF', 'Cognome', 'Nome'],
  mapping: { taxCode: [0], lastName: [1], firstName: [2] },
};

test('the original columns with outcome and reason, row by row, and the absent at the end', () => {
  const others = crowd(30);
  const rows = [row(2, 'A'), row(3, null, { lastName: 'NERI' }), ...others.rows];
  const plan = planImport(input([patient('GONE'), ...others.patients], rows), decisions());
  const report = importReport(file, rows, plan, words);
  expect(report.slice(0, 3)).toEqual([
    ['CF', 'Cognome', 'Nome', 'Esito', 'Motivo'],
    ['A', 'ROSSI A', 'MARIA', 'added true', ''],
    ['', 'ROSSI 3', 'MARIA', 'problems false', 'row'],
  ]);
  expect(report.length).toBe(rows.length + 2);
  expect(report.at(-1)).toEqual(['', 'ROSSI GONE', 'MARIA', 'toArchive true', 'absent']);
});

test('an absent patient has no tax code in its column: imported again it is not a row of the region', () => {
  const plan = planImport(input([patient('GONE')], [row(2, 'A')]), decisions());
  const report = importReport(file, [row(2, 'A')], plan, words);
  expect(report.flat()).not.toContain('GONE');
});

test('rows longer and shorter than the header keep their cells, and the outcome its column', () => {
  const rows = [
    row(2, 'A', { cells: ['A', 'ROSSI', 'MARIA', 'X'] }),
    row(3, 'B', { cells: ['B'] }),
  ];
  const report = importReport(file, rows, planImport(input([], rows), decisions()), words);
  expect(report).toEqual([
    ['CF', 'Cognome', 'Nome', '', 'Esito', 'Motivo'],
    ['A', 'ROSSI', 'MARIA', 'X', 'added true', ''],
    ['B', '', '', '', 'added true', ''],
  ]);
});
