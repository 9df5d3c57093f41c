/** The words of the quick search. */
import type { PatientRow } from '#lib/read-model/patientRow.ts';
import type { QuickAnswer, QuickQuestion } from '#lib/read-model/quickSearch.ts';
import { formatCount } from './importPlan.ts';
import { resultsText } from './list.ts';

/** Where somebody stands. */
export const quickPlaces: { readonly [T in PatientRow['tab']]: string } = {
  ssn: 'SSN',
  private: 'Privato',
  archive: 'Archivio',
  none: 'In nessun elenco',
};

/** Above who is found: "312 risultati, i primi 50". '' while nobody has answered. */
export function quickCountText({ text }: QuickQuestion, answer: QuickAnswer | null): string {
  if (answer === null) return '';
  const { found, rows } = answer;
  if (text.trim() === '') return found === 0 ? '' : 'Aperti di recente';
  if (found === 0) return 'Nessun risultato';
  return rows.length === found
    ? resultsText(found)
    : `${resultsText(found)}, i primi ${formatCount(rows.length)}`;
}
