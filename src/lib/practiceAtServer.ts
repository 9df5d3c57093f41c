/** The practice as the server on this machine keeps it. What it answers is checked: it comes from outside. */
import { z } from 'zod';
import type { Practice } from '#lib/domain/practice.ts';
import type { SetUpForm } from '#lib/ui/app.ts';

const practiceSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  idSecret: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: z.number(),
  doctor: z.object({
    id: z.string().min(1),
    firstName: z.string(),
    lastName: z.string(),
    doctorCode: z.string(),
  }),
  panelId: z.string().min(1),
}) satisfies z.ZodType<Practice>;

/** `demo`: the server was started for reviewers, on data that are thrown away. */
const answerSchema = z.object({
  practice: practiceSchema.nullable(),
  demo: z.boolean().default(false),
});

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
