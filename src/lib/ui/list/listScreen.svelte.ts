import { NO_DOCTOR } from '#lib/read-model/listFilters.ts';
import { defaultListQuery, type ListPage, type ListQuery } from '#lib/read-model/listQuery.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import type { App } from '#lib/ui/app.ts';
import {
  scrollTopToShow,
  sliceAround,
  upTo,
  windowOf,
  type Viewport,
} from '#lib/ui/kit/windowing.ts';
import { mark } from '#lib/ui/mark.ts';
import { LatestAnswer } from '#lib/ui/shell/latestAnswer.svelte.ts';
import { Live } from '#lib/ui/shell/live.ts';
import { LIST_TABS, filterChips, type ListTab } from '#lib/ui/texts/list.ts';
import { tabsOf } from './tabDoctors.ts';
import type { ListMemory } from './listMemory.svelte.ts';
import { ListSelection } from './listSelection.svelte.ts';
import { plainView, type ListView } from './listView.ts';
import { queueOf } from './queues.ts';
import { NO_ANSWER, RowsInTurn } from './rowsInTurn.svelte.ts';
import { whenListed } from './whenListed.ts';

/**
 * Rows drawn beyond each edge. Few while the table rests: a key press in the search box draws all of
 * them. More while it scrolls, so that a quick wheel shows no gap.
 */
const BEYOND = { atRest: 2, scrolling: 6 } as const;

/** ms without a letter, after which the other tabs are asked. */
const PAUSE = 250;

interface Needs {
  readonly app: Pick<App, 'patients' | 'session' | 'team' | 'today'>;
  readonly memory: ListMemory;
  /** The view that the address carries, and the way to change it. */
  readonly view: () => ListView;
  readonly go: (view: ListView) => void;
}

/** The queue `Senza medico`, asked for its size alone. */
const WITHOUT_DOCTOR: ListQuery = { ...defaultListQuery('group'), doctor: NO_DOCTOR, limit: 0 };

/**
 * The list as it stands on the screen: what is asked, what came back, which rows are in sight. Longer than most:
 * question, window and answer follow from each other.
 */
export class ListScreen {
  readonly #needs: Needs;
  readonly #memory: ListMemory;
  /** Where the rows were last sent to by something else than the reader's own scrolling. */
  jump = $state.raw({ to: 0 });
  #beyond: number = $state(BEYOND.atRest);

