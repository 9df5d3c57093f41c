/**
 * `npm run demo`: a practice made up by the server itself, so that a reviewer sees no set-up. It is told from a
 * real one by its id, and never made where a real one is. It goes when accounts land.
 */
import { DEMONSTRATION, isDemonstration } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { Random } from './http/practiceRoutes.ts';
import type { PracticeStorage } from './storage/practiceStorage.ts';

export function prepareDemo(
  storage: PracticeStorage,
  random: Random,
  clock: () => number,
): Result<null, 'notDemo'> {
  const practice = storage.readPractice();
  if (practice) return isDemonstration(practice) ? ok(null) : failed('notDemo');
  const created = storage.createPractice({
    id: `${DEMONSTRATION}${random.id()}`,
    name: 'Studio dimostrativo',
    idSecret: random.secret(),
    createdAt: clock(),
    doctor: { id: random.id(), firstName: 'Luisa', lastName: 'Bianchi', doctorCode: '12345' },
    panelId: random.id(),
  });
  return created.ok ? ok(null) : failed('notDemo');
}
