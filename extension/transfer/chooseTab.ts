/** Which tab of the app a list goes to. */
import { IMPORT_PATH } from '#lib/bridge/messages.ts';

export interface OpenTab {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
  readonly lastAccessed?: number | undefined;
}

/** One on the import page, else the one used last; null when the app is not open. Ports count: patterns have none. */
export function chooseTab<Tab extends OpenTab>(
  tabs: readonly Tab[],
  appOrigin: string,
): (Tab & { readonly id: number }) | null {
  const own = tabs
    .filter(
      (tab): tab is Tab & { id: number } =>
        tab.id !== undefined && originOf(tab.url ?? '') === appOrigin,
    )
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  return own.find(({ url }) => new URL(url ?? '').pathname === IMPORT_PATH) ?? own[0] ?? null;
}

/** Null for what is no address, or has no origin of its own. */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { origin } = new URL(address);
  return origin === 'null' ? null : origin;
}
