/** Mail servers for tests, each a process of its own that whoever launches it ends. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROCESS = fileURLToPath(new URL('smtpProcess.ts', import.meta.url));

export interface SmtpBehaviour {
  /** The system's choice when absent. */
  readonly port?: number;
  /** Addresses that it does not know. */
  readonly rejects?: readonly string[];
  /** How many recipients it puts off before it takes one. */
  readonly timesBusy?: number;
  readonly isSilentAtRecipient?: boolean;
  /** Its answer to a whole message; `cut` is none, and the end of the connection. */
  readonly afterData?: 'take' | 'refuse' | 'cut' | 'silent';
  /** Whom it lets in; everybody when absent. */
  readonly signIn?: { readonly user: string; readonly password: string };
}

export interface ReceivedMail {
  readonly kind: 'message';
  readonly recipient: string;
  /** Headers and text, line by line, as they came. */
  readonly text: string;
}

export type SmtpReport =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'recipient'; readonly recipient: string }
  /** All that was reported before has arrived. */
  | { readonly kind: 'flushed' }
  | ReceivedMail;

export interface SmtpServer {
  readonly port: number;
  /** What it was handed so far. */
  received(): Promise<ReceivedMail[]>;
  /** Resolves once somebody has named a recipient, or handed over a message. */
  heard(kind: 'recipient' | 'message'): Promise<void>;
  stop(): Promise<void>;
}

export async function launchSmtpServer(behaviour: SmtpBehaviour = {}): Promise<SmtpServer> {
  const child = fork(PROCESS, [JSON.stringify(behaviour)]);
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };

  const reports: SmtpReport[] = [];
  const listeners = new Set<(report: SmtpReport) => void>();
  child.on('message', (report: SmtpReport) => {
    reports.push(report);
    for (const listener of listeners) listener(report);
  });
  const next = <Kind extends SmtpReport['kind']>(kind: Kind) =>
    new Promise<SmtpReport & { kind: Kind }>((resolve) => {
      const listener = (report: SmtpReport) => {
        if (!isOf(report, kind)) return;
        listeners.delete(listener);
        resolve(report);
      };
      listeners.add(listener);
    });

  const { port } = await next('listening');
  return {
    port,
    async received() {
      const flushed = next('flushed');
      child.send('flush');
      await flushed;
      return reports.filter((report) => report.kind === 'message');
    },
    async heard(kind) {
      if (!reports.some((report) => report.kind === kind)) await next(kind);
    },
    stop,
  };
}

function isOf<Kind extends SmtpReport['kind']>(
  report: SmtpReport,
  kind: Kind,
): report is SmtpReport & { kind: Kind } {
  return report.kind === kind;
}
