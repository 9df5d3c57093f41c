/** What the browser says of the space it gives us; a browser that says nothing leaves a null. */
import type { LocalSpace, LocalSpaceReader } from '#lib/ui/app.ts';

export function openLocalSpace(storage: StorageManager | undefined): LocalSpaceReader {
  async function read(): Promise<LocalSpace> {
    const [kept, estimate] = await Promise.all([
      storage?.persisted?.().catch(() => null) ?? null,
      storage?.estimate?.().catch(() => null) ?? null,
    ]);
    return { kept, usage: estimate?.usage ?? null, quota: estimate?.quota ?? null };
  }
  return {
    read,
    async askToKeep() {
      await storage?.persist?.().catch(() => false);
      return read();
    },
  };
}
