/** What this browser remembers of its safety copies: when the last was made, what it covers, the day's peace. */
import { z } from 'zod';

const memorySchema = z.object({
  /** When it was made, ms since 1970, and the newest clock reading that it covers. */
  last: z.object({ at: z.number(), covers: z.string().nullable() }).nullable(),
  /** The day on which the reminder was put off. */
  quietOn: z.string().nullable(),
});

export type CopyMemory = z.infer<typeof memorySchema>;

const NOTHING: CopyMemory = { last: null, quietOn: null };

export interface CopyMemoryStore {
  read(): CopyMemory;
  write(change: Partial<CopyMemory>): void;
}

export function openCopyMemory(
  store: Pick<Storage, 'getItem' | 'setItem'>,
  key: string,
): CopyMemoryStore {
  function read(): CopyMemory {
    try {
      return memorySchema.safeParse(JSON.parse(store.getItem(key) ?? 'null')).data ?? NOTHING;
    } catch {
      return NOTHING;
    }
  }
  return {
    read,
    write: (change) => store.setItem(key, JSON.stringify({ ...read(), ...change })),
  };
}
