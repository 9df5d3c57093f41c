/**
 * What the app's page and the companion extension tell each other, through `window.postMessage` and nothing else.
 *
 * `offer` -> the page says `ready` with a nonce of its own -> the extension pulls the file from where it rests ->
 * `file` with that nonce -> the page checks the hash -> `received` -> the extension wipes. A page that comes later
 * says `ready` by itself. Whatever does not fit a schema, or another nonce, is not answered.
 */
import * as z from 'zod/mini';

// Neither the app's policy nor a content script's lets code be made from text.
z.config({ jitless: true });

export const CHANNEL = 'assistiti:bridge';

/** Goes up when an older side could not understand the newer one any more. */
export const PROTOCOL = 1;

/** Largest list that is handed over, in bytes: an AFT of 30,000 people fits, the extension's store holds it. */
export const MAX_BYTES = 5 * 1024 * 1024;

/** How long a list may wait for the app, ms. */
export const EXPIRES_AFTER = 10 * 60_000;

/** Where the app shows what was handed over. */
export const IMPORT_PATH = '/importa/siss';

const line = z.string().check(z.maxLength(300));
const maybeLine = z.nullable(line);

/** What the portal's table said of the report, as far as it was seen. */
export const provenanceSchema = z.object({
  /** The portal's name, for people. */
  portal: line,
  doctorCode: maybeLine,
  reportType: maybeLine,
  format: maybeLine,
  /** `Assistiti associati`: the list holds the associates' patients as well. */
  associates: z.nullable(z.boolean()),
  /** `Data creazione`, YYYY-MM-DD. */
  createdOn: z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
  /** It tells changes (SCELTA REVOCA), and is not the whole list. */
  isPartial: z.boolean(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

const id = z.string().check(z.regex(/^[\w-]{8,64}$/));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** A list on its way. `bytes` are base64: a buffer does not cross from an extension to a page everywhere. */
export const carriedFileSchema = z.object({
  id,
  name: line,
  sha256,
  bytes: z.string().check(z.maxLength(Math.ceil(MAX_BYTES / 3) * 4)),
  rows: z.number(),
  /** ms since 1970. */
  capturedAt: z.number(),
  provenance: provenanceSchema,
});
export type CarriedFile = z.infer<typeof carriedFileSchema>;

const channel = z.literal(CHANNEL);

export const toPageSchema = z.discriminatedUnion('kind', [
  z.object({ channel, kind: z.literal('hello'), version: line, protocol: z.number() }),
  z.object({ channel, kind: z.literal('offer') }),
  z.object({ channel, kind: z.literal('file'), nonce: id, file: carriedFileSchema }),
]);
export type ToPage = z.infer<typeof toPageSchema>;

export const toExtensionSchema = z.discriminatedUnion('kind', [
  z.object({ channel, kind: z.literal('ready'), protocol: z.number(), nonce: id }),
  z.object({ channel, kind: z.literal('received'), nonce: id, id, sha256 }),
]);
export type ToExtension = z.infer<typeof toExtensionSchema>;

/** Null for whatever is not a message of that side. */
export function parseToPage(data: unknown): ToPage | null {
  return toPageSchema.safeParse(data).data ?? null;
}

export function parseToExtension(data: unknown): ToExtension | null {
  return toExtensionSchema.safeParse(data).data ?? null;
}
