/**
 * The names and origins under which this server is meant. A page of a foreign site can point its own name at our
 * address (DNS rebinding) and would then share our origin; the `Host` header still carries that name. A foreign page
 * that writes to us says its own origin.
 */
export interface Origins {
  /** Whether a `Host` header names this server. */
  allowsHost(host: string | undefined): boolean;
  /** Whether an `Origin` header is that of our own pages; what is no browser sends none. */
  isOwn(origin: string, host: string | undefined): boolean;
  /** As a link to this server begins, for whoever asked it under that name. */
  originOf(host: string): string;
}

export interface OriginsNeeds {
  /** `https://assistiti.studio.example`, as people open it; null where it is this computer's alone. */
  readonly publicOrigin: string | null;
  /** Where the server itself speaks https: whether its certificate is for that name. */
  readonly certifies: ((hostname: string) => boolean) | null;
}

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

export function createOrigins({ publicOrigin, certifies }: OriginsNeeds): Origins {
  const publicHost = publicOrigin === null ? null : new URL(publicOrigin).host;
  const scheme = certifies ? 'https' : 'http';

  /** A name of its own, which no proxy stands before. */
  const isDirect = (host: string) => {
    if (LOCAL_HOST.test(host)) return true;
    const named = /^([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?$/i.exec(host);
    return named?.[1] !== undefined && certifies !== null && certifies(named[1]);
  };

  return {
    allowsHost: (host = '') => isDirect(host) || host.toLowerCase() === publicHost,
    originOf: (host) =>
      publicOrigin !== null && !isDirect(host) ? publicOrigin : `${scheme}://${host}`,
    isOwn: (origin, host = '') =>
      origin === publicOrigin || (isDirect(host) && origin === `${scheme}://${host}`),
  };
}
