/** Coming in by the server: e-mail and password, then the code where a second factor is on. */
import {
  forgottenRequest,
  newPasswordRequest,
  signInCodeRequest,
  signInRequest,
} from '#lib/accounts/requests.ts';
import { accessFieldText } from '#lib/ui/texts/accounts.ts';
import { ServerForm } from './serverForm.svelte.ts';
import type { PasswordLink, SignIn } from './start.ts';

export function signInForm({ signIn }: SignIn) {
  return new ServerForm({
    empty: { email: '', password: '' },
    schema: signInRequest,
    fieldText: (field, problem) => {
      if (field === 'password') return 'Scrivi la tua password.';
      return problem === 'missing' ? 'Scrivi la tua e-mail.' : 'Questa e-mail non è scritta bene.';
    },
    send: ({ email, password }) => signIn(email, password),
  });
}

export function forgottenForm({ askLink }: SignIn) {
  return new ServerForm({
    empty: { email: '' },
    schema: forgottenRequest,
    fieldText: (_, problem) => accessFieldText('email', problem),
    send: ({ email }) => askLink(email),
  });
}

export function newPasswordForm({ choose }: Pick<PasswordLink, 'choose'>) {
  return new ServerForm({
    empty: { password: '' },
    schema: newPasswordRequest.omit({ token: true }),
    fieldText: (_, problem) => accessFieldText('password', problem),
    send: ({ password }) => choose(password),
  });
}

export function codeForm({ enterCode }: SignIn) {
  return new ServerForm({
    empty: { code: '' },
    schema: signInCodeRequest,
    fieldText: () => 'Scrivi il codice di sei cifre, o uno dei codici di riserva.',
    about: { wrongCode: 'code' },
    // People copy the code as the app shows it, in two groups.
    send: ({ code }) => enterCode(/^[\d\s]+$/.test(code) ? code.replace(/\s/g, '') : code.trim()),
  });
}
