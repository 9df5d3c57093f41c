/**
 * Accept and compensate (DESIGN.md §5): an update is applied, what it changed is judged, and what may not stand is put
 * back, all in one Yjs transaction. When that ends, Yjs collects what was overwritten before it writes the update for
 * the log and the other desktops: a refused value is in neither, not even as deleted content.
 */
import * as Y from 'yjs';
import { valueOf } from '#lib/domain/change.ts';
import type { Cell, Lifecycle } from '#lib/domain/patient.ts';
import { type AuditHead, auditOf } from './auditOf.ts';
import { type Draft, draftOf } from './drafts.ts';
import type { LiveDocument } from './liveDocument.ts';
import { type Judge, type Rulings, ruleOn } from './rulings.ts';
import { type SentValue, sentValues } from './sentValues.ts';
import type { StampValue } from './stamps.ts';
import { type StoredCell, contentOf } from './storedCell.ts';
import { type Verdict, refusalOf, verdictOn } from './verdicts.ts';

/** Hocuspocus broadcasts what any transaction changed, and stores nothing by itself. */
export const ORIGIN = { source: 'local', skipStoreHooks: true } as const;

export interface Sender {
  readonly head: AuditHead;
  readonly stamp: StampValue;
  readonly judge: Omit<Judge, 'before'>;
}

export type Accepted =
  | { readonly kind: 'judged'; readonly verdicts: readonly Verdict[] }
  /** Yjs broke off in the middle of it: what had been applied until then was judged all the same. */
  | { readonly kind: 'broken' };

export function acceptUpdate(live: LiveDocument, update: Uint8Array, sender: Sender): Accepted {
  const { document, maps, standsFor } = live;
  return document.transact((transaction): Accepted => {
    let isWhole = true;
    try {
      Y.applyUpdate(document, update);
    } catch {
      isWhole = false;
    }
    // Yjs takes a transaction that is not local, and writes all the same, for a clash of client ids.
    transaction.local = true;
    if (document.store.pendingStructs || document.store.pendingDs) {
      document.store.pendingStructs = null;
      document.store.pendingDs = null;
      isWhole = false;
    }
    try {
      const verdicts = judged(live, sentValues(document, transaction, maps, standsFor), sender);
      return isWhole ? { kind: 'judged', verdicts } : { kind: 'broken' };
    } catch (error) {
      live.isSpoilt = true;
      throw error;
    }
  }, ORIGIN);
}

/** Values that follow a patient who moved, judged as if their author had written them here: what is refused leaves no trace. */
export function acceptValues(
  live: LiveDocument,
  values: readonly SentValue[],
  sender: Sender,
  isKept: (verdict: Verdict) => boolean = ({ outcome }) => outcome !== 'refused',
): readonly Verdict[] {
  return live.document.transact(() => judged(live, values, sender, isKept), ORIGIN);
}

function judged(
  live: LiveDocument,
  sent: readonly SentValue[],
  { head, stamp, judge }: Sender,
  isKept: (verdict: Verdict) => boolean = () => true,
): readonly Verdict[] {
  const { document, kind, name, maps } = live;
  const drafts: Draft[] = [];
  const all: Verdict[] = [];
  for (const value of sent) {
    const draft = draftOf(value, kind, head.userId, stamp);
    if (!draft.ok) all.push(refusalOf(value, null, draft.error));
    else if (draft.value) drafts.push(draft.value);
  }
  const sentAt = new Map(sent.map((value) => [`${value.map} ${value.key}`, value]));
  const before = (map: string, key: string) => {
    const value = sentAt.get(`${map} ${key}`);
    const stored = value ? value.before : document.getMap<StoredCell>(map).get(key);
    return contentOf(stored ?? null);
  };
  const rulings = ruleOn(name, drafts, { ...judge, before });
  const hasLeft = maps.includes('lifecycle') ? leavers(drafts, rulings, before) : () => false;
  all.push(...drafts.map((draft) => verdictOn(draft, rulings, hasLeft(draft.sent.key))));
  const verdicts = all.filter(isKept);
  for (const verdict of verdicts) settle(live, verdict);
  live.unstored.audit.push(...verdicts.flatMap((verdict) => auditOf(verdict, head)));
  for (const verdict of verdicts) if (isErasure(verdict)) clearErased(live, verdict, head);
  return verdicts;
}

/** Who is in another list once what is allowed of this update stands. */
function leavers(
  drafts: readonly Draft[],
  rulings: Rulings,
  before: Judge['before'],
): (patient: string) => boolean {
  const lives = new Map(
    drafts
      .filter((draft) => draft.sent.map === 'lifecycle' && !rulings.has(draft))
      .map(({ sent, to }) => [sent.key, to]),
  );
  return (patient) => {
    const life = lives.has(patient) ? lives.get(patient) : before('lifecycle', patient);
    return (life as Lifecycle | null | undefined)?.moved !== undefined;
  };
}

/** Puts what is to stand in the place of what Yjs has put there. */
function settle({ document, standsFor }: LiveDocument, { sent, standing }: Verdict): void {
  const { map, key, before, stands, ids } = sent;
  const root = document.getMap(map);
  if (standing === null) {
    if (stands !== 'nothing') root.delete(key);
    return;
  }
  const isThere = standing === before ? stands === 'before' : stands === 'sent' && isAsSent();
  if (isThere) return;
  root.set(key, standing);
  const item = root._map.get(key);
  if (item) standsFor.set(item, standing === before ? ids.before : ids.sent);

  function isAsSent(): boolean {
    const { t, by } = sent.sent as Partial<StoredCell>;
    return standing?.t === t && standing?.by === by;
  }
}

function isErasure({ sent, outcome, draft }: Verdict): boolean {
  const life = sent.map === 'lifecycle' && outcome === 'written' ? draft?.to : null;
  return (life as Lifecycle | null | undefined)?.erasedOn != null;
}

/** An erasure takes with it what its author had not seen: nothing of the patient stays. */
function clearErased(live: LiveDocument, { sent, draft }: Verdict, head: AuditHead): void {
  const { document, maps, erased, unstored } = live;
  const { key } = sent;
  erased.push(key);
  for (const map of maps) {
    if (map === 'lifecycle' || map === 'imports') continue;
    const root = document.getMap<Cell>(map);
    const cell = root.get(key);
    if (!draft || valueOf(cell) === null) continue;
    const cleared = { cleared: true, t: draft.cell.t, by: draft.cell.by } as const;
    root.set(key, cleared as unknown as Cell);
    unstored.audit.push({
      ...{ ...head, map, key, from: cell ?? null, to: cleared },
      ...{ outcome: 'written', reason: null, t: draft.cell.t },
    });
  }
}
