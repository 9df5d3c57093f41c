import { describe, expect, it } from 'vitest';
import { readKind, readKindWord } from './kindWords.ts';

describe('kind words', () => {
  it.each([
    ['A tempo indeterminato', 'openEnded'],
    ['In deroga', 'openEnded'],
    ['Attivo', 'openEnded'],
    ['SSN', 'openEnded'],
    ['Residente', 'openEnded'],
    ['Temporaneo', 'temporary'],
    ['SSN Temporaneo', 'temporary'],
    ['A tempo determinato', 'temporary'],
    ['Non residente', 'temporary'],
    ['Domiciliato', 'temporary'],
    ['R', 'revoked'],
    ['Revocato', 'revoked'],
    ['SSN REVOCATO', 'revoked'],
    ['Non attivo', 'revoked'],
    ['D', 'deceased'],
    ['Deceduto', 'deceased'],
    ['Revocato per decesso', 'deceased'],
  ])('%s is %s', (word, status) => {
    expect(readKindWord(word)).toEqual({ status, understood: true });
  });

  it('knows words that say nothing of the status', () => {
    expect(readKindWord('Medicina generale')).toEqual({ status: null, understood: true });
    expect(readKindWord('XYZ')).toEqual({ status: null, understood: false });
  });

  it('of several words the one that ends most decides', () => {
    expect(readKind(['Temporaneo', 'Revocato', 'boh'])).toMatchObject({
      status: 'revoked',
      unknown: ['boh'],
    });
    expect(readKind([])).toMatchObject({ status: null, unknown: [] });
  });

  it('takes a word for what it was said to mean', () => {
    const said = { boh: 'derogated', 'x 7': 'revoked', attivo: 'none' } as const;
    expect(readKind(['Boh'], said)).toEqual({
      status: 'openEnded',
      unknown: [],
      derogated: true,
    });
    expect(readKind(['X-7'], said)).toMatchObject({ status: 'revoked', unknown: [] });
    expect(readKind(['Attivo'], said)).toMatchObject({ status: null, unknown: [] });
  });
});
