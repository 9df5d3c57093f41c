/** Every row of the file finds its patient, or none, and its place in one group. */
import { foldName, formatPatientName } from '#lib/domain/names.ts';
import { isActive } from '#lib/domain/lifecycle.ts';
import type { Patient, PatientId } from '#lib/domain/patient.ts';
import type { CheckedRow, RowProblem } from './checkedRow.ts';
import { ExportedPeople } from './exportedPeople.ts';
import { standsAs } from './exportedState.ts';
import type { EntryReason, ImportDecisions, PlanInput } from './plan.ts';
import type { Unnamed } from './planAbsent.ts';
import { type Draft, rowDraft, rowKey } from './planDraft.ts';
import { NameIndex, indexPatients, newIdFor, type PatientIndex } from './planMatching.ts';
import { pairWithAbsent, withReplacedCode } from './planPairs.ts';
import { type RowContext, planKnownRow, planNewRow } from './planRow.ts';
import type { Scope } from './planScope.ts';

export interface PlannedRows {
  /** In the order of the file. */
  readonly drafts: readonly Draft[];
  readonly unnamed: Unnamed;
}

export function planRows(
  input: PlanInput,
  decisions: ImportDecisions,
  scope: Scope,
  activePatients: readonly Patient[],
  context: RowContext,
): PlannedRows {
  const index = indexPatients(input);
  const planner = new RowPlanner(input, decisions, scope, index, context);
  const drafts = input.rows.map((row) => planner.plan(row));
  const { named, withOthers } = planner;
  const absent = activePatients.filter(({ id }) => !named.has(id) && !withOthers.has(id));
  const paired = pairWithAbsent(drafts, input.rows, absent, decisions);
  return {
    drafts: paired.drafts,
    unnamed: {
      absent,
      paired: paired.patients,
      withOthers: new Map(
        activePatients.flatMap((patient) => {
          const row = named.has(patient.id) ? undefined : withOthers.get(patient.id);
          return row ? [[patient, row] as const] : [];
        }),
      ),
    },
  };
}

class RowPlanner {
  /** Patients whose tax code stands on some row that is not a colleague's, be it in Problemi. */
  readonly named = new Set<PatientId>();
  /** Patients whose tax code stands on a colleague's row. */
  readonly withOthers = new Map<PatientId, CheckedRow>();

  readonly #input: PlanInput;
  readonly #decisions: ImportDecisions;
  readonly #scope: Scope;
  readonly #index: PatientIndex;
  readonly #context: RowContext;
  readonly #exported: ExportedPeople;
  readonly #privateIds: ReadonlySet<PatientId>;
  /** Ids that a row of the file has taken, with its line. */
  readonly #taken = new Map<PatientId, number>();
  #everyone: NameIndex | null = null;

  constructor(
    input: PlanInput,
    decisions: ImportDecisions,
    scope: Scope,
    index: PatientIndex,
    context: RowContext,
  ) {
    this.#input = input;
    this.#decisions = decisions;
    this.#scope = scope;
    this.#index = index;
    this.#context = context;
    this.#exported = new ExportedPeople(input);
    this.#privateIds = new Set(input.privatePatients.map(({ id }) => id));
  }

  plan(row: CheckedRow): Draft {
    const owner = this.#scope.ownerOf(row);
    const matches = row.taxCode ? this.#index.withTaxCode(row.taxCode.value) : [];
    for (const { id } of matches) {
      if (owner === 'other' && row.problems.length === 0) this.withOthers.set(id, row);
      else this.named.add(id);
    }
    const match = this.#exported.pick(row, matches);
    const exported = owner === 'mine' ? this.#planExported(row) : null;
    if (exported) return exported;
    if (row.problems.length > 0) return this.#planProblem(row, match, owner === 'mine');
    if (owner === 'other') return otherDoctorDraft(row, match, this.#scope);
    if (owner === 'unsaid') {
      return {
        ...rowDraft(row, 'problems', [{ kind: 'noDoctorCode' }]),
        patient: match?.id ?? null,
      };
    }
    return this.#planMine(row, match);
  }

  /** Null for what is planned like a row of the region's. */
  #planExported(row: CheckedRow): Draft | null {
    const { exported } = row;
    const isSound = row.problems.every(({ kind }) => kind === 'missingTaxCode');
    if (exported === null || !isSound) return null;
    if (exported.status === 'private') {
      const known = this.#exported.privately(row, this.#taken);
      if (known === null) return rowDraft(row, 'problems', [{ kind: 'isPrivate' }]);
      this.#taken.set(known.id, row.line);
      return { ...rowDraft(row, 'unchanged', []), patient: known.id };
    }
    const known = row.taxCode === null ? this.#exported.withoutCode(row, this.#taken) : null;
    return known && this.#planMatched(known, row);
  }

