/** The same panel's list some weeks later, and what happened in between: for tests of a second import. */
import { foldName } from '#lib/domain/names.ts';
import { addDays, addMonths, type PlainDate } from '#lib/domain/plainDate.ts';
import { drawContacts } from '#lib/sample/contacts.ts';
import type { SamplePerson } from '#lib/sample/person.ts';
import { LOMBARD_TOWNS, type Town } from '#lib/sample/places.ts';
import { seededRandom } from '#lib/sample/random.ts';
import { drawPeople, inAlphabet } from '#lib/sample/samplePeople.ts';
import { colleaguesOf } from './colleagues.ts';

/** How many people each thing happens to; nobody has two. */
export interface EvolveOptions {
  readonly seed: number;
  /** The day of the new list. */
  readonly today: PlainDate;
  /** Absent from the new list. */
  readonly leave?: number;
  /** New in the list, enrolled in the last month. */
  readonly join?: number;
  /** Another address. */
  readonly move?: number;
  /** Another mobile number. */
  readonly changePhone?: number;
  /** Temporaries who became open-ended. */
  readonly temporaryToOpen?: number;
  /** Open-ended ones who became temporary. */
  readonly openToTemporary?: number;
  /** Still in the list, under a colleague's code. */
  readonly toColleague?: number;
  /** Still in the list with a past revocation (seen in layouts that have the column). */
  readonly revoke?: number;
  /** Still in the list with a date of death (seen in layouts that have the column). */
  readonly die?: number;
  /** Spelt another way: NICOLO' for Nicolò, D AMICO for D'Amico. Equal when folded. */
  readonly respell?: number;
}

type Event = Exclude<keyof EvolveOptions, 'seed' | 'today'>;

export interface EvolvedList {
  readonly people: SamplePerson[];
  /** Tax codes of the people each thing happened to. */
  readonly happened: { readonly [E in Event]: readonly string[] };
}

/** Throws a RangeError when a thing is to happen to more people than can have it. */
export function evolveList(people: readonly SamplePerson[], options: EvolveOptions): EvolvedList {
  const { seed, today } = options;
  const random = seededRandom(seed);
  const home = homeTown(people);
  const current = new Map(people.map((person) => [person.taxCode, person]));
  const untouched = new Map(random.shuffle(people).map((person) => [person.taxCode, person]));

  function happen(
    event: Event,
    change: (person: SamplePerson) => SamplePerson | null,
    isFit: (person: SamplePerson) => boolean = () => true,
  ): string[] {
    const codes: string[] = [];
    const wanted = options[event] ?? 0;
    for (const [code, person] of untouched) {
      if (codes.length === wanted) break;
      if (!isFit(person)) continue;
      codes.push(code);
      untouched.delete(code);
      const changed = change(person);
      if (changed) current.set(code, changed);
      else current.delete(code);
    }
    if (codes.length < wanted) throw new RangeError(`Too few people for '${event}': ${wanted}`);
    return codes;
  }

  const lately = () => addDays(today, -random.between(1, 28));
  const isTemporary = (person: SamplePerson) => person.expiresOn !== null;
  const isOpenEnded = (person: SamplePerson) => person.expiresOn === null;

  const rare = {
    temporaryToOpen: happen(
      'temporaryToOpen',
      (person) => ({ ...person, enrolledOn: lately(), expiresOn: null }),
      isTemporary,
    ),
    respell: happen(
      'respell',
      (person) => ({
        ...person,
        lastName: respelt(person.lastName),
        firstName: respelt(person.firstName),
      }),
      ({ lastName, firstName }) => [lastName, firstName].some((name) => respelt(name) !== name),
    ),
  };
  const common = {
    openToTemporary: happen(
      'openToTemporary',
      (person) => {
        const enrolledOn = lately();
        return { ...person, enrolledOn, expiresOn: addMonths(enrolledOn, 12) };
      },
      isOpenEnded,
    ),
    leave: happen('leave', () => null),
    move: happen('move', (person) => {
      const { address, town, province, postcode } = drawUntil(
        () => drawContacts(random, person, home),
        (drawn) => drawn.address !== person.address,
      );
      return { ...person, address, town, province, postcode };
    }),
    changePhone: happen('changePhone', (person) => ({
      ...person,
      mobile: drawUntil(
        () => drawContacts(random, person, home).mobile,
        (mobile) => mobile !== null && mobile !== person.mobile,
      ),
    })),
    toColleague: happen('toColleague', (person) => ({
      ...person,
      ...random.pick(colleaguesOf(person.doctorCode)),
    })),
    revoke: happen('revoke', (person) => ({ ...person, revokedOn: lately() })),
    die: happen('die', (person) => ({ ...person, deathDate: lately() })),
  };

  const joined = newcomers();
  return {
    people: inAlphabet([...current.values(), ...joined]),
    happened: { ...rare, ...common, join: joined.map(({ taxCode }) => taxCode) },
  };

  /** Nobody who joins is a namesake, born the same day, of somebody known: that would be another case. */
  function newcomers(): SamplePerson[] {
    const rows = options.join ?? 0;
    const taken = new Set(people.map(({ taxCode }) => taxCode));
    const known = new Set(people.map(namesake));
    const doctorCode = people[0]?.doctorCode;
    const drawn: SamplePerson[] = [];
    while (drawn.length < rows) {
      const batch = drawPeople(
        random,
        { rows: rows - drawn.length, today, doctorCode },
        home,
        taken,
      );
      drawn.push(...batch.filter((person) => !known.has(namesake(person))));
    }
    return drawn.map((person) => {
      const enrolledOn = lately();
      const expiresOn = person.expiresOn === null ? null : addMonths(enrolledOn, 12);
      return { ...person, enrolledOn, expiresOn };
    });
  }
}

/** The town where most of the list live. */
function homeTown(people: readonly SamplePerson[]): Town {
  const inhabitants = new Map<string, number>();
  for (const { town } of people) inhabitants.set(town, (inhabitants.get(town) ?? 0) + 1);
  const [first = ''] = [...inhabitants].sort((one, other) => other[1] - one[1])[0] ?? [];
  const town = LOMBARD_TOWNS.find(({ name }) => name === first) ?? LOMBARD_TOWNS[0];
  if (!town) throw new RangeError('No towns');
  return town;
}

function namesake({ lastName, firstName, birthDate }: SamplePerson): string {
  return `${foldName(lastName)} ${foldName(firstName)} ${birthDate}`;
}

function respelt(name: string): string {
  return name
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, ' ')
    .replace(/['’]$/u, '')
    .replace(/[àèéìòù]$/iu, (letter) => `${letter.normalize('NFD').charAt(0)}'`);
}

function drawUntil<Drawn>(draw: () => Drawn, isFit: (drawn: Drawn) => boolean): Drawn {
  for (;;) {
    const drawn = draw();
    if (isFit(drawn)) return drawn;
  }
}
