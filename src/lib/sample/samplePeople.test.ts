import { describe, expect, it } from 'vitest';
import { ageOn } from '#lib/domain/plainDate.ts';
import { parseTaxCode, taxCodeWarnings } from '#lib/domain/taxCode.ts';
import { samplePeople } from './samplePeople.ts';

const TODAY = '2026-03-02';
const people = samplePeople({ rows: 1750, seed: 1, today: TODAY, doctorCode: '54321' });
const count = (isCounted: (person: (typeof people)[number]) => boolean) =>
  people.filter(isCounted).length;

describe('samplePeople', () => {
  it('gives the same people for the same seed, others for another', () => {
    expect(samplePeople({ rows: 200, seed: 7, today: TODAY })).toEqual(
      samplePeople({ rows: 200, seed: 7, today: TODAY }),
    );
    const codes = new Set(people.map(({ taxCode }) => taxCode));
    const others = samplePeople({ rows: 1750, seed: 2, today: TODAY });
    expect(others.filter(({ taxCode }) => codes.has(taxCode)).length).toBeLessThan(20);
  });

  it('gives everybody a valid code of their own that fits the person', () => {
    expect(new Set(people.map(({ taxCode }) => taxCode)).size).toBe(1750);
    for (const person of people) {
      const parsed = parseTaxCode(person.taxCode);
      if (!parsed.ok) throw new Error(`${person.taxCode}: ${parsed.error.kind}`);
      expect(parsed.value.kind).toBe(person.taxCodeKind);
      expect(taxCodeWarnings(parsed.value, person)).toEqual([]);
    }
  });

  it('keeps the shares of a Lombard list', () => {
    expect(count(({ expiresOn }) => expiresOn !== null)).toBe(158);
    expect(count(({ birthPlace }) => birthPlace.code.startsWith('Z'))).toBe(210);
    const ages = people.map(({ birthDate }) => ageOn(birthDate, TODAY));
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(14);
    expect(Math.max(...ages)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...ages)).toBeLessThan(108);
    const women = count(({ sex }) => sex === 'F') / people.length;
    expect(women).toBeGreaterThan(0.47);
    expect(women).toBeLessThan(0.58);
  });

  it('has the people that break importers', () => {
    for (const kind of ['stp', 'eni', 'provisional'] as const) {
      expect(count(({ taxCodeKind }) => taxCodeKind === kind)).toBeGreaterThan(0);
    }
    const isOmocodia = /^[A-Z]{6}(?!\d\d[A-Z]\d\d[A-Z]\d{3})/;
    expect(
      count((person) => person.taxCodeKind === 'regular' && isOmocodia.test(person.taxCode)),
    ).toBeGreaterThan(5);
    expect(count(({ lastName }) => /['’]/.test(lastName))).toBeGreaterThan(20);
    expect(count(({ lastName }) => /[à-ü]$/.test(lastName))).toBeGreaterThan(5);
    expect(count(({ firstName }) => firstName.includes(' '))).toBeGreaterThan(20);
    expect(repeated(({ lastName, firstName }) => `${lastName} ${firstName}`)).toBeGreaterThan(10);
    const namesakes = ({ lastName, firstName, birthDate }: (typeof people)[number]) =>
      `${lastName} ${firstName} ${birthDate}`;
    expect(repeated(namesakes)).toBeGreaterThan(0);
    const family = ({ lastName, birthDate, birthPlace }: (typeof people)[number]) =>
      `${lastName} ${birthDate} ${birthPlace.code}`;
    expect(repeated(family)).toBeGreaterThan(repeated(namesakes));
  });

  it('enrols everybody by now, and for the future', () => {
    for (const { birthDate, enrolledOn, expiresOn, doctorCode } of people) {
      expect(ageOn(birthDate, enrolledOn)).toBeGreaterThanOrEqual(13);
      expect(enrolledOn <= TODAY).toBe(true);
      if (expiresOn !== null) expect(expiresOn > TODAY).toBe(true);
      expect(doctorCode).toBe('54321');
    }
  });

  it('reaches nobody', () => {
    for (const { mobile, landline, email } of people) {
      if (mobile !== null) expect(mobile).toMatch(/^(\+39)?300 ?\d{7}$/);
      if (landline !== null) expect(landline).toMatch(/^0\d{1,3}000\d{4}$/);
      if (email !== null) expect(email).toMatch(/^[a-z0-9.]+@example\.(com|org|net)$/);
    }
  });

  it('makes lists of any size', () => {
    for (const rows of [0, 1, 2, 13]) {
      expect(samplePeople({ rows, seed: 5, today: TODAY })).toHaveLength(rows);
    }
  });

  function repeated(key: (person: (typeof people)[number]) => string): number {
    return people.length - new Set(people.map(key)).size;
  }
});
