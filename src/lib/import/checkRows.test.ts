import { describe, expect, it } from 'vitest';
import {
  check,
  HEADER,
  LIST,
  readTable,
  ROSSI,
  ROWS,
  taxCodeOf,
  TODAY,
} from '../../../tests/fixtures/readingLists.ts';
import { checkRows } from './checkRows.ts';

async function checkOne(header: string, row: string) {
  const [checked] = await check(`${header}\n${row}\n`);
  if (!checked) throw new Error('No row');
  return checked;
}

describe('a sound row', () => {
  it('is normalised field by field', async () => {
    const header =
      'Cognome;Nome;CF;Data nascita;Comune nascita;Sesso;Data scelta;Data revoca;Scadenza;Tipologia;Codice medico;Medico;Indirizzo;CAP;Comune residenza;Provincia;Telefono;Cellulare;Email;Esenzioni;Data decesso;Numero tessera';
    const code = ROSSI.toLowerCase().replace(/(.{6})(.{5})/, '$1 $2 ');
    const row = `ROSSI;MARIO;${code};12/03/1950;ROMA;m;01/02/2001;31/12/9999;-;A tempo indeterminato;012345;DOTT. NERI;VIA ROMA 3;="00184";ROMA;NA;-;'+39 02 123;r@x.it;"E30, 048;013.250";;80380000`;
    const checked = await checkOne(header, row);
    expect(checked).toMatchObject({
      line: 2,
      lastName: 'ROSSI',
      firstName: 'MARIO',
      taxCode: { value: ROSSI, kind: 'regular' },
      birthDate: '1950-03-12',
      birthPlace: 'ROMA',
      sex: 'M',
      cardNumber: '80380000',
      enrolledOn: '2001-02-01',
      revokedOn: null,
      expiresOn: null,
      deathDate: null,
      kind: 'A tempo indeterminato',
      kindStatus: 'openEnded',
      doctorCode: '012345',
      doctorName: 'DOTT. NERI',
      residence: {
        address: 'VIA ROMA 3',
        postcode: '00184',
        town: 'ROMA',
        province: 'NA',
        phone: '+39 02 123',
        email: 'r@x.it',
      },
      problems: [],
      warnings: [],
    });
    expect(checked.exemptions?.map(({ code }) => code)).toEqual(['E30', '048', '013.250']);
  });

  it('has null for columns the file does not have', async () => {
    const [checked] = await check(LIST);
    expect(checked).toMatchObject({ sex: null, exemptions: null, kind: null, kindStatus: null });
    expect(checked?.residence.phone).toBeNull();
  });

  it('says what several kind columns mean together', async () => {
    const checked = await checkOne(
      'Paziente;Tipologia;Stato;Codice Fiscale',
      `ROSSI MARIO;Temporaneo;Deceduto;${ROSSI}`,
    );
    expect(checked).toMatchObject({ kind: 'Temporaneo, Deceduto', kindStatus: 'deceased' });
  });
});

describe('names', () => {
  it('are split with the code and shown', async () => {
    const deLuca = taxCodeOf('DE LUCA', 'MARIA PIA', '1970-01-02', 'F');
    const checked = await checkOne('Paziente;CF', `DE LUCA MARIA PIA;${deLuca}`);
    expect(checked).toMatchObject({
      lastName: 'DE LUCA',
      firstName: 'MARIA PIA',
      warnings: [{ kind: 'nameSplit', certain: true }],
    });
  });

  it('are split at a comma', async () => {
    const checked = await checkOne('Nominativo|CF', `Rossi, Mario|${ROSSI}`);
    expect(checked).toMatchObject({ lastName: 'Rossi', firstName: 'Mario' });
    expect(checked.warnings).toEqual([{ kind: 'nameSplit', certain: true }]);
  });

  it('are split as well as can be without a code', async () => {
    const checked = await checkOne('Paziente;CF', 'ROSSI MARIO;');
    expect(checked).toMatchObject({ lastName: 'ROSSI', firstName: 'MARIO' });
    expect(checked.warnings).toEqual([{ kind: 'nameSplit', certain: false }]);
    expect(checked.problems).toEqual([{ kind: 'missingTaxCode' }]);
  });

  it('cut at the width of a column still match the code', async () => {
    const code = taxCodeOf('ROSSI', 'MARIA MADDALENA GIUSEPPINA', '1970-01-02', 'F');
    const checked = await checkOne(HEADER, `ROSSI;MARIA MADDALENA GI;${code};02/01/1970`);
    expect(checked).toMatchObject({ problems: [], warnings: [] });
  });

  it('must be there', async () => {
    expect((await checkOne(HEADER, `-;;${ROSSI};12/03/1950`)).problems).toEqual([
      { kind: 'missingName' },
    ]);
    expect((await checkOne(HEADER, `ROSSI;;${ROSSI};12/03/1950`)).problems).toEqual([
      { kind: 'missingName' },
    ]);
  });
});

