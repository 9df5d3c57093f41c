/** An empty workbook with the columns of an import. Its cells are text, so that Excel keeps zeros and codes. */
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
const PREPARED_ROWS = 200;

export async function writeTemplate(
  header: readonly string[],
  sheetName: string,
): Promise<Uint8Array> {
  const xlsx = await import('xlsx');
  const text = (value: string): CellObject => ({ t: 's', v: value, z: '@' });
  const empty = header.map(() => text(''));
  const range = { s: { r: 0, c: 0 }, e: { r: PREPARED_ROWS, c: header.length - 1 } };
  const sheet = {
    '!ref': xlsx.utils.encode_range(range),
    '!data': [header.map(text), ...Array.from({ length: PREPARED_ROWS }, () => empty)],
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
