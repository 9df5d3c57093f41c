/** The words before the lock of a shared desktop. */
import type { UnlockRefusal } from '#lib/ui/accounts/account.ts';
import { waitText } from './accounts.ts';
import { changesText } from './sync.ts';

/** Why it did not open. `wait`: ms before the next try. */
export function unlockRefusalText(refusal: UnlockRefusal | 'missing', wait: number): string {
  switch (refusal) {
    case 'missing':
      return 'Scrivi la tua password, o il PIN se ne hai scelto uno.';
    case 'wrong':
      return wait > 0
        ? `Non è giusto. Puoi riprovare tra ${waitText(wait / 1000)}.`
        : 'Non è giusto. Controlla maiuscole e spazi.';
    case 'late':
      return `È ancora presto: puoi riprovare tra ${waitText(wait / 1000)}.`;
    case 'spent':
      return 'I tentativi sono finiti: i dati di questa persona vengono tolti da questo computer.';
    case 'tooLongAgo':
      return 'È giusto, ma da troppo tempo questo computer non sente il server dello studio. Collegalo alla rete: i dati sono ancora qui.';
    case 'unknown':
      return 'Su questo computer non c’è con che cosa confrontarla: entra con e-mail e password.';
  }
}

interface AtStake {
  readonly triesLeft: number;
  readonly unsent: number;
}

/** What happens after the last wrong try. */
export function triesText(name: string, { triesLeft, unsent }: AtStake): string {
  const left = triesLeft === 1 ? 'Resta 1 tentativo' : `Restano ${triesLeft} tentativi`;
  const lost =
    unsent === 0
      ? 'Il server dello studio ha già tutto.'
      : `${unsent === 1 ? 'Andrebbe persa' : 'Andrebbero perse'} ${changesText(unsent)} che il server non ha ancora.`;
  return `${left}: poi i dati di ${name} vengono tolti da questo computer. ${lost}`;
}
