import type { RevocationReason, Status, TemporaryReason } from '#lib/domain/patient.ts';
import { type PlainDate, addMonths, daysBetween } from '#lib/domain/plainDate.ts';
import { dueRevocationDate } from '#lib/domain/revocation.ts';
import type { StatusChoice } from '#lib/domain/statusChange.ts';
import { type ListedPatient, placeOf } from '#lib/read-model/patientRow.ts';
import type { Editing } from '#lib/ui/edit/editing.svelte.ts';
import { statusLabel } from '#lib/ui/texts/importPlan.ts';
import { LifeForm } from './lifeForm.svelte.ts';

const STATUSES: readonly Status[] = ['ssn', 'ssnTemporary', 'ssnRevoked', 'ssnDeceased', 'private'];
/** A temporary enrolment is for a stay of at least three months and for at most a year (DOMAIN.md §6). */
const SHORTEST_MONTHS = 3;
const LONGEST_MONTHS = 12;
/** A death is known to the region up to a year late; later than that the date is to be looked at again. */
const LATE_DAYS = 366;

/** `Cambia stato`, and the choice of a status in `Ripassa a SSN`. */
export class StatusForm extends LifeForm {
  readonly #today: PlainDate;
  /** The statuses that can be chosen. */
  readonly statuses: readonly Status[];
  readonly kind: 'changeStatus' | 'moveToSsn';
  fields = $state({
    status: 'ssn' as Status,
    revocation: '' as RevocationReason | '',
    temporary: '' as TemporaryReason | '',
    text: '',
    expiresOn: '',
    deathDate: '',
    archive: false,
    knownOn: '',
  });
  #effectiveOn = $state<string | null>(null);

  constructor(
    kind: StatusForm['kind'],
    patients: readonly ListedPatient[],
    editing: Editing,
    today: PlainDate,
  ) {
    super(patients, editing);
    this.kind = kind;
    this.#today = today;
    this.fields.knownOn = today;
    this.statuses = statusesFor(kind, patients);
    const status = this.only?.tab === 'ssn' ? this.only.status : this.statuses[0];
    if (status) this.fields.status = status;
    this.fields.expiresOn = this.only?.expiresOn ?? '';
  }

  /** Whether the patient is private and stays so: then there is nothing to choose. */
  get isRefused(): boolean {
    return this.statuses.length === 0;
  }

  get today(): PlainDate {
    return this.#today;
  }

  /** The day that the reason gives, until another one is typed. */
  readonly #due = $derived.by(() => {
    const { status, revocation, knownOn } = this.fields;
    if (status !== 'ssnRevoked' || revocation === '') return null;
    return dueRevocationDate(revocation, knownOn || this.#today, this.only?.expiresOn ?? null);
  });

  get effectiveOn(): string {
    return this.#effectiveOn ?? this.#due ?? this.#today;
  }

  set effectiveOn(day: string) {
    this.#effectiveOn = day;
  }

  /** What is odd in the dates, which stops nobody. */
  readonly warning = $derived.by((): string | null => {
    const { status, expiresOn, deathDate, knownOn } = this.fields;
    if (status === 'ssnTemporary' && expiresOn !== '') {
      const start = this.effectiveOn || this.#today;
      if (expiresOn < addMonths(start, SHORTEST_MONTHS)) {
        return 'Meno di tre mesi: la scelta temporanea è per soggiorni di almeno tre mesi.';
      }
      if (expiresOn > addMonths(start, LONGEST_MONTHS)) {
        return 'Più di un anno: la scelta temporanea vale al massimo un anno, poi si rinnova.';
      }
    }
    const isLate =
      status === 'ssnDeceased' && deathDate !== '' && daysBetween(deathDate, knownOn) > LATE_DAYS;
    return isLate ? 'È più di un anno fa: controlla la data.' : null;
  });

  submit(): Promise<boolean> {
    const patients = this.ids;
    const to = this.#choice();
    if (this.kind === 'moveToSsn') {
      return this.send({ kind: 'moveToSsn', patients, to }, `ora è ${statusLabel(to.status)}`);
    }
    const isArchived = 'archive' in to && to.archive;
    return this.send(
      { kind: 'changeStatus', patients, to },
      `${statusLabel(to.status)}${isArchived ? ', in archivio' : ''}`,
    );
  }

  #choice(): StatusChoice {
    const { status, revocation, temporary, text, archive } = this.fields;
    const knownOn = this.fields.knownOn || null;
    const effectiveOn = this.effectiveOn || null;
    switch (status) {
      case 'ssn':
      case 'private':
        return { status, effectiveOn, knownOn };
      case 'ssnTemporary': {
        const expiresOn = this.fields.expiresOn || null;
        return {
          status,
          reason: temporary || null,
          text: text || null,
          effectiveOn,
          expiresOn,
          knownOn,
        };
      }
      case 'ssnRevoked':
        return { status, reason: revocation || null, effectiveOn, archive, knownOn };
      case 'ssnDeceased':
        return { status, deathDate: this.fields.deathDate || null, archive, knownOn };
    }
  }
}

/** A private patient can only come back from the archive as he was, or go to SSN by `Ripassa a SSN`. */
function statusesFor(
  kind: StatusForm['kind'],
  patients: readonly ListedPatient[],
): readonly Status[] {
  if (kind === 'moveToSsn') return ['ssn', 'ssnTemporary'];
  if (patients.some((patient) => placeOf(patient).list === 'ssn')) return STATUSES;
  return patients.some(({ tab }) => tab === 'archive') ? ['private'] : [];
}
