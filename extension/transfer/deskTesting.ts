/** What tests of the desk are built from: a browser that does as it is told, and lists that were caught. */
import { createHash } from 'node:crypto';
import { toBase64 } from '#lib/bridge/base64.ts';
import { SHIPPED_PORTALS } from '../capture/portals.ts';
import { provenanceOf } from '../capture/reportRow.ts';
import type { ToBackground } from '../messages.ts';
import { readSettings } from '../settings/settings.ts';
import type { DeskWorld } from './desk.ts';

export const APP = 'https://assistiti.example';
const [PORTAL] = SHIPPED_PORTALS;
if (!PORTAL) throw new Error('No portal is shipped');
export const provenance = provenanceOf(PORTAL, null);

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export function capturedList(text: string): Extract<ToBackground, { kind: 'captured' }> {
  return {
    ...{ kind: 'captured', name: 'elenco.csv', rows: 1, provenance, isOnlyHere: false },
    bytes: toBase64(new TextEncoder().encode(text)),
  };
}

/** `stored` outlives the background, as the browser's session does. Nobody listens in any tab. */
export function testWorld(
  stored: Map<string, unknown>,
): Omit<DeskWorld, 'tabsOf' | 'tab' | 'openTab' | 'inTurn'> {
  let ids = 0;
  return {
    session: {
      get: async (name: unknown) =>
        structuredClone({ [String(name)]: stored.get(String(name)) }) as Record<string, unknown>,
      set: async (items: Record<string, unknown>) => {
        for (const [name, value] of Object.entries(items)) stored.set(name, structuredClone(value));
      },
      remove: async (name: unknown) => void stored.delete(String(name)),
    } as DeskWorld['session'],
    settings: async () => readSettings({ appOrigin: APP }, {}),
    saveLast: async () => undefined,
    bringToFront: async () => undefined,
    send: async () => false,
    putBridge: async () => undefined,
    sha256: async (bytes) => hashOf(bytes),
    newId: () => `transfer-${ids++}`,
    now: () => 1_000_000,
    pause: async () => undefined,
  };
}
