/**
 * Many short lines as one text. Read from end to end it is searched in a fraction of the time that the lines take one by
 * one: those lie anywhere in memory, and the processor waits for each.
 */
export interface SearchText {
  /** Each line ends with a line feed. */
  readonly text: string;
  /** Where each line starts, and at the end where the text ends. */
  readonly starts: Int32Array;
}

/** No line may hold a line feed. */
export function searchText(lines: readonly string[]): SearchText {
  const starts = new Int32Array(lines.length + 1);
  let start = 0;
  for (const [at, line] of lines.entries()) {
    starts[at] = start;
    start += line.length + 1;
  }
  starts[lines.length] = start;
  return { text: `${lines.join('\n')}\n`, starts };
}

/** Numbers of the lines that hold the needle, in their order. A needle without a character is in every line. */
export function linesHolding({ text, starts }: SearchText, needle: string): number[] {
  const found: number[] = [];
  const end = starts.length - 1;
  let line = 0;
  for (let at = text.indexOf(needle); line < end && at >= 0;) {
    while (at >= (starts[line + 1] as number)) line++;
    found.push(line++);
    at = text.indexOf(needle, starts[line]);
  }
  return found;
}
