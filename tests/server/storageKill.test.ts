/** Property 5, the storage's half: what it acknowledged is there after SIGKILL, whole and in order. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { seededRandom } from '#lib/sample/random.ts';
import { useStorageFolder } from './storageFolder.ts';
import { NUMBERS, numbersIn } from './storedNumbers.ts';

const APPENDING = fileURLToPath(new URL('appendingProcess.ts', import.meta.url));
const KILLS = 4;
const SEEDS = process.env.SEED ? [Number(process.env.SEED)] : [1, 2];
const folder = useStorageFolder();

test.each(SEEDS)('everything acknowledged survives kill after kill (SEED=%i)', async (seed) => {
  const random = seededRandom(seed);
  for (let kill = 0; kill < KILLS; kill++) {
    const acknowledged = await appendUntilKilled(random.between(1, 40));
    const storage = folder.open();
    const numbers = numbersIn(storage);
    expect(numbers.length).toBeGreaterThan(acknowledged);
    expect(numbers).toEqual(numbers.map((_, place) => place));
    const audit = storage.readAudit({ documents: [NUMBERS], limit: 10_000 });
    expect(audit.map(({ t }) => Number(t)).reverse()).toEqual(numbers);
    folder.closeAll();
  }
});

/** Kills the process once it has acknowledged so many, wherever it is by then; gives the last acknowledged number. */
async function appendUntilKilled(count: number): Promise<number> {
  const child = spawn(process.execPath, [APPENDING, folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let lines = 0;
  let last = -1;
  for await (const line of createInterface(child.stdout)) {
    last = Number(line);
    if (++lines === count) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  return last;
}
