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

const LARGEST_BODY = 16 * 1024;

export const smallBody = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: (context) => refuse(context, 'tooLarge'),
});

/** Answers about people and secrets stay out of the browser's disk cache. */
export const notStored: MiddlewareHandler = async (context, next) => {
  await next();
  context.res.headers.set('Cache-Control', 'no-store');
};
