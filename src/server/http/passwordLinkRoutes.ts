/** `/api/password-links`: another password for who forgot his, without ever telling whether an address is known. */
import { Hono } from 'hono';
import {
  forgottenRequest,
  newPasswordRequest,
  passwordLinkRequest,
} from '#lib/accounts/requests.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { Log } from '#server/log.ts';
import type { PracticeMail } from '#server/mail/practiceMail.ts';
import type { PracticeStorage } from '#server/storage/practiceStorage.ts';
import type { ClientAddress } from './clientAddress.ts';
import type { Origins } from './origins.ts';
import { refuse, refuseTry } from './refusals.ts';
import { body } from './requestBody.ts';
import { signedIn } from './signedIn.ts';

export interface PasswordLinkRoutesNeeds {
  readonly storage: Pick<PracticeStorage, 'readPractice'>;
  readonly accounts: Accounts;
  readonly mail: PracticeMail;
  readonly origins: Origins;
  readonly address: ClientAddress;
  readonly log: Log;
}

export function passwordLinkRoutes(needs: PasswordLinkRoutesNeeds) {
  const { storage, accounts, mail, origins, address, log } = needs;
  const { passwordLinks } = accounts;
  const practiceName = () => storage.readPractice()?.name ?? '';

  const sendLink = async (email: string, origin: string) => {
    if (mail.settings() === null) return;
    const link = await passwordLinks.forgotten(email);
    if (link !== null) mail.sendPasswordLink(email, origin + link, practiceName());
  };

  return new Hono()
    .post('/forgotten', body(forgottenRequest), (context) => {
      const { email } = context.var.body;
      const refused = passwordLinks.beginForgotten(email, address(context));
      if (refused) return refuseTry(context, refused);
      const origin = origins.originOf(context.req.header('host') ?? '');
      // After the answer, which takes as long for an address that nobody has.
      setImmediate(() => void sendLink(email, origin).catch((error) => log('linkNotSent', error)));
      return context.body(null, 204);
    })
    .post('/for/:id', signedIn(accounts), (context) => {
      const made = passwordLinks.make(context.var.member, context.req.param('id'));
      return made.ok ? context.json({ link: made.value }, 201) : refuse(context, made.error);
    })
    .post('/by-token', body(passwordLinkRequest), (context) => {
      const found = passwordLinks.find(context.var.body.token, address(context));
      if (!found.ok) return refuseTry(context, found.error);
      return context.json({ practiceName: practiceName(), name: found.value.name });
    })
    .post('/use', body(newPasswordRequest), async (context) => {
      const used = await passwordLinks.use(context.var.body, address(context));
      return used.ok ? context.body(null, 204) : refuseTry(context, used.error);
    });
}
