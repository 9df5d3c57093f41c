/**
 * `npm run demo`: a practice made up by the server itself, so that a reviewer sees no set-up. It is told from a
 * real one by its id, and never made where a real one is. Nobody signs in: whoever opens it is its doctor.
 */
import { DEMONSTRATION, isDemonstration, type Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { Accounts } from './accounts/accounts.ts';
import { firstMember } from './accounts/setUp.ts';
import type { Random } from './random.ts';
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

/** The accounts of the demonstration, where everybody is the first doctor. */
export function openToAll(accounts: Accounts, practice: Practice): Accounts {
  const member = firstMember(practice);
  const { userId } = member;
  const presence = { userId, device: 'demo' };
  const session = { ...presence, email: '', secondFactor: false, cookies: [] };
  return {
    ...accounts,
    resume: async () => session,
    authenticate: async () => presence,
    member: () => member,
    staff: { ...accounts.staff, all: () => [{ ...member, endedAt: null }] },
  };
}
