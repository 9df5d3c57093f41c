/** What a page asks the server about accounts: the routes of `requests.ts`, answered as `answers.ts` says. */
import type { z } from 'zod';
import type { Practice } from '#lib/domain/practice.ts';
import type { Grants } from '#lib/domain/session.ts';
import type { Period } from '#lib/domain/staff.ts';
import {
  devicesAnswer,
  invitationFound,
  invitationMade,
  invitationsAnswer,
  meAnswer,
  memberAnswer,
  membersAnswer,
  passwordLinkFound,
  passwordLinkMade,
  practiceState,
  secondFactorAnswer,
  setUpDone,
  signInAnswer,
} from './answers.ts';
import type {
  InvitationRequest,
  MemberChangeRequest,
  NewPracticeRequest,
  SetUpRequest,
} from './requests.ts';
import { serverCalls } from './serverCalls.ts';

export type InvitationFound = z.infer<typeof invitationFound>;
export type PasswordLinkFound = z.infer<typeof passwordLinkFound>;
export type AccountsAtServer = ReturnType<typeof accountsAtServer>;

export function accountsAtServer(fetch: typeof globalThis.fetch) {
  const { ask, tell } = serverCalls(fetch);
  const post = (path: string, body?: object) => ({ method: 'POST', path, body }) as const;

  return {
    /** `patience`: a server that does not answer must not keep the list from the doctor; ms. */
    practice: (patience: number) => ask(practiceState, { path: '/api/practice', patience }),
    me: (patience?: number) => ask(meAnswer, { path: '/api/me', patience }),

    setUp: (form: SetUpRequest & Partial<NewPracticeRequest>) =>
      ask(setUpDone, post('/api/set-up', form)),
    restorePractice: (token: string, practice: Practice) =>
      ask(practiceState, { method: 'PUT', path: '/api/practice', body: { token, practice } }),

    signIn: (email: string, password: string) =>
      ask(signInAnswer, post('/api/sign-in', { email, password })),
    enterCode: (code: string) => ask(signInAnswer, post('/api/sign-in/code', { code })),
    signOut: () => tell(post('/api/sign-out')),

    findInvitation: (token: string) =>
      ask(invitationFound, post('/api/invitations/by-token', { token })),
    acceptInvitation: (form: SetUpRequest) =>
      ask(signInAnswer, post('/api/invitations/accept', form)),

    askPasswordLink: (email: string) => tell(post('/api/password-links/forgotten', { email })),
    makePasswordLink: (userId: string) =>
      ask(passwordLinkMade, post(`/api/password-links/for/${userId}`)),
    findPasswordLink: (token: string) =>
      ask(passwordLinkFound, post('/api/password-links/by-token', { token })),
    choosePassword: (token: string, password: string) =>
      tell(post('/api/password-links/use', { token, password })),

    changePassword: (current: string, next: string) =>
      tell(post('/api/password', { current, next })),
    beginSecondFactor: (password: string) =>
      ask(secondFactorAnswer, post('/api/second-factor', { password })),
    confirmSecondFactor: (code: string) => tell(post('/api/second-factor/confirm', { code })),
    endSecondFactor: (password: string) => tell(post('/api/second-factor/end', { password })),

    devices: () => ask(devicesAnswer, { path: '/api/devices' }),
    endDevice: (id: string) => tell({ method: 'DELETE', path: `/api/devices/${id}` }),

    members: () => ask(membersAnswer, { path: '/api/members' }),
    changeMember: (id: string, change: MemberChangeRequest) =>
      ask(memberAnswer, { method: 'PATCH', path: `/api/members/${id}`, body: change }),
    endMember: (id: string) => tell({ method: 'DELETE', path: `/api/members/${id}` }),
    setGrants: (id: string, panel: string, grants: Grants) =>
      ask(memberAnswer, {
        ...{ method: 'PUT', path: `/api/members/${id}/grants/${panel}`, body: grants },
      }),
    setSubstitutions: (id: string, panel: string, periods: readonly Period[]) =>
      ask(memberAnswer, {
        ...{ method: 'PUT', path: `/api/members/${id}/substitutions/${panel}`, body: { periods } },
      }),

    invitations: () => ask(invitationsAnswer, { path: '/api/invitations' }),
    invite: (invitation: InvitationRequest) =>
      ask(invitationMade, post('/api/invitations', invitation)),
    withdrawInvitation: (id: string) => tell({ method: 'DELETE', path: `/api/invitations/${id}` }),
  };
}
