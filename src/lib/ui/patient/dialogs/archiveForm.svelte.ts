import type { ArchiveReason, RevocationReason } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { dueRevocationDate } from '#lib/domain/revocation.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import type { Editing } from '#lib/ui/edit/editing.svelte.ts';
import { archiveReasonLabel } from '#lib/ui/texts/importPlan.ts';
import { lifeRefusalText } from '#lib/ui/texts/life.ts';
import { LifeForm } from './lifeForm.svelte.ts';

/** `Sposta in archivio`: the motive, and what is known with it. */
export class ArchiveForm extends LifeForm {
  readonly today: PlainDate;
  fields = $state({
    reason: '' as ArchiveReason | '',
    revocation: '' as RevocationReason | '',
    text: '',
    deathDate: '',
    knownOn: '',
  });
  #effectiveOn = $state<string | null>(null);

  constructor(patients: readonly ListedPatient[], editing: Editing, today: PlainDate) {
    super(patients, editing);
    this.today = today;
    this.fields.knownOn = today;
    const status = this.only?.status;
    if (status === 'ssnRevoked' || status === 'ssnDeceased') this.fields.reason = status;
    this.fields.revocation = this.only?.revocation ?? '';
  }

  /** The day that the reason of the revocation gives, until another one is typed. */
  get effectiveOn(): string {
    if (this.#effectiveOn !== null) return this.#effectiveOn;
    const { revocation, knownOn } = this.fields;
    return (revocation && dueRevocationDate(revocation, knownOn || this.today, null)) || '';
  }

  set effectiveOn(day: string) {
    this.#effectiveOn = day;
  }

  async submit(): Promise<boolean> {
    const { reason, revocation, text, deathDate, knownOn } = this.fields;
    if (reason === '') {
      this.errors = { reason: lifeRefusalText({ kind: 'missingField', field: 'reason' }) };
      return false;
    }
    const effectiveOn = reason === 'ssnDeceased' ? deathDate : this.effectiveOn;
    return this.send(
      {
        kind: 'archive',
        patients: this.ids,
        reason,
        text: text || null,
        revocation: reason === 'ssnRevoked' ? revocation || null : null,
        effectiveOn: effectiveOn || null,
        knownOn: knownOn || null,
      },
      `in archivio, ${archiveReasonLabel(reason)}`,
    );
  }
}
