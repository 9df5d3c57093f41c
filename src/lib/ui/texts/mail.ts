/** The words of the mails that the practice's server sends. */
import type { MailDelivery, MailFailure } from '#lib/domain/mailDelivery.ts';
import type { ListedInviteMail } from '#lib/read-model/patientRow.ts';

/** Why a mail has not left, or nobody knows whether it has. */
export function mailFailureText(why: MailFailure): string {
  switch (why) {
    case 'unreachable':
      return 'il server di posta non si raggiunge: controlla indirizzo e porta';
    case 'timedOut':
      return 'il server di posta non ha risposto in tempo';
    case 'insecure':
      return 'il server di posta non offre la connessione protetta che è stata chiesta';
    case 'signInRefused':
      return 'il server di posta ha rifiutato utente o password';
    case 'senderRefused':
      return 'il server di posta non accetta l’indirizzo del mittente';
    case 'serverBusy':
      return 'il server di posta ha chiesto di riprovare più tardi';
    case 'recipientRefused':
      return 'il server di posta dice che l’indirizzo del paziente non esiste';
    case 'recipientBusy':
      return 'la casella del paziente per ora non riceve';
    case 'messageRefused':
      return 'il server di posta ha rifiutato il messaggio';
    case 'cutOff':
      return 'la connessione è caduta mentre partiva: forse è arrivata';
    case 'interrupted':
      return 'il server dello studio si è fermato mentre partiva: forse è arrivata';
    case 'restored':
      return 'i dati vengono da una copia: forse era già partita';
    case 'withdrawn':
      return 'è stata ritirata prima di partire';
    case 'noSettings':
      return 'la posta in uscita non è impostata: lo fa il medico in Impostazioni';
    case 'notHisAddress':
      return 'l’indirizzo non è più tra i recapiti del paziente';
    case 'notAnAddress':
      return 'l’indirizzo non è scritto in modo che si possa usare';
  }
}

const STATES: { readonly [S in MailDelivery['state']]: string } = {
  waiting: 'mail in attesa',
  sent: 'mail inviata',
  failed: 'mail non partita',
  uncertain: 'mail incerta',
};

/** "mail non partita" */
export function mailStateText({ state }: Pick<MailDelivery, 'state'>): string {
  return STATES[state];
}

/** "Mail non partita: il server di posta ha rifiutato il messaggio." */
export function mailSentence({ state, why }: ListedInviteMail): string {
  const said = STATES[state];
  const sentence = `${said[0]?.toUpperCase()}${said.slice(1)}`;
  return why === null ? `${sentence}.` : `${sentence}: ${mailFailureText(why)}.`;
}
