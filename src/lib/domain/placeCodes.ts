/** Belfiore codes of the places of birth: Italian towns, past and present, and foreign countries. */
import type { PlainDate } from './plainDate.ts';

export interface Place {
  readonly name: string;
  /** The first and last day the place is known to have existed; an open end is null. */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

/** The place of each code, `H501`. A code that is not there is unknown, unless `mayBeNewer`. */
export interface PlaceCodes {
  readonly places: ReadonlyMap<string, Place>;
  /** Whether the code can be of a town founded after the data was made. */
  mayBeNewer(placeCode: string): boolean;
}

/** New towns take the next M code, about four a year. */
const NEWER_CODES = 80;

/** The known places: 200 kB read once, where codes are judged (the worker of an import, a form). */
export async function loadPlaceCodes(): Promise<PlaceCodes> {
  const { PLACE_LINES } = await import('./placeCodesData.ts');
  return parsePlaceCodes(PLACE_LINES);
}

/** Reads lines of `code name`, then `|from|to` when the place has one of them. */
export function parsePlaceCodes(lines: string): PlaceCodes {
  const places = new Map<string, Place>();
  let lastNew = 0;
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const code = line.slice(0, 4);
    const [name = '', from, to] = line.slice(5).split('|');
    places.set(code, { name, from: from || null, to: to || null });
    if (code.startsWith('M')) lastNew = Math.max(lastNew, Number(code.slice(1)));
  }
  return {
    places,
    mayBeNewer(placeCode) {
      const number = Number(placeCode.slice(1));
      return placeCode.startsWith('M') && number > lastNew && number <= lastNew + NEWER_CODES;
    },
  };
}
