import type { MailSettings } from '#server/mail/mailSettings.ts';
import type { NewMessage } from '#server/mail/outboxMessage.ts';

export const invitation: NewMessage = {
  key: 'invite-01JPATIENT-1',
  recipient: 'anna.verdi@example.org',
  subject: 'Invito dello Studio dell’Olmo',
  text: 'Gentile paziente,\n.riga che comincia con un punto\nperché è così.',
};

export function settingsFor(port: number, signIn: MailSettings['signIn'] = null): MailSettings {
  return { host: '127.0.0.1', port, security: 'none', signIn, from: 'studio@example.com' };
}
