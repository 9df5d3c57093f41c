/**
 * What server and desktops say to each other beside Yjs updates. A socket is opened at `SYNC_PATH` under the session's
 * cookie; each document is then opened with a token that says which history of the practice the desktop holds.
 */
import { z } from 'zod';

export const SYNC_PATH = '/sync';

/** Names whose stores ask: a browser may carry somebody else's session by now, under whom they must not be sent. */
export function syncPathOf(user: string): string {
  return `${SYNC_PATH}?user=${encodeURIComponent(user)}`;
}

/** Grows when an older program could not read what a newer one writes: it is told `Aggiornamento necessario`. */
export const SYNC_VERSION = 1;

/** Opens a document. `epoch`: the history that the desktop's copy belongs to; null: it holds nothing yet. */
export const openingSchema = z.strictObject({
  version: z.number().int().nonnegative(),
  epoch: z.string().max(64).nullable(),
});
export type Opening = z.infer<typeof openingSchema>;

/** Why a document is not opened. `epoch`: the practice was restored from a backup since; the copy is to be made anew. */
export const OPENING_REFUSALS = ['signedOut', 'forbidden', 'unknown', 'epoch', 'tooOld'] as const;
export type OpeningRefusal = (typeof OPENING_REFUSALS)[number];

/** A value that the server did not let stand. `id` names it in the audit of the history that the notice names. */
const notKept = z.strictObject({
  id: z.number().int(),
  map: z.string(),
  key: z.string(),
  t: z.string(),
});
export type NotKept = z.infer<typeof notKept>;

/**
 * `POST /api/late-changes`: values that somebody wrote in days in which a list was open to him, after those days. It is
 * a door in only: nothing of the list is told. `value` null: cleared. 200 `lateAnswer`; 403; 503: the disk is full.
 */
export const lateRequest = z.strictObject({
  document: z.string().max(200),
  values: z
    .array(
      z.strictObject({
        map: z.string().max(50),
        key: z.string().min(1).max(200),
        t: z.string().max(100),
        value: z.record(z.string(), z.unknown()).nullable(),
      }),
    )
    .min(1)
    .max(200),
});
export type LateRequest = z.infer<typeof lateRequest>;

/** From the server, about the document it is sent on. */
export const fromServerSchema = z.discriminatedUnion('kind', [
  /**
   * All that this state vector (base64) covers is on the server's disk: only that is `Sincronizzato`. It is whole when the
   * document is opened and then says only what grew: Yjs clients that it does not name stay as far as they were.
   */
  z.strictObject({ kind: z.literal('durable'), stateVector: z.string() }),
  /** Values of this desktop's user that the policy refused, and that newer ones had outrun. */
  z.strictObject({ kind: z.literal('refused'), epoch: z.string(), values: z.array(notKept) }),
  z.strictObject({ kind: z.literal('outrun'), epoch: z.string(), values: z.array(notKept) }),
  /** What this user is or may changed: ask `/api/me` again. */
  z.strictObject({ kind: z.literal('member') }),
]);
/** Whatever is not named here is on the server's disk. */
export const lateAnswer = z.object({ notices: z.array(fromServerSchema) });

export type FromServer = z.infer<typeof fromServerSchema>;

/**
 * Why the server ends a socket, by its close code. After `storage` and `restart` the desktop comes again by itself;
 * `signedOut` needs a sign-in; `abuse` means that the program is not one of ours, or broken.
 */
export const SOCKET_CLOSES = {
  signedOut: 4401,
  abuse: 4400,
  storage: 4503,
  fault: 4500,
  restart: 1012,
} as const;
export type SocketClose = keyof typeof SOCKET_CLOSES;
