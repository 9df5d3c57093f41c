/** A row of the file, mapped to fields, normalised and checked on its own (not yet against the patients). */
import type { ArchiveReason, Exemption, Residence, Sex, Status } from '#lib/domain/patient.ts';
import type { PhoneLabel } from '#lib/domain/phone.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { TaxCode, TaxCodeError, TaxCodeWarning } from '#lib/domain/taxCode.ts';

export type DateField =
  | 'birthDate'
  | 'enrolledOn'
  | 'revokedOn'
  | 'expiresOn'
  | 'archivedOn'
  | 'deathDate'
  | 'exemptionStartsOn'
  | 'exemptionEndsOn';

/** How the patient stood on the list that was exported: our own export says so, no region does. */
export interface ExportedState {
  readonly status: Status;
  /** Null when not archived. */
  readonly archive: { readonly reason: ArchiveReason; readonly knownOn: PlainDate | null } | null;
}

/** What makes a row unusable: it goes to Problemi with its reason (rule 8). */
export type RowProblem =
  /** None of the row's phones and e-mails can be one. */
  | { readonly kind: 'wrongContacts'; readonly text: string }
  | { readonly kind: 'missingExemption' }
  | { readonly kind: 'missingTaxCode' }
  | { readonly kind: 'taxCode'; readonly error: TaxCodeError; readonly text: string }
  | { readonly kind: 'impossibleDate'; readonly field: DateField; readonly text: string }
  | { readonly kind: 'missingName' }
  | { readonly kind: 'repeatedTaxCode'; readonly firstLine: number }
  | { readonly kind: 'tooFewCells'; readonly cells: number; readonly expected: number }
  | { readonly kind: 'tooManyCells'; readonly cells: number; readonly expected: number };

/** What is odd but accepted, and shown. */
export type RowWarning =
  /** Beside others that can be used. */
  | { readonly kind: 'wrongContact'; readonly text: string }
  | { readonly kind: 'taxCode'; readonly warning: TaxCodeWarning }
  | { readonly kind: 'nameSplit'; readonly certain: boolean }
  | { readonly kind: 'unknownSex'; readonly text: string }
  | { readonly kind: 'unknownKind'; readonly text: string }
  | { readonly kind: 'ageOutOfRange'; readonly age: number };

export interface CheckedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly taxCode: TaxCode | null;
  readonly birthDate: PlainDate | null;
  readonly birthPlace: string | null;
  readonly sex: Sex | null;
  readonly cardNumber: string | null;
  readonly enrolledOn: PlainDate | null;
  readonly revokedOn: PlainDate | null;
  readonly expiresOn: PlainDate | null;
  readonly deathDate: PlainDate | null;
  /** The region's own word. */
  readonly kind: string | null;
  /** What that word means for the status, when it is understood. */
  readonly kindStatus: 'openEnded' | 'temporary' | 'revoked' | 'deceased' | null;
  readonly doctorCode: string | null;
  readonly doctorName: string | null;
  readonly residence: Residence;
  /** Every number of the row, with the label that its column makes likely. `residence.phone` is the first. */
  readonly phones: readonly { readonly number: string; readonly label: PhoneLabel }[];
  /** Null when the file has no such column or the cell is empty: what is there is kept. */
  readonly exemptions: readonly Exemption[] | null;
  /** Null for every list but our own export. */
  readonly exported: ExportedState | null;
  readonly problems: readonly RowProblem[];
  readonly warnings: readonly RowWarning[];
}
