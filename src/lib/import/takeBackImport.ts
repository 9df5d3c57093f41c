/** `Annulla importazione`: the inverse of what an import wrote, where nobody changed it since. */
import type { Change } from '#lib/domain/change.ts';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import { formatPatientName } from '#lib/domain/names.ts';
import type { Column, PatientId, Stamp } from '#lib/domain/patient.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { cellOf, patientOf } from '#lib/replica/columns.ts';
import { documentKind, documentOwner, ssnDocument } from '#lib/replica/documents.ts';
import { millisecondsOf } from '#lib/replica/hybridClock.ts';
import type { Ledger } from '#lib/replica/ledger.ts';
import type { Replica } from '#lib/replica/replica.ts';
import type { Author } from '#lib/replica/author.ts';
import { undoCommand } from './importCommands.ts';
import type { CommitFailure, UndoOutcome } from './importDesk.ts';
import { planRemoval, planUndo } from '#lib/domain/undo.ts';

export interface TakeBackDependencies {
  readonly replica: Replica;
  readonly ledger: Ledger;
  readonly panel: string;
  readonly author: Author;
}

/** Into whose list an import went; null when it was not made here. */
export async function panelOfImport(ledger: Ledger, importId: string): Promise<string | null> {
  const rows = await ledger.history.where('importId').equals(importId).toArray();
  const done = rows.find((row) => row.kind === 'import' && documentKind(row.document) === 'ssn');
  return done ? documentOwner(done.document) : null;
}

export async function takeBackImport(
  { replica, ledger, panel, author }: TakeBackDependencies,
  importId: string,
  why: 'undo' | 'interrupted',
): Promise<Result<UndoOutcome, CommitFailure | { readonly kind: 'notHere' }>> {
  const name = ssnDocument(panel);
  const document = await replica.document(name);
  const rows = await ledger.history.where('importId').equals(importId).toArray();
  const done = rows.filter((row) => row.kind === 'import' && row.document === name);
  const takenBack = rows.filter((row) => row.kind === 'undoImport' && row.document === name);
  const imports = document.getMap<ImportSummary & Stamp>('imports');
  const summary = imports.get(importId);
  const [first] = done;
  if (!summary || !first) return failed({ kind: 'notHere' });

  const imported = done.flatMap((row) => row.changes);
  if (summary.undone !== null) {
    const reverted = patientsOf(takenBack.flatMap((row) => row.changes));
    return ok(outcomeOf(reverted, [...patientsOf(imported).difference(reverted)]));
  }
  const current = (column: Column, patient: PatientId) => cellOf(document, column, patient) ?? null;
  const undoTs = [...imports.values()].filter(({ undone }) => undone !== null).map(({ t }) => t);
  const { changes, kept } = summary.demonstration
    ? planRemoval(imported, current)
    : planUndo(imported, current, first.t, new Set(undoTs));
  const replaced = new Map(
    imported.map((change) => [`${change.column} ${change.patient}`, change.from]),
  );
  const count = author.refused(changes, (column, patient) => {
    const cell = cellOf(document, column, patient);
    if (!cell) return null;
    return {
      by: cell.by,
      on: plainDateAt(millisecondsOf(cell.t)),
      receivedAt: null,
      replaced: replaced.get(`${column} ${patient}`) ?? null,
    };
  });
  if (count > 0) return failed({ kind: 'forbidden', count });

  const keptPatients = [...new Set(kept.map(({ patient }) => patient))];
  const undoHead = author.head();
  const undone = { at: undoHead.at, by: undoHead.by, why, kept: keptPatients.length };
  const { saved, shown } = replica.execute([
    undoCommand(undoHead, panel, changes, summary, undone),
  ]);
  await saved;
  await shown;
  return ok(outcomeOf(patientsOf(changes), keptPatients));

  function outcomeOf(reverted: ReadonlySet<PatientId>, keptIds: readonly PatientId[]): UndoOutcome {
    return {
      reverted: reverted.size,
      kept: keptIds.map((patient) => ({ patient, name: nameOf(patient) })),
    };
  }

  function nameOf(id: PatientId): string {
    const patient = patientOf(document, name, id);
    return patient ? formatPatientName(patient.identity.lastName, patient.identity.firstName) : '';
  }
}

function patientsOf(changes: readonly Change[]): Set<PatientId> {
  return new Set(changes.map(({ patient }) => patient));
}
