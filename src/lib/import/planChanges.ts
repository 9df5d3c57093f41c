/** The changes of one patient's columns: those that a row brings, with the fields they show. */
import { type Change, sameValue, valueOf } from '#lib/domain/change.ts';
import type {
  Cell,
  Column,
  ColumnValue,
  Lifecycle,
  Patient,
  PatientColumns,
  PatientId,
} from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { FieldChange } from './plan.ts';
import {
  fieldChanges,
  filledIdentity,
  mergedEnrolment,
  mergedExemptions,
  mergedResidence,
  newIdentity,
} from './planFields.ts';

export interface RowChanges {
  readonly changes: readonly Change[];
  readonly fields: readonly FieldChange[];
}

/** The fields of each column that the preview shows, in its order. */
const SHOWN_FIELDS: { readonly [C in Column]?: readonly string[] } = {
  lifecycle: ['status', 'deathDate'],
  identity: ['lastName', 'firstName', 'birthDate', 'birthPlace', 'sex', 'cardNumber'],
  enrolment: ['startedOn', 'expiresOn', 'revokedOn', 'kind', 'doctorCode'],
  residence: ['address', 'town', 'province', 'postcode', 'phone', 'email'],
  exemptions: ['codes'],
};

/** A stored value without its stamp; null when there is none. */
export function storedValue<C extends Column>(patient: Patient, column: C): ColumnValue<C> {
  return valueOf(patient[column] as Cell<C> | undefined);
}

/** What the row changes of a known patient, whose lifecycle becomes `lifecycle`. */
export function changesOf(patient: Patient, row: CheckedRow, lifecycle: Lifecycle): RowChanges {
  const before = {
    identity: storedValue(patient, 'identity') as PatientColumns['identity'],
    lifecycle: storedValue(patient, 'lifecycle') as Lifecycle,
    enrolment: storedValue(patient, 'enrolment') as PatientColumns['enrolment'] | null,
    residence: storedValue(patient, 'residence') as PatientColumns['residence'] | null,
    exemptions: storedValue(patient, 'exemptions') as PatientColumns['exemptions'] | null,
  };
  return collect(patient.id, before, {
    lifecycle,
    identity: filledIdentity(before.identity, row),
    // Our own export is not the region's word: it confirms nobody who was added by hand.
    enrolment:
      row.exported && before.enrolment === null ? null : enrolmentAfter(before, row, lifecycle),
    residence: mergedResidence(before.residence, row),
    exemptions: mergedExemptions(before.exemptions, row),
  });
}

/**
 * A new patient. The enrolment is written even when the row says nothing of it: it is the sign that the
 * region confirmed the patient, which one added by hand does not have.
 */
export function creationOf(
  id: PatientId,
  row: CheckedRow,
  lifecycle: Lifecycle,
  today: PlainDate,
): readonly Change[] {
  const residence = mergedResidence(null, row);
  const exemptions = mergedExemptions(null, row);
  return [
    { patient: id, column: 'identity', from: null, to: newIdentity(row, today) },
    { patient: id, column: 'lifecycle', from: null, to: lifecycle },
    { patient: id, column: 'enrolment', from: null, to: mergedEnrolment(null, row) },
    ...(isEmpty(residence)
      ? []
      : [{ patient: id, column: 'residence', from: null, to: residence } as const]),
    ...(exemptions === null
      ? []
      : [{ patient: id, column: 'exemptions', from: null, to: exemptions } as const]),
  ];
}

type Before = {
  [C in 'enrolment' | 'residence' | 'exemptions']: PatientColumns[C] | null;
} & Pick<PatientColumns, 'identity' | 'lifecycle'>;

/** Where an empty cell does say something: what ended a choice that is running again is over. */
function enrolmentAfter(before: Before, row: CheckedRow, lifecycle: Lifecycle) {
  const merged = mergedEnrolment(before.enrolment, row);
  const { status } = before.lifecycle;
  const wasActive = before.lifecycle.archive === null && status !== 'ssnRevoked';
  const isBack = lifecycle.archive === null && !wasActive;
  const isOpenEnded = lifecycle.status === 'ssn' && status !== 'ssn';
  return {
    ...merged,
    revokedOn: isBack ? row.revokedOn : merged.revokedOn,
    expiresOn: isOpenEnded ? row.expiresOn : merged.expiresOn,
  };
}

function collect(
  patient: PatientId,
  before: { readonly [C in Column]?: object | null },
  after: { readonly [C in Column]?: object | null },
): RowChanges {
  const changes: Change[] = [];
  const fields: FieldChange[] = [];
  for (const column of Object.keys(after) as Column[]) {
    const [from, to] = [before[column] ?? null, after[column] ?? null];
    if (to === null || sameValue(from, to) || (from === null && isEmpty(to))) continue;
    changes.push({ patient, column, from, to } as Change);
    const shown = (SHOWN_FIELDS[column] ?? []) as readonly never[];
    fields.push(
      ...fieldChanges(from, to, shown).map((change) =>
        column === 'exemptions' ? { ...change, field: 'exemptions' } : change,
      ),
    );
  }
  return { changes, fields };
}

function isEmpty(value: object): boolean {
  return Object.values(value).every((field) => field === null);
}
