/** The day a report was made, when its title lines or the file's name say it. */
import { plainDate, type PlainDate } from '#lib/domain/plainDate.ts';
import { cleanCell } from './cellText.ts';

const DATES =
  /(?<!\d)(?:(?<y>20\d{2})([-_./]?)(?<m>\d{2})\2(?<d>\d{2})|(?<d2>\d{1,2})([-_./])(?<m2>\d{1,2})\6(?<y2>20\d{2})|(?<d3>\d{2})(?<m3>\d{2})(?<y3>20\d{2}))(?=\d{6}(?!\d)|\d{4}(?!\d)|\D|$)/g;
const MADE =
  /(creazione|creato|elabora\w*|estra\w*|stampa\w*|generat\w*|prodotto|aggiornat\w*|situazione|report|al|del|data)\W+(?:\w+\W+){0,2}$/i;

/** `titles` are the lines around the table. What they say goes before the file's name. */
export function findReportDate(
  titles: readonly (readonly string[])[],
  fileName: string,
): PlainDate | null {
  const text = titles.map((cells) => cells.map(cleanCell).join(' ')).join(' \n ');
  const inTitles = datesIn(text);
  // "Dal ... al ..." is a period: its end may lie in the future, so a date of creation goes first.
  const made = inTitles.find(({ before }) =>
    /crea|elabora|estra|stampa|genera|prodott/i.test(before),
  );
  const [only] = inTitles;
  return (
    made?.date ??
    (inTitles.length === 1
      ? only?.date
      : inTitles.findLast(({ before }) => MADE.test(before))?.date) ??
    datesIn(fileName)[0]?.date ??
    null
  );
}

function datesIn(text: string): { date: PlainDate; before: string }[] {
  const found: { date: PlainDate; before: string }[] = [];
  let end = 0;
  for (const match of text.matchAll(DATES)) {
    const { y, m, d, d2, m2, y2, d3, m3, y3 } = match.groups ?? {};
    const date = plainDate(Number(y ?? y2 ?? y3), Number(m ?? m2 ?? m3), Number(d ?? d2 ?? d3));
    // Only the words since the last date, and on the same line, say what this one is.
    const before = text.slice(Math.max(end, match.index - 40), match.index).replace(/^[^]*\n/, '');
    end = match.index + match[0].length;
    if (date) found.push({ date, before });
  }
  return found;
}
