/** Addresses in Lombard towns, and numbers and mailboxes that reach nobody. */
import { foldName } from '#lib/domain/names.ts';
import type { Birth, Contacts } from './person.ts';
import { LOMBARD_TOWNS, type Town } from './places.ts';
import type { Random } from './random.ts';

const STREETS: readonly string[] = [
  'Via Roma',
  'Via Giuseppe Garibaldi',
  'Via Alessandro Manzoni',
  'Corso Italia',
  'Piazza della Libertà',
  'Via XXV Aprile',
  'Viale dei Tigli',
  'Via Monte Grappa',
  "Via Sant'Ambrogio",
  "Via dell'Acqua",
  'Via Giacomo Leopardi',
  'Via IV Novembre',
  'Vicolo Stretto',
  'Largo Cantù',
  'Via Papa Giovanni XXIII',
  'Strada Provinciale 13',
  'Via Aldo Moro',
  'Via Grazia Deledda',
  'Piazza Caduti sul Lavoro',
  'Via Enrico Fermi',
];

const FARMS: readonly string[] = ['Cascina "La Valle"', 'Cascina "Cà Bianca"', 'Località Mulino'];

const AREA_CODES: Readonly<Record<string, string>> = {
  MI: '02',
  BG: '035',
  BS: '030',
  CO: '031',
  CR: '0372',
  LC: '0341',
  LO: '0371',
  MN: '0376',
  MB: '039',
  PV: '0382',
  SO: '0342',
  VA: '0332',
};

/** Domains that RFC 2606 keeps for examples. */
const MAIL_DOMAINS: readonly string[] = ['example.com', 'example.org', 'example.net'];

export function drawContacts(random: Random, birth: Birth, home: Town): Contacts {
  const town = residence(random, home);
  return {
    address: address(random),
    town: town.name,
    province: town.province,
    postcode: random.pick(town.postcodes),
    mobile: random.chance(0.82) ? mobile(random) : null,
    landline: random.chance(0.25) ? landline(random, town.province) : null,
    email: random.chance(0.45) ? email(random, birth) : null,
  };
}

/** Most live in the doctor's town, some in the same province, a few anywhere in Lombardy. */
function residence(random: Random, home: Town): Town {
  const draw = random.next();
  if (draw < 0.8) return home;
  if (draw > 0.98) return random.pick(LOMBARD_TOWNS);
  return random.pick(LOMBARD_TOWNS.filter(({ province }) => province === home.province));
}

/** Signs that CSV writers must quote (commas, semicolons, quotation marks) come up now and then. */
function address(random: Random): string {
  const draw = random.next();
  if (draw < 0.004) return random.pick(FARMS);
  const street = `${random.pick(STREETS)} ${random.between(1, 140)}`;
  if (draw < 0.01) return `${street}; int. ${random.between(1, 9)}`;
  if (draw < 0.05) return `${street}, scala ${random.pick(['A', 'B', 'C'])}`;
  return draw < 0.12 ? `${street}/${random.pick(['A', 'B', 'bis'])}` : street;
}

/** The code 300 belongs to no operator. */
function mobile(random: Random): string {
  const number = random.between(0, 9_999_999).toString().padStart(7, '0');
  return random.pick([`300${number}`, `300${number}`, `+39300${number}`, `300 ${number}`]);
}

/** No subscriber's number begins with 000. */
function landline(random: Random, province: string): string {
  const area = AREA_CODES[province];
  if (area === undefined) throw new RangeError(`No area code for ${province}`);
  return `${area}000${random.between(0, 9999).toString().padStart(4, '0')}`;
}

function email(random: Random, birth: Birth): string {
  const first = foldName(birth.firstName);
  const year = random.chance(0.3) ? birth.birthDate.slice(2, 4) : '';
  return `${first}.${foldName(birth.lastName)}${year}@${random.pick(MAIL_DOMAINS)}`;
}