describe('tax codes', () => {
  it('are missing when the cell is empty or all zeros', async () => {
    for (const text of ['', '-', '0000000000000000', '00000000000']) {
      const checked = await checkOne(HEADER, `ROSSI;MARIO;${text};12/03/1950`);
      expect(checked.taxCode).toBeNull();
      expect(checked.problems).toEqual([{ kind: 'missingTaxCode' }]);
    }
  });

  it('are taken from the STP or ENI column when empty', async () => {
    const header = 'Cognome;Nome;CF;STP;Data di nascita';
    const stp = await checkOne(header, 'ROSSI;MARIO;;STP0701234567890;12/03/1950');
    expect(stp.taxCode).toMatchObject({ kind: 'stp', value: 'STP0701234567890' });
    const both = await checkOne(header, `ROSSI;MARIO;${ROSSI};STP0701234567890;12/03/1950`);
    expect(both.taxCode?.value).toBe(ROSSI);
    const inOne = await checkOne(HEADER, 'ROSSI;MARIO;ENI 0701234567890;12/03/1950');
    expect(inOne.taxCode?.kind).toBe('eni');
  });

  it('that are wrong are shown as written', async () => {
    const wrong = ROSSI.slice(0, 15) + (ROSSI.endsWith('A') ? 'B' : 'A');
    const checked = await checkOne(HEADER, `ROSSI;MARIO;${wrong};12/03/1950`);
    expect(checked.problems).toEqual([
      { kind: 'taxCode', error: { kind: 'checkCharacter' }, text: wrong },
    ]);
  });

  it('twice: the later rows are told the first line', async () => {
    const rows = await check(`${LIST}${ROWS[0]}\r\n${ROWS[0]?.toLowerCase()}\r\n`);
    expect(rows.map(({ problems }) => problems)).toEqual([
      [],
      [],
      [],
      [{ kind: 'repeatedTaxCode', firstLine: 2 }],
      [{ kind: 'repeatedTaxCode', firstLine: 2 }],
    ]);
  });

  it('that do not fit the person are accepted with a warning', async () => {
    const checked = await checkOne(HEADER, `MARIO;ROSSI;${ROSSI};13/03/1950`);
    expect(checked.problems).toEqual([]);
    expect(checked.warnings).toMatchObject([
      { kind: 'taxCode', warning: { kind: 'namesSwapped' } },
      { kind: 'taxCode', warning: { kind: 'birthDateMismatch' } },
    ]);
  });
});

describe('problems and warnings', () => {
  it('name the impossible date', async () => {
    const checked = await checkOne(`${HEADER};Scadenza`, `ROSSI;MARIO;${ROSSI};30/02/1950;boh`);
    expect(checked.problems).toEqual([
      { kind: 'impossibleDate', field: 'birthDate', text: '30/02/1950' },
      { kind: 'impossibleDate', field: 'expiresOn', text: 'boh' },
    ]);
  });

  it('count missing and surplus cells', async () => {
    const rows = await check(
      [HEADER, `ROSSI;${ROSSI};12/03/1950`, `${ROWS[1]};x`, `${ROWS[2]};;`, ''].join('\n'),
    );
    expect(rows[0]?.problems).toContainEqual({ kind: 'tooFewCells', cells: 3, expected: 4 });
    expect(rows[1]?.problems).toEqual([{ kind: 'tooManyCells', cells: 5, expected: 4 }]);
    expect(rows[2]?.problems).toEqual([]);
  });

  it('let programs drop the empty cells at the end of every row', async () => {
    const rows = await check(
      [`${HEADER};Tel;Note`, ROWS[0], `${ROWS[1]};02 1`, `${ROWS[2]};02 1;x`, ''].join('\n'),
    );
    expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
    expect(rows.map(({ residence }) => residence.phone)).toEqual([null, '02 1', '02 1']);
  });

  it('do not count an empty column at the end of the header', async () => {
    const rows = await check(`${HEADER};\n${ROWS.join('\n')}\n`);
    expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('tell an unknown sex or kind and an unusual age', async () => {
    const child = taxCodeOf('ROSSI', 'MARIO', '2024-03-12', 'M');
    const checked = await checkOne(
      `${HEADER};Sesso;Stato`,
      `ROSSI;MARIO;${child};12/03/2024;X;Boh`,
    );
    expect(checked.warnings).toEqual([
      { kind: 'unknownSex', text: 'X' },
      { kind: 'unknownKind', text: 'Boh' },
      { kind: 'ageOutOfRange', age: 2 },
    ]);
  });
});

it('reads month-first dates where the column shows it, and as told', async () => {
  const text = LIST.replace('30/11/1961', '11/30/1961').replace('12/03/1950', '03/12/1950');
  const birthDates = (await check(text.replace('04/07', '07/04'))).map((row) => row.birthDate);
  expect(birthDates).toEqual(['1950-03-12', '1961-11-30', '1985-07-04']);
  const [told] = await check(LIST, { dateOrder: 'monthDayYear' });
  expect(told?.birthDate).toBe('1950-12-03');
});

describe('many rows', () => {
  const many = `${HEADER}\n${`${ROWS[0]}\n${ROWS[1]}\n${ROWS[2]}\n`.repeat(1000)}`;

  it('are told as they are done, with pauses', async () => {
    const progress: number[] = [];
    let pauses = 0;
    const rows = await checkRows(await readTable(many), {
      today: TODAY,
      pause: async () => void (pauses += 1),
      onProgress: (done) => progress.push(done),
    });
    expect(rows).toHaveLength(3000);
    expect(pauses).toBe(3);
    expect(progress).toEqual([1000, 2000, 3000, 3000]);
  });

  it('stop when asked', async () => {
    const controller = new AbortController();
    const checking = checkRows(await readTable(many), {
      today: TODAY,
      pause: async () => controller.abort('stop'),
      signal: controller.signal,
    });
    await expect(checking).rejects.toBe('stop');
  });
});
