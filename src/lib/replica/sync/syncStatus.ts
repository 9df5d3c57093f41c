/** Where the user's work stands, in five states, none of which says more than is known. Pure. */

/** What has been loaded of lists that this computer did not have. */
export interface LoadProgress {
  readonly documents: number;
  readonly ofDocuments: number;
  /** Of the lists that have arrived so far. */
  readonly rows: number;
  readonly ofRows: number;
}

export type NeededAction =
  /** The session ended: work goes on here, and is sent after the next sign-in. */
  | 'signIn'
  /** The server is newer than this program. */
  | 'update'
  /** Changes came back refused, and wait to be looked at. */
  | 'refused'
  | 'storage';

export type SyncStatus =
  | { readonly kind: 'savedHere' }
  | {
      readonly kind: 'sending';
      /** 0: only listening to what the server has. */
      readonly changes: number;
      readonly progress: LoadProgress | null;
    }
  | { readonly kind: 'synced'; readonly at: number }
  | { readonly kind: 'offline'; readonly since: number; readonly changes: number }
  | { readonly kind: 'actionNeeded'; readonly action: NeededAction; readonly changes: number };

export interface SyncFacts {
  readonly isOnline: boolean;
  /** Since when not, and when the server last had everything; ms since 1970, null: never in contact. */
  readonly lostAt: number | null;
  readonly confirmedAt: number | null;
  /** Every open document was loaded, and the server has all of it on its disk. */
  readonly isConfirmed: boolean;
  /** Commands in the journal. */
  readonly changes: number;
  readonly progress: LoadProgress | null;
  readonly needs: 'signIn' | 'update' | null;
  /** Refused changes that nobody looked at yet. */
  readonly refused: number;
  readonly isStorageWell: boolean;
}

export function syncStatus(facts: SyncFacts): SyncStatus {
  const { changes, progress, confirmedAt } = facts;
  const action = actionOf(facts);
  if (action) return { kind: 'actionNeeded', action, changes };
  if (!facts.isOnline) {
    const since = facts.lostAt ?? confirmedAt;
    return since === null ? { kind: 'savedHere' } : { kind: 'offline', since, changes };
  }
  if (changes > 0 || progress !== null || !facts.isConfirmed || confirmedAt === null) {
    return { kind: 'sending', changes, progress };
  }
  return { kind: 'synced', at: confirmedAt };
}

function actionOf({ needs, refused, isStorageWell }: SyncFacts): NeededAction | null {
  if (needs) return needs;
  if (!isStorageWell) return 'storage';
  return refused > 0 ? 'refused' : null;
}
