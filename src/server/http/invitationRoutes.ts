/** `/api/invitations`: made and withdrawn by doctors, looked at and accepted by whoever holds the link. */
import { Hono } from 'hono';
import {
  acceptRequest,
  invitationRequest,
  invitationTokenRequest,
} from '#lib/accounts/requests.ts';
import { mayManageMembers } from '#lib/domain/staff.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { PracticeStorage } from '#server/storage/practiceStorage.ts';
import type { ClientAddress } from './clientAddress.ts';
import { refuse, refuseTry } from './refusals.ts';
import { body } from './requestBody.ts';
import { requireDoctor, setCookies, signedIn } from './signedIn.ts';

export interface InvitationRoutesNeeds {
  readonly storage: Pick<PracticeStorage, 'readPractice'>;
  readonly accounts: Accounts;
  readonly address: ClientAddress;
}

export function invitationRoutes({ storage, accounts, address }: InvitationRoutesNeeds) {
  const { invitations, signIns } = accounts;
  const onlySignedIn = signedIn(accounts);
  return new Hono()
    .get('/', onlySignedIn, (context) => {
      const { member } = context.var;
      if (!mayManageMembers(member) && member.role !== 'support')
        return refuse(context, 'forbidden');
      return context.json({ invitations: invitations.open() });
    })
    .post('/', onlySignedIn, requireDoctor, body(invitationRequest), (context) => {
      const made = invitations.invite(context.var.member, context.var.body);
      return made.ok ? context.json(made.value, 201) : refuse(context, made.error);
    })
    .delete('/:id', onlySignedIn, requireDoctor, (context) => {
      const isWithdrawn = invitations.withdraw(context.var.member, context.req.param('id'));
      return isWithdrawn ? context.body(null, 204) : refuse(context, 'notFound');
    })
    .post('/by-token', body(invitationTokenRequest), (context) => {
      const found = invitations.find(context.var.body.token, address(context));
      if (!found.ok) return refuseTry(context, found.error);
      const { name, role, expiresAt } = found.value;
      const practiceName = storage.readPractice()?.name ?? '';
      return context.json({ practiceName, name, role, expiresAt });
    })
    .post('/accept', body(acceptRequest), async (context) => {
      const request = context.var.body;
      const accepted = await invitations.accept(request, address(context));
      if (!accepted.ok) return refuseTry(context, accepted.error);
      const { headers } = context.req.raw;
      const entered = await signIns.signIn(request, headers, address(context));
      if (!entered.ok) return refuseTry(context, entered.error);
      setCookies(context, entered.value.cookies);
      return context.json({ kind: entered.value.kind }, 201);
    });
}
