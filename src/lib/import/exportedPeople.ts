/**
 * Whom a row of our own export is, where the rules of a regional list would not say: somebody without a tax
 * code, somebody private, somebody who stands on the list twice.
 */
import type { Patient, PatientId } from '#lib/domain/patient.ts';
import type { CheckedRow } from './checkedRow.ts';
import { standsAs } from './exportedState.ts';
import type { PlanInput } from './plan.ts';
import { NameIndex } from './planMatching.ts';

export class ExportedPeople {
  readonly #input: PlanInput;
  #ssn: NameIndex | null = null;
  #private: NameIndex | null = null;

  constructor(input: PlanInput) {
    this.#input = input;
  }

  /** Of several patients with the row's code, the one who stands as the row says. */
  pick(row: CheckedRow, matches: readonly Patient[]): Patient | null {
    const { exported } = row;
    const same = exported && matches.find(({ lifecycle }) => standsAs(lifecycle, exported));
    return same ?? matches[0] ?? null;
  }

  withoutCode(row: CheckedRow, taken: ReadonlyMap<PatientId, number>): Patient | null {
    this.#ssn ??= new NameIndex(withoutCode(this.#input.patients));
    return sameOf(this.#ssn, row, taken);
  }

  /** Only recognised: the import touches nobody private. */
  privately(row: CheckedRow, taken: ReadonlyMap<PatientId, number>): Patient | null {
    const { privatePatients } = this.#input;
    const code = row.taxCode?.value;
    if (code !== undefined) {
      const same = privatePatients.filter(({ identity }) => identity.taxCode === code);
      return same.find((patient) => isFree(patient, row, taken)) ?? null;
    }
    this.#private ??= new NameIndex(withoutCode(privatePatients));
    return sameOf(this.#private, row, taken);
  }
}

function withoutCode(patients: readonly Patient[]): Patient[] {
  return patients.filter(({ identity }) => identity.taxCode === null);
}

function sameOf(
  names: NameIndex,
  row: CheckedRow,
  taken: ReadonlyMap<PatientId, number>,
): Patient | null {
  const same = names.find(row).filter(({ identity }) => identity.birthDate === row.birthDate);
  return same.find((patient) => isFree(patient, row, taken)) ?? null;
}

/** Stands as the row says, and is no other row's. */
function isFree(
  { id, lifecycle }: Patient,
  { exported }: CheckedRow,
  taken: ReadonlyMap<PatientId, number>,
): boolean {
  return exported !== null && standsAs(lifecycle, exported) && !taken.has(id);
}
