/** Which mail server sends the practice's messages. */
import { z } from 'zod';
import { mailServer, mailSettingsRequest } from '#lib/accounts/mail.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';

export const MailSettings = z.object({
  ...mailServer,
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

const Form = mailSettingsRequest.refine(
  ({ security, host }) => security !== 'none' || SAME_COMPUTER.has(host),
  { path: ['security'] },
);

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
