/** `Posta in uscita` as a doctor types it. The password stands empty: the one that the server keeps stays there. */
import {
  type MailSettingsRequest,
  mailSettingsRequest,
  type ShownMail,
} from '#lib/accounts/mail.ts';
import type { MailAtServer } from '#lib/accounts/mailAtServer.ts';
import { type Result, ok } from '#lib/domain/result.ts';
import type { AccountFailure } from '#lib/accounts/serverCalls.ts';
import { ServerForm } from '#lib/ui/accounts/serverForm.svelte.ts';

const EMPTY = { host: '', port: '587', security: 'startTls', from: '', user: '', password: '' };
type MailFields = typeof EMPTY;

const FIELD_TEXTS: { readonly [F in keyof MailFields]: string } = {
  host: 'Scrivi l’indirizzo del server di posta, come smtp.esempio.it.',
  port: 'Scrivi il numero di porta: di solito 587 o 465.',
  security: 'Senza protezione si può scrivere solo a un server su questo stesso computer.',
  from: 'Scrivi l’indirizzo del mittente, come studio@esempio.it.',
  user: 'Questo nome utente è troppo lungo.',
  password: 'Scrivi di nuovo la password: quella salvata vale solo per lo stesso server e utente.',
};

const typed = ({ port, ...fields }: MailFields) =>
  ({ ...fields, port: Number(port) }) as MailSettingsRequest;

export function mailForm(server: MailAtServer, stored: ShownMail | null) {
  const shown = stored && { ...stored, port: String(stored.port), user: stored.user ?? '' };
  return new ServerForm<MailFields, ShownMail | null, AccountFailure>({
    empty: { ...EMPTY, ...shown },
    schema: { safeParse: (fields: MailFields) => mailSettingsRequest.safeParse(typed(fields)) },
    fieldText: (field) => FIELD_TEXTS[field],
    async send(fields): Promise<Result<ShownMail | null, AccountFailure>> {
      const answer = await server.setSettings(typed(fields));
      return answer.ok ? ok(answer.value.settings) : answer;
    },
  });
}
