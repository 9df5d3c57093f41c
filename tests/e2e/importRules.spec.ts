/** The rules of a regional import (DOMAIN.md §5), as a doctor meets them. */
import type { SamplePerson } from '#lib/sample/person.ts';
import { expect, test } from './support.ts';
import {
  commitButton,
  entryRow,
  expectCounts,
  group,
  importFile,
  includeSwitch,
  listFile,
  nameOf,
  namesInTab,
  openList,
  openTab,
  patientRow,
  patientTable,
  people,
  previewFile,
  setUpPractice,
  undoImport,
} from './tasks.ts';

// Several imports in one test, each with a start of the app: long on a busy machine.

const LIST = people(40);
const done = { name: 'Importazione conclusa' };

function person(index: number): SamplePerson {
  const found = LIST[index];
  if (!found) throw new Error('The sample is too short');
  return found;
}

/** The list with some people changed, and without some. */
function listWith(
  changes: ReadonlyMap<SamplePerson, Partial<SamplePerson> | null>,
  joined: readonly SamplePerson[] = [],
): SamplePerson[] {
  const kept = LIST.flatMap((one) => {
    const change = changes.get(one);
    return change === null ? [] : [{ ...one, ...change }];
  });
  return [...kept, ...joined];
}

function newcomers(count: number): SamplePerson[] {
  const known = new Set(LIST.map(({ taxCode }) => taxCode));
  return people(60, 9)
    .filter(({ taxCode }) => !known.has(taxCode))
    .slice(0, count);
}

test('a second list stands in eight groups, and only what is switched on is written', async ({
  page,
}) => {
  const leaves = person(1);
  const moves = person(2);
  const loses = person(3);
  const accented = person(6);
  const temporary = person(13);
  const renamed = person(30);
  const joined = newcomers(3);
  const [first, second, ofColleague] = joined as [SamplePerson, SamplePerson, SamplePerson];

  await setUpPractice(page);
  await importFile(page, listFile(LIST));
  const next = listWith(
    new Map<SamplePerson, Partial<SamplePerson> | null>([
      [leaves, null],
      [moves, { mobile: '3339998887' }],
      [loses, { mobile: null, email: null, address: '' }],
      [accented, { lastName: "Cantu'" }],
      [temporary, { expiresOn: null }],
      [renamed, { lastName: 'Merlino' }],
    ]),
    [first, second, { ...ofColleague, doctorCode: '67890', doctorName: 'Verdi Paolo' }],
  );
  await previewFile(page, listFile(next), { archive: true });

  await test.step('each row is in one group', async () => {
    await expectCounts(page, {
      Nuovi: 2,
      Modificati: 1,
      Riattivati: 0,
      'Stato cambiato': 1,
      'Da archiviare': 1,
      Invariati: 36,
      'Altri medici': 1,
      Problemi: 1,
    });
    const changed = entryRow(group(page, 'Modificati'), nameOf(moves));
    await expect(changed).toContainText('Telefono (Regione)');
    await expect(changed).toContainText('3339998887');
    await expect(entryRow(group(page, 'Stato cambiato'), nameOf(temporary))).toContainText('SSN');
    await expect(entryRow(group(page, 'Da archiviare'), nameOf(leaves))).toContainText(
      'Non è più nell’elenco',
    );
    await expect(entryRow(group(page, 'Altri medici'), nameOf(ofColleague))).toContainText('67890');
    await expect(group(page, 'Invariati').getByText("CANTU' MATTIA")).toBeVisible();
    await expect(group(page, 'Invariati').getByText(nameOf(loses))).toBeVisible();
  });

  await test.step('a different surname on the same code is a problem, with a way to propose it', async () => {
    const problem = entryRow(group(page, 'Problemi'), 'MERLINO DIEGO');
    await expect(problem).toContainText('Stesso codice fiscale ma dati diversi');
    await expect(problem.getByRole('switch')).toHaveCount(0);
    await problem.getByRole('button', { name: 'Proponi correzione' }).click();
    await expect(problem).toContainText('Correzione proposta');
    await expectCounts(page, { Problemi: 1 });
  });

  await test.step('the button counts what is switched on', async () => {
    await expect(commitButton(page)).toHaveText('Importa 5 pazienti');
    await includeSwitch(page, nameOf(first)).click();
    await expect(commitButton(page)).toHaveText('Importa 4 pazienti');
    for (const one of [second, moves, temporary]) await includeSwitch(page, nameOf(one)).click();
    await expect(commitButton(page)).toHaveText('Importa 1 paziente');
    await includeSwitch(page, nameOf(leaves)).click();
    await expect(commitButton(page)).toHaveText('Niente da importare');
    await expect(commitButton(page)).toBeDisabled();
    for (const one of [second, moves, temporary, leaves]) {
      await includeSwitch(page, nameOf(one)).click();
    }
    await expect(commitButton(page)).toHaveText('Importa 4 pazienti');
  });

  await commitButton(page).click();
  await expect(page.getByRole('heading', done)).toBeVisible();

  await test.step('the list holds what was confirmed, and nothing else', async () => {
    await openList(page);
    const search = page.getByLabel('Cerca paziente');
    await search.fill(second.taxCode);
    await expect(patientRow(page, nameOf(second))).toBeVisible();
    for (const one of [first, ofColleague]) {
      await search.fill(one.taxCode);
      await expect(patientRow(page, nameOf(one))).toHaveCount(0);
      await expect(page.getByText('Nessun risultato')).toBeVisible();
    }
    await search.fill(temporary.taxCode);
    await expect(
      patientRow(page, nameOf(temporary)).getByText('SSN', { exact: true }),
    ).toBeVisible();
    await search.fill(accented.taxCode);
    await expect(patientRow(page, 'CANTÙ MATTIA')).toBeVisible();
    await search.fill(renamed.taxCode);
    await expect(patientRow(page, nameOf(renamed))).toBeVisible();
    await search.fill(moves.taxCode);
    await expect(patientRow(page, '3339998887')).toBeVisible();
    await search.fill(loses.taxCode);
    await expect(patientRow(page, loses.mobile ?? '')).toBeVisible();

    expect(await namesInTab(page, 'Archivio', 1)).toEqual([nameOf(leaves)]);
    await expect(patientRow(page, nameOf(leaves))).toContainText('SSN Revocato');
  });
});

