/** The command line of the bench. */
import { parseArgs } from 'node:util';

export const PARTS = [
  ...(['plan', 'workbook', 'import', 'open', 'search', 'tasks', 'heap'] as const),
  ...(['edits', 'handover', 'hour', 'rivals', 'sync'] as const),
] as const;
/** Long, and only when asked for by name. */
export const PARTS_BY_HAND = ['load'] as const;
export type Part = (typeof PARTS)[number] | (typeof PARTS_BY_HAND)[number];
const ALL: readonly Part[] = [...PARTS, ...PARTS_BY_HAND];

export interface Options {
  readonly quick: boolean;
  readonly json: boolean;
  readonly parts: readonly Part[];
}

export const HELP = `npm run bench -- [--quick] [--json] [--only ${PARTS.join(',')}]
  --quick  1,750 rows only, fewer runs
  --json   the figures as JSON on standard output instead of the table
  --only   just these parts; by hand also: ${PARTS_BY_HAND.join(',')}\n`;

/** Null when help is asked for, or when the line cannot be understood. */
export function readOptions(words: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        only: { type: 'string', default: PARTS.join(',') },
        help: { type: 'boolean', default: false },
      },
    });
    const wanted = values.only.split(',');
    if (values.help || wanted.some((part) => !(ALL as readonly string[]).includes(part)))
      return null;
    const parts = ALL.filter((part) => wanted.includes(part));
    return { quick: values.quick, json: values.json, parts };
  } catch {
    return null;
  }
}
