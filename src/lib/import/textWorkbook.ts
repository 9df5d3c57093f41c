/**
 * Workbooks that are filled in by hand and imported: the empty one of each import, the one with the rows to correct.
 * All cells are text, so that Excel keeps zeros and codes as they are and takes nothing for a formula.
 */
import type { CellObject, WorkSheet } from 'xlsx';
import type { ImportKind } from '#lib/domain/importKind.ts';
import type { ListField } from './fields.ts';

const PATIENT_FIELDS: readonly ListField[] = [
  ...(['taxCode', 'lastName', 'firstName', 'birthDate', 'sex', 'birthPlace'] as const),
  ...(['address', 'postcode', 'town', 'province', 'phone', 'email'] as const),
  ...(['kind', 'enrolledOn', 'expiresOn', 'revokedOn', 'deathDate', 'exemptions'] as const),
];

export const TEMPLATE_FIELDS: { readonly [K in ImportKind]: readonly ListField[] } = {
  region: PATIENT_FIELDS,
  patients: PATIENT_FIELDS,
  contacts: ['taxCode', 'lastName', 'firstName', 'phone', 'email'],
  exemptions: [
    ...(['taxCode', 'lastName', 'firstName'] as const),
    ...(['exemptions', 'exemptionStartsOn', 'exemptionEndsOn'] as const),
  ],
};

/** Rows that are text before anything is typed; further ones Excel formats like those above. */
export const PREPARED_ROWS = 200;

/** The first row is the header; behind the last one stand as many empty ones as are asked for. */
export async function writeTextWorkbook(
  rows: readonly (readonly string[])[],
  sheetName: string,
  emptyRows = 0,
): Promise<Uint8Array> {
  const xlsx = await import('xlsx');
  const text = (value: string): CellObject => ({ t: 's', v: value, z: '@' });
  const [header = []] = rows;
  const empty = header.map(() => text(''));
  const data = [
    ...rows.map((cells) => cells.map(text)),
    ...Array.from({ length: emptyRows }, () => empty),
  ];
  const end = { r: data.length - 1, c: header.length - 1 };
  const sheet = {
    '!ref': xlsx.utils.encode_range({ s: { r: 0, c: 0 }, e: end }),
    '!data': data,
    '!cols': header.map((title) => ({ wch: Math.max(16, title.length + 3) })),
  } as WorkSheet;
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, sheetName);
  const bytes: ArrayBuffer = xlsx.write(book, {
    type: 'array',
    bookType: 'xlsx',
    compression: true,
  });
  return new Uint8Array(bytes);
}
