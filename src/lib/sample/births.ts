/** Who is born when, where and with which name. */
import type { Sex } from '#lib/domain/patient.ts';
import { addDays, addMonths, datePartsOf, type PlainDate } from '#lib/domain/plainDate.ts';
import { firstNamesOf } from './firstNames.ts';
import { LAST_NAMES } from './lastNames.ts';
import { ORIGINS } from './origins.ts';
import type { Birth } from './person.ts';
import { LOMBARD_TOWNS, OTHER_TOWNS, type Town } from './places.ts';
import { byRank, type Random } from './random.ts';

interface AgeClass {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** A GP's list, 14 and over: the shape of the Lombard population. */
const ITALIAN_AGES: readonly AgeClass[] = [
  { from: 14, to: 19, weight: 6.6 },
  { from: 20, to: 29, weight: 11.5 },
  { from: 30, to: 39, weight: 13 },
  { from: 40, to: 49, weight: 16.5 },
  { from: 50, to: 59, weight: 18.5 },
  { from: 60, to: 69, weight: 14.5 },
  { from: 70, to: 79, weight: 11 },
  { from: 80, to: 89, weight: 6.8 },
  { from: 90, to: 99, weight: 1.6 },
];

const FOREIGN_AGES: readonly AgeClass[] = [
  { from: 14, to: 24, weight: 15 },
  { from: 25, to: 34, weight: 24 },
  { from: 35, to: 44, weight: 27 },
  { from: 45, to: 54, weight: 20 },
  { from: 55, to: 64, weight: 10 },
  { from: 65, to: 79, weight: 4 },
];

const CENTENARIAN_AGES: readonly AgeClass[] = [{ from: 100, to: 106, weight: 1 }];

const drawLastName = byRank(LAST_NAMES);
const drawOrigin = byRank(ORIGINS);
const drawItalianName = new Map<readonly string[], (random: Random) => string>();

export function italianBirth(random: Random, today: PlainDate, home: Town): Birth {
  return birthInItaly(random, birthDate(random, today, ITALIAN_AGES), home);
}

export function centenarianBirth(random: Random, today: PlainDate, home: Town): Birth {
  return birthInItaly(random, birthDate(random, today, CENTENARIAN_AGES), home);
}

export function foreignBirth(random: Random, today: PlainDate): Birth {
  const origin = drawOrigin(random);
  const sex: Sex = random.chance(0.51) ? 'F' : 'M';
  return {
    lastName: random.pick(origin.lastNames),
    firstName: random.pick(origin.firstNames[sex]),
    sex,
    birthDate: birthDate(random, today, FOREIGN_AGES),
    birthPlace: origin.place,
  };
}

/** A first name of that time; another one than `not`. */
export function italianFirstName(random: Random, sex: Sex, year: number, not = ''): string {
  const names = firstNamesOf(sex, year);
  let draw = drawItalianName.get(names);
  if (!draw) drawItalianName.set(names, (draw = byRank(names)));
  for (;;) {
    const name = draw(random);
    if (name !== not) return name;
  }
}

function birthInItaly(random: Random, date: PlainDate, home: Town): Birth {
  const { year } = datePartsOf(date);
  const sex: Sex = random.chance(year < 1945 ? 0.62 : 0.51) ? 'F' : 'M';
  return {
    lastName: spelling(random, drawLastName(random)),
    firstName: spelling(random, italianFirstName(random, sex, year)),
    sex,
    birthDate: date,
    birthPlace: birthPlace(random, home),
  };
}

function birthPlace(random: Random, home: Town) {
  const draw = random.next();
  if (draw < 0.4) return home;
  return random.pick(draw < 0.72 ? LOMBARD_TOWNS : OTHER_TOWNS);
}

function birthDate(random: Random, today: PlainDate, ages: readonly AgeClass[]): PlainDate {
  const { from, to } = ageClass(random, ages);
  const lastBirthday = addMonths(today, -12 * random.between(from, to));
  return addDays(lastBirthday, -random.between(0, 364));
}

function ageClass(random: Random, ages: readonly AgeClass[]): AgeClass {
  let left = random.next() * ages.reduce((sum, { weight }) => sum + weight, 0);
  for (const candidate of ages) {
    left -= candidate.weight;
    if (left < 0) return candidate;
  }
  throw new RangeError('No age class');
}

/** Offices write NICOLO' for Nicolò, and here and there D’Amico with the typographer's apostrophe. */
function spelling(random: Random, name: string): string {
  if (/[àèéìòù]$/.test(name) && random.chance(0.3)) {
    return name.normalize('NFD').replace(/\p{M}$/u, "'");
  }
  return name.includes("'") && random.chance(0.04) ? name.replace("'", '’') : name;
}
