/**
 * Lists of every kind on a real desktop: contacts, exemptions, rows put right, words said once, several doctors at
 * once. Long: each is a short story, and they share what they stand on.
 */
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import * as xlsx from 'xlsx';
import type { Member } from '#lib/domain/member.ts';
import { NO_GRANTS } from '#lib/domain/session.ts';
import type { EntryFilter } from '#lib/import/importDesk.ts';
import type { ImportDecisions } from '#lib/import/plan.ts';
import { defaultListQuery } from '#lib/read-model/listQuery.ts';
import type { SamplePerson } from '#lib/sample/person.ts';
import { openTestDesktop, practice, session, type TestDesktop } from '../fixtures/desktop.ts';
import { file, imported, people, previewOf } from '../fixtures/lists.ts';
import { readTable } from '../fixtures/readingLists.ts';
import { storedPatients } from '../fixtures/stores.ts';
import { BRUNO, CLARA, CLINIC } from '../fixtures/team.ts';
import { writeWorkbookList } from '../fixtures/workbooks.ts';

const ROWS = 20;
const LIST = people(ROWS);
const ALL: EntryFilter = { text: '', onlyProblems: false };

function csv(...lines: string[]): Blob {
  return new Blob([`${lines.join('\r\n')}\r\n`]);
}

function person(index: number): SamplePerson {
  const found = LIST[index];
  if (!found) throw new RangeError(`${index}`);
  return found;
}

async function commit(desktop: TestDesktop) {
  const outcome = await desktop.imports.commit(() => {});
  if (!outcome.ok) throw new Error(`The import failed: ${outcome.error.kind}`);
  return outcome.value;
}

async function patientOf(indexedDB: IDBFactory, { taxCode }: SamplePerson) {
  const rows = await storedPatients(indexedDB);
  const found = rows.find(({ patient }) => patient.identity.taxCode === taxCode);
  if (!found) throw new Error('No such patient');
  return found.patient;
}

describe('contacts and exemptions', () => {
  const contacts = csv(
    'Codice fiscale;Tel. casa;Cellulare;E-mail',
    `${person(1).taxCode};02 5551234;333 0001112 / 333 0001113;casa@example.com`,
    `${person(2).taxCode};;;`,
    'RSSMRA80A01H501U;02 1;;',
  );

  test('contacts are added to who is there, stand in the history, and are taken back', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB });
    await imported(desktop, file(LIST));
    const shown = await previewOf(desktop, contacts, { kind: 'contacts' });
    expect(shown.file).toMatchObject({ mapped: true });
    expect(shown.plan?.counts).toMatchObject({
      changed: { total: 1, included: 1 },
      unchanged: { total: 1 },
      problems: { total: 1 },
      added: { total: 0 },
    });
    expect(shown.plan?.notices).toEqual([]);
    const done = await commit(desktop);
    expect(done).toMatchObject({ kind: 'contacts', rows: 3, counts: { changed: 1 } });
    const patient = await patientOf(indexedDB, person(1));
    expect(patient.phones?.numbers).toEqual([
      { number: '+39 02 5551234', label: 'Casa', doNotUse: false },
      { number: '+39 333 0001112', label: 'Cellulare', doNotUse: false },
      { number: '+39 333 0001113', label: 'Cellulare', doNotUse: false },
    ]);
    expect(patient.email?.email).toBe('casa@example.com');

    const again = await previewOf(desktop, contacts, { kind: 'contacts' });
    expect(again.plan?.notices.map(({ kind }) => kind)).toEqual(['sameFile']);
    expect(again.plan?.toWrite).toBe(0);
    expect(await desktop.imports.undo(done.id)).toMatchObject({ ok: true, value: { reverted: 1 } });
    expect((await patientOf(indexedDB, person(1))).phones).toBeUndefined();
    await desktop.close();
  });

  test('exemptions come with their dates, and wait in a queue as 31 March comes near', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB });
    await imported(desktop, file(LIST.map((one) => ({ ...one, exemptions: [] }))));
    const exemptions = csv(
      'Codice fiscale;Codice esenzione;Data inizio;Data fine',
      `${person(1).taxCode};E01;01/04/2026;31/03/2027`,
      `${person(1).taxCode};048;;`,
      `${person(3).taxCode};E02;;31/12/9999`,
    );
    const shown = await previewOf(desktop, exemptions, { kind: 'exemptions' });
    expect(shown.plan).toMatchObject({ toWrite: 2, alarms: [], notices: [] });
    await commit(desktop);
    expect((await patientOf(indexedDB, person(1))).exemptions?.codes).toEqual([
      { code: 'E01', validFrom: '2026-04-01', validTo: '2027-03-31' },
      { code: '048', validFrom: null, validTo: null },
    ]);
    expect(desktop.queues().exemptions).toBe(1);
    await desktop.close();
  });

  test('whoever may write a phone may not therefore import a file of them', async () => {
    const indexedDB = new IDBFactory();
    const doctor = openTestDesktop({ indexedDB });
    await imported(doctor, file(LIST));
    await doctor.close();
    const secretary = openTestDesktop({ indexedDB, role: 'secretary' });
    const shown = await previewOf(secretary, contacts, { kind: 'contacts' });
    expect(shown.whose.offered).toEqual([]);
    expect(await secretary.imports.commit(() => {})).toEqual({
      ok: false,
      error: { kind: 'forbidden', count: 1 },
    });
    await secretary.close();
    const granted = openTestDesktop({ indexedDB, member: secretaryOf([practice.panelId]) });
    await previewOf(granted, contacts, { kind: 'contacts' });
    expect(await granted.imports.commit(() => {})).toMatchObject({ ok: true });
    await granted.close();
  });
});

