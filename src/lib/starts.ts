/**
 * How the page comes to its list: what the server says of the practice, who is signed in, who works at this desk. Long,
 * as each way in leads to the others, and is easier to follow beside them.
 */
import type { AccountsAtServer } from '#lib/accounts/accountsAtServer.ts';
import type { Me } from '#lib/accounts/answers.ts';
import type { DeskMemory, KnownUser } from '#lib/accounts/deskMemory.ts';
import type { AccountFailure, Answer } from '#lib/accounts/serverCalls.ts';
import type { Member } from '#lib/domain/member.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { WaitingWork } from '#lib/replica/sync/pendingOfOthers.ts';
import type {
  Invitation,
  PasswordLink,
  SetUpForm,
  SignedIn,
  SignIn,
  Start,
  StartNotice,
} from '#lib/ui/accounts/start.ts';
import type { App, TakeOverFailure } from '#lib/ui/app.ts';
import type { DeskPeople } from './deskPeople.ts';

/** `me`: null without the server. `supportLink`: when the practice was set up just now. */
export type OpenMember = (
  practice: Practice,
  member: Member,
  me: Me | null,
  supportLink?: string | null,
) => Promise<Start>;

export interface StartsNeeds {
  readonly server: AccountsAtServer;
  readonly memory: DeskMemory;
  readonly people: DeskPeople;
  /** Whose list stands in this tab: kept when the page is loaded again, gone with the tab. */
  readonly tab: { user(): string | null; remember(userId: string): void };
  readonly openMember: OpenMember;
  /** The demonstration: nobody signs in. */
  readonly openDemo: (me: Me) => Promise<Start>;
  readonly waiting: (practice: string) => Promise<readonly WaitingWork[]>;
  /** The practice of a safety copy, and what brings its data back into the application of its doctor. */
  readonly readCopy: (file: Blob, passphrase: string) => Promise<Result<Copy, TakeOverFailure>>;
}

export interface Copy {
  readonly practice: Practice;
  restoreInto(app: App): Promise<Result<null, TakeOverFailure>>;
}

/** How long the server is waited for where there is a list to show without it, and where there is none; ms. */
const PATIENCE = { withList: 1500, without: 8000 };

export type Starts = ReturnType<typeof starts>;

