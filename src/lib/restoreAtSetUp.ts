/**
 * A safety copy on a fresh server: the file is read on the page for its practice, the server takes that over, and
 * the desktop that then opens takes in the rest. A copy that is refused leaves the server as fresh as it was.
 */
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { readCopy } from '#lib/replica/copy/readCopy.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Restored, Start, TakeOverFailure } from '#lib/ui/app.ts';
import { restorePractice } from './practiceAtServer.ts';

export interface TakeOverNeeds {
  readonly subtle: SubtleCrypto;
  readonly fetch: typeof window.fetch;
  readonly open: (practice: Practice) => Promise<Start>;
}

export async function restoreAtSetUp(
  { subtle, fetch, open }: TakeOverNeeds,
  file: Blob,
  passphrase: string,
): Promise<Result<Restored, TakeOverFailure>> {
  const read = await readCopy(new Uint8Array(await file.arrayBuffer()), passphrase, subtle);
  if (!read.ok) return read;
  const taken = await restorePractice(fetch, read.value.practice);
  if (taken.kind !== 'restored') return failed({ kind: taken.kind });
  const start = await open(taken.practice);
  if (start.kind !== 'ready') return failed({ kind: 'notRestored' });
  const { copies } = start.app;
  const opened = await copies.openCopy(file, passphrase);
  if (!opened.ok) return failed({ kind: 'notRestored' });
  const restored = await copies.restoreCopy();
  return restored.ok ? ok({ start, restored: restored.value }) : failed({ kind: 'notRestored' });
}
