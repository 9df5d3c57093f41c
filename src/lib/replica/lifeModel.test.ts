/**
 * The whole life of patients under any sequence of commands by any role: real rules, real policy, real documents,
 * in memory. After every command the state must be one that its author was allowed to reach. Long: the commands,
 * the practice they run in and the judge of what they led to are one model.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { created } from '../../../tests/fixtures/patients.ts';
import type { Change } from '#lib/domain/change.ts';
import {
  COLUMNS,
  type Cell,
  type Column,
  type Lifecycle,
  type PatientId,
} from '#lib/domain/patient.ts';
import { NO_GRANTS, type PanelAccess, type Role, type Session } from '#lib/domain/session.ts';
import type { StatusChoice } from '#lib/domain/statusChange.ts';
import { createAuthor } from './author.ts';
import { applyCommand, cellOf } from './columns.ts';
import { type DocumentCommand, changesOf, patientsOf, writesOf } from './command.ts';
import { type DocumentName, ssnDocument } from './documents.ts';
import type { Edit } from './editDesk.ts';
import type { PlannedEdit } from './editPlan.ts';
import { createHybridClock } from './hybridClock.ts';
import type { HistoryRow } from './ledger.ts';
import { openLists } from './openLists.ts';
import { createPatientIds } from './patientIds.ts';
import { type EditPlanner, planEdits } from './planEdits.ts';
import { planTakingBack } from './planTakingBack.ts';

const PANEL = 'panel-1';
const TODAY = '2026-11-23';
const PATIENTS = ['p0', 'p1', 'p2'] as const;
const ROLES = ['doctor', 'substitute', 'secretary', 'importer', 'colleague'] as const;
type Who = (typeof ROLES)[number];

const ACCESS: { readonly [W in Who]: { role: Role; access: PanelAccess } } = {
  doctor: { role: 'doctor', access: { panel: PANEL, relation: 'own', grants: NO_GRANTS } },
  substitute: {
    role: 'substitute',
    access: { panel: PANEL, relation: 'substitute', from: null, to: null, grants: NO_GRANTS },
  },
  secretary: { role: 'secretary', access: { panel: PANEL, relation: 'staff', grants: NO_GRANTS } },
  importer: {
    role: 'secretary',
    access: {
      panel: PANEL,
      relation: 'staff',
      grants: { ...NO_GRANTS, regionalImport: true },
    },
  },
  colleague: { role: 'doctor', access: { panel: PANEL, relation: 'group', grants: NO_GRANTS } },
};

/** What stands in every document, without who wrote it and when. */
type State = Record<string, Record<PatientId, Partial<Record<Column, object>>>>;

function createPractice() {
  const documents = new Map<string, Y.Doc>();
  const history: HistoryRow[] = [];
  let time = Date.UTC(2026, 10, 23, 9);
  const clock = createHybridClock(() => time++, 'a');
  let ids = 0;

  async function document(name: DocumentName): Promise<Y.Doc> {
    const known = documents.get(name) ?? new Y.Doc();
    documents.set(name, known);
    return known;
  }

  async function plannerFor(who: Who, id: string): Promise<EditPlanner> {
    const { role, access } = ACCESS[who];
    const session: Session = {
      practiceId: 'practice',
      userId: who,
      name: who,
      role,
      panels: [access],
    };
    const today = () => TODAY;
    return {
      lists: await openLists({ replica: { document }, session }, TODAY),
      ids: createPatientIds('0123456789abcdef'.repeat(4)),
      author: createAuthor({
        session,
        panel: PANEL,
        clock,
        now: () => time,
        today,
        newId: () => `${ids++}`,
      }),
      history: async (patients) =>
        history.filter((row) => row.patients.some((patient) => patients.includes(patient))),
      moment: { today: TODAY, now: time, by: who, byName: who, moveId: id },
    };
  }

  async function write(planner: EditPlanner, id: string, planned: PlannedEdit) {
    if (!planned.ok) return false;
    const head = planner.author.head(id);
    const { undoes } = planned.value;
    for (const part of planned.value.parts) {
      const command: DocumentCommand = {
        ...head,
        ...part,
        kind: undoes === undefined ? 'edit' : 'undoEdit',
        importId: null,
        ...(undoes === undefined ? {} : { undoes }),
      };
      applyCommand(await document(part.document), command);
      const { writes, ...rest } = command;
      history.push({
        ...rest,
        id: `${id} ${part.document} 0`,
        command: id,
        patients: patientsOf(writes),
        changes: changesOf(writes),
      });
    }
    return planned.value.parts.length > 0;
  }

  return {
    async add(changes: readonly Change[]) {
      const planner = await plannerFor('doctor', 'start');
      const parts = [{ document: ssnDocument(PANEL), writes: writesOf(changes) }];
      const patients = [...PATIENTS];
      await write(planner, 'start', { ok: true, value: { patients, parts, leftOut: [] } });
    },
    /** The command's id when it wrote something. */
    async edit(who: Who, edit: Edit): Promise<string | null> {
      const id = `edit-${ids++}`;
      const planner = await plannerFor(who, id);
      return (await write(planner, id, await planEdits(planner, edit))) ? id : null;
    },
    async undo(who: Who, editId: string): Promise<boolean> {
      const id = `undo-${ids++}`;
      const planner = await plannerFor(who, id);
      const done = history.filter(({ command }) => command === editId);
      return write(planner, id, await planTakingBack(planner, editId, done));
    },
    state(): State {
      const state: State = {};
      for (const [name, stored] of documents) {
        if (name.startsWith('requests')) continue;
        const ofDocument: State[string] = {};
        for (const patient of PATIENTS) {
          const columns: Partial<Record<Column, object>> = {};
          for (const column of COLUMNS) {
            const value = plain(cellOf(stored, column, patient));
            if (value) columns[column] = value;
          }
          ofDocument[patient] = columns;
        }
        state[name] = ofDocument;
      }
      return state;
    },
  };
}

