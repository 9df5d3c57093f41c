import { describe, expect, test } from 'vitest';
import type { Patient } from '#lib/domain/patient.ts';
import { addDays } from '#lib/domain/plainDate.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { ImportDecisions, PlanInput } from './plan.ts';
import { planImport } from './planImport.ts';
import {
  MY_CODE,
  NO_ENROLMENT,
  TODAY,
  crowd,
  decisions,
  entryOf,
  idOf,
  includedChanges,
  input,
  patient,
  row,
  written,
} from './planTesting.ts';

function plan(
  patients: readonly Patient[],
  rows: readonly CheckedRow[],
  decided: Partial<ImportDecisions> = {},
  more: Partial<PlanInput> = {},
) {
  return planImport(input(patients, rows, more), decisions(decided));
}

function kinds(reasons: readonly { readonly kind: string }[]): string[] {
  return reasons.map(({ kind }) => kind);
}

const revoked = (knownOn = '2026-01-31') =>
  ({
    status: 'ssnRevoked',
    archive: { reason: 'ssnRevoked', text: null, knownOn, effectiveOn: null },
  }) as const;

describe('rule 1: each row stands in one group, by precedence', () => {
  test('an unmatched row is Nuovi and creates the patient with the region’s values', () => {
    const result = plan(
      [],
      [
        row(2, 'A', {
          enrolledOn: '2024-03-01',
          residence: { town: 'FIRENZE', phone: '055 123456' },
          exemptions: [{ code: 'E30', validFrom: null, validTo: '2027-03-31' }],
        }),
      ],
    );
    const entry = entryOf(result, 'line:2');
    expect(entry).toMatchObject({ group: 'added', included: true, patient: idOf('A') });
    expect(entry.changes.map(({ column, from }) => [column, from])).toEqual([
      ['identity', null],
      ['lifecycle', null],
      ['enrolment', null],
      ['residence', null],
      ['exemptions', null],
    ]);
    expect(written(entry, 'lifecycle')).toMatchObject({ status: 'ssn', archive: null });
    expect(written(entry, 'enrolment')).toMatchObject({ startedOn: '2024-03-01' });
    expect(result.toWrite).toBe(1);
  });

  test('a new patient of whom the list says little has an enrolment all the same, and no empty columns', () => {
    const entry = entryOf(
      plan([], [row(2, 'A', { doctorCode: null })], {}, { hasDoctorColumn: false }),
      'line:2',
    );
    expect(entry.changes.map(({ column }) => column)).toEqual([
      'identity',
      'lifecycle',
      'enrolment',
    ]);
  });

  test('the same content is Invariati and writes nothing', () => {
    const result = plan([patient('A')], [row(2, 'A')]);
    expect(entryOf(result, 'line:2')).toMatchObject({
      group: 'unchanged',
      canInclude: false,
      included: false,
      changes: [],
    });
    expect(result.toWrite).toBe(0);
  });

  test('another regional value is Modificati, field by field', () => {
    const known = patient('A', { residence: { town: 'FIRENZE', phone: '055 1' } });
    const entry = entryOf(
      plan([known], [row(2, 'A', { residence: { town: 'PRATO', phone: '055 1' } })]),
      'line:2',
    );
    expect(entry).toMatchObject({ group: 'changed', included: true });
    expect(entry.fields).toEqual([{ field: 'town', from: 'FIRENZE', to: 'PRATO' }]);
    expect(entry.changes.map(({ column }) => column)).toEqual(['residence']);
  });

  test('Problemi comes before Altri medici', () => {
    const bad = row(2, 'A', { doctorCode: '999', problems: [{ kind: 'missingName' }] });
    expect(entryOf(plan([], [bad]), 'line:2').group).toBe('problems');
  });

  test('Riattivati comes before Stato cambiato, and that before Modificati', () => {
    const say = { expiresOn: '2027-05-01', residence: { town: 'PRATO' } };
    const result = plan(
      [patient('A', { lifecycle: revoked() }), patient('B')],
      [row(2, 'A', say), row(3, 'B', say)],
    );
    expect(entryOf(result, 'line:2').group).toBe('reactivated');
    expect(entryOf(result, 'line:3').group).toBe('statusChanged');
    expect(entryOf(result, 'line:3').fields.map(({ field }) => field)).toEqual([
      'status',
      'expiresOn',
      'town',
    ]);
  });

  test('an earlier tax code of a patient matches him', () => {
    const known = patient('NEW', { identity: { aliases: ['OLD'] } });
    const entry = entryOf(plan([known], [row(2, 'OLD', { lastName: 'ROSSI NEW' })]), 'line:2');
    expect(entry).toMatchObject({ group: 'unchanged', patient: known.id });
  });

  test('entries stand in the order of the file, absent patients after them by name', () => {
    const others = crowd(40);
    const result = plan(
      [patient('Z'), patient('B'), ...others.patients],
      [row(9, 'Y', { lastName: 'VERDI' }), row(3, 'X', { lastName: 'BIANCHI' }), ...others.rows],
    );
    const keys = result.entries.map(({ key }) => key);
    expect(keys.slice(0, 2)).toEqual(['line:9', 'line:3']);
    expect(keys.slice(-2)).toEqual([`patient:${idOf('B')}`, `patient:${idOf('Z')}`]);
  });
});

