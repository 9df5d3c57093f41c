/**
 * What a page sends, route by route. Every write is JSON (`content-type: application/json`) from the server's own
 * origin. Refusals are `{ error, ... }`, see `answers.ts`.
 */
import { z } from 'zod';
import type { Practice } from '#lib/domain/practice.ts';
import {
  doctorCode,
  email,
  id,
  LONGEST_NAME,
  line,
  newPassword,
  personName,
  plainDate,
  token,
  typedPassword,
} from './fields.ts';

/**
 * `POST /api/set-up`, once: the first doctor's account, with the code from the terminal. Without a practice (state
 * `none`) `practice` makes it; where one is (`noAccount`) it is null and the doctor is the one the practice names.
 * 201 `setUpDone` with the session's cookie.
 */
export const setUpRequest = z.object({ token, email, password: newPassword });
export const newPracticeRequest = z.object({
  name: line(LONGEST_NAME),
  firstName: personName,
  lastName: personName,
  doctorCode,
});

/** Ids are ULIDs made by a server; the secret is 32 bytes in hex. */
const madeId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);
const restoredPractice = z.strictObject({
  id: madeId,
  name: line(LONGEST_NAME),
  idSecret: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: z.number().int().nonnegative(),
  doctor: z.strictObject({ id: madeId, firstName: personName, lastName: personName, doctorCode }),
  panelId: madeId,
}) satisfies z.ZodType<Practice>;

/**
 * `PUT /api/practice`: the practice of a safety copy on a fresh server, with the code from the terminal, which it does
 * not use up: `POST /api/set-up` follows. 200 `practiceState`; 409 `otherPractice`.
 */
export const restoreRequest = z.object({ token, practice: restoredPractice });

/** `POST /api/sign-in`. 200 `signInAnswer`; 401 `wrongCredentials`; 429 `tooManyTries`. */
export const signInRequest = z.object({ email, password: typedPassword });

/**
 * `POST /api/sign-in/code`: the second step, under the cookie that the first one set. `code`: six digits of the app, or
 * one of the backup codes. 200 `signInAnswer`; 401 `wrongCode`; 401 `signInExpired`: start again; 429 `tooManyTries`.
 */
export const signInCodeRequest = z.object({ code: line(32) });

/* `POST /api/sign-out` `{}`: ends this desktop's session. 204, also for who has none. */

/** `POST /api/password`. 204, and every other desktop of his is signed out; 403 `wrongPassword`; 429. */
export const passwordRequest = z.object({ current: typedPassword, next: newPassword });

/**
 * `POST /api/password-links/forgotten`, by anybody: a link by mail to whoever has that address, where the practice sends
 * mails. 204 whether or not anybody has it; 429.
 */
export const forgottenRequest = z.strictObject({ email });
/** `POST /api/password-links/by-token`: what the link says. 200 `passwordLinkFound`; 410 `linkGone`. */
export const passwordLinkRequest = z.strictObject({ token });
/** `POST /api/password-links/use`. 204, and every desktop of his is signed out; 410 `linkGone`. */
export const newPasswordRequest = z.strictObject({ token, password: newPassword });

/** `POST /api/second-factor`: begins to turn it on. 200 `secondFactorAnswer`; 403 `wrongPassword`; 409 `alreadyOn`. */
export const secondFactorRequest = z.object({ password: typedPassword });
/** `POST /api/second-factor/confirm`: on from now. 204; 403 `wrongCode`. */
export const confirmSecondFactorRequest = z.object({ code: line(32) });
/** `POST /api/second-factor/end`. 204; 403 `wrongPassword`. */
export const endSecondFactorRequest = z.object({ password: typedPassword });

const substitution = z.strictObject({ panel: id, from: plainDate, to: plainDate });
const panels = z.array(id).max(100);

/**
 * `POST /api/invitations`, by a doctor. `doctorId`: for a doctor, which one of the team he is; `substitution`: for a
 * substitute, only for the inviting doctor's own panel, and may wait (null); `worksFor`: panels, for staff.
 * 201 `invitationMade`; 403 `forbidden`; 409 `unknownDoctor`, `doctorTaken`, `unknownPanel`, `wrongDates`.
 */
export const invitationRequest = z.strictObject({
  name: personName,
  role: z.enum(['doctor', 'substitute', 'secretary', 'nurse', 'support']),
  doctorId: id.nullable().default(null),
  worksFor: panels.default([]),
  substitution: substitution.nullable().default(null),
});

/* `DELETE /api/invitations/:id`, by a doctor. 204; 404. The link then opens nothing. */

/** `POST /api/invitations/by-token`, by nobody yet: what the link says. 200 `invitationFound`; 410 `invitationGone`. */
export const invitationTokenRequest = z.strictObject({ token });

/** `POST /api/invitations/accept`. 201 `signInAnswer` with the session's cookie; 410 `invitationGone`; 409 `emailTaken`. */
export const acceptRequest = z.strictObject({ token, email, password: newPassword });

/**
 * `PATCH /api/members/:id`, by a doctor, of secretaries, nurses and substitutes, never of himself. A changed role
 * begins without grants and without substitutions. 200 `memberAnswer`; 403; 404; 409 `unknownPanel`.
 */
export const memberChangeRequest = z.strictObject({
  role: z.enum(['secretary', 'nurse', 'substitute']).optional(),
  worksFor: panels.optional(),
});

/* `DELETE /api/members/:id`, by a doctor: the end of a membership, at once on all his desktops. 204; 403; 404. */

/** `PUT /api/members/:id/grants/:panel`, by the doctor of that panel, for staff. 200 `memberAnswer`; 403; 404. */
export const grantsRequest = z.strictObject({
  privateList: z.boolean(),
  regionalImport: z.boolean(),
  record: z.boolean(),
});

/**
 * `PUT /api/members/:id/substitutions/:panel`, by the doctor of that panel: all the periods in which that person, a
 * doctor or a substitute, replaces her. 200 `memberAnswer`; 403; 404; 409 `wrongDates`.
 */
export const substitutionsRequest = z.strictObject({
  periods: z.array(z.strictObject({ from: plainDate, to: plainDate })).max(50),
});

/* `DELETE /api/devices/:id`: signs a desktop out at once. 204; 403; 404. */

export type SetUpRequest = z.infer<typeof setUpRequest>;
export type NewPracticeRequest = z.infer<typeof newPracticeRequest>;
export type InvitationRequest = z.infer<typeof invitationRequest>;
export type MemberChangeRequest = z.infer<typeof memberChangeRequest>;
