/** What tests of the plan are built from: rows, patients, an input, and a list that plans are applied to. */
import type { Change } from '#lib/domain/change.ts';
import { NEW_LIFECYCLE } from '#lib/domain/lifecycle.ts';
import type {
  Cell,
  Column,
  Enrolment,
  Identity,
  Lifecycle,
  Patient,
  PatientColumns,
  PatientId,
  Residence,
} from '#lib/domain/patient.ts';
import type { TaxCode } from '#lib/domain/taxCode.ts';
import type { CheckedRow } from './checkedRow.ts';
import { NO_DECISIONS } from './plan.ts';
import type { ImportDecisions, ImportPlan, PatientIds, PlanEntry, PlanInput } from './plan.ts';

export const TODAY = '2026-11-23';
export const MY_CODE = '012345';

/** Clock readings of these tests are days. */
export const LONG_AGO = '2020-01-01';

export const testIds: PatientIds = {
  forTaxCode: (kind, taxCode, generation) => `id-${kind}-${taxCode}-${generation}`,
  forSeed: (seed) => `seed-${seed}`,
};

export function code(value: string): TaxCode {
  return { value, kind: 'regular', birth: null };
}

export function idOf(taxCode: string, generation = 1): PatientId {
  return testIds.forTaxCode('regular', taxCode, generation);
}

const NO_RESIDENCE: Residence = {
  address: null,
  town: null,
  province: null,
  postcode: null,
  phone: null,
  email: null,
};

export const NO_ENROLMENT: Enrolment = {
  startedOn: null,
  expiresOn: null,
  revokedOn: null,
  kind: null,
  doctorCode: null,
};

/** A row of mine for the person with that tax code; each call may say more. */
export function row(
  line: number,
  taxCode: string | null,
  more: Partial<Omit<CheckedRow, 'residence'>> & { residence?: Partial<Residence> } = {},
): CheckedRow {
  const { residence, ...rest } = more;
  return {
    line,
    cells: [taxCode ?? '', `ROSSI ${taxCode ?? line}`, 'MARIA'],
    lastName: `ROSSI ${taxCode ?? ''}`,
    firstName: 'MARIA',
    taxCode: taxCode === null ? null : code(taxCode),
    birthDate: '1960-05-12',
    birthPlace: null,
    sex: 'F',
    cardNumber: null,
    enrolledOn: null,
    revokedOn: null,
    expiresOn: null,
    deathDate: null,
    kind: null,
    kindStatus: null,
    doctorCode: MY_CODE,
    doctorName: null,
    residence: { ...NO_RESIDENCE, ...residence },
    phones: [],
    exemptions: null,
    exported: null,
    problems: taxCode === null ? [{ kind: 'missingTaxCode' }] : [],
    warnings: [],
    ...rest,
  };
}

export interface PatientParts {
  readonly identity?: Partial<Identity>;
  readonly lifecycle?: Partial<Lifecycle>;
  /** Null: never confirmed by the region. */
  readonly enrolment?: Partial<Enrolment> | null;
  readonly residence?: Partial<Residence>;
  readonly exemptions?: PatientColumns['exemptions'];
  readonly phones?: PatientColumns['phones'];
  readonly t?: string;
  readonly panel?: string;
}

/** The patient that `row(line, taxCode)` names, known to the region and unchanged. */
export function patient(taxCode: string, parts: PatientParts = {}): Patient {
  const stamp = { t: parts.t ?? LONG_AGO, by: 'user' };
  return {
    id: idOf(taxCode),
    panel: parts.panel ?? 'panel',
    identity: {
      lastName: `ROSSI ${taxCode}`,
      firstName: 'MARIA',
      taxCode,
      taxCodeKind: 'regular',
      aliases: [],
      birthDate: '1960-05-12',
      birthPlace: null,
      sex: 'F',
      cardNumber: null,
      ...parts.identity,
      ...stamp,
    },
    lifecycle: { ...NEW_LIFECYCLE, ...parts.lifecycle, ...stamp },
    ...(parts.enrolment === null
      ? {}
      : { enrolment: { ...NO_ENROLMENT, doctorCode: MY_CODE, ...parts.enrolment, ...stamp } }),
    ...(parts.residence ? { residence: { ...NO_RESIDENCE, ...parts.residence, ...stamp } } : {}),
    ...(parts.exemptions ? { exemptions: { ...parts.exemptions, ...stamp } } : {}),
    ...(parts.phones ? { phones: { ...parts.phones, ...stamp } } : {}),
  };
}

