/** Exports on a desktop with its real stores, choice by choice. Long: every choice is judged on the same people. */
import { IDBFactory } from 'fake-indexeddb';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { type TestDesktop, openTestDesktop, practice } from '../fixtures/desktop.ts';
import {
  HOSTILE_TEXTS,
  MADE_PEOPLE,
  SAMPLE_ROWS,
  openFullDesktop,
} from '../fixtures/exportedPeople.ts';
import { file, imported, people } from '../fixtures/lists.ts';
import { plain, storedPatients } from '../fixtures/stores.ts';
import { EXPORT_CHOICES, type ExportChoice, type ExportFormat } from '#lib/domain/exportChoices.ts';
import type { ExportedFile, ShownList } from '#lib/export/exportDesk.ts';
import type { ImportDecisions } from '#lib/import/plan.ts';
import { type ListQuery, defaultListQuery } from '#lib/read-model/listQuery.ts';

const SCREEN = defaultListQuery('ssn');

async function exported(
  desktop: TestDesktop,
  choice: ExportChoice,
  format: ExportFormat = 'csv',
  query: ShownList = SCREEN,
): Promise<ExportedFile> {
  const outcome = await desktop.exports.exportPatients(choice, format, query, () => {});
  if (!outcome.ok) throw new Error(`Not exported: ${outcome.error.kind}`);
  return outcome.value;
}

async function previewOf(
  desktop: TestDesktop,
  { bytes, fileName }: ExportedFile,
  decisions: Partial<ImportDecisions> = {},
) {
  const content = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  const opened = await desktop.imports.open(content, fileName, decisions, () => {});
  if (!opened.ok) throw new Error(`The file was refused: ${opened.error.kind}`);
  return opened.value;
}

function records({ bytes }: ExportedFile): string[][] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  return Papa.parse<string[]>(text.slice(1, -2), { delimiter: ';', newline: '\r\n' }).data;
}

/** One column of the patients' rows, by its header. */
function column(file: ExportedFile, name: string): string[] {
  const [header = [], ...rows] = records(file);
  expect(header).toContain(name);
  return rows.map((cells) => cells[header.indexOf(name)] ?? '');
}

const TO_ARCHIVE_TOO = { archiveAbsent: true };

describe('each filter', () => {
  test('writes as many patients as it says, and names its file after itself and the day', async () => {
    const desktop = await openFullDesktop();
    const counts = await desktop.exports.exportCounts(SCREEN);
    const inList = MADE_PEOPLE.filter(({ lastName }) => lastName !== 'CESTINATO');
    const archive = inList.filter(({ lifecycle }) => lifecycle?.archive);
    expect(counts).toMatchObject({
      all: SAMPLE_ROWS + inList.length,
      group: counts.ssn,
      deceased: 2,
      revoked: 3,
      private: 3,
      archived: archive.length,
    });
    expect(counts.ssn).toBe(SAMPLE_ROWS + inList.length - archive.length - 3 - 2);
    expect(counts.view).toBe(desktop.counts().ssn);
    for (const choice of EXPORT_CHOICES) {
      const written = await exported(desktop, choice);
      expect(written.count).toBe(counts[choice]);
      expect(records(written)).toHaveLength(written.count + 1);
      expect(new Set(records(written).map(({ length }) => length)).size).toBe(1);
      expect(written.fileName).toMatch(/^assistiti-[a-z-]+-2026-11-23\.csv$/);
    }
    await desktop.close();
  });

  test.each(['csv', 'xlsx'] as const)(
    'imported again as %s changes nothing and archives nobody',
    async (format) => {
      const indexedDB = new IDBFactory();
      const desktop = await openFullDesktop({ indexedDB });
      const before = plain(await storedPatients(indexedDB));
      const shown = { ...SCREEN, selected: desktop.ids(SCREEN).slice(0, 20) };
      for (const choice of EXPORT_CHOICES) {
        const written = await exported(desktop, choice, format, shown);
        expect(written.count).toBeGreaterThan(0);
        const { plan, file } = await previewOf(desktop, written, TO_ARCHIVE_TOO);
        expect(file).toMatchObject({ mapped: true, damage: [], rowCount: written.count });
        const { unchanged, ...others } = plan?.counts ?? {};
        expect(unchanged).toEqual({ total: written.count, included: 0 });
        for (const other of Object.values(others)) expect(other).toEqual({ total: 0, included: 0 });
        expect(plan?.toWrite).toBe(0);
        expect(plan?.notices).toContainEqual(
          expect.objectContaining({ kind: 'archivingOff', why: 'ownExport' }),
        );
        expect((await desktop.imports.commit(() => {})).ok).toBe(false);
      }
      expect(plain(await storedPatients(indexedDB))).toEqual(before);
      await desktop.close();
    },
  );

  test('imported where nobody is known yet, brings back nobody who had left as active', async () => {
    const desktop = await openFullDesktop();
    const all = await exported(desktop, 'all');
    await desktop.close();
    const fresh = openTestDesktop();
    await fresh.ready;
    const { plan } = await previewOf(fresh, all, TO_ARCHIVE_TOO);
    const codeless = MADE_PEOPLE.filter(({ coded, list }) => coded === false && list !== 'private');
    expect(plan?.counts.problems.total).toBe(4 + codeless.length);
    expect((await fresh.imports.commit(() => {})).ok).toBe(true);
    const names = (tab: ListQuery['tab']) =>
      fresh.query({ ...defaultListQuery(tab), limit: 500 }).rows.map(({ lastName }) => lastName);
    const left = ['ARCHIVIATO', 'ARCHIVIATOTEMP', 'ARCHIVIATOREVOCATO', 'ARCHIVIATOMORTO', 'MORTO'];
    expect(names('archive')).toEqual(expect.arrayContaining([...left, 'REVOCATO', 'PASSATO']));
    for (const name of left) expect(names('ssn')).not.toContain(name);
    const [temporary] = fresh.query({
      ...defaultListQuery('archive'),
      text: 'archiviatotemp',
    }).rows;
    expect(temporary).toMatchObject({
      ...{ status: 'ssnTemporary', archivedOn: '2026-02-03', archiveReason: 'other' },
    });
    await fresh.close();
  });

  test('an export that is out of date revives nobody unasked', async () => {
    const desktop = openTestDesktop();
    await imported(desktop, file(people(40)));
    const old = await exported(desktop, 'all');
    await imported(desktop, file(people(40).slice(1)), TO_ARCHIVE_TOO);
    expect(desktop.counts()).toMatchObject({ ssn: 39, archive: 1 });
    const { plan } = await previewOf(desktop, old);
    expect(plan?.counts.reactivated).toEqual({ total: 1, included: 0 });
    expect(plan?.toWrite).toBe(0);
    await desktop.close();
  });
});

