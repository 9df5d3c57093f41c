/**
 * The columns of an export, in order, and what each says of a patient. The tax code is the sixth. The region's
 * address and contacts stand under the names our own import reads; the practice's own beside them, under others.
 */
import { formatExemption } from '#lib/domain/exemption.ts';
import type { Archive, Patient, Phone, Status } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { contactsOf } from '#lib/read-model/projectPatient.ts';

/** Whose list the patient stands on: a doctor, or a clinic. */
export interface ExportAssignee {
  readonly name: string;
  /** The regional code given with the name. */
  readonly code: string;
}

/** The Italian texts of an export, handed in since this layer has none. */
export interface ExportWords {
  readonly headers: { readonly [F in ExportField]: string };
  readonly sheetName: string;
  status(status: Status): string;
  archiveReason(archive: Archive): string;
  phone(phone: Phone): string;
}

type Say = (patient: Patient, assignee: ExportAssignee, words: ExportWords) => string | null;

const TEXTS = {
  lastName: ({ identity }) => identity.lastName,
  firstName: ({ identity }) => identity.firstName,
  sex: ({ identity }) => identity.sex,
  birthPlace: ({ identity }) => identity.birthPlace,
  taxCode: ({ identity }) => identity.taxCode,
  status: ({ lifecycle }, _, words) => words.status(lifecycle.status),
  doctorName: (_, assignee) => assignee.name,
  doctorCode: ({ enrolment }, assignee) => enrolment?.doctorCode ?? assignee.code,
  phoneToUse: (patient) => contactToUse(patient, 'phone'),
  emailToUse: (patient) => contactToUse(patient, 'email'),
  exemptions: ({ exemptions }) => exemptions?.codes.map(formatExemption).join('; ') ?? null,
  kind: ({ enrolment }) => enrolment?.kind ?? null,
  archiveReason: ({ lifecycle: { archive } }, _, words) => archive && words.archiveReason(archive),
  address: ({ residence }) => residence?.address ?? null,
  postcode: ({ residence }) => residence?.postcode ?? null,
  town: ({ residence }) => residence?.town ?? null,
  province: ({ residence }) => residence?.province ?? null,
  phone: ({ residence }) => residence?.phone ?? null,
  email: ({ residence }) => residence?.email ?? null,
  ownAddress: ({ address }) => address?.address ?? null,
  ownPostcode: ({ address }) => address?.postcode ?? null,
  ownTown: ({ address }) => address?.town ?? null,
  ownProvince: ({ address }) => address?.province ?? null,
  ownPhones: ({ phones }, _, words) => phones?.numbers.map(words.phone).join('; ') ?? null,
  ownEmail: ({ email }) => email?.email ?? null,
  cardNumber: ({ identity }) => identity.cardNumber,
  note: ({ note }) => note?.text ?? null,
} as const satisfies { readonly [field: string]: Say };

/** `YYYY-MM-DD`. */
const DATES = {
  birthDate: ({ identity }) => identity.birthDate,
  enrolledOn: ({ enrolment }) => enrolment?.startedOn ?? null,
  // The end of an enrolment that became open-ended since would only mislead.
  expiresOn: ({ lifecycle, enrolment }) =>
    lifecycle.status === 'ssnTemporary' ? (enrolment?.expiresOn ?? null) : null,
  revokedOn: ({ enrolment }) => enrolment?.revokedOn ?? null,
  archivedOn: ({ lifecycle }) => lifecycle.archive?.knownOn ?? null,
  deathDate: ({ lifecycle }) => lifecycle.deathDate,
} as const satisfies { readonly [field: string]: (patient: Patient) => PlainDate | null };

type TextField = keyof typeof TEXTS;
type DateField = keyof typeof DATES;
export type ExportField = TextField | DateField;

/** In the order of the file. */
export const EXPORT_FIELDS: readonly ExportField[] = [
  ...(['lastName', 'firstName', 'birthDate', 'sex', 'birthPlace', 'taxCode'] as const),
  ...(['status', 'doctorName', 'doctorCode', 'phoneToUse', 'emailToUse', 'exemptions'] as const),
  ...(['kind', 'enrolledOn', 'expiresOn', 'revokedOn'] as const),
  ...(['archivedOn', 'archiveReason', 'deathDate'] as const),
  ...(['address', 'postcode', 'town', 'province', 'phone', 'email'] as const),
  ...(['ownAddress', 'ownPostcode', 'ownTown', 'ownProvince', 'ownPhones', 'ownEmail'] as const),
  ...(['cardNumber', 'note'] as const),
];

/** A cell of an export; empty texts and unknown dates are null. */
export type ExportCell = { readonly text: string } | { readonly date: PlainDate } | null;

export interface ExportTable {
  readonly sheetName: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly ExportCell[])[];
}

export function exportRow(
  patient: Patient,
  assignee: ExportAssignee,
  words: ExportWords,
): ExportCell[] {
  return EXPORT_FIELDS.map((field) => {
    if (isDate(field)) {
      const date = DATES[field](patient);
      return date ? { date } : null;
    }
    const say: Say = TEXTS[field];
    const text = say(patient, assignee, words);
    return text ? { text } : null;
  });
}

function isDate(field: ExportField): field is DateField {
  return field in DATES;
}

/** The first that nobody said not to use; the practice's own go before the region's. */
function contactToUse(patient: Patient, kind: 'phone' | 'email'): string | null {
  const contacts = contactsOf(patient);
  return contacts.find((one) => one.kind === kind && !one.doNotUse)?.value ?? null;
}
