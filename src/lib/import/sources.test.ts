/** A fixture for each source of DOMAIN.md §5: the rows that are read from it, and what they would become. */
import { describe, expect, test } from 'vitest';
import type { LayoutName } from '#lib/sample/layouts.ts';
import type { SamplePerson } from '#lib/sample/person.ts';
import { samplePeople } from '#lib/sample/samplePeople.ts';
import { type ListVariant, writeList } from '#lib/sample/writeList.ts';
import { TODAY } from '../../../tests/fixtures/readingLists.ts';
import { type WorkbookVariant, writeWorkbookList } from '../../../tests/fixtures/workbooks.ts';
import type { CheckedRow } from './checkedRow.ts';
import { checkRows } from './checkRows.ts';
import { NO_DECISIONS, type PlanEntry } from './plan.ts';
import { planImport } from './planImport.ts';
import { idOf, input, patient } from './planTesting.ts';
import { readFile } from './readFile.ts';
import type { FileTable } from './reading.ts';

/** Somebody revoked, somebody dead, somebody enrolled for a time, and three who are simply there. */
const PEOPLE: SamplePerson[] = samplePeople({ rows: 6, seed: 41, today: TODAY }).map(
  (person, index) => ({
    ...person,
    revokedOn: index === 0 ? '2026-03-01' : null,
    deathDate: index === 1 ? '2026-04-01' : null,
    expiresOn: index === 2 ? '2027-02-28' : null,
  }),
);

type Format =
  | { readonly name: string; readonly text: ListVariant }
  | { readonly name: string; readonly book: Omit<WorkbookVariant, 'layout'> };

const CSV: Format = { name: 'elenco.csv', text: {} };
const XLSX: Format = { name: 'elenco.xlsx', book: { titles: ['Elenco assistiti', ''] } };
const XLS: Format = { name: 'elenco.xls', book: { bookType: 'biff8' } };
const TXT: Format = {
  name: 'elenco.txt',
  text: { delimiter: '\t', encoding: 'utf-8', dates: 'iso' },
};

const SOURCES: readonly (readonly [LayoutName, string, readonly Format[]])[] = [
  ['sissA', 'SISS Lombardia, elenco assistiti', [CSV, TXT]],
  ['sissB', 'SISS Lombardia, nominativo in una colonna', [CSV]],
  ['sissC', 'SISS Lombardia, solo anagrafica', [CSV]],
  ['sissD', 'SISS Lombardia, scelta e revoca', [CSV]],
  ['toscana', 'Toscana, elenco assistiti', [XLSX, CSV]],
  ['piemonte', 'Piemonte, elenco assistiti', [XLSX, CSV, TXT]],
  ['sistemaTs', 'Sistema TS', [CSV, XLSX]],
  ['sicilia', 'Sicilia, scelte e revoche', [CSV]],
  ['millewin', 'Millewin, elenco pazienti', [XLSX]],
  ['millewinSql', 'Millewin, estratto della banca dati', [CSV]],
  ['medico2000', 'Medico 2000', [CSV, XLSX]],
  ['tserve', 'TServe', [CSV, XLSX]],
  ['sole', 'Cartella SOLE', [XLSX]],
  ['next', 'Next', [XLS]],
];

describe.each(SOURCES)('%s', (layout, source, formats) => {
  test.each(formats)('$name is recognised, read and planned', async (format) => {
    const { table, rows } = await readSource(layout, format);
    expect(table).toMatchObject({ source, mapped: true, damage: [], hiddenRows: 0 });
    expect(rows.map(rowText)).toMatchSnapshot(`${layout} rows`);
    expect(planOf(table, rows).map(entryText)).toMatchSnapshot(`${layout} plan`);
  });
});

test('formats of one source read as the same rows', async () => {
  for (const [layout, , formats] of SOURCES) {
    const read = await Promise.all(
      formats.map(async (format) => (await readSource(layout, format)).rows.map(personText)),
    );
    for (const rows of read) expect(rows).toEqual(read[0]);
  }
});

test('codes without names change those who are there, and make nobody', async () => {
  const { table, rows } = await readSource('sicilia', CSV);
  const [first, second] = PEOPLE.slice(3);
  const known = patient(second?.taxCode ?? '', { lifecycle: {} });
  const plan = planImport(
    input([known], rows, { hasDoctorColumn: true, doctorCodes: [first?.doctorCode ?? ''] }),
    { ...NO_DECISIONS, kind: 'patients' },
  );
  expect(table.mapped).toBe(true);
  expect(
    plan.entries.filter(({ patient: id }) => id === idOf(second?.taxCode ?? '')),
  ).toMatchObject([{ group: 'changed', included: true }]);
  expect(plan.counts.added.total).toBe(0);
});

async function readSource(layout: LayoutName, format: Format) {
  const bytes =
    'book' in format
      ? writeWorkbookList(PEOPLE, { ...format.book, layout })
      : writeList(PEOPLE, { ...format.text, layout });
  const read = await readFile(bytes, format.name, { kind: 'patients' });
  if (!read.ok) throw new Error(`Refused: ${read.error.kind}`);
  const rows = await checkRows(read.value, { today: TODAY, kind: 'patients' });
  return { table: read.value, rows };
}

function planOf(table: FileTable, rows: readonly CheckedRow[]): readonly PlanEntry[] {
  const hasDoctorColumn = table.mapping.doctorCode !== undefined;
  const doctorCodes = PEOPLE.map(({ doctorCode }) => doctorCode);
  const known = input([], rows, { hasDoctorColumn, doctorCodes });
  return planImport(known, { ...NO_DECISIONS, kind: 'patients' }).entries;
}

/** Who the row is of, without its place and its columns. */
function personText(row: CheckedRow): string {
  return rowText(row).replace(/^\d+ /, '');
}

function rowText(row: CheckedRow): string {
  const { line, lastName, firstName, taxCode, birthDate, sex, residence, phones } = row;
  const { enrolledOn, revokedOn, expiresOn, deathDate, kind, kindStatus, doctorCode } = row;
  const said = {
    ...{ name: `${lastName ?? '-'}, ${firstName ?? '-'}`, code: taxCode?.value, birthDate, sex },
    ...{ enrolledOn, revokedOn, expiresOn, deathDate, kind, kindStatus, doctorCode },
    ...residence,
    phone: phones.map(({ number, label }) => `${number} ${label}`).join(' + ') || null,
    exemptions: row.exemptions?.map(({ code }) => code).join(' '),
    problems: row.problems.map(({ kind: problem }) => problem).join(' ') || null,
  };
  const filled = Object.entries(said).filter(([, value]) => value != null);
  return `${line} ${filled.map(([name, value]) => `${name}: ${value}`).join('; ')}`;
}

function entryText(entry: PlanEntry): string {
  const reasons = entry.reasons.map(({ kind }) => kind).join(' ');
  const columns = entry.changes.map(({ column }) => column).join(' ');
  return `${entry.key} ${entry.group} ${entry.included ? 'on' : 'off'} [${columns}] ${reasons}`.trim();
}
