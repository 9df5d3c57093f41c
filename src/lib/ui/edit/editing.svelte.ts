/**
 * Edits of this tab: each is sent with an id of its own, told by a toast that takes it back for 10 seconds, and
 * remembered for Ctrl+Z.
 */
import { getContext, setContext } from 'svelte';
import type { Result } from '#lib/domain/result.ts';
import type { Edit, EditFailure, EditOutcome, LeftOut } from '#lib/replica/editDesk.ts';
import type { App } from '#lib/ui/app.ts';
import type { Toasts } from '#lib/ui/kit/toasts.svelte.ts';
import { NO_ANSWER, editFailureText } from '#lib/ui/texts/edits.ts';
import { leftOutText } from '#lib/ui/texts/life.ts';

export type EditAnswer = Result<EditOutcome, { readonly text: string; readonly why?: EditFailure }>;

export class Editing {
  readonly #app: Pick<App, 'edits' | 'newId'>;
  readonly #toasts: Toasts;
  /** Edits that Ctrl+Z takes back, the last one first to go. */
  #done: { readonly id: string; readonly said: string }[] = [];
  #toast: number | null = null;

  constructor(app: Pick<App, 'edits' | 'newId'>, toasts: Toasts) {
    this.#app = app;
    this.#toasts = toasts;
  }

  /**
   * Resolves once the edit is on the disk. `said` is what the toast tells; who was left out of an edit over several
   * is told with it. Without `undo` it is not taken back, neither by the toast nor by Ctrl+Z.
   */
  async run(
    edit: Edit,
    said: string | ((outcome: EditOutcome) => string),
    { undo = true }: { readonly undo?: boolean } = {},
  ): Promise<EditAnswer> {
    const id = this.#app.newId();
    const answer = await this.#ask(() => this.#app.edits.edit(id, edit));
    if (!answer.ok) return answer;
    const { changed, leftOut } = answer.value;
    const what = typeof said === 'string' ? said : said(answer.value);
    if (!changed && leftOut.length === 0) return answer;
    const left = leftOut.length > 0 ? `. ${leftOutText(leftOut, whyText)}` : '';
    if (changed && undo) {
      this.#done.push({ id, said: what });
      this.#tell(what + left, () => void this.#undo(id, what));
    } else this.#tell(what + left);
    return answer;
  }

  /** Whether there is something to take back. */
  async undoLast(): Promise<void> {
    const last = this.#done.at(-1);
    if (last) await this.#undo(last.id, last.said);
  }

  async #undo(editId: string, said: string): Promise<void> {
    this.#done = this.#done.filter(({ id }) => id !== editId);
    const answer = await this.#ask(() => this.#app.edits.undo(this.#app.newId(), editId));
    if (answer.ok) this.#tell(`Annullato: ${said}`);
    else this.#toasts.show(answer.error.text, { tone: 'danger' });
    const isStorage = !answer.ok && answer.error.why?.kind !== 'changedSince';
    if (isStorage) this.#done.push({ id: editId, said });
  }

  async #ask(question: () => Promise<Result<EditOutcome, EditFailure>>): Promise<EditAnswer> {
    try {
      const answer = await question();
      if (answer.ok) return answer;
      return { ok: false, error: { text: editFailureText(answer.error), why: answer.error } };
    } catch {
      return { ok: false, error: { text: NO_ANSWER } };
    }
  }

  /** One toast of this kind at a time: Annulla always means the edit it names. */
  #tell(text: string, undo?: () => void): void {
    if (this.#toast !== null) this.#toasts.dismiss(this.#toast);
    const action = undo ? { label: 'Annulla', run: undo } : null;
    this.#toast = this.#toasts.show(text, { action });
  }
}

function whyText({ why }: LeftOut): string {
  return editFailureText(why);
}

const key = Symbol('editing');

export function provideEditing(editing: Editing): Editing {
  return setContext(key, editing);
}

export function useEditing(): Editing {
  return getContext<Editing>(key);
}
