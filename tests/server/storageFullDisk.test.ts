/** A disk that is really full, where the system lets the test mount a small one. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ssnDocument } from '#lib/replica/documents.ts';
import { someEntry } from './someEntry.ts';
import { useStorageFolder } from './storageFolder.ts';

const LIST = ssnDocument('P1');
const update = new Uint8Array(100_000).fill(7);
const folder = useStorageFolder();
let mounted: string | null = null;

// Hooks after a test run in the reverse of their order: this one before the folder is removed.
afterEach(() => {
  folder.closeAll();
  if (mounted) execFileSync('umount', [mounted]);
  mounted = null;
});

test('appends fail whole while the disk is full, and work once it is not', ({ skip }) => {
  const disk = join(folder.path, 'disk');
  mkdirSync(disk);
  if (!mount(disk)) skip('mounting a small disk takes root on Linux');
  const storage = folder.open(join(disk, 'data'));
  storage.append(LIST, [update], [someEntry]);
  const before = storage.readDocument(LIST);

  const ballast = join(disk, 'ballast');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, new Uint8Array(bavail * bsize));
  for (let tries = 0; tries < 3; tries++)
    expect(() => storage.append(LIST, [Uint8Array.of(1), update], [someEntry])).toThrow();
  expect(storage.readDocument(LIST)).toEqual(before);
  expect(storage.readAudit({ limit: 9 })).toHaveLength(1);

  rmSync(ballast);
  storage.append(LIST, [Uint8Array.of(2)], [someEntry]);
  folder.closeAll();
  const again = folder.open(join(disk, 'data'));
  expect(again.readDocument(LIST)?.updates).toEqual([update, Uint8Array.of(2)]);
  expect(again.readAudit({ limit: 9 })).toHaveLength(2);
});

function mount(disk: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return false;
  }
  mounted = disk;
  return true;
}