export function starts(needs: StartsNeeds) {
  const { server, memory, people, tab, openMember, openDemo, waiting, readCopy } = needs;

  async function open(notices: readonly StartNotice[] = []): Promise<Start> {
    const patience = memory.users().length > 0 ? PATIENCE.withList : PATIENCE.without;
    const found = await server.practice(patience);
    if (!found.ok) return withoutServer(notices);
    const { state, name, demo } = found.value;
    const practiceName = name ?? '';
    if (demo) {
      const me = await server.me();
      return me.ok ? openDemo(me.value) : noServer(notices);
    }
    const known = memory.practice();
    if (state === 'noAccount') return takeOver(practiceName);
    // The server lost what it had: the practice that this browser knows begins there again, with its ids and secret.
    if (state === 'none' && known) return takeOver(known.name, { practice: known });
    if (state === 'none') return { kind: 'setUp', create: setUp, restore };

    const me = await server.me(patience);
    if (me.ok) return whoIsSignedIn(me.value, notices);
    if (me.error.kind !== 'signedOut') return withoutServer(notices);
    const wasSignedIn = memory.session() !== null;
    memory.setSession(null);
    return signInStart(practiceName, wasSignedIn ? [...notices, { kind: 'ended' }] : notices);
  }

  /** By itself only his own list opens who was at this desk last, and only while nobody locked it. */
  async function whoIsSignedIn(me: Me, notices: readonly StartNotice[]): Promise<Start> {
    const { practice, member } = me;
    memory.setSession(member.userId);
    const wasHere = memory.atDesk() ?? member.userId;
    const isKnown = memory.users().some((user) => user.member.userId === member.userId);
    const isFree = !memory.isLocked() && (wasHere === member.userId || !isKnown);
    if (isFree) return enter(me);
    // His data were taken off after too many wrong tries: there is nothing here to unlock with.
    if (!isKnown) return signInStart(practice.name, notices);
    memory.remember(practice, member);
    const known = memory.users().filter((user) => user.member.userId === member.userId);
    const asOther = () => signInStart(practice.name, [], { name: member.name, open: locked });
    const locked = () => lockedStart(known, notices, asOther);
    // He left the desk to somebody else.
    return memory.atDesk() === null ? asOther() : locked();
  }

  async function withoutServer(notices: readonly StartNotice[]): Promise<Start> {
    const users = memory.users();
    const practice = memory.practice();
    if (!practice || users.length === 0) return noServer(notices);
    const here = users.find(({ member }) => member.userId === tab.user());
    if (here && !memory.isLocked() && !memory.isTooLongAgo(here))
      return openMember(practice, here.member, null);
    return lockedStart(users, notices, null);
  }

  function noServer(notices: readonly StartNotice[]): Start {
    return { kind: 'noServer', notices, retry: open };
  }

  function lockedStart(
    users: readonly KnownUser[],
    notices: readonly StartNotice[],
    signIn: (() => Promise<Start>) | null,
  ): Start {
    return {
      kind: 'locked',
      practiceName: memory.practice()?.name ?? '',
      people: users.map(people.personOf),
      notices,
      open: unlocked,
      signIn,
      retry: signIn ? null : open,
    };
  }

  /** The lock is nobody's session: a server that is there has the last word. */
  async function unlocked(userId: string): Promise<Start> {
    // In this order: no other tab may take it for its own user's.
    memory.setAtDesk(userId);
    memory.unlock();
    tab.remember(userId);
    const me = await server.me(PATIENCE.withList);
    if (me.ok && me.value.member.userId === userId) return enter(me.value);
    return me.ok || me.error.kind === 'signedOut'
      ? signInStart(memory.practice()?.name ?? '', [])
      : withoutServer([]);
  }

  /** The server has just said who he is. */
  async function enter(me: Me, password?: string, supportLink?: string): Promise<Start> {
    const { practice, member } = me;
    const { userId } = member;
    memory.remember(practice, member);
    memory.setSession(userId);
    memory.setAtDesk(userId);
    tab.remember(userId);
    memory.unlock();
    const lock = people.lockOf({ practice: practice.id, user: userId });
    const [start] = await Promise.all([
      openMember(practice, member, me, supportLink),
      password === undefined ? null : lock.setPassword(password),
    ]);
    return start;
  }

  async function entered(password: string, supportLink?: string): Answer<Start> {
    const me = await server.me();
    return me.ok ? ok(await enter(me.value, password, supportLink)) : me;
  }

  async function signInStart(
    practiceName: string,
    notices: readonly StartNotice[],
    back: (Start & { kind: 'signIn' })['back'] = null,
  ): Promise<Start> {
    return {
      kind: 'signIn',
      practiceName,
      back,
      notices: [...notices, ...(await waitingWork())],
      signIn: signIn(),
    };
  }

  async function waitingWork(): Promise<StartNotice[]> {
    const practice = memory.practice();
    const works = practice ? await waiting(practice.id) : [];
    return memory.users().flatMap(({ member: { userId, name } }): StartNotice[] => {
      const unsent = works.find(({ user }) => user === userId)?.count ?? 0;
      return unsent > 0 ? [{ kind: 'waiting', name, unsent }] : [];
    });
  }

  function signIn(): SignIn {
    let typed = '';
    const next = async (kind: 'signedIn' | 'secondFactor'): Answer<SignedIn> =>
      kind === 'secondFactor' ? ok(kind) : entered(typed);
    return {
      async signIn(email, password) {
        typed = password;
        const answer = await server.signIn(email, password);
        return answer.ok ? next(answer.value.kind) : answer;
      },
      askLink: server.askPasswordLink,
      async enterCode(code) {
        const answer = await server.enterCode(code);
        return answer.ok ? next(answer.value.kind) : answer;
      },
    };
  }

  async function setUp(form: SetUpForm): Answer<Start> {
    const done = await server.setUp(form);
    return done.ok ? entered(form.password, done.value.supportLink) : done;
  }

  /** `copy`: what the practice is to be made of again, first. */
  function takeOver(
    practiceName: string,
    before: { readonly practice?: Practice; readonly token?: string; readonly copy?: Copy } = {},
  ): Start {
    return {
      kind: 'takeOver',
      practiceName,
      token: before.token ?? '',
      async create({ token, email, password }) {
        const { practice, copy } = before;
        const there = practice && (await server.restorePractice(token, practice));
        if (there && !there.ok) return there;
        const done = await server.setUp({ token, email, password });
        const start = done.ok ? await entered(password, done.value.supportLink) : done;
        if (!start.ok || !copy) return start;
        if (start.value.kind !== 'ready') return failed({ kind: 'notRestored' });
        const restored = await copy.restoreInto(start.value.app);
        return restored.ok ? start : restored;
      },
    };
  }

  async function restore(token: string, file: Blob, passphrase: string) {
    const copy = await readCopy(file, passphrase);
    if (!copy.ok) return copy;
    const { practice } = copy.value;
    const there = await server.restorePractice(token, practice);
    if (!there.ok) return failed<AccountFailure>(there.error);
    return ok(takeOver(practice.name, { token, copy: copy.value }));
  }

  function invitation(token: string): Start {
    const here = memory.users().find(({ member }) => member.userId === memory.session());
    const invitation: Invitation = {
      find: () => server.findInvitation(token),
      async accept(email, password) {
        const answer = await server.acceptInvitation({ token, email, password });
        return answer.ok ? entered(password) : answer;
      },
      leaving: here?.member.name ?? null,
      giveUp: open,
    };
    return { kind: 'invitation', invitation };
  }

  function newPassword(token: string): Start {
    const link: PasswordLink = {
      find: () => server.findPasswordLink(token),
      choose: (password) => server.choosePassword(token, password),
      leave: open,
    };
    return { kind: 'newPassword', link };
  }

  return { open, invitation, newPassword };
}
