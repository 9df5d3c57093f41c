/** The practice's mail as its doctors set it up: settings, and a message that shows whether they are right. */
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { MailFailure } from '#lib/domain/mailDelivery.ts';
import {
  type InvalidMailSettings,
  parseMailSettings,
  type ShownMailSettings,
  shownMailSettings,
} from './mailSettings.ts';
import type { MailStorage } from './mailStorage.ts';
import type { Outbox } from './outbox.ts';
import type { SendMail } from './smtp.ts';

export interface PracticeMailNeeds {
  readonly storage: Pick<MailStorage, 'readMailSettings'>;
  readonly outbox: Pick<Outbox, 'useSettings' | 'handIn'>;
  readonly send: SendMail;
  readonly clock: () => number;
  readonly newId: () => string;
}

export type PracticeMail = ReturnType<typeof practiceMail>;

export function practiceMail({ storage, outbox, send, clock, newId }: PracticeMailNeeds) {
  const shown = (): ShownMailSettings | null => {
    const settings = storage.readMailSettings();
    return settings && shownMailSettings(settings);
  };
  return {
    settings: shown,

    /** Takes what a form sent; what waits is tried with it at once. */
    set(input: unknown): Result<ShownMailSettings, InvalidMailSettings> {
      const parsed = parseMailSettings(input, storage.readMailSettings());
      if (!parsed.ok) return parsed;
      outbox.useSettings(parsed.value);
      return ok(shownMailSettings(parsed.value));
    },

    /** Queued as every other message is: once, and again later where the mail server is away. */
    sendPasswordLink(recipient: string, link: string, practiceName: string): void {
      outbox.handIn({
        ...{ key: `password ${newId()}`, recipient, subject: 'Una nuova password per Assistiti' },
        text: `Qualcuno ha chiesto una nuova password per il suo accesso a ${practiceName}.\nPer sceglierla, entro 24 ore:\n${link}\n\nSe non l’ha chiesta lei, ignori questo messaggio: la password resta quella di prima.\n`,
      });
    },

    /** Sends a message now and once: whoever waits for it is told why it does not come. */
    async sendTest(recipient: string): Promise<Result<null, MailFailure>> {
      const settings = storage.readMailSettings();
      if (!settings) return failed('noSettings');
      const now = clock();
      const message = {
        ...{ key: `test ${newId()}`, recipient, subject: 'Prova di Assistiti' },
        text: 'Questa è la prova della posta in uscita di Assistiti: se la leggi, funziona.\n',
        ...({ state: 'queued', tries: 0, lastError: null } as const),
        ...{ nextTry: now, changedAt: now, queuedAt: now },
      };
      const outcome = await send(settings, message, () => {});
      return outcome.kind === 'sent' ? ok(null) : failed(outcome.code);
    },
  };
}
