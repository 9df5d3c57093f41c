/**
 * What the desk asks of the doctor: for now, to bring somebody back from the archive or the bin. A request stands in
 * a document of its own beside the list it is about, and is read by whoever reads that list.
 */
import { sameValue } from './change.ts';
import { hasLifeRight } from './lifeRights.ts';
import type { ListPlace, PatientId } from './patient.ts';
import type { PlainDate } from './plainDate.ts';
import { mayRead } from './policy.ts';
import type { Session } from './session.ts';

export interface PatientRequest {
  readonly kind: 'restore';
  readonly patient: PatientId;
  readonly text: string | null;
  readonly askedBy: string;
  readonly askedByName: string;
  /** ms since 1970. */
  readonly askedAt: number;
  readonly state: 'open' | 'done' | 'refused';
  readonly answer: RequestAnswer | null;
}

export interface RequestAnswer {
  readonly by: string;
  readonly byName: string;
  readonly at: number;
  readonly text: string | null;
}

/** `Chiedi ripristino`. */
export interface AskRestore {
  readonly kind: 'askRestore';
  readonly patients: readonly PatientId[];
  readonly text: string | null;
}

export type RequestRefusal =
  /** Somebody has asked for that patient already, and waits. */
  | { readonly kind: 'alreadyAsked' }
  /** It was answered, or withdrawn. */
  | { readonly kind: 'requestClosed' };

export const REQUEST_LENGTH = 500;

/** Whether `who` answers requests about that list: whoever could do himself what they ask. */
export function mayAnswer(who: Session, place: ListPlace, today: PlainDate): boolean {
  return hasLifeRight(who, place, 'restore', today);
}

/** Whether `who` may make, withdraw, answer or reopen that request. `null`: there is none, or there is to be none. */
export function mayWriteRequest(
  who: Session,
  place: ListPlace,
  from: PatientRequest | null,
  to: PatientRequest | null,
  today: PlainDate,
): boolean {
  if (!mayRead(who, place.panel, place.list, today)) return false;
  if (from === null) {
    return to !== null && to.askedBy === who.userId && to.state === 'open' && to.answer === null;
  }
  if (to === null) return from.askedBy === who.userId && from.state === 'open';
  if (!mayAnswer(who, place, today) || !sameQuestion(from, to)) return false;
  const isAnswer = from.state === 'open' && to.state !== 'open' && to.answer?.by === who.userId;
  // `Annulla`, of an answer of one's own.
  const isReopening = from.answer?.by === who.userId && to.state === 'open' && to.answer === null;
  return isAnswer || isReopening;
}

function sameQuestion(from: PatientRequest, to: PatientRequest): boolean {
  const question = ({ state: _, answer: __, ...asked }: PatientRequest) => asked;
  return sameValue(question(from), question(to));
}
