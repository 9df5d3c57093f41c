import { describe, expect, test } from 'vitest';
import { EXPIRES_AFTER, type CarriedFile } from '#lib/bridge/messages.ts';
import { provenanceOf } from '../capture/reportRow.ts';
import { SHIPPED_PORTALS } from '../capture/portals.ts';
import { chooseTab } from './chooseTab.ts';
import { step, type Transfers } from './transfers.ts';

const [portal] = SHIPPED_PORTALS;

function fileOf(name: string, bytes = 'AAAA', capturedAt = 0): CarriedFile {
  if (!portal) throw new Error('No portal is shipped');
  const sha256 = name.padEnd(64, '0').replaceAll(/[^0-9a-f]/g, '0');
  return {
    id: `transfer-${name}`,
    name,
    sha256,
    bytes,
    rows: 1,
    capturedAt,
    provenance: provenanceOf(portal, null),
  };
}

const captured = (file: CarriedFile) => ({ kind: 'captured', file, from: null }) as const;
const names = (transfers: Transfers) => transfers.map(({ file }) => file.name);

describe('lists that wait', () => {
  test('the same list pressed twice is one, and stays with its tab', () => {
    const first = step([], captured(fileOf('a')), 0);
    const chosen = step(first, { kind: 'chosen', tab: 5 }, 0);
    const again = step(chosen, captured({ ...fileOf('a'), id: 'transfer-later' }), 1);
    expect(again.map(({ file, tab }) => [file.id, tab])).toEqual([['transfer-later', 5]]);
  });

  test('what does not fit beside the newest makes room for it', () => {
    const large = 'A'.repeat(5_000_000);
    const two = step(step([], captured(fileOf('a', large)), 0), captured(fileOf('b', large)), 0);
    expect(names(two)).toEqual(['b']);
    expect(names(step(step([], captured(fileOf('a')), 0), captured(fileOf('b')), 0))).toEqual([
      'a',
      'b',
    ]);
  });

  test('ten minutes and not a moment longer', () => {
    const one = step([], captured(fileOf('a')), 0);
    expect(names(step(one, { kind: 'looked' }, EXPIRES_AFTER - 1))).toEqual(['a']);
    expect(step(one, { kind: 'looked' }, EXPIRES_AFTER)).toEqual([]);
    expect(step(one, { kind: 'chosen', tab: 1 }, EXPIRES_AFTER)).toEqual([]);
  });
});

describe('the tab it goes to', () => {
  const app = 'https://assistiti.example';

  test('is one on the import page, else the one used last, of exactly this origin', () => {
    const tabs = [
      { id: 1, url: `${app}/pazienti/x`, lastAccessed: 5 },
      { id: 2, url: `${app}/importa/siss`, lastAccessed: 1 },
      { id: 3, url: `${app}:8443/importa/siss`, lastAccessed: 9 },
      { id: 4, url: undefined, lastAccessed: 10 },
    ];
    expect(chooseTab(tabs, app)?.id).toBe(2);
    expect(chooseTab(tabs.slice(0, 1).concat({ id: 7, url: app, lastAccessed: 6 }), app)?.id).toBe(
      7,
    );
    expect(chooseTab(tabs.slice(2), app)).toBeNull();
  });
});
