import type { AddPatient } from '#lib/domain/addPatient.ts';
import { asksBirthDate, isPossibleBirthDate, tidyName } from '#lib/domain/addPatient.ts';
import { assigneesToAddTo } from '#lib/domain/panelAccess.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import { DEFAULT_PREFIX, isEmailAddress, isPhoneNumber, writeNumber } from '#lib/domain/phone.ts';
import { type PlaceCodes, loadPlaceCodes } from '#lib/domain/placeCodes.ts';
import { hasLifeRight } from '#lib/domain/lifeRights.ts';
import type { Person, SamePerson } from '#lib/domain/samePeople.ts';
import {
  certainBirthDate,
  normaliseTaxCode,
  parseTaxCode,
  taxCodeWarnings,
} from '#lib/domain/taxCode.ts';
import type { TypedPerson } from '#lib/domain/typedPerson.ts';
import { suggestTaxCode } from '#lib/domain/taxCodeSuggestion.ts';
import type { EditFailure, SamePeople } from '#lib/replica/editDesk.ts';
import type { App } from '#lib/ui/app.ts';
import type { Editing } from '#lib/ui/edit/editing.svelte.ts';
import { LatestAnswer } from '#lib/ui/shell/latestAnswer.svelte.ts';
import { editFailureText } from '#lib/ui/texts/edits.ts';
import { fullName } from '#lib/ui/texts/person.ts';
import { taxCodeWarningText } from '#lib/ui/texts/taxCode.ts';

export type AddField = 'lastName' | 'firstName' | 'taxCode' | 'birthDate' | 'phone' | 'email';

const FIELD_OF: { readonly [K in EditFailure['kind']]?: AddField } = {
  wrongTaxCode: 'taxCode',
  alreadyThere: 'taxCode',
  missingBirthDate: 'birthDate',
  wrongBirthDate: 'birthDate',
  wrongPhone: 'phone',
  wrongEmail: 'email',
};

/** How long the typing must pause before the lists are asked who it is, ms. */
const PAUSE = 150;

/** The dialog `Aggiungi paziente`: what is typed, what is odd in it, who is known already. */
export class AddPatientForm {
  readonly #app: App;
  readonly #editing: Editing;
  fields = $state({
    panel: '',
    list: 'ssn' as AddPatient['list'],
    lastName: '',
    firstName: '',
    taxCode: '',
    birthDate: '',
    prefix: DEFAULT_PREFIX,
    phone: '',
    email: '',
  });
  /** `Invia messaggio al paziente`: once he is there, the invite opens. */
  invites = $state(false);
  saving = $state(false);
  /** Why the last attempt was not written, when no single field is to blame. */
  failure = $state<string | null>(null);
  #submitted = $state(false);
  #taxCodeLeft = $state(false);
  #places = $state.raw<PlaceCodes | null>(null);
  readonly #known;

