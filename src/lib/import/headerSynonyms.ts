/** What the known sources call each field (DOMAIN.md §5), and the mapping a header gives. */
import type { ImportKind } from '#lib/domain/importKind.ts';
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
    'recapito',
    'recapiti',
    'numero di telefono',
    'numero telefono',
    'numero cellulare',
    'numero di cellulare',
    'telefono 1',
    'telefono 2',
    'telefono casa',
    'telefono fisso',
    'telefono principale',
    'tel casa',
    'tel cell',
    'mobile',
  ],
  email: [
    'email',
    'e mail',
    'mail',
    'posta elettronica',
    'indirizzo email',
    'indirizzo e mail',
    'indirizzo mail',
  ],
  exemptions: ['esenzione', 'esenzioni', 'codice esenzione', 'codici esenzione', 'cod esenzione'],
  exemptionStartsOn: [
    'data inizio esenzione',
    'inizio esenzione',
    'esenzione dal',
    'inizio validita',
    'data inizio validita',
    'valida dal',
  ],
  exemptionEndsOn: [
    'data fine esenzione',
    'fine esenzione',
    'scadenza esenzione',
    'data scadenza esenzione',
    'esenzione al',
    'fine validita',
    'valida al',
    'valida fino al',
  ],
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

/** What a known list calls its columns otherwise than everybody; null: nothing that is read. */
export type OwnWords = { readonly [words: string]: ListField | null };

/** In a list of exemptions alone a beginning and an end are the exemption's. */
const IN_EXEMPTIONS: { readonly [Field in ListField]?: ListField } = {
  enrolledOn: 'exemptionStartsOn',
  expiresOn: 'exemptionEndsOn',
};

/** The mapping a header gives. Columns that name the same field stand in the order of the file. */
export function mapHeader(
  header: readonly string[],
  kind: ImportKind = 'region',
  own: OwnWords = {},
): Mapping {
  const mapping: { [Field in ListField]?: number[] } = {};
  header.forEach((cell, column) => {
    const words = plainWords(cell);
    const named = Object.hasOwn(own, words) ? own[words] : FIELD_BY_WORDS.get(words);
    if (!named) return;
    const field = kind === 'exemptions' ? (IN_EXEMPTIONS[named] ?? named) : named;
    (mapping[field] ??= []).push(column);
  });
  return mapping;
}

/** How many different fields a row names: what tells a header from a title and from a patient. */
export function countHeaderFields(cells: readonly string[]): number {
  return Object.keys(mapHeader(cells)).length;
}

/** Whether the mapping says who each row is: a code and a name. */
export function hasIdentity(mapping: Mapping): boolean {
  return (
    hasCode(mapping) &&
    (has(mapping, 'fullName') || (has(mapping, 'lastName') && has(mapping, 'firstName')))
  );
}

/** Whether the mapping says all that an import of that kind cannot do without. */
export function isMapped(mapping: Mapping, kind: ImportKind): boolean {
  switch (kind) {
    case 'region':
    case 'patients':
      return hasIdentity(mapping);
    case 'contacts':
      return hasCode(mapping) && (has(mapping, 'phone') || has(mapping, 'email'));
    case 'exemptions':
      return hasCode(mapping) && has(mapping, 'exemptions');
  }
}

export function hasCode(mapping: Mapping): boolean {
  return has(mapping, 'taxCode') || has(mapping, 'stpEni');
}

function has(mapping: Mapping, field: ListField): boolean {
  return (mapping[field]?.length ?? 0) > 0;
}
