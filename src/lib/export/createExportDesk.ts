/**
 * The export as it runs in the worker. It reads the documents of every list that the session may take out, so
 * that nothing else can come into a file, whatever the screen asks for.
 */
import type * as Y from 'yjs';
import {
  EXPORT_CHOICES,
  type ExportChoice,
  type ExportFormat,
  type ExportList,
  concerns,
  exportLists,
  isChosen,
} from '#lib/domain/exportChoices.ts';
import { foldText } from '#lib/domain/names.ts';
import type { Patient, PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { failed, ok } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { type Team, assigneeOf } from '#lib/domain/team.ts';
import type { ListPage, ListQuery } from '#lib/read-model/listQuery.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import { tabOf } from '#lib/read-model/projectPatient.ts';
import { patientOf, patientsIn } from '#lib/replica/columns.ts';
import { type DocumentName, privateDocument, ssnDocument } from '#lib/replica/documents.ts';
import type { Replica } from '#lib/replica/replica.ts';
import {
  EXPORT_FIELDS,
  type ExportAssignee,
  type ExportCell,
  type ExportTable,
  type ExportWords,
  exportRow,
} from './exportColumns.ts';
import { writeCsvExport } from './exportCsv.ts';
import type { ExportCounts, ExportDesk, ExportProgress, ShownList } from './exportDesk.ts';
import { writeWorkbook } from './exportWorkbook.ts';

export interface ExportDeskDependencies {
  readonly replica: Pick<Replica, 'document'>;
  readonly session: Session;
  readonly today: () => PlainDate;
  /** The list on the screen, all of it. */
  readonly query: (query: ListQuery) => ListPage;
  /** Those of them that some tab shows. */
  readonly listed: (ids: readonly PatientId[]) => readonly ListedPatient[];
  /** The doctors and clinics whose lists the panels are, as known now. */
  readonly team: () => Team;
  readonly exportWords: ExportWords & { fileName(choice: ExportChoice, day: PlainDate): string };
  /** Lets the worker hear a message, such as `Interrompi`. */
  readonly pause: () => Promise<void>;
}

/** A list with its document open. */
interface OpenList extends ExportList {
  readonly name: DocumentName;
  readonly document: Y.Doc;
}

/** Enough rows to be quick, few enough that the worker answers in between; shorter exports tell no progress. */
const ROWS_BETWEEN_PAUSES = 1000;

export function createExportDesk(dependencies: ExportDeskDependencies): ExportDesk {
  const { replica, session, today, query, listed, team, exportWords, pause } = dependencies;
  let running = new AbortController();

  function openLists(): Promise<OpenList[]> {
    return Promise.all(
      exportLists(session, today()).map(async (list) => {
        const name = (list.list === 'ssn' ? ssnDocument : privateDocument)(list.panel);
        return { ...list, name, document: await replica.document(name) };
      }),
    );
  }

  /** In the order of the file: as on the screen, or by name. */
  function select(choice: ExportChoice, lists: readonly OpenList[], shown: ShownList): Patient[] {
    if (choice === 'view') return patientsOnScreen(query(wholeOf(shown)).rows, lists);
    if (choice === 'selected') return patientsOnScreen(listed(shown.selected ?? []), lists);
    const patients = lists
      .filter((list) => concerns(choice, list))
      .flatMap((list) =>
        patientsIn(list.document, list.name).filter(({ lifecycle }) =>
          isChosen(choice, lifecycle, list),
        ),
      );
    return byName(patients);
  }

  async function rowsOf(
    patients: readonly Patient[],
    signal: AbortSignal,
    onProgress: (progress: ExportProgress) => void,
  ): Promise<ExportCell[][] | null> {
    const assignees = new Map<string, ExportAssignee>();
    const rows: ExportCell[][] = [];
    for (const patient of patients) {
      const { panel } = patient;
      const assignee = assignees.get(panel) ?? assigneeIn(team(), panel);
      assignees.set(panel, assignee);
      rows.push(exportRow(patient, assignee, exportWords));
      if (rows.length % ROWS_BETWEEN_PAUSES > 0) continue;
      if (patients.length > 2 * ROWS_BETWEEN_PAUSES)
        onProgress({ done: rows.length, total: patients.length });
      await pause();
      if (signal.aborted) return null;
    }
    return rows;
  }

  return {
    async exportCounts(shown) {
      const lists = await openLists();
      const counts = EXPORT_CHOICES.map((choice) => {
        const isMine = lists.some((list) => concerns(choice, list));
        return [choice, isMine ? select(choice, lists, shown).length : null];
      });
      return Object.fromEntries(counts) as ExportCounts;
    },
    async exportPatients(choice, format, shown, onProgress) {
      running.abort();
      running = new AbortController();
      const { signal } = running;
      const lists = await openLists();
      if (!lists.some((list) => concerns(choice, list))) return failed({ kind: 'forbidden' });
      const patients = select(choice, lists, shown);
      const rows = await rowsOf(patients, signal, onProgress);
      if (rows === null) return failed({ kind: 'interrupted' });
      const { headers, sheetName } = exportWords;
      const header = EXPORT_FIELDS.map((field) => headers[field]);
      const bytes = await write(format, { sheetName, header, rows });
      // What was asked for while the file was being written is heard now.
      await pause();
      if (signal.aborted) return failed({ kind: 'interrupted' });
      const fileName = `${exportWords.fileName(choice, today())}.${format}`;
      return ok({ fileName, bytes, count: rows.length });
    },
    async stopExport() {
      running.abort();
    },
  };
}

/** A doctor is written as lists write people: surname first. */
function assigneeIn(team: Team, panel: string): ExportAssignee {
  const found = assigneeOf(team, panel);
  if (!found) return { name: '', code: '' };
  const name = found.kind === 'clinic' ? found.name : `${found.lastName} ${found.firstName}`.trim();
  return { name, code: found.codes[0] ?? '' };
}

async function write(format: ExportFormat, table: ExportTable): Promise<Uint8Array> {
  return format === 'csv' ? writeCsvExport(table) : writeWorkbook(table);
}

function wholeOf(shown: ListQuery): ListQuery {
  return { ...shown, offset: 0, limit: Infinity };
}

/** The rows on the screen as the documents have them; a row of a list that may not be taken out has none. */
function patientsOnScreen(rows: readonly ListedPatient[], lists: readonly OpenList[]): Patient[] {
  const taken = new Set<string>();
  return rows.flatMap(({ id, tab, panel }) => {
    for (const list of lists.filter((one) => one.panel === panel)) {
      const key = `${list.name} ${id}`;
      const patient = taken.has(key) ? null : patientOf(list.document, list.name, id);
      if (!patient || tabOf(patient) !== tab || !isChosen('view', patient.lifecycle, list))
        continue;
      taken.add(key);
      return [patient];
    }
    return [];
  });
}

/** As the list sorts them. */
function byName(patients: readonly Patient[]): Patient[] {
  return patients
    .map((patient) => {
      const { lastName, firstName, birthDate } = patient.identity;
      return { patient, key: [foldText(`${lastName} ${firstName}`), birthDate ?? '', patient.id] };
    })
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ patient }) => patient);
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, place) => part !== b[place]);
  return at === -1 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