describe('rule 2: what is compared and what is written', () => {
  test.each([
    ['NICOLO’', 'Nicolò'],
    ["D'AMICO", 'D’Amico'],
    ['D AMICO', "D'Amico"],
    ['DE  LUCA', 'De Luca'],
  ])('%s and %s are the same name: Invariati, the stored spelling stays', (said, stored) => {
    const entry = entryOf(
      plan(
        [patient('A', { identity: { lastName: stored }, residence: { town: 'Forlì' } })],
        [row(2, 'A', { lastName: said, residence: { town: "FORLI'" } })],
      ),
      'line:2',
    );
    expect(entry.group).toBe('unchanged');
  });

  test.each([
    ['name', { firstName: 'ANNA' }, 'firstName'],
    ['surname', { lastName: 'ROSSINI' }, 'lastName'],
    ['birth date', { birthDate: '1961-05-12' }, 'birthDate'],
    ['sex', { sex: 'M' as const }, 'sex'],
  ])(
    'a really different %s on the same tax code is a problem with Proponi correzione',
    (_, say, field) => {
      const entry = entryOf(plan([patient('A')], [row(2, 'A', say)]), 'line:2');
      expect(entry).toMatchObject({
        group: 'problems',
        canInclude: false,
        canProposeCorrection: true,
        changes: [],
      });
      expect(entry.reasons).toMatchObject([{ kind: 'identityDiffers', fields: [{ field }] }]);
    },
  );

  test('inverted surname and name are really different', () => {
    const entry = entryOf(
      plan([patient('A')], [row(2, 'A', { lastName: 'MARIA', firstName: 'ROSSI A' })]),
      'line:2',
    );
    expect(entry.group).toBe('problems');
  });

  test('a name cut elsewhere between surname and name is the same', () => {
    const known = patient('A', { identity: { lastName: 'DE LUCA', firstName: 'MARIA' } });
    const cut = row(2, 'A', { lastName: 'DE', firstName: 'LUCA MARIA' });
    expect(entryOf(plan([known], [cut]), 'line:2').group).toBe('unchanged');
  });

  test('a long name that the list cuts is the same', () => {
    const known = patient('A', { identity: { firstName: 'MARIA CONCETTA IMMACOLATA' } });
    const cut = row(2, 'A', { firstName: 'MARIA CONCETTA IMM' });
    expect(entryOf(plan([known], [cut]), 'line:2').group).toBe('unchanged');
  });

  test('empty identity fields are filled', () => {
    const known = patient('A', { identity: { birthDate: null, sex: null } });
    const entry = entryOf(
      plan([known], [row(2, 'A', { birthPlace: 'PRATO', cardNumber: '8038' })]),
      'line:2',
    );
    expect(entry.group).toBe('changed');
    expect(written(entry, 'identity')).toMatchObject({
      birthDate: '1960-05-12',
      sex: 'F',
      birthPlace: 'PRATO',
      cardNumber: '8038',
    });
    expect(entry.fields[0]).toEqual({ field: 'birthDate', from: null, to: '12/05/1960' });
  });

  test('a birth place or card number that differs stays as it is stored', () => {
    const known = patient('A', { identity: { birthPlace: 'PRATO', cardNumber: '1' } });
    const said = row(2, 'A', { birthPlace: 'FIRENZE', cardNumber: '2' });
    expect(entryOf(plan([known], [said]), 'line:2').group).toBe('unchanged');
  });

  test('an empty cell keeps what is there', () => {
    const known = patient('A', {
      enrolment: { startedOn: '2020-01-01', kind: 'SCELTA' },
      residence: { town: 'PRATO', phone: '055 1' },
      exemptions: { codes: [{ code: 'E30', validFrom: null, validTo: null }] },
    });
    const said = row(2, 'A', { firstName: null, birthDate: null, sex: null, residence: {} });
    expect(entryOf(plan([known], [said]), 'line:2').group).toBe('unchanged');
  });

  test('exemptions of the list are added or brought up to date, others stay', () => {
    const known = patient('A', {
      exemptions: {
        codes: [
          { code: '048', validFrom: null, validTo: null },
          { code: 'E30', validFrom: '2025-04-01', validTo: '2026-03-31' },
        ],
      },
    });
    const said = row(2, 'A', {
      exemptions: [{ code: 'e30', validFrom: null, validTo: '2027-03-31' }],
    });
    const entry = entryOf(plan([known], [said]), 'line:2');
    expect(written(entry, 'exemptions')?.codes).toEqual([
      { code: '048', validFrom: null, validTo: null },
      { code: 'E30', validFrom: '2025-04-01', validTo: '2027-03-31' },
    ]);
    expect(entry.fields.map(({ field }) => field)).toEqual(['exemptions']);
  });
});

