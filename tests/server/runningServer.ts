/** Real server processes for tests, each on a port of the system's choice. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));

export interface ServerOptions {
  dataFolder: string;
  /** The project's own build when absent. */
  buildFolder?: string;
  port?: number;
  /** Serves made-up patients to reviewers. */
  demo?: boolean;
  /** More of the environment: `HOST`, `TLS_CERT`, `PUBLIC_ORIGIN`. */
  environment?: Readonly<Record<string, string>>;
}

export interface RunningServer {
  /** `http://localhost:<port>`. */
  readonly url: string;
  /** What the terminal shows until somebody set the server up. */
  readonly setUpCode: string | null;
  readonly port: number;
  /** Resolves when the process is gone, with its exit code (null after a kill). */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** What a server that ended by itself said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a server and waits for its address line. Throws with what it said when it ends before. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { child, ended, output } = spawnServer(options);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const line = /https?:\/\/localhost:\d+/.exec(output.stdout);
      if (line) resolve(line[0]);
    });
    void ended.then(() => reject(new Error(`The server ended: ${output.stdout}${output.stderr}`)));
  });
  return {
    url,
    setUpCode: /^Codice di attivazione: (\S+)$/m.exec(output.stdout)?.[1] ?? null,
    port: Number(new URL(url).port),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return (await ended).code;
    },
  };
}

/** Starts a server that is expected to refuse to start. */
export async function startRefusedServer(options: ServerOptions): Promise<Ended> {
  const { child, ended } = spawnServer(options);
  child.stdout?.on('data', () => child.kill());
  return ended;
}

/** What the server reads of its environment. */
export function environmentOf(options: ServerOptions): Record<string, string> {
  const { dataFolder, buildFolder, port = 0, demo = false, environment = {} } = options;
  return {
    PORT: String(port),
    DATA_DIR: dataFolder,
    BUILD_DIR: buildFolder ?? '',
    DEMO: demo ? '1' : '',
    ...environment,
  };
}

function spawnServer(options: ServerOptions) {
  const child: ChildProcess = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...environmentOf(options) },
    // The channel ends the server when the test run goes, however it goes.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = once(child, 'close').then(([code]): Ended => ({ code, ...output }));
  return { child, ended, output };
}