/** At the same desk, so that the stores are the same. */
function secretaryOf(panels: readonly string[]): Member {
  const granted = { ...NO_GRANTS, regionalImport: true };
  return {
    userId: session.userId,
    name: 'Segreteria',
    role: 'secretary',
    doctorId: null,
    worksFor: panels,
    grants: Object.fromEntries(panels.map((panel) => [panel, granted])),
    substitutions: [],
  };
}

describe('rows put right in the preview', () => {
  const [wrong, swapped, other] = LIST.filter(({ taxCode }) => /0/.test(taxCode.slice(6))) as [
    SamplePerson,
    SamplePerson,
    SamplePerson,
  ];
  /** A letter O where the code has a zero: what people type. */
  const typed = wrong.taxCode.slice(0, 6) + wrong.taxCode.slice(6).replace('0', 'O');
  const broken = csv(
    'Codice fiscale;Cognome;Nome;Sesso',
    `${typed};${wrong.lastName};${wrong.firstName};${wrong.sex}`,
    `${swapped.taxCode};${swapped.firstName};${swapped.lastName};${swapped.sex}`,
    `${other.taxCode.slice(0, 15)};${other.lastName};${other.firstName};${other.sex}`,
    ';;;',
    ';SENZA;NOME;',
  );

  test('as proposed, by hand, back to the file, and left out', async () => {
    const desktop = openTestDesktop();
    await desktop.ready;
    const shown = await previewOf(desktop, broken, { kind: 'patients' });
    expect(shown.plan?.counts.problems.total).toBe(3);
    const problems = await desktop.imports.entries('problems', ALL, 0, 10);
    expect(problems.entries.map(({ fixes }) => fixes)).toEqual([
      [{ kind: 'taxCode', text: wrong.taxCode }],
      [],
      [],
    ]);
    expect(problems.entries[0]?.cells).toContainEqual({ column: 0, field: 'taxCode', text: typed });
    const odd = await desktop.imports.entries('added', { text: '', onlyProblems: true }, 0, 10);
    expect(odd.entries.map(({ line, fixes }) => [line, fixes])).toEqual([
      [3, [{ kind: 'swapNames' }]],
    ]);

    await desktop.imports.fix({ kind: 'suggested', line: 2, fix: 'taxCode', everywhere: false });
    await desktop.imports.fix({ kind: 'suggested', line: 3, fix: 'swapNames', everywhere: true });
    const cell = { kind: 'cell', column: 0, everywhere: false } as const;
    const fixed = await desktop.imports.fix({ ...cell, line: 4, text: other.taxCode });
    expect(fixed.plan?.counts).toMatchObject({ added: { included: 3 }, problems: { total: 1 } });
    const added = await desktop.imports.entries('added', ALL, 0, 10);
    expect(added.entries.map(({ lastName, corrected }) => [lastName, corrected])).toEqual([
      [wrong.lastName, true],
      [swapped.lastName, true],
      [other.lastName, true],
    ]);

    const reset = await desktop.imports.fix({ kind: 'reset', line: 4 });
    expect(reset.plan?.counts.problems.total).toBe(2);
    await desktop.imports.decide({ skipped: [4, 6] });
    const open = await desktop.imports.entries('problems', { text: '', onlyProblems: true }, 0, 9);
    expect(open.found).toBe(0);
    const done = await commit(desktop);
    expect(done.counts.added).toBe(2);
    const report = await desktop.imports.report(done.id);
    expect(new TextDecoder().decode(report?.bytes).match(/Saltata/g)).toHaveLength(2);
    await desktop.close();
  });

  test('the same value everywhere', async () => {
    const desktop = openTestDesktop();
    const rows = LIST.map((one) => `${one.taxCode};${one.lastName};${one.firstName};boh`);
    await previewOf(desktop, csv('CF;Cognome;Nome;Sesso', ...rows), { kind: 'patients' });
    const before = await desktop.imports.entries('added', { ...ALL, onlyProblems: true }, 0, 1);
    expect(before.found).toBe(ROWS);
    await desktop.imports.fix({ kind: 'cell', line: 3, column: 3, text: '', everywhere: true });
    const after = await desktop.imports.entries('added', { ...ALL, onlyProblems: true }, 0, 1);
    expect(after.found).toBe(0);
    await desktop.close();
  });

  test('the file of problems is put right and imported again, columns known', async () => {
    const desktop = openTestDesktop();
    await desktop.ready;
    const own = csv(
      'Utenza;Anagrafica;Detto',
      `${swapped.taxCode};${swapped.lastName};${swapped.firstName}`,
      `${typed};${wrong.lastName};${wrong.firstName}`,
    );
    await previewOf(desktop, own, { kind: 'patients' });
    await desktop.imports.correct({ mapping: { taxCode: [0], lastName: [1], firstName: [2] } });
    const problems = await desktop.imports.problemRows();
    expect(problems.fileName).toBe('elenco - da correggere.xlsx');
    await commit(desktop);
    const book = xlsx.read(problems.bytes);
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    expect(xlsx.utils.sheet_to_json(sheet, { header: 1 })).toEqual([
      ['Utenza', 'Anagrafica', 'Detto', 'Esito', 'Motivo'],
      [typed, wrong.lastName, wrong.firstName, 'Problema', expect.stringContaining(typed)],
    ]);
    sheet.A2 = { t: 's', v: wrong.taxCode };
    const corrected = new Blob([xlsx.write(book, { type: 'array' })]);
    const shown = await previewOf(desktop, corrected, { kind: 'patients' });
    expect(shown.file).toMatchObject({ mapped: true, remembered: { name: 'elenco' } });
    expect(shown.plan?.counts).toMatchObject({ added: { included: 1 }, problems: { total: 0 } });
    await desktop.close();
  });

  test('what was begun is there after the tab was closed, until it is confirmed', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB });
    await previewOf(desktop, broken, { kind: 'patients' });
    await desktop.imports.fix({ kind: 'suggested', line: 2, fix: 'taxCode', everywhere: false });
    await desktop.imports.include(['line:3'], false);
    await desktop.close();

    const again = openTestDesktop({ indexedDB });
    await again.ready;
    expect(await again.imports.draft('contacts')).toBeNull();
    const draft = await again.imports.draft('patients');
    expect(draft).toMatchObject({ fileName: 'elenco.csv', decisions: { kind: 'patients' } });
    const bytes = new Blob([draft?.bytes as Uint8Array<ArrayBuffer>]);
    const shown = await previewOf(again, bytes, draft?.decisions);
    expect(shown.plan?.counts).toMatchObject({
      added: { total: 2, included: 1 },
      problems: { total: 2 },
    });
    await commit(again);
    expect(await again.imports.draft('patients')).toBeNull();
    await again.close();
  });

  test('a week later it is gone', async () => {
    let now = Date.UTC(2026, 10, 23, 12);
    const desktop = openTestDesktop({ now: () => now });
    await previewOf(desktop, broken, { kind: 'patients' });
    now += 6 * 24 * 3_600_000;
    expect(await desktop.imports.draft('patients')).not.toBeNull();
    now += 24 * 3_600_000;
    expect(await desktop.imports.draft('patients')).toBeNull();
    await desktop.close();
  });
});

