/**
 * How names and texts are compared and searched. Lists spell one person in many ways
 * (NICOLO' = Nicolò, D'AMICO = D’Amico = D AMICO); the stored spelling is never touched.
 */

/** Every sign used as an apostrophe or as an accent typed after its letter. */
const APOSTROPHES = /['’‘‛`´ʼʹ′＇]/gu;

/** Letters no Unicode decomposition takes to plain ones. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ə: 'e',
};

/** Words that open an Italian (or Spanish, Dutch, German, Arabic) surname and are also written joined to it. */
const PARTICLES = new Set(
  (
    'd da dal dall dalla dalle dallo dai dagli de dei degli del dell della delle dello di ' +
    'l la le li lo san sant santa santo van von der den el al ben abd o mc mac'
  ).split(' '),
);

/** The form in which names are compared: lower-case letters and digits only. */
export function foldName(text: string): string {
  // Some apostrophes (ʼ) count as letters in Unicode.
  return plainLetters(text.replace(APOSTROPHES, '')).replace(/[^\p{L}\p{N}]/gu, '');
}

/** The form in which general texts are compared: lower case, no accents or apostrophes, single spaces. */
export function foldText(text: string): string {
  return plainLetters(text.replace(APOSTROPHES, ' ')).replace(/\s+/gu, ' ').trim();
}

/**
 * The folded words a name is found by, each once: "D'Amico" gives d, amico, damico; "De Luca" gives
 * de, luca, deluca. A search asks that every one of `searchTokens(query)` begins one of these.
 */
export function nameTokens(text: string): string[] {
  const tokens = new Set<string>();
  const words = foldedWords(text);
  for (const [index, word] of words.entries()) {
    tokens.add(word);
    let joined = word;
    for (let next = index + 1; next < words.length && isParticle(words[next - 1]); next++) {
      joined += words[next];
      tokens.add(joined);
    }
  }
  for (const written of text.split(/\s+/u)) {
    const whole = foldName(written);
    if (whole) tokens.add(whole);
  }
  return [...tokens];
}

/** The folded words of what someone typed to search: an apostrophe joins, spaces and hyphens split. */
export function searchTokens(query: string): string[] {
  return [...new Set(foldedWords(query.replace(APOSTROPHES, '')))];
}

/** "COGNOME NOME" as shown: the stored spellings joined by a space. */
export function formatPatientName(lastName: string, firstName: string): string {
  return `${lastName.trim()} ${firstName.trim()}`.trim();
}

/** Whether this folded word may open a surname (de, di, della, lo, d...). */
export function isParticle(foldedWord: string | undefined): boolean {
  return foldedWord !== undefined && PARTICLES.has(foldedWord);
}

function foldedWords(text: string): string[] {
  return plainLetters(text.replace(APOSTROPHES, ' '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Lower case, accents off. NFKD also opens ligatures and full-width letters. */
function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđðłþħıə]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter);
}
