/** Mail servers that end with the test. */
import { onTestFinished } from 'vitest';
import { launchSmtpServer, type SmtpBehaviour, type SmtpServer } from './smtpLauncher.ts';

export type { SmtpBehaviour };

export async function startSmtpServer(behaviour: SmtpBehaviour = {}): Promise<SmtpServer> {
  const server = await launchSmtpServer(behaviour);
  onTestFinished(server.stop);
  return server;
}
