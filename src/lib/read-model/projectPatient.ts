/** From a patient's columns to the row that list and card show. Pure: the same columns give the same row. */
import { dataIssues } from '#lib/domain/dataIssues.ts';
import { emailsOf } from '#lib/domain/emails.ts';
import { isListed, revocationOf } from '#lib/domain/lifecycle.ts';
import { foldText } from '#lib/domain/names.ts';
import type { Invite, Patient } from '#lib/domain/patient.ts';
import { isRegionalPhoneBarred } from '#lib/domain/phone.ts';
import { phoneDigits, searchWords } from '#lib/domain/search.ts';
import type { DocumentName } from '#lib/replica/documents.ts';
import {
  isReached,
  type ListedContact,
  type ListedInviteMail,
  type PatientRow,
  type Tab,
} from './patientRow.ts';

export function projectPatient(patient: Patient, document: DocumentName): PatientRow {
  const { identity, lifecycle, enrolment, invite } = patient;
  const contacts = contactsOf(patient);
  return {
    id: patient.id,
    document,
    tab: tabOf(patient),
    status: lifecycle.status,
    lastName: identity.lastName,
    firstName: identity.firstName,
    name: foldText(`${identity.lastName} ${identity.firstName}`),
    birthDate: identity.birthDate ?? '',
    taxCode: identity.taxCode,
    contacts,
    hasApp: invite?.hasApp ? 1 : 0,
    invitedAt: invite?.invitedAt ?? null,
    inviteMail: mailStateOf(invite),
    expiresOn: lifecycle.status === 'ssnTemporary' ? (enrolment?.expiresOn ?? null) : null,
    archivedOn: lifecycle.archive?.knownOn ?? null,
    archiveReason: lifecycle.archive?.reason ?? null,
    issues: dataIssues(patient, {
      phone: isReached(contacts, 'phone'),
      email: isReached(contacts, 'email'),
    }),
    archiveText: lifecycle.archive?.text ?? null,
    archiveEffectiveOn: lifecycle.archive?.effectiveOn ?? null,
    revocation: revocationOf(lifecycle),
    decidedBy: lifecycle.by,
    decidedByName: lifecycle.binned?.byName ?? lifecycle.archive?.byName ?? null,
    binnedAt: lifecycle.binned?.at ?? null,
    search: searchWords(patient),
    patient,
  };
}

/** Null: no mail was asked for, or it was sent: there is nothing to look after. */
function mailStateOf(invite: Invite | undefined): ListedInviteMail | null {
  const mail = invite?.mail;
  if (!mail || mail.delivery?.state === 'sent') return null;
  return { state: mail.delivery?.state ?? 'waiting', why: mail.delivery?.why ?? null };
}

export function tabOf({ lifecycle }: Pick<Patient, 'lifecycle'>): Tab {
  if (!isListed({ ...lifecycle, binned: null })) return 'none';
  if (lifecycle.binned) return 'bin';
  if (lifecycle.archive) return 'archive';
  return lifecycle.status === 'private' ? 'private' : 'ssn';
}

/** The practice's own contacts first, then the region's where they say something else. */
export function contactsOf({ phones, email, residence }: Patient): ListedContact[] {
  const contacts: ListedContact[] = (phones?.numbers ?? []).map(({ number, label, doNotUse }) => ({
    kind: 'phone',
    label,
    value: number,
    doNotUse,
  }));
  const known = new Set(contacts.map((contact) => phoneDigits(contact.value)));
  if (residence?.phone && !known.has(phoneDigits(residence.phone))) {
    const label = known.size === 0 ? 'Principale' : 'Regione';
    const doNotUse = isRegionalPhoneBarred(phones, residence.phone);
    contacts.push({ kind: 'phone', label, value: residence.phone, doNotUse });
  }
  for (const { value, isRegional, doNotUse } of emailsOf(email, residence)) {
    const label = isRegional && email?.email ? 'Mail (Regione)' : 'Mail';
    contacts.push({ kind: 'email', label, value, doNotUse });
  }
  return contacts;
}
