import { describe, expect, it } from 'vitest';
import { fieldOfHeader, hasIdentity, mapHeader } from './headerSynonyms.ts';

/** DOMAIN.md §5, word for word. */
const SYNONYMS = {
  taxCode:
    'codice fiscale, cf, cod fiscale, cod fisc, codfiscale, cf assistito, cf paziente, pz cfis',
  lastName: 'cognome, cognome assistito, pz cogn',
  firstName: 'nome, nome assistito',
  fullName: 'paziente, assistito, nominativo, cognome e nome, cognome nome',
  birthDate: 'data nascita, data di nascita, nascita, nato il, dt nascita, pz dt nas',
  birthPlace: 'comune nascita, comune di nascita, luogo nascita',
  sex: 'sesso',
  enrolledOn:
    'data scelta, scelta, data inizio, decorrenza, data decorrenza iscrizione, data associazione medico, in carico dal',
  revokedOn: 'data revoca, in carico al',
  expiresOn:
    'scadenza, data scadenza, data fine, data fine validita, data scadenza iscrizione, scadenza scelta',
  kind: 'tipologia, tipo assistito, tipo scelta, stato, tipo assistenza, tipo assistenza medica',
  doctorCode: 'codice medico, cod medico, cod reg medico, codice regionale medico, cf medico',
  doctorName: 'medico, medico curante',
  address: 'indirizzo, indirizzo residenza, residenza, domicilio',
  postcode: 'cap',
  town: 'comune residenza, comune di residenza',
  province: 'provincia',
  phone: 'telefono, tel, cellulare, cell, telefono cell, recapito telefonico',
  email: 'email, e mail, mail, posta elettronica',
  exemptions: 'esenzione, esenzioni, codice esenzione',
  deathDate: 'data decesso',
  cardNumber: 'numero tessera, tessera sanitaria',
  stpEni: 'stp, codice stp, eni, codice eni',
};

const CASES = Object.entries(SYNONYMS).flatMap(([field, words]) =>
  words.split(', ').map((word) => [word, field] as const),
);

describe('header synonyms', () => {
  it.each(CASES)('%s is %s', (word, field) => {
    expect(fieldOfHeader(word)).toBe(field);
    expect(fieldOfHeader(` ${word.toUpperCase().replaceAll(' ', '_')} `)).toBe(field);
    expect(fieldOfHeader(word.split(' ').join('.') + ':')).toBe(field);
  });

  it('ignores accents, punctuation, guards and line ends', () => {
    expect(fieldOfHeader('Data fine validità')).toBe('expiresOn');
    expect(fieldOfHeader('Telefono/Cell.')).toBe('phone');
    expect(fieldOfHeader('="Codice\nFiscale"')).toBe('taxCode');
    expect(fieldOfHeader('E-mail')).toBe('email');
    expect(fieldOfHeader('Età')).toBeNull();
    expect(fieldOfHeader('')).toBeNull();
  });

  it('keeps all the columns of a field in the order of the file', () => {
    expect(mapHeader(['Telefono', 'CF', 'Cellulare'])).toEqual({ phone: [0, 2], taxCode: [1] });
  });

  it.each([
    ['Cognome,Nome,CF', true],
    ['Paziente,STP', true],
    ['Cognome,CF', false],
    ['Cognome,Nome', false],
  ])('%s says who each row is: %s', (header, identity) => {
    expect(hasIdentity(mapHeader(header.split(',')))).toBe(identity);
  });
});
