/** Values that the server did not let stand: what was sent, what stands there now, and what may be done about it. */
import type { Change } from '#lib/domain/change.ts';
import { sameValue } from '#lib/domain/change.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import { type Result, failed, ok } from '#lib/domain/result.ts';
import type { Author } from '../author.ts';
import { type DocumentCommand, isColumn } from '../command.ts';
import { storageFault } from '../databases.ts';
import { type DocumentName, listPlaceOf } from '../documents.ts';
import { millisecondsOf } from '../hybridClock.ts';
import type { Ledger } from '../ledger.ts';
import type { Replica } from '../replica.ts';
import type { InboxRow } from '../sharedLedger.ts';
import { storedValues } from '../storedValues.ts';

export interface InboxEntry {
  readonly id: string;
  /** Refused by the policy, or a conflict: a newer value had been written elsewhere. */
  readonly kind: InboxRow['kind'];
  readonly document: DocumentName;
  /** Null for what is no column of a patient: a setting, a request. */
  readonly patient: PatientId | null;
  readonly map: string;
  readonly key: string;
  /** `null`: cleared. Absent: sent from another computer, which has it. */
  readonly sent?: object | null;
  readonly present: object | null;
  /** Who wrote what stands there; null where nothing does. */
  readonly presentBy: string | null;
  /** When each of the two was written, ms since 1970. */
  readonly sentAt: number;
  readonly presentAt: number | null;
}

export type RecoverFailure = {
  readonly kind:
    | 'forbidden'
    /** Dealt with already, or not known here. */
    | 'gone'
    | 'storageFull'
    | 'storageLost';
};

export interface Inbox {
  /** Newest first. */
  entries(): Promise<readonly InboxEntry[]>;
  /** Writes what was sent once more, on top of what stands there: `Recupera`, and `Scambia` of a conflict. */
  recover(id: string): Promise<Result<null, RecoverFailure>>;
  /** Lets what stands there stand: `Ignora`, and `Tieni` of a conflict. */
  dismiss(id: string): Promise<void>;
}

export interface InboxDependencies {
  readonly ledger: Ledger;
  readonly replica: Pick<Replica, 'document' | 'execute'>;
  readonly author: Author;
  /** Told after every change. */
  readonly changed: () => Promise<void>;
  /** Tells the server that its entry was dealt with; what fails is told again when it is named again. */
  readonly settle: (entry: number) => Promise<void>;
}

type Stored = { readonly t: string; readonly by: string; readonly cleared?: true };

export function createInbox({
  ledger,
  replica,
  author,
  changed,
  settle: tellServer,
}: InboxDependencies): Inbox {
  const { inbox } = ledger.shared;

  const storedAt = async ({ document, map, key }: InboxRow) =>
    (await replica.document(document)).getMap<Stored>(map).get(key) ?? null;

  async function entryOf(row: InboxRow): Promise<InboxEntry> {
    const { id, kind, document, map, key, t } = row;
    const stored = await storedAt(row);
    return {
      ...{ id, kind, document, map, key },
      patient: isColumn(map) ? key : null,
      ...('sent' in row ? { sent: row.sent } : {}),
      present: plain(stored),
      presentBy: stored?.by ?? null,
      sentAt: millisecondsOf(t),
      presentAt: stored && millisecondsOf(stored.t),
    };
  }

  /** What stands for nothing any more stays named, so that it is not told once more. */
  async function settle({ id, document, map, key, kind, t }: InboxRow): Promise<void> {
    await inbox.put({ id, document, map, key, kind, t, settled: true });
    void tellServer(entryOfInbox(id)).catch(() => {});
    await changed();
  }

  async function isForbidden(row: InboxRow, from: object | null, to: object | null) {
    const { document: name, map, key } = row;
    const place = listPlaceOf(name);
    // Settings and requests have rules of their own, which the server knows: it will say so.
    if (!place || !isColumn(map)) return false;
    const document = await replica.document(name);
    const history = await ledger.history.where('patients').equals(key).toArray();
    const change = { patient: key, column: map, from, to } as Change;
    return author.refused([change], storedValues({ name, document }, history), place) > 0;
  }

  return {
    async entries() {
      const open = await inbox.filter(({ settled }) => !settled).toArray();
      const entries = await Promise.all(open.map(entryOf));
      return entries.sort((a, b) => b.sentAt - a.sentAt);
    },
    async recover(id) {
      const row = await inbox.get(id);
      if (!row || row.settled || row.sent === undefined) return failed({ kind: 'gone' });
      const { document, map, key, sent: to } = row;
      const from = plain(await storedAt(row));
      if (sameValue(from, to)) {
        await settle(row);
        return ok(null);
      }
      if (await isForbidden(row, from, to)) return failed({ kind: 'forbidden' });
      const command: DocumentCommand = {
        ...author.head(),
        ...{ document, kind: 'edit', importId: null },
        writes: [{ map, key, from, to }],
      };
      try {
        const { saved, shown } = replica.execute([command]);
        await saved;
        await settle(row);
        await shown;
      } catch (error) {
        const fault = storageFault(error);
        if (fault === null) throw error;
        return failed({ kind: fault === 'full' ? 'storageFull' : 'storageLost' });
      }
      return ok(null);
    },
    async dismiss(id) {
      const row = await inbox.get(id);
      if (row && !row.settled) await settle(row);
    },
  };
}

/** The server's number of an entry: the inbox names it together with the history that numbered it. */
export function entryOfInbox(id: string): number {
  return Number(id.slice(id.lastIndexOf(' ') + 1));
}

/** A value without its stamp; null for nothing, and for what was cleared. */
function plain(stored: Stored | null): object | null {
  if (!stored || stored.cleared) return null;
  const { t: _t, by: _by, ...value } = stored;
  return value;
}
