/** The log of updates and the snapshots, in sqlite. Callers open the transactions. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { DocumentName } from '#lib/replica/documents.ts';
import type { StoredDocument } from './documentStorage.ts';

export interface UpdateLog {
  read(document: DocumentName): StoredDocument | null;
  add(document: DocumentName, update: Uint8Array): void;
  replace(document: DocumentName, snapshot: Uint8Array, through: number): void;
  names(): DocumentName[];
}

const Bytes = z.instanceof(Uint8Array);
const StoredUpdate = z.object({ number: z.number(), bytes: Bytes });
const StoredSnapshot = z.object({ through: z.number(), bytes: Bytes });
const Named = z.object({ document: z.custom<DocumentName>((name) => typeof name === 'string') });

export function updateLogOn(database: DatabaseSync): UpdateLog {
  const selectSnapshot = database.prepare(
    'SELECT through, bytes FROM snapshots WHERE document = ?',
  );
  const selectUpdates = database.prepare(
    'SELECT number, bytes FROM updates WHERE document = ? ORDER BY number',
  );
  const insertUpdate = database.prepare('INSERT INTO updates (document, bytes) VALUES (?, ?)');
  // A compaction that began before a later one ended knows less: what stands stays.
  const putSnapshot = database.prepare(
    `INSERT INTO snapshots (document, bytes, through) VALUES (?, ?, ?) ON CONFLICT DO UPDATE
       SET bytes = excluded.bytes, through = excluded.through WHERE excluded.through >= through`,
  );
  const deleteUpdates = database.prepare('DELETE FROM updates WHERE document = ? AND number <= ?');
  const selectNames = database.prepare(
    'SELECT document FROM snapshots UNION SELECT document FROM updates ORDER BY document',
  );

  return {
    read(document) {
      const snapshot = StoredSnapshot.optional().parse(selectSnapshot.get(document));
      const updates = StoredUpdate.array().parse(selectUpdates.all(document));
      const through = updates.at(-1)?.number ?? snapshot?.through;
      if (through === undefined) return null;
      return {
        snapshot: snapshot?.bytes ?? null,
        updates: updates.map(({ bytes }) => bytes),
        through,
      };
    },
    add: (document, update) => void insertUpdate.run(document, update),
    replace(document, snapshot, through) {
      const { changes } = putSnapshot.run(document, snapshot, through);
      if (changes === 1) deleteUpdates.run(document, through);
    },
    names: () =>
      Named.array()
        .parse(selectNames.all())
        .map(({ document }) => document),
  };
}