test('what the words of a list mean is said once', async () => {
  const desktop = openTestDesktop();
  const list = (from: number, to: number) =>
    csv(
      'CF;Cognome;Nome;Stato',
      ...LIST.slice(from, to).map(
        ({ taxCode, lastName, firstName }, index) =>
          `${taxCode};${lastName};${firstName};${index === 0 ? 'ZZ' : 'Attivo'}`,
      ),
    );
  const shown = await previewOf(desktop, list(0, 5), { kind: 'patients' });
  expect(shown.file.words).toEqual([
    { word: 'Attivo', rows: 4, meaning: 'openEnded' },
    { word: 'ZZ', rows: 1, meaning: null },
  ]);
  expect(shown.plan?.counts.added.total).toBe(5);
  const said = await desktop.imports.correct({ words: { zz: 'revoked' } });
  expect(said.ok && said.value.plan?.counts).toMatchObject({
    added: { included: 4 },
    toArchive: { included: 1 },
  });
  await commit(desktop);
  expect(desktop.counts()).toMatchObject({ ssn: 4, archive: 1 });
  const next = await previewOf(desktop, list(5, 10), { kind: 'patients' });
  expect(next.file.words[1]).toEqual({ word: 'ZZ', rows: 1, meaning: 'revoked' });
  expect(next.plan?.counts).toMatchObject({ added: { included: 4 }, toArchive: { included: 1 } });
  await desktop.close();
});

