/** The lists that are imported: synthetic, the same in every run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SamplePerson } from '#lib/sample/person.ts';
import { DEFAULT_DOCTOR_CODE, samplePeople } from '#lib/sample/samplePeople.ts';
import { writeList } from '#lib/sample/writeList.ts';

export { DEFAULT_DOCTOR_CODE };
export const TODAY = '2026-11-23';

const peopleByRows = new Map<number, SamplePerson[]>();

export function peopleOf(rows: number): readonly SamplePerson[] {
  const people = peopleByRows.get(rows) ?? samplePeople({ rows, seed: 1, today: TODAY });
  peopleByRows.set(rows, people);
  return people;
}

/** The bytes of a list as the SISS portal gives it. */
export function listOf(rows: number): Uint8Array {
  return writeList(peopleOf(rows));
}

/** Writes the list into `folder` and returns its path. */
export function listFile(folder: string, rows: number): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `elenco-${rows}.csv`);
  writeFileSync(path, listOf(rows));
  return path;
}
