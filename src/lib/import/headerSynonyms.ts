/** What the known sources call each field (DOMAIN.md §5), and the mapping a header gives. */
import { plainWords } from './cellText.ts';
import { LIST_FIELDS, type ListField, type Mapping } from './fields.ts';

const SYNONYMS: { readonly [Field in ListField]: readonly string[] } = {
  taxCode: [
    'codice fiscale',
    'cf',
    'cod fiscale',
    'cod fisc',
    'codfiscale',
    'codicefiscale',
    'codice fiscale assistito',
    'cf assistito',
    'cf paziente',
    'pz cfis',
  ],
  lastName: ['cognome', 'cognome assistito', 'pz cogn'],
  firstName: ['nome', 'nome assistito', 'pz nome'],
  fullName: [
    'paziente',
    'assistito',
    'nominativo',
    'cognome e nome',
    'cognome nome',
    'nominativo assistito',
  ],
  birthDate: ['data nascita', 'data di nascita', 'nascita', 'nato il', 'dt nascita', 'pz dt nas'],
  birthPlace: ['comune nascita', 'comune di nascita', 'luogo nascita', 'luogo di nascita'],
  sex: ['sesso'],
  enrolledOn: [
    'data scelta',
    'scelta',
    'data inizio',
    'decorrenza',
    'data decorrenza iscrizione',
    'data associazione medico',
    'in carico dal',
  ],
  revokedOn: ['data revoca', 'revoca', 'in carico al'],
  expiresOn: [
    'scadenza',
    'data scadenza',
    'data fine',
    'data fine validita',
    'data scadenza iscrizione',
    'scadenza scelta',
  ],
  kind: [
    'tipologia',
    'tipo assistito',
    'tipo scelta',
    'stato',
    'tipo assistenza',
    'tipo assistenza medica',
  ],
  doctorCode: [
    'codice medico',
    'cod medico',
    'cod reg medico',
    'codice regionale medico',
    'cf medico',
  ],
  doctorName: ['medico', 'medico curante'],
  address: ['indirizzo', 'indirizzo residenza', 'indirizzo di residenza', 'residenza', 'domicilio'],
  postcode: ['cap'],
  town: ['comune residenza', 'comune di residenza'],
  province: ['provincia'],
  phone: [
    'telefono',
    'tel',
    'cellulare',
    'cell',
    'telefono cell',
    'telefono cellulare',
    'recapito telefonico',
  ],
  email: ['email', 'e mail', 'mail', 'posta elettronica'],
  exemptions: ['esenzione', 'esenzioni', 'codice esenzione'],
  deathDate: ['data decesso', 'data di decesso'],
  cardNumber: ['numero tessera', 'tessera sanitaria'],
  stpEni: ['stp', 'codice stp', 'eni', 'codice eni', 'stp eni', 'codice stp eni'],
  listStatus: ['stato in elenco'],
  archivedOn: ['archiviato il'],
  archiveReason: ['motivo archiviazione'],
};

const FIELD_BY_WORDS = new Map<string, ListField>(
  LIST_FIELDS.flatMap((field) => SYNONYMS[field].map((words) => [words, field] as const)),
);

/** The field a header cell names, or null when no known source calls one so. */
export function fieldOfHeader(cell: string): ListField | null {
  return FIELD_BY_WORDS.get(plainWords(cell)) ?? null;
}

/** The mapping a header gives. Columns that name the same field stand in the order of the file. */
export function mapHeader(header: readonly string[]): Mapping {
  const mapping: { [Field in ListField]?: number[] } = {};
  header.forEach((cell, column) => {
    const field = fieldOfHeader(cell);
    if (field) (mapping[field] ??= []).push(column);
  });
  return mapping;
}

/** How many different fields a row names: what tells a header from a title and from a patient. */
export function countHeaderFields(cells: readonly string[]): number {
  return Object.keys(mapHeader(cells)).length;
}

/** Whether the mapping says who each row is: a code and a name. */
export function hasIdentity(mapping: Mapping): boolean {
  const has = (field: ListField) => (mapping[field]?.length ?? 0) > 0;
  return (
    (has('taxCode') || has('stpEni')) && (has('fullName') || (has('lastName') && has('firstName')))
  );
}
