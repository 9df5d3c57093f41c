import type { Exemption } from './patient.ts';
import { formatItalianDate } from './plainDate.ts';

/** E30 (fino al 31/03/2027) */
export function formatExemption({ code, validFrom, validTo }: Exemption): string {
  const dates = [
    ...(validFrom === null ? [] : [`dal ${formatItalianDate(validFrom)}`]),
    ...(validTo === null ? [] : [`fino al ${formatItalianDate(validTo)}`]),
  ];
  return dates.length === 0 ? code : `${code} (${dates.join(' ')})`;
}
