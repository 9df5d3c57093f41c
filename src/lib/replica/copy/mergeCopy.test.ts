import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { mergeCopy } from './mergeCopy.ts';

const MAPS = ['identity', 'lifecycle', 'note'];

interface Written {
  readonly map: string;
  readonly key: string;
  readonly t: string;
}

const anyWrites = fc.array(
  fc.record({
    map: fc.constantFrom(...MAPS),
    key: fc.constantFrom('p1', 'p2', 'p3'),
    t: fc.integer({ min: 100, max: 999 }).map(String),
  }),
);

/** A desktop writes a value only when its clock reading is newer, as `applyCommand` does. */
function write(document: Y.Doc, writes: readonly Written[]): Y.Doc {
  for (const { map, key, t } of writes) {
    const values = document.getMap<{ t: string; by: string }>(map);
    if ((values.get(key)?.t ?? '') < t) values.set(key, { t, by: t });
  }
  return document;
}

function newest(...lists: (readonly Written[])[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { map, key, t } of lists.flat()) {
    const name = `${map} ${key}`;
    if ((found.get(name) ?? '') < t) found.set(name, t);
  }
  return found;
}

function readings(document: Y.Doc): Map<string, string> {
  const found = new Map<string, string>();
  for (const map of MAPS) {
    for (const [key, { t }] of document.getMap<{ t: string }>(map)) found.set(`${map} ${key}`, t);
  }
  return found;
}

test('whatever was written on either side, the newest value stands and none is missing', () => {
  fc.assert(
    fc.property(anyWrites, anyWrites, anyWrites, (before, here, there) => {
      const common = Y.encodeStateAsUpdate(write(new Y.Doc(), before));
      const from = (writes: readonly Written[]) => {
        const document = new Y.Doc();
        Y.applyUpdate(document, common);
        return write(document, writes);
      };
      const [local, copy] = [from(here), from(there)];
      const kept = readings(local);
      const { document } = mergeCopy(local, copy, MAPS);
      expect(readings(document)).toEqual(newest(before, here, there));
      expect(readings(local)).toEqual(kept);
      // What the live document then takes in makes it equal.
      Y.applyUpdate(local, Y.encodeStateAsUpdate(document));
      expect(readings(local)).toEqual(newest(before, here, there));
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('says whose values are newer, and where', () => {
  const here = write(new Y.Doc(), [
    { map: 'note', key: 'p1', t: '300' },
    { map: 'note', key: 'p2', t: '100' },
  ]);
  const copy = write(new Y.Doc(), [
    { map: 'note', key: 'p1', t: '200' },
    { map: 'note', key: 'p2', t: '200' },
    { map: 'lifecycle', key: 'p3', t: '200' },
  ]);
  const { newerInCopy, newerHere } = mergeCopy(here, copy, MAPS);
  expect([...newerInCopy].sort()).toEqual(['p2', 'p3']);
  expect([...newerHere]).toEqual(['p1']);
});
