/** Figure 6: what page and worker hold in their JavaScript heaps once a list is open and its documents are loaded. */
import type { CDPSession } from 'playwright';
import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';
import { watchWorkers, type Send } from './workerSession.ts';

const MEGABYTE = 1024 * 1024;

export async function benchHeap(stage: Stage, rows: number, runs: number): Promise<Figure[]> {
  const [ofPage, ofWorker]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    const { page, context, url } = await stage.open(await stage.profileWith(rows));
    const session = await context.newCDPSession(page);
    const workers = await watchWorkers(session);
    await page.goto(url);
    await page.evaluate(() => window.bench.ready);
    const heaps = await heapsOf(session, await workers.newest());
    ofPage.push(heaps.page);
    ofWorker.push(heaps.worker);
    await context.close();
  }
  const figure = {
    group: 'Heap once a list is open and its documents are loaded, after collecting garbage',
    unit: 'MB',
    limit: null,
    target: null,
  } as const;
  return [
    { ...figure, name: `${rows} stored, page`, runs: ofPage },
    { ...figure, name: `${rows} stored, worker`, runs: ofWorker },
  ];
}

/** MB in use after collecting garbage. */
export async function heapsOf(
  page: CDPSession,
  worker: Send,
): Promise<{ readonly page: number; readonly worker: number }> {
  return {
    page: await usedHeap((method) => page.send(method as 'Runtime.getHeapUsage')),
    worker: await usedHeap(worker),
  };
}

async function usedHeap(send: Send): Promise<number> {
  await send('HeapProfiler.collectGarbage');
  const { usedSize } = (await send('Runtime.getHeapUsage')) as { usedSize: number };
  return usedSize / MEGABYTE;
}
