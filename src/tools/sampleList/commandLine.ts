/** What `npm run sample` understands. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isPlainDate, type PlainDate } from '#lib/domain/plainDate.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { ENCODINGS } from '#lib/sample/encodeText.ts';
import { LAYOUTS, type Layout, type LayoutName } from '#lib/sample/layouts.ts';
import { DEFAULT_DOCTOR_CODE } from '#lib/sample/samplePeople.ts';
import { DATE_STYLES, type ListVariant } from '#lib/sample/writeList.ts';

export interface SampleCommand {
  readonly rows: number;
  readonly seed: number;
  readonly today: PlainDate;
  readonly doctorCode: string;
  /** Rows with a fault that makes them unusable, out of `rows`. */
  readonly problems: number;
  /** Rows of colleagues, out of `rows`. */
  readonly colleagues: number;
  readonly variant: ListVariant;
  /** Null for standard output. */
  readonly outputFile: string | null;
}

const MAX_ROWS = 1_000_000;
const LAYOUT_NAMES = Object.keys(LAYOUTS) as LayoutName[];
const DELIMITERS: Readonly<Record<string, Layout['delimiter']>> = {
  ';': ';',
  ',': ',',
  '|': '|',
  tab: '\t',
};

const OPTIONS = {
  rows: { type: 'string', default: '1750' },
  seed: { type: 'string', default: '1' },
  doctor: { type: 'string', default: DEFAULT_DOCTOR_CODE },
  layout: { type: 'string', default: 'sissA' },
  encoding: { type: 'string', default: 'windows-1252' },
  delimiter: { type: 'string' },
  dates: { type: 'string', default: 'slash' },
  problems: { type: 'string', default: '0' },
  colleagues: { type: 'string', default: '0' },
  today: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options'];

export const HELP = `Scrive un elenco di assistiti inventati, in CSV: nessuna persona, numero o indirizzo e-mail è vero.
Writes a synthetic patient list as CSV: no person, phone number or e-mail address in it is real.

  npm run sample -- --rows 1750 --seed 1 > elenco.csv

  --rows N          righe, cioè persone (1750)                     rows, one person each
  --seed N          stesso numero e stesso giorno, stesso elenco (1)  same number and day, same list
  --doctor CODICE   codice regionale del medico (${DEFAULT_DOCTOR_CODE})           regional code of the doctor
  --layout NOME     intestazioni: ${LAYOUT_NAMES.slice(0, 6).join(', ')},
                    ${LAYOUT_NAMES.slice(6).join(', ')}
  --encoding NOME   ${ENCODINGS.join(', ')}
  --delimiter SEGNO ';'  ','  '|'  tab (altrimenti quello del layout)
  --dates STILE     ${DATE_STYLES.join(', ')}
  --problems N      righe con un errore, tra quelle chieste (0)    rows with a fault, out of --rows
  --colleagues N    righe di altri medici, tra quelle chieste (0)  rows of other doctors, out of --rows
  --today DATA      giorno da cui si contano età e scadenze (oggi), AAAA-MM-GG
  --out FILE        scrive nel file invece che sullo schermo       file instead of standard output
  --help            questo testo                                   this text
`;

/** `today` holds unless `--today` says otherwise. The error is a sentence for who typed the command. */
export function parseSampleCommand(
  args: readonly string[],
  today: PlainDate,
): Result<SampleCommand | 'help', string> {
  let values;
  try {
    values = parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    return failed(wordsFor(error));
  }
  if (values.help) return ok('help');

  const rows = wholeNumber(values.rows, 1, MAX_ROWS);
  if (rows === null) return failed(`--rows vuole un numero da 1 a ${MAX_ROWS}`);
  const seed = wholeNumber(values.seed, 0, 0xffffffff);
  if (seed === null) return failed('--seed vuole un numero intero da 0 a 4294967295');
  const problems = wholeNumber(values.problems, 0, rows);
  if (problems === null) return failed('--problems vuole un numero da 0 al numero di righe');
  const colleagues = wholeNumber(values.colleagues, 0, rows);
  if (colleagues === null) return failed('--colleagues vuole un numero da 0 al numero di righe');
  const doctorCode = values.doctor.trim();
  if (doctorCode === '') return failed('--doctor vuole il codice regionale del medico');

  const layout = LAYOUT_NAMES.find((name) => name === values.layout);
  if (!layout) return failed(oneOf('--layout', LAYOUT_NAMES));
  const encoding = ENCODINGS.find((name) => name === values.encoding);
  if (!encoding) return failed(oneOf('--encoding', ENCODINGS));
  const dates = DATE_STYLES.find((name) => name === values.dates);
  if (!dates) return failed(oneOf('--dates', DATE_STYLES));
  const delimiter = values.delimiter === undefined ? undefined : DELIMITERS[values.delimiter];
  if (values.delimiter !== undefined && !delimiter) {
    return failed(oneOf('--delimiter', Object.keys(DELIMITERS)));
  }
  const day = values.today ?? today;
  if (!isPlainDate(day) || day < '1950') return failed('--today vuole una data come 2026-01-31');

  return ok({
    rows,
    seed,
    today: day,
    doctorCode,
    problems,
    colleagues,
    variant: { layout, encoding, dates, delimiter },
    outputFile: values.out ?? null,
  });
}

function wholeNumber(text: string, first: number, last: number): number | null {
  if (!/^\d{1,10}$/.test(text)) return null;
  const number = Number(text);
  return number >= first && number <= last ? number : null;
}

function oneOf(option: string, names: readonly string[]): string {
  return `${option} vuole uno tra: ${names.join('  ')}`;
}

/** Node's own sentences are English and long; they begin with what was wrong. */
function wordsFor(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const option = /'(--?[^' ]+)/.exec(message)?.[1];
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `opzione sconosciuta: ${option ?? ''}`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `${option ?? ''}: valore non valido`;
  return message;
}
