/** The set-up form as it arrives: checked here, since whoever can reach the port can post anything. */
import { z } from 'zod';

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

const PracticeRequest = z.object({
  name: line(LONGEST_NAME),
  firstName: line(LONGEST_NAME),
  lastName: line(LONGEST_NAME),
  doctorCode: line(LONGEST_CODE)
    .transform((code) => code.replaceAll(' ', ''))
    .pipe(z.string().regex(/^[A-Za-z0-9]*$/, 'invalid')),
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
