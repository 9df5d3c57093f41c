/**
 * CSV that Excel in Italy opens right by double click: BOM, semicolons, CRLF. A cell that a spreadsheet
 * would take for a formula gets a leading apostrophe, one that it would take for a number or a date stands in
 * `="..."`; our own import takes both off again.
 */
import Papa from 'papaparse';

const BOM = '\ufeff';

/** How formulas begin, also in full-width signs and after a line end (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Nothing but a text: what `textCell` writes, and what the region's own files have. */
const GUARDED = /^="[^"\r\n]*"$/;
const UNGUARDED_FORMULA = new RegExp(`(?!${GUARDED.source})${FORMULA.source}`);

/** Digits and the signs of numbers, dates and telephones: 00184, 013.250, 12/3, +39 02 1, 3E5. */
const NUMBER = /^[+\-.,(]* ?\d[\d .,/:()+\-%€E]*$/i;
const MONTH = '(gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]*';
/** "12 marzo", "mar-26", which Italian spreadsheets turn into a date. */
const WORDED_DATE = new RegExp(`^(\\d{1,2}[ /-]?${MONTH}([ /-]?\\d+)?|${MONTH}[ /-]?\\d+)$`, 'i');

export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array {
  const text = Papa.unparse(rows as string[][], {
    delimiter: ';',
    newline: '\r\n',
    escapeFormulae: UNGUARDED_FORMULA,
  });
  return new TextEncoder().encode(`${BOM}${text}\r\n`);
}

/** A cell that is to stay the text it is: codes, postcodes and telephones keep their zeros and their plus. */
export function textCell(text: string): string {
  if (NUMBER.test(text) || WORDED_DATE.test(text)) return `="${text}"`;
  return FORMULA.test(text) ? `'${text}` : text;
}
