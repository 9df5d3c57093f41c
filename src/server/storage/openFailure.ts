/** Why a data folder cannot be opened, in the kinds that mean something to whoever started the server. */

/**
 * Another server has it; it cannot be made or written; its content is not sound; a newer version of the program
 * wrote it.
 */
export type OpenFailure = { readonly kind: 'inUse' | 'notWritable' | 'damaged' | 'tooNew' };

/** sqlite's result codes (the low byte of an extended code). */
const FAILURES: Readonly<Record<number, OpenFailure['kind']>> = {
  5: 'inUse',
  8: 'notWritable',
  10: 'notWritable',
  11: 'damaged',
  13: 'notWritable',
  14: 'notWritable',
  26: 'damaged',
};

/** File-system refusals of `mkdir`. */
const REFUSED = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ENOSPC',
  'ENOENT',
  'EINVAL',
]);

/** Throws what is none of these: that is a bug. */
export function openFailureOf(error: unknown): OpenFailure {
  const { code, errcode } = error as { code?: string; errcode?: number };
  const kind = errcode === undefined ? undefined : FAILURES[errcode & 0xff];
  if (kind) return { kind };
  if (code !== undefined && REFUSED.has(code)) return { kind: 'notWritable' };
  throw error;
}
