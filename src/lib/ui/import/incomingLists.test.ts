import { expect, it, vi } from 'vitest';
import { failed, ok } from '#lib/domain/result.ts';
import type { ImportDesk, ImportPreview } from '#lib/import/importDesk.ts';
import { NO_DECISIONS } from '#lib/import/plan.ts';
import { ImportWizard } from './importWizard.svelte.ts';
import { IncomingLists, type IncomingList, type PortalReport } from './incomingLists.svelte.ts';

const report = (isPartial = false, digit = '0'): PortalReport => ({
  provenance: {
    ...{ portal: 'SISS Medboard', doctorCode: '12345', reportType: 'Elenco Assistiti' },
    ...{ format: 'CSV', associates: false, createdOn: '2026-11-20', isPartial },
  },
  capturedAt: 0,
  sha256: digit.repeat(64),
});
const list = (name: string, told: PortalReport | null = report()): IncomingList => ({
  file: new File(['x'], name),
  report: told,
});

/** Reads whatever it is given, and remembers with which decisions. */
function deskThatReads() {
  const none = { total: 0, included: 0 };
  const groups = ['added', 'changed', 'reactivated', 'statusChanged', 'toArchive'] as const;
  const others = ['unchanged', 'otherDoctors', 'problems'] as const;
  const counts = Object.fromEntries([...groups, ...others].map((group) => [group, none]));
  const plan = { counts, toWrite: 1, alarms: [], notices: [], activePatients: 1 };
  const read = { file: { reportDate: '2026-01-01' }, decisions: NO_DECISIONS, plan };
  const preview = read as unknown as ImportPreview;
  const open = vi.fn<ImportDesk['open']>(async () => ok(preview));
  const decide = vi.fn<ImportDesk['decide']>(async () => preview);
  const rest = { close: async () => {}, entries: async () => ({ found: 0, entries: [] }) };
  return { open, decide, desk: { open, decide, ...rest } as unknown as ImportDesk };
}

it('shows the first at once, and asks before the others', () => {
  const incoming = new IncomingLists();
  incoming.add(list('a.csv'));
  expect(incoming.isDue).toBe('arrived');
  incoming.wait();
  incoming.add(list('b.csv', report(false, 'b')));
  expect([incoming.isDue, incoming.isWaiting]).toEqual([null, true]);
  incoming.want();
  expect(incoming.isDue).toBe('wanted');
  expect(incoming.take()?.file.name).toBe('a.csv');
  expect([incoming.next?.file.name, incoming.isWaiting]).toEqual(['b.csv', true]);
  incoming.drop();
  expect([incoming.next, incoming.isWaiting, incoming.isDue]).toEqual([null, false, null]);
});

it('keeps a list that was pressed twice once, and knows it where it is open', async () => {
  const incoming = new IncomingLists();
  incoming.add(list('a.csv'));
  incoming.add(list('a(1).csv'));
  const first = incoming.take();
  expect(incoming.next).toBeNull();

  const wizard = new ImportWizard(deskThatReads().desk);
  expect(wizard.holds(list('a.csv'))).toBe(false);
  if (first) await wizard.receive(first);
  expect(wizard.holds(list('a(1).csv'))).toBe(true);
  expect(wizard.holds(list('b.csv', report(false, 'b')))).toBe(false);
  expect(wizard.holds(list('a.csv', null))).toBe(false);
  await wizard.restart();
  expect(wizard.holds(list('a.csv'))).toBe(false);
});

it('goes straight to the preview, with the day the portal told and nothing ticked', async () => {
  const { open, decide, desk } = deskThatReads();
  const wizard = new ImportWizard(desk);
  wizard.archiveAbsent = true;
  await wizard.receive(list('a.csv'));
  expect(wizard.step).toBe('preview');
  expect(open.mock.calls[0]?.[2]).toMatchObject({ archiveAbsent: false, reportDate: '2026-11-20' });
  expect(decide.mock.lastCall?.[0]).toMatchObject({
    archiveAbsent: false,
    reportDate: '2026-11-20',
  });
  expect(wizard.report?.provenance.doctorCode).toBe('12345');
});

it('takes the place of what was open before, and forgets the portal for a file chosen by hand', async () => {
  const { desk } = deskThatReads();
  const wizard = new ImportWizard(desk);
  await wizard.receive(list('a.csv'));
  await wizard.receive(list('b.csv', null));
  expect([wizard.fileName, wizard.report, wizard.reportDate]).toEqual([
    'b.csv',
    null,
    '2026-01-01',
  ]);
  await wizard.receive(list('c.csv'));
  await wizard.choose(new File(['x'], 'd.csv'));
  expect([wizard.report, wizard.reportDate]).toEqual([null, '2026-01-01']);
});

it('does not let a report of changes stand for the whole list', async () => {
  const { desk } = deskThatReads();
  const wizard = new ImportWizard(desk);
  await wizard.receive(list('a.csv', report(true)));
  wizard.archiveAbsent = true;
  expect([wizard.isPartial, wizard.archiveAbsent]).toEqual([true, false]);
});

it('stays at the choice when the file cannot be read, and says why', async () => {
  const { open, desk } = deskThatReads();
  open.mockResolvedValueOnce(failed({ kind: 'interrupted' }));
  const wizard = new ImportWizard(desk);
  await wizard.receive(list('a.csv'));
  expect([wizard.step, wizard.failure?.kind]).toEqual(['choose', 'readingInterrupted']);
});
