/** A desktop that was offline for 30 days, with 2,000 edits, among them some that were never allowed. */
import { afterEach, expect, test } from 'vitest';
import { identity, lifecycle } from '../fixtures/patients.ts';
import { SSN } from './cast.ts';
import { Stage, contentOf } from './stage.ts';

const PATIENTS = 400;
const EDITS = 2000;
const DAY_MS = 86_400_000;

let stage: Stage;
afterEach(() => stage.end());

test('brings all of them at once, and loses only what is forbidden or older', async () => {
  stage = await new Stage().start();
  const ids = Array.from({ length: PATIENTS }, (_, place) => `p${place}`);
  stage.store(SSN, 'identity', Object.fromEntries(ids.map((id, place) => [id, identity(place)])));
  stage.store(SSN, 'lifecycle', Object.fromEntries(ids.map((id) => [id, lifecycle()])));
  const nurse = stage.desktop('nurse');
  const ada = stage.desktop('ada');
  const hers = await nurse.sync(SSN);
  const seen = await ada.sync(SSN);
  nurse.disconnect();
  for (let edit = 0; edit < EDITS; edit++) {
    stage.time.now += (30 * DAY_MS) / EDITS;
    const id = ids[edit % PATIENTS] ?? '';
    if (edit % 20 === 7) nurse.write(SSN, [['block', id, { areas: ['chat'], reason: 'mai' }]]);
    else nurse.write(SSN, [['note', id, { text: `${edit}` }]]);
    // Half way Ada writes a few of the same, which are older than what the nurse wrote later.
    if (edit === EDITS / 2)
      ada.write(
        SSN,
        ids.slice(0, 50).map((key) => ['note', key, { text: 'Ada' }]),
      );
  }
  stage.time.today = '2026-12-23';
  await stage.until(() => seen.isDurable, 'hers are stored');
  await nurse.sync(SSN);
  await stage.until(() => hers.ids('refused').length === PATIENTS / 20, 'told');
  await stage.until(
    () => JSON.stringify(contentOf(seen.document)) === JSON.stringify(contentOf(hers.document)),
    'the same on both',
  );
  const stored = contentOf(stage.stored(SSN));
  expect(stored).toEqual(contentOf(hers.document));
  expect(stored.block).toBeUndefined();
  const last = (place: number) => EDITS - PATIENTS + place;
  for (const [place, id] of ids.entries()) {
    if (last(place) % 20 === 7) continue;
    expect(stored.note?.[id]).toMatchObject({ text: `${last(place)}`, by: 'nurse' });
  }
  const conflicts = stage.storage.readAudit({ outcome: 'outrun', limit: 100 });
  expect(new Set(conflicts.map(({ userId }) => userId))).toEqual(new Set(['ada']));
  expect(hers.isDurable).toBe(true);
});
