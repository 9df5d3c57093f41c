/**
 * A safety copy as a file: content sealed with a passphrase. Numbers are big-endian.
 *
 *    0  8   magic "ASSISTIT"
 *    8  1   version, 1
 *    9  4   PBKDF2 iterations
 *   13  16  salt
 *   29  12  iv
 *   41  4   length of what follows the header
 *   45  16  mark of the passphrase: tells a wrong one from an altered file
 *   61  8   SHA-256 of bytes 0-60, its first 8 bytes: tells a damaged header from a wrong passphrase
 *   69      AES-256-GCM ciphertext with its 16-byte tag
 *
 * Keys: PBKDF2-SHA-256 (600,000 iterations, OWASP 2023) over the passphrase in NFKC gives 256 bits; HKDF-SHA-256
 * makes of them the AES key and, apart from it, the mark. The whole header is the additional data of the
 * encryption: no byte of the file can change without being noticed. A passphrase is the only way in.
 */
import { failed, ok, type Result } from '#lib/domain/result.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Sealing {
  readonly subtle: SubtleCrypto;
  /** Cryptographically random bytes. */
  readonly randomBytes: (length: number) => Bytes;
}

/**
 * Not made by this program; made by a newer version of it; cut short; altered; or sealed with another passphrase.
 */
export type SealRefusal = {
  readonly kind: 'notACopy' | 'newerVersion' | 'incomplete' | 'damaged' | 'wrongPassphrase';
};

const MAGIC = new TextEncoder().encode('ASSISTIT');
const VERSION = 1;
export const ITERATIONS = 600_000;
/** A file that asks for more would only keep the computer busy. */
const MOST_ITERATIONS = 10_000_000;
const AT = {
  version: 8,
  iterations: 9,
  salt: 13,
  iv: 29,
  length: 41,
  mark: 45,
  check: 61,
} as const;
const HEADER = 69;

export async function sealFile(
  content: Bytes,
  passphrase: string,
  { subtle, randomBytes }: Sealing,
): Promise<Bytes> {
  const header = new Uint8Array(HEADER);
  const view = new DataView(header.buffer);
  header.set(MAGIC);
  header[AT.version] = VERSION;
  view.setUint32(AT.iterations, ITERATIONS);
  header.set(randomBytes(AT.iv - AT.salt), AT.salt);
  header.set(randomBytes(AT.length - AT.iv), AT.iv);
  const { key, mark } = await deriveKeys(subtle, passphrase, header);
  const tagLength = 16;
  view.setUint32(AT.length, content.length + tagLength);
  header.set(mark, AT.mark);
  header.set(await checkOf(subtle, header), AT.check);
  const sealed = await subtle.encrypt(encryptionOf(header), key, content);
  const file = new Uint8Array(HEADER + sealed.byteLength);
  file.set(header);
  file.set(new Uint8Array(sealed), HEADER);
  return file;
}

export async function unsealFile(
  file: Bytes,
  passphrase: string,
  subtle: SubtleCrypto,
): Promise<Result<Bytes, SealRefusal>> {
  if (!MAGIC.every((byte, at) => file[at] === byte)) return failed({ kind: 'notACopy' });
  if (file.length < HEADER) return failed({ kind: 'incomplete' });
  const header = file.slice(0, HEADER);
  const view = new DataView(header.buffer);
  if (view.getUint8(AT.version) > VERSION) return failed({ kind: 'newerVersion' });
  const check = header.subarray(AT.check, HEADER);
  if (!sameBytes(check, await checkOf(subtle, header))) return failed({ kind: 'damaged' });
  const iterations = view.getUint32(AT.iterations);
  if (iterations < ITERATIONS || iterations > MOST_ITERATIONS) return failed({ kind: 'damaged' });
  const length = view.getUint32(AT.length);
  if (file.length < HEADER + length) return failed({ kind: 'incomplete' });
  if (file.length > HEADER + length) return failed({ kind: 'damaged' });
  const { key, mark } = await deriveKeys(subtle, passphrase, header);
  if (!sameBytes(header.subarray(AT.mark, AT.check), mark)) {
    return failed({ kind: 'wrongPassphrase' });
  }
  try {
    const content = await subtle.decrypt(encryptionOf(header), key, file.subarray(HEADER));
    return ok(new Uint8Array(content));
  } catch {
    return failed({ kind: 'damaged' });
  }
}

function encryptionOf(header: Bytes): AesGcmParams {
  return { name: 'AES-GCM', iv: header.slice(AT.iv, AT.length), additionalData: header };
}

async function deriveKeys(
  subtle: SubtleCrypto,
  passphrase: string,
  header: Bytes,
): Promise<{ readonly key: CryptoKey; readonly mark: Bytes }> {
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const password = await subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  const salt = header.slice(AT.salt, AT.iv);
  const iterations = new DataView(header.buffer).getUint32(AT.iterations);
  const stretched = await subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    password,
    256,
  );
  const root = await subtle.importKey('raw', stretched, 'HKDF', false, ['deriveBits', 'deriveKey']);
  const purpose = (info: string): HkdfParams => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt,
    info: new TextEncoder().encode(info),
  });
  const aes = { name: 'AES-GCM', length: 256 };
  const key = await subtle.deriveKey(purpose('assistiti copy: content'), root, aes, false, [
    'encrypt',
    'decrypt',
  ]);
  const markBits = (AT.check - AT.mark) * 8;
  const mark = await subtle.deriveBits(purpose('assistiti copy: mark'), root, markBits);
  return { key, mark: new Uint8Array(mark) };
}

async function checkOf(subtle: SubtleCrypto, header: Bytes): Promise<Bytes> {
  const hash = await subtle.digest('SHA-256', header.slice(0, AT.check));
  return new Uint8Array(hash).slice(0, HEADER - AT.check);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
