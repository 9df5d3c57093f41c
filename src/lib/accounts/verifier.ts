/**
 * Whether somebody typed a secret of his, told without the server. Slow on purpose: whoever takes the stored value away
 * has to try passwords one by one, each at this price (OWASP's figure for PBKDF2-HMAC-SHA-256, 2023: 600,000).
 */
import { z } from 'zod';

const ITERATIONS = 600_000;
const SALT_BYTES = 16;
const HASH_BITS = 256;

const hex = z.string().regex(/^([0-9a-f]{2})+$/);
export const verifierSchema = z.object({
  salt: hex,
  iterations: z.number().int().min(ITERATIONS),
  hash: hex,
});
export type Verifier = z.infer<typeof verifierSchema>;

/** The part of the browser's cryptography that is used. */
export interface Cryptography {
  readonly subtle: Pick<SubtleCrypto, 'importKey' | 'deriveBits'>;
  randomBytes(length: number): Uint8Array<ArrayBuffer>;
}

export async function makeVerifier(
  secret: string,
  { subtle, randomBytes }: Cryptography,
): Promise<Verifier> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await stretch(subtle, secret, salt, ITERATIONS);
  return { salt: toHex(salt), iterations: ITERATIONS, hash: toHex(hash) };
}

export async function isSecretOf(
  { salt, iterations, hash }: Verifier,
  secret: string,
  { subtle }: Cryptography,
): Promise<boolean> {
  return toHex(await stretch(subtle, secret, fromHex(salt), iterations)) === hash;
}

async function stretch(
  subtle: Cryptography['subtle'],
  secret: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array> {
  // Composed, so that an accent counts the same whatever the keyboard made of it.
  const typed = new TextEncoder().encode(secret.normalize('NFC'));
  const key = await subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return new Uint8Array(await subtle.deriveBits(how, key, HASH_BITS));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
