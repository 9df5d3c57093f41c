/** `Collega la tua app`: the address, the browser's own question, and only then the setting. */
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { type AddressRefusal, parseAppOrigin, patternOf } from './appOrigin.ts';

export interface ConnectWorld {
  /** Asks the person; resolves to false when he says no. It must be called within his click. */
  request(permissions: { origins: string[] }): Promise<boolean>;
  remove(permissions: { origins: string[] }): Promise<unknown>;
  save(appOrigin: string | null): Promise<unknown>;
}

export type ConnectRefusal = AddressRefusal | 'notAllowed';

/** Nothing is saved, and the app connected before stays, unless the browser says yes. */
export async function connectApp(
  world: ConnectWorld,
  text: string,
  before: string | null,
): Promise<Result<string, ConnectRefusal>> {
  const parsed = parseAppOrigin(text);
  if (!parsed.ok) return parsed;
  const pattern = patternOf(parsed.value);
  // Nothing is awaited before: a browser forgets the click.
  const allowed = await world.request({ origins: [pattern] }).catch(() => false);
  if (!allowed) return failed('notAllowed');
  await world.save(parsed.value);
  if (before !== null && patternOf(before) !== pattern)
    await world.remove({ origins: [patternOf(before)] });
  return ok(parsed.value);
}

/** Takes the access back as well. */
export async function disconnectApp(world: ConnectWorld, origin: string): Promise<void> {
  await world.save(null);
  await world.remove({ origins: [patternOf(origin)] });
}