describe('rule 3: whose list it is', () => {
  test.each(['12345', '00012345', ' 012 345 '])('%j is my code 012345', (doctorCode) => {
    expect(entryOf(plan([], [row(2, 'A', { doctorCode })]), 'line:2').group).toBe('added');
  });

  test('a colleague’s patients are Altri medici', () => {
    const other = row(2, 'A', { doctorCode: '999', doctorName: 'VERDI ANNA' });
    expect(entryOf(plan([], [other, row(3, 'B')]), 'line:2')).toMatchObject({
      group: 'otherDoctors',
      canInclude: false,
      reasons: [{ kind: 'otherDoctor', doctorCode: '999', doctorName: 'VERDI ANNA' }],
    });
  });

  test('a row whose doctor cell is empty is not provably mine: Problemi, and its patient is not absent', () => {
    const result = plan([patient('A')], [row(2, 'A', { doctorCode: null }), row(3, 'B')]);
    expect(entryOf(result, 'line:2').reasons).toEqual([{ kind: 'noDoctorCode' }]);
    expect(result.counts.toArchive.total).toBe(0);
  });

  test('a patient of mine under a colleague’s code is listed in Da archiviare, switched off', () => {
    const others = crowd(40);
    const moved = row(2, 'A', { doctorCode: '999' });
    const result = plan([patient('A'), ...others.patients], [moved, ...others.rows]);
    expect(entryOf(result, 'line:2').group).toBe('otherDoctors');
    expect(entryOf(result, `patient:${idOf('A')}`)).toMatchObject({
      group: 'toArchive',
      included: false,
      canInclude: true,
      reasons: [{ kind: 'nowWithOtherDoctor', doctorCode: '999', line: 2 }],
    });
    expect(result.toWrite).toBe(0);
  });

  test.each([
    ['no doctor column', false, null],
    ['a doctor column that is empty throughout', true, ''],
  ])(
    '%s: it asks whose list it is, and nobody is archived for being absent',
    (_, hasDoctorColumn, doctorCode) => {
      const result = plan(
        [patient('A'), patient('B')],
        [row(2, 'A', { doctorCode }), row(3, 'C', { doctorCode })],
        {},
        { hasDoctorColumn },
      );
      expect(kinds(result.notices)).toEqual(['whoseList', 'archivingOff']);
      expect(result.counts.toArchive.total).toBe(0);
      expect(entryOf(result, 'line:3').group).toBe('added');
    },
  );

  test('no doctor column: the answer is the scope', () => {
    const rows = [row(2, 'A', { doctorCode: null })];
    const result = plan(
      [patient('A'), patient('B')],
      rows,
      { listIsMine: true },
      { hasDoctorColumn: false },
    );
    expect(result.notices).toEqual([]);
    expect(entryOf(result, `patient:${idOf('B')}`)).toMatchObject({
      group: 'toArchive',
      included: true,
    });
  });

  test('no row with my code: it says so with the codes of the file, and archiving is off', () => {
    const rows = [
      row(2, 'A', { doctorCode: '777' }),
      row(3, 'B', { doctorCode: '0888' }),
      row(4, 'C', { doctorCode: '888' }),
    ];
    const result = plan([patient('D')], rows);
    expect(result.notices).toEqual([
      {
        kind: 'noRowOfMine',
        codes: [
          { code: '0888', rows: 2 },
          { code: '777', rows: 1 },
        ],
      },
      { kind: 'archivingOff', why: 'noRowOfMine', damage: [] },
    ]);
    expect(result.counts).toMatchObject({ otherDoctors: { total: 3 }, toArchive: { total: 0 } });
  });

  test('Il codice NNNNN è mio makes its rows mine', () => {
    const result = plan([], [row(2, 'A', { doctorCode: '777' })], { myCodes: ['00777'] });
    expect(result.notices).toEqual([]);
    expect(entryOf(result, 'line:2').group).toBe('added');
  });

  test('a patient under another code of mine, which the file does not carry, is not absent', () => {
    const elsewhere = patient('A', { enrolment: { doctorCode: '555' } });
    const result = plan(
      [elsewhere, patient('B')],
      [row(2, 'C')],
      {},
      { doctorCodes: [MY_CODE, '0555'] },
    );
    expect(result.entries.map(({ key }) => key)).toEqual(['line:2', `patient:${idOf('B')}`]);
  });

  test('a private patient is a problem, never touched', () => {
    const result = plan(
      [],
      [row(2, 'A'), row(3, 'B')],
      {},
      { privatePatients: [patient('A', { lifecycle: { status: 'private' } })] },
    );
    expect(entryOf(result, 'line:2')).toMatchObject({
      group: 'problems',
      changes: [],
      reasons: [{ kind: 'isPrivate' }],
    });
  });

  test('private patients and those of other panels are never absent', () => {
    const result = plan(
      [patient('A', { lifecycle: { status: 'private' } }), patient('B', { panel: 'other' })],
      [row(2, 'C')],
    );
    expect(result.counts.toArchive.total).toBe(0);
  });
});

