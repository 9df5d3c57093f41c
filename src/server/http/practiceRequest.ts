/** The set-up form, and the practice of a safety copy, as they arrive: checked here, since whoever can reach the port can post anything. */
import { z } from 'zod';
import type { Practice } from '#lib/domain/practice.ts';

/** Why a field was refused; the words for it are the page's. */
export type FieldProblem = 'missing' | 'tooLong' | 'invalid';

const LONGEST_NAME = 100;
const LONGEST_CODE = 20;

/** A line of text: composed, with single spaces, of 1 to `longest` characters, none of them a control. */
function line(longest: number) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? 'missing' : 'invalid') })
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'missing')
        .max(longest, 'tooLong')
        .regex(/^\P{C}*$/u, 'invalid'),
    );
}

const doctorCode = line(LONGEST_CODE)
  .transform((code) => code.replaceAll(' ', ''))
  .pipe(z.string().regex(/^[A-Za-z0-9]*$/, 'invalid'));

const PracticeRequest = z.object({
  name: line(LONGEST_NAME),
  firstName: line(LONGEST_NAME),
  lastName: line(LONGEST_NAME),
  doctorCode,
});

export type PracticeRequest = z.infer<typeof PracticeRequest>;
export type FieldProblems = Partial<Record<keyof PracticeRequest, FieldProblem>>;

export type ParsedRequest =
  | { readonly ok: true; readonly value: PracticeRequest }
  | { readonly ok: false; readonly error: FieldProblems };

/** Reads the posted form; on refusal, the first problem of each field. A body that is no object has no fields. */
export function parsePracticeRequest(body: unknown): ParsedRequest {
  const parsed = PracticeRequest.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) {
    const [field] = path;
    if (typeof field === 'string') problems[field] ??= message;
  }
  return { ok: false, error: problems as FieldProblems };
}

/** Ids are ULIDs made by a server; the secret is 32 bytes in hex. */
const id = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);

const RestoreRequest = z.object({
  practice: z.strictObject({
    id,
    name: line(LONGEST_NAME),
    idSecret: z.string().regex(/^[0-9a-f]{64}$/),
    createdAt: z.number().int().nonnegative(),
    doctor: z.strictObject({
      id,
      firstName: line(LONGEST_NAME),
      lastName: line(LONGEST_NAME),
      doctorCode,
    }),
    panelId: id,
  }) satisfies z.ZodType<Practice>,
});

/** The practice that a safety copy carries; null when it is none that a server could have made. */
export function parseRestoreRequest(body: unknown): Practice | null {
  return RestoreRequest.safeParse(body).data?.practice ?? null;
}
