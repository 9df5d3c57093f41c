/** What the parts of the extension tell each other. Nothing from outside reaches them: no part listens to pages or to other extensions. */
import * as z from 'zod/mini';
import { MAX_BYTES, provenanceSchema } from '#lib/bridge/messages.ts';

export const MISSES = [
  /** A report was asked for and nothing was seen. */
  'notSeen',
  'tooLarge',
  'sessionOver',
  /** The portal answered with an error. */
  'portalError',
  'noAnswer',
  /** What was sent cannot be sent again by the page: it is to be pressed with the capture paused. */
  'pressAgain',
  /** No app is connected yet. */
  'noApp',
  'appTooOld',
  /** The browser did not keep it, or did not open the app. */
  'notKept',
] as const;
export type Miss = (typeof MISSES)[number];

const miss = z.object({
  kind: z.literal('missed'),
  why: z.enum(MISSES),
  /** Of an answer of the portal, for `portalError`. */
  status: z.optional(z.number()),
});

export const noticeSchema = z.discriminatedUnion('kind', [
  /** `isOnlyHere`: no file is in the downloads, and it can be saved from the notice. */
  z.object({ kind: z.literal('captured'), rows: z.number(), isOnlyHere: z.boolean() }),
  z.object({ kind: z.literal('sent'), rows: z.number(), isOnlyHere: z.optional(z.boolean()) }),
  miss,
]);
export type Notice = z.infer<typeof noticeSchema>;

export const toBackgroundSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('captured'),
    name: z.string().check(z.maxLength(300)),
    bytes: z.string().check(z.maxLength(Math.ceil(MAX_BYTES / 3) * 4)),
    rows: z.number(),
    provenance: z.nullable(provenanceSchema),
    isOnlyHere: z.boolean(),
  }),
  miss,
  /** A button of the report table: the file may come in another frame. */
  z.object({ kind: z.literal('pressed'), provenance: provenanceSchema }),
  z.object({ kind: z.literal('saveToo') }),
  z.object({ kind: z.literal('openApp') }),
  z.object({ kind: z.literal('openOptions') }),
  /** From the bridge: whether the page is the connected app. */
  z.object({ kind: z.literal('isApp') }),
  /** From the bridge: the app's page is ready. */
  z.object({ kind: z.literal('pull'), protocol: z.number() }),
  z.object({ kind: z.literal('received'), id: z.string(), sha256: z.string() }),
  /** From the popup. */
  z.object({ kind: z.literal('status') }),
]);
export type ToBackground = z.infer<typeof toBackgroundSchema>;

export const toContentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notice'), notice: noticeSchema }),
  z.object({ kind: z.literal('saveToo') }),
  /** The report was seen in some frame of the tab: nobody waits for it any more. */
  z.object({ kind: z.literal('seen') }),
  z.object({ kind: z.literal('offer') }),
]);
export type ToContent = z.infer<typeof toContentSchema>;

/** What the popup tells of the last list: when and how many rows, nothing of its content. */
export const lastSchema = z.object({
  at: z.number(),
  rows: z.nullable(z.number()),
  outcome: z.enum(['captured', 'sent', ...MISSES]),
});
export type Last = z.infer<typeof lastSchema>;
