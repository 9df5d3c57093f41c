/** How a refusal is answered: its name, with the status that proxies and browsers understand. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '#lib/accounts/answers.ts';
import type { TooManyTries } from '#server/accounts/desk.ts';

const STATUS: Readonly<Record<Refusal, ContentfulStatusCode>> = {
  invalid: 400,
  tooLarge: 413,
  notJson: 415,
  wrongOrigin: 403,
  wrongHost: 421,
  notFound: 404,
  internal: 500,
  signedOut: 401,
  forbidden: 403,
  demo: 403,
  wrongCredentials: 401,
  wrongPassword: 403,
  wrongCode: 403,
  signInExpired: 401,
  tooManyTries: 429,
  wrongToken: 403,
  alreadySetUp: 409,
  otherPractice: 409,
  emailTaken: 409,
  alreadyOn: 409,
  invitationGone: 410,
  linkGone: 410,
  unknownDoctor: 409,
  doctorTaken: 409,
  unknownPanel: 409,
  wrongDates: 409,
};

export function refuse(context: Context, error: Refusal, more: object = {}): Response {
  return context.json({ error, ...more }, STATUS[error]);
}

/** As `refuse`, for what may also have to wait. */
export function refuseTry(
  context: Context,
  refused: { readonly kind: Exclude<Refusal, 'tooManyTries'> } | TooManyTries,
): Response {
  if (refused.kind !== 'tooManyTries') return refuse(context, refused.kind);
  const { retryAfter } = refused as TooManyTries;
  context.header('Retry-After', String(retryAfter));
  return refuse(context, 'tooManyTries', { retryAfter });
}
