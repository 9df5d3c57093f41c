/**
 * What is known of a patient, as columns. A column is the unit of merge: what must change together
 * stands in one value (`lifecycle`), what two people may change at once stands in two (`phones`, `email`).
 */
import type { MailDelivery } from './mailDelivery.ts';
import type { PlainDate } from './plainDate.ts';
import type { TaxCodeKind } from './taxCode.ts';

/** Who wrote a value and when: `t` is a hybrid logical clock reading, ordered as text. */
export interface Stamp {
  readonly t: string;
  readonly by: string;
}

export type PatientId = string;
export type Sex = 'F' | 'M';

/** SSN, SSN Temporaneo, SSN Revocato, SSN Deceduto, Regime privato. */
export type Status = 'ssn' | 'ssnTemporary' | 'ssnRevoked' | 'ssnDeceased' | 'private';

/** Motivo: SSN Revocato, SSN Deceduto, Altro. */
export type ArchiveReason = 'ssnRevoked' | 'ssnDeceased' | 'other';

export interface Identity {
  readonly lastName: string;
  readonly firstName: string;
  /** Normalised: upper case, no spaces; omocodia is never undone. Null when the person has none yet. */
  readonly taxCode: string | null;
  readonly taxCodeKind: TaxCodeKind | null;
  /** Earlier tax codes of the same person: search and import still match them. */
  readonly aliases: readonly string[];
  readonly birthDate: PlainDate | null;
  readonly birthPlace: string | null;
  readonly sex: Sex | null;
  /** Numero della tessera sanitaria. */
  readonly cardNumber: string | null;
}

/** Why and when a patient left the active list. `knownOn` is when the practice learnt of it. */
export interface Archive {
  readonly reason: ArchiveReason;
  readonly text: string | null;
  readonly knownOn: PlainDate;
  readonly effectiveOn: PlainDate | null;
  /** Who archived, for people to read; the stamp tells it for certain. */
  readonly byName?: string;
}

/** Why a patient's enrolment ended (DOMAIN.md §6); a death is a status of its own. */
export type RevocationReason =
  'changeOfDoctor' | 'transfer' | 'refusal' | 'suspension' | 'temporaryExpired' | 'doubleEnrolment';

/** Why a patient is enrolled for a time. */
export type TemporaryReason = 'work' | 'study' | 'health' | 'family' | 'other';

/** A status given by hand: why, when it took effect and when the practice learnt of it. */
export interface StatusChange {
  readonly reason: RevocationReason | TemporaryReason | null;
  readonly text: string | null;
  readonly knownOn: PlainDate;
  readonly effectiveOn: PlainDate | null;
}

/** One of a panel's two lists: the documents that a patient moves between. */
export interface ListPlace {
  readonly panel: string;
  readonly list: 'ssn' | 'private';
}

/** The other end of a move. A private list is not named to those who read an SSN list: null. */
export interface MoveEnd {
  readonly moveId: string;
  readonly place: ListPlace | null;
}

/** One of a panel's two lists: the documents that a patient moves between. */
export interface ListPlace {
  readonly panel: string;
  readonly list: 'ssn' | 'private';
}

export interface Lifecycle {
  readonly status: Status;
  readonly archive: Archive | null;
  readonly deathDate: PlainDate | null;
  /** In the bin since that instant (ms since 1970), with who put it there. */
  readonly binned: { readonly at: number; readonly by: string; readonly byName?: string } | null;
  /** Erased for good on that day: every other column is cleared. */
  readonly erasedOn: PlainDate | null;
  /** This id belongs to another row: the patient's tax code was corrected or replaced. */
  readonly aliasOf: PatientId | null;
  /** What is known of the present status; absent when it came with an import or the creation. */
  readonly statusChange?: StatusChange;
  /** The move that brought the patient from another list. */
  readonly from?: MoveEnd;
  /** The move that took the patient, and his other columns, to another list. */
  readonly moved?: MoveEnd;
}

