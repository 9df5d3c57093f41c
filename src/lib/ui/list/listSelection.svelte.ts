/**
 * Who is selected in a tab of the list. It holds ids, not filters: what is acted upon is what was shown as selected
 * when the key was pressed, whatever has arrived since. Search and filters may change meanwhile, so that people
 * found one by one can be gathered; another tab begins anew.
 */
import type { PatientId } from '#lib/domain/patient.ts';
import type { ChosenCounts, ListQuery } from '#lib/read-model/listQuery.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import type { PatientReader } from '#lib/ui/app.ts';
import { LatestAnswer } from '#lib/ui/shell/latestAnswer.svelte.ts';
import { type IdSet, idSet, toggled, withRange } from './idSets.ts';
import type { ListMemory } from './listMemory.svelte.ts';

interface Needs {
  readonly patients: PatientReader;
  readonly memory: ListMemory;
  /** What the list shows, the whole of it. */
  readonly query: () => ListQuery;
}

interface Question {
  readonly ids: IdSet;
  readonly query: ListQuery;
}

const NOBODY = idSet();

export class ListSelection {
  readonly #needs: Needs;
  readonly #counts;
  readonly #patients;
  /** Where a range begins, and who was selected before it. */
  #anchor: { readonly id: PatientId; readonly before: IdSet } | null = null;
  /** Of several ranges asked for one after the other the last one counts. */
  #asked = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#counts = new LatestAnswer<Question, ChosenCounts>(
      () => (this.ids.size === 0 ? null : { ids: this.ids, query: needs.query() }),
      ({ ids, query }, show) => needs.patients.watchChosen([...ids], query, show),
    );
    this.#patients = new LatestAnswer<IdSet, readonly ListedPatient[]>(
      () => (this.ids.size === 0 ? null : this.ids),
      (ids, show) => needs.patients.watchListed([...ids], show),
    );
  }

  readonly ids = $derived.by((): IdSet => {
    const { tab, ids } = this.#needs.memory.selection;
    return tab === this.#needs.query().tab ? ids : NOBODY;
  });

  /** How many of them the tab still holds, and how many the list shows now. */
  readonly counts = $derived.by((): ChosenCounts => {
    const latest = this.#counts.current;
    const size = this.ids.size;
    return latest?.question.ids === this.ids ? latest.answer : { listed: size, found: size };
  });

  /** Somebody is selected whom the tab still holds. */
  readonly isOn = $derived.by(() => this.ids.size > 0 && this.counts.listed > 0);

  /** Those who are selected and still there, as they are now; none while they are being asked for. */
  readonly patients = $derived.by((): readonly ListedPatient[] => {
    const latest = this.#patients.current;
    const { tab } = this.#needs.query();
    return latest?.question === this.ids
      ? latest.answer.filter((patient) => patient.tab === (tab === 'group' ? 'ssn' : tab))
      : [];
  });

  toggle({ id }: ListedPatient): void {
    const ids = toggled(this.ids, id);
    this.#show(ids);
    this.#anchor = { id, before: ids };
  }

  /** Everybody the list finds, also those it has not loaded. */
  async selectAll(): Promise<void> {
    const ids = await this.#ask();
    if (ids) this.#show(idSet(ids));
    this.#anchor = null;
  }

  /**
   * From where the last selection began (`from` when there was none) to a row, counted in the whole list; a range
   * drawn anew takes the place of the one before.
   */
  async extendTo(row: number, from: PatientId | undefined): Promise<void> {
    if (this.ids.size === 0) this.#anchor = null;
    const anchor = (this.#anchor ??= from === undefined ? null : { id: from, before: this.ids });
    const ids = await this.#ask();
    if (!ids) return;
    this.#show(withRange(anchor?.before ?? this.ids, ids, anchor?.id ?? null, row));
  }

  clear(): void {
    this.#asked++;
    this.#anchor = null;
    this.#show(NOBODY);
  }

  #show(ids: IdSet): void {
    this.#needs.memory.selection = { tab: this.#needs.query().tab, ids };
  }

  /** Null when something else was asked or chosen meanwhile, or there is no answer. */
  async #ask(): Promise<readonly PatientId[] | null> {
    const asked = ++this.#asked;
    const query = this.#needs.query();
    const ids = await this.#needs.patients.ids(query).catch(() => null);
    return asked === this.#asked && query.tab === this.#needs.query().tab ? ids : null;
  }
}
