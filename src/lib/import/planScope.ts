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
  /** The colleague of the practice whose code that is. */
  colleagueOf(code: string): string | null;
  readonly notice: Extract<PlanNotice, { kind: 'whoseList' | 'noRowOfMine' }> | null;
}

export function findScope(input: PlanInput, decisions: ImportDecisions): Scope {
  const colleagueOf = findColleagues(input);
  // A colleague's code is never mine, whoever says so.
  const claimed = decisions.myCodes.filter((code) => colleagueOf(code) === null);
  const codes = [...input.doctorCodes, ...claimed].map(compareCode);
  const myCodes = new Set(codes.filter((code) => code !== ''));
  const found = input.hasDoctorColumn ? codesOf(input.rows) : new Map<string, CodeCount>();
  if (found.size === 0) {
    return {
      hasCodes: false,
      ownerOf: () => 'mine',
      carried: myCodes,
      myCodes,
      rows: input.rows.length,
      colleagueOf,
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
    colleagueOf,
    notice: carried.size > 0 ? null : { kind: 'noRowOfMine', codes: mostRowsFirst(found) },
  };

  function mostRowsFirst(counts: ReadonlyMap<string, CodeCount>) {
    return [...counts.values()]
      .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1))
      .map((count) => {
        const of = colleagueOf(count.code);
        return of === null ? count : { ...count, of };
      });
  }
}

function findColleagues({ colleagues = [] }: PlanInput): Scope['colleagueOf'] {
  const names = new Map(
    colleagues.flatMap(({ name, codes }) => codes.map((code) => [compareCode(code), name])),
  );
  return (code) => names.get(compareCode(code)) ?? null;
}

/** Of these codes, compared, how many rows of the file carry one. */
export function rowsWithCodes(rows: readonly CheckedRow[], codes: readonly string[]): number {
  const wanted = new Set(codes.map(compareCode));
  return rows.filter(({ doctorCode }) => {
    const code = compareCode(doctorCode ?? '');
    return code !== '' && wanted.has(code);
  }).length;
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
