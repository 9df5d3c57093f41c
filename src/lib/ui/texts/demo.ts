import type { Role } from '#lib/domain/session.ts';
import type { DemoFailure } from '#lib/ui/demo/demoData.svelte.ts';
import { commitFailureText, undoFailureText } from './import.ts';

/** Why made-up patients did not come in, or did not go. */
export function demoFailureText(failure: DemoFailure): string {
  switch (failure.kind) {
    case 'notEmpty':
      return 'Nell’elenco ci sono già dei pazienti: i dati dimostrativi si caricano solo in un elenco vuoto.';
    case 'notHere':
      return undoFailureText(failure);
    default:
      return commitFailureText(failure);
  }
}

/** Under whose name a reviewer writes in a role on trial. */
export const trialNames: { readonly [R in Exclude<Role, 'doctor'>]: string } = {
  substitute: 'Sostituto di prova',
  secretary: 'Segreteria di prova',
  nurse: 'Infermiere di prova',
  support: 'Assistenza di prova',
};