describe('rule 4: absence is not proved by a missing match', () => {
  const others = crowd(40);
  const absentKey = `patient:${idOf('A')}`;

  test('an absent patient is Da archiviare', () => {
    const result = plan([patient('A'), ...others.patients], others.rows);
    expect(entryOf(result, absentKey)).toMatchObject({
      group: 'toArchive',
      included: true,
      line: null,
      reasons: [{ kind: 'absent' }],
    });
  });

  test.each([
    ['a new row', row(2, 'NEW', { lastName: 'rossi a' })],
    ['a swapped name', row(2, 'NEW', { lastName: 'MARIA', firstName: 'ROSSI A' })],
    ['a row without birth date', row(2, 'NEW', { lastName: 'ROSSI A', birthDate: null })],
    [
      'a row with a bad tax code',
      row(2, null, {
        lastName: 'ROSSI A',
        problems: [{ kind: 'taxCode', error: { kind: 'checkCharacter' }, text: 'X' }],
      }),
    ],
    ['a row without tax code', row(2, null, { lastName: 'ROSSI A' })],
    ['a row whose doctor is not said', row(2, 'NEW', { lastName: 'ROSSI A', doctorCode: null })],
    [
      'a revoked row of nobody known',
      row(2, 'NEW', { lastName: 'ROSSI A', revokedOn: '2026-01-01' }),
    ],
  ])('matched by name and birth date with %s: the pair is in Problemi', (_, suspect) => {
    const result = plan([patient('A'), ...others.patients], [suspect, ...others.rows]);
    expect(entryOf(result, 'line:2').group).toBe('problems');
    expect(entryOf(result, absentKey)).toMatchObject({
      group: 'problems',
      canInclude: false,
      reasons: [{ kind: 'taxCodeReplaced', line: 2 }],
    });
    expect(result.toWrite).toBe(0);
  });

  test('another birth date is another person', () => {
    const result = plan(
      [patient('A'), ...others.patients],
      [row(2, 'NEW', { lastName: 'ROSSI A', birthDate: '1999-01-01' }), ...others.rows],
    );
    expect(entryOf(result, 'line:2').group).toBe('added');
    expect(entryOf(result, absentKey).group).toBe('toArchive');
  });

  test('a homonym who is matched by his own code protects nobody', () => {
    const twin = patient('B', { identity: { lastName: 'ROSSI A' } });
    const result = plan(
      [patient('A'), twin, ...others.patients],
      [row(2, 'B', { lastName: 'ROSSI A' }), ...others.rows],
    );
    expect(entryOf(result, absentKey).group).toBe('toArchive');
  });

  test('the row of a pair can be created all the same; the patient stays', () => {
    const result = plan(
      [patient('A'), ...others.patients],
      [row(2, 'NEW', { lastName: 'ROSSI A' }), ...others.rows],
      {
        resolved: { 'line:2': { kind: 'create' } },
      },
    );
    expect(entryOf(result, 'line:2')).toMatchObject({ group: 'added', included: true });
    expect(entryOf(result, absentKey).group).toBe('problems');
  });

  test('the row of a pair can be linked to the patient: his code is a request, the rest is written', () => {
    const result = plan(
      [patient('A'), ...others.patients],
      [row(2, 'NEW', { lastName: 'ROSSI A', residence: { town: 'PRATO' } }), ...others.rows],
      { resolved: { 'line:2': { kind: 'match', patient: idOf('A') } } },
    );
    const entry = entryOf(result, 'line:2');
    expect(entry).toMatchObject({
      group: 'changed',
      canProposeCorrection: true,
      patient: idOf('A'),
    });
    expect(entry.changes.map(({ column }) => column)).toEqual(['residence']);
    expect(result.entries.some(({ key }) => key === absentKey)).toBe(false);
  });

  test('a patient whose tax code stands on a problem row is not absent', () => {
    const bad = row(2, 'A', {
      problems: [{ kind: 'impossibleDate', field: 'birthDate', text: '31/02/1960' }],
    });
    const result = plan([patient('A'), ...others.patients], [bad, ...others.rows]);
    expect(result.counts.toArchive.total).toBe(0);
  });

  test('a part of the file that could not be read turns archiving off and says why', () => {
    const damage = [{ kind: 'truncatedLastRow', line: 9 }] as const;
    const result = plan(
      [patient('A'), patient('B'), ...others.patients],
      [row(2, 'B', { revokedOn: '2026-01-01' }), ...others.rows],
      {},
      { damage },
    );
    expect(result.notices).toContainEqual({ kind: 'archivingOff', why: 'damaged', damage });
    expect(result.entries.some(({ key }) => key === absentKey)).toBe(false);
    expect(entryOf(result, 'line:2')).toMatchObject({ group: 'toArchive', included: false });
  });

  test.each([
    ['after the report', TODAY, '2026-11-20', true],
    ['on the day of the report', '2026-11-20', '2026-11-20', true],
    ['before the report', '2026-11-19', '2026-11-20', false],
    ['30 days ago, report undated', addDays(TODAY, -30), null, true],
    ['31 days ago, report undated', addDays(TODAY, -31), null, false],
  ])('a patient added by hand %s', (_, t, reportDate, isOff) => {
    const byHand = patient('A', { enrolment: null, t });
    const entry = entryOf(
      plan([byHand, ...others.patients], others.rows, { reportDate }),
      absentKey,
    );
    expect(entry).toMatchObject({ group: 'toArchive', included: !isOff, canInclude: true });
    expect(kinds(entry.reasons)).toEqual(isOff ? ['absent', 'addedByHand'] : ['absent']);
  });

  test('without the tick the absent are listed, switched off', () => {
    const result = plan([patient('A'), ...others.patients], others.rows, { archiveAbsent: false });
    expect(entryOf(result, absentKey)).toMatchObject({ group: 'toArchive', included: false });
    expect(result.toWrite).toBe(0);
  });
});

