/** What the archive says of a patient: the motive, the two dates, who decided. */
import { type Team, assigneeName } from '#lib/domain/team.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import { archiveReasonLabel } from './importPlan.ts';
import { revocationLabel } from './life.ts';
import { dateText } from './person.ts';

/** "SSN Revocato: cambio medico", "Altro: seguito all’estero". */
export function archiveMotive({
  archiveReason,
  archiveText,
  revocation,
}: Pick<ListedPatient, 'archiveReason' | 'archiveText' | 'revocation'>): string {
  if (archiveReason === null) return '—';
  const label = archiveReasonLabel(archiveReason);
  if (archiveReason === 'other') return archiveText ? `${label}: ${archiveText}` : label;
  const why = archiveReason === 'ssnRevoked' && revocation ? revocationLabel(revocation) : null;
  return why ? `${label}: ${why.toLocaleLowerCase('it')}` : label;
}

/** "24/11/2026, decorrenza 10/11/2026": when the practice learnt of it, and from when it holds. */
export function archiveDates({
  archivedOn,
  archiveEffectiveOn,
}: Pick<ListedPatient, 'archivedOn' | 'archiveEffectiveOn'>): string {
  const known = dateText(archivedOn) ?? '—';
  const effective = dateText(archiveEffectiveOn);
  return effective ? `${known}, decorrenza ${effective}` : known;
}

interface People {
  readonly session: { readonly userId: string; readonly name: string };
  readonly team: Team;
}

/** Who archived or binned, as far as it is known here. */
export function deciderName(
  { decidedBy, decidedByName }: Pick<ListedPatient, 'decidedBy' | 'decidedByName'>,
  { session, team }: People,
): string {
  if (decidedByName) return decidedByName;
  if (decidedBy === session.userId) return session.name;
  const doctor = team.assignees.find(({ id }) => id === decidedBy);
  return doctor ? assigneeName(doctor) : 'un collega';
}
