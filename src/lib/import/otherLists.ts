/**
 * The lists of other regions and programs (DOMAIN.md §5). The headers of Toscana, Sistema TS, Sicilia, Millewin and
 * Medico 2000 are those their users know; of the others none is public, and these are plausible wordings: a file
 * that differs is asked about once.
 */
import type { BuiltInList } from './builtInLists.ts';

export const OTHER_LISTS: readonly BuiltInList[] = [
  {
    name: 'Toscana, elenco assistiti',
    header: [
      ...['Paziente', 'Tipologia', 'Stato', 'Data di nascita', 'Indirizzo'],
      ...['Data inizio', 'Data fine', 'Codice Fiscale'],
    ],
  },
  {
    name: 'Piemonte, elenco assistiti',
    header: [
      ...['Codice regionale medico', 'Cognome assistito', 'Nome assistito', 'Codice fiscale'],
      ...['Data nascita', 'Sesso', 'Residenza', 'CAP', 'Data scelta', 'Scadenza scelta'],
    ],
  },
  { name: 'Sistema TS', header: ['Cognome', 'Nome', 'Codice fiscale'], exact: true },
  {
    name: 'Sicilia, scelte e revoche',
    header: ['CF_PAZIENTE', 'COD_REG_MEDICO', 'DATA_SCELTA', 'DATA_REVOCA'],
    namesNobody: true,
  },
  {
    name: 'Millewin, elenco pazienti',
    header: [
      ...['Paziente', 'Nascita', 'Età', 'Scelta', 'Scadenza', 'Telefono/Cell.'],
      ...['Codice ASL', 'Codice Fiscale', 'Privacy'],
    ],
  },
  {
    name: 'Millewin, estratto della banca dati',
    header: [
      ...['nome', 'cognome', 'data_nascita', 'Comune_nascita', 'codice_fiscale'],
      ...['Indirizzo_residenza', 'Comune_Residenza', 'Email', 'Cellulare'],
    ],
  },
  {
    name: 'Medico 2000',
    header: [
      ...['Cognome', 'Nome', 'Codice Fiscale', 'Data nascita', 'Età', 'Sesso'],
      ...['Comune di nascita', 'Provincia di nascita'],
      ...['domicilio', 'telefono', 'cellulare', 'email'],
    ],
  },
  {
    name: 'TServe',
    header: [
      ...['Cognome', 'Nome', 'Data di nascita', 'Sesso', 'Cod. Fiscale', 'Indirizzo', 'Comune'],
      ...['CAP', 'Telefono', 'Cellulare', 'E-mail', 'Tipo assistito', 'Data scelta', 'Data revoca'],
    ],
    ownWords: { comune: 'town' },
  },
  {
    name: 'Cartella SOLE',
    header: [
      ...['Cognome', 'Nome', 'Codice Fiscale', 'Data nascita', 'Sesso', 'Comune residenza'],
      ...['Indirizzo', 'Recapito', 'Inizio assistenza', 'Fine assistenza', 'Stato assistito'],
    ],
    ownWords: {
      'inizio assistenza': 'enrolledOn',
      'fine assistenza': 'revokedOn',
      'stato assistito': 'kind',
    },
  },
  {
    name: 'Next',
    header: [
      ...['COGNOME', 'NOME', 'DATANASC', 'SESSO', 'CODFISC', 'INDIRIZZO', 'CAP', 'LOCALITA'],
      ...['PROV', 'TEL1', 'TEL2', 'EMAIL', 'INIZIO', 'FINE', 'STATO'],
    ],
    ownWords: {
      datanasc: 'birthDate',
      codfisc: 'taxCode',
      localita: 'town',
      prov: 'province',
      tel1: 'phone',
      tel2: 'phone',
      inizio: 'enrolledOn',
      fine: 'revokedOn',
    },
  },
];
