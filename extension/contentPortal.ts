/** On every frame of the portal: sees the report, hands it to the background, and shows what became of it. */
import { toBase64 } from '#lib/bridge/base64.ts';
import { EXPIRES_AFTER } from '#lib/bridge/messages.ts';
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

/** False on a page that outlived its extension: then everything is as if it had never been there. */
function isAlive(): boolean {
  return api.runtime?.id !== undefined;
}

/** The background starts by itself for it. False when it did not hear. */
async function ask(message: ToBackground): Promise<boolean> {
  try {
    await api.runtime.sendMessage(message);
    return true;
  } catch {
    return false;
  }
}

function tell(message: ToBackground): void {
  void ask(message);
}

const notice = isTop ? new PortalNotice(document, { say: tell }) : null;

const capture = watchFrame({
  portal: () => (settings.isPaused || !isAlive() ? null : portalAt(settings.portals, location)),
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
    void handOver(caught);
  },
  onMissed(why, status) {
    clearTimeout(expected);
    tell({ kind: 'missed', why, ...(status === undefined ? {} : { status }) });
  },
});

async function handOver(caught: Caught): Promise<void> {
  const { name, bytes, rows, provenance, isOnlyHere } = caught;
  const text = toBase64(bytes);
  const isHeard = await ask({ kind: 'captured', name, bytes: text, rows, provenance, isOnlyHere });
  // It was taken from the browser, and nobody else has it.
  if (!isHeard && isOnlyHere) save(caught);
  // Looked at, a list that nobody fetched is wiped.
  setTimeout(() => tell({ kind: 'status' }), EXPIRES_AFTER + 1_000);
}

function save({ bytes, name }: Caught): void {
  capture.save(new Blob([bytes], { type: 'text/csv' }), name);
}

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
    save(held);
    held = null;
  }
});
api.storage.local.onChanged.addListener(() => void follow());
void follow();
