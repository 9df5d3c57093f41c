import type { Exemption } from './patient.ts';
import { datePartsOf, formatItalianDate, type PlainDate } from './plainDate.ts';

/** Exemptions by income end on 31 March, and are renewed by hand: the next one, today included. */
export function nextExemptionEnd(today: PlainDate): PlainDate {
  const { year } = datePartsOf(today);
  const thisYear = `${year}-03-31`;
  return today <= thisYear ? thisYear : `${year + 1}-03-31`;
}

/** E30 (fino al 31/03/2027) */
export function formatExemption({ code, validFrom, validTo }: Exemption): string {
  const dates = [
    ...(validFrom === null ? [] : [`dal ${formatItalianDate(validFrom)}`]),
    ...(validTo === null ? [] : [`fino al ${formatItalianDate(validTo)}`]),
  ];
  return dates.length === 0 ? code : `${code} (${dates.join(' ')})`;
}
