import { expect, test } from 'vitest';
import { IMPORT_KINDS } from '#lib/domain/importKind.ts';
import { shapeOf } from './valueShapes.ts';

const summary = {
  ...{ id: 'import-1', fileName: 'rubrica.csv', fileHash: 'hash', rows: 1, at: 1, byName: 'Ada' },
  reportDate: null,
  counts: {
    ...{ added: 0, changed: 1, reactivated: 0, statusChanged: 0 },
    ...{ toArchive: 0, unchanged: 0, otherDoctors: 0, problems: 0 },
  },
  undone: null,
};

test('the summary of every kind of import is taken in, and of no other', () => {
  const imports = shapeOf('ssn', 'imports', summary.id);
  const isTaken = (kind: string | undefined) => imports?.safeParse({ ...summary, kind }).success;
  expect(isTaken(undefined)).toBe(true);
  expect(IMPORT_KINDS.map(isTaken)).toEqual(IMPORT_KINDS.map(() => true));
  expect(isTaken('everything')).toBe(false);
});

test('a list mapped by hand may say what its words mean', () => {
  const mapping = { name: 'Programma', header: ['A'], columns: { taxCode: [0] }, byName: 'Ada' };
  const mappings = shapeOf('practice', 'mappings', 'key');
  const isTaken = (words: unknown) => mappings?.safeParse({ ...mapping, at: 1, words }).success;
  expect(isTaken(undefined)).toBe(true);
  expect(isTaken({ zz: 'revoked' })).toBe(true);
  expect(isTaken({ zz: ['revoked'] })).toBe(false);
});