test('a list much shorter than mine asks for a word before it archives, and can be taken back', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 3200 });
  const short = LIST.slice(0, 12);
  await setUpPractice(page);
  await importFile(page, listFile(LIST));
  const listed = await namesInTab(page, 'Pazienti SSN', 40);

  await test.step('without the tick nobody is archived', async () => {
    await previewFile(page, listFile(short));
    await expectCounts(page, { 'Da archiviare': 28, Invariati: 12 });
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(commitButton(page)).toHaveText('Niente da importare');
  });

  await test.step('with the tick an alarm asks for the word', async () => {
    await previewFile(page, listFile(short), { archive: true });
    await expect(commitButton(page)).toHaveText('Importa 28 pazienti');
    await expect(page.getByRole('alert')).toContainText('28 pazienti su 40');
    await expect(commitButton(page)).toBeDisabled();
    const word = page.getByLabel('Scrivi ARCHIVIA per confermare');
    await word.fill('archiv');
    await expect(commitButton(page)).toBeDisabled();
    await word.fill('ARCHIVIA');
    await commitButton(page).click();
    await expect(page.getByRole('heading', done)).toBeVisible();
    expect(await namesInTab(page, 'Archivio', 28)).toEqual(listed.slice(12));
  });

  await test.step('the whole list brings them back', async () => {
    await previewFile(page, listFile(LIST), { archive: true });
    await expectCounts(page, { Riattivati: 28, Invariati: 12, Nuovi: 0 });
    const back = entryRow(group(page, 'Riattivati'), nameOf(person(20)));
    await expect(back).toContainText('motivo SSN Revocato');
    await includeSwitch(page, nameOf(person(20))).click();
    await expect(commitButton(page)).toHaveText('Importa 27 pazienti');
    await commitButton(page).click();
    await expect(page.getByRole('heading', done)).toBeVisible();
    expect(await namesInTab(page, 'Archivio', 1)).toEqual([nameOf(person(20))]);
  });

  await test.step('taken back, the list and the archive are as before', async () => {
    await page.goto('/importazioni');
    await page.getByRole('table').getByRole('row').nth(1).getByRole('link').click();
    await expect(await undoImport(page)).toContainText('27 pazienti');
    expect(await namesInTab(page, 'Archivio', 28)).toEqual(listed.slice(12));
    expect(await namesInTab(page, 'Pazienti SSN', 12)).toEqual(listed.slice(0, 12));
  });

  await test.step('so is the import before: each goes back to what was there', async () => {
    await page.goto('/importazioni');
    await page.getByRole('table').getByRole('row').nth(2).getByRole('link').click();
    await expect(await undoImport(page)).toContainText('28 pazienti');
    expect(await namesInTab(page, 'Archivio', 0)).toEqual([]);
    expect(await namesInTab(page, 'Pazienti SSN', 40)).toEqual(listed);
  });
});

