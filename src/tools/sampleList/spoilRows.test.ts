import { describe, expect, it } from 'vitest';
import { isPlainDate } from '#lib/domain/plainDate.ts';
import { parseTaxCode } from '#lib/domain/taxCode.ts';
import { samplePeople } from '#lib/sample/samplePeople.ts';
import { spoilRows } from './spoilRows.ts';

const people = samplePeople({ rows: 400, seed: 4, today: '2026-03-02' });

describe('spoilRows', () => {
  it('spoils as many rows as asked, each in one way', () => {
    const spoilt = spoilRows(people, {
      emptyTaxCode: 3,
      badCheckCharacter: 4,
      impossibleDate: 5,
      repeatedTaxCode: 6,
      swappedNames: 7,
      colleagues: 8,
    });
    const changed = spoilt.filter((person, index) => person !== people[index]);
    expect(spoilt).toHaveLength(400);
    expect(changed).toHaveLength(33);
    expect(changed.filter(({ taxCode }) => taxCode === '')).toHaveLength(3);
    expect(changed.filter(({ taxCode }) => errorOf(taxCode) === 'checkCharacter')).toHaveLength(4);
    expect(changed.filter(({ birthDate }) => !isPlainDate(birthDate))).toHaveLength(5);
    expect(changed.filter(({ doctorCode }) => doctorCode !== '12345')).toHaveLength(8);
    const filled = spoilt.filter(({ taxCode }) => taxCode !== '');
    expect(filled.length - new Set(filled.map(({ taxCode }) => taxCode)).size).toBe(6);
  });

  it('leaves the given list alone, and refuses more faults than people', () => {
    const before = structuredClone(people);
    spoilRows(people, { emptyTaxCode: 10 });
    expect(people).toEqual(before);
    expect(() => spoilRows(people, { emptyTaxCode: 401 })).toThrow(RangeError);
  });

  function errorOf(taxCode: string): string | null {
    const parsed = parseTaxCode(taxCode);
    return parsed.ok ? null : parsed.error.kind;
  }
});
