import type { PatientHistoryEntry } from '#lib/read-model/history.ts';
import type { PatientRow } from '#lib/read-model/patientRow.ts';
import type { PatientReader } from '#lib/ui/app.ts';
import { LatestAnswer } from '#lib/ui/shell/latestAnswer.svelte.ts';

export type PatientTab = 'anagrafica' | 'storia';

/** One patient and where what is known of him comes from. */
export class PatientScreen {
  readonly #patient;
  readonly #history;

  constructor(patients: PatientReader, id: () => string) {
    this.#patient = new LatestAnswer<string, PatientRow | null>(id, patients.watchPatient);
    this.#history = new LatestAnswer<string, readonly PatientHistoryEntry[]>(
      id,
      patients.watchHistory,
    );
  }

  /** Undefined while it is being read; null when there is no such patient. One in the bin is still shown, as such. */
  get row(): PatientRow | null | undefined {
    const row = this.#patient.current?.answer;
    const { aliasOf = null, erasedOn = null } = row?.patient.lifecycle ?? {};
    return aliasOf !== null || erasedOn !== null ? null : row;
  }

  get history(): readonly PatientHistoryEntry[] | null {
    return this.#history.current?.answer ?? null;
  }
}
