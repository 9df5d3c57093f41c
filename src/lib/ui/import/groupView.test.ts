import { expect, it } from 'vitest';
import type { EntryPage, ImportDesk } from '#lib/import/importDesk.ts';
import { GroupView, PAGE_SIZE } from './groupView.svelte.ts';

type Ask = (text: string, offset: number) => Promise<EntryPage>;

function viewOf(text: () => string, ask: Ask): GroupView {
  const desk = {
    entries: (_group, filter, offset) => ask(filter.text, offset),
  } as Pick<ImportDesk, 'entries'> as ImportDesk;
  return new GroupView(desk, 'added', () => ({ text: text(), onlyProblems: false }));
}

function page(found: number, offset: number): EntryPage {
  const length = Math.max(0, Math.min(PAGE_SIZE, found - offset));
  const entries = Array.from({ length }, (_, i) => ({ key: `line:${offset + i}` }));
  return { found, entries: entries as unknown as EntryPage['entries'] };
}

it('fetches the first page, and others while they are on show', async () => {
  const asked: number[] = [];
  const view = viewOf(
    () => '',
    async (_text, offset) => {
      asked.push(offset);
      return page(110, offset);
    },
  );
  await view.refresh();
  expect(view.isDrawnWhole).toBe(false);
  const last = Math.ceil(110 / PAGE_SIZE) - 1;
  const rest = 110 - last * PAGE_SIZE;
  expect(view.pageCount).toBe(last + 1);
  expect(view.pageLength(last)).toBe(rest);
  await view.showPage(last);
  expect(view.page(last)).toHaveLength(rest);
  view.leavePage(last);
  await view.showPage(2);
  expect(view.page(last)).toBeUndefined();
  expect(view.page(0)).toHaveLength(PAGE_SIZE);
  await view.refresh();
  const third = 2 * PAGE_SIZE;
  expect(asked).toEqual([0, last * PAGE_SIZE, third, 0, third]);
});

it('drops an answer that a newer filter has overtaken', async () => {
  let text = '';
  const answers: (() => void)[] = [];
  const view = viewOf(
    () => text,
    (filter, offset) =>
      new Promise((resolve) => answers.push(() => resolve(page(filter === '' ? 250 : 3, offset)))),
  );
  const everything = view.refresh();
  text = 'rossi';
  const filtered = view.refresh();
  answers[1]?.();
  await filtered;
  answers[0]?.();
  await everything;
  expect(view.found).toBe(3);
  expect(view.page(0)).toHaveLength(3);
});
