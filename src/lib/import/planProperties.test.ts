/** Properties of the plan, and of its undo (DESIGN.md §7, property 12), over seeded random lists and files. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isActive } from '#lib/domain/lifecycle.ts';
import type { Patient } from '#lib/domain/patient.ts';
import { reverseDiff } from '#lib/domain/change.ts';
import type { CheckedRow } from './checkedRow.ts';
import { GROUPS, WRITTEN_GROUPS, type ImportDecisions, type PlanInput } from './plan.ts';
import { planImport } from './planImport.ts';
import {
  ListModel,
  TODAY,
  crowd,
  decisions,
  idOf,
  includedChanges,
  input,
  patient,
  row,
} from './planTesting.ts';
import { planUndo } from '#lib/domain/undo.ts';

const RUNS = { seed: 20261123, numRuns: 300 };

const code = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H');
/** Mostly the name that goes with the code, so that rows do match. */
const lastName = fc.constantFrom(undefined, undefined, undefined, undefined, 'ROSSI', 'MARIA');
const firstName = fc.constantFrom('MARIA', 'maria', 'MARÌA', 'MARIA', 'MARIA', 'ROSSI');
const birthDate = fc.constantFrom('1960-05-12', '1960-05-12', '1960-05-12', '1961-05-12', null);
const day = fc.constantFrom('2025-01-01', TODAY, '2027-01-01', null);
const doctorCode = fc.constantFrom('012345', '12345', '999', null);

const archive = fc.option(
  fc.record({
    reason: fc.constantFrom('ssnRevoked', 'ssnDeceased', 'other'),
    text: fc.constant(null),
    knownOn: fc.constant('2026-01-01'),
    effectiveOn: fc.constant(null),
  }),
  { freq: 1 },
);

const somePatient = fc
  .record({
    code,
    identity: fc.record({ lastName, firstName, birthDate }),
    lifecycle: fc.record({
      status: fc.constantFrom(
        'ssn',
        'ssn',
        'ssn',
        'ssnTemporary',
        'ssnRevoked',
        'ssnDeceased',
        'private',
      ),
      archive,
      binned: fc.constantFrom(null, null, { at: 0, by: 'user' }),
    }),
    enrolment: fc.option(fc.record({ expiresOn: day, revokedOn: day, doctorCode })),
    residence: fc.record({ town: fc.constantFrom('PRATO', 'Forlì', null) }),
    t: fc.constantFrom('2020-01-01', '2026-11-20', TODAY),
  })
  .map(({ code: taxCode, identity, ...parts }) =>
    patient(taxCode, { ...parts, identity: said(identity) } as Parameters<typeof patient>[1]),
  );

const someRow = fc
  .record({
    code: fc.option(code, { freq: 8 }),
    lastName,
    firstName,
    birthDate,
    doctorCode: fc.constantFrom('012345', '12345', '12345', '999', null),
    revokedOn: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, day),
    expiresOn: day,
    deathDate: fc.constantFrom(null, null, null, '2026-01-01'),
    kindStatus: fc.constantFrom(null, null, 'openEnded', 'temporary', 'revoked'),
    residence: fc.record({ town: fc.constantFrom('PRATO', "FORLI'", null) }),
    isBad: fc.constantFrom(false, false, false, false, false, true),
  })
  .map(({ code: taxCode, isBad, ...more }) => (line: number): CheckedRow => {
    const bad = { problems: [{ kind: 'missingName' }] } as const;
    return row(line, taxCode, { ...said(more), ...(isBad ? bad : {}) } as Parameters<
      typeof row
    >[2]);
  });

const someImport = fc
  .record({
    patients: fc.uniqueArray(somePatient, { minLength: 3, maxLength: 8, selector: ({ id }) => id }),
    rows: fc.array(someRow, { minLength: 3, maxLength: 10 }),
    privateCodes: fc.subarray(['A', 'B', 'I']),
    erasedCodes: fc.subarray(['G', 'H']),
    hasDoctorColumn: fc.boolean(),
    decided: fc.record({
      archiveAbsent: fc.boolean(),
      listIsMine: fc.boolean(),
      reportDate: fc.constantFrom(null, '2026-11-01', TODAY),
      switchedOff: fc.subarray([0, 1, 2, 3, 4]),
      switchedOn: fc.subarray([5, 6, 7, 8, 9]),
      createdAnyway: fc.subarray([0, 2, 4, 6]),
    }),
  })
  .map(({ patients, rows, privateCodes, erasedCodes, hasDoctorColumn, decided }) => {
    const { switchedOff, switchedOn, createdAnyway, ...more } = decided;
    const seen = new Map<string, number>();
    const numbered = rows.map((make, line): CheckedRow => {
      const made = make(line);
      const value = made.taxCode?.value;
      const firstLine = value === undefined ? undefined : seen.get(value);
      if (value !== undefined && firstLine === undefined) seen.set(value, line);
      return firstLine === undefined
        ? made
        : { ...made, problems: [{ kind: 'repeatedTaxCode', firstLine }] };
    });
    const known = new Set(patients.map(({ id }) => id));
    const erased = new Map(
      erasedCodes
        .map((taxCode) => [idOf(taxCode), '2026-01-01'] as const)
        .filter(([id]) => !known.has(id)),
    );
    return {
      planInput: input(patients, numbered, {
        hasDoctorColumn,
        erased,
        privatePatients: privateCodes.map((taxCode) => ({
          ...patient(taxCode, { lifecycle: { status: 'private' } }),
          id: `private-${taxCode}`,
        })),
      }),
      decided: decisions({
        ...more,
        switched: Object.fromEntries([
          ...switchedOff.map((line) => [`line:${line}`, false]),
          ...switchedOn.map((line) => [`line:${line}`, true]),
        ]),
        resolved: Object.fromEntries(
          createdAnyway.map((line) => [`line:${line}`, { kind: 'create' }]),
        ),
      }),
    };
  });

