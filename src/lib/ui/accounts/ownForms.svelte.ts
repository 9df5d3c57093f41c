/** What somebody changes about his own access. */
import { z } from 'zod';
import type { AccountsAtServer } from '#lib/accounts/accountsAtServer.ts';
import { type DeskLock, isPin } from '#lib/accounts/deskLock.ts';
import { newPassword, typedPassword } from '#lib/accounts/fields.ts';
import { confirmSecondFactorRequest, secondFactorRequest } from '#lib/accounts/requests.ts';
import { ok } from '#lib/domain/result.ts';
import { accessFieldText } from '#lib/ui/texts/accounts.ts';
import { ServerForm } from './serverForm.svelte.ts';

const typePassword = () => 'Scrivi la tua password.';
const ABOUT_PASSWORD = { wrongPassword: 'password' } as const;

/** `lock`: what opens this desk without the server follows the new password. */
export function passwordForm(server: AccountsAtServer, lock: DeskLock) {
  return new ServerForm({
    empty: { current: '', next: '' },
    schema: z.object({ current: typedPassword, next: newPassword }),
    fieldText: (field, problem) =>
      field === 'current' ? 'Scrivi la password di adesso.' : accessFieldText('password', problem),
    about: { wrongPassword: 'current' },
    async send({ current, next }) {
      const changed = await server.changePassword(current, next);
      if (changed.ok) await lock.setPassword(next);
      return changed;
    },
  });
}

export function beginSecondFactorForm(server: AccountsAtServer) {
  return new ServerForm({
    empty: { password: '' },
    schema: secondFactorRequest,
    fieldText: typePassword,
    about: ABOUT_PASSWORD,
    send: ({ password }) => server.beginSecondFactor(password),
  });
}

export function confirmSecondFactorForm(server: AccountsAtServer) {
  return new ServerForm({
    empty: { code: '' },
    schema: confirmSecondFactorRequest,
    fieldText: () => 'Scrivi le sei cifre che l’app mostra.',
    about: { wrongCode: 'code' },
    send: ({ code }) => server.confirmSecondFactor(code.replace(/\s/g, '')),
  });
}

export function endSecondFactorForm(server: AccountsAtServer) {
  return new ServerForm({
    empty: { password: '' },
    schema: secondFactorRequest,
    fieldText: typePassword,
    about: ABOUT_PASSWORD,
    send: ({ password }) => server.endSecondFactor(password),
  });
}

export function pinForm(lock: DeskLock) {
  return new ServerForm({
    empty: { pin: '' },
    schema: z.object({ pin: z.string().refine(isPin, 'invalid') }),
    fieldText: () => 'Il PIN è di sei cifre.',
    async send({ pin }) {
      await lock.setPin(pin);
      return ok(null);
    },
  });
}
