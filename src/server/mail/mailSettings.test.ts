import { expect, test } from 'vitest';
import { parseMailSettings, shownMailSettings, type MailSettings } from './mailSettings.ts';

const form = {
  host: 'smtp.example.com',
  port: 587,
  security: 'startTls',
  from: 'studio@example.com',
  user: 'studio',
  password: 'segreto',
};
const { user, password, ...server } = form;
const stored = { ...server, signIn: { user, password } } as MailSettings;

test('settings are shown without their password', () => {
  expect(parseMailSettings(form, null)).toEqual({ ok: true, value: stored });
  expect(JSON.stringify(shownMailSettings(stored))).not.toContain('segreto');
  expect(shownMailSettings(stored)).toEqual({ ...server, user });
  expect(shownMailSettings({ ...stored, signIn: null }).user).toBeNull();
});

test('the password stays when none is typed, another sender is no other account', () => {
  const untouched = { ...form, password: '', from: 'altro@example.com' };
  expect(parseMailSettings(untouched, stored)).toMatchObject({
    value: { from: 'altro@example.com', signIn: stored.signIn },
  });
});

test.each([
  ['host', { host: 'smtp.example.net' }],
  ['port', { port: 2525 }],
  ['encryption', { security: 'tls' }],
  ['user', { user: 'altro' }],
])('the stored password never goes to another %s', (_, other) => {
  const asked = { ...form, ...other, password: undefined };
  expect(parseMailSettings(asked, stored)).toEqual({
    ok: false,
    error: { kind: 'invalid', fields: ['password'] },
  });
});

test('without a user there is no sign-in', () => {
  expect(parseMailSettings({ ...form, user: '' }, stored)).toMatchObject({
    value: { signIn: null },
  });
});

test.each([
  [{ host: ' ' }, 'host'],
  [{ port: 0 }, 'port'],
  [{ port: '587' }, 'port'],
  [{ security: 'ssl' }, 'security'],
  [{ security: 'none' }, 'security'],
  [{ from: 'Studio <studio@example.com>' }, 'from'],
])('refuses %j', (wrong, field) => {
  expect(parseMailSettings({ ...form, ...wrong }, null)).toEqual({
    ok: false,
    error: { kind: 'invalid', fields: [field] },
  });
});

test('a relay on the same computer needs no encryption', () => {
  const relay = { ...form, host: 'localhost', security: 'none', user: null };
  expect(parseMailSettings(relay, null).ok).toBe(true);
});
