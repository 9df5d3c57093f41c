/** The ceiling (massimale) of a doctor's list: how many SSN patients may be enrolled with her (DOMAIN.md §1). */
import { isActive } from './lifecycle.ts';
import { foldText } from './names.ts';
import type { Patient } from './patient.ts';
import type { Session } from './session.ts';

export const CEILING_PRESETS = [1000, 1300, 1500, 1800] as const;
export const DEFAULT_CEILING = 1500;
const HIGHEST_CEILING = 9999;

/** Open-ended, for a time, or in derogation: each is counted apart. */
export type EnrolmentKind = 'openEnded' | 'temporary' | 'derogated';
export type EnrolmentCounts = { readonly [K in EnrolmentKind]: number };

/** Where a list stands. */
export interface CeilingState {
  readonly ceiling: number;
  readonly enrolled: EnrolmentCounts;
}

/** Null: archived, private, revoked or dead, who take no place on the list. */
export function enrolmentKind({ lifecycle, enrolment }: Patient): EnrolmentKind | null {
  if (!isActive(lifecycle)) return null;
  if (lifecycle.status === 'ssnTemporary') return 'temporary';
  if (lifecycle.status !== 'ssn') return null;
  return isDerogation(enrolment?.kind ?? '') ? 'derogated' : 'openEnded';
}

/** The region's word for an enrolment that goes over the ceiling: "In deroga", "DEROGA TERRITORIALE". */
function isDerogation(kind: string): boolean {
  return /\bderoga/.test(foldText(kind));
}

export function enrolledTotal({ openEnded, temporary, derogated }: EnrolmentCounts): number {
  return openEnded + temporary + derogated;
}

export function isCeiling(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= HIGHEST_CEILING;
}

/** The setting of the doctor whose list it is: nobody else's word counts. */
export function maySetCeiling({ role, panels }: Session, panel: string): boolean {
  return role === 'doctor' && panels.some((one) => one.panel === panel && one.relation === 'own');
}
