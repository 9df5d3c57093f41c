/** What an hour of work leaves in memory: searches, cards, edits and imports, one after the other without a pause. */
import type { CDPSession, Page } from 'playwright';
import { editTimes } from './editBench.ts';
import type { Figure } from './figures.ts';
import { heapsOf } from './heapBench.ts';
import { importList } from './importList.ts';
import { peopleOf } from './lists.ts';
import type { Stage } from './stage.ts';
import { watchWorkers } from './workerSession.ts';

/** An hour at the desk of a busy practice. */
const SEARCHES = 120;
const EDITS = 60;
const IMPORTS = 2;
const GROWTH = 1.5;

export async function benchHour(stage: Stage, rows: number, share: number): Promise<Figure[]> {
  const { page, context, url } = await stage.open(await stage.profileWith(rows));
  const session: CDPSession = await context.newCDPSession(page);
  const workers = await watchWorkers(session);
  await page.goto(url);
  await page.evaluate(() => window.bench.ready);
  const before = await heapsOf(session, await workers.newest());
  await search(page, rows, Math.ceil(SEARCHES * share));
  await editTimes(page, url, Math.ceil(EDITS * share));
  for (let done = 0; done < Math.ceil(IMPORTS * share); done++) {
    await importList(page, stage.listFile(rows + 1 + done));
  }
  await page.goto(url);
  await page.evaluate(() => window.bench.ready);
  const after = await heapsOf(session, await workers.newest());
  await context.close();
  const figure = {
    group: `Heap after an hour's work (${SEARCHES * share} searches, ${EDITS * share} edits)`,
    unit: 'MB',
    target: { kind: 'ratio', atMost: GROWTH },
  } as const;
  const beside = (value: number) => ({ what: 'before it', values: [value] });
  return [
    { ...figure, name: 'page', runs: [after.page], limit: beside(before.page) },
    { ...figure, name: 'worker', runs: [after.worker], limit: beside(before.worker) },
  ];
}

async function search(page: Page, rows: number, times: number): Promise<void> {
  const people = peopleOf(rows);
  const box = page.getByLabel('Cerca paziente');
  for (let place = 0; place < times; place++) {
    const person = people[(place * 37) % people.length];
    await box.fill(`${person?.firstName} ${person?.lastName}`);
    await page.locator('[data-row="0"]').waitFor();
  }
  await box.fill('');
}
