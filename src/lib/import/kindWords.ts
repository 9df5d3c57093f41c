/** What a region's word for the kind or state of an enrolment means for the patient's status. */
import { plainWords } from './cellText.ts';
import type { CheckedRow } from './checkedRow.ts';

type KindStatus = CheckedRow['kindStatus'];

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
export function readKind(words: readonly string[]): { status: KindStatus; unknown: string[] } {
  const read = words.map((word) => ({ word, ...readKindWord(word) }));
  const order = WORDS.map(([status]) => status);
  const statuses = read.map(({ status }) => status);
  return {
    status: order.find((status) => statuses.includes(status)) ?? null,
    unknown: read.filter(({ understood }) => !understood).map(({ word }) => word),
  };
}
