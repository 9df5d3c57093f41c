import { EXPORT_CHOICES, type ExportChoice, type ExportFormat } from '#lib/domain/exportChoices.ts';
import type {
  ExportCounts,
  ExportProgress,
  ExportedFile,
  ShownList,
} from '#lib/export/exportDesk.ts';
import type { Exports } from '#lib/ui/app.ts';
import { Live } from '#lib/ui/shell/live.ts';
import { EXPORT_NO_ANSWER, exportFailureText } from '#lib/ui/texts/export.ts';

interface Needs {
  readonly exports: Exports;
  /** The list on the screen as the dialog opens, and whether a search or a filter narrows it. */
  readonly shown: ShownList;
  readonly narrowed: boolean;
  readonly save: (file: ExportedFile, format: ExportFormat) => void;
}

/** The dialog `Esporta pazienti`: what is chosen, how many that is, the file under way. */
export class ExportForm {
  choice = $state<ExportChoice>('ssn');
  format = $state<ExportFormat>('csv');
  writing = $state(false);
  /** Of a long export; null for one that is over before anybody looks. */
  progress = $state.raw<ExportProgress | null>(null);
  failure = $state<string | null>(null);
  readonly #needs: Needs;
  readonly #counts: Live<ExportCounts>;

  constructor(needs: Needs) {
    this.#needs = needs;
    const { shown, narrowed } = needs;
    if (this.hasSelected) this.choice = 'selected';
    else if (narrowed) this.choice = 'view';
    this.#counts = new Live((show) => needs.exports.watchCounts(shown, show));
  }

  /** Somebody was selected when the dialog opened. */
  get hasSelected(): boolean {
    return (this.#needs.shown.selected ?? []).length > 0;
  }

  /** Null until they are known. */
  get counts(): ExportCounts | null {
    return this.#counts.current ?? null;
  }

  /** Nothing may be taken out by whoever is here. */
  get closed(): boolean {
    const { counts } = this;
    return counts !== null && EXPORT_CHOICES.every((choice) => counts[choice] === null);
  }

  /** The file that was handed to the downloads; null when there is none. */
  async submit(): Promise<ExportedFile | null> {
    if (this.writing) return null;
    const { exports, save, shown } = this.#needs;
    const { choice, format } = this;
    this.failure = null;
    this.writing = true;
    try {
      const outcome = await exports.write(choice, format, shown, (progress) => {
        this.progress = progress;
      });
      if (outcome.ok) {
        save(outcome.value, format);
        return outcome.value;
      }
      this.failure = exportFailureText(outcome.error);
    } catch {
      this.failure = EXPORT_NO_ANSWER;
    } finally {
      this.writing = false;
      this.progress = null;
    }
    return null;
  }

  stop(): void {
    if (this.writing) void this.#needs.exports.stop();
  }
}