describe('the file', () => {
  test('has the tax code sixth, and no cell that a spreadsheet would run or change', async () => {
    const desktop = await openFullDesktop();
    const all = await exported(desktop, 'all');
    const [header = [], ...rows] = records(all);
    expect(header[5]).toBe('Codice fiscale');
    for (const cell of rows.flat()) {
      expect(cell).not.toMatch(/^(?!="[^"]*"$)[=+\-@\t\r]/);
      if (/^\d/.test(cell)) expect(cell).toMatch(/^\d\d\/\d\d\/\d{4}$|[\p{L};"\n]/u);
    }
    const notes = column(all, 'Note').filter((note) => note !== '');
    const unguarded = notes.map((note) => note.replace(/^="(.*)"$/, '$1').replace(/^'/, ''));
    // An apostrophe of the note's own is the one thing a guard cannot be told from.
    expect(unguarded.sort()).toEqual(HOSTILE_TEXTS.map((text) => text.replace(/^'/, '')).sort());
    await desktop.close();
  });

  test('says which contacts to use, and keeps the practice’s beside the region’s', async () => {
    const desktop = await openFullDesktop();
    const one = { ...SCREEN, text: 'recapiti' };
    const written = await exported(desktop, 'view', 'csv', one);
    const [header = [], row = []] = records(written);
    expect(Object.fromEntries(header.map((name, place) => [name, row[place]]))).toMatchObject({
      'Telefono da usare': '="+39 333 7654321"',
      'E-mail da usare': 'regione@example.org',
      Telefono: '="02 1234 / 55"',
      CAP: '="00184"',
      'Altro CAP': '="00042"',
      'Altri telefoni':
        'Casa: 06 9800000 (non usare); Cellulare: +39 333 7654321; Lavoro: 0039 06 1',
      'Altra e-mail': 'proprio@example.org',
      Medico: 'Prova Ada',
      'Codice medico': '="12345"',
    });
    await desktop.close();
  });

  test('of what is on the screen has its search, its filters and its order', async () => {
    const desktop = openTestDesktop();
    await imported(desktop, file(people(400)));
    const born = people(400).filter(({ birthDate }) => birthDate.startsWith('1973-'));
    expect(born.length).toBeGreaterThan(1);
    const query: ListQuery = {
      ...{ ...SCREEN, birthYear: 1973, limit: 1, offset: 1 },
      sort: { by: 'birthDate', descending: true },
    };
    const written = await exported(desktop, 'view', 'csv', query);
    expect(written.count).toBe(born.length);
    expect((await desktop.exports.exportCounts(query)).view).toBe(born.length);
    const dates = column(written, 'Data di nascita').map((day) => day.split('/').reverse().join());
    expect(dates).toEqual([...dates].sort().reverse());
    expect(new Set(column(written, 'Codice fiscale'))).toEqual(
      new Set(born.map(({ taxCode }) => (/^\d+$/.test(taxCode) ? `="${taxCode}"` : taxCode))),
    );
    await desktop.close();
  });
});

describe('who may export what', () => {
  test('a secretary without the grant gets nobody of the private list, whatever she asks for', async () => {
    const desktop = await openFullDesktop({ role: 'secretary' });
    const privately = MADE_PEOPLE.filter(({ list }) => list === 'private');
    const onScreen = { ...SCREEN, tab: 'private' } as const;
    const counts = await desktop.exports.exportCounts(onScreen);
    expect(counts).toMatchObject({ private: null, view: 0 });
    const inList = MADE_PEOPLE.length - 1 - privately.length;
    expect(counts.all).toBe(SAMPLE_ROWS + inList);
    expect(await desktop.exports.exportPatients('private', 'csv', onScreen, () => {})).toEqual({
      ok: false,
      error: { kind: 'forbidden' },
    });
    expect((await exported(desktop, 'view', 'csv', onScreen)).count).toBe(0);
    // Ids that a screen could only have by other ways.
    const doctor = await openFullDesktop();
    const ids = doctor.ids(defaultListQuery('private'));
    expect(ids.length).toBeGreaterThan(0);
    const own = await exported(doctor, 'selected', 'csv', { ...SCREEN, selected: ids });
    expect(own.count).toBe(ids.length);
    await doctor.close();
    const chosen = { ...SCREEN, selected: [...ids, ...desktop.ids(SCREEN).slice(0, 2)] };
    expect((await exported(desktop, 'selected', 'csv', chosen)).count).toBe(2);
    const archive = { ...SCREEN, tab: 'archive' } as const;
    for (const choice of ['all', 'archived', 'view'] as const) {
      const names = column(await exported(desktop, choice, 'csv', archive), 'Cognome');
      expect(names.filter((name) => name.startsWith('PRIVATO'))).toEqual([]);
      expect(names).toContain('ARCHIVIATO');
    }
    await desktop.close();
  });

  test('of three doctors each role takes out the lists it may, and knows whose they are', async () => {
    const indexedDB = new IDBFactory();
    const demonstration = { ...practice, id: 'demo-1' };
    const open = (role: 'doctor' | 'substitute' | 'secretary') =>
      openTestDesktop({ indexedDB, practice: demonstration, role });
    const first = open('doctor');
    await first.ready;
    expect((await first.imports.loadDemo(() => {})).ok).toBe(true);
    await first.close();
    for (const [role, ssn] of [
      ['doctor', 40],
      ['substitute', 40],
      ['secretary', 90],
    ] as const) {
      const desktop = open(role);
      await desktop.ready;
      const screen = defaultListQuery('group');
      const counts = await desktop.exports.exportCounts(screen);
      expect(counts).toMatchObject({ ssn, group: 90, all: 90, view: 90, archived: 0 });
      const group = await exported(desktop, 'group', 'csv', screen);
      const codes = column(group, 'Codice medico');
      const sizes = [...new Set(codes)].map((code) => codes.filter((one) => one === code).length);
      expect(sizes.sort()).toEqual([20, 30, 40]);
      expect(new Set(column(group, 'Medico')).size).toBe(3);
      await desktop.close();
    }
    const again = open('doctor');
    await again.ready;
    const { plan } = await previewOf(again, await exported(again, 'group'), TO_ARCHIVE_TOO);
    expect(plan?.counts).toMatchObject({ unchanged: { total: 40 }, otherDoctors: { total: 50 } });
    expect(plan?.toWrite).toBe(0);
    await again.close();
  });

  test('support exports nothing', async () => {
    const desktop = await openFullDesktop({ role: 'support' });
    const counts = await desktop.exports.exportCounts(SCREEN);
    expect(Object.values(counts).every((count) => count === null)).toBe(true);
    for (const choice of EXPORT_CHOICES) {
      const outcome = await desktop.exports.exportPatients(choice, 'csv', SCREEN, () => {});
      expect(outcome).toEqual({ ok: false, error: { kind: 'forbidden' } });
    }
    await desktop.close();
  });
});

test('Interrompi in the midst of a long export leaves no file', async () => {
  const desktop = openTestDesktop();
  await imported(desktop, file(people(2500)));
  for (const format of ['csv', 'xlsx'] as const) {
    const told: number[] = [];
    const outcome = await desktop.exports.exportPatients(
      'all',
      format,
      SCREEN,
      ({ done, total }) => {
        told.push(done);
        expect(total).toBe(2500);
        void desktop.exports.stopExport();
      },
    );
    expect(outcome).toEqual({ ok: false, error: { kind: 'interrupted' } });
    expect(told).toEqual([1000]);
  }
  expect((await exported(desktop, 'all')).count).toBe(2500);
  await desktop.close();
}, 60_000);
