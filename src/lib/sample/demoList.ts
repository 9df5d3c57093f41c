/** The list behind `Carica dati dimostrativi`: the sample generator's, for the practice's own doctor. */
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { samplePeople } from './samplePeople.ts';
import { writeList } from './writeList.ts';

export const DEMO_ROWS = 1750;

/** The bytes of a file as the portal would send it. */
export function demoList(today: PlainDate, doctorCode: string): Uint8Array {
  return writeList(samplePeople({ rows: DEMO_ROWS, seed: 1, today, doctorCode }));
}
