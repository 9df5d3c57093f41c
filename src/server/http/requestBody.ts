import type { MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { fieldProblems } from '#lib/accounts/fields.ts';
import { refuse } from './refusals.ts';

/** Reads what was sent as a schema says, into `context.var.body`; else 400 with the first problem of each field. */
export function body<Schema extends z.ZodType>(
  schema: Schema,
): MiddlewareHandler<{ Variables: { body: z.output<Schema> } }> {
  return async (context, next) => {
    const sent: unknown = await context.req.json().catch(() => null);
    const parsed = schema.safeParse(sent);
    if (!parsed.success) return refuse(context, 'invalid', { fields: fieldProblems(parsed.error) });
    context.set('body', parsed.data);
    await next();
  };
}
