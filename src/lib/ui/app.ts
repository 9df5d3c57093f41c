/** What screens may ask of the application. Built in `lib/app.ts`, handed down by Svelte context. */
import { getContext, setContext } from 'svelte';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Role, Session } from '#lib/domain/session.ts';
import type { DemoDesk, ImportDesk } from '#lib/import/importDesk.ts';
import type { RememberedMappings } from '#lib/import/rememberedMappings.ts';
import type { PatientHistoryEntry } from '#lib/read-model/history.ts';
import type { ListPage, ListQuery, TabCounts } from '#lib/read-model/listQuery.ts';
import type { PatientRow } from '#lib/read-model/patientRow.ts';
import type { StorageState } from '#lib/read-model/storageState.ts';

export type { StorageState };

export type Stop = () => void;

export interface PatientReader {
  /** Shows the page now and after every change that may touch it. */
  watchList(query: ListQuery, show: (page: ListPage) => void): Stop;
  watchCounts(show: (counts: TabCounts) => void): Stop;
  /** Null: there is no such patient (any more). */
  watchPatient(id: PatientId, show: (patient: PatientRow | null) => void): Stop;
  /** Newest first. */
  watchHistory(id: PatientId, show: (entries: readonly PatientHistoryEntry[]) => void): Stop;
  /** Newest first. */
  watchImports(show: (imports: readonly ImportSummary[]) => void): Stop;
}

/** On a server started for reviewers: the role they try on, until they close the browser. */
export interface Trial {
  readonly role: Role;
  /** Starts the page again in that role. */
  choose(role: Role): void;
}

export interface App {
  readonly session: Session;
  readonly practice: Practice;
  readonly patients: PatientReader;
  readonly imports: ImportDesk;
  readonly mappings: RememberedMappings;
  readonly loadDemo: DemoDesk['loadDemo'];
  /** Null everywhere but in the demonstration for reviewers. */
  readonly trial: Trial | null;
  today(): PlainDate;
  watchStorage(show: (state: StorageState) => void): Stop;
}

export interface SetUpForm {
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly doctorCode: string;
}

/** How the application starts: the root layout shows one screen for each. */
export type Start =
  | { readonly kind: 'ready'; readonly app: App }
  | { readonly kind: 'setUp'; create(form: SetUpForm): Promise<Start> }
  /** The page is open in another tab already; `retry` looks again. */
  | { readonly kind: 'otherTab'; retry(): Promise<Start> }
  /** No practice is known here and the server does not answer. */
  | { readonly kind: 'noServer'; retry(): Promise<Start> }
  /** Plain http outside localhost: no service worker, locks or cryptography there. */
  | { readonly kind: 'insecure' };

const key = Symbol('app');

export function provideApp(app: App): void {
  setContext(key, app);
}

export function useApp(): App {
  return getContext<App>(key);
}
