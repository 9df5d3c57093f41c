/** The address of the practice's app, as somebody types it. */
import { failed, ok, type Result } from '#lib/domain/result.ts';

export type AddressRefusal = 'empty' | 'notAnAddress' | 'notSecure';

/** The origin alone: a path, as it stands in an address bar, is left out. Only https, or http on this computer. */
export function parseAppOrigin(text: string): Result<string, AddressRefusal> {
  const typed = text.trim();
  if (typed === '') return failed('empty');
  const isLocal = /^(localhost|127\.0\.0\.1)(:|\/|$)/i.test(typed);
  const address = /^[a-z][a-z+.-]*:\/\//i.test(typed)
    ? typed
    : `${isLocal ? 'http' : 'https'}://${typed}`;
  if (!URL.canParse(address)) return failed('notAnAddress');
  const { protocol, hostname, origin } = new URL(address);
  if (protocol === 'https:') return hostname === '' ? failed('notAnAddress') : ok(origin);
  if (protocol !== 'http:') return failed('notAnAddress');
  return hostname === 'localhost' || hostname === '127.0.0.1' ? ok(origin) : failed('notSecure');
}

/** What is asked of the browser for it: a match pattern has no port everywhere, so the port is compared in code. */
export function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
