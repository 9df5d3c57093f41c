/** What becomes of each value of an update: the policy's word first, then the clock's among what it allowed. */
import { sameValue } from '#lib/domain/change.ts';
import type { Outcome } from '#server/storage/documentStorage.ts';
import type { Draft, DraftRefusal } from './drafts.ts';
import type { RulingRefusal, Rulings } from './rulings.ts';
import type { SentValue } from './sentValues.ts';
import { type StoredCell, contentOf } from './storedCell.ts';

export interface Verdict {
  readonly sent: SentValue;
  /** Null for what could not even be judged. */
  readonly draft: Draft | null;
  readonly outcome: Outcome;
  readonly reason: DraftRefusal | RulingRefusal | null;
  /** What is to stand there; null: nothing. */
  readonly standing: StoredCell | null;
  /** What lost against a value whose author did not know it: the two are a conflict. */
  readonly outrun: StoredCell | null;
  /** What goes after a patient who is in another list; null: nothing. */
  readonly follows: StoredCell | null;
}

export function refusalOf(
  sent: SentValue,
  draft: Draft | null,
  reason: DraftRefusal | RulingRefusal,
): Verdict {
  const { before } = sent;
  const follows = reason === 'moved' ? (draft?.cell ?? null) : null;
  return { sent, draft, outcome: 'refused', reason, standing: before, outrun: null, follows };
}

/** `hasLeft`: whether the patient has moved away, before this update or by it. */
export function verdictOn(draft: Draft, rulings: Rulings, hasLeft: boolean): Verdict {
  const { sent, cell } = draft;
  const { before } = sent;
  const rest = { sent, draft, reason: null, outrun: null, follows: null };
  const refusal = rulings.get(draft);
  if (refusal !== undefined) return refusalOf(sent, draft, refusal);
  if (before !== null && cell.t <= before.t) {
    // Somebody wrote here later than the one who took the patient away: that goes after him.
    if (hasLeft && draft.to === null && !before.cleared) {
      return { ...rest, outcome: 'written', standing: { ...cell, t: before.t }, follows: before };
    }
    return { ...rest, outcome: 'outrun', standing: before, outrun: cell };
  }
  const isConflict =
    before !== null && sent.unseen && !before.cleared && !sameValue(contentOf(before), draft.to);
  return { ...rest, outcome: 'written', standing: cell, outrun: isConflict ? before : null };
}
