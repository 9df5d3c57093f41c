/** Rows as they should not be: each kind of fault in a known number of rows, nobody with two faults. */
import { checkCharacter } from '#lib/domain/taxCode.ts';
import type { SamplePerson } from '#lib/sample/person.ts';
import { seededRandom } from '#lib/sample/random.ts';
import { colleaguesOf } from './colleagues.ts';

export const FAULTS = [
  'emptyTaxCode',
  'badCheckCharacter',
  'impossibleDate',
  'repeatedTaxCode',
  'swappedNames',
  'colleagues',
] as const;
export type Fault = (typeof FAULTS)[number];

/** How many rows of each kind; none where absent. The list keeps its length. */
export type FaultCounts = { readonly [F in Fault]?: number };

/** A regular code ends with one of 26 letters: the next one is always wrong. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * A copy with faults. `repeatedTaxCode` puts a sound row's code in the row of somebody further down.
 * Throws a RangeError when there are fewer people with a regular code than faults.
 */
export function spoilRows(
  people: readonly SamplePerson[],
  counts: FaultCounts,
  seed = 1,
): SamplePerson[] {
  const random = seededRandom(seed);
  const spoilt = [...people];
  const regular = people.flatMap((person, index) =>
    person.taxCodeKind === 'regular' ? [index] : [],
  );
  const untouched = random.shuffle(regular);

  function takeIndex(): number {
    const index = untouched.pop();
    if (index === undefined) throw new RangeError('More faults than people with a regular code');
    return index;
  }

  function spoil(count: number | undefined, change: (person: SamplePerson) => SamplePerson): void {
    for (let i = 0; i < (count ?? 0); i++) {
      const index = takeIndex();
      spoilt[index] = change(spoilt[index] as SamplePerson);
    }
  }

  spoil(counts.emptyTaxCode, (person) => ({ ...person, taxCode: '' }));
  spoil(counts.badCheckCharacter, (person) => ({
    ...person,
    taxCode: withWrongCheck(person.taxCode),
  }));
  spoil(counts.impossibleDate, (person) => ({
    ...person,
    birthDate: `${person.birthDate.slice(0, 4)}-02-31`,
  }));
  spoil(counts.swappedNames, (person) => ({
    ...person,
    lastName: person.firstName,
    firstName: person.lastName,
  }));
  spoil(counts.colleagues, (person) => ({
    ...person,
    ...random.pick(colleaguesOf(person.doctorCode)),
  }));
  for (let i = 0; i < (counts.repeatedTaxCode ?? 0); i++) {
    const pair = [takeIndex(), takeIndex()];
    const sound = spoilt[Math.min(...pair)] as SamplePerson;
    const later = Math.max(...pair);
    spoilt[later] = { ...(spoilt[later] as SamplePerson), taxCode: sound.taxCode };
  }
  return spoilt;
}

function withWrongCheck(code: string): string {
  const first15 = code.slice(0, 15);
  const right = ALPHABET.indexOf(checkCharacter(first15));
  return first15 + ALPHABET.charAt((right + 1) % ALPHABET.length);
}
