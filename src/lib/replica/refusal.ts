/** What becomes of values that the server did not let stand: they leave the journal for the inbox. */
import type { DocumentName } from './documents.ts';
import type { PlacedRow } from './journal.ts';
import type { Ledger } from './ledger.ts';
import type { InboxRow, Refusal } from './sharedLedger.ts';
import type { NotKept } from './syncProtocol.ts';

export interface RefusedValues {
  readonly kind: InboxRow['kind'];
  /** The history of the practice in which the values are numbered. */
  readonly epoch: string;
  readonly values: readonly NotKept[];
}

/** `rows` are those of the journal for that document. What the inbox was told before is not told again. */
export async function planRefusal(
  ledger: Ledger,
  document: DocumentName,
  rows: readonly PlacedRow[],
  { kind, epoch, values }: RefusedValues,
): Promise<Refusal & { readonly changed: readonly PlacedRow[] }> {
  const idOf = ({ id }: NotKept) => `${epoch} ${id}`;
  const told = await ledger.shared.inbox.bulkGet(values.map(idOf));
  const fresh = values.filter((_, at) => told[at] === undefined);
  const entries: InboxRow[] = [];
  for (const value of fresh) {
    const { map, key, t } = value;
    const sent = await sentValue(ledger, document, rows, value);
    entries.push({ id: idOf(value), document, map, key, kind, t, ...sent });
  }
  // What was only outrun needs no more than its row needs: nothing of it is written by a replay.
  const left = kind === 'refused' ? without(rows, fresh) : [];
  return {
    entries,
    changed: left.filter(({ writes }) => writes.length > 0),
    removed: left.filter(({ writes }) => writes.length === 0).map(({ seq }) => seq),
  };
}

/** From the journal, or from the history once a row has gone; another desktop of the same user may have sent it. */
async function sentValue(
  { history }: Ledger,
  document: DocumentName,
  rows: readonly PlacedRow[],
  { map, key, t }: NotKept,
): Promise<Pick<InboxRow, 'sent'>> {
  const written = rows.filter((row) => row.t === t).flatMap(({ writes }) => writes);
  const write = written.find((one) => one.map === map && one.key === key);
  if (write) return { sent: write.to };
  const ofPatient = await history.where('patients').equals(key).toArray();
  const change = ofPatient
    .filter((row) => row.document === document && row.t === t)
    .flatMap(({ changes }) => changes)
    .find(({ column, patient }) => column === map && patient === key);
  return change ? { sent: change.to } : {};
}

/** The rows that lose some of their writes, with what is left of them. */
function without(rows: readonly PlacedRow[], values: readonly NotKept[]): PlacedRow[] {
  const nameOf = (t: string, map: string, key: string) => JSON.stringify([t, map, key]);
  const refused = new Set(values.map(({ map, key, t }) => nameOf(t, map, key)));
  return rows.flatMap((row) => {
    const writes = row.writes.filter(({ map, key }) => !refused.has(nameOf(row.t, map, key)));
    return writes.length < row.writes.length ? [{ ...row, writes }] : [];
  });
}
