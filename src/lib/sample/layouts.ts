/** How different sources write the same people: headers of DOMAIN.md §5, each column with what it holds. */
import type { SamplePerson } from './person.ts';

/** How values become text, as chosen for one file. */
export interface CellStyle {
  /** `''` for null. */
  date(date: string | null): string;
  /** A code Excel would spoil (leading zeros, long digits): with a guard when the file has them. */
  code(text: string): string;
  /** What stands in the expiry of an open-ended enrolment. */
  readonly unlimited: string;
}

export interface LayoutColumn {
  readonly header: string;
  readonly text: (person: SamplePerson, style: CellStyle) => string;
}

export interface Layout {
  readonly delimiter: ';' | ',' | '\t' | '|';
  readonly upperCase: boolean;
  readonly columns: readonly LayoutColumn[];
}

type Write = LayoutColumn['text'];

const lastName: Write = (person) => person.lastName;
const firstName: Write = (person) => person.firstName;
const fullName: Write = (person) => `${person.lastName} ${person.firstName}`;
const taxCode: Write = (person, style) => style.code(person.taxCode);
const birthDate: Write = (person, style) => style.date(person.birthDate);
const birthPlace: Write = (person) => person.birthPlace.name;
const sex: Write = (person) => person.sex;
const address: Write = (person) => person.address;
const fullAddress: Write = (person) =>
  `${person.address} - ${person.postcode} ${person.town} (${person.province})`;
const postcode: Write = (person, style) => style.code(person.postcode);
const town: Write = (person) => person.town;
const province: Write = (person) => person.province;
const mobile: Write = (person, style) => style.code(person.mobile ?? '');
const landline: Write = (person, style) => style.code(person.landline ?? '');
const phone: Write = (person, style) => style.code(person.mobile ?? person.landline ?? '');
const email: Write = (person) => person.email ?? '';
const doctorCode: Write = (person, style) => style.code(person.doctorCode);
const doctorName: Write = (person) => person.doctorName;
const enrolledOn: Write = (person, style) => style.date(person.enrolledOn);
const revokedOn: Write = (person, style) => style.date(person.revokedOn);
const deathDate: Write = (person, style) => style.date(person.deathDate);
const expiresOn: Write = (person, style) =>
  person.expiresOn === null ? style.unlimited : style.date(person.expiresOn);
const exemptions: Write = (person) => person.exemptions.join(' ');
const kind: Write = (person) => (person.expiresOn === null ? 'Residente' : 'Temporaneo');
const state: Write = (person) =>
  person.deathDate ? 'Deceduto' : person.revokedOn ? 'Revocato' : 'Attivo';
/** Of columns that hold words only. */
const NO_STYLE: CellStyle = { date: String, code: String, unlimited: '' };
/** Columns of other programs that no importer needs. */
const nothing: Write = () => '';

function isForeignCode({ taxCodeKind }: SamplePerson): boolean {
  return taxCodeKind === 'stp' || taxCodeKind === 'eni';
}

/** What the SISS portal plausibly sends: its own header is not public. */
const sissA = layout(';', true, {
  'CODICE MEDICO': doctorCode,
  COGNOME: lastName,
  NOME: firstName,
  'CODICE FISCALE': taxCode,
  'DATA NASCITA': birthDate,
  SESSO: sex,
  'COMUNE NASCITA': birthPlace,
  'INDIRIZZO RESIDENZA': address,
  CAP: postcode,
  'COMUNE RESIDENZA': town,
  PROVINCIA: province,
  TELEFONO: phone,
  EMAIL: email,
  'TIPO ASSISTITO': kind,
  'DATA SCELTA': enrolledOn,
  'DATA SCADENZA': expiresOn,
  ESENZIONI: exemptions,
});

/** Other words, the name in one cell, foreigners' codes in a column of their own. */
const sissB = layout(';', true, {
  'Cod. Reg. Medico': doctorCode,
  'Medico curante': doctorName,
  Assistito: fullName,
  'CF Assistito': (person, style) => (isForeignCode(person) ? '' : taxCode(person, style)),
  'Codice STP/ENI': (person, style) => (isForeignCode(person) ? taxCode(person, style) : ''),
  'Nato il': birthDate,
  'Luogo nascita': birthPlace,
  Domicilio: address,
  'Comune di residenza': town,
  Cellulare: mobile,
  'Recapito telefonico': landline,
  'Tipo scelta': kind,
  Decorrenza: enrolledOn,
  'Data fine validità': expiresOn,
});

/** Few columns and no doctor: the wizard must ask whose list it is. */
const sissC = layout(',', false, {
  cognome_assistito: lastName,
  nome_assistito: firstName,
  cod_fiscale: taxCode,
  data_di_nascita: birthDate,
  e_mail: email,
});

