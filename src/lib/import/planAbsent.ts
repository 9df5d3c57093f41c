/** Patients of the active list whom the file does not name (rules 3, 4 and 7): Da archiviare. */
import { compareCode } from '#lib/domain/doctorCode.ts';
import { foldName, formatPatientName } from '#lib/domain/names.ts';
import type { Lifecycle, Patient } from '#lib/domain/patient.ts';
import { type PlainDate, daysBetween } from '#lib/domain/plainDate.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { EntryReason, PlanInput } from './plan.ts';
import { storedValue } from './planChanges.ts';
import { type Draft, patientDraft } from './planDraft.ts';
import type { RowContext } from './planRow.ts';
import type { Scope } from './planScope.ts';
import { leftList } from './planStatus.ts';

/** With no date on the report, a patient added by hand within so many days may be too new for it. */
const RECENT_DAYS = 30;

/** Patients no row names: what the file proves of each decides. */
export interface Unnamed {
  /** No row of any kind has their tax code. */
  readonly absent: readonly Patient[];
  /** A row may be theirs by name and birth date: the pair is a problem, whatever the archiving. */
  readonly paired: ReadonlyMap<Patient, CheckedRow>;
  /** Only a colleague's row has their tax code. */
  readonly withOthers: ReadonlyMap<Patient, CheckedRow>;
}

export function planUnnamed(
  { absent, paired, withOthers }: Unnamed,
  input: PlanInput,
  scope: Scope,
  archivingOff: boolean,
  reportDate: PlainDate | null,
  context: RowContext,
): Draft[] {
  const drafts = [...paired].map(([patient, row]) =>
    patientDraft(patient, 'problems', [replacedBy(row)], []),
  );
  if (!archivingOff) {
    for (const patient of absent) {
      if (paired.has(patient) || !isInScope(patient, scope)) continue;
      drafts.push(absentDraft(patient, input, reportDate, context));
    }
    for (const [patient, row] of withOthers) {
      drafts.push(movedDraft(patient, row, scope, context));
    }
  }
  return sortByName(drafts);
}

function absentDraft(
  patient: Patient,
  input: PlanInput,
  reportDate: PlainDate | null,
  context: RowContext,
): Draft {
  const addedOn = addedByHandOn(patient, input, reportDate);
  const reasons: EntryReason[] = [{ kind: 'absent' }];
  if (addedOn !== null) reasons.push({ kind: 'addedByHand', on: addedOn });
  return {
    ...archiveDraft(patient, reasons, context),
    onByDefault: context.archiveByDefault && addedOn === null,
  };
}

/**
 * A patient of mine under a colleague's code is in the file, so absence proves nothing; yet he may well have
 * changed doctor, or the code may be another one of mine. He is listed, and only a person switches him on.
 */
function movedDraft(patient: Patient, row: CheckedRow, scope: Scope, context: RowContext): Draft {
  const { line } = row;
  const doctorCode = row.doctorCode?.trim() ?? '';
  const doctorName = scope.colleagueOf(doctorCode) ?? row.doctorName;
  const reason = { kind: 'nowWithOtherDoctor', doctorCode, doctorName, line } as const;
  return archiveDraft(patient, [reason], context);
}

function archiveDraft(
  patient: Patient,
  reasons: readonly EntryReason[],
  { knownOn }: RowContext,
): Draft {
  const from = storedValue(patient, 'lifecycle') as Lifecycle;
  const to = leftList(from, { reason: 'ssnRevoked', on: null }, knownOn);
  return patientDraft(patient, 'toArchive', reasons, [
    { patient: patient.id, column: 'lifecycle', from, to },
  ]);
}

/** A patient known to stand under another code of mine, which this file does not carry, is not missing from it. */
function isInScope({ enrolment }: Patient, { carried, myCodes }: Scope): boolean {
  const code = compareCode(enrolment?.doctorCode ?? '');
  return code === '' || carried.has(code) || !myCodes.has(code);
}

/** The day on which the patient was added, when no list ever confirmed him and this one may be older than that. */
function addedByHandOn(
  { enrolment, identity }: Patient,
  { dayOf, today }: PlanInput,
  reportDate: PlainDate | null,
): PlainDate | null {
  if (enrolment !== undefined) return null;
  const day = dayOf(identity.t);
  // On the very day of the report nobody can tell which came first.
  const mayBeNewer =
    reportDate === null ? daysBetween(day, today) <= RECENT_DAYS : day >= reportDate;
  return mayBeNewer ? day : null;
}

function replacedBy(row: CheckedRow): EntryReason {
  const withName = formatPatientName(row.lastName ?? '', row.firstName ?? '');
  return { kind: 'taxCodeReplaced', withName, line: row.line, candidate: null };
}

function sortByName(drafts: readonly Draft[]): Draft[] {
  return drafts
    .map((draft) => ({ draft, name: foldName(draft.lastName) + ' ' + foldName(draft.firstName) }))
    .sort((a, b) =>
      a.name === b.name ? (a.draft.key < b.draft.key ? -1 : 1) : a.name < b.name ? -1 : 1,
    )
    .map(({ draft }) => draft);
}
