/** The routes of `/api/mail`, by doctors: the practice's outgoing mail. */
import { z } from 'zod';
import { MAIL_FAILURES } from '#lib/domain/mailDelivery.ts';

/** Encrypted from the first byte (port 465), from `STARTTLS` on (587), or not: only to the same computer. */
export const MAIL_SECURITY = ['tls', 'startTls', 'none'] as const;

export const mailServer = {
  host: z.string().trim().min(1, 'missing').max(253, 'tooLong'),
  port: z.int().min(1).max(65_535),
  security: z.enum(MAIL_SECURITY),
  /** The address that the messages come from. */
  from: z.email(),
};

/**
 * `PUT /api/mail`. Without a `user` there is no sign-in; without a `password` the stored one stays, for the same user
 * at the same server. 200 `mailSettingsAnswer`; 400 `invalid`.
 */
export const mailSettingsRequest = z.object({
  ...mailServer,
  user: z.string().max(320).nullish(),
  password: z.string().max(1000).nullish(),
});

/** `GET /api/mail`. `user` null: no sign-in. */
export const mailSettingsAnswer = z.object({
  settings: z.object({ ...mailServer, user: z.string().nullable() }).nullable(),
});

/** `POST /api/mail/test` `{}`: a message to one's own address. `why` null: the mail server took it. 429. */
export const mailTestAnswer = z.object({
  to: z.string(),
  why: z.enum(MAIL_FAILURES).nullable(),
});

export type MailSettingsRequest = z.infer<typeof mailSettingsRequest>;
export type ShownMail = NonNullable<z.infer<typeof mailSettingsAnswer>['settings']>;
