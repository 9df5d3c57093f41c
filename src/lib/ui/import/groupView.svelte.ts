import type { EntryFilter, ImportDesk, PreviewEntry } from '#lib/import/importDesk.ts';
import type { Group } from '#lib/import/plan.ts';

/** Entries fetched and drawn together: few enough that drawing them never holds up a key press. */
export const PAGE_SIZE = 4;
/** A group of so many entries is drawn whole; a larger one only near the part on show. */
const WHOLE_GROUP = 100;

type Pages = { readonly [index: number]: readonly PreviewEntry[] };

/** One group of the preview: the entries on show, fetched a page at a time from the worker. */
export class GroupView {
  readonly group: Group;
  #desk: ImportDesk;
  #filter: () => EntryFilter;
  #found = $state(0);
  #pages = $state.raw<Pages>({});
  #visible: readonly number[] = [0];
  #turn = 0;

  constructor(desk: ImportDesk, group: Group, filter: () => EntryFilter) {
    this.#desk = desk;
    this.group = group;
    this.#filter = filter;
  }

  /** Entries that pass the filter. */
  get found(): number {
    return this.#found;
  }

  get pageCount(): number {
    return Math.ceil(this.#found / PAGE_SIZE);
  }

  get isDrawnWhole(): boolean {
    return this.#found <= WHOLE_GROUP;
  }

  /** Undefined while the page is not on show or not here yet. */
  page(index: number): readonly PreviewEntry[] | undefined {
    return this.#pages[index];
  }

  pageLength(index: number): number {
    return Math.min(PAGE_SIZE, this.#found - index * PAGE_SIZE);
  }

  /** Fetches again what is on show; an answer overtaken by a newer question is dropped. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    const indexes = this.#visible;
    const answers = await Promise.all(indexes.map((index) => this.#fetch(index)));
    if (turn !== this.#turn) return;
    this.#found = answers[0]?.found ?? 0;
    this.#pages = Object.fromEntries(answers.map(({ entries }, i) => [indexes[i], entries]));
    // What came on show while the answers were on their way.
    for (const index of this.#visible) void this.showPage(index);
  }

  /** Fetches a page that comes on show; pages that left before it go. */
  async showPage(index: number): Promise<void> {
    if (!this.#visible.includes(index)) this.#visible = [...this.#visible, index];
    if (this.#pages[index]) return;
    const turn = this.#turn;
    const { entries } = await this.#fetch(index);
    if (turn !== this.#turn || !this.#visible.includes(index)) return;
    const kept = Object.entries(this.#pages).filter(([i]) => this.#visible.includes(Number(i)));
    this.#pages = { ...Object.fromEntries(kept), [index]: entries };
  }

  /**
   * The page left: it is not fetched again, and goes when the next one comes. The first stays: it is
   * what a filter that leaves few entries shows.
   */
  leavePage(index: number): void {
    if (index > 0) this.#visible = this.#visible.filter((other) => other !== index);
  }

  #fetch(index: number) {
    return this.#desk.entries(this.group, this.#filter(), index * PAGE_SIZE, PAGE_SIZE);
  }
}
