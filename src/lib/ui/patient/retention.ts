/** How long the bin keeps a patient, for whoever shows it: one live value for all rows and dialogs. */
import { getContext, setContext } from 'svelte';
import { DEFAULT_RETENTION } from '#lib/domain/bin.ts';
import type { App } from '#lib/ui/app.ts';
import { liveSetting } from '#lib/ui/settings/liveSetting.ts';
import type { Live } from '#lib/ui/shell/live.ts';

const key = Symbol('retention');

export function provideRetention(app: Pick<App, 'watchSetting'>): void {
  setContext(key, liveSetting(app, 'retention'));
}

/** Days, followed by Svelte; the usual ones until the practice's are read. */
export function useRetention(): () => number {
  const live = getContext<Live<number>>(key);
  return () => live.current ?? DEFAULT_RETENTION;
}
