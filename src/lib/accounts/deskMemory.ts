/**
 * What this browser remembers of its practice and of who works here, so that it starts without the server. No secret
 * but the practice's key of the patients' ids, and no patient.
 */
import { z } from 'zod';
import type { Practice } from '#lib/domain/practice.ts';
import { practiceSchema } from '#lib/replica/practiceSchema.ts';
import { memberSchema } from './answers.ts';

const knownUserSchema = z.object({
  practice: z.string(),
  /** As the server last told. */
  member: memberSchema,
  /** When the server last said that he still is one; ms since 1970. */
  contactAt: z.number(),
});
export type KnownUser = z.infer<typeof knownUserSchema>;

const settingsSchema = z.object({
  /** Minutes without a touch after which the screen is locked; null: never. */
  idleMinutes: z.number().positive().nullable(),
  /** How many days work goes on without the server. */
  offlineDays: z.number().positive(),
});
export type DeskSettings = z.infer<typeof settingsSchema>;

export const IDLE_MINUTES: readonly (number | null)[] = [5, 10, 15, 30, null];
export const OFFLINE_DAYS: readonly number[] = [3, 7, 14, 30];
const DEFAULTS: DeskSettings = { idleMinutes: 10, offlineDays: 14 };

/** More people than that never share a desk; who is not here for long signs in again. */
const MOST_USERS = 5;
const DAY = 24 * 60 * 60_000;

const KEYS = {
  practice: 'assistiti:practice',
  users: 'assistiti:users',
  session: 'assistiti:session',
  atDesk: 'assistiti:at-desk',
  locked: 'assistiti:locked',
  active: 'assistiti:active',
  settings: 'assistiti:desk',
} as const;

export type DeskMemory = ReturnType<typeof deskMemory>;

export function deskMemory(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  now: () => number,
) {
  const read = <Value>(key: string, schema: z.ZodType<Value>): Value | null => {
    try {
      return schema.safeParse(JSON.parse(storage.getItem(key) ?? 'null')).data ?? null;
    } catch {
      return null;
    }
  };
  const write = (key: string, value: unknown) => storage.setItem(key, JSON.stringify(value));
  const all = () => read(KEYS.users, z.array(knownUserSchema)) ?? [];
  const settings = () => read(KEYS.settings, settingsSchema) ?? DEFAULTS;

  return {
    keys: KEYS,

    practice: (): Practice | null => read(KEYS.practice, practiceSchema),

    /** The last one here first. */
    users(): KnownUser[] {
      const practice = read(KEYS.practice, practiceSchema);
      return all().filter((user) => user.practice === practice?.id);
    },

    /** The server has just said who he is. */
    remember(practice: Practice, member: KnownUser['member']): void {
      const others = all().filter(({ member: { userId } }) => userId !== member.userId);
      const user: KnownUser = { practice: practice.id, member, contactAt: now() };
      write(KEYS.practice, practice);
      write(KEYS.users, [user, ...others].slice(0, MOST_USERS));
    },

    forget(userId: string): void {
      write(
        KEYS.users,
        all().filter(({ member }) => member.userId !== userId),
      );
    },

    /** Whose session's cookie the browser carries, as far as its pages know. */
    session: () => read(KEYS.session, z.string()),
    setSession: (userId: string | null) => write(KEYS.session, userId),

    /** Who unlocked this desk last, by whatever means: his list and nobody else's may open by itself. */
    atDesk: () => read(KEYS.atDesk, z.string()),
    setAtDesk: (userId: string | null) => write(KEYS.atDesk, userId),

    /** The screen is locked in every tab: by hand, or because nobody touched any for a while. */
    isLocked(): boolean {
      const { idleMinutes } = settings();
      const active = read(KEYS.active, z.number());
      const isIdle =
        idleMinutes !== null && active !== null && now() - active > idleMinutes * 60_000;
      return storage.getItem(KEYS.locked) !== null || isIdle;
    },
    lock: () => write(KEYS.locked, true),
    unlock(): void {
      storage.removeItem(KEYS.locked);
      write(KEYS.active, now());
    },
    /** Somebody is at the desk. */
    touch: () => write(KEYS.active, now()),

    /** The server was not heard of for longer than work may go on without it. */
    isTooLongAgo: ({ contactAt }: KnownUser) => now() - contactAt > settings().offlineDays * DAY,

    settings,
    setSettings: (change: Partial<DeskSettings>) =>
      write(KEYS.settings, { ...settings(), ...change }),
  };
}
