/** A row whose patient is known, and one of a patient who is not: where each stands and what it writes. */
import { formatPatientName } from '#lib/domain/names.ts';
import { isActive, NEW_LIFECYCLE, withStatus } from '#lib/domain/lifecycle.ts';
import type { Lifecycle, Patient } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { CheckedRow } from './checkedRow.ts';
import { standsAs } from './exportedState.ts';
import type { EntryReason, Group } from './plan.ts';
import { changesOf, creationOf, storedValue } from './planChanges.ts';
import { type Draft, rowDraft } from './planDraft.ts';
import { identityDifferences } from './planFields.ts';
import type { NewId } from './planMatching.ts';
import {
  activated,
  activeStatus,
  isDeceased,
  leavingOf,
  leavingReason,
  leftList,
  restatedArchive,
  type Leaving,
} from './planStatus.ts';

/** What the rules of a row need to know of the import around it. */
export interface RowContext {
  readonly today: PlainDate;
  /** The day on which the practice learns what the file says: the report's, or today. */
  readonly knownOn: PlainDate;
  /** Da archiviare is switched on: the tick is set and the whole file could be read. */
  readonly archiveByDefault: boolean;
  /** Who comes from another program already revoked or dead goes to the archive without a tick: he is nobody's here. */
  readonly archiveNewcomers: boolean;
  readonly hasExpiryColumn: boolean;
  readonly dayOf: (t: string) => PlainDate;
}

export function planKnownRow(patient: Patient, row: CheckedRow, context: RowContext): Draft {
  const base = { ...rowDraft(row, 'unchanged', []), ...shownIdentity(patient, row) };
  const isAsExported = row.exported !== null && standsAs(patient.lifecycle, row.exported);
  const leaving = leavingOf(row, context.today);
  const problems = isAsExported ? differencesOf(patient, row) : problemsOf(patient, row, leaving);
  if (problems.length > 0) {
    const differs = problems.some(({ kind }) => kind === 'identityDiffers');
    return { ...base, group: 'problems', reasons: problems, canProposeCorrection: differs };
  }
  // Somebody revoked or dead who waits to be archived here did so in the export: it asks for nothing.
  if (isAsExported && (leaving || row.exported?.status === 'private')) return base;
  const stand = leaving
    ? whereLeavingStands(patient, row, leaving, context)
    : whereActiveStands(patient, row, context);
  if (stand.group === 'unchanged') return { ...base, reasons: stand.reasons };
  const { changes, fields } = changesOf(patient, row, stand.lifecycle);
  if (changes.length === 0) return { ...base, reasons: stand.reasons };
  return {
    ...base,
    group: stand.group,
    reasons: stand.reasons,
    onByDefault: stand.onByDefault,
    canInclude: true,
    changes,
    fields,
  };
}

/** Nuovi; or Da archiviare for somebody whom the list itself says revoked or dead: never imported as active. */
export function planNewRow(row: CheckedRow, { id, erasedOn }: NewId, context: RowContext): Draft {
  const leaving = leavingOf(row, context.today);
  const lifecycle = leaving
    ? leftList(exportedLifecycle(row), leaving, knownOn(row, context))
    : { ...NEW_LIFECYCLE, status: activeStatus(row, null, context.hasExpiryColumn) };
  const erased: EntryReason[] = erasedOn === null ? [] : [{ kind: 'erased', on: erasedOn }];
  return {
    ...rowDraft(row, leaving ? 'toArchive' : 'added', [
      ...(leaving ? [leavingReason(leaving)] : []),
      ...erased,
    ]),
    patient: id,
    onByDefault: leaving ? context.archiveByDefault || context.archiveNewcomers : true,
    canInclude: true,
    changes: creationOf(id, row, lifecycle, context.today),
  };
}

/** What a new patient was before he left, where our own export tells it. */
function exportedLifecycle({ exported }: CheckedRow): Lifecycle | null {
  return exported && { ...NEW_LIFECYCLE, status: exported.status };
}

