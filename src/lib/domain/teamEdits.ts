/** What is changed of the team in the settings, as plain data, and the rule of each change. */
import { tidyName } from './addPatient.ts';
import { compareCode } from './doctorCode.ts';
import { isPlainDate, type PlainDate } from './plainDate.ts';
import { type Result, failed, ok } from './result.ts';
import type { Session } from './session.ts';
import { type Assignee, isInService, type PracticeKind, type Team } from './team.ts';

/** Ids and panels are made by who asks: asked twice, a doctor is added once. */
export type TeamEdit =
  | {
      readonly kind: 'addDoctor';
      readonly id: string;
      readonly panel: string;
      readonly firstName: string;
      readonly lastName: string;
      readonly doctorCode: string;
    }
  | {
      readonly kind: 'addClinic';
      readonly id: string;
      readonly panel: string;
      readonly name: string;
      /** May be empty: not every region gives a clinic one. */
      readonly code: string;
    }
  /** `Non più in servizio dal`; null: in service again. */
  | { readonly kind: 'setDeparture'; readonly id: string; readonly since: PlainDate | null }
  | { readonly kind: 'setPracticeKind'; readonly practiceKind: PracticeKind };

export type TeamRefusal =
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'missing'; readonly field: 'firstName' | 'lastName' | 'name' | 'doctorCode' }
  | { readonly kind: 'codeTaken'; readonly by: Assignee }
  | { readonly kind: 'wrongDate' }
  /** Somebody of the practice must be there for its patients. */
  | { readonly kind: 'lastInService' }
  | { readonly kind: 'noAssignee' };

/** Staff, grants and settings are the doctor's (DESIGN.md §6); a substitute acts on patients, not on the practice. */
export function mayManageTeam({ role }: Pick<Session, 'role'>): boolean {
  return role === 'doctor';
}

/** The team after the edit; the same object where it says what is there already. */
export function editTeam(team: Team, edit: TeamEdit, today: PlainDate): Result<Team, TeamRefusal> {
  switch (edit.kind) {
    case 'addDoctor': {
      const { id, panel } = edit;
      const [firstName, lastName] = [tidyName(edit.firstName), tidyName(edit.lastName)];
      const code = edit.doctorCode.trim();
      if (!firstName) return failed({ kind: 'missing', field: 'firstName' });
      if (!lastName) return failed({ kind: 'missing', field: 'lastName' });
      if (!compareCode(code)) return failed({ kind: 'missing', field: 'doctorCode' });
      const codes = [code];
      const doctor = { kind: 'doctor', id, panel, firstName, lastName, codes } as const;
      return add(team, { ...doctor, inactiveSince: null });
    }
    case 'addClinic': {
      const { id, panel } = edit;
      const name = tidyName(edit.name);
      if (!name) return failed({ kind: 'missing', field: 'name' });
      const code = edit.code.trim();
      const codes = compareCode(code) === '' ? [] : [code];
      return add(team, { kind: 'clinic', id, panel, name, codes, inactiveSince: null });
    }
    case 'setDeparture':
      return setDeparture(team, edit.id, edit.since, today);
    case 'setPracticeKind':
      return ok(edit.practiceKind === team.kind ? team : { ...team, kind: edit.practiceKind });
  }
}

function add(team: Team, added: Assignee): Result<Team, TeamRefusal> {
  if (team.assignees.some(({ id }) => id === added.id)) return ok(team);
  const codes = added.codes.map(compareCode);
  const taken = team.assignees.find((known) =>
    known.codes.some((code) => codes.includes(compareCode(code))),
  );
  if (taken) return failed({ kind: 'codeTaken', by: taken });
  return ok({ ...team, assignees: [...team.assignees, added] });
}

/** A day to come is one that is known already: until then he is in service. */
function setDeparture(
  team: Team,
  id: string,
  since: PlainDate | null,
  today: PlainDate,
): Result<Team, TeamRefusal> {
  const known = team.assignees.find((assignee) => assignee.id === id);
  if (!known) return failed({ kind: 'noAssignee' });
  if (since !== null && !isPlainDate(since)) return failed({ kind: 'wrongDate' });
  if (known.inactiveSince === since) return ok(team);
  const assignees = team.assignees.map((assignee) =>
    assignee.id === id ? { ...assignee, inactiveSince: since } : assignee,
  );
  const staysSomebody = assignees.some(
    (assignee) => assignee.inactiveSince === null && isInService(assignee, today),
  );
  return staysSomebody ? ok({ ...team, assignees }) : failed({ kind: 'lastInService' });
}
