/**
 * A mail server in a process of its own: as much of SMTP (RFC 5321, RFC 4954) as a client that sends one message
 * needs, with the ill behaviour it is told to show. Tells its parent where it listens and what it is handed.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { SmtpBehaviour, SmtpReport } from './smtpLauncher.ts';

const behaviour = JSON.parse(process.argv[2] ?? '{}') as SmtpBehaviour;
const { afterData = 'take', rejects = [], signIn = null } = behaviour;
let timesBusy = behaviour.timesBusy ?? 0;

const server = createServer(talk).listen(behaviour.port ?? 0, '127.0.0.1', () =>
  report({ kind: 'listening', port: (server.address() as AddressInfo).port }),
);
process.on('message', () => report({ kind: 'flushed' }));
process.on('disconnect', () => process.exit());

function report(what: SmtpReport): void {
  process.send?.(what);
}

function talk(socket: Socket): void {
  const answer = (line: string) => socket.write(`${line}\r\n`);
  const lines: string[] = [];
  let recipient = '';
  let isInData = false;
  let isSignedIn = signIn === null;

  function take(command: string): void {
    const verb = command.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') {
      answer('250-test');
      answer(signIn ? '250 AUTH PLAIN' : '250 8BITMIME');
    } else if (verb === 'AUTH') {
      const given = Buffer.from(command.split(' ')[2] ?? '', 'base64').toString();
      isSignedIn = given === `\0${signIn?.user}\0${signIn?.password}`;
      answer(isSignedIn ? '235 welcome' : `535 not ${given}`);
    } else if (verb === 'MAIL') {
      answer(isSignedIn ? '250 ok' : '530 sign in first');
    } else if (verb === 'RCPT') {
      recipient = /<(.*)>/.exec(command)?.[1] ?? '';
      takeRecipient();
    } else if (verb === 'DATA') {
      isInData = true;
      answer('354 go on');
    } else answer(verb === 'QUIT' ? '221 bye' : '502 what?');
  }

  function takeRecipient(): void {
    report({ kind: 'recipient', recipient });
    if (behaviour.isSilentAtRecipient) return;
    if (rejects.includes(recipient)) answer(`550 no ${recipient} here`);
    else if (timesBusy-- > 0) answer(`451 later, ${recipient}`);
    else answer('250 ok');
  }

  function takeMessage(): void {
    isInData = false;
    report({ kind: 'message', recipient, text: lines.splice(0).join('\n') });
    if (afterData === 'take') answer('250 queued');
    if (afterData === 'refuse') answer(`554 spam for ${recipient}`);
    if (afterData === 'cut') socket.destroy();
  }

  socket.on('error', () => {});
  answer('220 test ESMTP');
  const read = createInterface({ input: socket }).on('error', () => {});
  read.on('line', (line) => {
    if (!isInData) take(line);
    else if (line === '.') takeMessage();
    else lines.push(line.replace(/^\./, ''));
  });
}
