/** How good a passphrase is: by length and variety, told while it is typed. A copy may lie anywhere for years. */

export type PassphraseStrength = 'short' | 'weak' | 'fair' | 'strong';

const SHORTEST = 12;

export function passphraseStrength(passphrase: string): PassphraseStrength {
  const text = passphrase.trim();
  if (text.length < SHORTEST) return 'short';
  const distinct = new Set(text.toLowerCase()).size;
  if (distinct < 6) return 'weak';
  const words = new Set(text.toLowerCase().split(/\s+/)).size;
  return text.length >= 20 && distinct >= 9 && words >= 3 ? 'strong' : 'fair';
}

export const strengthTexts: { readonly [S in PassphraseStrength]: string } = {
  short: `Almeno ${SHORTEST} caratteri: tre o quattro parole senza legame sono facili da ricordare e difficili da indovinare.`,
  weak: 'Troppo ripetitiva: si indovina presto.',
  fair: 'Discreta. Con un’altra parola diventa forte.',
  strong: 'Forte.',
};

export interface PassphraseProblems {
  readonly first: string | null;
  readonly second: string | null;
}

export function passphraseProblems(first: string, second: string): PassphraseProblems {
  const strength = passphraseStrength(first);
  if (first === '') return { first: 'Scrivi una frase segreta.', second: null };
  if (strength === 'short' || strength === 'weak') {
    return { first: strengthTexts[strength], second: null };
  }
  if (second === '') return { first: null, second: 'Scrivila una seconda volta.' };
  return { first: null, second: first === second ? null : 'Le due frasi non sono uguali.' };
}
