import { hasLifeRight } from '#lib/domain/lifeRights.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Session } from '#lib/domain/session.ts';
import { type ListedPatient, placeOf } from '#lib/read-model/patientRow.ts';
import type { Editing } from '#lib/ui/edit/editing.svelte.ts';
import { LifeForm } from './lifeForm.svelte.ts';

/** `Elimina paziente`: who is in the bin already is erased, everybody else goes there. */
export class DeleteForm extends LifeForm {
  readonly erases: boolean;
  readonly mayArchiveInstead: boolean;
  readonly #takesBack: boolean;

  constructor(
    patients: readonly ListedPatient[],
    editing: Editing,
    session: Session,
    today: PlainDate,
  ) {
    super(patients, editing);
    this.erases = patients.some(({ tab }) => tab === 'bin');
    this.mayArchiveInstead = patients.some(({ tab }) => tab === 'ssn' || tab === 'private');
    // Out of the bin only the doctor brings anybody: at the desk there is no Annulla for it.
    this.#takesBack = patients.every((patient) =>
      hasLifeRight(session, placeOf(patient), 'unbin', today),
    );
  }

  submit(): Promise<boolean> {
    return this.erases
      ? this.send({ kind: 'erase', patients: this.ids }, 'dati eliminati per sempre', {
          undo: false,
        })
      : this.send({ kind: 'bin', patients: this.ids }, 'nel Cestino', { undo: this.#takesBack });
  }
}
