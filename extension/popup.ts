/** What the icon shows: the state, where lists go, the last one, and the way round when a file was not seen. */
import { api } from './api.ts';
import { lastSchema } from './messages.ts';
import { readSettings } from './settings/settings.ts';
import { element } from './ui/element.ts';
import { lastText, STATES, type State } from './ui/texts.ts';

const WHEN = new Intl.DateTimeFormat('it-IT', {
  ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit' },
});
const paused = element('paused', HTMLInputElement);
const open = element('open', HTMLButtonElement);

interface Status {
  readonly waiting: number;
  readonly isConnected: boolean;
}

async function show(): Promise<void> {
  const status = (await api.runtime.sendMessage({ kind: 'status' })) as Status | null;
  const local = await api.storage.local.get(['appOrigin', 'paused', 'policy', 'last']);
  const { appOrigin, isPaused } = readSettings(local, local.policy);
  const last = lastSchema.safeParse(local.last).data;
  const state: State = !status?.isConnected
    ? 'noApp'
    : status.waiting > 0
      ? 'captured'
      : isPaused
        ? 'paused'
        : 'listening';
  element('state').textContent = STATES[state];
  element('app').textContent = appOrigin ?? 'nessuna';
  element('last').textContent = last ? `${lastText(last)} (${WHEN.format(last.at)})` : 'nessuno';
  paused.checked = isPaused;
  open.disabled = appOrigin === null;
}

paused.addEventListener('change', () => {
  void api.storage.local.set({ paused: paused.checked }).then(show);
});
open.addEventListener('click', () => {
  void api.runtime.sendMessage({ kind: 'openApp' }).then(() => window.close());
});
element('options').addEventListener('click', () => void api.runtime.openOptionsPage());
api.storage.onChanged.addListener(() => void show());
void show();
