import type { ImportKind } from '#lib/domain/importKind.ts';

/** The fields a patient list can carry, whatever its header calls them (DOMAIN.md §5, header synonyms). */
export const LIST_FIELDS = [
  'taxCode',
  'lastName',
  'firstName',
  'fullName',
  'birthDate',
  'birthPlace',
  'sex',
  'enrolledOn',
  'revokedOn',
  'expiresOn',
  'kind',
  'doctorCode',
  'doctorName',
  'address',
  'postcode',
  'town',
  'province',
  'phone',
  'email',
  'exemptions',
  'exemptionStartsOn',
  'exemptionEndsOn',
  'deathDate',
  'cardNumber',
  'stpEni',
  'listStatus',
  'archivedOn',
  'archiveReason',
] as const;

export type ListField = (typeof LIST_FIELDS)[number];

/** How a patient stood on our own list: only our export has such columns, and nobody maps them by hand. */
export const EXPORT_ONLY_FIELDS: readonly ListField[] = [
  'listStatus',
  'archivedOn',
  'archiveReason',
];

/** Contacts and exemptions alone are for patients who are there: a code is all that names them. */
const CODE_FIELDS = ['taxCode', 'stpEni'] as const;
const NAME_FIELDS = ['lastName', 'firstName', 'fullName', 'birthDate'] as const;

/** The fields that an import of that kind reads, in the order of the mapping screen. */
export function fieldsOf(kind: ImportKind): readonly ListField[] {
  switch (kind) {
    case 'region':
    case 'patients':
      return LIST_FIELDS;
    case 'contacts':
      return [...CODE_FIELDS, ...NAME_FIELDS, 'phone', 'email'];
    case 'exemptions':
      return [...CODE_FIELDS, ...NAME_FIELDS, 'exemptions', 'exemptionStartsOn', 'exemptionEndsOn'];
  }
}

/** Which columns of the file (0-based) feed which field. Several columns may feed `phone`; the first that holds something wins. */
export type Mapping = { readonly [Field in ListField]?: readonly number[] };
