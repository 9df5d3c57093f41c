import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { foldName, foldText, formatPatientName, nameTokens, searchTokens } from './names.ts';

describe('names are compared folded', () => {
  it.each([
    ["NICOLO'", 'Nicolò'],
    ['NICOLO`', 'Nicolo´'],
    ["D'AMICO", 'D’Amico'],
    ["D'AMICO", 'D AMICO'],
    ['DʼAMICO', 'DAMICO'],
    ['De Luca', 'DE  LUCA'],
    ['Rossi-Bianchi', 'ROSSI BIANCHI'],
    ['M. Pia', 'M Pia'],
    ['Nguyễn', 'NGUYEN'],
    ['Strauß', 'STRAUSS'],
    ['Sørensen', 'SORENSEN'],
    ['İnan', 'INAN'],
    ['Nicolo\u0300', 'Nicol\u00f2'],
  ])('%s = %s', (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  it('keeps apart what is really different', () => {
    expect(foldName('Rossi')).not.toBe(foldName('Russi'));
    expect(foldName("D'Amico")).not.toBe(foldName('Amico'));
    expect(foldName('Иванов')).toBe('иванов');
  });

  it('folds once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldName(foldName(text))).toBe(foldName(text));
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { seed: 20261123 },
    );
  });
});

it('general texts keep their words', () => {
  expect(foldText('  Via dell’Orto,\u00a0 È  3 ')).toBe('via dell orto, e 3');
  expect(foldText("PERO'")).toBe(foldText('Però'));
});

describe('a name is found by its words', () => {
  const finds = (query: string, name: string) =>
    searchTokens(query).every((word) => nameTokens(name).some((token) => token.startsWith(word)));

  it.each(['damico', "d'amico", 'D’AMICO', 'd amico', 'amico', 'ami'])("D'Amico by %j", (query) => {
    expect(finds(query, "D'Amico")).toBe(true);
    expect(finds(query, 'D AMICO')).toBe(true);
  });

  it.each(['deluca', 'de luca', 'luca'])('De Luca by %j', (query) => {
    expect(finds(query, 'De Luca')).toBe(true);
  });

  it('Nicolò by nicolo and nicolo’, not by another name', () => {
    expect(finds("nicolo'", 'Nicolò')).toBe(true);
    expect(finds('nicola', 'Nicolò')).toBe(false);
    expect(finds("d'amico", 'Amico')).toBe(false);
  });
});

it('a patient is shown with the stored spellings, surname first', () => {
  expect(formatPatientName("D'AMICO", 'Nicolò')).toBe("D'AMICO Nicolò");
  expect(formatPatientName('ROSSI', '')).toBe('ROSSI');
});
