/** The practice document: who decides on team, settings and ceilings, whatever is sent. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BRUNO, PRACTICE_DOCUMENT, type Who } from './cast.ts';
import { Stage } from './stage.ts';

const CARLO = { firstName: 'Carlo', lastName: 'Terzo', panel: 'panel-3', codes: ['34567'] };
const ADA = { firstName: 'Ada', lastName: 'Prova', panel: 'panel-1', codes: ['12345'] };
const MAPPING = { name: 'elenco', header: ['a'], columns: { name: [0] }, byName: 'X', at: 1 };

let stage: Stage;
beforeEach(async () => {
  stage = await new Stage().start();
});
afterEach(() => stage.end());

test.each<[string, Who, string, string, object | null, boolean]>([
  ['a new doctor', 'ada', 'doctors', 'doctor-3', CARLO, true],
  ['a new doctor', 'secretary', 'doctors', 'doctor-3', CARLO, false],
  ['a new doctor', 'substitute', 'doctors', 'doctor-3', CARLO, false],
  [
    'a new doctor with the panel of another',
    'bruno',
    'doctors',
    'doctor-3',
    { ...CARLO, panel: 'panel-1' },
    false,
  ],
  [
    'another panel for himself',
    'bruno',
    'doctors',
    'doctor-2',
    { ...BRUNO, panel: 'panel-1' },
    false,
  ],
  [
    'another panel for the first doctor',
    'bruno',
    'doctors',
    'doctor-1',
    { ...ADA, panel: 'panel-2' },
    false,
  ],
  ['a doctor taken off', 'ada', 'doctors', 'doctor-2', null, false],
  [
    'a code confirmed at an import',
    'granted',
    'doctors',
    'doctor-1',
    { ...ADA, codes: ['12345', '99'] },
    true,
  ],
  [
    'a code of one whose lists she does not import',
    'granted',
    'doctors',
    'doctor-2',
    { ...BRUNO, codes: ['23456', '99'] },
    false,
  ],
  ['a departure', 'ada', 'departures', 'doctor-2', { since: '2026-12-01' }, true],
  ['a departure of nobody', 'ada', 'departures', 'doctor-9', { since: '2026-12-01' }, false],
  ['the kind of practice', 'bruno', 'settings', 'kind', { kind: 'temporary' }, true],
  ['the kind of practice', 'nurse', 'settings', 'kind', { kind: 'temporary' }, false],
  ['a retention that is none', 'ada', 'settings', 'bin', { retention: 0 }, false],
  ['a setting of a later version', 'ada', 'settings', 'later', { on: true }, true],
  ['his own ceiling', 'bruno', 'ceilings', 'doctor-2', { ceiling: 1800 }, true],
  ['the ceiling of another', 'bruno', 'ceilings', 'doctor-1', { ceiling: 1 }, false],
  ['a list mapped by hand', 'granted', 'mappings', 'm1', MAPPING, true],
  ['a list mapped by hand', 'nurse', 'mappings', 'm1', MAPPING, false],
])('%s, by %s', async (_, who, map, key, value, isAllowed) => {
  const before = stage.stored(PRACTICE_DOCUMENT).getMap(map).get(key);
  const desktop = stage.desktop(who);
  const copy = await desktop.sync(PRACTICE_DOCUMENT);
  desktop.write(PRACTICE_DOCUMENT, [[map, key, value]]);
  await stage.until(() => copy.isDurable, 'judged');
  const stands = stage.stored(PRACTICE_DOCUMENT).getMap(map).get(key);
  if (isAllowed) expect(stands).toMatchObject({ ...value, by: who });
  else expect(stands).toEqual(before);
});

test('two new doctors of one panel in one update: the first one has it', async () => {
  const ada = stage.desktop('ada');
  const copy = await ada.sync(PRACTICE_DOCUMENT);
  ada.write(PRACTICE_DOCUMENT, [
    ['doctors', 'doctor-3', CARLO],
    ['doctors', 'doctor-4', { ...CARLO, codes: ['45678'] }],
  ]);
  await stage.until(() => copy.isDurable, 'judged');
  expect([...stage.stored(PRACTICE_DOCUMENT).getMap('doctors').keys()].sort()).toEqual([
    'doctor-2',
    'doctor-3',
  ]);
});
