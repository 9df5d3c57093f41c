/** `Collega la tua app`. */
import { api } from './api.ts';
import { type ConnectWorld, connectApp, disconnectApp } from './settings/connectApp.ts';
import { readSettings } from './settings/settings.ts';
import { element } from './ui/element.ts';
import { connectRefusalText } from './ui/texts.ts';

const address = element('address', HTMLInputElement);
const disconnect = element('disconnect', HTMLButtonElement);
const said = element('said');

const world: ConnectWorld = {
  request: (permissions) => api.permissions.request(permissions),
  remove: (permissions) => api.permissions.remove(permissions),
  save: (appOrigin) => api.storage.local.set({ appOrigin }),
};

let connected: string | null = null;

async function show(): Promise<void> {
  const local = await api.storage.local.get(['appOrigin', 'policy']);
  const { appOrigin, isManaged } = readSettings(local, local.policy);
  connected = appOrigin;
  if (appOrigin !== null) address.value = appOrigin;
  address.readOnly = isManaged;
  disconnect.hidden = appOrigin === null || isManaged;
}

element('form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void connectApp(world, address.value, connected).then((result) => {
    address.toggleAttribute('aria-invalid', !result.ok);
    said.textContent = result.ok
      ? `Collegata a ${result.value}. Ora premi Scarica sul portale.`
      : connectRefusalText(result.error);
    if (result.ok) return show();
  });
});
disconnect.addEventListener('click', () => {
  if (connected === null) return;
  void disconnectApp(world, connected).then(() => {
    address.value = '';
    said.textContent = 'Scollegata: l’estensione non ha più accesso a quell’indirizzo.';
    return show();
  });
});
void show();