  readonly view = $derived.by(() => this.#needs.view());
  readonly chips = $derived.by(() => filterChips(this.view, this.#needs.app.team));
  /** The tabs of who is at the desk, with whose rows they show. */
  readonly tabs = $derived.by(() => {
    const { session, team, today } = this.#needs.app;
    return tabsOf(session, team, today());
  });
  readonly tab = $derived.by(() => this.tabs.find(({ tab }) => tab === this.view.tab) ?? null);
  /** The work queue that the view is of. */
  readonly queue = $derived.by(() => queueOf(this.view));
  readonly selection;
  readonly #counts;
  readonly #queues;
  readonly #answer;
  readonly #elsewhere;
  readonly #withoutDoctor;

  constructor(needs: Needs) {
    this.#needs = needs;
    const { memory } = needs;
    const { patients } = needs.app;
    this.#memory = memory;
    this.jump = { to: memory.viewport.scrollTop };
    this.selection = new ListSelection({ patients, memory, query: () => this.whole });
    this.#counts = new Live(patients.watchCounts);
    this.#queues = new Live(patients.watchQueues);
    this.#answer = new LatestAnswer<ListQuery, ListPage>(
      () => this.#query,
      (query, show) =>
        patients.watchList(query, (page) => {
          memory.answer = { question: query, answer: page };
          show(page);
          this.#settleOn(query.text);
        }),
      memory.answer,
    );
    this.#withoutDoctor = new LatestAnswer<ListQuery, ListPage>(
      () => (this.view.tab === 'group' ? WITHOUT_DOCTOR : null),
      patients.watchList,
    );
    this.#elsewhere = LIST_TABS.map((tab) => ({
      tab,
      answer: new LatestAnswer<ListQuery, ListPage>(
        () => (this.#looksIn(tab) ? this.#queryElsewhere(tab) : null),
        patients.watchList,
      ),
    }));
  }

  get text(): string {
    return this.#memory.text;
  }

  get viewport(): Viewport {
    return this.#memory.viewport;
  }

  get counts() {
    return this.#counts.current ?? null;
  }

  get queues() {
    return this.#queues.current;
  }

  /** Null until the first answer for this tab: rows of another tab are never shown under its name. */
  readonly page = $derived.by((): ListPage | null => {
    const latest = this.#answer.current;
    return latest?.question.tab === this.view.tab ? latest.answer : null;
  });

  readonly #wholeWindow = $derived.by(() =>
    windowOf(this.page?.found ?? NO_ANSWER.found, this.viewport, this.#beyond),
  );
  readonly #inTurn = new RowsInTurn({
    answer: () => this.page,
    window: () => this.#wholeWindow,
    done: () => {
      const { tab, text } = this.#memory.answer?.question ?? this.whole;
      mark('list', { tab, letters: text.length });
    },
  });

  /** The rows to draw. */
  readonly window = $derived.by(() =>
    upTo(this.#inTurn.rows.found, this.#wholeWindow, this.viewport.rowHeight),
  );

  /** Told when the rows of `window` have been drawn, and how they are laid out. Gives what calls off the next ones. */
  drew(layOut: () => void): () => void {
    return this.#inTurn.drew(layOut);
  }

  // Numbers, so that scrolling within a slice asks nothing new.
  readonly #offset = $derived.by(() => this.#slice.offset);
  readonly #limit = $derived.by(() => this.#slice.limit);
  /** What is asked for, whatever rows are in sight. */
  readonly whole = $derived.by((): ListQuery => ({
    ...this.view,
    text: this.text,
    offset: 0,
    limit: 0,
  }));
  readonly #query = $derived.by((): ListQuery => ({
    ...this.whole,
    offset: this.#offset,
    limit: this.#limit,
  }));

  /** A search or a filter leaves somebody out. */
  get narrowed(): boolean {
    return this.chips.length > 0 || this.text.trim() !== '';
  }

  get #slice() {
    const { scrollTop, height, rowHeight } = this.viewport;
    return sliceAround(
      Math.floor(scrollTop / rowHeight),
      Math.ceil((scrollTop + height) / rowHeight),
    );
  }

  /** Whom a place of the list shows; null while nobody has come there. */
  rowAt(index: number): ListedPatient | null {
    const { offset, rows } = this.#inTurn.rows;
    return rows[index - offset] ?? null;
  }

  /** Other tabs in which the search finds somebody. */
  readonly elsewhere = $derived.by(() =>
    this.#elsewhere
      .map(({ tab, answer }) => ({ tab, found: answer.current?.answer.found ?? 0 }))
      .filter(({ tab, found }, _, all) => {
        const ssn = all.find((other) => other.tab === 'ssn')?.found ?? 0;
        const mine = this.view.tab === 'ssn' ? (this.page?.found ?? 0) : ssn;
        // The group's rows have one's own among them: told only where it finds somebody else.
        return found > (tab === 'group' ? mine : 0);
      }),
  );

  /** The text of the rows on show, once the typing pauses: other tabs never keep the next letter waiting. */
  #answeredText = $state('');
  #pause: ReturnType<typeof setTimeout> | undefined;

  #settleOn(text: string): void {
    clearTimeout(this.#pause);
    if (text === this.#answeredText) return;
    this.#pause = setTimeout(() => (this.#answeredText = text), PAUSE);
  }

  /** How many of the group's patients have nobody in service, for the queue `Senza medico`. */
  get withoutDoctor(): number {
    return this.#withoutDoctor.current?.answer.found ?? 0;
  }

  #looksIn(tab: ListTab): boolean {
    if (this.#answeredText.trim().length < 2 || tab === this.view.tab) return false;
    if (tab === 'ssn' && this.view.tab === 'group') return false;
    return this.tabs.some((shown) => shown.tab === tab);
  }

  #queryElsewhere(tab: ListTab): ListQuery {
    return { ...plainView(tab), text: this.#answeredText, offset: 0, limit: 0 };
  }

  search(text: string): void {
    this.#memory.text = text;
    this.#jumpTo(0);
    this.activeRow = 0;
  }

  change(view: Partial<ListView>): void {
    this.#jumpTo(0);
    this.activeRow = 0;
    this.#needs.go({ ...this.view, ...view });
  }

  openTab(tab: ListTab): void {
    this.selection.clear();
    this.change(plainView(tab));
  }

  /** Sorts by a column; again, the other way round. */
  sortBy(by: ListQuery['sort']['by']): void {
    const { sort } = this.view;
    this.change({ sort: { by, descending: sort.by === by && !sort.descending } });
  }

  clearFilters(): void {
    this.change({ ...plainView(this.view.tab), sort: this.view.sort });
  }

  clearAll(): void {
    this.search('');
    this.clearFilters();
  }

  /** Everybody whom search and filters find, as they are now. */
  async everybody(): Promise<readonly ListedPatient[]> {
    const { patients } = this.#needs.app;
    return whenListed(patients, await patients.ids(this.whole));
  }

  /** Told by the scroller while the reader scrolls. */
  scrolled(scrollTop: number): void {
    // The scroller also tells of a jump, once it is there.
    if (scrollTop === this.viewport.scrollTop) return;
    this.#beyond = BEYOND.scrolling;
    this.#memory.viewport = { ...this.viewport, scrollTop };
  }

  measured(height: number, rowHeight: number): void {
    this.#memory.viewport = { ...this.viewport, height, rowHeight };
  }

  #jumpTo(scrollTop: number): void {
    this.#beyond = BEYOND.atRest;
    // To send it where it stands would lay the page out at every key.
    if (scrollTop === this.viewport.scrollTop) return;
    this.#memory.viewport = { ...this.viewport, scrollTop };
    this.jump = { to: scrollTop };
  }

  get activeRow(): number {
    return this.#memory.activeRow;
  }

  set activeRow(row: number) {
    this.#memory.activeRow = row;
  }

  /** The row that Tab reaches: the active one, or the first in sight when it is scrolled away. */
  readonly tabStop = $derived.by(() => {
    const { start, end, firstVisible } = this.window;
    const active = this.activeRow;
    return active >= start && active < end ? active : firstVisible;
  });

  /** Moves the keyboard's row and scrolls just as far as it takes. */
  moveTo(row: number): void {
    const last = (this.page?.found ?? 1) - 1;
    this.activeRow = Math.max(0, Math.min(last, row));
    this.#jumpTo(scrollTopToShow(this.activeRow, this.viewport));
  }

  get rowsPerPage(): number {
    return Math.max(1, Math.floor(this.viewport.height / this.viewport.rowHeight) - 1);
  }
}
