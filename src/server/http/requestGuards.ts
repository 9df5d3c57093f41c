/** Who may ask: pages of this very server, and programs of this computer. */
import type { MiddlewareHandler } from 'hono';

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses a request meant for another name. A page of a foreign site can point its own name at 127.0.0.1 (DNS
 * rebinding) and would then share our origin; the `Host` header still carries that name.
 */
export const requireLocalHost: MiddlewareHandler = async (context, next) => {
  if (!LOCAL_HOST.test(context.req.header('host') ?? ''))
    return context.json({ error: 'wrongHost' }, 421);
  await next();
};

/**
 * Refuses a write that a foreign page could have started: its origin must be ours, and its body JSON, which no
 * HTML form can send. A program that is no browser sends no origin.
 */
export const requireOwnJson: MiddlewareHandler = async (context, next) => {
  const origin = context.req.header('origin');
  if (origin !== undefined && origin !== `http://${context.req.header('host')}`)
    return context.json({ error: 'wrongOrigin' }, 403);
  if (!/^application\/json\s*(;|$)/i.test(context.req.header('content-type') ?? ''))
    return context.json({ error: 'notJson' }, 415);
  await next();
};
