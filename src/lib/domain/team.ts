/** The team of a practice: its doctors and clinics, to whom patients are assigned, each with a list of their own. */
import type { PlainDate } from './plainDate.ts';
import type { Practice } from './practice.ts';

/** `temporary`: an AMT, which inherits the list of a doctor who left. */
export type PracticeKind = 'group' | 'temporary';

interface Listed {
  readonly id: string;
  /** The list of the patients: the `<panel>` of `ssn:<panel>` and `private:<panel>`. */
  readonly panel: string;
  /** Regional codes, as typed. The first is the one given with the name; others were confirmed at an import. */
  readonly codes: readonly string[];
  /** The first day out of service; null while in service. Who left keeps his list: it is nobody else's. */
  readonly inactiveSince: PlainDate | null;
}

export interface TeamDoctor extends Listed {
  readonly kind: 'doctor';
  readonly firstName: string;
  readonly lastName: string;
}

/** A patient of an AMT may be assigned to the clinic and to no single doctor. */
export interface TeamClinic extends Listed {
  readonly kind: 'clinic';
  readonly name: string;
}

export type Assignee = TeamDoctor | TeamClinic;

export interface Team {
  readonly kind: PracticeKind;
  /** The practice's first doctor, the others as they were added, then the clinics. Nobody is ever taken off. */
  readonly assignees: readonly Assignee[];
}

/** The team as the set-up made it: its first doctor alone. */
export function firstTeam({ doctor, panelId }: Practice): Team {
  return { kind: 'group', assignees: [firstDoctor(doctor, panelId)] };
}

function firstDoctor({ id, firstName, lastName, doctorCode }: Practice['doctor'], panel: string) {
  const codes = [doctorCode];
  return { kind: 'doctor', id, panel, firstName, lastName, codes, inactiveSince: null } as const;
}

/** "Luisa Bianchi", "Ambulatorio di Canzo". */
export function assigneeName(assignee: Assignee): string {
  return assignee.kind === 'clinic'
    ? assignee.name
    : `${assignee.firstName} ${assignee.lastName}`.trim();
}

export function isInService({ inactiveSince }: Assignee, today: PlainDate): boolean {
  return inactiveSince === null || today < inactiveSince;
}

export function assigneeOf({ assignees }: Team, panel: string): Assignee | null {
  return assignees.find((assignee) => assignee.panel === panel) ?? null;
}

/** `Senza medico`: lists whose doctor or clinic is no longer in service. */
export function panelsWithoutDoctor({ assignees }: Team, today: PlainDate): ReadonlySet<string> {
  return new Set(
    assignees.filter((assignee) => !isInService(assignee, today)).map(({ panel }) => panel),
  );
}