  #planMine(row: CheckedRow, match: Patient | null): Draft {
    const code = row.taxCode;
    if (code === null) return this.#planProblem(row, null, true);
    const isPrivate = this.#index.privateWithTaxCode(code.value) !== null;
    const isAsExported = match && row.exported && standsAs(match.lifecycle, row.exported);
    if (isPrivate && !isAsExported && (match === null || !isActive(match.lifecycle))) {
      return rowDraft(row, 'problems', [{ kind: 'isPrivate' }]);
    }
    if (match) return this.#planMatched(match, row);
    const resolved = this.#resolvedMatch(row);
    if (resolved) return withReplacedCode(this.#planMatched(resolved, row), resolved);
    const fresh = newIdFor(code, this.#input, this.#privateIds);
    // The id of a known patient whose code was corrected since: the same person all the same.
    const known = this.#index.byId.get(fresh.id);
    if (known) return this.#planMatched(known, row);
    if (formatPatientName(row.lastName ?? '', row.firstName ?? '') === '') {
      return rowDraft(row, 'problems', [{ kind: 'row', problem: { kind: 'missingName' } }]);
    }
    return this.#once(fresh.id, row) ?? planNewRow(row, fresh, this.#context);
  }

  #planMatched(patient: Patient, row: CheckedRow): Draft {
    this.named.add(patient.id);
    return this.#once(patient.id, row) ?? planKnownRow(patient, row, this.#context);
  }

  /** The second row of one patient, by an old code and a new one for instance, is a problem like a repeated code. */
  #once(id: PatientId, row: CheckedRow): Draft | null {
    const firstLine = this.#taken.get(id);
    if (firstLine === undefined) {
      this.#taken.set(id, row.line);
      return null;
    }
    const problem = { kind: 'repeatedTaxCode', firstLine } as const;
    return { ...rowDraft(row, 'problems', [{ kind: 'row', problem }]), patient: id };
  }

  /** Rule 8. Only a row whose one fault is the missing code can be resolved: linked to a patient, or created. */
  #planProblem(row: CheckedRow, match: Patient | null, isMine: boolean): Draft {
    const found: readonly RowProblem[] =
      row.problems.length > 0 ? row.problems : [{ kind: 'missingTaxCode' }];
    const reasons: EntryReason[] = found.map((problem) => ({ kind: 'row', problem }));
    const draft = { ...rowDraft(row, 'problems', reasons), patient: match?.id ?? null };
    const onlyCodeMissing =
      row.taxCode === null && row.problems.every(({ kind }) => kind === 'missingTaxCode');
    if (
      !onlyCodeMissing ||
      !isMine ||
      formatPatientName(row.lastName ?? '', row.firstName ?? '') === ''
    ) {
      return draft;
    }
    const linked = this.#resolvedMatch(row);
    if (linked) return this.#planMatched(linked, row);
    if (this.#decisions.resolved[rowKey(row)]?.kind === 'create') return this.#create(row);
    const candidate = this.#candidateFor(row);
    if (candidate === null) return { ...draft, canCreateAnyway: true };
    const { lastName, firstName } = candidate.identity;
    const candidateName = formatPatientName(lastName, firstName);
    return {
      ...draft,
      patient: candidate.id,
      canCreateAnyway: true,
      reasons: [
        ...reasons,
        { kind: 'sameNameAndBirthDate', candidate: candidate.id, candidateName },
      ],
    };
  }

  #resolvedMatch(row: CheckedRow): Patient | null {
    const resolved = this.#decisions.resolved[rowKey(row)];
    return resolved?.kind === 'match' ? (this.#index.byId.get(resolved.patient) ?? null) : null;
  }

  /** The id comes from what the row says of the person, so that importing the row again finds the same patient. */
  #create(row: CheckedRow): Draft {
    const names = [row.lastName, row.firstName, row.birthPlace].map((text) => foldName(text ?? ''));
    const seed = [...names, row.birthDate ?? '', row.sex ?? ''].join('|');
    for (let number = 1; ; number++) {
      const id = this.#input.ids.forSeed(`${seed}|${number}`);
      if (this.#taken.has(id) || this.#input.erased.has(id)) continue;
      const known = this.#index.byId.get(id);
      if (known) return this.#planMatched(known, row);
      this.#taken.set(id, row.line);
      return planNewRow(row, { id, erasedOn: null }, this.#context);
    }
  }

  #candidateFor(row: CheckedRow): Patient | null {
    if (row.birthDate === null) return null;
    this.#everyone ??= new NameIndex(this.#index.byId.values());
    const same = this.#everyone
      .find(row)
      .filter(({ identity }) => identity.birthDate === row.birthDate);
    return same.find(({ lifecycle }) => isActive(lifecycle)) ?? same[0] ?? null;
  }
}

export function otherDoctorDraft(row: CheckedRow, match: Patient | null, scope: Scope): Draft {
  const doctorCode = row.doctorCode?.trim() ?? '';
  const doctorName = scope.colleagueOf(doctorCode) ?? row.doctorName;
  const reason = { kind: 'otherDoctor', doctorCode, doctorName } as const;
  return { ...rowDraft(row, 'otherDoctors', [reason]), patient: match?.id ?? null };
}
