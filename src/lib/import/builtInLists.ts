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
export const KNOWN_LISTS: readonly BuiltInList[] = [...BUILT_IN_LISTS, OWN_EXPORT];
