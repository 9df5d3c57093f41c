import { expect, test } from 'vitest';
import { openTestDesktop } from '../fixtures/desktop.ts';
import { file, imported, people } from '../fixtures/lists.ts';

test('made-up patients come in as a marked import and leave an empty list', async () => {
  const desktop = openTestDesktop();
  await desktop.ready;
  const loaded = await desktop.imports.loadDemo(() => {});
  if (!loaded.ok) throw new Error(loaded.error.kind);
  expect(loaded.value).toMatchObject({ demonstration: true, counts: { added: 40, problems: 0 } });
  expect(desktop.counts().ssn).toBe(40);
  expect(await desktop.imports.loadDemo(() => {})).toEqual({
    ok: false,
    error: { kind: 'notEmpty' },
  });

  const gone = await desktop.imports.undo(loaded.value.id);
  expect(gone).toMatchObject({ ok: true, value: { reverted: 40, kept: [] } });
  expect(desktop.counts()).toEqual({ ssn: 0, group: 0, private: 0, archive: 0, bin: 0 });
  expect((await desktop.imports.loadDemo(() => {})).ok).toBe(true);
  await desktop.close();
});

test('they go even when a later import changed them', async () => {
  const desktop = openTestDesktop();
  await desktop.ready;
  const loaded = await desktop.imports.loadDemo(() => {});
  if (!loaded.ok) throw new Error(loaded.error.kind);
  const moved = people(40).map((person) => ({ ...person, address: 'VIA NUOVA 1' }));
  const later = await imported(desktop, file(moved));
  expect(later.counts.changed).toBeGreaterThan(30);
  expect(await desktop.imports.undo(loaded.value.id)).toMatchObject({ ok: true });
  expect(desktop.counts().ssn).toBe(0);
  await desktop.close();
});

test('they are not offered where there are patients', async () => {
  const desktop = openTestDesktop();
  await imported(desktop, file(people(3)));
  expect(await desktop.imports.loadDemo(() => {})).toEqual({
    ok: false,
    error: { kind: 'notEmpty' },
  });
  await desktop.close();
});
