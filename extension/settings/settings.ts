/**
 * What is set: by whoever administers the computers (managed storage, which may come late), else by the person.
 * Only settings and the time of the last hand-over rest on the disk.
 */
import * as z from 'zod/mini';
import { parseAppOrigin } from './appOrigin.ts';
import { type Portal, portalsSchema, SHIPPED_PORTALS } from '../capture/portals.ts';

export interface Settings {
  /** Null until an app is connected. */
  readonly appOrigin: string | null;
  /** The address was set by policy: it cannot be changed here. */
  readonly isManaged: boolean;
  readonly portals: readonly Portal[];
  readonly isPaused: boolean;
}

const localSchema = z.object({
  appOrigin: z.optional(z.nullable(z.string())),
  paused: z.optional(z.boolean()),
});
const managedSchema = z.object({
  appOrigin: z.optional(z.string()),
  portals: z.optional(portalsSchema),
});

/** What does not fit its schema counts as not set: a policy with a slip never opens more than this build does. */
export function readSettings(local: unknown, managed: unknown): Settings {
  const own = localSchema.safeParse(local).data ?? {};
  const policy = managedSchema.safeParse(managed).data ?? {};
  const managedOrigin = originIn(policy.appOrigin);
  return {
    appOrigin: managedOrigin ?? originIn(own.appOrigin),
    isManaged: managedOrigin !== null,
    portals: policy.portals ?? SHIPPED_PORTALS,
    isPaused: own.paused ?? false,
  };
}

function originIn(text: string | null | undefined): string | null {
  const parsed = parseAppOrigin(text ?? '');
  return parsed.ok ? parsed.value : null;
}
