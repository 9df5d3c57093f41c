/** The fields of what is sent to the server, checked there, since whoever reaches the port can send anything. */
import { z } from 'zod';
import { isPlainDate } from '#lib/domain/plainDate.ts';

/** Why a field was refused; the words for it are the page's. */
export type FieldProblem = 'missing' | 'tooShort' | 'tooLong' | 'invalid';

export const LONGEST_NAME = 100;
const LONGEST_CODE = 20;
const LONGEST_EMAIL = 254;
/** NIST SP 800-63B asks for length, not for kinds of characters. */
export const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 128;

const text = z.string({
  error: (issue) => (issue.input === undefined ? 'missing' : 'invalid'),
});

/** A line of text: composed, with single spaces, of 1 to `longest` characters, none of them a control. */
export function line(longest: number) {
  return text
    .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'missing')
        .max(longest, 'tooLong')
        .regex(/^\P{C}*$/u, 'invalid'),
    );
}

export const personName = line(LONGEST_NAME);

export const doctorCode = line(LONGEST_CODE)
  .transform((code) => code.replaceAll(' ', ''))
  .pipe(z.string().regex(/^[A-Za-z0-9]*$/, 'invalid'));

/** Told apart without case: people type it as they like. */
export const email = line(LONGEST_EMAIL)
  .transform((typed) => typed.toLowerCase())
  .pipe(z.email('invalid'));

/** A password to be: what is typed, spaces and all. */
export const newPassword = text
  .min(1, 'missing')
  .min(SHORTEST_PASSWORD, 'tooShort')
  .max(LONGEST_PASSWORD, 'tooLong');

/** A password as somebody types it: no word on why it is wrong, but no megabytes either. */
export const typedPassword = text.min(1, 'missing').max(LONGEST_PASSWORD, 'invalid');

/** Made by this program: `XXXX-XXXX-XXXX` from a terminal, or the token of an invitation's link. */
export const token = line(64);

/** Ids of people, panels and invitations: ULIDs, or those of the demonstration. */
export const id = text.regex(/^[\w-]{1,64}$/, 'invalid');

export const plainDate = text.refine(isPlainDate, 'invalid');

/** The first problem of each field, by the field's name. */
export type FieldProblems = { readonly [field: string]: FieldProblem };

export function fieldProblems({ issues }: z.ZodError): FieldProblems {
  const problems: Record<string, FieldProblem> = {};
  for (const { path, message } of issues) {
    const [field] = path;
    if (typeof field === 'string') problems[field] ??= asProblem(message);
  }
  return problems;
}

function asProblem(message: string): FieldProblem {
  return message === 'missing' || message === 'tooShort' || message === 'tooLong'
    ? message
    : 'invalid';
}
