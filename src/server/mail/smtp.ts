/** One message, one conversation with a mail server. */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { composeMail } from './composeMail.ts';
import type { MailSettings } from './mailSettings.ts';
import type { OutgoingMessage } from './outboxMessage.ts';
import { outcomeOf, type SendOutcome, type SmtpError } from './smtpOutcome.ts';

/**
 * Hands a message over. `onHandOver` is called when the server has agreed to take it, before its first byte leaves;
 * when it throws, nothing leaves. Never throws for what the network or the server does.
 */
export type SendMail = (
  settings: MailSettings,
  message: OutgoingMessage,
  onHandOver: () => void,
) => Promise<SendOutcome>;

/** A server that does not answer within these (ms) is down; what it does with a message may take it longer. */
const TIMEOUTS = {
  dnsTimeout: 15_000,
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  socketTimeout: 120_000,
};

export const sendBySmtp: SendMail = async (settings, message, onHandOver) => {
  const { host, port, security, signIn, from } = settings;
  const bytes = await composeMail(message, from);
  const connection = new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'startTls',
    ignoreTLS: security === 'none',
    ...TIMEOUTS,
  });

  return new Promise((resolve, reject) => {
    let handedOver = false;
    let refusedHandOver: { reason: unknown } | null = null;
    const body = new Readable({
      read() {
        try {
          onHandOver();
          handedOver = true;
          this.push(bytes);
          this.push(null);
        } catch (reason) {
          refusedHandOver = { reason };
          this.destroy(new Error('The message was held back'));
        }
      },
    });
    const end = (error?: SmtpError | null) => {
      connection.close();
      if (refusedHandOver) reject(refusedHandOver.reason);
      else resolve(error ? outcomeOf(error, handedOver) : { kind: 'sent' });
    };
    const send = () => connection.send({ from, to: [message.recipient] }, body, end);

    // It may fail again while it is closed: a second failure changes nothing, and unheard it would end the process.
    connection.on('error', end);
    connection.connect((error) => {
      if (error) end(error);
      else if (signIn)
        connection.login(
          { credentials: { user: signIn.user, pass: signIn.password } },
          (refusal) => (refusal ? end(refusal) : send()),
        );
      else send();
    });
  });
};
