/** Contacts and exemptions: they change who is there, make nobody, and clear nothing unasked. */
import { describe, expect, test } from 'vitest';
import { NO_DECISIONS } from './plan.ts';
import { planImport } from './planImport.ts';
import { entryOf, input, patient, row, written } from './planTesting.ts';

const CONTACTS = { ...NO_DECISIONS, kind: 'contacts' } as const;
const EXEMPTIONS = { ...NO_DECISIONS, kind: 'exemptions' } as const;
const mobile = (number: string) => ({ number, label: 'Cellulare' }) as const;
const stored = (number: string, doNotUse = false) => ({ number, label: 'Casa', doNotUse });

describe('contacts', () => {
  test('numbers are added behind those that are there, an e-mail takes the place of another', () => {
    const known = patient('A', { phones: { numbers: [stored('+39 02 555123')] } });
    const rows = [
      row(2, 'A', { phones: [mobile('333 1234567')], residence: { email: 'a@example.com' } }),
    ];
    const entry = entryOf(planImport(input([known], rows), CONTACTS), 'line:2');
    expect(entry).toMatchObject({ group: 'changed', included: true });
    expect(written(entry, 'phones')?.numbers).toEqual([
      stored('+39 02 555123'),
      { number: '+39 333 1234567', label: 'Cellulare', doNotUse: false },
    ]);
    expect(written(entry, 'email')).toEqual({ email: 'a@example.com', doNotUse: false });
    expect(entry.fields).toEqual([
      { field: 'ownPhones', from: '+39 02 555123', to: '+39 02 555123, +39 333 1234567' },
      { field: 'ownEmail', from: null, to: 'a@example.com' },
    ]);
  });

  test('what is known, however it is written, and what is not to be used stay as they are', () => {
    const phones = { numbers: [stored('+39 333 1234567', true)], regionalDoNotUse: ['02 555123'] };
    const rows = [row(2, 'A', { phones: [mobile('3331234567'), mobile('02-555123')] })];
    const plan = planImport(input([patient('A', { phones })], rows), CONTACTS);
    expect(entryOf(plan, 'line:2')).toMatchObject({ group: 'unchanged', changes: [] });
  });

  test('an empty cell clears nothing', () => {
    const known = patient('A', { phones: { numbers: [stored('02 555123')] } });
    const plan = planImport(input([known], [row(2, 'A')]), CONTACTS);
    expect(entryOf(plan, 'line:2').group).toBe('unchanged');
  });

  test('an earlier tax code finds its patient; nobody is made of one that finds none', () => {
    const known = patient('NEW', { identity: { aliases: ['OLD'], lastName: 'ROSSI OLD' } });
    const phones = [mobile('3331234567')];
    const rows = [row(2, 'OLD', { phones }), row(3, 'NOBODY', { phones })];
    const plan = planImport(input([known], rows), CONTACTS);
    expect(entryOf(plan, 'line:2')).toMatchObject({ group: 'changed', patient: known.id });
    expect(entryOf(plan, 'line:3')).toMatchObject({
      group: 'problems',
      canInclude: false,
      canCreateAnyway: false,
      reasons: [{ kind: 'notInList' }],
    });
    expect(plan.counts.added.total).toBe(0);
  });

  test('the rows of one patient make one change', () => {
    const rows = [
      row(2, 'A', { phones: [mobile('3331234567')] }),
      row(3, 'A', { phones: [mobile('02 555123')], residence: { email: 'a@example.com' } }),
    ];
    const plan = planImport(input([patient('A')], rows), CONTACTS);
    expect(written(entryOf(plan, 'line:2'), 'phones')?.numbers).toHaveLength(2);
    expect(entryOf(plan, 'line:3')).toMatchObject({
      group: 'unchanged',
      reasons: [{ kind: 'withRow', line: 2 }],
    });
    expect(plan.toWrite).toBe(1);
  });

  test('what is no contact is told, beside one that is as well as alone', () => {
    const rows = [
      row(2, 'A', { phones: [mobile('3331234567')], residence: { email: 'senza' } }),
      row(3, 'B', { phones: [mobile('non ha')] }),
    ];
    const plan = planImport(input([patient('A'), patient('B')], rows), CONTACTS);
    expect(entryOf(plan, 'line:2')).toMatchObject({
      group: 'changed',
      warnings: [{ kind: 'wrongContact', text: 'senza' }],
    });
    expect(entryOf(plan, 'line:3').reasons).toEqual([
      { kind: 'row', problem: { kind: 'wrongContacts', text: 'non ha' } },
    ]);
  });

  test('another name on the same code, the bin, and a colleague’s patient are left alone', () => {
    const phones = [mobile('3331234567')];
    const binned = patient('B', { lifecycle: { binned: { at: 1, by: 'user' } } });
    const rows = [
      row(2, 'A', { phones, lastName: 'VERDI' }),
      row(3, 'B', { phones }),
      row(4, 'C', { phones, doctorCode: '99999' }),
    ];
    const plan = planImport(input([patient('A'), binned, patient('C')], rows), CONTACTS);
    expect(plan.entries.map(({ group }) => group)).toEqual([
      ...['problems', 'unchanged', 'otherDoctors'],
    ]);
    expect(plan.toWrite).toBe(0);
  });
});

describe('exemptions', () => {
  const code = (name: string, validTo: string | null = null) => ({
    code: name,
    validFrom: null,
    validTo,
  });
  const known = patient('A', { exemptions: { codes: [code('E30', '2026-03-31'), code('048')] } });
  const other = patient('B', { exemptions: { codes: [code('E01')] } });
  const rows = [
    row(2, 'A', { exemptions: [code('E30', '2027-03-31')] }),
    row(3, 'A', { exemptions: [code('C01')] }),
  ];

  test('codes are added or brought up to date, from all rows of a patient', () => {
    const plan = planImport(input([known, other], rows), EXEMPTIONS);
    const entry = entryOf(plan, 'line:2');
    expect(written(entry, 'exemptions')?.codes).toEqual([
      ...[code('E30', '2027-03-31'), code('048'), code('C01')],
    ]);
    expect(entry.fields[0]?.to).toBe('E30 (fino al 31/03/2027), 048, C01');
    expect(plan.entries).toHaveLength(2);
    expect(plan.toWrite).toBe(1);
  });

  test('with the tick what the file does not name goes, patients it does not name included', () => {
    const decisions = { ...EXEMPTIONS, removeExemptions: true };
    const plan = planImport(input([known, other], rows), decisions);
    expect(written(entryOf(plan, 'line:2'), 'exemptions')?.codes).toEqual([
      ...[code('E30', '2027-03-31'), code('C01')],
    ]);
    const unnamed = entryOf(plan, `patient:${other.id}`);
    expect(unnamed).toMatchObject({
      group: 'changed',
      included: true,
      reasons: [{ kind: 'exemptionsAbsent' }],
    });
    expect(written(unnamed, 'exemptions')).toEqual({ codes: [] });
  });

  test('a file that could not be read whole proves nobody’s absence', () => {
    const damage = [{ kind: 'truncatedLastRow', line: 3 }] as const;
    const decisions = { ...EXEMPTIONS, removeExemptions: true };
    const plan = planImport(input([known, other], rows, { damage }), decisions);
    expect(entryOf(plan, `patient:${other.id}`).included).toBe(false);
  });

  test('a row without a code is a problem', () => {
    const plan = planImport(input([known], [row(2, 'A')]), EXEMPTIONS);
    expect(entryOf(plan, 'line:2').reasons).toEqual([
      { kind: 'row', problem: { kind: 'missingExemption' } },
    ]);
  });
});
