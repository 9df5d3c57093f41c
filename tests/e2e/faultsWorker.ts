/**
 * A copy of the build whose worker stops at any chosen step of a write and has a clock that can be moved.
 * Everything else in it is what users run. What is put before the worker's own code reaches nothing but the
 * browser's interfaces, so that the app needs no entrance for its tests.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));
const WORKERS = '_app/immutable/workers';

/** The request that a stopped worker waits for, whatever comes of it. */
export const HELD = '**/faults/held';

export interface WorkerOrder {
  /** Steps of writing after which the worker stops, counted from the next write to the journal. */
  readonly stopAt?: number;
  /** ms by which the worker's clock goes wrong. */
  readonly clockShift?: number;
}

/** The folder of a copy; `change` may alter it further. Whoever asks for it deletes it. */
export function copyBuild(change: (folder: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'assistiti-build-'));
  cpSync(BUILD, folder, { recursive: true });
  change(folder);
  return folder;
}

export function makeWorkerFaulty(build: string): void {
  const workers = join(build, WORKERS);
  const name = readdirSync(workers).find((file) => file.startsWith('app.worker'));
  if (!name) throw new Error(`No worker in ${workers}`);
  const file = join(workers, name);
  writeFileSync(file, `(${faults.toString()})();\n${readFileSync(file, 'utf8')}`);
}

/** Resolves when the page's worker has taken the order. */
export async function orderWorker(page: Page, order: WorkerOrder): Promise<void> {
  await page.evaluate(async (given) => {
    const channel = new BroadcastChannel('faults');
    const taken = new Promise((resolve) => (channel.onmessage = resolve));
    channel.postMessage(given);
    await taken;
    channel.close();
  }, order);
}

declare global {
  interface Window {
    endWorker: () => void;
  }
}

/** To be called before the page goes anywhere. */
export async function catchWorker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        window.endWorker = () => this.terminate();
      }
    };
  });
}

export async function endWorker(page: Page): Promise<void> {
  await page.evaluate(() => window.endWorker());
}

/** Runs in the worker: it must not reach outside of itself. */
function faults(): void {
  const channel = new BroadcastChannel('faults');
  let stopAt = 0;
  let counting = false;
  let steps = 0;
  let clockShift = 0;
  channel.onmessage = ({ data }) => {
    stopAt = data.stopAt ?? stopAt;
    clockShift = data.clockShift ?? clockShift;
    [counting, steps] = [false, 0];
    channel.postMessage('taken');
  };

  const step = () => {
    if (!counting || ++steps !== stopAt) return;
    const request = new XMLHttpRequest();
    request.open('GET', '/faults/held', false);
    try {
      request.send();
    } catch {
      // Let go by breaking the connection: as good as an answer.
    }
  };

  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = begin.call(this, stores, mode, options);
    if (mode !== 'readwrite') return transaction;
    if (stopAt > 0 && transaction.objectStoreNames.contains('journal')) counting = true;
    step();
    transaction.addEventListener('complete', step);
    return transaction;
  };
  const put = IDBObjectStore.prototype.put;
  let puts = 0;
  IDBObjectStore.prototype.put = function (value, key) {
    if (++puts % 100 === 0) step();
    return key === undefined ? put.call(this, value) : put.call(this, value, key);
  };

  const RealDate = Date;
  self.Date = new Proxy(RealDate, {
    construct: (_, given) =>
      given.length > 0
        ? Reflect.construct(RealDate, given)
        : new RealDate(RealDate.now() + clockShift),
    get: (_, name) =>
      name === 'now' ? () => RealDate.now() + clockShift : Reflect.get(RealDate, name),
  });
}
