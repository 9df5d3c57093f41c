/**
 * The lock before one user's local data on a shared desktop. It keeps people at the desk out of each other's lists; it
 * encrypts nothing, so it does not stop who takes the disk away. Each try is counted, durably, before it is judged:
 * ending the browser in the middle of one gives no other try.
 */
import { z } from 'zod';
import { type Cryptography, isSecretOf, makeVerifier, verifierSchema } from './verifier.ts';

/** After so many wrong tries in a row the user's local data are to be removed. */
export const MOST_TRIES = 10;
/** What is at stake is said from the try that leaves so many. */
export const TRIES_TO_WARN = 4;

/** Seconds to wait after the first, second, … wrong try. */
const WAITS: readonly number[] = [0, 0, 2, 5, 15, 30, 60, 120, 300];

export const lockRecordSchema = z.object({
  password: verifierSchema.nullable(),
  pin: verifierSchema.nullable(),
  /** Wrong in a row, the one under way included. */
  tries: z.number().int(),
  /** Before then no try is judged; ms since 1970. */
  nextAt: z.number(),
});
export type LockRecord = z.infer<typeof lockRecordSchema>;

const NOTHING: LockRecord = { password: null, pin: null, tries: 0, nextAt: 0 };

/** One user's record on this computer. */
export interface LockStore {
  read(): Promise<LockRecord | null>;
  /** In one durable transaction, whichever tabs try at once. */
  update(change: (record: LockRecord | null) => LockRecord): Promise<void>;
}

export interface LockState {
  /** Whether there is anything to unlock with. */
  readonly hasPassword: boolean;
  readonly hasPin: boolean;
  readonly triesLeft: number;
  /** Ms to wait before the next try. */
  readonly wait: number;
}

/** `late`: judged by nobody, it is too early for another try. `spent`: the last one was wrong. */
export type UnlockOutcome = 'unlocked' | 'wrong' | 'late' | 'spent';

export interface DeskLock {
  state(): Promise<LockState>;
  unlock(secret: string): Promise<UnlockOutcome>;
  /** After a sign-in at the server: the password that it took, and earlier wrong tries forgiven. */
  setPassword(password: string): Promise<void>;
  /** Null takes it away. */
  setPin(pin: string | null): Promise<void>;
}

export function isPin(typed: string): boolean {
  return /^\d{6}$/.test(typed);
}

export function deskLock(
  store: LockStore,
  cryptography: Cryptography,
  now: () => number,
): DeskLock {
  /** False where it is too early, or none is left. */
  async function beginTry(): Promise<boolean> {
    let begun = false;
    await store.update((record) => {
      const { tries, nextAt, ...secrets } = record ?? NOTHING;
      begun = waitOf({ nextAt, tries }, now()) === 0 && tries < MOST_TRIES;
      if (!begun) return record ?? NOTHING;
      return { ...secrets, tries: tries + 1, nextAt: now() + (WAITS[tries] ?? 0) * 1000 };
    });
    return begun;
  }

  return {
    async state() {
      const { password, pin, tries, nextAt } = (await store.read()) ?? NOTHING;
      return {
        hasPassword: password !== null,
        hasPin: pin !== null,
        triesLeft: Math.max(0, MOST_TRIES - tries),
        wait: waitOf({ tries, nextAt }, now()),
      };
    },

    async unlock(secret) {
      if (!(await beginTry())) {
        const record = (await store.read()) ?? NOTHING;
        return record.tries < MOST_TRIES ? 'late' : 'spent';
      }
      const { password, pin, tries } = (await store.read()) ?? NOTHING;
      // A password is longer than a PIN: one of the two is enough to look at, and each look takes its time.
      const verifier = isPin(secret) ? pin : password;
      if (verifier !== null && (await isSecretOf(verifier, secret, cryptography))) {
        await store.update((record) => ({ ...(record ?? NOTHING), tries: 0, nextAt: 0 }));
        return 'unlocked';
      }
      return tries < MOST_TRIES ? 'wrong' : 'spent';
    },

    async setPassword(secret) {
      const password = await makeVerifier(secret, cryptography);
      await store.update((record) => ({ ...(record ?? NOTHING), password, tries: 0, nextAt: 0 }));
    },

    async setPin(secret) {
      const pin = secret === null ? null : await makeVerifier(secret, cryptography);
      await store.update((record) => ({ ...(record ?? NOTHING), pin }));
    },
  };
}

/** No longer than the longest wait, should the clock have been set back meanwhile. */
function waitOf({ tries, nextAt }: Pick<LockRecord, 'tries' | 'nextAt'>, now: number): number {
  const longest = (WAITS[tries - 1] ?? 0) * 1000;
  return Math.min(Math.max(0, nextAt - now), longest);
}
