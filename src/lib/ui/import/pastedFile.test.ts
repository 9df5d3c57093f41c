import { expect, test } from 'vitest';
import { pastedFile } from './pastedFile.ts';

const clipboard = (text: string, ...files: File[]) =>
  ({ files, getData: () => text }) as unknown as DataTransfer;

test('a copied file goes before the words that come with it', () => {
  expect(pastedFile(clipboard('a.csv', new File(['x'], 'a.csv')))?.name).toBe('a.csv');
});

test.each([
  ['Cognome\tNome\tCF\nROSSI\tMARIO\tX'],
  ['Cognome;Nome;CF\r\nROSSI;MARIO;X\r\n'],
  ['Cognome,Nome,CF\nROSSI,MARIO,X'],
])('copied rows are a table: %j', async (text) => {
  expect(await pastedFile(clipboard(text))?.text()).toBe(text);
});

test.each([[''], ['ROSSI MARIO'], ['Cognome;Nome'], ['Caro collega,\nti scrivo per']])(
  'words are none: %j',
  (text) => {
    expect(pastedFile(clipboard(text))).toBeNull();
  },
);
