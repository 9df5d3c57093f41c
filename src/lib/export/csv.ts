/**
 * CSV that Excel in Italy opens right by double click: BOM, semicolons, CRLF. A cell that a spreadsheet
 * would take for a formula gets a leading apostrophe, which our own import takes off again.
 */
import Papa from 'papaparse';

const BOM = '\ufeff';

export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array {
  const text = Papa.unparse(rows as string[][], {
    delimiter: ';',
    newline: '\r\n',
    escapeFormulae: true,
  });
  return new TextEncoder().encode(`${BOM}${text}\r\n`);
}
