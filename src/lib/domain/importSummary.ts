import type { ImportKind } from './importKind.ts';
import type { PlainDate } from './plainDate.ts';

/** What a list document keeps of an import; rows, report and undo data stay where the import was made. */
export interface ImportSummary {
  readonly id: string;
  /** The list of a region when absent. */
  readonly kind?: ImportKind;
  readonly fileName: string;
  /** SHA-256 of the file's bytes, hex: the same file again is recognised by it. */
  readonly fileHash: string;
  readonly rows: number;
  /** When it was confirmed, ms since 1970, and by whom. */
  readonly at: number;
  readonly by: string;
  readonly byName: string;
  readonly reportDate: PlainDate | null;
  /** Included entries of each written group, and the sizes of the others. */
  readonly counts: {
    readonly added: number;
    readonly changed: number;
    readonly reactivated: number;
    readonly statusChanged: number;
    readonly toArchive: number;
    readonly unchanged: number;
    readonly otherDoctors: number;
    readonly problems: number;
  };
  /** Made-up patients brought in with `Carica dati dimostrativi`. */
  readonly demonstration?: true;
  /** Taken back with `Annulla importazione`, or stopped with `Interrompi` while it was being written. */
  readonly undone: {
    readonly at: number;
    readonly by: string;
    readonly why: 'undo' | 'interrupted';
    /** Patients left as they were because somebody changed them after the import. */
    readonly kept: number;
  } | null;
}
