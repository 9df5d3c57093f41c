import { describe, expect, it } from 'vitest';
import { parsePlaceCodes } from './placeCodes.ts';
import { composeTaxCode, omocodiaVariant, parseTaxCode } from './taxCode.ts';
import { taxCodeWarnings, type NamedPerson, type WarningOptions } from './taxCodeWarnings.ts';

const ROSSI = {
  lastName: 'Rossi',
  firstName: 'Francesca',
  birthDate: '1980-01-02',
  sex: 'F' as const,
  placeCode: 'H501',
};

const places = parsePlaceCodes(
  'H501 Roma\nA002 Abbadia Sopra Adda||1928-03-07\nM208 Lamezia Terme|1968-11-28|\nZ404 Stati Uniti',
);

/** The warnings of the code of `born` beside what a list says. */
function warningsOf(
  born: Partial<typeof ROSSI>,
  said: Partial<NamedPerson>,
  options?: WarningOptions,
) {
  const person = { ...ROSSI, ...born };
  const parsed = parseTaxCode(composeTaxCode(person));
  if (!parsed.ok) throw new Error(parsed.error.kind);
  return taxCodeWarnings(parsed.value, { ...person, ...said }, options);
}

const kindsOf = (...given: Parameters<typeof warningsOf>) =>
  warningsOf(...given).map(({ kind }) => kind);

describe('names beside the letters of the code', () => {
  it.each([
    ["D'Amico", 'D’AMICO'],
    ["D'Amico", 'D AMICO'],
    ['De Luca', 'DELUCA'],
    ['Nicolò', "NICOLO'"],
  ])('%s may be written %s', (lastName, written) => {
    expect(warningsOf({ lastName }, { lastName: written })).toEqual([]);
  });

  it('asks whether surname and name are swapped', () => {
    expect(kindsOf({}, { lastName: 'Francesca', firstName: 'Rossi' })).toEqual(['namesSwapped']);
  });

  it('asks whether the code is of another person', () => {
    expect(kindsOf({}, { lastName: 'Bianchi', firstName: 'Luca' })).toEqual(['otherPerson']);
  });

  it('says which of the two does not match, and how', () => {
    expect(warningsOf({}, { lastName: 'Bianchi' })).toEqual([
      { kind: 'lettersMismatch', name: 'lastName', inCode: 'RSS', expected: 'BNC' },
    ]);
    expect(warningsOf({ firstName: 'Maria Teresa' }, { firstName: 'Maria' })).toEqual([
      { kind: 'lettersMismatch', name: 'firstName', inCode: 'MTR', expected: 'MRA' },
    ]);
  });

  it('does not compare a name the list does not say', () => {
    expect(warningsOf({}, { lastName: null, firstName: '' })).toEqual([]);
    expect(kindsOf({}, { lastName: null, firstName: 'Luca' })).toEqual(['lettersMismatch']);
  });

  it.each([
    ['Maria Antonietta', 'MARIA A.'],
    ['Maria Antonietta', 'MARIA A'],
    ['Anna Elena Sofia', 'AN.'],
  ])('%s may be cut to %s', (firstName, written) => {
    expect(warningsOf({ firstName }, { firstName: written })).toEqual([]);
  });

  it('reads a name cut at the width of its column by what it could become', () => {
    const long = { lastName: 'Della Rovere Montecuccoli', firstName: 'Maria Teresa' };
    expect(warningsOf(long, { firstName: 'MAR' })).toEqual([]);
    expect(
      warningsOf({ firstName: 'Maria Teresa' }, { firstName: 'MARI' }, { namesTruncated: true }),
    ).toEqual([]);
    expect(kindsOf(long, { lastName: 'Della Rovere Montecuccoli', firstName: 'LUC' })).toEqual([
      'lettersMismatch',
    ]);
  });
});

describe('birth beside the code', () => {
  it('compares sex and date, whatever the century', () => {
    expect(warningsOf({}, { sex: 'M' })).toEqual([{ kind: 'sexMismatch', inCode: 'F' }]);
    expect(warningsOf({}, { birthDate: '1980-02-01' })).toEqual([
      {
        kind: 'birthDateMismatch',
        inCode: { year2: 80, month: 1, day: 2 },
        birthDate: '1980-02-01',
      },
    ]);
    expect(warningsOf({ birthDate: '1925-01-02' }, { birthDate: '2025-01-02' })).toEqual([]);
    expect(warningsOf({}, { sex: null, birthDate: null })).toEqual([]);
  });
});

describe('the place of birth', () => {
  it('is judged only when the places are known', () => {
    expect(warningsOf({ placeCode: 'A999' }, {})).toEqual([]);
    expect(warningsOf({ placeCode: 'A999' }, {}, { places })).toEqual([
      { kind: 'unknownPlace', placeCode: 'A999' },
    ]);
    expect(warningsOf({ placeCode: 'Z404' }, {}, { places })).toEqual([]);
  });

  it('is read through omocodia', () => {
    const parsed = parseTaxCode(omocodiaVariant(composeTaxCode(ROSSI), 127));
    expect(parsed.ok && taxCodeWarnings(parsed.value, ROSSI, { places })).toEqual([]);
  });

  it('may not have existed on the day of birth', () => {
    const lamezia = { placeCode: 'M208', birthDate: '1960-05-05' };
    expect(warningsOf(lamezia, {}, { places })).toEqual([
      {
        kind: 'placeNotExistingAtBirth',
        placeCode: 'M208',
        placeName: 'Lamezia Terme',
        from: '1968-11-28',
        to: null,
      },
    ]);
    expect(warningsOf({ placeCode: 'M208', birthDate: '1968-11-28' }, {}, { places })).toEqual([]);
    expect(kindsOf({ placeCode: 'A002' }, {}, { places })).toEqual(['placeNotExistingAtBirth']);
  });

  it('has the benefit of the doubt when the century is unknown', () => {
    const lamezia = { placeCode: 'M208', birthDate: '1960-05-05' };
    expect(warningsOf(lamezia, { birthDate: null }, { places })).toEqual([]);
  });

  it('may be a town founded after the data was made', () => {
    expect(warningsOf({ placeCode: 'M210' }, {}, { places })).toEqual([]);
    expect(kindsOf({ placeCode: 'M999' }, {}, { places })).toEqual(['unknownPlace']);
  });
});

it('codes that say nothing of a birth have no warnings', () => {
  const parsed = parseTaxCode('STP0301230000001');
  expect(parsed.ok && taxCodeWarnings(parsed.value, ROSSI, { places })).toEqual([]);
});
