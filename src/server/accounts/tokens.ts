/** Codes and links that open an account once. Only their hashes are kept: who reads the file cannot use them. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Crockford's: no letter that is read as a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

/** `XXXX-XXXX-XXXX`, 60 bits, from a secret in hex. */
export function setUpCode(secret: string): string {
  const bytes = Buffer.from(secret, 'hex').subarray(0, CODE_LENGTH);
  const letters = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** The code as it is compared: people type it in lower case, without dashes, with O for 0. */
export function tidyCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** In the same time whatever the difference. */
export function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** The page that takes another password; as for `invitationLink`. */
export function passwordLink(token: string): string {
  return `/password#${token}`;
}

/** The page that takes an invitation. What stands behind `#` is never sent to a server, nor logged by one. */
export function invitationLink(token: string): string {
  return `/invito#${token}`;
}
