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

/** Which columns of the file (0-based) feed which field. Several columns may feed `phone`; the first that holds something wins. */
export type Mapping = { readonly [Field in ListField]?: readonly number[] };
