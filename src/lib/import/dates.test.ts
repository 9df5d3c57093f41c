import { describe, expect, it } from 'vitest';
import type { DateField } from './checkedRow.ts';
import { findDateOrder, readDate } from './dates.ts';
import type { DateOrder } from './reading.ts';

function date(
  text: string,
  order: DateOrder = 'dayMonthYear',
  field: DateField = 'birthDate',
): string | null {
  const read = readDate(text, { field, order, today: '2026-11-05' });
  return read === 'impossible' ? read : read.date;
}

describe('readDate', () => {
  it.each([
    '12/03/1950',
    '12-03-1950',
    '12.03.1950',
    '12/3/1950',
    '12 / 03 / 1950',
    '1950-03-12',
    '1950/03/12',
    '19500312',
    '12031950',
    '12/03/1950 00:00:00',
    '12/03/1950 0.00',
    '1950-03-12T00:00:00',
    '1950-03-12T00:00:00.000Z',
    '1950-03-12 00:00:00+02:00',
    '1950-03-12T23:00:00Z',
    '18334',
    '18334.0',
    '12/03/50',
    '12-03-50',
  ])('%s is 12 March 1950', (text) => expect(date(text)).toBe('1950-03-12'));

  it.each([
    '31/12/9999',
    '9999-12-31',
    '99991231',
    '31/12/2999',
    '01/01/1900',
    '01/01/1900 00:00:00',
    '00/01/1900',
    '30/12/1899',
    '00/00/0000',
    '0000-00-00',
    '00000000',
    '0001-01-01T00:00:00',
    '/ /',
    '  /  /    ',
  ])('%j is no date', (text) => expect(date(text)).toBeNull());

  it.each([
    '30/02/1950',
    '31/04/1980',
    '13/13/1980',
    '00/05/1980',
    '12/03/1750',
    '12/03/195',
    'ieri',
    '1950',
    '123456',
    '12/03',
  ])('%s is impossible', (text) => expect(date(text)).toBe('impossible'));

  it('nobody is born after today', () => {
    expect(date('06/11/2026')).toBe('impossible');
    expect(date('05/11/2026')).toBe('2026-11-05');
    expect(date('06/11/2026', 'dayMonthYear', 'expiresOn')).toBe('2026-11-06');
  });

  it('reads the order it is told', () => {
    expect(date('03/04/1950')).toBe('1950-04-03');
    expect(date('03/04/1950', 'monthDayYear')).toBe('1950-03-04');
    expect(date('50-04-03', 'yearMonthDay')).toBe('1950-04-03');
    expect(date('03/04/1950', 'yearMonthDay')).toBe('impossible');
    expect(date('1950-04-03', 'monthDayYear')).toBe('1950-04-03');
  });

  it('finds the century of a birth, or leaves it open', () => {
    expect(date('01/02/85')).toBe('1985-02-01');
    expect(date('01/02/10')).toBe('2010-02-01');
    expect(date('01/02/27')).toBe('1927-02-01');
    expect(date('06/11/26')).toBe('1926-11-06');
    expect(date('01/02/24')).toBe('impossible');
    expect(date('29/02/99')).toBe('impossible');
  });

  it('finds the century of other dates', () => {
    expect(date('01/02/85', 'dayMonthYear', 'enrolledOn')).toBe('1985-02-01');
    expect(date('01/02/24', 'dayMonthYear', 'enrolledOn')).toBe('2024-02-01');
    expect(date('01/02/30', 'dayMonthYear', 'expiresOn')).toBe('2030-02-01');
    expect(date('31/12/99', 'dayMonthYear', 'expiresOn')).toBeNull();
  });
});

describe('findDateOrder', () => {
  it.each([
    [['01/02/1950', '03/04/1960'], 'dayMonthYear'],
    [['01/02/1950', '31/04/1960'], 'dayMonthYear'],
    [['01/02/1950', '04/31/1960'], 'monthDayYear'],
    [['31/01/1950', '31/01/1950', '01/13/1950'], 'dayMonthYear'],
    [['1950-01-02', '19600304', '-'], 'yearMonthDay'],
    [['1950-01-02', '03/04/1960'], 'dayMonthYear'],
    [[], 'dayMonthYear'],
  ])('%j', (texts, order) => expect(findDateOrder(texts)).toBe(order));
});
