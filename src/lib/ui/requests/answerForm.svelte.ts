import type { StatusChoice } from '#lib/domain/statusChange.ts';
import type { Status } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { placeOf } from '#lib/read-model/patientRow.ts';
import type { ListedRequest } from '#lib/read-model/requests.ts';
import type { Editing } from '#lib/ui/edit/editing.svelte.ts';
import { fullName } from '#lib/ui/texts/person.ts';

/** The answer to a request: granted with the status to come back with, or refused with a word. */
export class AnswerForm {
  readonly request: ListedRequest;
  readonly grant: boolean;
  readonly #editing: Editing;
  readonly #today: PlainDate;
  /** Statuses to come back with from the archive; none where nothing is to be chosen. */
  readonly statuses: readonly Status[];
  status = $state<Status>('ssn');
  text = $state('');
  saving = $state(false);
  failure = $state<string | null>(null);

  constructor(request: ListedRequest, grant: boolean, editing: Editing, today: PlainDate) {
    this.request = request;
    this.grant = grant;
    this.#editing = editing;
    this.#today = today;
    this.statuses = grant ? statusesFor(request) : [];
    this.status = this.statuses[0] ?? 'ssn';
  }

  async submit(): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    this.failure = null;
    const { request, grant } = this;
    const who = request.about ? fullName(request.about) : 'Paziente';
    const answer = await this.#editing.run(
      {
        kind: 'answerRequest',
        request: request.id,
        grant,
        text: this.text.trim() || null,
        to: this.#choice(),
      },
      `${who}: ${grant ? 'ripristinato' : 'richiesta rifiutata'}`,
    );
    this.saving = false;
    if (!answer.ok) this.failure = answer.error.text;
    return answer.ok;
  }

  #choice(): StatusChoice | null {
    const { status } = this;
    if (this.statuses.length === 0 || (status !== 'ssn' && status !== 'private')) return null;
    return { status, effectiveOn: null, knownOn: this.#today };
  }
}

/** From the archive one comes back as enrolled, or as private; other statuses are given with `Cambia stato`. */
function statusesFor({ about }: ListedRequest): readonly Status[] {
  if (about?.tab !== 'archive') return [];
  return placeOf(about).list === 'private' ? ['private'] : ['ssn'];
}
