/** Figure 2: reading and planning a list in Node, beside papaparse alone on the same text. */
import Papa from 'papaparse';
import type { Change } from '#lib/domain/change.ts';
import type { Patient } from '#lib/domain/patient.ts';
import { loadPlaceCodes } from '#lib/domain/placeCodes.ts';
import { checkRows } from '#lib/import/checkRows.ts';
import {
  type ImportDecisions,
  type ImportPlan,
  NO_DECISIONS,
  type PlanInput,
} from '#lib/import/plan.ts';
import { planImport } from '#lib/import/planImport.ts';
import { readFile } from '#lib/import/readFile.ts';
import { createPatientIds } from '#lib/replica/patientIds.ts';
import type { Figure } from './figures.ts';
import { DEFAULT_DOCTOR_CODE, listOf, TODAY } from './lists.ts';

const DECISIONS: ImportDecisions = { ...NO_DECISIONS, archiveAbsent: true, reportDate: TODAY };
const ids = createPatientIds('0123456789abcdef'.repeat(4));

export async function benchPlan(rows: number, runs: number): Promise<Figure[]> {
  const bytes = listOf(rows);
  const text = new TextDecoder('windows-1252').decode(bytes);
  const known = patientsOf(await readAndPlan(bytes, []));
  const [empty, same, parsed]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < runs; run++) {
    empty.push(await timed(() => readAndPlan(bytes, [])));
    same.push(await timed(() => readAndPlan(bytes, known)));
    parsed.push(
      await timed(() => {
        Papa.parse(text, { delimiter: ';', dynamicTyping: false });
      }),
    );
  }
  const figure = {
    group: `Read, check and plan ${rows} rows, in Node`,
    unit: 'ms',
    limit: { what: 'papaparse alone on the same text', values: parsed },
    target: null,
  } as const;
  return [
    { ...figure, name: 'against an empty list', runs: empty },
    { ...figure, name: 'against the same list, imported', runs: same },
  ];
}

export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export async function readAndPlan(
  bytes: Uint8Array,
  patients: readonly Patient[],
): Promise<ImportPlan> {
  const table = await readFile(bytes, 'elenco.csv', {});
  if (!table.ok) throw new Error(`The list was refused: ${table.error.kind}`);
  const rows = await checkRows(table.value, { today: TODAY, places: await loadPlaceCodes() });
  const input: PlanInput = {
    rows,
    hasDoctorColumn: true,
    damage: [],
    fileHash: 'hash',
    panel: 'panel',
    doctorCodes: [DEFAULT_DOCTOR_CODE],
    patients,
    erased: new Map(),
    privatePatients: [],
    earlierImports: [],
    today: TODAY,
    dayOf: () => TODAY,
    ids,
  };
  return planImport(input, DECISIONS);
}

/** The patients that a plan creates in an empty list. */
function patientsOf(plan: ImportPlan): Patient[] {
  const changes = plan.entries.filter(({ included }) => included).flatMap((entry) => entry.changes);
  return [...Map.groupBy(changes, ({ patient }) => patient)].map(([id, ofOne]) => ({
    id,
    panel: 'panel',
    ...(Object.fromEntries(ofOne.map(stamped)) as Omit<Patient, 'id' | 'panel'>),
  }));
}

function stamped({ column, to }: Change) {
  return [column, { ...to, t: '0', by: 'doctor' }] as const;
}
