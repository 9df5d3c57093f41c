import { describe, expect, it } from 'vitest';
import { splitFullName } from './fullName.ts';
import { composeTaxCode, parseTaxCode, type TaxCode } from './taxCode.ts';

function codeOf(lastName: string, firstName: string): TaxCode {
  const parsed = parseTaxCode(
    composeTaxCode({ lastName, firstName, birthDate: '1980-01-02', sex: 'F', placeCode: 'H501' }),
  );
  if (!parsed.ok) throw new Error(parsed.error.kind);
  return parsed.value;
}

describe('with the letters of the code', () => {
  it.each([
    ['DE LUCA', 'MARIA PIA'],
    ['ROSSI BIANCHI', 'ANNA'],
    ["D'AMICO", 'NICOLÒ'],
    ['D AMICO', 'LUCIA'],
    ['DELLA VALLE', 'GIAN CARLO'],
    ['GARCIA MARQUEZ', 'JUAN PABLO'],
  ])('%s %s is taken apart for certain, either way round', (lastName, firstName) => {
    const code = codeOf(lastName, firstName);
    const whole = { lastName, firstName, certain: true };
    expect(splitFullName(`${lastName} ${firstName}`, code)).toEqual(whole);
    expect(splitFullName(`${firstName}  ${lastName}`, code)).toEqual(whole);
  });

  it('is not certain when several cuts have the same letters', () => {
    const split = splitFullName('ROSSI ROSSI ROSSI', codeOf('ROSSI', 'ROSSI ROSSI'));
    expect(split).toEqual({ lastName: 'ROSSI', firstName: 'ROSSI ROSSI', certain: false });
  });

  it('is not certain with the code of somebody else', () => {
    const split = splitFullName('DE LUCA MARIA PIA', codeOf('BIANCHI', 'ANNA'));
    expect(split).toEqual({ lastName: 'DE LUCA', firstName: 'MARIA PIA', certain: false });
  });

  it('finds the cut of a full name cut short by its column', () => {
    const split = splitFullName(
      'DE LUCA MONTECUCCOLI MARI',
      codeOf('DE LUCA MONTECUCCOLI', 'MARIA PIA'),
    );
    expect(split).toEqual({ lastName: 'DE LUCA MONTECUCCOLI', firstName: 'MARI', certain: false });
  });
});

describe('without a code', () => {
  it.each([
    ['ROSSI MARIO', 'ROSSI', 'MARIO'],
    ['ROSSI MARIA PIA', 'ROSSI', 'MARIA PIA'],
    ['DE LUCA MARIA PIA', 'DE LUCA', 'MARIA PIA'],
    ['DELLA VALLE ANNA', 'DELLA VALLE', 'ANNA'],
    ['LO CASCIO PIETRO', 'LO CASCIO', 'PIETRO'],
    ["D' AMICO LUCIA", "D' AMICO", 'LUCIA'],
    ["D'AMICO LUCIA", "D'AMICO", 'LUCIA'],
    ['DE LA CRUZ JUAN', 'DE LA CRUZ', 'JUAN'],
    ['LI WEI', 'LI', 'WEI'],
    ['ROSSI', 'ROSSI', ''],
    ['  ', '', ''],
  ])('%j: surname %j, name %j, not certain', (fullName, lastName, firstName) => {
    expect(splitFullName(fullName, null)).toEqual({ lastName, firstName, certain: false });
  });
});
