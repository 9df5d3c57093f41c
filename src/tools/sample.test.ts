import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseSampleCommand } from './sampleList/commandLine.ts';

const program = fileURLToPath(new URL('sample.ts', import.meta.url));

function run(...args: string[]): Promise<{ code: number; stdout: Buffer; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { encoding: 'buffer', maxBuffer: 2 ** 26 },
      (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stdout, stderr: stderr.toString() }),
    );
  });
}

describe('npm run sample', () => {
  it('writes a header and as many rows as asked, and nothing else', async () => {
    const { code, stdout, stderr } = await run('--rows', '1750', '--seed', '1');
    const lines = stdout.toString('latin1').split('\r\n');
    expect({ code, stderr, lines: lines.length, last: lines.at(-1) }).toEqual({
      code: 0,
      stderr: '',
      lines: 1752,
      last: '',
    });
    expect(lines[0]).toMatch(/^CODICE MEDICO;COGNOME;NOME;CODICE FISCALE;/);
    expect(lines.slice(1, -1).every((line) => line.startsWith('12345;'))).toBe(true);
  });

  it('writes the same bytes for the same seed, to a file as well', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sample-'));
    try {
      const file = join(folder, 'elenco.csv');
      const args = [
        '--rows',
        '50',
        '--today',
        '2026-03-02',
        '--problems',
        '5',
        '--colleagues',
        '3',
      ];
      const [shown, written] = await Promise.all([run(...args), run(...args, '--out', file)]);
      expect(written.stdout).toHaveLength(0);
      expect(shown.stdout.equals(await readFile(file))).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says what is wrong and writes no list', async () => {
    const { code, stdout, stderr } = await run('--righe', '5');
    expect(code).toBe(2);
    expect(stdout).toHaveLength(0);
    expect(stderr).toContain('opzione sconosciuta: --righe');
  });
});

describe('parseSampleCommand', () => {
  const parse = (...args: string[]) => parseSampleCommand(args, '2026-03-02');

  it.each([
    ['--rows', '0'],
    ['--rows', 'molte'],
    ['--seed', '-1'],
    ['--layout', 'word'],
    ['--encoding', 'ebcdic'],
    ['--delimiter', '!'],
    ['--dates', 'us'],
    ['--today', '2026-02-30'],
    ['--problems', '2000'],
    ['--doctor', ' '],
  ])('refuses %s %s', (option, value) => {
    const parsed = parse(`${option}=${value}`);
    expect(parsed.ok || parsed.error).toContain(option);
  });

  it('takes every option', () => {
    const parsed = parse(
      '--rows=9',
      '--seed=2',
      '--doctor=777',
      '--layout=sissC',
      '--delimiter=tab',
    );
    expect(parsed).toMatchObject({
      ok: true,
      value: { rows: 9, seed: 2, doctorCode: '777', today: '2026-03-02' },
    });
    expect(parsed.ok && parsed.value !== 'help' && parsed.value.variant).toMatchObject({
      layout: 'sissC',
      delimiter: '\t',
    });
  });

  it('gives help', () => {
    expect(parse('--help')).toEqual({ ok: true, value: 'help' });
  });
});