test('a template is read back as the import it is for', async () => {
  const desktop = openTestDesktop();
  await desktop.ready;
  for (const kind of ['patients', 'contacts', 'exemptions'] as const) {
    const { fileName, bytes } = await desktop.imports.template(kind);
    expect(fileName).toMatch(/^Modello .*\.xlsx$/);
    const { Sheets, SheetNames } = xlsx.read(bytes);
    const sheet = Sheets[SheetNames[0] ?? ''];
    expect(sheet?.A1).toMatchObject({ v: 'Codice Fiscale' });
    const header = Object.keys(sheet ?? {})
      .filter((address) => /^[A-Z]+1$/.test(address))
      .map((address) => String(sheet?.[address].v));
    const filled = csv(header.join(';'), header.map(() => 'x').join(';'));
    const table = await readTable(new Uint8Array(await filled.arrayBuffer()), { kind });
    expect(table.mapped).toBe(true);
    expect(Object.values(table.mapping).flat()).toHaveLength(header.length);
  }
  await desktop.close();
});

describe('several doctors at once', () => {
  const mixed = LIST.map((one, index) => ({
    ...one,
    doctorCode: ['12345', '23456', '34567', '90001'][index % 4] ?? '',
  }));

  async function withTeam(indexedDB: IDBFactory): Promise<void> {
    const doctor = openTestDesktop({ indexedDB });
    await doctor.ready;
    for (const { id, panel, firstName, lastName, codes } of [BRUNO, CLARA]) {
      const doctorCode = codes[0] ?? '';
      const added = { kind: 'addDoctor', id, panel, firstName, lastName, doctorCode } as const;
      expect((await doctor.team.edit(added)).ok).toBe(true);
    }
    const clinic = { id: CLINIC.id, panel: CLINIC.panel, name: CLINIC.name, code: '90001' };
    expect((await doctor.team.edit({ kind: 'addClinic', ...clinic })).ok).toBe(true);
    await doctor.close();
  }

  const byCode: Partial<ImportDecisions> = { kind: 'patients', byCode: true };

  test('each row goes to the list whose code it carries, as far as it may', async () => {
    const indexedDB = new IDBFactory();
    await withTeam(indexedDB);
    const panels = [practice.panelId, BRUNO.panel];
    const secretary = openTestDesktop({ indexedDB, member: secretaryOf(panels) });
    const one = await previewOf(secretary, file(mixed), { kind: 'patients' });
    expect(one.whose).toEqual({ panel: practice.panelId, offered: panels, byCode: panels });
    expect(one.plan?.counts).toMatchObject({ added: { total: 5 }, otherDoctors: { total: 15 } });
    const all = await secretary.imports.decide(byCode);
    expect(all.plan).toMatchObject({
      toWrite: 10,
      counts: { added: { total: 10 }, otherDoctors: { total: 10 } },
    });
    const done = await commit(secretary);
    expect(done).toMatchObject({ rows: 15, counts: { added: 5 } });
    expect(done.also).toMatchObject([{ rows: 5, counts: { added: 5 } }]);
    const inPanel = (doctor: string) =>
      secretary.query({ ...defaultListQuery('group'), doctor }).found;
    expect([practice.panelId, BRUNO.panel, CLARA.panel].map(inPanel)).toEqual([5, 5, 0]);

    const [other] = done.also ?? [];
    expect(await secretary.imports.undo(other?.id ?? '')).toMatchObject({
      ok: true,
      value: { reverted: 5 },
    });
    expect([practice.panelId, BRUNO.panel].map(inPanel)).toEqual([5, 0]);
    await secretary.close();
  });

  test('where one list is full, none is written', async () => {
    const indexedDB = new IDBFactory();
    await withTeam(indexedDB);
    let asked = 0;
    const doctor = openTestDesktop({ indexedDB, spaceLeft: async () => (++asked > 1 ? 1 : null) });
    await previewOf(doctor, file(mixed), byCode);
    expect(await doctor.imports.commit(() => {})).toMatchObject({
      ok: false,
      error: { kind: 'storageFull' },
    });
    expect(asked).toBe(2);
    expect(doctor.counts()).toMatchObject({ ssn: 0, group: 0 });
    await doctor.close();
  });
});

test('a workbook of a region goes in as its text does', async () => {
  const desktop = openTestDesktop();
  const book = writeWorkbookList(LIST, { layout: 'toscana', titles: ['Elenco al 20/11/2026'] });
  const shown = await previewOf(desktop, new Blob([book as Uint8Array<ArrayBuffer>]), {
    kind: 'patients',
  });
  expect(shown.file).toMatchObject({ fileKind: 'xlsx', source: 'Toscana, elenco assistiti' });
  expect(shown.decisions.reportDate).toBe('2026-11-20');
  await commit(desktop);
  const again = await previewOf(desktop, file(LIST, { layout: 'toscana' }), { kind: 'patients' });
  expect(again.plan?.counts.unchanged.total).toBe(ROWS);
  await desktop.close();
});
