import type { LifeField } from '#lib/domain/lifePlan.ts';
import type { Edit } from '#lib/replica/editDesk.ts';
import type { EditAnswer, Editing } from '#lib/ui/edit/editing.svelte.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import { patientsText } from '#lib/ui/texts/life.ts';

/** What every dialog about a patient's life does with its answer: sends it, and puts a refusal where it belongs. */
export abstract class LifeForm {
  readonly patients: readonly ListedPatient[];
  readonly #editing: Editing;
  saving = $state(false);
  errors = $state.raw<{ readonly [F in LifeField]?: string }>({});
  /** Why it was not written, when no single field is to blame. */
  failure = $state<string | null>(null);

  constructor(patients: readonly ListedPatient[], editing: Editing) {
    this.patients = patients;
    this.#editing = editing;
  }

  get ids(): string[] {
    return this.patients.map(({ id }) => id);
  }

  /** The only patient, when there is one. */
  get only(): ListedPatient | null {
    return this.patients.length === 1 ? (this.patients[0] ?? null) : null;
  }

  /** Resolves with whether it is written. `said` is what became of the patients. */
  protected async send(edit: Edit, said: string, options?: { undo?: boolean }): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    this.errors = {};
    this.failure = null;
    const answer = await this.#editing.run(
      edit,
      ({ patients }) => `${this.#who(patients)}: ${said}`,
      options,
    );
    this.saving = false;
    if (!answer.ok) this.#show(answer.error);
    return answer.ok;
  }

  #who(written: readonly string[]): string {
    return patientsText(this.patients.filter(({ id }) => written.includes(id)));
  }

  #show({ text, why }: (EditAnswer & { ok: false })['error']): void {
    if (why?.kind === 'missingField' || why?.kind === 'wrongDay') {
      this.errors = { [why.field]: text };
    } else this.failure = text;
  }
}
