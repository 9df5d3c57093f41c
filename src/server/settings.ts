/** What the environment says about where the server listens and keeps its data. */
import { join, resolve } from 'node:path';
import { failed, ok, type Result } from '#lib/domain/result.ts';

export interface Settings {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly dataFolder: string;
  readonly buildFolder: string;
  /** For reviewers: made-up patients, roles to try on. */
  readonly demo: boolean;
}

const DEFAULT_PORT = 4280;

/** `PORT`, `DATA_DIR`, `BUILD_DIR`, `DEMO=1`; the folders default to the project's own. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  project: string,
): Result<Settings, { readonly kind: 'badPort'; readonly text: string }> {
  const { PORT, DATA_DIR, BUILD_DIR, DEMO } = environment;
  const port = PORT ? Number(PORT) : DEFAULT_PORT;
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    return failed({ kind: 'badPort', text: PORT ?? '' });
  return ok({
    port,
    dataFolder: DATA_DIR ? resolve(DATA_DIR) : join(project, '.data'),
    buildFolder: BUILD_DIR ? resolve(BUILD_DIR) : join(project, 'build'),
    demo: DEMO === '1',
  });
}
