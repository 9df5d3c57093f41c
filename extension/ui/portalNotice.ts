/** A small card on the portal's page. Its looks are set property by property: the page's policy forbids style sheets. */
import type { Miss, Notice, ToBackground } from '../messages.ts';
import { noticeText, onlyHereText } from './texts.ts';

const STAYS = 30_000;
/** The list was caught, and did not get on. */
const CAUGHT: ReadonlySet<string> = new Set<Miss>(['noApp', 'appTooOld', 'notKept']);

export class PortalNotice {
  readonly #document: Document;
  readonly #say: (message: ToBackground) => void;
  #host: HTMLElement | null = null;
  #goes = 0;
  #isOnlyHere = false;

  constructor(document: Document, { say }: { say: (message: ToBackground) => void }) {
    this.#document = document;
    this.#say = say;
  }

  show(notice: Notice): void {
    const root = this.#document.documentElement;
    if (notice.kind === 'captured') this.#isOnlyHere = notice.isOnlyHere;
    const isHere = notice.kind !== 'missed' || CAUGHT.has(notice.why);
    const canSave = isHere && this.#isOnlyHere;
    this.close();
    const host = this.#document.createElement('assistiti-avviso');
    const shade = host.attachShadow({ mode: 'closed' });
    host.style.cssText =
      'all: initial; position: fixed; z-index: 2147483647; right: 16px; bottom: 16px; max-width: 380px';
    shade.append(this.#card(notice, canSave));
    root.append(host);
    this.#host = host;
    host.dataset.kind = notice.kind === 'missed' ? notice.why : notice.kind;
    this.#goes = window.setTimeout(() => this.close(), STAYS);
  }

  close(): void {
    clearTimeout(this.#goes);
    this.#host?.remove();
    this.#host = null;
  }

  #card(notice: Notice, canSave: boolean): HTMLElement {
    const card = this.#element('div', CARD);
    card.setAttribute('role', notice.kind === 'missed' ? 'alert' : 'status');
    card.append(this.#element('strong', 'display: block', 'Assistiti'));
    const text = noticeText(notice) + (canSave ? ` ${onlyHereText()}` : '');
    card.append(this.#element('p', 'margin: 4px 0 10px', text));
    const isMiss = notice.kind === 'missed';
    if (isMiss && notice.why === 'noApp')
      card.append(this.#button('Collega la tua app', { kind: 'openOptions' }));
    else if (isMiss) card.append(this.#button('Apri Assistiti', { kind: 'openApp' }));
    if (canSave) card.append(this.#button('Salva anche il file', { kind: 'saveToo' }));
    const close = this.#element('button', BUTTON, 'Chiudi');
    close.addEventListener('click', () => this.close());
    card.append(close);
    return card;
  }

  #button(text: string, message: ToBackground): HTMLElement {
    const button = this.#element('button', BUTTON, text);
    button.addEventListener('click', (event) => {
      // Only a person presses it: the page may not.
      if (!event.isTrusted) return;
      this.#say(message);
      this.close();
    });
    return button;
  }

  #element(name: string, looks: string, text = ''): HTMLElement {
    const element = this.#document.createElement(name);
    element.style.cssText = looks;
    element.textContent = text;
    return element;
  }
}

const CARD =
  'font: 15px/1.45 system-ui, sans-serif; color: #12262b; background: #fff; border: 2px solid #0b5c6b;' +
  'border-radius: 10px; padding: 14px 16px; box-shadow: 0 6px 24px rgb(0 0 0 / 25%)';
const BUTTON =
  'font: inherit; font-weight: 600; min-height: 32px; margin: 0 8px 0 0; padding: 4px 12px; color: #0b5c6b;' +
  'background: #fff; border: 1px solid #0b5c6b; border-radius: 6px; cursor: pointer';
