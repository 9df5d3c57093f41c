/** Who in a list is out of the ordinary: exact shares, drawn by index, so that tests can count on them. */
import type { Random } from './random.ts';

/** Shares of a list: the first two as in Lombard lists, the others enough to be met in each of them. */
const SHARES = {
  foreignBorn: 0.12,
  temporaries: 0.09,
  /** Of the temporaries, how many were born abroad. */
  foreignTemporaries: 0.4,
  stp: 0.002,
  eni: 0.001,
  provisional: 0.002,
  centenarians: 0.002,
  omocodia: 0.003,
  twins: 0.004,
  homonyms: 0.006,
  doubles: 0.0015,
};

/** The second of a pair is made to resemble the first. */
export type Pair = readonly [first: number, second: number];

export interface Roles {
  readonly foreignBorn: ReadonlySet<number>;
  readonly temporaries: ReadonlySet<number>;
  readonly stp: ReadonlySet<number>;
  readonly eni: ReadonlySet<number>;
  readonly provisional: ReadonlySet<number>;
  readonly centenarians: ReadonlySet<number>;
  readonly omocodia: ReadonlySet<number>;
  /** Same surname, birth date and place. */
  readonly twins: readonly Pair[];
  /** Same name, another birth date. */
  readonly homonyms: readonly Pair[];
  /** Same name, birth date and place: only omocodia tells them apart. */
  readonly doubles: readonly Pair[];
}

export function drawRoles(random: Random, rows: number): Roles {
  const everyone = random.shuffle(Array.from({ length: rows }, (_, index) => index));
  const foreignCount = Math.round(rows * SHARES.foreignBorn);
  const foreign = everyone.slice(0, foreignCount);
  const italian = everyone.slice(foreignCount);

  const temporaryCount = Math.round(rows * SHARES.temporaries);
  const foreignTemporaries = foreign.slice(
    0,
    Math.round(temporaryCount * SHARES.foreignTemporaries),
  );
  const italianTemporaries = italian.slice(0, temporaryCount - foreignTemporaries.length);

  const takeForeign = dealer(foreign, rows);
  const takeItalian = dealer(italian.slice(italianTemporaries.length), rows);
  return {
    foreignBorn: new Set(foreign),
    temporaries: new Set([...foreignTemporaries, ...italianTemporaries]),
    stp: new Set(takeForeign(SHARES.stp)),
    eni: new Set(takeForeign(SHARES.eni)),
    provisional: new Set(takeForeign(SHARES.provisional)),
    centenarians: new Set(takeItalian(SHARES.centenarians)),
    omocodia: new Set(takeItalian(SHARES.omocodia)),
    twins: pairs(takeItalian(SHARES.twins, 2)),
    homonyms: pairs(takeItalian(SHARES.homonyms, 2)),
    doubles: pairs(takeItalian(SHARES.doubles, 2)),
  };
}

/** Deals from the front, nobody twice. From 100 rows on there is at least one of each kind. */
function dealer(indexes: readonly number[], rows: number) {
  let dealt = 0;
  return (share: number, times = 1): number[] => {
    const atLeast = rows >= 100 ? 1 : 0;
    const count = Math.max(atLeast, Math.round(rows * share)) * times;
    const hand = indexes.slice(dealt, dealt + count);
    dealt += hand.length;
    return hand;
  };
}

function pairs(indexes: readonly number[]): Pair[] {
  const result: Pair[] = [];
  for (let i = 0; i + 1 < indexes.length; i += 2) {
    result.push([indexes[i] as number, indexes[i + 1] as number]);
  }
  return result;
}
