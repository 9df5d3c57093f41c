/** The account of whoever is at the desk, followed: what the server says of him counts from the moment it says it. */
import { tick } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import type { AccountsAtServer } from '#lib/accounts/accountsAtServer.ts';
import type { MailAtServer } from '#lib/accounts/mailAtServer.ts';
import type { Me } from '#lib/accounts/answers.ts';
import type { DeskMemory } from '#lib/accounts/deskMemory.ts';
import { sameValue } from '#lib/domain/change.ts';
import type { Member } from '#lib/domain/member.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Account } from '#lib/ui/accounts/account.ts';
import type { DeskPeople } from './deskPeople.ts';
import { createSignal } from './watching.ts';

export interface AccountNeeds {
  readonly practice: Practice;
  readonly member: Member;
  /** Null: opened without the server. */
  readonly me: Me | null;
  readonly supportLink: string | null;
  readonly server: AccountsAtServer;
  readonly mail: MailAtServer;
  readonly memory: DeskMemory;
  readonly people: DeskPeople;
  /** The key under which it is written that somebody's data are to go. */
  readonly removalsKey: string;
  /** Everything of this tab ends, and begins again where it was, or at the list for somebody else. */
  readonly startAgain: (where: 'here' | 'list') => void;
}

export interface FollowedAccount extends Account {
  onChange(follower: (member: Member) => void): void;
  /** Another tab wrote that key of the browser's memory. */
  hear(key: string | null): void;
}

export function openAccount(needs: AccountNeeds): FollowedAccount {
  const { practice, server, memory, people, removalsKey, startAgain } = needs;
  let { member, me } = needs;
  const { userId } = member;
  const owner = { practice: practice.id, user: userId };
  const changed = createSignal();
  const followers = new Set<(member: Member) => void>();
  const subscribe = createSubscriber(changed.listen);
  let isLocked = false;
  const known = () => ({ practice: practice.id, member, contactAt: contactAt() });
  const contactAt = () =>
    memory.users().find((user) => user.member.userId === userId)?.contactAt ?? 0;

  function setLocked(locked: boolean): void {
    isLocked = locked;
    changed.send();
  }

  /** First nothing is on show any more: what is open asks no questions then, and the page ends at once. */
  function leave(where: 'here' | 'list'): void {
    setLocked(true);
    void tick().then(() => startAgain(where));
  }

  function follow(told: Me): void {
    memory.remember(practice, told.member);
    const isOther = !sameValue(told.member, member);
    [me, member] = [told, told.member];
    changed.send();
    if (isOther) for (const follower of followers) follower(member);
  }

  return {
    get member() {
      subscribe();
      return member;
    },
    get atServer() {
      subscribe();
      return me;
    },
    get isLocked() {
      subscribe();
      return isLocked;
    },
    supportLink: needs.supportLink,
    server,
    mail: needs.mail,
    desk: memory,
    lock: people.lockOf(owner),
    get person() {
      return people.personOf(known());
    },
    onChange: (follower) => void followers.add(follower),

    hear(key) {
      if (key === memory.keys.locked) this.lookAgain();
      const isLeft = key === memory.keys.atDesk && memory.atDesk() !== userId;
      if (isLeft || key === removalsKey) leave('here');
    },

    touch: () => memory.touch(),
    lookAgain() {
      const locked = memory.isLocked() || memory.atDesk() !== userId;
      if (locked !== isLocked) setLocked(locked);
    },
    lockScreen() {
      memory.lock();
      setLocked(true);
    },
    unlockScreen() {
      memory.unlock();
      setLocked(false);
    },
    changeUser() {
      memory.lock();
      memory.setAtDesk(null);
      leave('list');
    },

    async askAgain() {
      const answer = await server.me();
      const isHe = answer.ok && answer.value.member.userId === userId;
      if (isHe) follow(answer.value);
      // Signed out from elsewhere, or the browser carries another's session now: nothing of his stays on the page.
      else if (answer.ok || answer.error.kind === 'signedOut') leave('here');
      return isHe;
    },

    async signOut(remove) {
      const answer = await server.signOut();
      if (!answer.ok) return answer;
      memory.setSession(null);
      memory.setAtDesk(null);
      if (remove) await people.remove(known(), 'wish');
      leave('list');
      return answer;
    },
  };
}