function plain(cell: Cell | undefined): object | null {
  if (!cell || 'cleared' in cell) return null;
  const { t: _t, by: _by, ...value } = cell;
  return value;
}

/** Where and how a patient stands. */
function standing(state: State, patient: PatientId) {
  const places = Object.entries(state).flatMap(([name, patients]) => {
    const columns = patients[patient];
    return columns?.identity ? [{ name, lifecycle: columns.lifecycle as Lifecycle }] : [];
  });
  return { places, at: places[0] ?? null };
}

function isErased(state: State, patient: PatientId): boolean {
  return Object.values(state).some(
    (patients) => (patients[patient]?.lifecycle as Lifecycle | undefined)?.erasedOn != null,
  );
}

const choice: fc.Arbitrary<StatusChoice> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      status: fc.constantFrom('ssn' as const, 'private' as const),
      effectiveOn: fc.constantFrom(null, null, '2026-11-01', '2027-01-01'),
      knownOn: fc.constant(null),
    }),
  },
  fc.record({
    status: fc.constant('ssnTemporary' as const),
    reason: fc.constantFrom(null, 'work' as const, 'work' as const),
    text: fc.constant(null),
    effectiveOn: fc.constant(null),
    expiresOn: fc.constantFrom(null, '2027-06-30', '2020-01-01'),
    knownOn: fc.constant(null),
  }),
  fc.record({
    status: fc.constant('ssnRevoked' as const),
    reason: fc.constantFrom('refusal' as const, 'changeOfDoctor' as const),
    effectiveOn: fc.constantFrom(null, '2026-11-20'),
    archive: fc.boolean(),
    knownOn: fc.constant(null),
  }),
  fc.record({
    status: fc.constant('ssnDeceased' as const),
    deathDate: fc.constantFrom('2026-11-01', '2030-01-01'),
    archive: fc.boolean(),
    knownOn: fc.constant(null),
  }),
);
const patients = fc.subarray([...PATIENTS], { minLength: 1 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('changeStatus'), patients, to: choice }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('moveToSsn'), patients, to: choice }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('archive'),
      patients,
      reason: fc.constantFrom('other', 'ssnRevoked', 'ssnDeceased'),
      text: fc.constantFrom(null, 'altrove'),
      revocation: fc.constantFrom(null, 'transfer'),
      effectiveOn: fc.constantFrom(null, '2026-11-02'),
      knownOn: fc.constant(null),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('bin', 'unbin', 'erase', 'restoreOwn'),
      patients,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('invite'), patients, channel: fc.constant(null) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('setHasApp'), patients, hasApp: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('setNote'),
      patient: fc.constantFrom(...PATIENTS),
      text: fc.constantFrom('', 'a'),
    }),
  },
) as fc.Arbitrary<Edit>;
const step = fc.record({
  who: fc.constantFrom<Who>(...ROLES, 'doctor', 'doctor', 'doctor'),
  edit,
  /** Taken back at once by whoever did it, or later by anybody. */
  undo: fc.constantFrom('no', 'now', 'later'),
});

