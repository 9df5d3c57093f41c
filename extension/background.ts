/** The background: the browser starts it for a message and ends it when it likes. All it does is in `transfer/desk.ts`. */
import { sha256Hex } from '#lib/bridge/hash.ts';
import { provenanceSchema, type Provenance } from '#lib/bridge/messages.ts';
import { api } from './api.ts';
import { provenanceOf } from './capture/reportRow.ts';
import { type Last, toBackgroundSchema, type ToBackground, type ToContent } from './messages.ts';
import { patternOf } from './settings/appOrigin.ts';
import { readSettings, type Settings } from './settings/settings.ts';
import { createDesk, type Sender } from './transfer/desk.ts';

const BRIDGE = 'bridge';
const ROW_COUNTS_FOR = 30_000;

/** The row pressed last in each tab: the file may be seen in another frame. Gone with the background, as is its use. */
const pressed = new Map<number, { readonly provenance: Provenance; readonly at: number }>();

/** Where the browser has not said yes yet, be it to a policy, there is no app. */
async function settings(): Promise<Settings> {
  const local = await api.storage.local.get(['appOrigin', 'paused', 'policy']);
  const read = readSettings(local, local.policy);
  const { appOrigin } = read;
  const origins = appOrigin === null ? [] : [patternOf(appOrigin)];
  const isAllowed = appOrigin !== null && (await api.permissions.contains({ origins }));
  return isAllowed ? read : { ...read, appOrigin: null };
}

function saveLast(last: Last): Promise<void> {
  return api.storage.local.set({ last });
}

const desk = createDesk({
  session: api.storage.session,
  settings,
  saveLast,
  tabsOf: (origin) => api.tabs.query({ url: patternOf(origin) }),
  async tab(id) {
    const tab = await api.tabs.get(id).catch(() => null);
    return tab && { ...tab, isLoading: tab.status === 'loading' };
  },
  openTab: async (url) => (await api.tabs.create({ url })).id ?? null,
  async bringToFront(id) {
    const tab = await api.tabs.update(id, { active: true });
    if (tab) await api.windows.update(tab.windowId, { focused: true });
  },
  send: (tab, message) => send(tab, message),
  putBridge: (tabId) =>
    api.scripting.executeScript({ target: { tabId }, files: ['contentBridge.js'] }),
  sha256: (bytes) => sha256Hex(crypto.subtle, bytes),
  newId: () => crypto.randomUUID(),
  now: Date.now,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  inTurn: (what, work) => navigator.locks.request(`assistiti:${what}`, work),
});

async function send(tab: number, message: ToContent): Promise<boolean> {
  const toAll = message.kind === 'seen' || message.kind === 'saveToo';
  return api.tabs.sendMessage(tab, message, toAll ? {} : { frameId: 0 }).then(
    () => true,
    () => false,
  );
}

/** Policy as it is now: at the first start it may not be there yet, and comes later. */
async function followPolicy(): Promise<void> {
  const policy = await api.storage.managed.get(null).catch(() => ({}));
  await api.storage.local.set({ policy });
}

/** The bridge is where the connected app is, and nowhere else. */
async function followApp(): Promise<void> {
  await navigator.locks.request('assistiti:bridge', async () => {
    const { appOrigin } = await settings();
    const matches = appOrigin === null ? [] : [patternOf(appOrigin)];
    const [there] = await api.scripting.getRegisteredContentScripts({ ids: [BRIDGE] });
    if (there && there.matches?.join() === matches.join()) return;
    if (there) await api.scripting.unregisterContentScripts({ ids: [BRIDGE] });
    if (matches.length === 0) return;
    await api.scripting.registerContentScripts([
      {
        id: BRIDGE,
        matches,
        js: ['contentBridge.js'],
        runAt: 'document_start',
        allFrames: false,
        persistAcrossSessions: true,
      },
    ]);
  });
  await desk.deliver();
}

api.runtime.onInstalled.addListener(() => void followPolicy().then(followApp));
api.runtime.onStartup.addListener(() => void followPolicy().then(followApp));
api.permissions.onAdded.addListener(() => void followApp());
api.permissions.onRemoved.addListener(() => void followApp());
api.tabs.onRemoved.addListener((tab) => {
  pressed.delete(tab);
  void desk.tabClosed(tab);
});
api.storage.onChanged.addListener((changes, area) => {
  if (area === 'managed') void followPolicy();
  if (area === 'local' && ('appOrigin' in changes || 'policy' in changes)) void followApp();
});

api.runtime.onMessage.addListener((data: unknown, from, answer: (value: unknown) => void) => {
  const message = toBackgroundSchema.safeParse(data).data;
  if (!message || from.id !== api.runtime.id) return false;
  void hear(message, from).then(answer, () => answer(null));
  return true;
});

async function hear(message: ToBackground, from: chrome.runtime.MessageSender): Promise<unknown> {
  const tab = from.tab?.id ?? null;
  switch (message.kind) {
    case 'captured':
      return desk.captured(message, await provenanceIn(tab, message.provenance), tab);
    case 'pressed':
      if (tab !== null) pressed.set(tab, { provenance: message.provenance, at: Date.now() });
      return null;
    case 'missed':
      await saveLast({ at: Date.now(), rows: null, outcome: message.why });
      return tab === null ? null : send(tab, { kind: 'notice', notice: message });
    case 'saveToo':
      return tab === null ? null : send(tab, { kind: 'saveToo' });
    case 'openApp':
      return desk.openApp();
    case 'openOptions':
      return api.runtime.openOptionsPage();
    case 'status':
      return {
        waiting: await desk.waiting(),
        isConnected: (await settings()).appOrigin !== null,
      };
    case 'isApp':
    case 'pull':
    case 'received': {
      const sender = senderOf(from);
      if (!sender) return undefined;
      if (message.kind === 'isApp') return desk.isApp(sender);
      if (message.kind === 'pull') return desk.pull(sender, message.protocol);
      return desk.received(sender, message.id, message.sha256);
    }
  }
}

/** Of the frame that saw the file, else of the row that was pressed in the same tab. */
async function provenanceIn(tab: number | null, own: Provenance | null): Promise<Provenance> {
  if (own) return provenanceSchema.parse(own);
  const row = tab === null ? undefined : pressed.get(tab);
  if (row && Date.now() - row.at < ROW_COUNTS_FOR) return row.provenance;
  const [portal] = (await settings()).portals;
  if (!portal) throw new Error('No portal is known');
  return provenanceOf(portal, null);
}

function senderOf({ tab, frameId, url }: chrome.runtime.MessageSender): Sender | null {
  if (tab?.id === undefined || frameId === undefined || !url) return null;
  return { tab: tab.id, frame: frameId, origin: new URL(url).origin };
}
