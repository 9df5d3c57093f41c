/** What came back from the server, field by field: what was sent, and what stands in its place. */
import type { Change } from '#lib/domain/change.ts';
import type { InboxEntry } from '#lib/replica/sync/inbox.ts';
import { fieldLines } from '#lib/ui/texts/history.ts';

export interface InboxLine {
  readonly label: string;
  readonly sent: string | null;
  readonly present: string | null;
}

/** Empty where the two are no columns of a patient, or differ in nothing that is shown. */
export function inboxLines({ patient, map, sent, present }: InboxEntry): InboxLine[] {
  if (patient === null || sent === undefined) return [];
  const change = { patient, column: map, from: present, to: sent } as Change;
  return fieldLines(change).map(({ label, from, to }) => ({ label, sent: to, present: from }));
}
