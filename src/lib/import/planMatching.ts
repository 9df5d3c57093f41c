/** Finding the patient of a row: by tax code, by an earlier tax code, by name and birth date. */
import { isActive } from '#lib/domain/lifecycle.ts';
import { foldName } from '#lib/domain/names.ts';
import type { Patient, PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { TaxCode } from '#lib/domain/taxCode.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { PlanInput } from './plan.ts';

export interface PatientIndex {
  readonly byId: ReadonlyMap<PatientId, Patient>;
  /** Everyone with that code, now or earlier; the one to deal with comes first. */
  withTaxCode(code: string): readonly Patient[];
  /** Somebody of the private list, not in the bin, with that code. */
  privateWithTaxCode(code: string): Patient | null;
}

export function indexPatients({ patients, privatePatients }: PlanInput): PatientIndex {
  const present = patients.filter(isPresent);
  const byTaxCode = indexByTaxCode(present);
  const byPrivateCode = indexByTaxCode(
    privatePatients.filter((patient) => isPresent(patient) && patient.lifecycle.binned === null),
  );
  return {
    byId: new Map(present.map((patient) => [patient.id, patient])),
    withTaxCode: (code) => byTaxCode.get(code) ?? [],
    privateWithTaxCode: (code) => byPrivateCode.get(code)?.[0] ?? null,
  };
}

/** Neither erased nor folded into another patient. */
function isPresent({ lifecycle }: Patient): boolean {
  return lifecycle.erasedOn === null && lifecycle.aliasOf === null;
}

function indexByTaxCode(patients: readonly Patient[]): Map<string, Patient[]> {
  const byTaxCode = new Map<string, Patient[]>();
  for (const patient of patients) {
    const { taxCode, aliases } = patient.identity;
    for (const code of new Set(taxCode === null ? aliases : [taxCode, ...aliases])) {
      const others = byTaxCode.get(code);
      if (others) others.push(patient);
      else byTaxCode.set(code, [patient]);
    }
  }
  for (const [code, same] of byTaxCode) {
    if (same.length > 1)
      same.sort((a, b) => rank(a, code) - rank(b, code) || (a.id > b.id ? -1 : 1));
  }
  return byTaxCode;
}

/** Whose code it is now before whose it was; then active, archived, in the bin. The newer generation wins a tie. */
function rank({ identity, lifecycle }: Patient, code: string): number {
  const place = isActive(lifecycle) ? 0 : lifecycle.binned === null ? 1 : 2;
  return place + (identity.taxCode === code ? 0 : 3);
}

export interface NewId {
  readonly id: PatientId;
  /** The day on which an earlier generation of the same person was erased for good. */
  readonly erasedOn: PlainDate | null;
}

/** The first generation that was neither erased nor given to a private patient. */
export function newIdFor(
  code: TaxCode,
  { ids, erased }: PlanInput,
  taken: ReadonlySet<PatientId>,
): NewId {
  let erasedOn: PlainDate | null = null;
  for (let generation = 1; ; generation++) {
    const id = ids.forTaxCode(code.kind, code.value, generation);
    const day = erased.get(id);
    if (day === undefined && !taken.has(id)) return { id, erasedOn };
    erasedOn = day ?? erasedOn;
  }
}

/**
 * Patients by name, in both orders and however surname and name are cut: lists swap them, and write them in
 * one cell that was split by guess. A birth date unknown on either side does not tell two people apart.
 */
export class NameIndex {
  readonly #byName = new Map<string, Patient[]>();
  /** Answers given: a file of nothing but homonyms must not take a square of its rows. */
  readonly #found = new Map<string, readonly Patient[]>();

  constructor(patients: Iterable<Patient>) {
    for (const patient of patients) {
      const { lastName, firstName } = patient.identity;
      const [last, first] = [foldName(lastName), foldName(firstName)];
      for (const name of new Set([last + first, first + last])) {
        const same = this.#byName.get(name);
        if (same) same.push(patient);
        else this.#byName.set(name, [patient]);
      }
    }
  }

  /** Everyone who may be the person of that row, by id. */
  find(row: Pick<CheckedRow, 'lastName' | 'firstName' | 'birthDate'>): readonly Patient[] {
    const name = foldName(row.lastName ?? '') + foldName(row.firstName ?? '');
    const homonyms = name === '' ? undefined : this.#byName.get(name);
    if (!homonyms) return [];
    const question = `${name} ${row.birthDate}`;
    const earlier = this.#found.get(question);
    if (earlier) return earlier;
    const same = homonyms
      .filter(({ identity }) => isSameDay(identity.birthDate, row.birthDate))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#found.set(question, same);
    return same;
  }
}

function isSameDay(a: PlainDate | null, b: PlainDate | null): boolean {
  return a === null || b === null || a === b;
}
