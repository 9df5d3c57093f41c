import { ssnDocument } from '#lib/replica/documents.ts';
import type { AuditEntry } from '#server/storage/documentStorage.ts';

export const someEntry: AuditEntry = {
  document: ssnDocument('P1'),
  map: 'phones',
  key: 'patient-1',
  from: { numbers: ['055 1234567'], t: '001', by: 'ada' },
  to: { numbers: ['333 1234567 «è»'], t: '002', by: 'bea' },
  outcome: 'written',
  reason: null,
  userId: 'bea',
  onBehalfOf: 'ada',
  device: 'session-7',
  t: '002',
  at: 1_780_000_000_000,
};
