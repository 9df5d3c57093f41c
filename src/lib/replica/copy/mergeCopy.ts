/**
 * A document of a safety copy merged into the one that is here. Yjs alone would settle a value written on both
 * sides by client id; here the newer clock reading wins, as it does everywhere. Nothing that is only here goes.
 */
import * as Y from 'yjs';
import type { PatientId, Stamp } from '#lib/domain/patient.ts';
import { isColumn } from '../command.ts';

export interface MergedDocument {
  readonly document: Y.Doc;
  /** Patients with values that are newer in the copy, and with values that are newer here. */
  readonly newerInCopy: ReadonlySet<PatientId>;
  readonly newerHere: ReadonlySet<PatientId>;
}

/** Leaves both given documents as they are. `maps` are the root maps of that kind of document. */
export function mergeCopy(here: Y.Doc, copy: Y.Doc, maps: readonly string[]): MergedDocument {
  const document = new Y.Doc();
  Y.applyUpdate(document, Y.encodeStateAsUpdate(here));
  Y.applyUpdate(document, Y.encodeStateAsUpdate(copy));
  const newerInCopy = new Set<PatientId>();
  const newerHere = new Set<PatientId>();
  document.transact(() => {
    for (const map of maps) {
      const stored = here.getMap<Stamp>(map);
      const merged = document.getMap<Stamp>(map);
      for (const [key, fromCopy] of copy.getMap<Stamp>(map)) {
        const kept = stored.get(key);
        const newest = kept && kept.t >= fromCopy.t ? kept : fromCopy;
        if (merged.get(key)?.t !== newest.t) merged.set(key, newest);
        if (!isColumn(map)) continue;
        if (!kept || kept.t < fromCopy.t) newerInCopy.add(key);
        else if (kept.t > fromCopy.t) newerHere.add(key);
      }
    }
  });
  return { document, newerInCopy, newerHere };
}
