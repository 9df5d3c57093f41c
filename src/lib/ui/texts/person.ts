/** A person's name, initials and age as screens write them. */
import { ageOn, formatItalianDate, isPlainDate, type PlainDate } from '#lib/domain/plainDate.ts';

interface Named {
  readonly lastName: string;
  readonly firstName: string;
}

/** COGNOME NOME, spelled as it is stored. */
export function fullName({ lastName, firstName }: Named): string {
  return `${lastName} ${firstName}`.trim();
}

/** Two letters for the badge beside the name: D'AMICO ANNA is DA, not D'. */
export function initials({ lastName, firstName }: Named): string {
  return [lastName, firstName]
    .map((name) => /\p{L}/u.exec(name)?.[0] ?? '')
    .join('')
    .toLocaleUpperCase('it');
}

/** "12/05/1947", or null when it is not known. */
export function dateText(date: PlainDate | null | undefined): string | null {
  return date && isPlainDate(date) ? formatItalianDate(date) : null;
}

/** "78 anni", "1 anno", and for the first two years months: "7 mesi". */
export function ageText(birthDate: PlainDate, until: PlainDate): string | null {
  if (!isPlainDate(birthDate) || birthDate > until) return null;
  const years = ageOn(birthDate, until);
  if (years >= 2) return `${years} anni`;
  const months =
    (Number(until.slice(0, 4)) - Number(birthDate.slice(0, 4))) * 12 +
    (Number(until.slice(5, 7)) - Number(birthDate.slice(5, 7))) -
    (until.slice(8) < birthDate.slice(8) ? 1 : 0);
  return months === 1 ? '1 mese' : `${months} mesi`;
}
