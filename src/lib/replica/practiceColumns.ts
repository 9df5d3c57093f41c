/** The practice document: its doctors, with the regional codes they are known by and the ceiling of their lists. */
import type * as Y from 'yjs';
import { DEFAULT_CEILING } from '#lib/domain/ceiling.ts';
import type { Stamp } from '#lib/domain/patient.ts';
import type { Practice } from '#lib/domain/practice.ts';

export interface DoctorValue {
  readonly firstName: string;
  readonly lastName: string;
  readonly panel: string;
  /** The first is the one given at set-up; others were confirmed at an import. */
  readonly codes: readonly string[];
}

/** The practice's first doctor as the document has him, or as the set-up made him. */
export function doctorOf(document: Y.Doc, practice: Practice): DoctorValue {
  const stored = document.getMap<DoctorValue & Stamp>('doctors').get(practice.doctor.id);
  if (stored) {
    const { firstName, lastName, panel, codes } = stored;
    return { firstName, lastName, panel, codes };
  }
  const { firstName, lastName, doctorCode } = practice.doctor;
  return { firstName, lastName, panel: practice.panelId, codes: [doctorCode] };
}

/** A column of its own: a ceiling set here and a code confirmed there are both kept. */
export interface CeilingValue {
  readonly ceiling: number;
}

export function ceilingOf(document: Y.Doc, doctorId: string): number {
  return document.getMap<CeilingValue>('ceilings').get(doctorId)?.ceiling ?? DEFAULT_CEILING;
}
