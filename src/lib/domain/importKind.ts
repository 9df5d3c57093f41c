/**
 * What a file is imported for: the list of a region, with its rules of absence; patients of another program;
 * the practice's own phones and e-mails alone; exemptions alone.
 */
export const IMPORT_KINDS = ['region', 'patients', 'contacts', 'exemptions'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Whether the file may add, archive and bring back patients, or only adds to those who are there. */
export function bringsPatients(kind: ImportKind): boolean {
  return kind === 'region' || kind === 'patients';
}
