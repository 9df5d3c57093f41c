/** What a region's word for the kind or state of an enrolment means for the patient's status. */
import { cellValue, plainWords } from './cellText.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { FileTable } from './reading.ts';

type KindStatus = CheckedRow['kindStatus'];

/** What a word of a list may be said to mean; `none`: nothing of the status. */
export const KIND_MEANINGS = [
  'openEnded',
  'temporary',
  'derogated',
  'revoked',
  'deceased',
  'none',
] as const;
export type KindMeaning = (typeof KIND_MEANINGS)[number];

/** Meanings said by hand, by the word as `plainWords` writes it. */
export type KindWords = { readonly [words: string]: KindMeaning };

/**
 * In order: what ends an enrolment goes before what limits it, and that before what only says it exists.
 * Who is only domiciled ("Domiciliato", "Non residente") is enrolled for a time, 3 months to a year.
 * A derogation lets the list grow over its ceiling; the enrolment itself has no end.
 */
const WORDS: readonly (readonly [NonNullable<KindStatus>, RegExp])[] = [
  ['deceased', /^d$|\b(decedut|deces|mort[oaie]\b)/],
  ['revoked', /^r$|\b(revoc|cessat|chius|ricusat|non attiv|inattiv|trasferit|emigrat)/],
  [
    'temporary',
    /^t$|\b(temporane|provvisor|a termine|(a )?tempo determinato|domiciliat|non resident)/,
  ],
  [
    'openEnded',
    /^a$|\b(indeterminat|illimitat|definitiv|deroga|attiv|ssn\b|resident|iscritt|in carico)/,
  ],
];

/** Columns such as "Tipo assistenza" that say nothing of the status. */
const NEUTRAL =
  /^(mmg|pls|medicina generale|medico generico|generica|pediatria|pediatra|assistito)\b/;

/** The status a word stands for; `understood` is false when it is none of the known words. */
export function readKindWord(word: string): { status: KindStatus; understood: boolean } {
  const words = plainWords(word);
  const status = WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
  return { status, understood: status !== null || NEUTRAL.test(words) };
}

/** The status of a row whose words stand in several columns (Tipologia, Stato): the one that ends most. */
export function readKind(
  words: readonly string[],
  said: KindWords = {},
): { status: KindStatus; unknown: string[]; derogated: boolean } {
  const read = words.map((word) => {
    const meaning = said[plainWords(word)];
    if (meaning === undefined) return { word, ...readKindWord(word), derogated: false };
    const derogated = meaning === 'derogated';
    const status = derogated ? 'openEnded' : meaning === 'none' ? null : meaning;
    return { word, status, understood: true, derogated };
  });
  const order = WORDS.map(([status]) => status);
  const statuses = read.map(({ status }) => status);
  return {
    status: order.find((status) => statuses.includes(status)) ?? null,
    unknown: read.filter(({ understood }) => !understood).map(({ word }) => word),
    derogated: read.some(({ derogated }) => derogated),
  };
}

/** A word of the list's own, on how many rows it stands, and what it is taken for. */
export interface KindWord {
  readonly word: string;
  readonly rows: number;
  /** Null: not understood, and not said yet. */
  readonly meaning: KindMeaning | null;
}

/** More different words are no picklist: the column holds something else. */
const MOST_WORDS = 30;

/** The words of the columns of kind and state, the most common first; none when there are too many. */
export function kindWordsOf({ rows, mapping }: FileTable, said: KindWords = {}): KindWord[] {
  const counts = new Map<string, { readonly word: string; rows: number }>();
  for (const { cells } of rows) {
    for (const column of mapping.kind ?? []) {
      const word = cellValue(cells[column]);
      if (word === null) continue;
      const key = plainWords(word);
      const count = counts.get(key);
      if (count) count.rows++;
      else counts.set(key, { word, rows: 1 });
      if (counts.size > MOST_WORDS) return [];
    }
  }
  return [...counts]
    .map(([key, { word, rows: times }]) => ({
      word,
      rows: times,
      meaning: said[key] ?? meaningOf(word),
    }))
    .sort((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1));
}

function meaningOf(word: string): KindMeaning | null {
  const { status, understood } = readKindWord(word);
  if (status === 'openEnded' && /\bderoga/.test(plainWords(word))) return 'derogated';
  return status ?? (understood ? 'none' : null);
}
