/**
 * How often secrets may be tried. A clinic's desktops share one address, so a person who mistypes is slowed down for
 * his own account at that address only; an account tried from everywhere and an address that tries everybody have
 * wider limits of their own. In memory: a restart forgives, and whoever can restart the server needs no guesses.
 */
export interface Limit {
  readonly key: string;
  /** This many tries in a sliding window, in ms. */
  readonly tries: number;
  readonly window: number;
}

export interface TryLimits {
  /** Counts a try before it is made, so that many at once are limited too; else the seconds to wait, and none is counted. */
  begin(limits: readonly Limit[]): number | null;
  /** The try was right: it counts nowhere, and earlier ones of the first limit are forgiven. */
  succeed(limits: readonly Limit[]): void;
}

const MINUTE = 60_000;
/** Above this many keys those that no window holds any more are dropped. */
const MANY = 10_000;

export function signInLimits(email: string, address: string): Limit[] {
  return [
    { key: `${email} ${address}`, tries: 8, window: 5 * MINUTE },
    { key: email, tries: 40, window: 60 * MINUTE },
    { key: address, tries: 200, window: 60 * MINUTE },
  ];
}

/** Passwords asked again of who is signed in. */
export function passwordLimits(userId: string): Limit[] {
  return [{ key: `again ${userId}`, tries: 8, window: 5 * MINUTE }];
}

/** Asking for a link by mail: few enough that nobody's mailbox is filled by somebody else. */
export function forgottenLimits(email: string, address: string): Limit[] {
  return [
    { key: `forgotten ${email}`, tries: 3, window: 60 * MINUTE },
    { key: `forgotten from ${address}`, tries: 20, window: 60 * MINUTE },
  ];
}

/** Messages to oneself: what a mail server does with too many of them is ban the practice. */
export function mailTestLimits(userId: string): Limit[] {
  return [{ key: `mail ${userId}`, tries: 10, window: 10 * MINUTE }];
}

/** Codes and links: long and random, so this only spares the processor. */
export function tokenLimits(address: string, kind: 'token' | 'passwordLink' = 'token'): Limit[] {
  return [{ key: `${kind} ${address}`, tries: 30, window: 5 * MINUTE }];
}

export function createTryLimits(clock: () => number): TryLimits {
  const triesByKey = new Map<string, number[]>();

  const recent = ({ key, window }: Limit, now: number) =>
    (triesByKey.get(key) ?? []).filter((at) => at > now - window);

  return {
    begin(limits) {
      const now = clock();
      const waits = limits.map((limit) => {
        const tries = recent(limit, now);
        const oldest = tries.at(-limit.tries);
        return oldest === undefined ? 0 : oldest + limit.window - now;
      });
      const wait = Math.max(...waits);
      if (wait > 0) return Math.ceil(wait / 1000);
      if (triesByKey.size > MANY) dropOld(triesByKey, now);
      for (const limit of limits) triesByKey.set(limit.key, [...recent(limit, now), now]);
      return null;
    },
    succeed([first, ...others]) {
      if (first) triesByKey.delete(first.key);
      for (const { key } of others) triesByKey.get(key)?.pop();
    },
  };
}

function dropOld(triesByKey: Map<string, number[]>, now: number): void {
  for (const [key, tries] of triesByKey)
    if ((tries.at(-1) ?? 0) < now - 60 * MINUTE) triesByKey.delete(key);
}
