/** Who may ask: pages of this very server, and programs that are no browsers. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Origins } from './origins.ts';
import { refuse } from './refusals.ts';

/** Refuses a request meant for another name. */
export function requireOwnHost(origins: Origins): MiddlewareHandler {
  return async (context, next) => {
    if (!origins.allowsHost(context.req.header('host'))) return refuse(context, 'wrongHost');
    await next();
  };
}

const READS = new Set(['GET', 'HEAD']);

/**
 * Refuses a write that a foreign page could have started: its origin must be ours, and its body JSON, which no
 * HTML form can send. A program that is no browser sends no origin.
 */
export function requireOwnJson(origins: Origins): MiddlewareHandler {
  return async (context, next) => {
    if (READS.has(context.req.method)) return next();
    const origin = context.req.header('origin');
    if (origin !== undefined && !origins.isOwn(origin, context.req.header('host')))
      return refuse(context, 'wrongOrigin');
    if (!/^application\/json\s*(;|$)/i.test(context.req.header('content-type') ?? ''))
      return refuse(context, 'notJson');
    await next();
  };
}

export const refuseWrites: MiddlewareHandler = async (context, next) =>
  READS.has(context.req.method) ? next() : refuse(context, 'demo');

const limited = (maxSize: number) =>
  bodyLimit({ maxSize, onError: (context) => refuse(context, 'tooLarge') });

const smallBody = limited(16 * 1024);
/** Values of patients; each has its own limit. */
const largeBody = limited(4 * 1024 * 1024);

export const limitedBody: MiddlewareHandler = (context, next) =>
  (context.req.path === '/api/late-changes' ? largeBody : smallBody)(context, next);

/** Answers about people and secrets stay out of the browser's disk cache. */
export const notStored: MiddlewareHandler = async (context, next) => {
  await next();
  context.res.headers.set('Cache-Control', 'no-store');
};
