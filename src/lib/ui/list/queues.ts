/** Work queues: views of Pazienti SSN with a filter, so each has an address of its own. */
import type { ExpiryDays } from '#lib/domain/dateRange.ts';
import { nextExemptionEnd } from '#lib/domain/exemption.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { QueueCounts } from '#lib/read-model/listQuery.ts';
import { plainView, type ListView } from './listView.ts';

export const QUEUES = ['expiring', 'expired', 'toCheck', 'exemptions'] as const;
export type Queue = (typeof QUEUES)[number];

/** What ends first comes first; `days` counts for `In scadenza` alone. */
export function queueView(queue: Queue, today: PlainDate, days: ExpiryDays = 60): ListView {
  const plain = plainView('ssn');
  const byExpiry = { by: 'expiresOn', descending: false } as const;
  switch (queue) {
    case 'expiring':
      return { ...plain, expiry: { kind: 'within', days }, sort: byExpiry };
    case 'expired':
      return { ...plain, expiry: { kind: 'expired' }, sort: byExpiry };
    case 'toCheck':
      return { ...plain, data: 'toCheck' };
    case 'exemptions':
      return { ...plain, exemption: { code: '', endsBy: nextExemptionEnd(today) } };
  }
}

/** The queue a view is of, however it is narrowed and sorted. */
export function queueOf({ tab, expiry, data, exemption }: ListView): Queue | null {
  if (tab !== 'ssn') return null;
  if (expiry?.kind === 'within') return 'expiring';
  if (expiry?.kind === 'expired') return 'expired';
  if (data === 'toCheck') return 'toCheck';
  return exemption.endsBy === null ? null : 'exemptions';
}

export function queueSize(queue: Queue, counts: QueueCounts): number {
  return queue === 'expiring' ? counts.expiring[60] : counts[queue];
}
