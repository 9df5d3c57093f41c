/** The forms by which somebody comes in for the first time: the practice's first doctor, and who was invited. */
import type { FieldProblem } from '#lib/accounts/fields.ts';
import { acceptRequest, setUpRequest } from '#lib/accounts/requests.ts';
import { type AccessField, accessFieldText } from '#lib/ui/texts/accounts.ts';
import { copyFailureText } from '#lib/ui/texts/settings.ts';
import type { TakeOverFailure } from '#lib/ui/app.ts';
import { ServerForm } from './serverForm.svelte.ts';
import type { Invitation, Start } from './start.ts';

type TakeOver = Start & { readonly kind: 'takeOver' };

/** Refusals of the server that are about one of the fields of an access. */
export const ABOUT_ACCESS = { wrongToken: 'token', emailTaken: 'email' } as const;

export function takeOverForm({ token, create }: TakeOver) {
  return new ServerForm<{ token: string; email: string; password: string }, Start, TakeOverFailure>(
    {
      empty: { token, email: '', password: '' },
      schema: setUpRequest,
      fieldText: (field, problem) => accessFieldText(field as AccessField, problem),
      about: ABOUT_ACCESS,
      send: create,
      failureText: copyFailureText,
    },
  );
}

export function invitationForm({ accept }: Pick<Invitation, 'accept'>) {
  return new ServerForm({
    empty: { email: '', password: '' },
    schema: acceptRequest.omit({ token: true }),
    fieldText: (field, problem: FieldProblem) => accessFieldText(field, problem),
    about: { emailTaken: 'email' },
    send: ({ email, password }) => accept(email, password),
  });
}
