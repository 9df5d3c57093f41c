/** What the patient's page says, section by section. */
import type { Patient, StatusChange } from '#lib/domain/patient.ts';
import { isRegionalEmailBarred, isRegionalPhoneBarred } from '#lib/domain/phone.ts';
import { type Assignee, assigneeName, assigneeOf, type Team } from '#lib/domain/team.ts';
import { addressText } from '#lib/ui/texts/history.ts';
import { archiveReasonLabel, statusLabel } from '#lib/ui/texts/importPlan.ts';
import { inviteText } from '#lib/ui/texts/invite.ts';
import { statusReasonText } from '#lib/ui/texts/life.ts';
import { dateText } from '#lib/ui/texts/person.ts';
import { serviceText } from '#lib/ui/texts/team.ts';
import type { Fact } from './fact.ts';

const TAX_CODE_LABELS = {
  regular: 'Codice fiscale',
  provisional: 'Codice provvisorio',
  stp: 'Codice STP',
  eni: 'Codice ENI',
} as const;

export function taxCodeLabel({ identity }: Patient): string {
  return TAX_CODE_LABELS[identity.taxCodeKind ?? 'regular'];
}

export const sexLabels = { F: 'Femmina', M: 'Maschio' } as const;

export function identityFacts(patient: Patient): Fact[] {
  const { identity } = patient;
  return [
    { label: 'Cognome', value: identity.lastName, isName: true, expected: true },
    { label: 'Nome', value: identity.firstName, isName: true, expected: true },
    { label: taxCodeLabel(patient), value: identity.taxCode, mono: true, expected: true },
    ...identity.aliases.map((code, index) => ({
      label: index === 0 ? 'Codice precedente' : `Codice precedente ${index + 1}`,
      value: code,
      mono: true,
    })),
    { label: 'Data di nascita', value: dateText(identity.birthDate), expected: true },
    { label: 'Luogo di nascita', value: identity.birthPlace },
    { label: 'Sesso', value: identity.sex && sexLabels[identity.sex] },
    { label: 'Tessera sanitaria', value: identity.cardNumber },
  ];
}

export function enrolmentFacts(
  { lifecycle, enrolment, invite, panel }: Patient,
  team: Team,
): Fact[] {
  const assignee = assigneeOf(team, panel);
  const { archive, statusChange } = lifecycle;
  return [
    { label: 'Stato', value: statusLabel(lifecycle.status) },
    ...(archive
      ? [
          { label: 'In archivio dal', value: dateText(archive.knownOn) },
          { label: 'Motivo', value: archive.text ?? archiveReasonLabel(archive.reason) },
          ...(archive.effectiveOn
            ? [{ label: 'Decorrenza', value: dateText(archive.effectiveOn) }]
            : []),
        ]
      : statusDates(statusChange)),
    ...(statusChange?.reason ? [{ label: 'Causa', value: statusReasonText(statusChange) }] : []),
    ...(lifecycle.deathDate
      ? [{ label: 'Data del decesso', value: dateText(lifecycle.deathDate) }]
      : []),
    {
      label: 'Medico',
      value: assignee && assigneeName(assignee),
      note: doctorNote(enrolment?.doctorCode ?? null, assignee),
    },
    { label: 'Scelta', value: dateText(enrolment?.startedOn) },
    {
      label: 'Scadenza',
      value: dateText(enrolment?.expiresOn),
      expected: lifecycle.status === 'ssnTemporary',
    },
    { label: 'Revoca', value: dateText(enrolment?.revokedOn) },
    { label: 'Tipo di iscrizione', value: enrolment?.kind },
    { label: 'App', value: invite?.hasApp ? 'Si' : 'No' },
    ...(invite?.invitedAt ? [{ label: 'Invito', value: inviteText(invite) }] : []),
  ];
}

/** The code under which the region has the patient, and whether the doctor has left. */
function doctorNote(code: string | null, assignee: Assignee | null): string | undefined {
  const words = [
    code === null ? null : `codice ${code}`,
    assignee?.inactiveSince ? serviceText(assignee) : null,
  ].filter((word) => word !== null);
  return words.length > 0 ? words.join(', ') : undefined;
}

/** From when the status holds, and when the practice learnt of it. */
function statusDates(change: StatusChange | undefined): Fact[] {
  if (!change) return [];
  return [
    { label: 'Decorrenza', value: dateText(change.effectiveOn) },
    { label: 'Saputo il', value: dateText(change.knownOn) },
  ];
}

export function regionFacts({ residence, phones, email }: Patient): Fact[] {
  const phone = residence?.phone;
  const mail = residence?.email;
  return [
    { label: 'Residenza', value: residence && addressText(residence) },
    { label: 'Telefono', value: phone, ...barred(phone && isRegionalPhoneBarred(phones, phone)) },
    { label: 'Mail', value: mail, ...barred(mail && isRegionalEmailBarred(email, mail)) },
  ];
}

function barred(isBarred: boolean | string | null | undefined): Partial<Fact> {
  return isBarred ? { note: 'non usare', barred: true } : {};
}
