import { describe, expect, it, test } from 'vitest';
import type { SyncStatus } from '#lib/replica/sync/syncStatus.ts';
import { momentText, statusSentence, statusText } from './sync.ts';

const NOW = Date.parse('2026-11-26T09:41:00Z');

test('a moment of today is a time, another one has its day too', () => {
  expect(momentText(NOW, NOW)).toBe('10:41');
  expect(momentText(NOW - 26 * 60 * 60_000, NOW)).toMatch(/^25 nov.*08:41$/);
  expect(momentText(NOW - 365 * 24 * 60 * 60_000, NOW)).not.toBe('10:41');
});

const SAID: readonly [SyncStatus, string][] = [
  [{ kind: 'savedHere' }, 'Salvato qui'],
  [{ kind: 'sending', changes: 1, progress: null }, 'Invio di 1 modifica'],
  [{ kind: 'sending', changes: 1234, progress: null }, 'Invio di 1.234 modifiche'],
  [{ kind: 'sending', changes: 0, progress: null }, 'Controllo in corso'],
  [{ kind: 'synced', at: NOW }, 'Sincronizzato alle 10:41'],
  [{ kind: 'offline', since: NOW, changes: 0 }, 'Non in linea dalle 10:41'],
  [{ kind: 'actionNeeded', action: 'update', changes: 2 }, 'Aggiornamento necessario'],
];

describe('the five states', () => {
  it.each(SAID)('%j', (status, text) => expect(statusText(status, NOW)).toBe(text));

  it('being offline is no alarm, and what waits is counted', () => {
    const said = statusSentence({ kind: 'offline', since: NOW, changes: 3 });
    expect(said).toContain('3 modifiche salvate su questo computer');
    expect(said).toContain('Si lavora come sempre');
  });
});