  readonly #parsed = $derived(parseTaxCode(this.fields.taxCode));
  readonly #code = $derived(this.#parsed.ok ? this.#parsed.value : null);
  readonly suggestion = $derived(suggestTaxCode(this.fields.taxCode));
  readonly asksBirthDate = $derived.by(
    () => this.#code !== null && asksBirthDate(this.#code, this.#app.today()),
  );
  readonly #birthDate = $derived.by(() => {
    if (this.asksBirthDate) return this.fields.birthDate || null;
    return this.#code && certainBirthDate(this.#code, this.#app.today());
  });

  readonly #person = $derived.by((): Person | null => {
    const { lastName, firstName } = this.fields;
    const isNamed = lastName.trim() !== '' && firstName.trim() !== '' && this.#birthDate !== null;
    if (this.#code === null && !isNamed) return null;
    return { taxCode: this.#code, lastName, firstName, birthDate: this.#birthDate };
  });

  /** What to look at, which never stops anybody. */
  readonly warnings = $derived.by(() => {
    if (this.#code === null) return [];
    const { lastName, firstName } = this.fields;
    const person = {
      lastName: lastName || null,
      firstName: firstName || null,
      birthDate: this.#birthDate,
      sex: null,
    };
    return taxCodeWarnings(this.#code, person, { places: this.#places }).map(taxCodeWarningText);
  });

  readonly errors = $derived.by((): { readonly [F in AddField]?: string } => {
    const isLong = normaliseTaxCode(this.fields.taxCode).length >= 16;
    if (this.#submitted) return this.#allErrors();
    const { taxCode } = this.#allErrors();
    const tells = isLong || (this.#taxCodeLeft && this.fields.taxCode.trim() !== '');
    return taxCode && tells ? { taxCode } : {};
  });

  /** `typed`: what somebody wrote in a search that did not find the patient. */
  constructor(app: App, editing: Editing, typed: TypedPerson | null = null) {
    this.#app = app;
    this.#editing = editing;
    this.fields.panel = preselected(app);
    if (typed) Object.assign(this.fields, { ...typed, birthDate: typed.birthDate ?? '' });
    this.#known = new LatestAnswer<Person, SamePeople>(() => this.#person, askInAPause(app));
    void loadPlaceCodes().then((places) => (this.#places = places));
  }

  /** Who is known already; null while nobody is named, or while the lists are being asked. */
  get known(): SamePeople | null {
    const latest = this.#known.current;
    return latest?.question === this.#person ? latest.answer : null;
  }

  /** Whoever has the code is in the bin: adding makes a new patient, under the next generation of the id. */
  get isInBin(): boolean {
    const withCode = this.known?.people.filter(({ by }) => by !== 'name') ?? [];
    return withCode.length > 0 && withCode.every(({ place }) => place === 'bin');
  }

  mayRestore(person: SamePerson): boolean {
    const { session, today } = this.#app;
    return hasLifeRight(session, person, 'unbin', today());
  }

  /** `Ripristina dal cestino`, in place of adding. */
  async restore(person: SamePerson): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    this.failure = null;
    const answer = await this.#editing.run(
      { kind: 'unbin', patients: [person.id] },
      `${fullName(person)}: ripristinato dal cestino`,
    );
    this.saving = false;
    if (!answer.ok) this.failure = answer.error.text;
    return answer.ok;
  }

  leaveTaxCode(): void {
    this.#taxCodeLeft = true;
  }

  takeSuggestion(): void {
    if (this.suggestion !== null) this.fields.taxCode = this.suggestion;
  }

  /** Who was added, or the first field to look at; neither when the reason is none of the fields. */
  async submit(): Promise<{ readonly added?: PatientId; readonly wrong?: AddField }> {
    if (this.saving) return {};
    this.#submitted = true;
    this.failure = null;
    const [wrong] = Object.keys(this.errors) as AddField[];
    if (wrong) return { wrong };
    this.saving = true;
    const edit = this.#edit();
    const answer = await this.#editing.run(edit, `${fullName(edit)}: paziente aggiunto`);
    this.saving = false;
    if (answer.ok) return { added: answer.value.patient };
    this.failure = answer.error.text;
    const field = answer.error.why && FIELD_OF[answer.error.why.kind];
    return field ? { wrong: field } : {};
  }

  #edit(): AddPatient {
    const { panel, list, lastName, firstName, taxCode, birthDate, prefix, phone, email } =
      this.fields;
    return {
      kind: 'addPatient',
      panel,
      list,
      lastName: tidyName(lastName),
      firstName: tidyName(firstName),
      taxCode,
      birthDate: this.asksBirthDate && birthDate ? birthDate : null,
      phone: phone.trim() ? writeNumber(prefix, phone) : null,
      email: email.trim() || null,
    };
  }

  /** In the order of the form. */
  #allErrors(): { readonly [F in AddField]?: string } {
    const errors: { [F in AddField]?: string } = {};
    const { firstName, lastName, birthDate, phone, email, prefix } = this.fields;
    if (!tidyName(firstName))
      errors.firstName = textOf({ kind: 'missingName', field: 'firstName' });
    if (!tidyName(lastName)) errors.lastName = textOf({ kind: 'missingName', field: 'lastName' });
    if (!this.#parsed.ok) {
      errors.taxCode = textOf({ kind: 'wrongTaxCode', error: this.#parsed.error });
    }
    if (this.asksBirthDate) {
      if (birthDate && !isPossibleBirthDate(birthDate, this.#app.today())) {
        errors.birthDate = textOf({ kind: 'wrongBirthDate' });
      } else if (!birthDate && this.#code?.birth) {
        errors.birthDate = textOf({ kind: 'missingBirthDate' });
      }
    }
    const number = writeNumber(prefix, phone);
    if (phone.trim() && !isPhoneNumber(number))
      errors.phone = textOf({ kind: 'wrongPhone', number });
    if (email.trim() && !isEmailAddress(email.trim()))
      errors.email = textOf({ kind: 'wrongEmail' });
    return errors;
  }
}

const textOf = editFailureText;

/** One's own list; for who has none, the first of those he may add to. */
function preselected({ session, team, today }: App): string {
  const offered = assigneesToAddTo(session, team, today()).map(({ panel }) => panel);
  const own = session.panels.find(
    ({ panel, relation }) => relation === 'own' && offered.includes(panel),
  );
  return own?.panel ?? offered[0] ?? '';
}

function askInAPause({ edits }: App) {
  return (person: Person, show: (answer: SamePeople) => void) => {
    let stopped = false;
    const timer = setTimeout(async () => {
      // A question that failed is asked again with the next letter; adding checks once more.
      const answer = await edits.samePeople(person).catch(() => null);
      if (!stopped && answer !== null) show(answer);
    }, PAUSE);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  };
}
