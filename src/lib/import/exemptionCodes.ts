/** The exemptions of a cell such as "E30; 048 013.250", with the validity that stands beside it, if any does. */
import type { Exemption } from '#lib/domain/patient.ts';

const DATE = /\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b/g;
/** E30, 048, 0A31, 013.250, RCG010: at most ten letters and digits, at least one digit. */
const CODE = /^(?=.*\d)[A-Z0-9]{2,8}(\.\d{1,4})?$/;

/** The codes in the order of the cell, each once; null when the cell holds none. */
export function readExemptions(
  text: string,
  validity: Omit<Exemption, 'code'> = { validFrom: null, validTo: null },
): readonly Exemption[] | null {
  const words = text
    .replace(DATE, ' ')
    .toUpperCase()
    .split(/[\s,;/|+]+/);
  const codes = new Set(words.filter((word) => CODE.test(word)));
  if (codes.size === 0) return null;
  return [...codes].map((code) => ({ code, ...validity }));
}
