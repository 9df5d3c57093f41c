/** The patients somebody opened last in this browser: their ids and nothing else. */
import { z } from 'zod';
import type { PatientId } from '#lib/domain/patient.ts';
import type { RecentPatients } from '#lib/ui/app.ts';

const KEPT = 12;
const idsSchema = z.array(z.string()).max(KEPT);

export function openRecentPatients(
  store: Pick<Storage, 'getItem' | 'setItem'>,
  key: string,
): RecentPatients {
  function ids(): readonly PatientId[] {
    try {
      return idsSchema.safeParse(JSON.parse(store.getItem(key) ?? '[]')).data ?? [];
    } catch {
      return [];
    }
  }
  return {
    ids,
    add(id) {
      const kept = [id, ...ids().filter((known) => known !== id)].slice(0, KEPT);
      store.setItem(key, JSON.stringify(kept));
    },
  };
}
