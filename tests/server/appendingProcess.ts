/**
 * A server's storage in a process of its own, to be killed: appends numbers to one document without end, each with
 * its audit entry, compacts now and then, and prints a number when the storage has acknowledged it.
 */
import { writeSync } from 'node:fs';
import { openSqliteStorage } from '#server/storage/sqliteStorage.ts';
import { someEntry } from './someEntry.ts';
import { bytesOf, NUMBERS, numbersIn } from './storedNumbers.ts';

const COMPACT_EVERY = 7;

const [folder = ''] = process.argv.slice(2);
const opened = openSqliteStorage(folder);
if (!opened.ok) throw new Error(opened.error.kind);
const storage = opened.value;

for (let number = numbersIn(storage).length; ; number++) {
  storage.append(NUMBERS, [bytesOf(number)], [{ ...someEntry, t: String(number) }]);
  writeSync(1, `${number}\n`);
  if (number % COMPACT_EVERY === 0) compact();
}

function compact(): void {
  const stored = storage.readDocument(NUMBERS);
  if (!stored) throw new Error('What was appended is not there');
  storage.compact(NUMBERS, bytesOf(...numbersIn(storage)), stored.through);
}
