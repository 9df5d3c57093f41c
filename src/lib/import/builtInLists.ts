/**
 * The lists whose columns are recognised without asking, through the header synonyms. The header of the SISS report
 * is not public: these are the wordings the importer is held to (`knownSources.test.ts`).
 */
export interface BuiltInList {
  readonly name: string;
  readonly header: readonly string[];
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
