import { expect, test } from 'vitest';
import { checkCharacter } from './taxCode.ts';
import { typedPerson } from './typedPerson.ts';

const nobody = {
  lastName: '',
  firstName: '',
  taxCode: '',
  birthDate: null,
  phone: '',
  email: '',
};
const CODE = `PRVNNA70A71H501${checkCharacter('PRVNNA70A71H501')}`;

test.each([
  ['', {}],
  ['rossi', { lastName: 'Rossi' }],
  ['de luca anna', { lastName: 'De Luca', firstName: 'Anna' }],
  ["D'AMICO Ugo", { lastName: "D'AMICO", firstName: 'Ugo' }],
  [CODE.toLowerCase(), { taxCode: CODE }],
  [`anna prova ${CODE}`, { lastName: 'Prova', firstName: 'Anna', taxCode: CODE }],
  ['PRVNNA70A71H5O1', { taxCode: 'PRVNNA70A71H5O1' }],
  ['333 123 4567', { phone: '333 123 4567' }],
  ['+39 02 1234567', { phone: '+39 02 1234567' }],
  ['prova 12/05/1947', { lastName: 'Prova', birthDate: '1947-05-12' }],
  ['ada@example.org', { email: 'ada@example.org' }],
  ['12', {}],
])('%j is read', (text, expected) => {
  expect(typedPerson(text)).toEqual({ ...nobody, ...expected });
});
