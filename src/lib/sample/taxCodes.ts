/** Gives everybody a code of their own, as the tax office does: omocodia where two would be the same. */
import { composeTaxCode, omocodiaVariant, provisionalCheckDigit } from '#lib/domain/taxCode.ts';
import type { Birth } from './person.ts';
import type { Random } from './random.ts';

/** From the rightmost digit on, then more digits at once: masks of `omocodiaVariant`. */
const ALL_DIGITS = 0b111_1111;

export interface TaxCodeOffice {
  regular(birth: Birth): string;
  /** An omocodia code although nobody in this list has the plain one: the twin lives elsewhere. */
  omocodia(birth: Birth): string;
  /** 11 digits with a Luhn check. */
  provisional(): string;
  /** Foreigners outside the residence rules: region 030 (Lombardy), health authority, number. */
  foreign(kind: 'STP' | 'ENI'): string;
}

/** `taken` is shared by all the lists that must not repeat a code; it grows. */
export function taxCodeOffice(random: Random, taken: Set<string>): TaxCodeOffice {
  function take(code: string): boolean {
    if (taken.has(code)) return false;
    taken.add(code);
    return true;
  }

  function firstFree(plain: string, firstMask: number): string {
    for (let mask = firstMask; mask <= ALL_DIGITS; mask++) {
      const code = mask === 0 ? plain : omocodiaVariant(plain, mask);
      if (take(code)) return code;
    }
    throw new RangeError('More people with one tax code than omocodia can tell apart');
  }

  function untilFree(draw: () => string): string {
    for (;;) {
      const code = draw();
      if (take(code)) return code;
    }
  }

  const compose = ({ birthPlace, ...birth }: Birth) =>
    composeTaxCode({ ...birth, placeCode: birthPlace.code });
  const digits = (count: number) =>
    Array.from({ length: count }, () => random.between(0, 9)).join('');

  return {
    regular: (birth) => firstFree(compose(birth), 0),
    omocodia: (birth) => firstFree(compose(birth), 1),
    provisional: () =>
      untilFree(() => {
        const first10 = `9${digits(9)}`;
        return first10 + provisionalCheckDigit(first10);
      }),
    foreign: (kind) => untilFree(() => `${kind}030321${digits(7)}`),
  };
}