test('whose list it is: no doctor column, a code that is not mine, zeros before mine', async ({
  page,
}) => {
  const others = LIST.map((one) => ({ ...one, doctorCode: '54321' }));
  await setUpPractice(page);
  await importFile(page, listFile(LIST.map((one) => ({ ...one, doctorCode: '0012345' }))));
  await openList(page);
  await expect(patientTable(page)).toHaveAttribute('aria-rowcount', '42');

  await test.step('a file without codes archives nobody until I say that it is mine', async () => {
    await previewFile(page, listFile(LIST.slice(1), { layout: 'sissC' }), { archive: true });
    await expect(page.getByText('Di chi è questo elenco?')).toBeVisible();
    await expectCounts(page, { 'Da archiviare': 0, Invariati: 39 });
    await page.getByRole('button', { name: 'È il mio elenco' }).click();
    await expectCounts(page, { 'Da archiviare': 1 });
    await expect(commitButton(page)).toHaveText('Importa 1 paziente');
  });

  await test.step('a file with another code touches nothing until I say that the code is mine', async () => {
    await previewFile(page, listFile(others.slice(1)), { archive: true });
    await expectCounts(page, { 'Altri medici': 39, 'Da archiviare': 0, Invariati: 0, Nuovi: 0 });
    await expect(commitButton(page)).toBeDisabled();
    await page.getByRole('button', { name: 'Il codice 54321 è mio' }).click();
    // Who stands under my other code is not missing from a list that carries this one only.
    await expectCounts(page, {
      'Altri medici': 0,
      Problemi: 0,
      'Da archiviare': 0,
      Modificati: 39,
    });
    await commitButton(page).click();
    await expect(page.getByRole('heading', done)).toBeVisible();
  });

  await test.step('the code stays mine', async () => {
    await previewFile(page, listFile(others));
    await expectCounts(page, { 'Altri medici': 0 });
    await expect(page.getByRole('button', { name: 'Il codice 54321 è mio' })).toHaveCount(0);
  });
});

test('the revoked and the dead of a list are never active, and the dead are never revived', async ({
  page,
}) => {
  const revoked = person(4);
  const dead = person(5);
  const leavesLater = person(7);
  const withLeavers = listWith(
    new Map([
      [revoked, { revokedOn: '2026-03-01' }],
      [dead, { deathDate: '2026-04-01' }],
      [leavesLater, { revokedOn: '2027-06-30' }],
    ]),
  );
  const file = listFile(withLeavers, { layout: 'sissD' });
  await setUpPractice(page);

  await previewFile(page, file, { archive: true });
  await expectCounts(page, { Nuovi: 38, 'Da archiviare': 2 });
  await expect(entryRow(group(page, 'Da archiviare'), nameOf(revoked))).toContainText('01/03/2026');
  await expect(entryRow(group(page, 'Da archiviare'), nameOf(dead))).toContainText('01/04/2026');
  await commitButton(page).click();
  await expect(page.getByRole('heading', done)).toBeVisible();
  await openTab(page, 'Archivio');
  await expect(patientRow(page, nameOf(revoked))).toContainText('SSN Revocato');
  await expect(patientRow(page, nameOf(dead))).toContainText('SSN Deceduto');

  await test.step('found alive again, the dead is a problem and the revoked comes back', async () => {
    await previewFile(page, listFile(LIST, { layout: 'sissD' }), { archive: true });
    await expectCounts(page, { Problemi: 1, Riattivati: 1, 'Da archiviare': 0 });
    await expect(entryRow(group(page, 'Problemi'), nameOf(dead))).toContainText('deceduto');
    await expect(includeSwitch(page, nameOf(dead))).toHaveCount(0);
    await commitButton(page).click();
    await expect(page.getByRole('heading', done)).toBeVisible();
    await openTab(page, 'Archivio');
    await expect(patientRow(page, nameOf(dead))).toContainText('SSN Deceduto');
    await expect(patientRow(page, nameOf(revoked))).toHaveCount(0);
  });
});

