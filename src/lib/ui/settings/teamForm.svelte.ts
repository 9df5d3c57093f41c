import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { PracticeKind } from '#lib/domain/team.ts';
import type { TeamEdit, TeamRefusal } from '#lib/domain/teamEdits.ts';
import type { TeamFailure } from '#lib/replica/teamDesk.ts';
import type { App } from '#lib/ui/app.ts';
import { teamFailureText } from '#lib/ui/texts/team.ts';

type Field = Extract<TeamRefusal, { kind: 'missing' }>['field'];

/** `Medici e ambulatori`: what is typed of who joins, and who leaves when. */
export class TeamForm {
  readonly #app: Pick<App, 'editTeam' | 'newId'>;
  adding = $state<'doctor' | 'clinic' | null>(null);
  fields = $state({ firstName: '', lastName: '', name: '', doctorCode: '' });
  busy = $state(false);
  #failure = $state.raw<TeamFailure | null>(null);
  /** Whom the last refusal was about: an id, or null for who was to be added. */
  #failedOn = $state.raw<string | null>(null);
  /** Made once for who is being added: pressed twice, the button adds one. */
  #ids = { id: '', panel: '' };

  constructor(app: Pick<App, 'editTeam' | 'newId'>) {
    this.#app = app;
  }

  open(adding: 'doctor' | 'clinic'): void {
    this.adding = adding;
    this.fields = { firstName: '', lastName: '', name: '', doctorCode: '' };
    this.#failure = null;
    this.#ids = { id: this.#app.newId(), panel: this.#app.newId() };
  }

  close(): void {
    this.adding = null;
    this.#failure = null;
  }

  /** What is wrong with a field of who is being added. */
  errorOf(field: Field): string | null {
    if (this.#failure === null || this.#failedOn !== null) return null;
    const about = this.#failure.kind === 'missing' ? this.#failure.field : 'doctorCode';
    const hasField = this.#failure.kind === 'missing' || this.#failure.kind === 'codeTaken';
    return hasField && about === field ? teamFailureText(this.#failure) : null;
  }

  /** What was refused and is about no field: of somebody of the team, or of the practice ('kind'). */
  refusalOf(id: string | null): string | null {
    if (this.#failure === null || this.#failedOn !== id) return null;
    const isOfField = this.#failure.kind === 'missing' || this.#failure.kind === 'codeTaken';
    return id === null && isOfField ? null : teamFailureText(this.#failure);
  }

  /** Whether somebody was added; his name as it was typed. */
  async add(): Promise<string | null> {
    const { firstName, lastName, name, doctorCode } = this.fields;
    const edit: TeamEdit =
      this.adding === 'clinic'
        ? { kind: 'addClinic', ...this.#ids, name, code: doctorCode }
        : { kind: 'addDoctor', ...this.#ids, firstName, lastName, doctorCode };
    if (!(await this.#edit(edit, null))) return null;
    this.close();
    return edit.kind === 'addClinic' ? name.trim() : `${firstName} ${lastName}`.trim();
  }

  /** `Non più in servizio dal`; '' is in service again. */
  setDeparture(id: string, day: string): Promise<boolean> {
    const since: PlainDate | null = day === '' ? null : day;
    return this.#edit({ kind: 'setDeparture', id, since }, id);
  }

  setKind(practiceKind: PracticeKind): Promise<boolean> {
    return this.#edit({ kind: 'setPracticeKind', practiceKind }, 'kind');
  }

  async #edit(edit: TeamEdit, about: string | null): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      const outcome = await this.#app.editTeam(edit);
      this.#failure = outcome.ok ? null : outcome.error;
      this.#failedOn = about;
      return outcome.ok;
    } finally {
      this.busy = false;
    }
  }
}
