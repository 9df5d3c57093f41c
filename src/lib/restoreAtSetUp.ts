/**
 * A safety copy on a fresh server: the file is read on the page for its practice, the server takes that over, its
 * doctor makes his access, and his desktop then takes in the rest.
 */
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { readCopy } from '#lib/replica/copy/readCopy.ts';
import type { TakeOverFailure } from '#lib/ui/app.ts';
import type { Copy } from './starts.ts';

export async function readCopyAtSetUp(
  subtle: SubtleCrypto,
  file: Blob,
  passphrase: string,
): Promise<Result<Copy, TakeOverFailure>> {
  const read = await readCopy(new Uint8Array(await file.arrayBuffer()), passphrase, subtle);
  if (!read.ok) return read;
  return ok({
    practice: read.value.practice,
    async restoreInto({ copies }) {
      const opened = await copies.openCopy(file, passphrase);
      if (!opened.ok) return failed({ kind: 'notRestored' });
      const restored = await copies.restoreCopy();
      return restored.ok ? ok(null) : failed({ kind: 'notRestored' });
    },
  });
}