describe('rule 5: alarms', () => {
  test('no alarm at exactly 5 % of the active list', () => {
    const others = crowd(19);
    const result = plan([patient('A'), ...others.patients], others.rows);
    expect(result.alarms).toEqual([]);
  });

  test('more than 5 % of the active list', () => {
    const others = crowd(18);
    const result = plan([patient('A'), ...others.patients], others.rows);
    expect(result.alarms).toEqual([
      { why: 'manyArchived', archived: 1, active: 19, rowsInFile: 18 },
    ]);
  });

  test('a file of under half of the active list', () => {
    const others = crowd(41);
    const result = plan(others.patients, others.rows.slice(0, 20));
    expect(result.alarms.map(({ why }) => why)).toEqual(['manyArchived', 'smallFile']);
  });

  test('switching the entries off silences the alarm', () => {
    const others = crowd(18);
    const result = plan([patient('A'), ...others.patients], others.rows, {
      switched: { [`patient:${idOf('A')}`]: false },
    });
    expect(result.alarms).toEqual([]);
  });

  test('a small file that archives nobody by absence does not alarm', () => {
    const others = crowd(41);
    expect(plan(others.patients, others.rows.slice(0, 5), { archiveAbsent: false }).alarms).toEqual(
      [],
    );
  });

  test('revoked rows of patients who are not on the list do not count', () => {
    const gone = [
      row(2, 'X', { revokedOn: '2026-01-01' }),
      row(3, 'Y', { revokedOn: '2026-01-01' }),
    ];
    expect(plan(crowd(4).patients, [...gone, ...crowd(4).rows]).alarms).toEqual([]);
  });
});

describe('rule 6: freshness', () => {
  const earlier = {
    id: 'import',
    fileHash: 'other',
    fileName: 'elenco.csv',
    at: Date.UTC(2026, 10, 10, 12),
    reportDate: '2026-11-09',
    undone: false,
  };

  test('7 days are fresh, 8 are not', () => {
    expect(plan([], [row(2, 'A')], { reportDate: addDays(TODAY, -7) }).notices).toEqual([]);
    expect(plan([], [row(2, 'A')], { reportDate: addDays(TODAY, -8) }).notices).toEqual([
      { kind: 'reportIsOld', days: 8 },
    ]);
  });

  test.each([
    ['its report date', earlier, '2026-11-09'],
    ['its day, the report date being unknown', { ...earlier, reportDate: null }, '2026-11-10'],
  ])('older than the last import by %s', (_, last, lastReportDate) => {
    const result = plan(
      [],
      [row(2, 'A')],
      { reportDate: '2026-11-08' },
      { earlierImports: [last] },
    );
    expect(result.notices).toContainEqual({ kind: 'olderThanLastImport', lastReportDate });
  });

  test('an import that was undone does not count', () => {
    const undone = { ...earlier, fileHash: 'hash', undone: true };
    const result = plan([], [row(2, 'A')], { reportDate: TODAY }, { earlierImports: [undone] });
    expect(result.notices).toEqual([]);
  });

  test('the same file again', () => {
    const same = { ...earlier, fileHash: 'hash' };
    const result = plan([], [row(2, 'A')], {}, { earlierImports: [same] });
    expect(result.notices).toEqual([{ kind: 'sameFile', fileName: 'elenco.csv', at: same.at }]);
  });
});