function said<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as Partial<Value>;
}

function holds(check: (planInput: PlanInput, decided: ImportDecisions) => void): void {
  fc.assert(
    fc.property(someImport, ({ planInput, decided }) => check(planInput, decided)),
    RUNS,
  );
}

function applied({ patients }: PlanInput, changes: ReturnType<typeof includedChanges>): Patient[] {
  return new ListModel(patients).apply(changes, TODAY).patients();
}

describe('the plan', () => {
  test('puts each row in exactly one group, in the order of the file', () => {
    holds((planInput, decided) => {
      const { entries } = planImport(planInput, decided);
      const ofRows = entries.filter(({ line }) => line !== null);
      expect(ofRows.map(({ line }) => line)).toEqual(planInput.rows.map(({ line }) => line));
      expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
    });
  });

  test('counts what it lists', () => {
    holds((planInput, decided) => {
      const plan = planImport(planInput, decided);
      for (const group of GROUPS) {
        const inGroup = plan.entries.filter((entry) => entry.group === group);
        const included = inGroup.filter((entry) => entry.included);
        expect(plan.counts[group]).toEqual({ total: inGroup.length, included: included.length });
      }
      const isWritten = (group: string) => (WRITTEN_GROUPS as readonly string[]).includes(group);
      const all = plan.entries.filter((entry) => entry.included);
      expect(all.every(({ group }) => isWritten(group))).toBe(true);
      expect(plan.toWrite).toBe(all.length);
    });
  });

  test('is the same every time, and changes nothing it is given', () => {
    holds((planInput, decided) => {
      const before = structuredClone({ patients: planInput.patients, rows: planInput.rows });
      const first = planImport(planInput, decided);
      expect(planImport(planInput, decided)).toEqual(first);
      expect({ patients: planInput.patients, rows: planInput.rows }).toEqual(before);
    });
  });

  test('writes each column of a patient once, from what is stored', () => {
    holds((planInput, decided) => {
      const changes = includedChanges(planImport(planInput, decided));
      const keys = changes.map(({ column, patient: id }) => `${column} ${id}`);
      expect(new Set(keys).size).toBe(keys.length);
      const stored = new ListModel(planInput.patients).values();
      for (const { column, patient: id, from } of changes) {
        expect(stored[`${column} ${id}`] ?? null).toEqual(from);
      }
    });
  });

  test('once applied has nothing left to write on the same file', () => {
    holds((planInput, decided) => {
      const changes = includedChanges(planImport(planInput, decided));
      const patients = applied(planInput, changes);
      const again = planImport({ ...planInput, patients }, decided);
      expect(includedChanges(again)).toEqual([]);
      expect(again.toWrite).toBe(0);
    });
  });

  test('archives nobody whose tax code stands in the file, unless his own row says so or a person switched it', () => {
    holds((planInput, decided) => {
      const plan = planImport(planInput, { ...decided, switched: {} });
      const codes = new Set(planInput.rows.map(({ taxCode }) => taxCode?.value));
      for (const entry of plan.entries) {
        if (entry.group !== 'toArchive' || !entry.included || entry.line !== null) continue;
        expect(codes.has(entry.taxCode ?? undefined)).toBe(false);
      }
    });
  });

  test('archives by absence only active SSN patients, and nobody when the list is not proved mine', () => {
    holds((planInput, decided) => {
      const plan = planImport(planInput, decided);
      const byId = new Map(planInput.patients.map((known) => [known.id, known]));
      const absent = plan.entries.filter(
        (entry) => entry.group === 'toArchive' && entry.line === null,
      );
      for (const { patient: id } of absent) {
        const known = byId.get(id ?? '');
        expect(known && isActive(known.lifecycle)).toBe(true);
        expect(known?.lifecycle.status).not.toBe('private');
      }
      const isUnproved = plan.notices.some(
        ({ kind }) => kind === 'whoseList' || kind === 'noRowOfMine',
      );
      if (isUnproved) expect(absent).toEqual([]);
    });
  });

  test('never touches private patients, nor the practice’s own contacts, nor a name that is there', () => {
    holds((planInput, decided) => {
      const plan = planImport(planInput, decided);
      const privateIds = new Set([
        ...planInput.privatePatients.map(({ id }) => id),
        ...planInput.patients
          .filter(({ lifecycle }) => lifecycle.status === 'private')
          .map(({ id }) => id),
      ]);
      for (const { column, patient: id, from, to } of plan.entries.flatMap(
        ({ changes }) => changes,
      )) {
        expect(privateIds.has(id)).toBe(false);
        expect(['address', 'phones', 'email', 'note', 'invite', 'block']).not.toContain(column);
        if (column === 'identity' && from !== null) {
          expect(to).toMatchObject({
            lastName: from.lastName,
            firstName: from.firstName,
            taxCode: from.taxCode,
          });
        }
      }
    });
  });

  test('never revives the dead', () => {
    holds((planInput, decided) => {
      const after = applied(planInput, includedChanges(planImport(planInput, decided)));
      const dead = planInput.patients.filter(({ lifecycle }) => lifecycle.status === 'ssnDeceased');
      for (const { id } of dead) {
        expect(after.find((patientAfter) => patientAfter.id === id)?.lifecycle.status).toBe(
          'ssnDeceased',
        );
      }
    });
  });

  test('takes 20,000 rows against 20,000 patients', () => {
    const { patients, rows } = crowd(20_000);
    const plan = planImport(input(patients.slice(2_000), rows.slice(0, 18_000)), decisions());
    expect(plan.counts).toMatchObject({ added: { total: 2_000 }, unchanged: { total: 16_000 } });
  });
});

