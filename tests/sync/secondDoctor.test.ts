/** "My list" is that of whoever is signed in, not of the practice's first doctor. */
import { expect, onTestFinished, test } from 'vitest';
import { file, imported, people } from '../fixtures/lists.ts';
import { Computer, type StartOptions } from '../fixtures/sharedDesktop.ts';
import { castMembers, OTHER_SSN, SSN, type Who } from './cast.ts';
import { Stage } from './stage.ts';
import { defaultListQuery } from '#lib/read-model/listQuery.ts';

async function openPractice() {
  const stage = await new Stage().start();
  onTestFinished(() => stage.end());
  const start = async (who: Who, options: StartOptions = {}) => {
    const desktop = new Computer(stage, `${who}-pc`).start(who, options);
    onTestFinished(() => desktop.close());
    await desktop.synced();
    return desktop;
  };
  return { stage, start };
}

/** `seed` tells the two lists apart. */
const listOf = (doctorCode: string, rows: number, seed: number) =>
  file(people(rows, seed).map((one) => ({ ...one, doctorCode })));

test('the ceiling counts and is set for one’s own list', async () => {
  const { stage, start } = await openPractice();
  const [ada, bruno] = [await start('ada'), await start('bruno')];
  await imported(ada.desk, listOf('12345', 6, 1));
  await imported(bruno.desk, listOf('23456', 4, 2));
  await Promise.all([ada.synced(), bruno.synced()]);
  const total = async ({ desk }: typeof ada) => {
    const state = await desk.ceiling();
    const { openEnded, temporary, derogated } = state?.enrolled ?? {};
    return [state?.ceiling, (openEnded ?? 0) + (temporary ?? 0) + (derogated ?? 0)];
  };
  expect(await bruno.desk.settings.ceiling.set(1000)).toEqual({ ok: true, value: 1000 });
  await bruno.synced();
  expect(await total(bruno)).toEqual([1000, 4]);
  expect(await total(ada)).toEqual([1500, 6]);
  expect(bruno.status.kind).toBe('synced');
  const audit = stage.storage.readAudit({ outcome: 'refused', limit: 10 });
  expect(audit).toEqual([]);

  const support = new Computer(stage, 'support-pc').start('support');
  onTestFinished(() => support.close());
  await support.desk.ready;
  expect(await support.desk.ceiling()).toBeNull();
  const substitute = await start('substitute');
  await substitute.until(async () => (await substitute.rows()).length > 0, 'the list');
  expect((await total(substitute))[1]).toBe(6);
  expect((await substitute.desk.settings.ceiling.set(1)).ok).toBe(false);
});

test('staff have the patients of whom they work for among their own, all in the group’s tab', async () => {
  const { stage, start } = await openPractice();
  const [ada, bruno] = [await start('ada'), await start('bruno')];
  await imported(ada.desk, listOf('12345', 6, 1));
  await imported(bruno.desk, listOf('23456', 4, 2));
  await Promise.all([ada.synced(), bruno.synced()]);
  const member = castMembers().get('secretary');
  expect(member?.worksFor).toEqual(['panel-1']);
  const secretary = await start('secretary');
  await secretary.until(async () => (await secretary.rows()).length === 10, 'both lists');
  await secretary.desk.indexed;
  const documents = (tab: 'ssn' | 'group') =>
    new Set(secretary.desk.query(defaultListQuery(tab)).rows.map(({ document }) => document));
  expect(documents('ssn')).toEqual(new Set([SSN]));
  expect(documents('group')).toEqual(new Set([SSN, OTHER_SSN]));
  expect((await secretary.desk.ceiling())?.enrolled).toEqual((await ada.desk.ceiling())?.enrolled);
  expect(stage.events).toEqual([]);
});
