/** `/api/mail`: which mail server sends the practice's messages. The doctors' own; the password goes in and never out. */
import { Hono } from 'hono';
import { mailSettingsRequest } from '#lib/accounts/mail.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { PracticeMail } from '#server/mail/practiceMail.ts';
import { refuse, refuseTry } from './refusals.ts';
import { body } from './requestBody.ts';
import { requireDoctor, signedIn } from './signedIn.ts';

export interface MailRoutesNeeds {
  readonly accounts: Accounts;
  readonly mail: PracticeMail;
}

export function mailRoutes({ accounts, mail }: MailRoutesNeeds) {
  return new Hono()
    .use(signedIn(accounts), requireDoctor)
    .get('/', (context) => context.json({ settings: mail.settings() }))
    .put('/', body(mailSettingsRequest), (context) => {
      const set = mail.set(context.var.body);
      if (set.ok) return context.json({ settings: set.value });
      const fields = Object.fromEntries(set.error.fields.map((field) => [field, 'invalid']));
      return refuse(context, 'invalid', { fields });
    })
    .post('/test', async (context) => {
      const { email } = context.var.session;
      const retryAfter = accounts.beginMailTest(context.var.member);
      if (retryAfter !== null) return refuseTry(context, { kind: 'tooManyTries', retryAfter });
      const sent = await mail.sendTest(email);
      return context.json({ to: email, why: sent.ok ? null : sent.error });
    });
}