describe('rule 7: what is written', () => {
  const others = crowd(40);

  test.each([
    ['2026-11-20', '2026-11-20'],
    [null, TODAY],
  ])(
    'an absent patient is archived as SSN Revocato, known on the report’s date %s',
    (reportDate, knownOn) => {
      const result = plan([patient('A'), ...others.patients], others.rows, { reportDate });
      expect(written(entryOf(result, `patient:${idOf('A')}`), 'lifecycle')).toMatchObject({
        status: 'ssnRevoked',
        archive: { reason: 'ssnRevoked', knownOn, effectiveOn: null },
      });
    },
  );

  test('an absent patient who is known to be dead stays SSN Deceduto', () => {
    const dead = patient('A', { lifecycle: { status: 'ssnDeceased', deathDate: '2026-08-01' } });
    const result = plan([dead, ...others.patients], others.rows);
    expect(written(entryOf(result, `patient:${idOf('A')}`), 'lifecycle')).toMatchObject({
      status: 'ssnDeceased',
      archive: { reason: 'ssnDeceased', effectiveOn: '2026-08-01' },
    });
  });

  test.each([
    ['a past revocation', { revokedOn: '2026-10-01' }, 'revokedInFile', 'ssnRevoked', '2026-10-01'],
    ['a revocation of today', { revokedOn: TODAY }, 'revokedInFile', 'ssnRevoked', TODAY],
    ['the word for revoked', { kindStatus: 'revoked' }, 'revokedInFile', 'ssnRevoked', null],
    ['a date of death', { deathDate: '2026-09-01' }, 'deceasedInFile', 'ssnDeceased', '2026-09-01'],
    ['the word for dead', { kindStatus: 'deceased' }, 'deceasedInFile', 'ssnDeceased', null],
  ] as const)(
    'a row with %s is proposed in Da archiviare with that reason',
    (_, say, kind, status, effectiveOn) => {
      const rows = [row(2, 'A', say), row(3, 'NEW', say)];
      const result = plan([patient('A')], rows);
      for (const key of ['line:2', 'line:3']) {
        const entry = entryOf(result, key);
        expect(entry).toMatchObject({ group: 'toArchive', included: true });
        expect(kinds(entry.reasons)).toEqual([kind]);
        expect(written(entry, 'lifecycle')).toMatchObject({
          status,
          archive: { reason: status, effectiveOn, knownOn: TODAY },
        });
      }
      const unticked = plan([patient('A')], rows, { archiveAbsent: false });
      expect(unticked.counts.toArchive).toEqual({ total: 2, included: 0 });
    },
  );

  test('a date of death is written down', () => {
    const entry = entryOf(
      plan([patient('A')], [row(2, 'A', { deathDate: '2026-09-01' })]),
      'line:2',
    );
    expect(written(entry, 'lifecycle')?.deathDate).toBe('2026-09-01');
  });

  test('a revocation still to come is only recorded', () => {
    const entry = entryOf(
      plan([patient('A')], [row(2, 'A', { revokedOn: '2027-01-01' })]),
      'line:2',
    );
    expect(entry.group).toBe('changed');
    expect(entry.changes.map(({ column }) => column)).toEqual(['enrolment']);
  });

  test('a row that says revoked of somebody archived as revoked is Invariati', () => {
    const result = plan(
      [patient('A', { lifecycle: revoked() })],
      [row(2, 'A', { revokedOn: '2026-01-01' })],
    );
    expect(entryOf(result, 'line:2').group).toBe('unchanged');
  });

  test('a row that says dead of somebody archived as revoked changes the status, and he stays archived', () => {
    const entry = entryOf(
      plan([patient('A', { lifecycle: revoked() })], [row(2, 'A', { deathDate: '2025-12-01' })]),
      'line:2',
    );
    expect(entry.group).toBe('statusChanged');
    expect(written(entry, 'lifecycle')).toMatchObject({
      status: 'ssnDeceased',
      archive: { reason: 'ssnDeceased' },
    });
  });

  test.each([
    [
      'archived',
      { archive: { reason: 'ssnDeceased', text: null, knownOn: TODAY, effectiveOn: null } },
    ],
    ['not archived', {}],
  ] as const)('a locally deceased patient (%s) found alive is a problem', (_, more) => {
    const dead = patient('A', {
      lifecycle: { status: 'ssnDeceased', deathDate: '2026-08-01', ...more },
    });
    const entry = entryOf(plan([dead], [row(2, 'A')]), 'line:2');
    expect(entry).toMatchObject({
      group: 'problems',
      canInclude: false,
      reasons: [{ kind: 'deceasedHere', deathDate: '2026-08-01' }],
    });
  });

  test('a revoked archived patient found again is Riattivati', () => {
    const gone = patient('A', { lifecycle: revoked(), enrolment: { revokedOn: '2025-12-31' } });
    const entry = entryOf(plan([gone], [row(2, 'A')]), 'line:2');
    expect(entry).toMatchObject({
      group: 'reactivated',
      included: true,
      reasons: [{ kind: 'archivedHere', reason: 'ssnRevoked', on: '2026-01-31' }],
    });
    expect(written(entry, 'lifecycle')).toMatchObject({ status: 'ssn', archive: null });
    expect(written(entry, 'enrolment')?.revokedOn).toBeNull();
  });

  test('a patient archived with reason Altro is Riattivati, switched off', () => {
    const archive = {
      reason: 'other',
      text: null,
      knownOn: '2026-02-01',
      effectiveOn: null,
    } as const;
    const entry = entryOf(
      plan([patient('A', { lifecycle: { archive } })], [row(2, 'A')]),
      'line:2',
    );
    expect(entry).toMatchObject({ group: 'reactivated', included: false, canInclude: true });
  });

  test('SSN Revocato, not archived, found in the list becomes SSN again', () => {
    const gone = patient('A', {
      lifecycle: { status: 'ssnRevoked' },
      enrolment: { revokedOn: '2026-01-01' },
    });
    const entry = entryOf(plan([gone], [row(2, 'A')]), 'line:2');
    expect(entry.group).toBe('statusChanged');
    expect(entry.fields).toEqual([
      { field: 'status', from: 'ssnRevoked', to: 'ssn' },
      { field: 'revokedOn', from: '01/01/2026', to: null },
    ]);
  });

  test('in the bin: Riattivati, switched off, with the day', () => {
    const binned = patient('A', {
      lifecycle: { ...revoked(), binned: { at: 0, by: 'user' } },
      t: '2026-11-01',
    });
    const off = entryOf(plan([binned], [row(2, 'A')]), 'line:2');
    expect(off).toMatchObject({ group: 'reactivated', included: false, canInclude: true });
    expect(off.reasons[0]).toEqual({ kind: 'inBin', since: '2026-11-01' });
    const on = entryOf(plan([binned], [row(2, 'A')], { switched: { 'line:2': true } }), 'line:2');
    expect(on.included).toBe(true);
    expect(written(on, 'lifecycle')).toMatchObject({ binned: null, archive: null, status: 'ssn' });
  });

  test('erased: Nuovi under the next generation, with the day', () => {
    const erased = new Map([
      [idOf('A', 1), '2025-01-01'],
      [idOf('A', 2), '2026-01-01'],
    ]);
    expect(entryOf(plan([], [row(2, 'A')], {}, { erased }), 'line:2')).toMatchObject({
      group: 'added',
      included: true,
      patient: idOf('A', 3),
      reasons: [{ kind: 'erased', on: '2026-01-01' }],
    });
  });

  test.each([
    ['an expiry', { expiresOn: '2027-05-01' }],
    ['the word for temporary', { kindStatus: 'temporary' }],
  ] as const)('%s makes a patient SSN Temporaneo', (_, say) => {
    const result = plan([patient('A')], [row(2, 'A', say), row(3, 'NEW', say)]);
    expect(entryOf(result, 'line:2').group).toBe('statusChanged');
    expect(written(entryOf(result, 'line:2'), 'lifecycle')?.status).toBe('ssnTemporary');
    expect(written(entryOf(result, 'line:3'), 'lifecycle')?.status).toBe('ssnTemporary');
    expect(written(entryOf(result, 'line:3'), 'enrolment')?.expiresOn).toBe(
      'expiresOn' in say ? say.expiresOn : null,
    );
  });

  const temporary = patient('A', {
    lifecycle: { status: 'ssnTemporary' },
    enrolment: { expiresOn: '2026-12-31' },
  });

  test.each([
    ['by its word', { kindStatus: 'openEnded' } as const, undefined],
    ['by an empty expiry column', {}, true],
  ])(
    'a temporary that became open-ended %s becomes SSN, without expiry',
    (_, say, hasExpiryColumn) => {
      const entry = entryOf(
        plan([temporary], [row(2, 'A', say)], {}, { hasExpiryColumn }),
        'line:2',
      );
      expect(entry.group).toBe('statusChanged');
      expect(written(entry, 'lifecycle')?.status).toBe('ssn');
      expect(written(entry, 'enrolment')?.expiresOn).toBeNull();
    },
  );

  test('a list that says nothing of expiries leaves a temporary as he is', () => {
    expect(entryOf(plan([temporary], [row(2, 'A')]), 'line:2').group).toBe('unchanged');
  });

  test('a renewed temporary is Modificati', () => {
    const entry = entryOf(plan([temporary], [row(2, 'A', { expiresOn: '2027-12-31' })]), 'line:2');
    expect(entry).toMatchObject({
      group: 'changed',
      fields: [{ field: 'expiresOn', from: '31/12/2026', to: '31/12/2027' }],
    });
  });
});

