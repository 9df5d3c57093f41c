/** Which mail server sends the practice's messages. */
import { z } from 'zod';
import { failed, ok, type Result } from '#lib/domain/result.ts';

const SERVER = {
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535),
  /** Encrypted from the first byte (port 465), from `STARTTLS` on (587), or not: only to the same computer. */
  security: z.enum(['tls', 'startTls', 'none']),
  /** The address that the messages come from. */
  from: z.email(),
};

export const MailSettings = z.object({
  ...SERVER,
  /** Null: the server asks for no sign-in. */
  signIn: z.object({ user: z.string(), password: z.string() }).nullable(),
});
export type MailSettings = z.infer<typeof MailSettings>;

/** What may be shown of them: the password goes in and never comes out. */
export interface ShownMailSettings extends Omit<MailSettings, 'signIn'> {
  /** Null: no sign-in, so no password either. */
  readonly user: string | null;
}

export function shownMailSettings({ signIn, ...server }: MailSettings): ShownMailSettings {
  return { ...server, user: signIn?.user ?? null };
}

export interface InvalidMailSettings {
  readonly kind: 'invalid';
  readonly fields: readonly string[];
}

/** What crosses no network. */
const SAME_COMPUTER = new Set(['localhost', '127.0.0.1', '::1']);

const Form = z
  .object({ ...SERVER, user: z.string().nullish(), password: z.string().nullish() })
  .refine(({ security, host }) => security !== 'none' || SAME_COMPUTER.has(host), {
    path: ['security'],
  });

/**
 * Settings as a form sends them: no `user` is no sign-in, and no `password` keeps the stored one. It is kept only for
 * the same user at the same server: else who may change the server could have the password sent to one of his own.
 */
export function parseMailSettings(
  input: unknown,
  stored: MailSettings | null,
): Result<MailSettings, InvalidMailSettings> {
  const form = Form.safeParse(input);
  if (!form.success)
    return invalid(...new Set(form.error.issues.map(({ path }) => String(path[0] ?? ''))));
  const { user, password, ...server } = form.data;
  if (!user) return ok({ ...server, signIn: null });
  const isSameServer =
    stored?.host === server.host &&
    stored.port === server.port &&
    stored.security === server.security &&
    stored.signIn?.user === user;
  const kept = password || (isSameServer ? stored.signIn?.password : null);
  return kept ? ok({ ...server, signIn: { user, password: kept } }) : invalid('password');
}

function invalid(...fields: string[]): { ok: false; error: InvalidMailSettings } {
  return failed({ kind: 'invalid', fields });
}
