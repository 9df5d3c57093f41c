import { describe, expect, it } from 'vitest';
import type { FileRefusal } from '#lib/import/reading.ts';
import { LIST_FIELDS } from '#lib/import/fields.ts';
import {
  damageText,
  dateOrderLabel,
  delimiterLabel,
  encodingLabel,
  fieldLabel,
  fileRefusalText,
  rowProblemText,
  rowWarningText,
} from './fileReading.ts';

const REFUSALS: readonly FileRefusal[] = [
  { kind: 'empty' },
  { kind: 'tooLarge', megabytes: 41, limit: 40 },
  { kind: 'html' },
  { kind: 'pdf' },
  { kind: 'zip' },
  { kind: 'image' },
  { kind: 'binary' },
  { kind: 'protectedWorkbook' },
  { kind: 'corruptWorkbook' },
  { kind: 'unpacksTooLarge', limit: 300 },
  { kind: 'noTable' },
  { kind: 'noRows' },
  { kind: 'tooManyRows', rows: 250_000, limit: 200_000 },
];

describe('refusals', () => {
  it.each(REFUSALS)('$kind says what happened, that nothing changed and what to do', (refusal) => {
    const text = fileRefusalText(refusal);
    expect(text.split(/[.:] /).length).toBeGreaterThanOrEqual(3);
    expect(text).toContain('Non è stato modificato nulla.');
  });

  it('names the likely cause of a web page', () => {
    expect(fileRefusalText({ kind: 'html' })).toContain(
      'La sessione del portale è probabilmente scaduta',
    );
  });

  it('writes numbers as Italians do', () => {
    const text = fileRefusalText({ kind: 'tooManyRows', rows: 250_000, limit: 200_000 });
    expect(text).toContain('250.000');
    expect(text).toContain('200.000');
  });
});

describe('labels', () => {
  it('are there for every field, each its own', () => {
    expect(new Set(LIST_FIELDS.map(fieldLabel)).size).toBe(LIST_FIELDS.length);
  });

  it('say how a file was read', () => {
    expect(delimiterLabel(';')).toBe('punto e virgola');
    expect(dateOrderLabel('dayMonthYear')).toBe('gg/mm/aaaa');
    expect(encodingLabel('windows-1252')).toBe('Windows-1252 (Europa occidentale)');
  });
});

it('names the row, the field and the text', () => {
  expect(damageText({ kind: 'unclosedQuote', line: 1250 })).toContain('riga 1.250');
  expect(damageText({ kind: 'nulBytes', count: 1 })).toContain('un carattere');
  expect(rowProblemText({ kind: 'impossibleDate', field: 'birthDate', text: '30/02/1950' })).toBe(
    'Data di nascita: «30/02/1950» non è una data possibile.',
  );
  expect(rowProblemText({ kind: 'repeatedTaxCode', firstLine: 2 })).toContain('riga 2');
  expect(rowWarningText({ kind: 'nameSplit', certain: false })).toContain('incerta');
});
