/** How the app hears of lists that come by themselves: from the companion extension, or opened with the app. */
import { sha256Hex } from '#lib/bridge/hash.ts';
import { openReceiver, type ReceiverWorld } from '#lib/bridge/receiver.ts';
import * as z from 'zod/mini';
import type { Companion, CompanionState } from '#lib/ui/app.ts';
import { createSignal } from './watching.ts';

/** Of the browser's API for installed apps: absent in Firefox, and in a plain tab it stays silent. */
interface LaunchQueue {
  setConsumer(
    take: (launch: { readonly files: readonly { getFile(): Promise<File> }[] }) => void,
  ): void;
}

export interface CompanionWorld {
  readonly window: ReceiverWorld['window'] & { readonly launchQueue?: LaunchQueue };
  readonly subtle: Pick<SubtleCrypto, 'digest'>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly storageKey: string;
  newNonce(): string;
  now(): number;
}

const lastSchema = z.object({ at: z.number(), rows: z.number() });

export function openCompanion(world: CompanionWorld): Companion {
  const { window, subtle, storage, storageKey } = world;
  const changed = createSignal();
  let extension: CompanionState['extension'] = null;

  function state(): CompanionState {
    return { extension, last: readLast(storage.getItem(storageKey)) };
  }

  return {
    listen({ onList, onDamaged }) {
      window.launchQueue?.setConsumer(({ files }) => {
        for (const handle of files)
          void handle.getFile().then((file) => onList({ file, report: null }));
      });
      return openReceiver({
        window,
        newNonce: world.newNonce,
        digest: (bytes) => sha256Hex(subtle, bytes),
        onDamaged,
        onExtension(found) {
          extension = found;
          changed.send();
        },
        onFile({ name, bytes, rows, ...report }) {
          // When, and how long it was: nothing of its content.
          storage.setItem(storageKey, JSON.stringify({ at: world.now(), rows }));
          changed.send();
          onList({ file: new File([bytes], name, { type: 'text/csv' }), report });
        },
      });
    },
    watch(show) {
      show(state());
      return changed.listen(() => show(state()));
    },
  };
}

function readLast(text: string | null): CompanionState['last'] {
  try {
    return lastSchema.safeParse(JSON.parse(text ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}
