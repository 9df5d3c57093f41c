/** State of `Sincronizzazione`: where one's work stands, what waits, what came back. */
import type { PatientId } from '#lib/domain/patient.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import type { PendingChange } from '#lib/replica/pendingChange.ts';
import type { App } from '#lib/ui/app.ts';
import type { Toasts } from '#lib/ui/kit/toasts.svelte.ts';
import { LatestAnswer } from '#lib/ui/shell/latestAnswer.svelte.ts';
import { Live } from '#lib/ui/shell/live.ts';
import { recoverFailureText } from '#lib/ui/texts/sync.ts';

export class SyncScreen {
  readonly #app: Pick<App, 'sync' | 'patients'>;
  readonly #toasts: Toasts;
  readonly #status;
  readonly #pending;
  readonly #inbox;
  readonly #waiting;
  readonly #people;

  constructor(app: Pick<App, 'sync' | 'patients'>, toasts: Toasts) {
    const { sync, patients } = app;
    this.#app = app;
    this.#toasts = toasts;
    this.#status = new Live(sync.watchStatus);
    this.#pending = new Live(sync.watchPending);
    this.#inbox = new Live(sync.watchInbox);
    this.#waiting = new Live(sync.watchWaiting);
    this.#people = new LatestAnswer(() => this.#named, patients.watchListed.bind(patients));
  }

  get status() {
    return this.#status.current;
  }

  get pending() {
    return this.#pending.current ?? [];
  }

  get refused() {
    return (this.#inbox.current ?? []).filter(({ kind }) => kind === 'refused');
  }

  get conflicts() {
    return (this.#inbox.current ?? []).filter(({ kind }) => kind === 'outrun');
  }

  /** Other people's work that waits on this computer: whose and how much, never what. */
  get waiting() {
    return this.#waiting.current ?? [];
  }

  readonly #named = $derived.by(() =>
    [
      ...this.pending.flatMap(({ patients }) => patients),
      ...(this.#inbox.current ?? []).flatMap(({ patient }) => patient ?? []),
    ].filter((id, place, all) => all.indexOf(id) === place),
  );

  /** Null for who is in no list that is open here. */
  person(id: PatientId | null): ListedPatient | null {
    return this.#people.current?.answer.find((patient) => patient.id === id) ?? null;
  }

  async recover(id: string): Promise<void> {
    const recovered = await this.#app.sync.recover(id);
    if (recovered.ok) this.#toasts.show('Scritto di nuovo');
    else this.#toasts.show(recoverFailureText(recovered.error), { tone: 'danger' });
  }

  dismiss(id: string): Promise<void> {
    return this.#app.sync.dismiss(id);
  }

  async discard({ id }: PendingChange): Promise<void> {
    const gone = await this.#app.sync.discard(id);
    this.#toasts.show(gone ? 'Modifica scartata' : 'La modifica è già in viaggio');
  }
}
