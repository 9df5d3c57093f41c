import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMessage } from './outboxMessage.ts';

/**
 * The message's bytes, the same at every try. Its id is made from its key, so that a server that gets it twice after
 * all can tell, and is hashed because it is read by strangers.
 */
export function composeMail(message: OutgoingMessage, from: string): Promise<Buffer> {
  const { key, recipient, subject, text, queuedAt } = message;
  const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return new MailComposer({
    from: { name: '', address: from },
    to: { name: '', address: recipient },
    subject,
    text,
    messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    date: new Date(queuedAt),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
