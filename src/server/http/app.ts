/** The server's answers, from what the composition root hands in. */
import { Hono } from 'hono';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { Log } from '#server/log.ts';
import type { ServerStorage } from '#server/storage/storage.ts';
import type { Build } from './build.ts';
import { auditRoutes, type AuditRoutesNeeds } from './auditRoutes.ts';
import { invitationRoutes } from './invitationRoutes.ts';
import { type LateRoutesNeeds, lateRoutes } from './lateRoutes.ts';
import { type MailRoutesNeeds, mailRoutes } from './mailRoutes.ts';
import { accountEventRoutes, deviceRoutes, memberRoutes } from './memberRoutes.ts';
import type { Origins } from './origins.ts';
import { passwordLinkRoutes } from './passwordLinkRoutes.ts';
import { practiceRoutes, type PracticeRoutesNeeds, setUpRoutes } from './practiceRoutes.ts';
import { refuse } from './refusals.ts';
import {
  notStored,
  refuseWrites,
  requireOwnHost,
  requireOwnJson,
  limitedBody,
} from './requestGuards.ts';
import { securityHeaders } from './securityHeaders.ts';
import { ownAccountRoutes, signInRoutes, type SignInRoutesNeeds } from './signInRoutes.ts';
import { serveBuild } from './staticRoutes.ts';

export interface HttpAppNeeds
  extends
    PracticeRoutesNeeds,
    SignInRoutesNeeds,
    AuditRoutesNeeds,
    MailRoutesNeeds,
    LateRoutesNeeds {
  readonly accounts: Accounts;
  readonly storage: ServerStorage;
  readonly build: Build;
  readonly origins: Origins;
  readonly log: Log;
}

const ACCOUNT_PATHS = [
  ...['/api/practice', '/api/set-up', '/api/sign-in', '/api/sign-out', '/api/password'],
  ...[
    '/api/second-factor',
    '/api/invitations',
    '/api/members',
    '/api/devices',
    '/api/mail',
    '/api/password-links',
  ],
];

export function createHttpApp({ build, origins, log, ...needs }: HttpAppNeeds): Hono {
  const { accounts } = needs;
  const app = new Hono();
  app.use(securityHeaders(build.scriptHashes));
  app.use(requireOwnHost(origins));
  app.get('/healthz', (context) => context.json({ status: 'ok' }));

  app.use('/api/*', notStored, requireOwnJson(origins), limitedBody);
  // Nobody has an account in the demonstration: there is nothing to change.
  if (needs.demo) for (const path of ACCOUNT_PATHS) app.use(`${path}/*`, refuseWrites);
  app.route('/api/practice', practiceRoutes(needs));
  app.route('/api/set-up', setUpRoutes(needs));
  app.route('/api', signInRoutes(needs));
  app.route('/api', ownAccountRoutes(needs));
  app.route('/api/invitations', invitationRoutes(needs));
  app.route('/api/members', memberRoutes(accounts));
  app.route('/api/devices', deviceRoutes(accounts));
  app.route('/api/account-events', accountEventRoutes(accounts));
  app.route('/api/audit', auditRoutes(needs));
  app.route('/api/mail', mailRoutes(needs));
  app.route('/api/late-changes', lateRoutes(needs));
  app.route('/api/password-links', passwordLinkRoutes({ ...needs, origins, log }));

  app.get('*', serveBuild(build));
  app.notFound((context) => refuse(context, 'notFound'));
  app.onError((error, context) => {
    log('requestFailed', error);
    return refuse(context, 'internal');
  });
  return app;
}
