import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openTestDesktop, type TestDesktop } from '../fixtures/desktop.ts';
import { people, previewOf } from '../fixtures/lists.ts';
import type { Mapping } from '#lib/import/fields.ts';
import type { SamplePerson } from '#lib/sample/person.ts';

const HEADER = 'Utenza;Anagrafica;Detto';
const MAPPING: Mapping = { taxCode: [0], lastName: [1], firstName: [2] };

function ownList(list: readonly SamplePerson[], header = HEADER): Blob {
  const rows = list.map(({ taxCode, lastName, firstName }) => [taxCode, lastName, firstName]);
  return new Blob([[header, ...rows.map((cells) => cells.join(';'))].join('\r\n') + '\r\n']);
}

async function importMapped(desktop: TestDesktop): Promise<void> {
  const preview = await previewOf(desktop, ownList(people(5)));
  expect(preview.file).toMatchObject({ mapped: false, remembered: null });
  expect((await desktop.imports.correct({ mapping: MAPPING })).ok).toBe(true);
  expect(await desktop.imports.commit(() => {})).toMatchObject({ ok: true });
}

test('a mapping made by hand is used for the next file with that header, after a restart too', async () => {
  const indexedDB = new IDBFactory();
  const desktop = openTestDesktop({ indexedDB });
  await importMapped(desktop);
  await desktop.close();

  const again = openTestDesktop({ indexedDB });
  const preview = await previewOf(again, ownList(people(5), 'UTENZA;anagrafica;Detto;'));
  expect(preview.file.mapped).toBe(true);
  expect(preview.file.mapping).toEqual(MAPPING);
  expect(preview.file.remembered).toMatchObject({ name: 'elenco' });
  expect(preview.plan?.counts.unchanged.total).toBe(5);
  const other = await previewOf(again, ownList(people(5), 'Utenza;Anagrafica;Nomignolo'));
  expect(other.file).toMatchObject({ mapped: false, remembered: null });
  await again.close();
});

test('it is renamed, and forgotten at once', async () => {
  const desktop = openTestDesktop();
  await importMapped(desktop);
  const [remembered] = await desktop.mappings.all();
  expect(remembered).toMatchObject({
    name: 'elenco',
    header: HEADER.split(';'),
    mapping: MAPPING,
    byName: 'Ada Prova',
  });
  const id = remembered?.id ?? '';
  expect(await desktop.mappings.rename(id, '  Programma vecchio ')).toEqual({
    ok: true,
    value: null,
  });
  expect((await previewOf(desktop, ownList(people(5)))).file.remembered).toEqual({
    id,
    name: 'Programma vecchio',
  });
  expect((await desktop.mappings.forget(id)).ok).toBe(true);
  const read = await desktop.imports.correct({});
  expect(read.ok && read.value.file).toMatchObject({ mapped: false, remembered: null });
  expect(await desktop.mappings.all()).toEqual([]);
  expect(await desktop.mappings.forget(id)).toEqual({ ok: false, error: { kind: 'gone' } });
  await desktop.close();
});

test('who may not import changes none of them', async () => {
  const indexedDB = new IDBFactory();
  const doctor = openTestDesktop({ indexedDB });
  await importMapped(doctor);
  await doctor.close();
  const secretary = openTestDesktop({ indexedDB, role: 'secretary' });
  await secretary.ready;
  const [remembered] = await secretary.mappings.all();
  const refused = { ok: false, error: { kind: 'forbidden' } };
  expect(await secretary.mappings.rename(remembered?.id ?? '', 'Mio')).toEqual(refused);
  expect(await secretary.mappings.forget(remembered?.id ?? '')).toEqual(refused);
  await secretary.close();
});

test('a list that is recognised by itself leaves nothing behind', async () => {
  const desktop = openTestDesktop();
  const file = ownList(people(5), 'Codice fiscale;Cognome;Nome');
  expect((await previewOf(desktop, file)).file.mapped).toBe(true);
  await desktop.imports.correct({ mapping: MAPPING });
  expect((await desktop.imports.commit(() => {})).ok).toBe(true);
  expect(await desktop.mappings.all()).toEqual([]);
  await desktop.close();
});
