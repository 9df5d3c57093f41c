import { z } from 'zod';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { NewMessage } from './outboxMessage.ts';

export interface InvalidMessage {
  readonly kind: 'invalidMessage';
  readonly fields: readonly string[];
}

const Message = z.object({
  key: z.string().min(1).max(200),
  recipient: z.email().max(254),
  // A line break would begin another header.
  subject: z
    .string()
    .min(1)
    .max(300)
    .regex(/^[^\r\n]*$/),
  text: z.string().min(1).max(50_000),
});

/** The patient's address was typed by somebody, so it may be none; the key names the message whatever it says. */
export function parseNewMessage(message: NewMessage): Result<NewMessage, InvalidMessage> {
  const parsed = Message.safeParse(message);
  if (parsed.success) return ok(parsed.data);
  const fields = parsed.error.issues.map(({ path }) => String(path[0]));
  return failed({ kind: 'invalidMessage', fields: [...new Set(fields)] });
}
