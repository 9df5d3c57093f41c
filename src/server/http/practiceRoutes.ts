/** The practice before anybody is signed in: what state it is in, and its beginning, once. */
import { Hono } from 'hono';
import type { PracticeState } from '#lib/accounts/answers.ts';
import { fieldProblems } from '#lib/accounts/fields.ts';
import {
  newPracticeRequest,
  type NewPracticeRequest,
  restoreRequest,
  setUpRequest,
} from '#lib/accounts/requests.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { Random } from '#server/random.ts';
import type { PracticeStorage } from '#server/storage/practiceStorage.ts';
import { restorePractice } from '#server/storage/restorePractice.ts';
import type { ClientAddress } from './clientAddress.ts';
import { refuse, refuseTry } from './refusals.ts';
import { body } from './requestBody.ts';
import { setCookies } from './signedIn.ts';

export interface PracticeRoutesNeeds {
  readonly storage: PracticeStorage;
  readonly accounts: Accounts;
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly address: ClientAddress;
  /** Told to the page, which then shows that its data are made up. */
  readonly demo: boolean;
}

export function practiceRoutes({ storage, accounts, address, demo }: PracticeRoutesNeeds) {
  const state = (): PracticeState => {
    const practice = storage.readPractice();
    if (!practice) return { state: 'none', name: null, demo };
    const isReady = demo || accounts.setUp.isSetUp();
    return { state: isReady ? 'ready' : 'noAccount', name: practice.name, demo };
  };

  return new Hono()
    .get('/', (context) => context.json(state()))
    .put('/', body(restoreRequest), (context) => {
      const { token, practice } = context.var.body;
      const checked = accounts.setUp.checkCode(token, address(context));
      if (!checked.ok) return refuseTry(context, checked.error);
      const restored = restorePractice(storage, practice);
      return restored.ok ? context.json(state()) : refuse(context, restored.error.kind);
    });
}

export function setUpRoutes(needs: PracticeRoutesNeeds) {
  const { storage, accounts, address } = needs;
  return new Hono().post('/', body(setUpRequest), async (context) => {
    const { body: request } = context.var;
    const checked = accounts.setUp.checkCode(request.token, address(context));
    if (!checked.ok) return refuseTry(context, checked.error);
    const typed = newPracticeRequest.safeParse(await context.req.json());
    const known = storage.readPractice();
    if (!known && !typed.success)
      return refuse(context, 'invalid', { fields: fieldProblems(typed.error) });

    const done = await accounts.setUp.setUp(request, () => known ?? create(needs, typed.data));
    if (!done.ok) return refuse(context, done.error);
    const { headers } = context.req.raw;
    const entered = await accounts.signIns.signIn(request, headers, address(context));
    if (entered.ok) setCookies(context, entered.value.cookies);
    return context.json({ kind: 'signedIn', ...done.value }, 201);
  });
}

/** The one that is there counts, should another request have made it a moment ago. */
function create({ storage, random, clock }: PracticeRoutesNeeds, typed?: NewPracticeRequest) {
  if (!typed) throw new Error('Neither a practice nor what to make it of');
  const { name, firstName, lastName, doctorCode } = typed;
  const practice: Practice = {
    id: random.id(),
    name,
    idSecret: random.secret(),
    createdAt: clock(),
    doctor: { id: random.id(), firstName, lastName, doctorCode },
    panelId: random.id(),
  };
  const created = storage.createPractice(practice);
  return created.ok ? created.value : created.error.practice;
}
