import { describe, expect, it } from 'vitest';
import { cellValue, cleanCell, filledWidth, plainWords } from './cellText.ts';

describe('cells', () => {
  it.each([
    ['="00184"', '00184'],
    ['=""', ''],
    ["'+39 02 1", '+39 02 1'],
    ["'0039", '0039'],
    ["'T HOOFT", "'T HOOFT"],
    ["D'AMICO", "D'AMICO"],
    ['  VIA\u00A0ROMA \n 3 ', 'VIA ROMA 3'],
  ])('%j is %j', (raw, text) => expect(cleanCell(raw)).toBe(text));

  it.each(['', ' ', '-', '--', '.', 'N/D', 'n.d.', 'ND', 'NULL', '?', '="-"', '/ /', undefined])(
    '%j is nothing',
    (raw) => expect(cellValue(raw)).toBeNull(),
  );

  it('does not take Napoli or zero for nothing', () => {
    expect(cellValue('NA')).toBe('NA');
    expect(cellValue('0')).toBe('0');
  });

  it('compares words without accents and punctuation', () => {
    expect(plainWords('  Data_fine-VALIDITÀ: ')).toBe('data fine validita');
  });

  it('does not count empty cells at the end', () => {
    expect(filledWidth(['a', '', ' '])).toBe(1);
    expect(filledWidth([])).toBe(0);
  });
});
