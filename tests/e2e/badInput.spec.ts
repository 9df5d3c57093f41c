/**
 * Files as they really come: what cannot be read is refused in one sentence, the rest is read as what it is. Long: a
 * table of files, tried in one practice.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from 'xlsx';
import { seededRandom } from '#lib/sample/random.ts';
import { listText } from '#lib/sample/writeList.ts';
import { expect, test } from './support.ts';
import {
  chooseFile,
  commitButton,
  entryRow,
  expectCounts,
  group,
  listFile,
  nameOf,
  openImport,
  people,
  previewFile,
  setUpPractice,
  textFile,
} from './tasks.ts';

// Several imports in one test, each with a start of the app: long on a busy machine.

const LIST = people(20);

function bytesFile(bytes: Uint8Array, name = 'elenco.csv') {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(bytes) };
}

function workbook(): Buffer {
  const lines = listText(LIST).trim().split('\r\n');
  const sheet = XLSX.utils.aoa_to_sheet(lines.map((line) => line.split(';')));
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, 'Assistiti');
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

function noise(length: number): Buffer {
  const random = seededRandom(7);
  return Buffer.from(Array.from({ length }, () => random.between(0, 255)));
}

const REFUSED = [
  { what: '0 bytes', file: bytesFile(Buffer.alloc(0)), says: 'Il file è vuoto.' },
  {
    what: 'the login page of the portal',
    file: textFile(
      '<!DOCTYPE html>\n<html><head><title>Accesso</title></head><body></body></html>',
    ),
    says: 'Il file è una pagina web, non un elenco.',
  },
  { what: 'a PDF', file: bytesFile(Buffer.from('%PDF-1.7\n1 0 obj\n')), says: 'Il file è un PDF' },
  {
    what: 'a picture',
    file: bytesFile(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), noise(500)])),
    says: 'Il file è un’immagine',
  },
  {
    what: 'bytes that are no text',
    file: bytesFile(Buffer.concat([Buffer.from([1, 2]), noise(5000)])),
    says: 'non è un testo né un foglio Excel',
  },
  {
    what: 'an archive',
    file: bytesFile(Buffer.concat([Buffer.from('PK\x03\x04....elenco.csv'), noise(500)])),
    says: 'Il file è un archivio compresso',
  },
  {
    what: 'half a workbook',
    file: bytesFile(workbook().subarray(0, 3000), 'elenco.xlsx'),
    says: 'Il file Excel è rovinato o incompleto',
  },
  {
    what: 'a header without rows',
    file: textFile('COGNOME;NOME;CODICE FISCALE\r\n'),
    says: 'non contiene nessun assistito',
  },
];

test('files as they come: refused in one sentence, or read as what they are', async ({
  page,
  faults,
}) => {
  test.slow();
  await setUpPractice(page);

  await test.step('what is no list is refused in one sentence, and the next file is taken all the same', async () => {
    await openImport(page);
    for (const { what, file, says } of REFUSED) {
      await test.step(what, async () => {
        await chooseFile(page, file);
        const alert = page.getByRole('alert');
        await expect(alert).toHaveCount(1);
        await expect(alert).toContainText(says);
        await expect(alert).toContainText('Non è stato modificato nulla.');
        await page.getByRole('button', { name: 'Avanti' }).click();
        await expect(alert).toContainText(says);
        await expect(group(page, 'Nuovi')).toHaveCount(0);
      });
    }

    await test.step('a good file after a refused one', async () => {
      await chooseFile(page, listFile(people(30)));
      await expect(page.getByText('30 righe')).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
      await page.getByRole('button', { name: 'Avanti' }).click();
      await expectCounts(page, { Nuovi: 30 });
    });

    await test.step('another file in its place', async () => {
      await page.getByRole('button', { name: 'Indietro' }).click();
      await chooseFile(page, listFile(LIST, {}, 'altro.csv'));
      await page.getByRole('button', { name: 'Avanti' }).click();
      await expectCounts(page, { Nuovi: 20 });
      await expect(page.getByText('altro.csv').first()).toBeVisible();
    });
    expect(faults).toEqual([]);
  });

  await test.step('a list is read whatever its shape', async () => {
    const utf16 = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(listText(LIST), 'utf16le'),
    ]);
    const [header = '', ...rows] = listText(LIST).trim().split('\r\n');
    const lines = (all: readonly string[]) => textFile(`${all.join('\r\n')}\r\n`);

    const whole = [
      { what: 'a workbook named .csv', file: bytesFile(workbook()), shows: 'Excel (xlsx)' },
      { what: 'UTF-16', file: bytesFile(utf16), shows: 'Testo CSV' },
      { what: 'a sep= line', file: listFile(LIST, { sepLine: true }), shows: 'Testo CSV' },
      {
        what: 'the header again among the rows',
        file: lines([header, ...rows.slice(0, 9), header, ...rows.slice(9)]),
        shows: '1 intestazione ripetuta',
      },
      {
        what: 'a column twice',
        file: lines([`${header};COGNOME`, ...rows.map((row) => `${row};${row.split(';')[1]}`)]),
        shows: 'Testo CSV',
      },
      {
        what: 'titles before and a total after',
        file: listFile(LIST, { preamble: ['Elenco assistiti', 'Dott.ssa Prova'], totalLine: true }),
        shows: '2 righe di titolo, 1 riga di totale',
      },
      {
        what: 'quotes, guards and trailing delimiters',
        file: listFile(LIST, { quoting: 'all', excelGuards: 'formula', trailingDelimiter: true }),
        shows: 'Testo CSV',
      },
    ];
    for (const { what, file, shows } of whole) {
      await test.step(what, async () => {
        await previewFile(page, file);
        await expectCounts(page, { Nuovi: 20, Problemi: 0 });
        await expect(page.getByRole('region', { name: 'Come ho letto il file' })).toContainText(
          shows,
        );
      });
    }
  });

  await test.step('what cannot be read of a list turns archiving off, and the rest is there', async () => {
    const [header = '', ...rows] = listText(LIST).trim().split('\r\n');
    const lines = (all: readonly string[]) => textFile(`${all.join('\r\n')}\r\n`);
    const broken = [...rows];
    broken[15] = (broken[15] ?? '').replace(';', ';"');
    const damaged = [
      { what: 'a quote never closed', file: lines([header, ...broken]), says: 'virgolette' },
      {
        what: 'NUL bytes',
        file: lines([header, ...rows.with(3, `${rows[3]}\0\0`)]),
        says: 'caratteri non validi',
      },
      {
        what: 'a last row cut short',
        file: textFile([header, ...rows].join('\r\n').slice(0, -90)),
        says: 'il file sembra interrotto a metà',
      },
    ];
    for (const { what, file, says } of damaged) {
      await test.step(what, async () => {
        await previewFile(page, file, { archive: true });
        await expect(
          page.getByText('L’archiviazione di chi non è nell’elenco è spenta'),
        ).toBeVisible();
        await expect(page.getByRole('region', { name: 'Come ho letto il file' })).toContainText(
          says,
        );
        await expect(commitButton(page)).toBeEnabled();
      });
    }
  });

  await test.step('headers that nobody knows are mapped by hand', async () => {
    const strange = new Map([
      ['COGNOME', 'Alfa'],
      ['NOME', 'Beta'],
      ['CODICE FISCALE', 'Gamma'],
      ['DATA NASCITA', 'Delta'],
    ]);
    const [header = '', ...rows] = listText(LIST).trim().split('\r\n');
    const renamed = header
      .split(';')
      .map((name, index) => strange.get(name) ?? `Voce ${index}`)
      .join(';');
    await openImport(page);
    await chooseFile(page, textFile([renamed, ...rows].join('\r\n') + '\r\n'));
    await page.getByRole('button', { name: 'Avanti' }).click();
    await expect(
      page.getByRole('heading', { name: 'Che cosa c’è in ogni colonna?' }),
    ).toBeFocused();

    await page.getByRole('button', { name: 'Avanti' }).click();
    await expect(page.getByRole('alert')).toContainText('serve almeno la colonna');

    await page.getByLabel('Colonna per Codice Fiscale').selectOption('Gamma');
    await page.getByLabel('Colonna per Cognome', { exact: true }).selectOption('Alfa');
    await page.getByLabel('Colonna per Nome', { exact: true }).selectOption('Beta');
    await page.getByLabel('Colonna per Data di nascita').selectOption('Delta');
    await expect(page.getByText(LIST[0]?.taxCode ?? '').first()).toBeVisible();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await expectCounts(page, { Nuovi: 20, Problemi: 0 });
    await expect(group(page, 'Nuovi').getByText(nameOf(LIST[0] ?? never()))).toBeVisible();
  });

  await test.step('how the file was read can be corrected at once', async () => {
    // Days up to the 12th only: the order of their dates cannot be told from them.
    const ambiguous = people(120)
      .filter(({ birthDate }) => birthDate.slice(8) <= '12')
      .slice(0, 20);
    const accented = { ...(ambiguous[0] ?? never()), lastName: 'Cantù' };
    await previewFile(page, listFile([accented, ...ambiguous.slice(1)]));
    const reading = page.getByRole('region', { name: 'Come ho letto il file' });
    const row = entryRow(group(page, 'Nuovi'), accented.taxCode);
    const [year, month, day] = accented.birthDate.split('-');

    await test.step('encoding', async () => {
      await expect(row).toContainText('CANTÙ');
      await reading.getByLabel('Codifica').selectOption('UTF-8');
      await expect(row).toContainText('CANT\uFFFD');
      await reading.getByLabel('Codifica').selectOption('Windows-1252 (Europa occidentale)');
      await expect(row).toContainText('CANTÙ');
    });

    await test.step('date order', async () => {
      await expect(row).toContainText(`${day}/${month}/${year}`);
      await reading.getByLabel('Ordine delle date').selectOption('mm/gg/aaaa');
      await expect(row).toContainText(`${month}/${day}/${year}`);
      await reading.getByLabel('Ordine delle date').selectOption('gg/mm/aaaa');
      await expect(row).toContainText(`${day}/${month}/${year}`);
    });

    await test.step('delimiter', async () => {
      await reading.getByLabel('Separatore').selectOption('virgola');
      await expect(
        page.getByRole('heading', { name: 'Che cosa c’è in ogni colonna?' }),
      ).toBeVisible();
      await reading.getByLabel('Separatore').selectOption('punto e virgola');
      await page.getByRole('button', { name: 'Avanti' }).click();
      await expectCounts(page, { Nuovi: 20 });
    });

    await test.step('header row', async () => {
      const headerRow = reading.getByLabel('Riga di intestazione');
      await headerRow.fill('abc');
      await headerRow.press('Tab');
      await expect(headerRow).toHaveValue('1');
      await headerRow.fill('0');
      await headerRow.press('Tab');
      await expect(reading).toContainText('21 righe');
      await headerRow.fill('1');
      await headerRow.press('Tab');
      await expect(reading).toContainText('20 righe');
    });
  });
});

test('a file of 30 MB never blocks the page, and can be interrupted', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'assistiti-list-'));
  const path = join(folder, 'grande.csv');
  writeFileSync(path, largeList(30 * 1024 * 1024));
  try {
    await setUpPractice(page);
    await openImport(page);
    const input = page.getByLabel('File CSV scaricato da SISS');
    await input.setInputFiles(path);
    await page.getByRole('button', { name: 'Interrompi' }).click();
    await expect(page.getByText('Lettura interrotta')).toBeVisible();

    // A hand that picks the same file again clears the field with its click.
    await input.setInputFiles([]);
    await input.setInputFiles(path);
    const tick = page.getByRole('checkbox', { name: /^Archivia pazienti/ });
    await tick.check();
    await tick.uncheck();
    await expect(page.getByRole('progressbar')).toBeVisible();
    await expect(page.getByText(/^[\d.]+ righe, 31/)).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Avanti' }).click();
    await expectCounts(page, { Nuovi: 500 });
    await expect(commitButton(page)).toHaveText('Importa 500 pazienti');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** One header and the same people over and over, with a long note each: all but the first are problems. */
function largeList(bytes: number): string {
  const [header = '', ...lines] = listText(people(500), { newline: '\n' }).trim().split('\n');
  const note = 'nota '.repeat(40);
  const rows = lines.map((line) => `${line};${note}\n`).join('');
  return `${header};NOTE\n${rows.repeat(Math.ceil(bytes / rows.length))}`;
}

function never(): never {
  throw new Error('The sample is too short');
}
