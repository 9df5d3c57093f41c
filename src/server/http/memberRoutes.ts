/** Members, their desktops, and what was done to accounts. Who may what is the domain's to say: `domain/staff.ts`. */
import { Hono } from 'hono';
import {
  grantsRequest,
  memberChangeRequest,
  substitutionsRequest,
} from '#lib/accounts/requests.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import { refuse } from './refusals.ts';
import { body } from './requestBody.ts';
import { requireDoctor, signedIn } from './signedIn.ts';

export function memberRoutes(accounts: Accounts) {
  const { staff } = accounts;
  return new Hono()
    .use(signedIn(accounts))
    .get('/', (context) => context.json({ members: staff.all() }))
    .patch('/:id', requireDoctor, body(memberChangeRequest), (context) => {
      const { member: actor, body: request } = context.var;
      const changed = staff.change(actor, context.req.param('id'), request);
      return changed.ok ? context.json({ member: changed.value }) : refuse(context, changed.error);
    })
    .delete('/:id', requireDoctor, async (context) => {
      const ended = await staff.end(context.var.member, context.req.param('id'));
      return ended.ok ? context.body(null, 204) : refuse(context, ended.error);
    })
    .put('/:id/grants/:panel', requireDoctor, body(grantsRequest), (context) => {
      const { member: actor, body: request } = context.var;
      const { id, panel } = context.req.param();
      const changed = staff.grant(actor, id, panel, request);
      return changed.ok ? context.json({ member: changed.value }) : refuse(context, changed.error);
    })
    .put('/:id/substitutions/:panel', requireDoctor, body(substitutionsRequest), (context) => {
      const { member: actor, body: request } = context.var;
      const { id, panel } = context.req.param();
      const changed = staff.substitute(actor, id, panel, request.periods);
      return changed.ok ? context.json({ member: changed.value }) : refuse(context, changed.error);
    });
}

export function deviceRoutes(accounts: Accounts) {
  const { devices } = accounts;
  return new Hono()
    .use(signedIn(accounts))
    .get('/', (context) => {
      const { member, session } = context.var;
      return context.json({ devices: devices.list(member, session.device) });
    })
    .delete('/:id', (context) => {
      const ended = devices.end(context.var.member, context.req.param('id'));
      return ended.ok ? context.body(null, 204) : refuse(context, ended.error);
    });
}

export function accountEventRoutes(accounts: Accounts) {
  return new Hono().get('/', signedIn(accounts), requireDoctor, (context) => {
    const before = Number(context.req.query('before')) || null;
    return context.json({ events: accounts.staff.events(before) });
  });
}