test('no sequence of commands reaches a state that its author may not, and an undo restores exactly', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 6, maxLength: 24, size: 'max' }),
      async (steps) => {
        const practice = createPractice();
        await practice.add(PATIENTS.flatMap((patient, number) => created(patient, number)));
        const done: string[] = [];
        /** Who wrote each patient's archive, as the model knows it. */
        const archivedBy = new Map<PatientId, Who>();
        for (const { who, edit: asked, undo } of steps) {
          const before = practice.state();
          const id = await practice.edit(who, asked);
          const after = practice.state();
          judge(before, after, who, archivedBy);
          if (id === null) {
            expect(after).toEqual(before);
            continue;
          }
          seen.add(`${who} ${asked.kind}`);
          if (undo === 'now') {
            const undone = await practice.undo(who, id);
            expect(practice.state()).toEqual(undone ? before : after);
            const mustUndo = who === 'doctor' && asked.kind !== 'erase';
            if (mustUndo) expect(undone).toBe(true);
          } else if (undo === 'later') done.push(id);
          const late = undo === 'no' ? done.pop() : undefined;
          if (late !== undefined) {
            const standingBefore = practice.state();
            await practice.undo(who, late);
            judge(standingBefore, practice.state(), who, archivedBy);
          }
        }
      },
    ),
    { seed: 20261124, numRuns: 300 },
  );
  // The walk is worth nothing if it never does anything.
  for (const life of ['changeStatus', 'moveToSsn', 'archive', 'bin', 'unbin', 'erase']) {
    expect(seen).toContain(`doctor ${life}`);
  }
  expect([...seen].filter((what) => what.startsWith('secretary')).sort()).toEqual([
    'secretary archive',
    'secretary bin',
    // With `Sposta anche in archivio`: on the whole an archiving.
    'secretary changeStatus',
    'secretary invite',
    'secretary restoreOwn',
    'secretary setHasApp',
    'secretary setNote',
  ]);
}, 120_000);

function judge(before: State, after: State, who: Who, archivedBy: Map<PatientId, Who>): void {
  for (const patient of PATIENTS) {
    const [was, is] = [standing(before, patient), standing(after, patient)];
    expect(is.places.length).toBeLessThanOrEqual(1);
    if (isErased(before, patient)) {
      expect(is.at).toBeNull();
      expect(isErased(after, patient)).toBe(true);
      continue;
    }
    const erased = isErased(after, patient);
    if (erased) {
      expect(who).toBe('doctor');
      for (const columns of Object.values(after)) {
        expect(Object.keys(columns[patient] ?? {}).filter((name) => name !== 'lifecycle')).toEqual(
          [],
        );
      }
      continue;
    }
    if (!was.at || !is.at) throw new Error('A patient is nowhere');
    const [from, to] = [was.at.lifecycle, is.at.lifecycle];
    const isPrivate = is.at.name.startsWith('private');
    expect(to.status === 'private' ? isPrivate : !isPrivate || to.archive !== null).toBe(true);
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    const changed = JSON.stringify([was.at.name, from]) !== JSON.stringify([is.at.name, to]);
    if (!changed) continue;

    if (who === 'colleague') throw new Error('A colleague wrote a lifecycle');
    const staff = who === 'secretary' || who === 'importer';
    if (was.at.name !== is.at.name) expect(staff).toBe(false);
    if (staff) expect(isPrivate).toBe(false);
    if (from.binned !== null && to.binned === null) expect(who).toBe('doctor');
    if (from.binned === null && to.binned !== null) expect(who).not.toBe('substitute');
    if (who === 'secretary') {
      const comesBack = from.archive !== null && to.archive === null;
      if (comesBack) expect(archivedBy.get(patient)).toBe('secretary');
      else if (to.status !== from.status) expect(to.archive?.reason).toBe(to.status);
    }
    if (from.archive === null && to.archive !== null) archivedBy.set(patient, who);
    if (to.archive === null) archivedBy.delete(patient);
    else if (from.archive !== null && JSON.stringify(from) !== JSON.stringify(to)) {
      // Somebody else's later word on it, the bin for one, is no archiving of hers any more.
      archivedBy.set(patient, who);
    }
  }
}
