import { expect, test } from 'vitest';
import { EXPORT_FIELDS } from '#lib/export/exportColumns.ts';
import { LAYOUTS } from '#lib/sample/layouts.ts';
import { exportWords } from '#lib/ui/texts/export.ts';
import { BUILT_IN_LISTS, OWN_EXPORT } from './builtInLists.ts';
import { fieldOfHeader, hasIdentity, mapHeader } from './headerSynonyms.ts';

test.each(BUILT_IN_LISTS)('$name is read without asking, every column of it', ({ header }) => {
  expect(hasIdentity(mapHeader(header))).toBe(true);
  expect(header.filter((cell) => fieldOfHeader(cell) === null)).toEqual([]);
});

test('they are the layouts the sample lists are written in', () => {
  const samples = [LAYOUTS.sissA, LAYOUTS.sissB, LAYOUTS.sissC, LAYOUTS.sissD];
  expect(BUILT_IN_LISTS.map(({ header }) => header)).toEqual(
    samples.map(({ columns }) => columns.map(({ header }) => header)),
  );
});

test('our own export is what `Esporta` writes, and the practice’s own columns are the only unread ones', () => {
  const { header } = OWN_EXPORT;
  expect(header).toEqual(EXPORT_FIELDS.map((field) => exportWords.headers[field]));
  expect(header[5]).toBe('Codice fiscale');
  expect(hasIdentity(mapHeader(header))).toBe(true);
  const columns = Object.values(mapHeader(header));
  expect(columns.filter((places) => places.length !== 1)).toEqual([]);
  expect(header.filter((cell) => fieldOfHeader(cell) === null)).toEqual([
    ...['Telefono da usare', 'E-mail da usare', 'Altro indirizzo', 'Altro CAP', 'Altro comune'],
    ...['Altra provincia', 'Altri telefoni', 'Altra e-mail', 'Note'],
  ]);
});
