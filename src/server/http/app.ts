/** The server's answers, from what the composition root hands in. */
import { Hono } from 'hono';
import type { Log } from '#server/log.ts';
import type { Build } from './build.ts';
import { practiceRoutes, type PracticeRoutesNeeds } from './practiceRoutes.ts';
import { requireLocalHost } from './requestGuards.ts';
import { securityHeaders } from './securityHeaders.ts';
import { serveBuild } from './staticRoutes.ts';

export interface HttpAppNeeds extends PracticeRoutesNeeds {
  readonly build: Build;
  readonly log: Log;
}

export function createHttpApp({ build, log, ...needs }: HttpAppNeeds): Hono {
  const app = new Hono();
  app.use(securityHeaders(build.scriptHashes));
  app.use(requireLocalHost);
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.route('/api/practice', practiceRoutes(needs));
  app.get('*', serveBuild(build));
  app.notFound((context) => context.json({ error: 'notFound' }, 404));
  app.onError((error, context) => {
    log('requestFailed', error);
    return context.json({ error: 'internal' }, 500);
  });
  return app;
}
