/** The words of accounts: coming in, leaving, and what the server refuses. */
import type { FieldProblem } from '#lib/accounts/fields.ts';
import type { AccountFailure } from '#lib/accounts/serverCalls.ts';
import type { Role } from '#lib/domain/session.ts';
import type { StartNotice } from '#lib/ui/accounts/start.ts';
import { changesText } from './sync.ts';

export const roleNames: { readonly [R in Role]: string } = {
  doctor: 'Medico',
  substitute: 'Sostituto',
  secretary: 'Segreteria',
  nurse: 'Infermiere',
  support: 'Assistenza',
};

export const PASSWORD_HINT =
  'Almeno 10 caratteri: quattro parole senza legame si ricordano bene e non si indovinano.';
export const CODE_HINT =
  'È scritto nella finestra in cui è stato avviato Assistiti, sopra l’indirizzo.';

/** Why the server did not do it. */
export function accountFailureText({ kind, retryAfter }: AccountFailure): string {
  switch (kind) {
    case 'unreachable':
      return 'Il server dello studio non risponde. Quello che hai scritto è ancora qui: riprova.';
    case 'wrongCredentials':
      return 'E-mail o password non giuste. Controlla maiuscole e spazi.';
    case 'wrongPassword':
      return 'La password non è giusta. Controlla maiuscole e spazi.';
    case 'wrongCode':
      return 'Il codice non è giusto, o è già scaduto: prendi quello che l’app mostra adesso.';
    case 'signInExpired':
      return 'È passato troppo tempo: ricomincia da e-mail e password.';
    case 'tooManyTries':
      return `Troppi tentativi. Riprova tra ${waitText(retryAfter ?? 60)}.`;
    case 'wrongToken':
      return 'Il codice di attivazione non è quello che il server mostra adesso: a ogni avvio ne mostra uno nuovo.';
    case 'alreadySetUp':
      return 'Lo studio ha già un accesso: ricarica la pagina ed entra.';
    case 'otherPractice':
      return 'Sul server c’è già un altro studio.';
    case 'emailTaken':
      return 'Questa e-mail ha già un accesso in questo studio: usane un’altra.';
    case 'alreadyOn':
      return 'La verifica in due passaggi è già attiva.';
    case 'invitationGone':
      return 'Questo invito non vale più: è scaduto, è stato ritirato o è già stato usato. Chiedine uno nuovo al medico.';
    case 'linkGone':
      return 'Questo link non vale più: è scaduto, è già stato usato o ne è stato fatto uno nuovo. Chiedine un altro.';
    case 'doctorTaken':
      return 'Questo medico ha già un accesso.';
    case 'unknownDoctor':
    case 'unknownPanel':
      return 'Il server non conosce ancora questo medico: aspetta che sia sincronizzato e riprova.';
    case 'wrongDates':
      return 'Le date non vanno bene: la fine viene prima dell’inizio.';
    case 'forbidden':
      return 'Non puoi farlo tu: chiedi al medico.';
    case 'demo':
      return 'Nella dimostrazione non ci sono accessi da cambiare.';
    case 'signedOut':
      return 'Il tuo accesso è stato chiuso: ricarica la pagina ed entra di nuovo.';
    case 'notFound':
      return 'Non c’è più: ricarica la pagina.';
    case 'invalid':
      return 'Qualcosa non va in quello che hai scritto: controlla i campi.';
    case 'tooLarge':
    case 'notJson':
    case 'wrongOrigin':
    case 'wrongHost':
    case 'internal':
      return 'Il server non è riuscito a rispondere. Ricarica la pagina e riprova.';
  }
}

/** "40 secondi", "3 minuti", "1 ora". */
export function waitText(seconds: number): string {
  if (seconds < 90) return seconds <= 1 ? '1 secondo' : `${Math.ceil(seconds)} secondi`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `${minutes} minuti`;
  return `${Math.ceil(minutes / 60)} ore`;
}

export type AccessField = 'token' | 'email' | 'password';

/** What is wrong with a field of an access to be, whoever found it. */
export function accessFieldText(field: AccessField, problem: FieldProblem): string {
  const isMissing = problem === 'missing';
  switch (field) {
    case 'token':
      return isMissing ? 'Scrivi il codice di attivazione.' : 'Questo codice non è possibile.';
    case 'email':
      return isMissing ? 'Scrivi la tua e-mail.' : 'Questa e-mail non è scritta bene.';
    case 'password':
      if (isMissing) return 'Scegli una password.';
      return problem === 'tooShort'
        ? 'La password è troppo corta: servono almeno 10 caratteri.'
        : 'La password è troppo lunga: al massimo 128 caratteri.';
  }
}

/** Title and sentence of what is told where somebody comes in. */
export function noticeText(notice: StartNotice): { readonly title: string; readonly text: string } {
  switch (notice.kind) {
    case 'ended':
      return {
        title: 'Il tuo accesso da questo computer è stato chiuso',
        text: 'Può averlo disconnesso qualcuno dello studio, o è rimasto troppo a lungo senza uso. Quello che avevi salvato qui è rimasto: entra di nuovo.',
      };
    case 'removed':
      return {
        title: `I dati di ${notice.name} non sono più su questo computer`,
        text: `${REMOVED_WHY[notice.why]} ${
          notice.unsent === 0
            ? 'Il server dello studio li ha tutti.'
            : `Con loro ${notice.unsent === 1 ? 'è andata persa' : 'sono andate perse'} ${changesText(notice.unsent)} che il server non aveva.`
        }`,
      };
    case 'waiting':
      return {
        title: `${changesText(notice.unsent)} di ${notice.name}`,
        text: `${notice.unsent === 1 ? 'Attende' : 'Attendono'} su questo computer il suo accesso.`,
      };
  }
}

const REMOVED_WHY = {
  tries: 'Sono stati tolti dopo dieci tentativi sbagliati.',
  wish: 'Sono stati tolti come chiesto uscendo.',
};

/** "Studio dell’Olmo ti invita come segreteria." */
export function invitedAsText(practiceName: string, role: Role): string {
  return `${practiceName} ti invita come ${roleNames[role].toLowerCase()}.`;
}

/** What happens to the changes that the server does not have, when somebody leaves. */
export function unsentText(unsent: number, removes: boolean): string {
  const changes = changesText(unsent);
  const isOne = unsent === 1;
  return removes
    ? `${changes} ${isOne ? 'non è ancora' : 'non sono ancora'} sul server: togliendo i dati ${isOne ? 'va persa' : 'vanno perse'}.`
    : `${changes} ${isOne ? 'non è ancora sul server: resta' : 'non sono ancora sul server: restano'} qui fino al tuo prossimo accesso.`;
}

/** Why nobody was signed out. */
export function signOutText(failure: AccountFailure): string {
  return failure.kind === 'unreachable'
    ? 'Il server dello studio non risponde, e per uscire serve. Intanto puoi bloccare lo schermo.'
    : accountFailureText(failure);
}
