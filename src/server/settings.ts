/** What the environment says about where the server listens, under which name, and where it keeps its data. */
import { join, resolve } from 'node:path';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { TlsFiles } from './tls.ts';

export interface Settings {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The server speaks https itself; null: plain http, for this computer or for a proxy. */
  readonly tls: TlsFiles | null;
  /** `https://…` as people open it, without a path; null where it is this computer's alone. */
  readonly publicOrigin: string | null;
  readonly dataFolder: string;
  readonly buildFolder: string;
  /** How long the audit is kept. */
  readonly auditMonths: number;
  /** For reviewers: made-up patients, roles to try on. */
  readonly demo: boolean;
}

/**
 * `halfTls`: a certificate without its key, or the reverse. `plainElsewhere`: other computers would send passwords in
 * the clear. `demoElsewhere`: the demonstration lets everybody in.
 */
export type SettingsFailure =
  | { readonly kind: 'badPort' | 'badOrigin' | 'badAuditMonths'; readonly text: string }
  | { readonly kind: 'halfTls' | 'plainElsewhere' | 'demoElsewhere' };

const DEFAULT_PORT = 4280;
const DEFAULT_HOST = '127.0.0.1';
/** DOMAIN.md §8: at least 24 months; the patient may ask who looked. */
export const SHORTEST_AUDIT_MONTHS = 24;
const DEFAULT_AUDIT_MONTHS = 60;
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;

/**
 * `PORT`, `HOST`, `TLS_CERT` and `TLS_KEY` (files), `PUBLIC_ORIGIN`, `DATA_DIR`, `BUILD_DIR`, `DEMO=1`, `AUDIT_MONTHS`; the folders
 * default to the project's own.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  project: string,
): Result<Settings, SettingsFailure> {
  const { PORT, HOST, TLS_CERT, TLS_KEY, PUBLIC_ORIGIN, DATA_DIR, BUILD_DIR, DEMO } = environment;
  const { AUDIT_MONTHS } = environment;
  const port = PORT ? Number(PORT) : DEFAULT_PORT;
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    return failed({ kind: 'badPort', text: PORT ?? '' });
  if (!TLS_CERT !== !TLS_KEY) return failed({ kind: 'halfTls' });
  const tls = TLS_CERT && TLS_KEY ? { cert: resolve(TLS_CERT), key: resolve(TLS_KEY) } : null;
  const publicOrigin = PUBLIC_ORIGIN ? PUBLIC_ORIGIN.replace(/\/$/, '').toLowerCase() : null;
  if (publicOrigin !== null && !isHttpsOrigin(publicOrigin))
    return failed({ kind: 'badOrigin', text: PUBLIC_ORIGIN ?? '' });

  const auditMonths = AUDIT_MONTHS ? Number(AUDIT_MONTHS) : DEFAULT_AUDIT_MONTHS;
  if (!Number.isInteger(auditMonths) || auditMonths < SHORTEST_AUDIT_MONTHS)
    return failed({ kind: 'badAuditMonths', text: AUDIT_MONTHS ?? '' });
  const host = HOST || DEFAULT_HOST;
  const isElsewhere = !LOOPBACK.test(host);
  if (isElsewhere && !tls && publicOrigin === null) return failed({ kind: 'plainElsewhere' });
  const demo = DEMO === '1';
  if (demo && (isElsewhere || publicOrigin !== null)) return failed({ kind: 'demoElsewhere' });
  return ok({
    ...{ host, port, tls, publicOrigin, demo, auditMonths },
    dataFolder: DATA_DIR ? resolve(DATA_DIR) : join(project, '.data'),
    buildFolder: BUILD_DIR ? resolve(BUILD_DIR) : join(project, 'build'),
  });
}

function isHttpsOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && text.startsWith('https://');
}
