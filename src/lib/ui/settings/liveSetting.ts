import type { SettingName, SettingValues } from '#lib/replica/practiceSettings.ts';
import type { App } from '#lib/ui/app.ts';
import { Live } from '#lib/ui/shell/live.ts';

/** A setting of the practice, followed by Svelte; `undefined` until it is read. */
export function liveSetting<S extends SettingName>(
  app: Pick<App, 'watchSetting'>,
  name: S,
): Live<SettingValues[S]> {
  return new Live((show) => app.watchSetting(name, show));
}
