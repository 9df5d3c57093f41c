/** The practice and its first doctor's access, as they are typed on a fresh server. */
import type { FieldProblem } from '#lib/accounts/fields.ts';
import { newPracticeRequest, setUpRequest } from '#lib/accounts/requests.ts';
import { ABOUT_ACCESS } from '#lib/ui/accounts/accessForms.svelte.ts';
import { ServerForm } from '#lib/ui/accounts/serverForm.svelte.ts';
import type { SetUpForm, Start } from '#lib/ui/accounts/start.ts';
import { type AccessField, accessFieldText } from '#lib/ui/texts/accounts.ts';

type PracticeField = keyof typeof newPracticeRequest.shape;

const MISSING: { readonly [F in PracticeField]: string } = {
  name: 'Scrivi il nome dello studio.',
  firstName: 'Scrivi il tuo nome.',
  lastName: 'Scrivi il tuo cognome.',
  doctorCode: 'Scrivi il codice che la Regione ti ha assegnato.',
};

/** What is wrong with a field; the code is letters and digits, as regions write it. */
function setUpFieldText(field: PracticeField | AccessField, problem: FieldProblem): string {
  if (!(field in MISSING)) return accessFieldText(field as AccessField, problem);
  if (problem === 'missing') return MISSING[field as PracticeField];
  if (problem === 'tooLong') return 'È troppo lungo.';
  return field === 'doctorCode'
    ? 'Solo lettere e cifre, come sul tuo timbro o sulla ricetta.'
    : 'C’è un carattere che qui non va bene.';
}

export function setUpForm({ create }: Pick<Start & { kind: 'setUp' }, 'create'>) {
  const access = { token: '', email: '', password: '' };
  return new ServerForm<Record<keyof SetUpForm, string>, Start>({
    empty: { name: '', firstName: '', lastName: '', doctorCode: '', ...access },
    schema: setUpRequest.extend(newPracticeRequest.shape),
    fieldText: setUpFieldText,
    about: ABOUT_ACCESS,
    send: create,
  });
}
