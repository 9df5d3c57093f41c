/** What the server answers about accounts, route by route; the page checks it with these schemas. */
import { z } from 'zod';
import type { Member } from '#lib/domain/member.ts';
import type { Role } from '#lib/domain/session.ts';
import { practiceSchema } from '#lib/replica/practiceSchema.ts';
import { plainDate } from './fields.ts';

export const ROLES = ['doctor', 'substitute', 'secretary', 'nurse', 'support'] as const;
const role: z.ZodType<Role> = z.enum(ROLES);
/** Milliseconds since 1970. */
const instant = z.number();

/**
 * `GET /api/practice`, by anybody. `none`: nobody set the server up; `noAccount`: it has the practice that a single
 * user made, or that of a safety copy; `ready`: sign in. `demo`: made-up data, no sign-in, `GET /api/me` answers all.
 */
export const practiceState = z.object({
  state: z.enum(['none', 'noAccount', 'ready']),
  name: z.string().nullable(),
  demo: z.boolean(),
});

const grants = z.object({
  privateList: z.boolean(),
  regionalImport: z.boolean(),
  record: z.boolean(),
});

export const memberSchema = z.object({
  userId: z.string(),
  name: z.string(),
  role,
  doctorId: z.string().nullable(),
  worksFor: z.array(z.string()).readonly(),
  grants: z.record(z.string(), grants),
  substitutions: z
    .array(z.object({ panel: z.string(), from: plainDate, to: plainDate }))
    .readonly(),
}) satisfies z.ZodType<Member>;

/**
 * `GET /api/me`, by who is signed in; 401 `signedOut`. The only answer that carries the practice with its id secret.
 * Ask again when the sync says that the member changed.
 */
export const meAnswer = z.object({
  practice: practiceSchema,
  member: memberSchema,
  /** His own address, to show him; null in the demonstration. */
  email: z.string().nullable(),
  secondFactor: z.boolean(),
  /** This desktop's session, as in the list of devices. */
  device: z.string(),
  /** The history of the practice that the server holds, and the version of the sync protocol. */
  epoch: z.string(),
  version: z.number(),
  demo: z.boolean(),
});

/** `secondFactor`: the password was right, `POST /api/sign-in/code` is next. */
export const signInAnswer = z.object({ kind: z.enum(['signedIn', 'secondFactor']) });

/** `uri`: `otpauth://…` for the app, with its secret. Both are shown once. */
export const secondFactorAnswer = z.object({ uri: z.string(), backupCodes: z.array(z.string()) });

/** `link`: begins with `/`, carries the token behind `#`, and is told this once. */
export const setUpDone = z.object({ kind: z.literal('signedIn'), supportLink: z.string() });

export const invitationSchema = z.object({
  id: z.string(),
  name: z.string(),
  role,
  doctorId: z.string().nullable(),
  worksFor: z.array(z.string()).readonly(),
  substitution: z.object({ panel: z.string(), from: plainDate, to: plainDate }).nullable(),
  invitedBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
});
export const invitationMade = z.object({ invitation: invitationSchema, link: z.string() });
/** `GET /api/invitations`, by doctors and support: those that may still be accepted. */
export const invitationsAnswer = z.object({ invitations: z.array(invitationSchema) });
export const invitationFound = z.object({
  practiceName: z.string(),
  name: z.string(),
  role,
  expiresAt: instant,
});

/** `POST /api/password-links/for/:id`, by who manages that account: the link, told this once. */
export const passwordLinkMade = z.object({ link: z.string() });
/** Whose password the link replaces. */
export const passwordLinkFound = z.object({ practiceName: z.string(), name: z.string() });

export const memberAnswer = z.object({ member: memberSchema });
/** `GET /api/members`, by all who are signed in. `endedAt`: whose membership ended; he stays to be named. */
export const membersAnswer = z.object({
  members: z.array(memberSchema.extend({ endedAt: instant.nullable() })),
});

/**
 * `GET /api/devices`: one's own desktops; a doctor is told those of the staff too. `browser` is its user agent, to
 * tell desktops apart.
 */
export const devicesAnswer = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      userId: z.string(),
      browser: z.string().nullable(),
      signedInAt: instant,
      lastSeenAt: instant,
      /** The one that asks. */
      current: z.boolean(),
    }),
  ),
});

/** `GET /api/account-events?before=<id>`, by doctors: what was done to accounts, newest first, at most 100. */
export const accountEventsAnswer = z.object({
  events: z.array(
    z.object({
      id: z.number(),
      at: instant,
      /** Null: the server itself, or somebody without an account yet. */
      by: z.string().nullable(),
      what: z.string(),
      whom: z.string().nullable(),
      /** What else there is to know: a role, a panel, dates. Never a token or an address. */
      details: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const REFUSALS = [
  'invalid',
  'tooLarge',
  'notJson',
  'wrongOrigin',
  'wrongHost',
  'notFound',
  'internal',
  'signedOut',
  'forbidden',
  'demo',
  'wrongCredentials',
  'wrongPassword',
  'wrongCode',
  'signInExpired',
  'tooManyTries',
  'wrongToken',
  'alreadySetUp',
  'otherPractice',
  'emailTaken',
  'alreadyOn',
  'invitationGone',
  'linkGone',
  'unknownDoctor',
  'doctorTaken',
  'unknownPanel',
  'wrongDates',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Every refusal. `fields`: with `invalid`; `retryAfter`: seconds, with `tooManyTries`. */
export const refusal = z.object({
  error: z.enum(REFUSALS),
  fields: z.record(z.string(), z.enum(['missing', 'tooShort', 'tooLong', 'invalid'])).optional(),
  retryAfter: z.number().optional(),
});

export type PracticeState = z.infer<typeof practiceState>;
export type Me = z.infer<typeof meAnswer>;
export type Invitation = z.infer<typeof invitationSchema>;
export type Device = z.infer<typeof devicesAnswer>['devices'][number];
export type AccountEvent = z.infer<typeof accountEventsAnswer>['events'][number];
