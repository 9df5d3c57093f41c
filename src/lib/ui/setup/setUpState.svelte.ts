import type { SetUpForm } from '#lib/ui/app.ts';

export type SetUpField = keyof SetUpForm;

const MISSING: { readonly [F in SetUpField]: string } = {
  name: 'Scrivi il nome dello studio.',
  firstName: 'Scrivi il tuo nome.',
  lastName: 'Scrivi il tuo cognome.',
  doctorCode: 'Scrivi il codice che la Regione ti ha assegnato.',
};

/** What is wrong in the form, field by field; the code is letters and digits, as regions write it. */
export function setUpErrors(form: SetUpForm): { readonly [F in SetUpField]?: string } {
  const errors: { [F in SetUpField]?: string } = {};
  for (const field of Object.keys(MISSING) as SetUpField[]) {
    if (form[field].trim() === '') errors[field] = MISSING[field];
  }
  const code = form.doctorCode.replaceAll(/\s/g, '');
  if (code !== '' && !/^[A-Za-z0-9]{1,20}$/.test(code)) {
    errors.doctorCode = 'Solo lettere e cifre, come sul tuo timbro o sulla ricetta.';
  }
  return errors;
}

export class SetUpState {
  form = $state<SetUpForm & { [F in SetUpField]: string }>({
    name: '',
    firstName: '',
    lastName: '',
    doctorCode: '',
  });
  creating = $state(false);
  failed = $state(false);
  #submitted = $state(false);
  readonly errors = $derived(this.#submitted ? setUpErrors(this.form) : {});
  readonly #create: (form: SetUpForm) => Promise<void>;

  constructor(create: (form: SetUpForm) => Promise<void>) {
    this.#create = create;
  }

  /** The first field to correct, or null when the practice is being created. */
  async submit(): Promise<SetUpField | null> {
    if (this.creating) return null;
    this.#submitted = true;
    this.failed = false;
    const [wrong] = Object.keys(this.errors) as SetUpField[];
    if (wrong) return wrong;
    this.creating = true;
    try {
      await this.#create(trimmed(this.form));
    } catch {
      this.failed = true;
    } finally {
      this.creating = false;
    }
    return null;
  }
}

function trimmed({ name, firstName, lastName, doctorCode }: SetUpForm): SetUpForm {
  return {
    name: name.trim(),
    firstName: firstName.trim(),
    lastName: lastName.trim(),
    doctorCode: doctorCode.replaceAll(/\s/g, ''),
  };
}