/** The day of an archiving that our own export tells of is the one it had there. */
function knownOn({ exported }: CheckedRow, context: RowContext): PlainDate {
  return exported?.archive?.knownOn ?? context.knownOn;
}

interface Stand {
  readonly group: Group;
  readonly reasons: readonly EntryReason[];
  readonly onByDefault: boolean;
  readonly lifecycle: Lifecycle;
}

function problemsOf(patient: Patient, row: CheckedRow, leaving: Leaving | null): EntryReason[] {
  const { lifecycle } = patient;
  if (lifecycle.status === 'private') return [{ kind: 'isPrivate' }];
  return [
    ...differencesOf(patient, row),
    ...(isDeceased(lifecycle) && leaving === null
      ? [{ kind: 'deceasedHere', deathDate: lifecycle.deathDate } as const]
      : []),
  ];
}

function differencesOf({ identity }: Patient, row: CheckedRow): EntryReason[] {
  const fields = identityDifferences(identity, row);
  return fields.length > 0 ? [{ kind: 'identityDiffers', fields }] : [];
}

function whereLeavingStands(
  patient: Patient,
  row: CheckedRow,
  leaving: Leaving,
  context: RowContext,
): Stand {
  const lifecycle = storedValue(patient, 'lifecycle') as Lifecycle;
  const reasons = [leavingReason(leaving)];
  if (isActive(lifecycle)) {
    return {
      group: 'toArchive',
      reasons,
      onByDefault: context.archiveByDefault,
      lifecycle: leftList(lifecycle, leaving, knownOn(row, context)),
    };
  }
  if (lifecycle.binned !== null) {
    return {
      group: 'unchanged',
      reasons: [...reasons, inBin(patient, context)],
      onByDefault: false,
      lifecycle,
    };
  }
  const restated = restatedArchive(lifecycle, leaving);
  const group = restated === lifecycle ? 'unchanged' : 'statusChanged';
  return { group, reasons, onByDefault: true, lifecycle: restated };
}

function whereActiveStands(patient: Patient, row: CheckedRow, context: RowContext): Stand {
  const lifecycle = storedValue(patient, 'lifecycle') as Lifecycle;
  const status = activeStatus(row, patient, context.hasExpiryColumn);
  const { archive, binned } = lifecycle;
  if (archive === null && binned === null) {
    const group = lifecycle.status === status ? 'changed' : 'statusChanged';
    return { group, reasons: [], onByDefault: true, lifecycle: withStatus(lifecycle, status) };
  }
  const reasons: EntryReason[] = [];
  if (binned !== null) reasons.push(inBin(patient, context));
  if (archive !== null) {
    reasons.push({ kind: 'archivedHere', reason: archive.reason, on: archive.knownOn });
  }
  return {
    group: 'reactivated',
    reasons,
    // A revocation is the region's word, and the region takes it back. The bin and the reason Altro are
    // decisions of the practice, which an import must not undo unasked: they are shown, switched off.
    onByDefault: binned === null && archive?.reason === 'ssnRevoked' && row.exported === null,
    lifecycle: activated(lifecycle, status),
  };
}

/** The bin's own time is an instant; the day is that of the value's stamp, written with it. */
function inBin({ lifecycle }: Patient, { dayOf }: RowContext): EntryReason {
  return { kind: 'inBin', since: dayOf(lifecycle.t) };
}

/** What the file calls the patient; where its cell is empty, what is stored. */
function shownIdentity({ id, identity }: Patient, row: CheckedRow) {
  const isNamed = formatPatientName(row.lastName ?? '', row.firstName ?? '') !== '';
  return {
    patient: id,
    lastName: isNamed ? (row.lastName ?? '') : identity.lastName,
    firstName: isNamed ? (row.firstName ?? '') : identity.firstName,
    birthDate: row.birthDate ?? identity.birthDate,
    taxCode: row.taxCode?.value ?? identity.taxCode,
  };
}
