/** The certificate of a server that speaks https itself. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import { failed, ok, type Result } from '#lib/domain/result.ts';

export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Whether the certificate is for that name or address: the names under which people open this server. */
  certifies(hostname: string): boolean;
}

export type TlsFiles = { readonly cert: string; readonly key: string };

/** Null without files: the server then speaks plain http. */
export function readTls(files: TlsFiles | null): Result<Tls | null, { readonly kind: 'badTls' }> {
  if (!files) return ok(null);
  try {
    const cert = readFileSync(files.cert);
    const key = readFileSync(files.key);
    // Throws where the two do not belong together.
    createSecureContext({ cert, key });
    const certificate = new X509Certificate(cert);
    return ok({ cert, key, certifies: (hostname) => isFor(certificate, hostname) });
  } catch {
    return failed({ kind: 'badTls' });
  }
}

function isFor(certificate: X509Certificate, hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  return isIP(address)
    ? certificate.checkIP(address) !== undefined
    : certificate.checkHost(hostname) !== undefined;
}
