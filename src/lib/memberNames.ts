/** The names of the people of the practice, those who left included: to say who wrote what, offline too. No patient. */
import { z } from 'zod';
import type { AccountsAtServer } from '#lib/accounts/accountsAtServer.ts';

const namesSchema = z.record(z.string(), z.string());

/** Nobody asks more often than that about somebody whom the server does not know either; ms. */
const ASK_EVERY = 60_000;

export interface MemberNamesNeeds {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly key: string;
  readonly server: Pick<AccountsAtServer, 'members'>;
  readonly now: () => number;
  /** Told when names became known: who showed none asks again. */
  readonly changed: () => void;
}

export function memberNames({ storage, key, server, now, changed }: MemberNamesNeeds) {
  let names = read();
  let askedAt = -Infinity;

  function read(): Readonly<Record<string, string>> {
    try {
      return namesSchema.safeParse(JSON.parse(storage.getItem(key) ?? '{}')).data ?? {};
    } catch {
      return {};
    }
  }

  async function ask(): Promise<void> {
    if (now() - askedAt < ASK_EVERY) return;
    askedAt = now();
    const answer = await server.members();
    if (!answer.ok) return;
    names = Object.fromEntries(answer.value.members.map(({ userId, name }) => [userId, name]));
    storage.setItem(key, JSON.stringify(names));
    changed();
  }

  return {
    /** Null: not known yet; it is asked for. */
    nameOf(userId: string): string | null {
      const known = names[userId] ?? null;
      if (known === null) void ask();
      return known;
    },
  };
}