describe('the undo', () => {
  const IMPORT_T = '2026-11-23T10';

  test('takes back the whole import when nobody changed anything since', () => {
    holds((planInput, decided) => {
      const changes = includedChanges(planImport(planInput, decided));
      const list = new ListModel(planInput.patients);
      const before = list.values();
      list.apply(changes, IMPORT_T);
      const undo = planUndo(changes, list.cell, IMPORT_T);
      expect(undo.kept).toEqual([]);
      expect(new Set(undo.changes.map((change) => JSON.stringify(change)))).toEqual(
        new Set(reverseDiff(changes).map((change) => JSON.stringify(change))),
      );
      expect(list.apply(undo.changes, '2026-11-23T12').values()).toEqual(before);
    });
  });

  test('reverts exactly what nobody changed since, and lists what it keeps', () => {
    const edits = fc.array(fc.tuple(fc.nat(30), fc.constantFrom('same', 'note')), { maxLength: 4 });
    fc.assert(
      fc.property(someImport, edits, ({ planInput, decided }, touched) => {
        const changes = includedChanges(planImport(planInput, decided));
        const list = new ListModel(planInput.patients).apply(changes, IMPORT_T);
        for (const [position, kind] of touched) {
          const change = changes[position % Math.max(changes.length, 1)];
          if (!change) continue;
          const id = change.patient;
          if (kind === 'same') list.apply([change], '2026-11-23T11');
          else
            list.apply(
              [{ patient: id, column: 'note', from: null, to: { text: 'x' } }],
              '2026-11-23T11',
            );
        }
        const edited = list.values();
        const undo = planUndo(changes, list.cell, IMPORT_T);
        const reverted = new Set(undo.changes.map(({ column, patient: id }) => `${column} ${id}`));
        const kept = new Set(undo.kept.map(({ column, patient: id }) => `${column} ${id}`));
        const keptPatients = new Set(undo.kept.map(({ patient: id }) => id));
        const created = new Set(
          changes
            .filter(({ column, from }) => column === 'identity' && from === null)
            .map(({ patient: id }) => id),
        );
        for (const { column, patient: id } of changes) {
          const key = `${column} ${id}`;
          const isOurs = list.cell(column, id)?.t === IMPORT_T;
          const isKeptWhole = created.has(id) && keptPatients.has(id);
          expect(reverted.has(key)).toBe(isOurs && !isKeptWhole);
          if (!isOurs) expect(kept.has(key)).toBe(true);
        }
        const after = list.apply(undo.changes, '2026-11-23T12').values();
        for (const [key, value] of Object.entries(edited)) {
          if (!reverted.has(key)) expect(after[key]).toEqual(value);
        }
      }),
      RUNS,
    );
  });
});
