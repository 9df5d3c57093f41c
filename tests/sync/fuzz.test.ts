/**
 * Property 1: desktops, server and a server made again from its log are equal, whatever is edited, allowed or not, by
 * whom, in what order, with connections lost, programs and server started again. `SEEDS=n` runs n seeds, `SEED=x` one.
 */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Random, seededRandom } from '#lib/sample/random.ts';
import { enrolment, identity, lifecycle } from '../fixtures/patients.ts';
import { SSN, type Who } from './cast.ts';
import type { Desktop } from './desktop.ts';
import { Stage, contentOf } from './stage.ts';

const SEEDS = Number(process.env.SEEDS ?? 50);
const only = process.env.SEED === undefined ? null : Number(process.env.SEED);
const seeds = only === null ? Array.from({ length: SEEDS }, (_, place) => place + 1) : [only];

const STEPS = 60;
const PATIENTS = ['p1', 'p2', 'p3', 'p4'];
const CAST: readonly Who[] = ['ada', 'bruno', 'granted', 'nurse', 'substitute'];

test.each(seeds)('seed %i', async (seed) => {
  const random = seededRandom(seed);
  const stage = await new Stage().start();
  try {
    stage.store(SSN, 'identity', { p1: identity(1), p2: identity(2) });
    stage.store(SSN, 'lifecycle', { p1: lifecycle(), p2: lifecycle() });
    const desktops = random
      .shuffle(CAST)
      .slice(0, random.between(3, 5))
      .map((who) => stage.desktop(who));
    for (const desktop of desktops) desktop.open(SSN);
    for (let step = 0; step < STEPS; step++) await act(stage, random, desktops);
    for (const desktop of desktops) desktop.connect();
    await converge(stage, desktops);
    checkLastWrite(stage);
    await stage.restart();
    await converge(stage, desktops);
    // Nobody has seen a server fail, nor taken an honest desktop for a strange one.
    expect(stage.events).toEqual([]);
  } catch (error) {
    throw new Error(`Repeat with SEED=${seed}`, { cause: error });
  } finally {
    await stage.end();
  }
});

async function act(stage: Stage, random: Random, desktops: readonly Desktop[]): Promise<void> {
  const desktop = random.pick(desktops);
  const kind = random.next();
  if (kind < 0.6) edit(random, desktop);
  else if (kind < 0.65) removeValue(random, desktop);
  else if (kind < 0.75) desktop.connect();
  else if (kind < 0.83) desktop.disconnect();
  else if (kind < 0.88) desktop.startAgain();
  else if (kind < 0.9) await stage.restart();
  // Lets what is under way go on: messages are handled between the turns of the event loop.
  else for (let turns = random.between(1, 10); turns > 0; turns--) await nextTurn();
}

function edit(random: Random, desktop: Desktop): void {
  const patient = random.pick(PATIENTS);
  const text = `${desktop.who} ${random.between(0, 9)}`;
  const archive = { reason: 'other', text, knownOn: '2026-11-23', effectiveOn: null } as const;
  const values = {
    identity: identity(random.between(1, 3)),
    lifecycle: random.pick([
      lifecycle(),
      lifecycle({ archive }),
      lifecycle({ status: 'ssnTemporary' }),
      lifecycle({ binned: { at: 1, by: desktop.who } }),
    ]),
    enrolment: enrolment({ kind: text }),
    email: { email: text, doNotUse: random.chance(0.5) },
    note: { text },
    block: { areas: [], reason: text },
  };
  const columns = random.shuffle(Object.entries(values)).slice(0, random.between(1, 4));
  // One in a few clears, which creations and erasures only may.
  const value = (given: object) => (random.chance(0.1) ? null : given);
  desktop.write(
    SSN,
    columns.map(([column, given]) => [column, patient, value(given)] as const),
  );
}

function removeValue(random: Random, desktop: Desktop): void {
  const root = desktop.open(SSN).document.getMap(random.pick(['note', 'lifecycle', 'identity']));
  root.delete(random.pick(PATIENTS));
}

async function converge(stage: Stage, desktops: readonly Desktop[]): Promise<void> {
  const copies = desktops.map((desktop) => desktop.open(SSN));
  const isSame = () => {
    if (!copies.every((copy) => copy.isSynced && copy.isDurable)) return false;
    const stored = stateOf(stage.stored(SSN));
    return copies.every((copy) => stateOf(copy.document) === stored);
  };
  await stage.until(isSame, 'all are the same');
  for (const document of [stage.stored(SSN), ...copies.map((copy) => copy.document)]) {
    expect(document.store.pendingStructs).toBeNull();
    expect(document.store.pendingDs).toBeNull();
  }
}

/** Whatever the order of arrival, what stands is the newest of all that were allowed. */
function checkLastWrite(stage: Stage): void {
  const written = stage.storage.readAudit({ documents: [SSN], limit: 100_000 });
  const kept = written.filter(({ outcome }) => outcome !== 'refused');
  for (const [place, entries] of Map.groupBy(kept, ({ map, key }) => `${map} ${key}`)) {
    const [map = '', key = ''] = place.split(' ');
    const newest = entries
      .map(({ to }) => (to as { t: string }).t)
      .sort()
      .at(-1);
    expect(stage.stored(SSN).getMap(map).get(key)).toMatchObject({ t: newest });
  }
}

/** What a replica holds and what it has heard of. */
function stateOf(document: Y.Doc): string {
  const heard = [...Y.decodeStateVector(Y.encodeStateVector(document))].sort(([a], [b]) => a - b);
  return JSON.stringify([contentOf(document), heard]);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
