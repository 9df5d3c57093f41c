/**
 * In the portal's own world: asks the content script before what fires no event, and keeps a blob for as long as its
 * address may be asked for. It knows no portal and decides nothing. The two worlds share the document's events, which
 * are synchronous, and carry text only.
 */
export {};

const kept = new Map<string, Blob>();
const OUTLIVES = 10_000;

/** Whether the content script takes the request over: then the page does not make it. */
function isTaken(how: string, url: unknown, form?: HTMLFormElement): boolean {
  const body = form && [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  const method = form?.method ?? 'get';
  const detail = JSON.stringify({
    how,
    url: new URL(String(url), document.baseURI).href,
    method,
    body,
  });
  return !document.dispatchEvent(
    new CustomEvent('assistiti:leaving', { detail, cancelable: true }),
  );
}

const { createObjectURL, revokeObjectURL } = URL;
URL.createObjectURL = function (object) {
  const url = createObjectURL.call(URL, object);
  if (object instanceof Blob) kept.set(url, object);
  return url;
};
URL.revokeObjectURL = function (url) {
  setTimeout(() => kept.delete(url), OUTLIVES);
  revokeObjectURL.call(URL, url);
};
document.addEventListener('assistiti:want', (event) => {
  const url = String((event as CustomEvent).detail);
  const blob = kept.get(url);
  if (blob) window.postMessage({ channel: 'assistiti:blob', url, blob }, '*');
});

const { open } = window;
window.open = function (url, ...rest) {
  return url && isTaken('open', url) ? null : open.call(window, url, ...rest);
};
const { click } = HTMLElement.prototype;
HTMLElement.prototype.click = function () {
  // Outside of the document its event is nobody's, and a frame without an origin has no other.
  const isUnseen =
    this instanceof HTMLAnchorElement && !this.isConnected && window.origin === 'null';
  if (!isUnseen || !isTaken('link', this.href)) click.call(this);
};
const { submit } = HTMLFormElement.prototype;
HTMLFormElement.prototype.submit = function () {
  if (!isTaken('submit', this.action, this)) submit.call(this);
};
const src = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'src');
Object.defineProperty(HTMLIFrameElement.prototype, 'src', {
  ...src,
  set(this: HTMLIFrameElement, url: string) {
    if (!isTaken('frame', url)) src?.set?.call(this, url);
  },
});
const { setAttribute } = HTMLIFrameElement.prototype;
HTMLIFrameElement.prototype.setAttribute = function (name, value) {
  if (name.toLowerCase() !== 'src' || !isTaken('frame', value))
    setAttribute.call(this, name, value);
};
