/**
 * The lists that wait for the app, as a pure machine: what happened goes in, what is kept comes out. It rests in
 * `storage.session` between two steps, as the browser ends the background whenever it likes.
 *
 * A list is bound to one tab of the app and given to no other; when that tab closes it waits again. It leaves when
 * the tab says `received` with its id and its hash, or when it is ten minutes old: a step looks at the age first.
 */
import * as z from 'zod/mini';
import { carriedFileSchema, EXPIRES_AFTER, type CarriedFile } from '#lib/bridge/messages.ts';

export const transferSchema = z.object({
  file: carriedFileSchema,
  /** The app's tab that may have it; null: none was chosen yet. */
  tab: z.nullable(z.number()),
  /** The portal's tab, to be told when it was received. */
  from: z.nullable(z.number()),
});
export type Transfer = z.infer<typeof transferSchema>;
export type Transfers = readonly Transfer[];

export type Happened =
  | { readonly kind: 'captured'; readonly file: CarriedFile; readonly from: number | null }
  /** The tab was chosen, or the app in it asked. */
  | { readonly kind: 'chosen'; readonly tab: number }
  | {
      readonly kind: 'received';
      readonly tab: number;
      readonly id: string;
      readonly sha256: string;
    }
  | { readonly kind: 'tabClosed'; readonly tab: number }
  | { readonly kind: 'looked' };

/** What the session store holds: base64 of two lists of the largest size does not fit. */
const MAX_TEXT = 9_000_000;

export function step(before: Transfers, happened: Happened, now: number): Transfers {
  const waiting = before.filter(({ file }) => isFresh(file, now));
  switch (happened.kind) {
    case 'captured':
      return isFresh(happened.file, now) ? withFile(waiting, happened) : waiting;
    case 'chosen':
      return waiting.map((transfer) =>
        transfer.tab === null ? { ...transfer, tab: happened.tab } : transfer,
      );
    case 'received':
      return waiting.filter(
        ({ file, tab }) =>
          !(tab === happened.tab && file.id === happened.id && file.sha256 === happened.sha256),
      );
    case 'tabClosed':
      return waiting.map((transfer) =>
        transfer.tab === happened.tab ? { ...transfer, tab: null } : transfer,
      );
    case 'looked':
      return waiting;
  }
}

/** What a tab of the app may be given now: the oldest that is its own. */
export function fileFor(transfers: Transfers, tab: number): CarriedFile | null {
  return transfers.find((transfer) => transfer.tab === tab)?.file ?? null;
}

function isFresh({ capturedAt }: CarriedFile, now: number): boolean {
  return now - capturedAt < EXPIRES_AFTER && capturedAt <= now + EXPIRES_AFTER;
}

/** Pressed twice, it is the same list; the oldest make room for the newest. */
function withFile(waiting: Transfers, { file, from }: Pick<Transfer, 'file' | 'from'>): Transfers {
  const others = waiting.filter((transfer) => transfer.file.sha256 !== file.sha256);
  const known = waiting.find((transfer) => transfer.file.sha256 === file.sha256);
  const kept = [...others, { file, from, tab: known?.tab ?? null }];
  while (kept.length > 1 && textOf(kept) > MAX_TEXT) kept.shift();
  return kept;
}

function textOf(transfers: Transfers): number {
  return transfers.reduce((sum, { file }) => sum + file.bytes.length, 0);
}
