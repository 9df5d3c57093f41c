/** People who are easily taken for one another. */
import { datePartsOf } from '#lib/domain/plainDate.ts';
import { italianFirstName } from './births.ts';
import type { Birth } from './person.ts';
import type { Random } from './random.ts';
import type { Pair, Roles } from './roles.ts';

/** Makes the second of each pair resemble the first, in place. */
export function makeLookAlikes(random: Random, births: Birth[], roles: Roles): void {
  resemble(births, roles.twins, (first, second) => ({
    ...second,
    lastName: first.lastName,
    firstName: italianFirstName(
      random,
      second.sex,
      datePartsOf(first.birthDate).year,
      first.firstName,
    ),
    birthDate: first.birthDate,
    birthPlace: first.birthPlace,
  }));
  resemble(births, roles.homonyms, (first, second) => ({
    ...first,
    birthDate: second.birthDate,
    birthPlace: second.birthPlace,
  }));
  resemble(births, roles.doubles, (first) => first);
}

function resemble(
  births: Birth[],
  pairs: readonly Pair[],
  copy: (first: Birth, second: Birth) => Birth,
): void {
  for (const [firstIndex, secondIndex] of pairs) {
    const first = births[firstIndex];
    const second = births[secondIndex];
    if (first && second) births[secondIndex] = copy(first, second);
  }
}
