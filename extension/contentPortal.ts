/** On every frame of the portal: sees the report, hands it to the background, and shows what became of it. */
import { toBase64 } from '#lib/bridge/base64.ts';
import { api } from './api.ts';
import { type Caught, watchFrame } from './capture/capture.ts';
import { portalAt } from './capture/portals.ts';
import { type ToBackground, toContentSchema } from './messages.ts';
import { readSettings, type Settings } from './settings/settings.ts';
import { PortalNotice } from './ui/portalNotice.ts';

/** The file is offered for saving as long as its notice can be there. */
const HELD_FOR = 120_000;
/** A report that is on its way is seen by then. */
const EXPECTED_WITHIN = 8_000;

let settings: Settings = readSettings({}, {});
let held: Caught | null = null;
let expected = 0;
const isTop = window.top === window;

async function follow(): Promise<void> {
  const local = await api.storage.local.get(['appOrigin', 'paused', 'policy']);
  settings = readSettings(local, local.policy);
}

function tell(message: ToBackground): void {
  // The background starts by itself for it; a page that outlived its extension has nobody to tell.
  void api.runtime.sendMessage(message).catch(() => undefined);
}

const notice = isTop ? new PortalNotice(document, { say: tell }) : null;

const capture = watchFrame({
  portal: () => (settings.isPaused ? null : portalAt(settings.portals, location)),
  now: () => performance.now(),
  onPressed(provenance) {
    tell({ kind: 'pressed', provenance });
    clearTimeout(expected);
    expected = window.setTimeout(() => tell({ kind: 'missed', why: 'notSeen' }), EXPECTED_WITHIN);
  },
  onSeen: () => clearTimeout(expected),
  onCaught(caught) {
    clearTimeout(expected);
    if (caught.isOnlyHere) hold(caught);
    const { name, bytes, rows, provenance, isOnlyHere } = caught;
    tell({ kind: 'captured', name, bytes: toBase64(bytes), rows, provenance, isOnlyHere });
  },
  onMissed(why, status) {
    clearTimeout(expected);
    tell({ kind: 'missed', why, ...(status === undefined ? {} : { status }) });
  },
});

function hold(caught: Caught): void {
  held = caught;
  setTimeout(() => {
    if (held === caught) held = null;
  }, HELD_FOR);
}

api.runtime.onMessage.addListener((data: unknown, sender: chrome.runtime.MessageSender) => {
  if (sender.id !== api.runtime.id) return;
  const message = toContentSchema.safeParse(data).data;
  if (message?.kind === 'notice') notice?.show(message.notice);
  if (message?.kind === 'seen') clearTimeout(expected);
  if (message?.kind === 'saveToo' && held) {
    capture.save(held.bytes, held.name);
    held = null;
  }
});
api.storage.local.onChanged.addListener(() => void follow());
void follow();
