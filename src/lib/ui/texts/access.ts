/** The words of `Persone e accessi`. */
import type { FieldProblem } from '#lib/accounts/fields.ts';
import type { Invitation } from '#lib/accounts/answers.ts';
import {
  type Member,
  type Substitution,
  type SubstitutionState,
  substitutionState,
} from '#lib/domain/member.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Role } from '#lib/domain/session.ts';
import { assigneeName, assigneeOf, type Team } from '#lib/domain/team.ts';
import { roleNames } from './accounts.ts';
import { dateText } from './person.ts';

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** "Chrome su Windows", from what a browser says of itself. */
export function browserText(userAgent: string | null): string {
  const named = (names: typeof BROWSERS) =>
    names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const system = named(SYSTEMS);
  return `${named(BROWSERS) ?? 'Un browser'}${system ? ` su ${system}` : ''}`;
}

/** The secret of an `otpauth:` address, in groups that can be copied by hand. */
export function secretText(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

export function idleText(minutes: number | null): string {
  return minutes === null ? 'mai' : `dopo ${minutes} minuti senza toccarlo`;
}

export function offlineDaysText(days: number): string {
  return `${days} giorni`;
}

/** "Lavora per Luisa Bianchi fino al 15/12/2026"; null on a day on which he replaces nobody. */
export function worksForText(
  { substitutions }: Pick<Member, 'substitutions'>,
  team: Team,
  today: PlainDate,
): string | null {
  const now = substitutions.filter((one) => substitutionState(one, today) === 'now');
  if (now.length === 0) return null;
  return `Lavora per ${now
    .map(({ panel, to }) => `${namesText([panel], team)} fino al ${dateText(to)}`)
    .join(', ')}`;
}

const STATE_TEXTS: { readonly [S in SubstitutionState]: string } = {
  now: 'adesso',
  ahead: 'non ancora iniziata',
  over: 'finita: le modifiche scritte in quei giorni valgono se arrivano entro 7 giorni',
};

/** "adesso" */
export function substitutionStateText(one: Substitution, today: PlainDate): string {
  return STATE_TEXTS[substitutionState(one, today)];
}

/** "Segreteria · lavora per Luisa Bianchi", "Sostituto · dal 01/12/2026 al 15/12/2026 per Luisa Bianchi". */
export function memberText(member: Member, team: Team): string {
  const { role, worksFor, substitutions } = member;
  const parts = [
    roleNames[role],
    worksFor.length > 0 && `lavora per ${namesText(worksFor, team)}`,
    ...substitutions.map((one) => substitutionText(one, team)),
  ];
  return parts.filter((part) => part !== false).join(' · ');
}

export function invitationText(invitation: Invitation, team: Team): string {
  const { role, worksFor, substitution } = invitation;
  const substitutions = substitution ? [substitution] : [];
  return memberText({ ...NOBODY, role, worksFor, substitutions }, team);
}

const NOBODY = { userId: '', name: '', doctorId: null, grants: {} };

export function substitutionText({ panel, from, to }: Substitution, team: Team): string {
  return `${periodText({ from, to })} per ${panelName(panel, team)}`;
}

export function panelName(panel: string, team: Team): string {
  const assignee = assigneeOf(team, panel);
  return assignee ? assigneeName(assignee) : 'un altro medico';
}

function namesText(panels: readonly string[], team: Team): string {
  return panels.map((panel) => panelName(panel, team)).join(', ');
}

export const STAFF_ROLES = (['secretary', 'nurse', 'substitute'] as const).map((value) => ({
  value,
  label: roleNames[value],
}));

export const INVITED_ROLES = (
  ['secretary', 'nurse', 'doctor', 'substitute', 'support'] as const
).map((value) => ({ value, label: roleNames[value] }));

/** What a doctor may grant her staff on her own list. */
export const GRANT_WORDS: readonly {
  readonly grant: 'privateList' | 'regionalImport';
  readonly label: string;
  readonly hint: string;
}[] = [
  {
    grant: 'privateList',
    label: 'Elenco privato',
    hint: 'Vede e aggiorna i pazienti in regime privato.',
  },
  {
    grant: 'regionalImport',
    label: 'Importazione regionale',
    hint: 'Importa gli elenchi della Regione e annulla le importazioni. Comprende i cambi di stato, le archiviazioni e i ripristini di cui un’importazione è fatta.',
  },
];

/** "dal 01/12/2026 al 15/12/2026" */
export function periodText({ from, to }: Pick<Substitution, 'from' | 'to'>): string {
  return `dal ${dateText(from) ?? ''} al ${dateText(to) ?? ''}`;
}

export function periodRefusalText({ from, to }: Pick<Substitution, 'from' | 'to'>): string | null {
  if (from === '' || to === '') return 'Scrivi il primo e l’ultimo giorno.';
  return from <= to ? null : 'La fine viene prima dell’inizio.';
}

export function inviteFieldText(field: string, problem: FieldProblem): string {
  if (field === 'name')
    return problem === 'tooLong' ? 'Il nome è troppo lungo.' : 'Scrivi nome e cognome.';
  return 'Controlla questo campo.';
}

/** Why somebody sees no list at all. */
export function noListText(role: Role): string {
  return role === 'support'
    ? 'L’assistenza vede l’identità di un paziente solo dentro una richiesta dello studio.'
    : 'Gli elenchi si aprono nei giorni in cui sostituisci un medico: le date le dà lei, in Persone e accessi.';
}