test('a row without a sound identity is a problem, and proves nobody absent', async ({ page }) => {
  const replaced = person(2);
  const coded = person(10);
  const misread = person(17);
  const twice = person(20);
  const [stranger, taken] = newcomers(2) as [SamplePerson, SamplePerson];
  const wrongCheck = `${misread.taxCode.slice(0, 15)}${misread.taxCode.endsWith('A') ? 'B' : 'A'}`;
  await setUpPractice(page);
  await importFile(page, listFile(LIST));
  const next = listWith(
    new Map<SamplePerson, Partial<SamplePerson>>([
      [replaced, { taxCode: taken.taxCode }],
      [coded, { taxCode: '' }],
      [misread, { taxCode: wrongCheck }],
    ]),
    [
      { ...stranger, taxCode: '' },
      { ...twice, email: 'altra@example.it' },
    ],
  );
  await previewFile(page, listFile(next), { archive: true });
  const problems = group(page, 'Problemi');
  await expectCounts(page, { 'Da archiviare': 0, Nuovi: 0, Modificati: 0 });

  await expect(problems.getByText('CF sostituito?').first()).toBeVisible();
  await expect(entryRow(problems, wrongCheck)).toContainText(/carattere di controllo/i);
  await expect(entryRow(problems, nameOf(twice))).toContainText(
    'Lo stesso codice fiscale è già alla riga',
  );
  await expect(entryRow(problems, nameOf(coded)).first()).toContainText(
    `Stesso nome e stessa data di nascita di ${nameOf(coded)}`,
  );

  await test.step('an empty code: taken for the patient it names', async () => {
    await page.getByRole('button', { name: `Prendi per ${nameOf(coded)}` }).click();
    await expect(group(page, 'Invariati').getByText(nameOf(coded))).toBeVisible();
  });

  await test.step('an empty code: created all the same', async () => {
    await entryRow(problems, nameOf(stranger))
      .getByRole('button', { name: 'Crea comunque' })
      .click();
    await expectCounts(page, { Nuovi: 1 });
    await expect(commitButton(page)).toHaveText('Importa 1 paziente');
    await commitButton(page).click();
    await expect(page.getByRole('heading', done)).toBeVisible();
    await openList(page);
    await page.getByLabel('Cerca paziente').fill(nameOf(stranger));
    await expect(patientRow(page, nameOf(stranger))).toBeVisible();
  });

  await test.step('the same choice again finds the same patient', async () => {
    await previewFile(page, listFile(next));
    await expect(page.getByText('Questo file è già stato importato il')).toBeVisible();
    await entryRow(problems, nameOf(stranger))
      .getByRole('button', { name: /Crea comunque|Prendi per/ })
      .first()
      .click();
    await expectCounts(page, { Nuovi: 0 });
  });
});

test('an import stays in the history: its report can be imported, and taking it back keeps later work', async ({
  page,
}) => {
  const changed = person(12);
  const problem = person(15);
  await setUpPractice(page);
  await importFile(
    page,
    listFile(listWith(new Map([[problem, { taxCode: '' }]])), {}, 'prima.csv'),
  );
  await importFile(
    page,
    listFile(
      listWith(
        new Map<SamplePerson, Partial<SamplePerson>>([
          [changed, { mobile: '3201112223' }],
          [problem, { taxCode: '' }],
        ]),
      ),
      {},
      'seconda.csv',
    ),
  );

  await page.goto('/importazioni');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toContainText('seconda.csv');
  await expect(rows.nth(2)).toContainText('prima.csv');
  await expect(rows.nth(2)).toContainText('Ada Prova');
  await rows.nth(2).getByRole('link').click();

  const report =
    await test.step('the report has the rows of the file, outcome and reason', async () => {
      const downloaded = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Scarica il resoconto' }).click();
      const chunks: Buffer[] = [];
      for await (const chunk of await (await downloaded).createReadStream())
        chunks.push(chunk as Buffer);
      const buffer = Buffer.concat(chunks);
      const lines = buffer.toString('utf8').trim().split('\r\n');
      expect(lines).toHaveLength(41);
      expect(lines[0]).toMatch(/ESENZIONI.*Esito.*Motivo/);
      expect(lines[13]).toMatch(/Aggiunto/);
      expect(lines[16]).toMatch(/Problema.*Manca il codice fiscale/);
      return { name: 'resoconto.csv', mimeType: 'text/csv', buffer };
    });

  await test.step('taken back, it keeps whom a later import changed, and says who', async () => {
    const said = await undoImport(page);
    await expect(said).toContainText('38 pazienti');
    await expect(said.getByRole('link', { name: nameOf(changed) })).toBeVisible();
    expect(await namesInTab(page, 'Pazienti SSN', 1)).toEqual([nameOf(changed)]);
    await page.goto('/importazioni');
    await expect(rows.nth(2)).toContainText('Annullata');
  });

  await test.step('the report can be imported again', async () => {
    await previewFile(page, report);
    await expectCounts(page, { Problemi: 1, Nuovi: 38 });
  });
});

test('an old list is said to be old', async ({ page }) => {
  await setUpPractice(page);
  const dated = (day: string) =>
    listFile(LIST, { preamble: [`Elenco assistiti al ${day}`] }, 'elenco.csv');
  await importFile(page, dated('20/11/2026'));
  await previewFile(page, dated('10/10/2026'));
  await expect(page.getByText(/L’elenco è stato creato \d+ giorni fa/)).toBeVisible();
  await expect(
    page.getByText('più vecchio dell’ultimo importato, che è del 20/11/2026'),
  ).toBeVisible();
});
