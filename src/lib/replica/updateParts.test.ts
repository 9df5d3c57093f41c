import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { updateParts } from './updateParts.ts';

const MAPS = ['identity', 'lifecycle', 'note'];

/** Patients written to, one transaction each, by several sessions that see each other's changes. */
interface Step {
  readonly session: number;
  readonly sync: boolean;
  readonly patients: readonly number[];
}
const history: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    session: fc.nat({ max: 2 }),
    sync: fc.boolean(),
    patients: fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 25 },
);

/** The document in the end, and as somebody knew it in the middle. */
function play(steps: readonly Step[]) {
  const sessions = [0, 1, 2].map(() => new Y.Doc());
  const half = new Y.Doc();
  for (const [at, { session, sync, patients }] of steps.entries()) {
    const own = sessions[session] ?? new Y.Doc();
    if (sync) {
      for (const other of sessions) Y.applyUpdate(own, Y.encodeStateAsUpdate(other));
    }
    own.transact(() => {
      for (const patient of patients) {
        for (const map of MAPS) own.getMap(map).set(`p${patient}`, { at, patient });
      }
    });
    if (at < steps.length / 2) Y.applyUpdate(half, Y.encodeStateAsUpdate(own));
  }
  const whole = new Y.Doc();
  for (const own of sessions) Y.applyUpdate(whole, Y.encodeStateAsUpdate(own));
  return { whole, half };
}

function writeToAll(document: Y.Doc, value: string): void {
  document.transact(() => {
    for (let patient = 0; patient < 500; patient++) {
      for (const map of MAPS) document.getMap(map).set(`p${patient}`, { value });
    }
  });
}

test('parts make what the whole makes, and none waits for a later one', () => {
  fc.assert(
    fc.property(history, fc.boolean(), fc.integer({ min: 1, max: 20 }), (steps, knows, atMost) => {
      const { whole, half } = play(steps);
      const receiver = knows ? half : new Y.Doc();
      const update = Y.encodeStateAsUpdate(whole, Y.encodeStateVector(receiver));
      for (const part of updateParts(update, whole, atMost)) {
        Y.applyUpdate(receiver, part);
        expect(receiver.store.pendingStructs).toBeNull();
        expect(receiver.store.pendingDs).toBeNull();
      }
      expect(Y.encodeStateVector(receiver)).toEqual(Y.encodeStateVector(whole));
      for (const map of MAPS)
        expect(receiver.getMap(map).toJSON()).toEqual(whole.getMap(map).toJSON());
    }),
  );
});

test.each([
  ['new', false],
  ['known', true],
])('what %s patients got in one go is in one part', (_, isKnown) => {
  const [document, receiver] = [new Y.Doc(), new Y.Doc()];
  writeToAll(document, 'first');
  if (isKnown) {
    Y.applyUpdate(receiver, Y.encodeStateAsUpdate(document));
    writeToAll(document, 'second');
  }
  const update = Y.encodeStateAsUpdate(document, Y.encodeStateVector(receiver));
  const parts = updateParts(update, document, 50);
  expect(parts.length).toBeGreaterThan(20);
  receiver.on('afterTransaction', ({ changed }) => {
    const keysOf = new Map([...changed].map(([type, keys]) => [Y.findRootTypeKey(type), keys]));
    const [first, ...others] = MAPS.map((map) => keysOf.get(map));
    for (const keys of others) expect(keys).toEqual(first);
  });
  for (const part of parts) Y.applyUpdate(receiver, part);
  for (const map of MAPS)
    expect(receiver.getMap(map).toJSON()).toEqual(document.getMap(map).toJSON());
});

test('what waits for changes that are not there goes as it is', () => {
  const [other, document] = [new Y.Doc(), new Y.Doc()];
  other.getMap('note').set('p1', 'before');
  const known = Y.encodeStateVector(other);
  writeToAll(other, 'later');
  Y.applyUpdate(document, Y.encodeStateAsUpdate(other, known));
  writeToAll(document, 'own');
  expect(document.store.pendingStructs).not.toBeNull();

  const update = Y.encodeStateAsUpdate(document);
  const [whole, inParts] = [new Y.Doc(), new Y.Doc()];
  Y.applyUpdate(whole, update);
  for (const part of updateParts(update, document, 50)) Y.applyUpdate(inParts, part);
  for (const receiver of [whole, inParts]) Y.applyUpdate(receiver, Y.encodeStateAsUpdate(other));
  for (const map of MAPS) expect(inParts.getMap(map).toJSON()).toEqual(whole.getMap(map).toJSON());
});

test('a small update stays as it is', () => {
  const document = new Y.Doc();
  document.getMap('note').set('p1', { text: 'a' });
  const update = Y.encodeStateAsUpdate(document);
  expect(updateParts(update, document)).toEqual([update]);
});
