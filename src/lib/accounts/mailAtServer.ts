/** What a page asks the server about the practice's outgoing mail. */
import { type MailSettingsRequest, mailSettingsAnswer, mailTestAnswer } from './mail.ts';
import { serverCalls } from './serverCalls.ts';

export type MailAtServer = ReturnType<typeof mailAtServer>;

/** A mail server may take its time to say no. */
const TEST_PATIENCE = 150_000;

export function mailAtServer(fetch: typeof globalThis.fetch) {
  const { ask } = serverCalls(fetch);
  const path = '/api/mail';
  return {
    settings: () => ask(mailSettingsAnswer, { path }),
    setSettings: (body: MailSettingsRequest) =>
      ask(mailSettingsAnswer, { method: 'PUT', path, body }),
    sendTest: () =>
      ask(mailTestAnswer, { method: 'POST', path: `${path}/test`, patience: TEST_PATIENCE }),
  };
}
