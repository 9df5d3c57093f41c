import { expect, test } from 'vitest';
import { outcomeOf, type SmtpError } from './smtpOutcome.ts';

test.each<[string, SmtpError, object]>([
  ['no connection', { code: 'ESOCKET', command: 'CONN' }, { code: 'unreachable', holdsAll: true }],
  ['no name', { code: 'EDNS', command: 'CONN' }, { code: 'unreachable', holdsAll: true }],
  ['no answer', { code: 'ETIMEDOUT', command: 'CONN' }, { code: 'timedOut', holdsAll: true }],
  ['no encryption', { code: 'ETLS', command: 'STARTTLS' }, { code: 'insecure', holdsAll: true }],
  ['sign-in', { code: 'EAUTH', responseCode: 535 }, { code: 'signInRefused', holdsAll: true }],
  [
    'sender',
    { command: 'MAIL FROM', responseCode: 553 },
    { code: 'senderRefused', holdsAll: true },
  ],
  ['limit', { command: 'MAIL FROM', responseCode: 452 }, { code: 'serverBusy', holdsAll: true }],
  ['recipient', { command: 'RCPT TO', responseCode: 550 }, { kind: 'refused' }],
  ['greylisting', { command: 'RCPT TO', responseCode: 451 }, { kind: 'later', holdsAll: false }],
  ['bad sequence', { command: 'RCPT TO', responseCode: 503 }, { kind: 'later', holdsAll: false }],
  ['no data', { command: 'DATA', responseCode: 554 }, { code: 'messageRefused' }],
])('before the message: %s', (_, error, expected) => {
  expect(outcomeOf(error, false)).toMatchObject(expected);
});

test.each<[string, SmtpError, object]>([
  ['a cut', { code: 'ECONNECTION', command: 'CONN' }, { kind: 'uncertain', code: 'cutOff' }],
  ['silence', { code: 'ETIMEDOUT', command: 'CONN' }, { kind: 'uncertain', code: 'cutOff' }],
  ['nonsense', { code: 'EPROTOCOL', responseCode: 250 }, { kind: 'uncertain', code: 'cutOff' }],
  [
    'a refusal',
    { command: 'DATA', responseCode: 554 },
    { kind: 'refused', code: 'messageRefused' },
  ],
  ['a delay', { command: 'DATA', responseCode: 451 }, { kind: 'later', holdsAll: false }],
  ['a closing', { command: 'CONN', responseCode: 421 }, { kind: 'later', holdsAll: true }],
])('after the message: %s', (_, error, expected) => {
  expect(outcomeOf(error, true)).toMatchObject(expected);
});
