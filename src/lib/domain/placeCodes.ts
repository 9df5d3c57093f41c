/** Belfiore codes of the places of birth: Italian towns, past and present, and foreign countries. */
import type { PlainDate } from './plainDate.ts';

/** A place in one stretch of time; an open end is null. */
export interface Place {
  readonly name: string;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

/** The places known to have had a code, one for each stretch of time; none when the code is unknown. */
export interface PlaceCodes {
  placesWith(placeCode: string): readonly Place[];
}
