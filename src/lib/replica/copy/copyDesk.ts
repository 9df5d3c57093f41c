/** The safety copy as a screen drives it; the work is done in the worker. */
import type { Result } from '#lib/domain/result.ts';
import type { ContentRefusal } from './copyContent.ts';
import type { SealRefusal } from './sealedFile.ts';

export type CopyRefusal =
  | SealRefusal
  | ContentRefusal
  /** Of another practice, or of another user of this one. */
  | { readonly kind: 'otherPractice' };

export type RestoreFailure =
  | { readonly kind: 'storageFull' | 'storageLost' }
  /** No checked copy is at hand: it is to be opened first. */
  | { readonly kind: 'notOpen' };

/** What a copy holds, and what restoring it would do to what is here. */
export interface CopyPreview {
  /** When the copy was made, ms since 1970. */
  readonly madeAt: number;
  readonly practiceName: string;
  readonly patients: number;
  readonly imports: number;
  /** Patients that are here before the restore, and those of them that the copy does not have. */
  readonly patientsHere: number;
  readonly onlyHere: number;
  /** Patients who come (back), and those who are here whose values are older, or newer, than the copy's. */
  readonly added: number;
  readonly updated: number;
  readonly keptNewer: number;
}

export interface MadeCopy {
  readonly bytes: Uint8Array;
  /** ms since 1970. */
  readonly madeAt: number;
  /** Newest clock reading that it covers. */
  readonly lastReading: string | null;
}

export interface CopyDesk {
  makeCopy(passphrase: string): Promise<Result<MadeCopy, RestoreFailure>>;
  /** Checks the file whole; what it holds stays in the worker until it is restored or closed. */
  openCopy(file: Blob, passphrase: string): Promise<Result<CopyPreview, CopyRefusal>>;
  restoreCopy(): Promise<Result<CopyPreview, RestoreFailure>>;
  closeCopy(): Promise<void>;
}
