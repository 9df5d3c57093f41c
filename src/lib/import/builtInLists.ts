/**
 * The lists whose columns are recognised without asking, through the header synonyms. The header of the SISS report
 * is not public: these are the wordings the importer is held to (`knownSources.test.ts`).
 */
import { filledWidth, plainWords } from './cellText.ts';
import type { OwnWords } from './headerSynonyms.ts';
import { OTHER_LISTS } from './otherLists.ts';

export interface BuiltInList {
  readonly name: string;
  /** A file is this list when its header has all of these. */
  readonly header: readonly string[];
  /** These words alone are common to many lists: the file's header has no others. */
  readonly exact?: true;
  /** What it calls its columns otherwise than everybody. */
  readonly ownWords?: OwnWords;
  /** It names nobody: its codes are for patients who are there. */
  readonly namesNobody?: true;
}

export const BUILT_IN_LISTS: readonly BuiltInList[] = [
  {
    name: 'SISS Lombardia, elenco assistiti',
    header: [
      ...['CODICE MEDICO', 'COGNOME', 'NOME', 'CODICE FISCALE', 'DATA NASCITA', 'SESSO'],
      ...['COMUNE NASCITA', 'INDIRIZZO RESIDENZA', 'CAP', 'COMUNE RESIDENZA', 'PROVINCIA'],
      ...['TELEFONO', 'EMAIL', 'TIPO ASSISTITO', 'DATA SCELTA', 'DATA SCADENZA', 'ESENZIONI'],
    ],
  },
  {
    name: 'SISS Lombardia, nominativo in una colonna',
    header: [
      ...['Cod. Reg. Medico', 'Medico curante', 'Assistito', 'CF Assistito', 'Codice STP/ENI'],
      ...['Nato il', 'Luogo nascita', 'Domicilio', 'Comune di residenza', 'Cellulare'],
      ...['Recapito telefonico', 'Tipo scelta', 'Decorrenza', 'Data fine validità'],
    ],
  },
  {
    name: 'SISS Lombardia, solo anagrafica',
    header: [
      ...['cognome_assistito', 'nome_assistito', 'cod_fiscale', 'data_di_nascita', 'e_mail'],
    ],
  },
  {
    name: 'SISS Lombardia, scelta e revoca',
    header: [
      ...['COD_MEDICO', 'COGNOME E NOME', 'CF', 'DT_NASCITA', 'SESSO', 'IN CARICO DAL'],
      ...['DATA REVOCA', 'DATA DECESSO', 'SCADENZA', 'STATO'],
    ],
  },
];

/** What `Esporta` writes. Columns that the import does not know are the practice's own, which no list changes. */
export const OWN_EXPORT: BuiltInList = {
  name: 'Assistiti, pazienti esportati',
  header: [
    ...['Cognome', 'Nome', 'Data di nascita', 'Sesso', 'Comune di nascita', 'Codice fiscale'],
    ...['Stato in elenco', 'Medico', 'Codice medico', 'Telefono da usare', 'E-mail da usare'],
    ...['Esenzioni', 'Tipo scelta', 'Data scelta', 'Scadenza', 'Data revoca'],
    ...['Archiviato il', 'Motivo archiviazione', 'Data decesso'],
    ...['Indirizzo residenza', 'CAP', 'Comune residenza', 'Provincia', 'Telefono', 'E-mail'],
    ...['Altro indirizzo', 'Altro CAP', 'Altro comune', 'Altra provincia', 'Altri telefoni'],
    ...['Altra e-mail', 'Numero tessera', 'Note'],
  ],
};

/** Every list that is recognised, as the settings show them. */
export const KNOWN_LISTS: readonly BuiltInList[] = [...BUILT_IN_LISTS, ...OTHER_LISTS, OWN_EXPORT];

/** The list that a header is of: of several, the one it has most words of. Null when none is. */
export function recogniseList(header: readonly string[]): BuiltInList | null {
  const words = new Set(header.slice(0, filledWidth(header)).map(plainWords));
  words.delete('');
  const fitting = KNOWN_LISTS.filter(
    (list) =>
      list.header.every((cell) => words.has(plainWords(cell))) &&
      (!list.exact || words.size === list.header.length),
  );
  return fitting.sort((a, b) => b.header.length - a.header.length)[0] ?? null;
}
