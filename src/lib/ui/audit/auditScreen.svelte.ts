/** State of `Registro`: what the server keeps of who wrote what, page by page. Only while it answers. */
import type { AuditLine } from '#lib/accounts/audit.ts';
import { AUDIT_PAGE } from '#lib/accounts/audit.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import type { App } from '#lib/ui/app.ts';
import { LatestAnswer } from '#lib/ui/shell/latestAnswer.svelte.ts';

export class AuditScreen {
  readonly patient: PatientId | null;
  readonly #read: App['readAudit'];
  readonly #people;
  lines = $state.raw<readonly AuditLine[]>([]);
  state = $state<'reading' | 'read' | 'forbidden' | 'unreachable'>('reading');
  /** There are older ones. */
  hasMore = $state(false);

  /** `patient`: of him alone; null: of everybody. */
  constructor(
    { readAudit, patients }: Pick<App, 'readAudit' | 'patients'>,
    patient: PatientId | null,
  ) {
    this.patient = patient;
    this.#read = readAudit;
    this.#people = new LatestAnswer(() => this.#named, patients.watchListed.bind(patients));
    void this.more();
  }

  async more(): Promise<void> {
    this.state = 'reading';
    const before = this.lines.at(-1)?.id ?? null;
    const answer = await this.#read({ patient: this.patient, before });
    if (!answer.ok) {
      this.state = answer.error.kind === 'forbidden' ? 'forbidden' : 'unreachable';
      return;
    }
    this.lines = [...this.lines, ...answer.value];
    this.hasMore = answer.value.length === AUDIT_PAGE;
    this.state = 'read';
  }

  readonly #named = $derived.by(() =>
    this.lines.map(({ key }) => key).filter((id, place, all) => all.indexOf(id) === place),
  );

  /** Null for who is in no list that is open here. */
  person(id: PatientId): ListedPatient | null {
    return this.#people.current?.answer.find((patient) => patient.id === id) ?? null;
  }
}
