/** The reports of the fake portal: synthetic people, as a portal writes them. */
import { addDays, formatItalianDate, type PlainDate } from '#lib/domain/plainDate.ts';
import { samplePeople } from '#lib/sample/samplePeople.ts';
import { writeList } from '#lib/sample/writeList.ts';

export interface Report {
  readonly id: number;
  readonly doctorCode: string;
  readonly type: string;
  readonly format: string;
  readonly associates: string;
  readonly requestedOn: string;
  readonly createdOn: string;
}

/** windows-1252, CRLF, and a cell with a line end in it; each seed its own bytes. */
export function listBytes(seed: number, rows = 40): Buffer {
  const people = samplePeople({ rows, seed, today: '2026-11-23' });
  const list = Buffer.from(writeList(people, {})).toString('latin1');
  const [header = '', ...lines] = list.split('\r\n');
  const withNote = [
    `${header};Avvertenze`,
    ...lines
      .filter(Boolean)
      .map((line, at) => `${line};${at === 0 ? '"prima riga\nseconda riga à"' : ''}`),
  ];
  return Buffer.from(`${withNote.join('\r\n')}\r\n`, 'latin1');
}

/** A list over the five megabytes that are handed over. */
export function largeBytes(): Buffer {
  const list = listBytes(1, 10);
  return Buffer.concat([list, Buffer.alloc(5_300_000, 'ROSSI;MARIO;RSSMRA80A01F205X\r\n')]);
}

export const PDF = Buffer.from(
  '%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<<>>\n%%EOF\n',
  'latin1',
);

export const LOGIN_PAGE =
  '<!doctype html><html lang="it"><title>Accesso</title><h1>Accedi con SPID o CNS</h1></html>';

/** How long ago the one old report was made. */
export const OLD_DAYS = 24;

/** Newest first, more than a page of them. */
export function firstReports(today: PlainDate): Report[] {
  const [now, then] = [today, addDays(today, -OLD_DAYS)].map(formatItalianDate);
  const rows: readonly (readonly [string, string, string])[] = [
    ['Elenco Assistiti', 'CSV', 'No'],
    ['Elenco Assistiti', 'CSV', 'Sì'],
    ['SCELTA REVOCA', 'CSV', 'No'],
    ['Elenco Assistiti', 'PDF', 'No'],
    ['Elenco Assistiti', 'CSV23', 'No'],
    ['Elenco Assistiti', 'CSV', 'No'],
    ['SCELTA REVOCA', 'PDF', 'No'],
  ];
  return rows.map(([type, format, associates], at) => ({
    ...{ id: at + 1, doctorCode: '12345', type, format, associates },
    requestedOn: `${now} 08:0${at}`,
    createdOn: `${at === 4 ? then : now} 08:1${at}`,
  }));
}
