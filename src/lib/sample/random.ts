/** Seeded chance: the same seed draws the same list on every machine. Not for secrets. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `first` to `last`, both included. */
  between(first: number, last: number): number;
  /** True with that probability. */
  chance(probability: number): boolean;
  /** One of the items, all alike. Throws on an empty list. */
  pick<Item>(items: readonly Item[]): Item;
  /** A new list with the same items in another order (Fisher-Yates). */
  shuffle<Item>(items: readonly Item[]): Item[];
}

/** Mulberry32: 32 bits of state, ample for made-up people. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  function between(first: number, last: number): number {
    return first + Math.floor(next() * (last - first + 1));
  }

  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => itemAt(items, between(0, items.length - 1)),
    shuffle(items) {
      const shuffled = [...items];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = between(0, i);
        [shuffled[i], shuffled[j]] = [itemAt(shuffled, j), itemAt(shuffled, i)];
      }
      return shuffled;
    },
  };
}

/**
 * Draws items by their place in the list: the first is the most common, as in any count of names
 * (Zipf with an offset, so that no single name rules the list).
 */
export function byRank<Item>(items: readonly Item[]): (random: Random) => Item {
  const OFFSET = 12;
  const cumulative: number[] = [];
  let total = 0;
  for (let rank = 0; rank < items.length; rank++) {
    total += 1 / (rank + OFFSET);
    cumulative.push(total);
  }
  return (random) => {
    const target = random.next() * total;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? total) > target) high = middle;
      else low = middle + 1;
    }
    return itemAt(items, low);
  };
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  if (index < 0 || index >= items.length) throw new RangeError('Nothing to pick from');
  return items[index] as Item;
}
