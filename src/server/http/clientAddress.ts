import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** From where somebody asks, to tell tries apart. */
export type ClientAddress = (context: Context) => string;

/**
 * The address at the other end of the socket; behind a proxy the one that the proxy adds last to `X-Forwarded-For`:
 * what stands before it anybody can write.
 */
export function clientAddress(behindProxy: boolean): ClientAddress {
  return (context) => {
    const forwarded = behindProxy ? context.req.header('x-forwarded-for') : undefined;
    return forwarded?.split(',').at(-1)?.trim() || getConnInfo(context).remote.address || '';
  };
}