/** Scelta e revoca as the region says them. */
export interface Enrolment {
  readonly startedOn: PlainDate | null;
  readonly expiresOn: PlainDate | null;
  readonly revokedOn: PlainDate | null;
  /** The region's word for the kind of enrolment, as written in its list. */
  readonly kind: string | null;
  readonly doctorCode: string | null;
  /** Written by the practice for somebody whom no list of the region has confirmed yet. */
  readonly byHand?: true;
}

/** The region's address and contacts. The practice's own stand in `address`, `phones`, `email`. */
export interface Residence {
  readonly address: string | null;
  readonly town: string | null;
  readonly province: string | null;
  readonly postcode: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface Address {
  readonly address: string | null;
  readonly town: string | null;
  readonly province: string | null;
  readonly postcode: string | null;
  /** The region's address is the one to use all the same; without a word the practice's own is. */
  readonly useRegional?: boolean;
}

export interface Phone {
  readonly number: string;
  readonly label: string;
  readonly doNotUse: boolean;
}

export interface Phones {
  readonly numbers: readonly Phone[];
  /** Numbers of the region's that the practice found wrong: an import brings them back, this word stays. */
  readonly regionalDoNotUse?: readonly string[];
}

export interface Email {
  readonly email: string | null;
  readonly doNotUse: boolean;
  /** As for phones. */
  readonly regionalDoNotUse?: readonly string[];
}

/** As what a message leaves: from the user's own programs, or as a mail that the practice's server sends. */
export type InviteChannel = 'email' | 'sms' | 'whatsapp';

/** The mail that the practice's server is to send. */
export interface InviteMail {
  /** Together with the patient it names the message: the same one is sent once. */
  readonly id: string;
  readonly to: string;
  /** With its places, which the server fills; null: the practice's own message. */
  readonly message: string | null;
  /** What became of it, in the server's words; absent until there is something to tell. */
  readonly delivery?: MailDelivery;
}

export interface Invite {
  /** ms since 1970, and the user id; null when nobody invited him yet. */
  readonly invitedAt: number | null;
  readonly invitedBy: string | null;
  readonly invitedByName?: string;
  /** Null: invited without a message. */
  readonly channel?: InviteChannel | null;
  /** Absent: the server sends nothing. */
  readonly mail?: InviteMail;
  readonly hasApp: boolean;
}

export interface Block {
  readonly areas: readonly ('agenda' | 'chat' | 'documents' | 'requests')[];
  readonly reason: string | null;
}

export interface Exemption {
  readonly code: string;
  readonly validFrom: PlainDate | null;
  readonly validTo: PlainDate | null;
}

export interface Exemptions {
  readonly codes: readonly Exemption[];
}

export interface Note {
  readonly text: string;
}

export interface PatientColumns {
  identity: Identity;
  lifecycle: Lifecycle;
  enrolment: Enrolment;
  residence: Residence;
  address: Address;
  phones: Phones;
  email: Email;
  invite: Invite;
  block: Block;
  exemptions: Exemptions;
  note: Note;
}

export type Column = keyof PatientColumns;

export const COLUMNS: readonly Column[] = [
  'identity',
  'lifecycle',
  'enrolment',
  'residence',
  'address',
  'phones',
  'email',
  'invite',
  'block',
  'exemptions',
  'note',
];

/** A column emptied on purpose (an undone creation, an erasure): it keeps its stamp so that it can be ordered. */
export interface Cleared {
  readonly cleared: true;
}

/** What a document stores for one column of one patient. */
export type Cell<C extends Column = Column> = {
  [K in C]: (PatientColumns[K] | Cleared) & Stamp;
}[C];

/** A column's value without its stamp; null when it is absent or cleared. */
export type ColumnValue<C extends Column = Column> = { [K in C]: PatientColumns[K] }[C] | null;

/** The columns of one patient that hold something. */
export type PatientCells = { readonly [C in Column]?: PatientColumns[C] & Stamp };

/** A patient as rules and screens see it: identity and lifecycle are always there. */
export type Patient = PatientCells & {
  readonly id: PatientId;
  readonly panel: string;
  readonly identity: Identity & Stamp;
  readonly lifecycle: Lifecycle & Stamp;
};
