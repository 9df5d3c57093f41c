/**
 * Under which stamp a value is kept: its author's clock as long as it can be believed, and always the name of whoever
 * sent it.
 */
import type { Stamp } from '#lib/domain/patient.ts';
import { type PlainDate, plainDateAt } from '#lib/domain/plainDate.ts';
import { createHybridClock, millisecondsOf } from '#lib/replica/hybridClock.ts';

/** How far ahead of the server a desktop's clock may be before its readings are set back. */
const LEAD_MS = 5 * 60_000;
const READING = /^[0-9a-z]{9}\.[0-9a-z]{4}\..{1,64}$/;

/** The civil days of an update's readings: a command has one for all of its values, and a calendar takes its time. */
export function createDays(): (t: string) => PlainDate {
  const days = new Map<string, PlainDate>();
  return (t) => {
    const day = days.get(t) ?? plainDateAt(millisecondsOf(t));
    days.set(t, day);
    return day;
  };
}

/** Stamps the values of one update: what one command wrote together keeps one reading. */
export type StampValue = (sent: { readonly t?: unknown }, userId: string) => Stamp;

export function createStamps(clock: () => number): () => StampValue {
  const now = createHybridClock(clock, 'server');
  const latest = createHybridClock(() => clock() + LEAD_MS, 'server');
  return () => {
    const setBack = new Map<string, string>();
    return ({ t }, userId) => {
      if (typeof t !== 'string' || !READING.test(t)) return { t: now.tick(), by: userId };
      if (millisecondsOf(t) <= clock() + LEAD_MS) return { t, by: userId };
      const reading = setBack.get(t) ?? latest.tick();
      setBack.set(t, reading);
      return { t: reading, by: userId };
    };
  };
}
