/**
 * One file for several lists of the practice: every row goes to the list whose doctor's code it carries. Each list is
 * planned as if the file were its own, and keeps its rows; what nobody's code claims stands with the first.
 */
import { compareCode } from '#lib/domain/doctorCode.ts';
import type { ImportPlan, PlanEntry } from './plan.ts';
import type { PlanBasis } from './planFile.ts';
import { countPlan } from './planImport.ts';

export interface PanelPlan {
  readonly panel: string;
  readonly basis: PlanBasis;
  readonly plan: ImportPlan;
}

/** Each plan with its own rows only. */
export function shareRows(parts: readonly PanelPlan[]): PanelPlan[] {
  const [first] = parts;
  if (!first || parts.length === 1) return [...parts];
  const owners = new Map(
    parts.flatMap(({ panel, basis }) =>
      basis.input.doctorCodes.map((code) => [compareCode(code), panel] as const),
    ),
  );
  owners.delete('');
  const ownerByLine = new Map(
    first.basis.input.rows.map(({ line, doctorCode }) => [
      line,
      owners.get(compareCode(doctorCode ?? '')) ?? first.panel,
    ]),
  );
  return parts.map((part) => {
    const isOwn = ({ line }: PlanEntry) => line === null || ownerByLine.get(line) === part.panel;
    return { ...part, plan: { ...part.plan, ...countPlan(part.plan.entries.filter(isOwn)) } };
  });
}

/** What the preview shows of all of them: rows in the order of the file, then whom no row names. */
export function joinPlans(parts: readonly PanelPlan[]): ImportPlan | null {
  const [first] = parts;
  if (!first || parts.length === 1) return first?.plan ?? null;
  const entries = parts
    .flatMap(({ plan }) => plan.entries)
    .sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
  return {
    ...countPlan(entries),
    alarms: parts.flatMap(({ plan }) => plan.alarms),
    notices: first.plan.notices,
  };
}
