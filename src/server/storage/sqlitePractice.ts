import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok } from '#lib/domain/result.ts';
import type { PracticeStorage } from './practiceStorage.ts';

/** The practice's one row. */
export function practiceOn(database: DatabaseSync): Omit<PracticeStorage, 'close'> {
  const select = database.prepare('SELECT * FROM practice');
  const insert = database.prepare(
    `INSERT INTO practice VALUES (1, :id, :name, :idSecret, :createdAt, :doctorId, :firstName, :lastName,
       :doctorCode, :panelId) ON CONFLICT DO NOTHING`,
  );
  const readPractice = (): Practice | null => {
    const row = select.get();
    return row ? practiceOf(row) : null;
  };

  return {
    readPractice,
    createPractice(practice) {
      const { doctor, ...fields } = practice;
      const { id: doctorId, ...names } = doctor;
      const { changes } = insert.run({ ...fields, doctorId, ...names });
      if (changes === 1) return ok(practice);
      const existing = readPractice();
      if (!existing) throw new Error('The practice was refused by an empty table');
      return failed({ kind: 'alreadyCreated', practice: existing });
    },
  };
}

const StoredRow = z.object({
  id: z.string(),
  name: z.string(),
  idSecret: z.string(),
  createdAt: z.number(),
  doctorId: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  doctorCode: z.string(),
  panelId: z.string(),
});

function practiceOf(row: unknown): Practice {
  const { doctorId, firstName, lastName, doctorCode, ...fields } = StoredRow.parse(row);
  return { ...fields, doctor: { id: doctorId, firstName, lastName, doctorCode } };
}
