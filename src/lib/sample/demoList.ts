/** The list behind `Carica dati dimostrativi`: the sample generator's, for the practice's own doctor. */
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { samplePeople } from './samplePeople.ts';
import { writeList } from './writeList.ts';

export const DEMO_ROWS = 1750;

/** Colleagues of a demonstration have a handful each: enough to tell their rows apart. */
export const COLLEAGUE_ROWS = 120;

/** The bytes of a file as the portal would send it: the first doctor's list, or a colleague's, counted from 1. */
export function demoList(today: PlainDate, doctorCode: string, colleague = 0): Uint8Array {
  const rows = colleague === 0 ? DEMO_ROWS : COLLEAGUE_ROWS;
  return writeList(samplePeople({ rows, seed: 1 + colleague, today, doctorCode }));
}
