/** Signing in and out; under `/api/me` what a person asks and changes about himself. */
import { Hono } from 'hono';
import type { Me } from '#lib/accounts/answers.ts';
import {
  confirmSecondFactorRequest,
  endSecondFactorRequest,
  passwordRequest,
  secondFactorRequest,
  signInCodeRequest,
  signInRequest,
} from '#lib/accounts/requests.ts';
import { SYNC_VERSION } from '#lib/replica/syncProtocol.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { PracticeStorage } from '#server/storage/practiceStorage.ts';
import type { ClientAddress } from './clientAddress.ts';
import { refuse, refuseTry } from './refusals.ts';
import { body } from './requestBody.ts';
import { setCookies, signedIn } from './signedIn.ts';

export interface SignInRoutesNeeds {
  readonly storage: Pick<PracticeStorage, 'readPractice'> & { epoch(): string };
  readonly accounts: Accounts;
  readonly address: ClientAddress;
  readonly demo: boolean;
}

export function signInRoutes({ accounts, address }: SignInRoutesNeeds) {
  const { signIns } = accounts;
  return new Hono()
    .post('/sign-in', body(signInRequest), async (context) => {
      const { headers } = context.req.raw;
      const entered = await signIns.signIn(context.var.body, headers, address(context));
      if (!entered.ok) return refuseTry(context, entered.error);
      setCookies(context, entered.value.cookies);
      return context.json({ kind: entered.value.kind });
    })
    .post('/sign-in/code', body(signInCodeRequest), async (context) => {
      const entered = await signIns.enterCode(context.var.body.code, context.req.raw.headers);
      if (!entered.ok) return refuseTry(context, entered.error);
      setCookies(context, entered.value.cookies);
      return context.json({ kind: entered.value.kind });
    })
    .post('/sign-out', async (context) => {
      setCookies(context, await signIns.signOut(context.req.raw.headers));
      return context.body(null, 204);
    });
}

export function ownAccountRoutes({ storage, accounts, demo }: SignInRoutesNeeds) {
  const { signIns } = accounts;
  const onlySignedIn = signedIn(accounts);
  return new Hono()
    .get('/me', onlySignedIn, (context) => {
      const { session, member } = context.var;
      const practice = storage.readPractice();
      if (!practice) return refuse(context, 'signedOut');
      const { device, secondFactor } = session;
      const email = demo ? null : session.email;
      const epoch = storage.epoch();
      const me: Me = {
        ...{ practice, member, email, secondFactor, device },
        ...{ epoch, version: SYNC_VERSION, demo },
      };
      return context.json(me);
    })
    .post('/password', onlySignedIn, body(passwordRequest), async (context) => {
      const changed = await signIns.changePassword(context.var.session, context.var.body);
      return changed.ok ? context.body(null, 204) : refuseTry(context, changed.error);
    })
    .post('/second-factor', onlySignedIn, body(secondFactorRequest), async (context) => {
      const { session, body: request } = context.var;
      const { headers } = context.req.raw;
      const begun = await signIns.beginSecondFactor(session, request.password, headers);
      return begun.ok ? context.json(begun.value) : refuseTry(context, begun.error);
    })
    .post(
      '/second-factor/confirm',
      onlySignedIn,
      body(confirmSecondFactorRequest),
      async (context) => {
        const { session, body: request } = context.var;
        const { headers } = context.req.raw;
        const confirmed = await signIns.confirmSecondFactor(session, request.code, headers);
        if (!confirmed.ok) return refuse(context, confirmed.error);
        setCookies(context, confirmed.value);
        return context.body(null, 204);
      },
    )
    .post('/second-factor/end', onlySignedIn, body(endSecondFactorRequest), async (context) => {
      const { session, body: request } = context.var;
      const { headers } = context.req.raw;
      const ended = await signIns.endSecondFactor(session, request.password, headers);
      if (!ended.ok) return refuseTry(context, ended.error);
      setCookies(context, ended.value);
      return context.body(null, 204);
    });
}
