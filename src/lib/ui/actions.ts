/**
 * What can be done with patients, as data: row menu, context menu, keyboard and (later) bulk bar and
 * palette all show the same list. Permissions are asked here and nowhere else.
 */
import type { Session } from '#lib/domain/session.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';

/** What an action needs from the page it runs in. */
export interface ActionEffects {
  open(patient: ListedPatient): void;
  /** Puts `text` on the clipboard and tells it with `said`. */
  copy(text: string, said: string): void;
}

export interface PatientAction {
  readonly id: 'open' | 'copyTaxCode';
  readonly label: string;
  /** Why it cannot be done now; null when it can. */
  readonly unavailable: string | null;
  run(effects: ActionEffects): void;
}

/** Actions on the chosen patients, in the order of the menu. None is restricted yet: reading needs no more than the list. */
export function patientActions(
  patients: readonly ListedPatient[],
  _session: Session,
): PatientAction[] {
  const [patient] = patients;
  if (!patient || patients.length > 1) return [];
  const { taxCode } = patient;
  return [
    {
      id: 'open',
      label: 'Apri scheda',
      unavailable: null,
      run: (effects) => effects.open(patient),
    },
    {
      id: 'copyTaxCode',
      label: 'Copia codice fiscale',
      unavailable: taxCode === null ? 'Il codice fiscale manca.' : null,
      run: (effects) => {
        if (taxCode !== null) effects.copy(taxCode, 'Codice fiscale copiato');
      },
    },
  ];
}
