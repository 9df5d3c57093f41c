/** Surname and name of a row, from their two columns or from one that holds both. */
import { splitFullName, type TaxCode } from '#lib/domain/taxCode.ts';

export interface NameCells {
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly fullName: string | null;
}

export interface ReadNames {
  readonly lastName: string | null;
  readonly firstName: string | null;
  /** Not null when one cell was taken apart. */
  readonly split: { readonly certain: boolean } | null;
  readonly isIncomplete: boolean;
}

/** Names stay as written, capitals included. `ROSSI, MARIO` says itself where it splits. */
export function readNames(cells: NameCells, code: TaxCode | null): ReadNames {
  const { fullName } = cells;
  let { lastName, firstName } = cells;
  let split: ReadNames['split'] = null;
  if ((lastName === null || firstName === null) && fullName !== null) {
    const [before, after, ...more] = fullName.split(',').map((part) => part.trim());
    if (before && after && more.length === 0) {
      [lastName, firstName] = [before, after];
      split = { certain: true };
    } else {
      const found = splitFullName(fullName, code);
      [lastName, firstName] = [found.lastName || null, found.firstName || null];
      split = { certain: found.certain };
    }
  }
  return { lastName, firstName, split, isIncomplete: isIncomplete(lastName, firstName, code) };
}

/** Some people have one name only: their code then has XXX for the other. */
function isIncomplete(
  lastName: string | null,
  firstName: string | null,
  code: TaxCode | null,
): boolean {
  const letters = code?.kind === 'regular' ? code.value : '';
  if (lastName === null && firstName === null) return true;
  return (
    (lastName === null && letters.slice(0, 3) !== 'XXX') ||
    (firstName === null && letters.slice(3, 6) !== 'XXX')
  );
}
