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