export function input(
  patients: readonly Patient[],
  rows: readonly CheckedRow[],
  more: Partial<PlanInput> = {},
): PlanInput {
  return {
    rows,
    hasDoctorColumn: true,
    damage: [],
    fileHash: 'hash',
    panel: 'panel',
    doctorCodes: [MY_CODE],
    patients,
    erased: new Map(),
    privatePatients: [],
    earlierImports: [],
    today: TODAY,
    dayOf: (t) => t.slice(0, 10),
    ids: testIds,
    ...more,
  };
}

export function decisions(more: Partial<ImportDecisions> = {}): ImportDecisions {
  return {
    ...NO_DECISIONS,
    archiveAbsent: true,
    reportDate: TODAY,
    ...more,
  };
}

/** So many patients, each with its row, around the few that a test is about. */
export function crowd(count: number): { patients: Patient[]; rows: CheckedRow[] } {
  const codes = Array.from({ length: count }, (_, number) => `CROWD${number}`);
  return {
    patients: codes.map((taxCode) => patient(taxCode)),
    rows: codes.map((taxCode, number) => row(1000 + number, taxCode)),
  };
}

export function entryOf(plan: ImportPlan, key: string): PlanEntry {
  const found = plan.entries.filter((entry) => entry.key === key);
  const [entry] = found;
  if (!entry || found.length > 1) throw new Error(`${found.length} entries with key ${key}`);
  return entry;
}

export function includedChanges(plan: ImportPlan): Change[] {
  return plan.entries.filter((entry) => entry.included).flatMap((entry) => entry.changes);
}

/** The change that an entry makes of a column: what it becomes. */
export function written<C extends Column>(entry: PlanEntry, column: C): PatientColumns[C] | null {
  const change = entry.changes.find((candidate) => candidate.column === column);
  return (change?.to ?? null) as PatientColumns[C] | null;
}

/** An in-memory list document. */
export class ListModel {
  readonly #cells = new Map<string, Cell>();
  readonly #ids = new Set<PatientId>();

  constructor(patients: readonly Patient[] = []) {
    for (const { id, panel: _panel, ...columns } of patients) {
      for (const [column, cell] of Object.entries(columns)) {
        this.#cells.set(`${column} ${id}`, cell as Cell);
        this.#ids.add(id);
      }
    }
  }

  apply(changes: readonly Change[], t: string): this {
    for (const { patient: id, column, to } of changes) {
      const stamp = { t, by: 'user' };
      const cell = to === null ? { cleared: true, ...stamp } : { ...to, ...stamp };
      this.#cells.set(`${column} ${id}`, cell as Cell);
      this.#ids.add(id);
    }
    return this;
  }

  readonly cell = (column: Column, id: PatientId): Cell | null =>
    this.#cells.get(`${column} ${id}`) ?? null;

  patients(): Patient[] {
    return [...this.#ids].flatMap((id) => {
      const columns: Record<string, Cell> = {};
      for (const [key, cell] of this.#cells) {
        const [column = '', owner] = [
          key.slice(0, key.indexOf(' ')),
          key.slice(key.indexOf(' ') + 1),
        ];
        if (owner === id && !('cleared' in cell)) columns[column] = cell;
      }
      return columns.identity && columns.lifecycle
        ? [{ ...columns, id, panel: 'panel' } as unknown as Patient]
        : [];
    });
  }

  /** Everything without stamps, to compare contents; a cleared value is none. */
  values(): Record<string, object> {
    const values: Record<string, object> = {};
    for (const [key, { t: _t, by: _by, ...value }] of this.#cells) {
      if (!('cleared' in value)) values[key] = value;
    }
    return values;
  }
}
