import { describe, expect, it } from 'vitest';
import {
  DEFAULT_INVITE_MESSAGE,
  fillInvite,
  inviteWays,
  isInviteMessage,
  messageAddress,
} from './invite.ts';
import { planLifeEdit } from './lifeEdits.ts';
import type { EditMoment } from './lifePlan.ts';
import { NEW_LIFECYCLE } from './lifecycle.ts';
import type { ColumnValue, Invite, Lifecycle } from './patient.ts';

const archive = { reason: 'other', text: null, knownOn: '2026-11-01', effectiveOn: null } as const;

const MOMENT: EditMoment = {
  ...{ today: '2026-11-25', now: 5, by: 'me', byName: 'Ada', moveId: 'move', replaced: null },
  at: () => () => null,
  other: () => null,
};

function after(
  edit: { kind: 'invite'; channel: 'sms' | null } | { kind: 'setHasApp'; hasApp: boolean },
  invite: Invite | null = null,
  lifecycle: Lifecycle = NEW_LIFECYCLE,
) {
  const current = (column: string) =>
    ({ lifecycle, invite })[column] as ColumnValue<never> | undefined;
  const planned = planLifeEdit(
    { patients: ['p'], ...edit },
    {
      patient: 'p',
      place: { panel: 'panel', list: 'ssn' },
      current: (column) => (current(column) ?? null) as ColumnValue<never>,
    },
    MOMENT,
  );
  if (!planned.ok) return planned.error.kind;
  return planned.value.flatMap(({ changes }) => changes.map(({ to }) => to));
}

describe('Invita', () => {
  const invited: Invite = {
    invitedAt: 5,
    invitedBy: 'me',
    invitedByName: 'Ada',
    channel: 'sms',
    hasApp: false,
  };

  it('asks the server for a mail, to an address that may be used', () => {
    const plan = (to?: string, email: object | null = null, residence: object | null = null) => {
      const values: Record<string, object | null> = { lifecycle: NEW_LIFECYCLE, email, residence };
      const planned = planLifeEdit(
        {
          kind: 'invite',
          patients: ['p'],
          channel: 'email',
          mail: { id: 'm', message: null, ...(to === undefined ? {} : { to }) },
        },
        {
          patient: 'p',
          place: { panel: 'panel', list: 'ssn' },
          current: (column) => (values[column] ?? null) as ColumnValue<never>,
        },
        MOMENT,
      );
      if (!planned.ok) return planned.error.kind;
      return planned.value.flatMap(({ changes }) =>
        changes.map((change) => (change.to as Invite | null)?.mail?.to),
      );
    };
    const own = { email: 'mia@example.it', doNotUse: false };
    const region = { email: 'regione@example.it' };
    expect(plan(undefined, own, region)).toEqual(['mia@example.it']);
    expect(plan('regione@example.it', own, region)).toEqual(['regione@example.it']);
    expect(plan(undefined, { ...own, doNotUse: true }, region)).toEqual(['regione@example.it']);
    expect(plan('altra@example.it', own, region)).toBe('noUsableEmail');
    expect(plan(undefined, { ...own, doNotUse: true })).toBe('noUsableEmail');
    expect(plan()).toBe('noUsableEmail');
  });

  it('records who, when and how, also the second time', () => {
    expect(after({ kind: 'invite', channel: 'sms' })).toEqual([invited]);
    expect(after({ kind: 'invite', channel: 'sms' }, { ...invited, invitedAt: 1 })).toEqual([
      invited,
    ]);
    expect(after({ kind: 'invite', channel: null })).toEqual([{ ...invited, channel: null }]);
  });

  it('is refused for who has the app, and for who is on no list', () => {
    expect(after({ kind: 'invite', channel: null }, { ...invited, hasApp: true })).toBe('hasApp');
    const archived = { ...NEW_LIFECYCLE, archive };
    expect(after({ kind: 'invite', channel: null }, null, archived)).toBe('alreadyArchived');
    const binned = { ...archived, binned: { at: 0, by: 'me' } };
    expect(after({ kind: 'setHasApp', hasApp: true }, null, binned)).toBe('inBin');
  });

  it('keeps the invite when the app is marked, and writes nothing that is so already', () => {
    expect(after({ kind: 'setHasApp', hasApp: true }, invited)).toEqual([
      { ...invited, hasApp: true },
    ]);
    expect(after({ kind: 'setHasApp', hasApp: false }, invited)).toEqual([]);
    expect(after({ kind: 'setHasApp', hasApp: false })).toEqual([]);
  });
});

describe('the message', () => {
  const contact = (kind: 'phone' | 'email', value: string, doNotUse = false) => ({
    kind,
    value,
    doNotUse,
  });

  it('goes by e-mail, or to a mobile number; never where the practice said not to', () => {
    const contacts = [
      contact('phone', '+39 02 1234567'),
      contact('phone', '333 1234567'),
      contact('phone', '+39 333 7654321', true),
      contact('phone', '+41 79 123 45 67'),
      contact('email', 'uno@esempio.it'),
      contact('email', 'due@esempio.it', true),
    ];
    expect(inviteWays(contacts).map(({ channel, to }) => `${channel} ${to}`)).toEqual([
      'email uno@esempio.it',
      'sms 333 1234567',
      'sms +41 79 123 45 67',
      'whatsapp 333 1234567',
      'whatsapp +41 79 123 45 67',
    ]);
    expect(inviteWays([contact('phone', '02 1234567')])).toEqual([]);
  });

  it('opens with the text as it is, whatever signs stand in it', () => {
    const text = 'È l’app & "più"\nsubito?';
    const opened = (channel: 'email' | 'sms' | 'whatsapp', to: string) =>
      messageAddress({ channel, to }, 'Oggetto & altro', text);
    const body = 'È l’app & "più"\r\nsubito?';
    const mail = new URL(opened('email', 'a&b?c@esempio.it'));
    expect(decodeURIComponent(mail.pathname)).toBe('a&b?c@esempio.it');
    expect([...mail.searchParams]).toEqual([
      ['subject', 'Oggetto & altro'],
      ['body', body],
    ]);
    const sms = new URL(opened('sms', '333 1234567'));
    expect([sms.pathname, sms.searchParams.get('body')]).toEqual(['+393331234567', body]);
    const whatsapp = new URL(opened('whatsapp', '0041 79 123 45 67'));
    expect(whatsapp.protocol).toBe('whatsapp:');
    expect([...whatsapp.searchParams]).toEqual([
      ['phone', '41791234567'],
      ['text', body],
    ]);
  });

  it('names patient, doctor and practice, and leaves other braces alone', () => {
    const words = { nome: '{studio}', cognome: 'ROSSI', medico: 'Ada Prova', studio: 'Studio' };
    expect(fillInvite('{nome} {cognome}, {medico} {studio} {altro}', words)).toBe(
      '{studio} ROSSI, Ada Prova Studio {altro}',
    );
    expect(fillInvite(DEFAULT_INVITE_MESSAGE, words)).not.toMatch(/\{(cognome|medico)\}/);
    expect(isInviteMessage(DEFAULT_INVITE_MESSAGE)).toBe(true);
    expect([isInviteMessage(' '), isInviteMessage('a'.repeat(1001))]).toEqual([false, false]);
  });
});