/** With those who left and those who died. */
const sissD = layout(';', true, {
  COD_MEDICO: doctorCode,
  'COGNOME E NOME': fullName,
  CF: taxCode,
  DT_NASCITA: birthDate,
  SESSO: sex,
  'IN CARICO DAL': enrolledOn,
  'DATA REVOCA': revokedOn,
  'DATA DECESSO': deathDate,
  SCADENZA: expiresOn,
  STATO: state,
});

const toscana = layout(';', true, {
  Paziente: fullName,
  Tipologia: kind,
  Stato: state,
  'Data di nascita': birthDate,
  Indirizzo: fullAddress,
  'Data inizio': enrolledOn,
  'Data fine': (person, style) =>
    person.revokedOn === null ? expiresOn(person, style) : style.date(person.revokedOn),
  'Codice Fiscale': taxCode,
});

const piemonte = layout('\t', true, {
  'Codice regionale medico': doctorCode,
  'Cognome assistito': lastName,
  'Nome assistito': firstName,
  'Codice fiscale': taxCode,
  'Data nascita': birthDate,
  Sesso: sex,
  Residenza: address,
  CAP: postcode,
  'Data scelta': enrolledOn,
  'Scadenza scelta': expiresOn,
});

const sistemaTs = layout(';', true, {
  Cognome: lastName,
  Nome: firstName,
  'Codice fiscale': taxCode,
});

/** Sicily: no names at all. */
const sicilia = layout(';', true, {
  CF_PAZIENTE: taxCode,
  COD_REG_MEDICO: doctorCode,
  DATA_SCELTA: enrolledOn,
  DATA_REVOCA: revokedOn,
});

const millewin = layout(';', true, {
  Paziente: fullName,
  Nascita: birthDate,
  Età: nothing,
  Scelta: enrolledOn,
  Scadenza: expiresOn,
  'Telefono/Cell.': phone,
  'Codice ASL': nothing,
  'Codice Fiscale': taxCode,
  Privacy: () => 'SI',
});

/** The extract of Millewin's database. */
const millewinSql = layout(',', false, {
  nome: firstName,
  cognome: lastName,
  data_nascita: birthDate,
  Comune_nascita: birthPlace,
  codice_fiscale: taxCode,
  Indirizzo_residenza: address,
  Comune_Residenza: town,
  Email: email,
  Cellulare: mobile,
});

const medico2000 = layout(';', false, {
  Cognome: lastName,
  Nome: firstName,
  'Codice Fiscale': taxCode,
  'Data nascita': birthDate,
  Età: nothing,
  Sesso: sex,
  'Comune di nascita': birthPlace,
  'Provincia di nascita': (person) => person.birthPlace.province,
  domicilio: fullAddress,
  telefono: landline,
  cellulare: mobile,
  email,
});

const tserve = layout(';', true, {
  Cognome: lastName,
  Nome: firstName,
  'Data di nascita': birthDate,
  Sesso: sex,
  'Cod. Fiscale': taxCode,
  Indirizzo: address,
  Comune: town,
  CAP: postcode,
  Telefono: landline,
  Cellulare: mobile,
  'E-mail': email,
  'Tipo assistito': kind,
  'Data scelta': enrolledOn,
  'Data revoca': revokedOn,
});

/** Emilia-Romagna. */
const sole = layout(';', true, {
  Cognome: lastName,
  Nome: firstName,
  'Codice Fiscale': taxCode,
  'Data nascita': birthDate,
  Sesso: sex,
  'Comune residenza': town,
  Indirizzo: address,
  Recapito: phone,
  'Inizio assistenza': enrolledOn,
  'Fine assistenza': revokedOn,
  'Stato assistito': state,
});

/** An old program, with words of eight letters. */
const next = layout(';', true, {
  COGNOME: lastName,
  NOME: firstName,
  DATANASC: birthDate,
  SESSO: sex,
  CODFISC: taxCode,
  INDIRIZZO: address,
  CAP: postcode,
  LOCALITA: town,
  PROV: province,
  TEL1: landline,
  TEL2: mobile,
  EMAIL: email,
  INIZIO: enrolledOn,
  FINE: revokedOn,
  STATO: (person) => state(person, NO_STYLE).slice(0, 1),
});

export const LAYOUTS = {
  sissA,
  sissB,
  sissC,
  sissD,
  toscana,
  piemonte,
  sistemaTs,
  sicilia,
  millewin,
  millewinSql,
  medico2000,
  tserve,
  sole,
  next,
} as const satisfies { readonly [name: string]: Layout };

export type LayoutName = keyof typeof LAYOUTS;

function layout(
  delimiter: Layout['delimiter'],
  upperCase: boolean,
  columns: { readonly [header: string]: Write },
): Layout {
  return {
    delimiter,
    upperCase,
    columns: Object.entries(columns).map(([header, text]) => ({ header, text })),
  };
}
