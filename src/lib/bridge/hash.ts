/** SHA-256 of the bytes, hex. */
export async function sha256Hex(
  subtle: Pick<SubtleCrypto, 'digest'>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
