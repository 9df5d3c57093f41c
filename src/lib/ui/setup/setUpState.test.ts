import { expect, it } from 'vitest';
import { setUpErrors } from './setUpState.svelte.ts';

const form = { name: 'Studio Verdi', firstName: 'Anna', lastName: 'Bianchi', doctorCode: '30123' };

it('asks for every field', () => {
  expect(setUpErrors(form)).toEqual({});
  expect(
    Object.keys(setUpErrors({ name: ' ', firstName: '', lastName: '', doctorCode: '' })),
  ).toEqual(['name', 'firstName', 'lastName', 'doctorCode']);
});

it('takes codes with letters, zeros and spaces, and nothing stranger', () => {
  expect(setUpErrors({ ...form, doctorCode: '00 30123A' })).toEqual({});
  expect(setUpErrors({ ...form, doctorCode: '30123; --' }).doctorCode).toMatch(/lettere e cifre/);
});
