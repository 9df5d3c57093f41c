/** The practice as the server on this machine keeps it. What it answers is checked: it comes from outside. */
import { z } from 'zod';
import type { Practice } from '#lib/domain/practice.ts';
import { practiceSchema } from '#lib/replica/practiceSchema.ts';
import type { SetUpForm } from '#lib/ui/app.ts';

/** `demo`: the server was started for reviewers, on data that are thrown away. */
const answerSchema = z.object({
  practice: practiceSchema.nullable(),
  demo: z.boolean().default(false),
});

/** The practice this browser remembers; null when it remembers none, or something else. */
export function parsePractice(stored: string | null): Practice | null {
  if (stored === null) return null;
  try {
    return practiceSchema.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    return null;
  }
}

export type Found =
  | { readonly kind: 'found'; readonly practice: Practice; readonly demo: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreachable' };

/** Waits `patience` ms at most: a server that does not answer must not keep the list from the doctor. */
export async function findPractice(fetch: typeof window.fetch, patience: number): Promise<Found> {
  try {
    const answer = await fetch('/api/practice', { signal: AbortSignal.timeout(patience) });
    if (!answer.ok) return { kind: 'unreachable' };
    const { practice, demo } = answerSchema.parse(await answer.json());
    return practice ? { kind: 'found', practice, demo } : { kind: 'none' };
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Creates the practice, or joins the one somebody created meanwhile. Null when the server does not answer. */
export async function createPractice(
  fetch: typeof window.fetch,
  form: SetUpForm,
): Promise<Practice | null> {
  try {
    const answer = await fetch('/api/practice', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(form),
    });
    if (answer.status !== 201 && answer.status !== 409) return null;
    return answerSchema.parse(await answer.json()).practice;
  } catch {
    return null;
  }
}

export type TakenOver =
  | { readonly kind: 'restored'; readonly practice: Practice }
  /** The server has a practice already, and it is another one. */
  | { readonly kind: 'otherPractice' }
  | { readonly kind: 'unreachable' };

/** Gives a fresh server the practice of a safety copy; a server that has this very practice keeps its own. */
export async function restorePractice(
  fetch: typeof window.fetch,
  practice: Practice,
): Promise<TakenOver> {
  try {
    const answer = await fetch('/api/practice', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ practice }),
    });
    if (answer.status === 409) return { kind: 'otherPractice' };
    if (!answer.ok) return { kind: 'unreachable' };
    const found = answerSchema.parse(await answer.json()).practice;
    return found ? { kind: 'restored', practice: found } : { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}