describe('rule 8: rows without a usable identity', () => {
  test.each([
    { kind: 'missingTaxCode' },
    { kind: 'taxCode', error: { kind: 'checkCharacter' }, text: 'X' },
    { kind: 'impossibleDate', field: 'birthDate', text: '31/02/1960' },
    { kind: 'repeatedTaxCode', firstLine: 1 },
  ] as const)('$kind is in Problemi with its reason', (problem) => {
    const entry = entryOf(plan([], [row(2, null, { problems: [problem] })]), 'line:2');
    expect(entry).toMatchObject({ group: 'problems', included: false, canInclude: false });
    expect(entry.reasons).toEqual([{ kind: 'row', problem }]);
    expect(entry.canCreateAnyway).toBe(problem.kind === 'missingTaxCode');
  });

  test('an empty tax code is matched by name and birth date, as a proposal', () => {
    const entry = entryOf(plan([patient('A')], [row(2, null, { lastName: 'Rossi A' })]), 'line:2');
    expect(entry.reasons[1]).toEqual({
      kind: 'sameNameAndBirthDate',
      candidate: idOf('A'),
      candidateName: 'ROSSI A MARIA',
    });
  });

  test('the proposal taken updates that patient', () => {
    const said = row(2, null, { lastName: 'ROSSI A', residence: { town: 'PRATO' } });
    const result = plan([patient('A')], [said], {
      resolved: { 'line:2': { kind: 'match', patient: idOf('A') } },
    });
    expect(entryOf(result, 'line:2')).toMatchObject({ group: 'changed', patient: idOf('A') });
    expect(result.counts.toArchive.total).toBe(0);
  });

  test('Crea comunque creates a patient without tax code, the same one every time', () => {
    const said = row(2, null, { lastName: 'NERI' });
    const create = { resolved: { 'line:2': { kind: 'create' } } } as const;
    const [first, second] = [plan([], [said], create), plan([], [said], create)];
    expect(entryOf(first, 'line:2')).toMatchObject({ group: 'added', included: true });
    expect(written(entryOf(first, 'line:2'), 'identity')).toMatchObject({
      taxCode: null,
      taxCodeKind: null,
    });
    expect(second).toEqual(first);
  });

  test('two like rows created anyway are two patients', () => {
    const rows = [row(2, null, { lastName: 'NERI' }), row(3, null, { lastName: 'NERI' })];
    const result = plan([], rows, {
      resolved: { 'line:2': { kind: 'create' }, 'line:3': { kind: 'create' } },
    });
    expect(new Set(result.entries.map((entry) => entry.patient)).size).toBe(2);
  });

  test('two rows of one patient, by an old code and by a new one: the second is a problem', () => {
    const known = patient('NEW', { identity: { aliases: ['OLD'], lastName: 'ROSSI' } });
    const rows = [row(2, 'NEW', { lastName: 'ROSSI' }), row(3, 'OLD', { lastName: 'ROSSI' })];
    expect(entryOf(plan([known], rows), 'line:3').reasons).toEqual([
      { kind: 'row', problem: { kind: 'repeatedTaxCode', firstLine: 2 } },
    ]);
  });
});

describe('rule 9: the practice’s own address and contacts', () => {
  test('are never written, whatever the region says', () => {
    const own = { numbers: [{ number: '333 1', label: 'Cellulare', doNotUse: false }] };
    const result = plan(
      [patient('A', { phones: own })],
      [
        row(2, 'A', {
          residence: { phone: '055 9', email: 'a@example.org', address: 'VIA ROMA 1' },
        }),
      ],
    );
    expect(includedChanges(result).map(({ column }) => column)).toEqual(['residence']);
  });
});

test('a switch moves an entry only where something can be written', () => {
  const result = plan([patient('A')], [row(2, 'A'), row(3, 'B')], {
    switched: { 'line:2': true, 'line:3': false },
  });
  expect(result.entries.map(({ included }) => included)).toEqual([false, false]);
  expect(result.counts.added).toEqual({ total: 1, included: 0 });
});

test('a change replaces what is stored, without its stamp', () => {
  const [change] = includedChanges(
    plan([patient('A')], [row(2, 'A', { enrolledOn: '2024-01-01' })]),
  );
  expect(change?.from).toEqual({ ...NO_ENROLMENT, doctorCode: MY_CODE });
});
