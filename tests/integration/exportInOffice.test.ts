/** Our exports as a spreadsheet opens them: every code, zero, day and text as the practice has it. */
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CellObject, SSF } from 'xlsx';
import { openFullDesktop } from '../fixtures/exportedPeople.ts';
import { NO_OFFICE, openedInOffice } from '../fixtures/office.ts';
import { storedPatients } from '../fixtures/stores.ts';
import type { ExportFormat } from '#lib/domain/exportChoices.ts';
import type { Patient } from '#lib/domain/patient.ts';
import { plainDate } from '#lib/domain/plainDate.ts';
import { writeCsv } from '#lib/export/csv.ts';
import { defaultListQuery } from '#lib/read-model/listQuery.ts';
import { statusLabel } from '#lib/ui/texts/importPlan.ts';

/** LibreOffice takes its time to start, the first time above all. */
const PATIENCE = 180_000;

beforeEach(({ task, skip }) => {
  if (NO_OFFICE === null) return;
  task.meta.skipReason = NO_OFFICE;
  skip(NO_OFFICE);
});

const TEXTS: { readonly [header: string]: (patient: Patient) => string | null | undefined } = {
  Cognome: ({ identity }) => identity.lastName,
  Nome: ({ identity }) => identity.firstName,
  'Comune di nascita': ({ identity }) => identity.birthPlace,
  'Codice fiscale': ({ identity }) => identity.taxCode,
  'Codice medico': () => '12345',
  'Indirizzo residenza': ({ residence }) => residence?.address,
  CAP: ({ residence }) => residence?.postcode,
  Telefono: ({ residence }) => residence?.phone,
  'E-mail': ({ residence }) => residence?.email,
  'Altro CAP': ({ address }) => address?.postcode,
  Note: ({ note }) => note?.text,
};

const DATES: { readonly [header: string]: (patient: Patient) => string | null | undefined } = {
  'Data di nascita': ({ identity }) => identity.birthDate,
  'Data scelta': ({ enrolment }) => enrolment?.startedOn,
  'Archiviato il': ({ lifecycle }) => lifecycle.archive?.knownOn,
  'Data decesso': ({ lifecycle }) => lifecycle.deathDate,
};

/** Sheets know no day before. */
const FIRST_DAY = '1900-03-01';

describe.each<ExportFormat>(['csv', 'xlsx'])('%s', (format) => {
  test(
    'codes, zeros, telephones and notes are texts, days are days',
    async () => {
      const indexedDB = new IDBFactory();
      const desktop = await openFullDesktop({ indexedDB });
      const query = defaultListQuery('ssn');
      const written = await desktop.exports.exportPatients('all', format, query, () => {});
      await desktop.close();
      if (!written.ok) throw new Error(written.error.kind);
      const patients = new Map(
        (await storedPatients(indexedDB)).map(({ taxCode, status, patient }) => [
          `${taxCode} ${statusLabel(status)}`,
          patient,
        ]),
      );
      const unguarded = format === 'csv' ? [writeCsv([['00184', '0212345678', '31/12/1970']])] : [];
      const [opened, changed] = await openedInOffice([written.value.bytes, ...unguarded], format);
      const [head = [], ...rows] = opened ?? [];
      expect(rows).toHaveLength(written.value.count);
      const header = head.map(textOf);
      const coded = rows.filter((cells) => textOf(cells[5]) !== '');
      for (const cells of coded) {
        const patient = patients.get(`${textOf(cells[5])} ${textOf(cells[6])}`);
        if (!patient) throw new Error('A tax code did not come through');
        const cellOf = (name: string) => cells[header.indexOf(name)];
        for (const [name, say] of Object.entries(TEXTS)) {
          const cell = cellOf(name);
          expect(cell?.t ?? 's', name).toBe('s');
          expect(textOf(cell), name).toBe(asWritten(say(patient) ?? '', format));
        }
        for (const [name, say] of Object.entries(DATES)) {
          const day = say(patient) ?? '';
          if (day >= FIRST_DAY) expect(dayOf(cellOf(name)), name).toBe(day);
          else if (day === '') expect(textOf(cellOf(name)), name).toBe('');
        }
      }
      expect(coded.length).toBeGreaterThan(150);
      for (const cell of rows.flat()) expect(cell?.f ?? '""').toMatch(/^"[^"]*"$/);
      // The double click is a real one: what is not guarded does become a number and a day.
      if (changed) expect(changed[0]?.map((cell) => cell?.v)).toEqual([184, 212345678, 25933]);
    },
    PATIENCE,
  );
});

/** An apostrophe keeps a text from being a formula, and in CSV it shows. */
function asWritten(text: string, format: ExportFormat): string {
  const isFormula = /^[=@\t]/.test(text);
  return format === 'csv' && isFormula ? `'${text}` : text;
}

function textOf(cell: CellObject | null | undefined): string {
  return cell ? String(cell.v ?? '') : '';
}

function dayOf(cell: CellObject | null | undefined): string | null {
  if (cell?.t !== 'n' || typeof cell.v !== 'number' || !SSF.is_date(String(cell.z))) return null;
  const { y, m, d } = SSF.parse_date_code(cell.v);
  return plainDate(y, m, d);
}
