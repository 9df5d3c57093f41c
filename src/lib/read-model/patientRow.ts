/** The rows of the read model: a patient as the list and the card show it, projected from the documents. */
import type { DataIssue } from '#lib/domain/dataIssues.ts';
import type { MailDelivery } from '#lib/domain/mailDelivery.ts';
import type {
  ArchiveReason,
  ListPlace,
  Patient,
  PatientId,
  RevocationReason,
  Status,
} from '#lib/domain/patient.ts';
import { type DocumentName, documentOwner, listPlaceOf } from '#lib/replica/documents.ts';

/**
 * Where a patient stands in his own list: Pazienti SSN, Pazienti regime privato, Archivio, Cestino; `none` is
 * shown nowhere. Which of these rows a screen shows, and to whom, is for the sight.
 */
export type Tab = 'ssn' | 'private' | 'archive' | 'bin' | 'none';

export interface ListedContact {
  readonly kind: 'phone' | 'email';
  /** Principale, Cellulare, Regione, ... */
  readonly label: string;
  readonly value: string;
  readonly doNotUse: boolean;
}

export type ListedInviteMail = Pick<MailDelivery, 'state' | 'why'>;

/** What a row of the table needs, and no more: thousands of them are held by the search index. */
export interface ListedPatient {
  readonly id: PatientId;
  /** Document the patient stands in: which of the panel's lists. */
  readonly document: DocumentName;
  readonly tab: Tab;
  /** Whose list it is. */
  readonly panel: string;
  readonly status: Status;
  readonly lastName: string;
  readonly firstName: string;
  /** Empty when unknown, so that it can be indexed. */
  readonly birthDate: string;
  readonly taxCode: string | null;
  readonly contacts: readonly ListedContact[];
  readonly hasApp: 0 | 1;
  /** ms since 1970; null when nobody invited him to the app. */
  readonly invitedAt: number | null;
  /** The mail of the invite, while it is not known to have left. */
  readonly inviteMail: ListedInviteMail | null;
  /** Last day of a temporary enrolment; null otherwise. */
  readonly expiresOn: string | null;
  /** Day and reason of archiving, for the Archivio tab. */
  readonly archivedOn: string | null;
  readonly archiveReason: ArchiveReason | null;
  /** What is missing or odd; what depends on the day is not in it. */
  readonly issues: readonly DataIssue[];
  /** Free text of the reason Altro. */
  readonly archiveText: string | null;
  /** When the enrolment ended, or the death, and why it ended. */
  readonly archiveEffectiveOn: string | null;
  readonly revocation: RevocationReason | null;
  /** Who last wrote status, archive and bin: their user id. */
  readonly decidedBy: string;
  /** Their name, where it was written down. */
  readonly decidedByName: string | null;
  /** In the bin since, ms since 1970. */
  readonly binnedAt: number | null;
}

/** The panel is not stored: the document tells it. */
export interface PatientRow extends Omit<ListedPatient, 'panel'> {
  /** Folded "cognome nome": the order of the list. */
  readonly name: string;
  /** Folded words that the search box looks in. */
  readonly search: string;
  readonly patient: Patient;
}

/** Whether some phone or e-mail address may be used. */
export function isReached(
  contacts: readonly ListedContact[],
  kind: ListedContact['kind'],
): boolean {
  return contacts.some((contact) => contact.kind === kind && !contact.doNotUse);
}

/** The panel and the list a patient stands in. */
export function placeOf({ document }: Pick<ListedPatient, 'document'>): ListPlace {
  return listPlaceOf(document) ?? { panel: '', list: 'ssn' };
}

export function listedPatient(row: PatientRow): ListedPatient {
  const { id, document, tab, status, lastName, firstName, birthDate, taxCode } = row;
  const { contacts, hasApp, invitedAt, expiresOn, archivedOn, archiveReason, archiveText } = row;
  const { archiveEffectiveOn, revocation, decidedBy, decidedByName, binnedAt } = row;
  const { inviteMail = null } = row;
  return {
    id,
    document,
    tab,
    panel: documentOwner(row.document),
    status,
    lastName,
    firstName,
    birthDate,
    taxCode,
    contacts,
    hasApp,
    invitedAt,
    inviteMail,
    expiresOn,
    archivedOn,
    archiveReason,
    // Rows of an earlier version have none, until they are projected again.
    issues: row.issues ?? [],
    archiveText,
    archiveEffectiveOn,
    revocation,
    decidedBy,
    decidedByName,
    binnedAt,
  };
}
