/** Whose rows the file holds (rule 3): codes compare without leading zeros and spaces. */
import { compareCode } from '#lib/domain/doctorCode.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { ImportDecisions, PlanInput, PlanNotice } from './plan.ts';

export interface Scope {
  /** False when no cell of the file names a doctor: a column that is empty throughout says nothing. */
  readonly hasCodes: boolean;
  /** `unsaid`: the file names doctors, but not on this row. */
  ownerOf(row: CheckedRow): 'mine' | 'other' | 'unsaid';
  /** My codes that the file carries, in their compared form. */
  readonly carried: ReadonlySet<string>;
  readonly myCodes: ReadonlySet<string>;
  /** Rows of the file that are mine. */
  readonly rows: number;
  readonly notice: Extract<PlanNotice, { kind: 'whoseList' | 'noRowOfMine' }> | null;
}

export function findScope(input: PlanInput, decisions: ImportDecisions): Scope {
  const codes = [...input.doctorCodes, ...decisions.myCodes].map(compareCode);
  const myCodes = new Set(codes.filter((code) => code !== ''));
  const found = input.hasDoctorColumn ? codesOf(input.rows) : new Map<string, CodeCount>();
  if (found.size === 0) {
    return {
      hasCodes: false,
      ownerOf: () => 'mine',
      carried: myCodes,
      myCodes,
      rows: input.rows.length,
      notice: decisions.listIsMine ? null : { kind: 'whoseList' },
    };
  }
  const carried = new Set([...myCodes].filter((code) => found.has(code)));
  return {
    hasCodes: true,
    ownerOf(row) {
      const code = compareCode(row.doctorCode ?? '');
      if (code === '') return 'unsaid';
      return myCodes.has(code) ? 'mine' : 'other';
    },
    carried,
    myCodes,
    rows: [...carried].reduce((sum, code) => sum + (found.get(code)?.rows ?? 0), 0),
    notice: carried.size > 0 ? null : { kind: 'noRowOfMine', codes: mostRowsFirst(found) },
  };
}

interface CodeCount {
  /** As the file writes it the first time. */
  readonly code: string;
  rows: number;
}

function codesOf(rows: readonly CheckedRow[]): Map<string, CodeCount> {
  const counts = new Map<string, CodeCount>();
  for (const { doctorCode } of rows) {
    const code = compareCode(doctorCode ?? '');
    if (code === '' || doctorCode === null) continue;
    const count = counts.get(code);
    if (count) count.rows++;
    else counts.set(code, { code: doctorCode.trim(), rows: 1 });
  }
  return counts;
}

function mostRowsFirst(counts: ReadonlyMap<string, CodeCount>): readonly CodeCount[] {
  return [...counts.values()].sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
}
