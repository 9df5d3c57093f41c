/** What the policy says of the values sent to a list, patient by patient. */
import { type ListKind, carriesColumns } from '#lib/domain/lifecycleSteps.ts';
import type { Column, ColumnValue, Lifecycle, ListPlace } from '#lib/domain/patient.ts';
import { type Circumstances, may, mayImport } from '#lib/domain/policy.ts';
import type { Draft } from './drafts.ts';
import type { Judge, RulingRefusal, Rulings } from './rulings.ts';

export function ruleOnList(drafts: readonly Draft[], judge: Judge, place: ListPlace): Rulings {
  const refused = new Map<Draft, RulingRefusal>();
  const [imports, values] = partition(drafts, ({ sent }) => sent.map === 'imports');
  for (const draft of imports) {
    if (!mayWriteImport(judge, place)) refused.set(draft, 'forbidden');
  }
  for (const ofPatient of Map.groupBy(values, ({ sent }) => sent.key).values()) {
    ruleOnPatient(ofPatient, judge, place, refused);
  }
  return refused;
}

/** The summary of an import. Private patients are no part of regional lists, nor is the grant for those. */
function mayWriteImport({ who, today }: Judge, { panel, list }: ListPlace): boolean {
  const isDoctor = who.role === 'doctor' || who.role === 'substitute';
  return mayImport(who, panel, today) && (list === 'ssn' || isDoctor);
}

function ruleOnPatient(
  drafts: readonly Draft[],
  judge: Judge,
  place: ListPlace,
  refused: Map<Draft, RulingRefusal>,
): void {
  const life = drafts.find(({ sent }) => sent.map === 'lifecycle');
  const [first] = drafts;
  const before = judge.before('lifecycle', first?.sent.key ?? '') as Lifecycle | null;
  // Written without knowing that he had gone: meant for where he is now. Back again he comes by somebody who knows.
  if (before?.moved && (!life || life.sent.unseen)) {
    for (const draft of drafts) {
      if (draft.to !== null || draft === life) refused.set(draft, 'moved');
      else if (!isAllowed(draft, judge, place)) refused.set(draft, 'forbidden');
    }
    return;
  }
  const isLifeAllowed = life !== undefined && isAllowed(life, judge, place);
  const after = isLifeAllowed ? (life.to as Lifecycle | null) : before;
  const carries = isLifeAllowed ? carriesColumns(before, after) : undefined;
  for (const draft of drafts) {
    if (draft === life) {
      if (isLifeAllowed) continue;
      refused.set(draft, before !== null && before.erasedOn !== null ? 'erased' : 'forbidden');
    } else if (after !== null && after.erasedOn !== null && draft.to !== null) {
      refused.set(draft, 'erased');
    } else if (!isAllowed(draft, judge, place, carries)) refused.set(draft, 'forbidden');
  }
}

function isAllowed(
  draft: Draft,
  judge: Judge,
  { panel, list }: { readonly panel: string; readonly list: ListKind },
  carries?: Circumstances['carries'],
): boolean {
  const { who, today, now } = judge;
  const madeOn = judge.dayOf(draft.cell.t);
  const stored = judge.stored(draft);
  const where = { panel, list, madeOn, today, now, stored, carries, onRequest: false };
  const column = draft.sent.map as Column;
  return may(who, where, column, draft.from as ColumnValue, draft.to as ColumnValue);
}

function partition<Value>(
  values: readonly Value[],
  isFirst: (value: Value) => boolean,
): [Value[], Value[]] {
  const first: Value[] = [];
  const second: Value[] = [];
  for (const value of values) (isFirst(value) ? first : second).push(value);
  return [first, second];
}
