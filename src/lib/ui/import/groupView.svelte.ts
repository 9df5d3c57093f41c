import type { ImportDesk, PreviewEntry } from '#lib/import/importDesk.ts';
import type { Group } from '#lib/import/plan.ts';

/** Entries fetched and drawn together: few enough that drawing them never holds up a key press. */
export const PAGE_SIZE = 25;
/** A group of so many entries is drawn whole, page after page; a larger one only near the part on show. */
const WHOLE_GROUP = 100;

type Pages = { readonly [index: number]: readonly PreviewEntry[] };

/** One group of the preview: the entries on show, fetched a page at a time from the worker. */
export class GroupView {
  readonly group: Group;
  #desk: ImportDesk;
  #text: () => string;
  #found = $state(0);
  #pages = $state.raw<Pages>({});
  #visible: readonly number[] = [0];
  #turn = 0;

  constructor(desk: ImportDesk, group: Group, text: () => string) {
    this.#desk = desk;
    this.group = group;
    this.#text = text;
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

  /** Entries of a group drawn whole, as far as they have come. */
  get entries(): readonly PreviewEntry[] {
    return Array.from({ length: this.pageCount }, (_, index) => this.#pages[index] ?? []).flat();
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
    if (this.isDrawnWhole) await this.#showAll(turn);
    // What came on show while the answers were on their way.
    else for (const index of this.#visible) void this.showPage(index);
  }

  /** One page at a time, so that the worker's answers leave the page free in between. */
  async #showAll(turn: number): Promise<void> {
    for (let index = 0; index < this.pageCount && turn === this.#turn; index++) {
      await this.showPage(index);
    }
  }

  async showPage(index: number): Promise<void> {
    if (!this.#visible.includes(index)) this.#visible = [...this.#visible, index];
    if (this.#pages[index]) return;
    const turn = this.#turn;
    const { entries } = await this.#fetch(index);
    if (turn !== this.#turn || !this.#visible.includes(index)) return;
    this.#pages = { ...this.#pages, [index]: entries };
  }

  /** The first page stays: it is what a filter that leaves few entries shows. */
  hidePage(index: number): void {
    if (index === 0) return;
    this.forgetPage(index);
    this.#pages = Object.fromEntries(
      Object.entries(this.#pages).filter(([other]) => Number(other) !== index),
    );
  }

  /** The page is not fetched again. For a teardown, where state must not be written: it is read there as it was. */
  forgetPage(index: number): void {
    if (index > 0) this.#visible = this.#visible.filter((other) => other !== index);
  }

  #fetch(index: number) {
    return this.#desk.entries(this.group, this.#text(), index * PAGE_SIZE, PAGE_SIZE);
  }
}
