/** The words of the requests that the desk makes to the doctor. */
import type { PatientRequest } from '#lib/domain/requests.ts';

const STATES: { readonly [S in PatientRequest['state']]: string } = {
  open: 'In attesa',
  done: 'Ripristinato',
  refused: 'Rifiutata',
};

export function requestStateText(state: PatientRequest['state']): string {
  return STATES[state];
}
