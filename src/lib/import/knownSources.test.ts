/** The lists of DOMAIN.md §5 whose header is known: each is mapped without help. */
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../tests/fixtures/readingLists.ts';
import type { ListField } from './fields.ts';

const SOURCES: readonly (readonly [string, string, readonly ListField[]])[] = [
  [
    'Toscana',
    'Paziente;Tipologia;Stato;Data di nascita;Indirizzo;Data inizio;Data fine;Codice Fiscale',
    ['taxCode', 'fullName', 'birthDate', 'enrolledOn', 'expiresOn', 'kind', 'address'],
  ],
  ['Sistema TS', 'Cognome;Nome;Codice fiscale', ['taxCode', 'lastName', 'firstName']],
  [
    'Millewin',
    'Paziente;Nascita;Età;Scelta;Scadenza;Telefono/Cell.;Codice ASL;Codice Fiscale;Privacy',
    ['taxCode', 'fullName', 'birthDate', 'enrolledOn', 'expiresOn', 'phone'],
  ],
  [
    'Millewin SQL',
    'nome,cognome,data_nascita,Comune_nascita,codice_fiscale,Indirizzo_residenza,Comune_Residenza,Email,Cellulare',
    [
      'taxCode',
      'lastName',
      'firstName',
      'birthDate',
      'birthPlace',
      'address',
      'town',
      'phone',
      'email',
    ],
  ],
  [
    'Medico 2000',
    'Cognome\tNome\tCodice Fiscale\tData nascita\tEtà\tSesso\tdomicilio\ttelefono\tcellulare\temail',
    ['taxCode', 'lastName', 'firstName', 'birthDate', 'sex', 'address', 'phone', 'email'],
  ],
];

describe('known sources', () => {
  it.each(SOURCES)('%s', async (_, header, fields) => {
    const row = header.replace(/[^;,\t]+/g, 'x');
    const table = await readTable(`${header}\n${row}\n`);
    expect(Object.keys(table.mapping).sort()).toEqual([...fields].sort());
    expect(table.mapped).toBe(true);
  });

  it('Sicilia has codes without names: they are of patients who are there', async () => {
    const table = await readTable('CF_PAZIENTE,COD_REG_MEDICO,DATA_SCELTA,DATA_REVOCA\nx,y,z,w\n');
    expect(table.mapping).toEqual({
      taxCode: [0],
      doctorCode: [1],
      enrolledOn: [2],
      revokedOn: [3],
    });
    expect(table).toMatchObject({ mapped: true, source: 'Sicilia, scelte e revoche' });
    const other = await readTable('CF_PAZIENTE,COD_REG_MEDICO,DATA_SCELTA\nx,y,z\n');
    expect(other).toMatchObject({ mapped: false, source: null });
  });
});
