import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from './change.ts';
import { NEW_LIFECYCLE } from './lifecycle.ts';
import {
  COLUMNS,
  type Column,
  type ColumnValue,
  type Identity,
  type Lifecycle,
} from './patient.ts';
import {
  type Circumstances,
  type StoredValue,
  may,
  mayImport,
  mayRead,
  refuseForbidden,
} from './policy.ts';
import { NO_GRANTS, type PanelAccess, type Session } from './session.ts';

const TODAY = '2026-11-23';
const NOW = 1_000_000_000;

function session(role: Session['role'], access: Partial<PanelAccess> | null): Session {
  const panels =
    access === null ? [] : [{ panel: 'panel', grants: NO_GRANTS, ...access } as PanelAccess];
  return { practiceId: 'practice', userId: 'me', name: 'Me', role, panels };
}

const granted = { ...NO_GRANTS, regionalImport: true };
const WHO = {
  doctor: session('doctor', { relation: 'own' }),
  substitute: session('substitute', {
    relation: 'substitute',
    from: '2026-11-01',
    to: '2026-11-30',
  }),
  secretary: session('secretary', { relation: 'staff' }),
  nurse: session('nurse', { relation: 'staff' }),
  importer: session('secretary', { relation: 'staff', grants: granted }),
  group: session('doctor', { relation: 'group' }),
  network: session('doctor', { relation: 'network' }),
  support: session('support', null),
  stranger: session('doctor', null),
} as const;
type Who = keyof typeof WHO;
const EVERYONE = Object.keys(WHO) as Who[];
const STAFF = ['secretary', 'nurse', 'importer'] as const;
const DESK = ['doctor', 'substitute', ...STAFF] as const;
const IMPORTERS = ['doctor', 'substitute', 'importer'] as const;

function where(more: Partial<Circumstances> = {}): Circumstances {
  return {
    list: 'ssn',
    panel: 'panel',
    madeOn: TODAY,
    today: TODAY,
    now: NOW,
    stored: null,
    onRequest: false,
    ...more,
  };
}

function stored(more: Partial<StoredValue>): StoredValue {
  return { by: 'somebody', on: TODAY, receivedAt: NOW, replaced: null, ...more };
}

const identity: Identity = {
  lastName: 'ROSSI',
  firstName: 'MARIA',
  taxCode: 'A',
  taxCodeKind: 'regular',
  aliases: [],
  birthDate: null,
  birthPlace: null,
  sex: 'F',
  cardNumber: null,
};
const active = NEW_LIFECYCLE;
const temporary: Lifecycle = { ...active, status: 'ssnTemporary' };
const other: Lifecycle = {
  ...active,
  archive: { reason: 'other', text: null, knownOn: TODAY, effectiveOn: null },
};
const revoked: Lifecycle = {
  ...active,
  status: 'ssnRevoked',
  archive: { reason: 'ssnRevoked', text: null, knownOn: TODAY, effectiveOn: null },
};
const deceased: Lifecycle = {
  ...active,
  status: 'ssnDeceased',
  deathDate: '2026-11-01',
  archive: { reason: 'ssnDeceased', text: null, knownOn: TODAY, effectiveOn: '2026-11-01' },
};
const bin = { binned: { at: NOW, by: 'me' } };
const erased: Lifecycle = { ...active, erasedOn: TODAY };
const privatePatient: Lifecycle = { ...active, status: 'private' };
const end = { moveId: 'move', place: null };
const moved: Lifecycle = { ...active, moved: end };
const statusChange = {
  reason: 'transfer',
  text: null,
  knownOn: TODAY,
  effectiveOn: TODAY,
} as const;
const enrolment = {
  startedOn: null,
  expiresOn: '2027-01-01',
  revokedOn: null,
  kind: null,
  doctorCode: null,
};

type Row = readonly [
  name: string,
  column: Column,
  from: ColumnValue,
  to: ColumnValue,
  allowed: readonly Who[],
];

/** DESIGN.md §6, transition by transition, on an SSN list: who may; nobody else may. */
const TABLE: readonly Row[] = [
  ['add a patient', 'identity', null, identity, DESK],
  ['fill the birth date', 'identity', identity, { ...identity, birthDate: '1960-01-01' }, DESK],
  ['change the sex', 'identity', identity, { ...identity, sex: 'M' }, IMPORTERS],
  ['empty the sex', 'identity', identity, { ...identity, sex: null }, IMPORTERS],
  ['edit the surname', 'identity', identity, { ...identity, lastName: 'VERDI' }, []],
  ['edit the name', 'identity', identity, { ...identity, firstName: 'ANNA' }, []],
  ['edit the tax code', 'identity', identity, { ...identity, taxCode: 'B', aliases: ['A'] }, []],
  ['empty the tax code', 'identity', identity, { ...identity, taxCode: null }, []],
  ['add an alias', 'identity', identity, { ...identity, aliases: ['B'] }, []],
  ['clear the identity', 'identity', identity, null, ['doctor']],
  ['create the lifecycle as SSN', 'lifecycle', null, active, DESK],
  ['create it as SSN Temporaneo', 'lifecycle', null, temporary, DESK],
  ['create it archived as revoked', 'lifecycle', null, revoked, DESK],
  [
    'create it SSN Deceduto, not archived',
    'lifecycle',
    null,
    { ...active, status: 'ssnDeceased' },
    IMPORTERS,
  ],
  ['create it private on an SSN list', 'lifecycle', null, privatePatient, []],
  ['create it folded into another', 'lifecycle', null, { ...active, aliasOf: 'x' }, ['doctor']],
  ['clear the lifecycle', 'lifecycle', active, null, ['doctor']],
  ['clear an archived lifecycle', 'lifecycle', revoked, null, ['doctor']],
  ['change status', 'lifecycle', active, temporary, IMPORTERS],
  [
    'to SSN Deceduto, with its date',
    'lifecycle',
    active,
    { ...deceased, archive: null },
    IMPORTERS,
  ],
  ['set a date of death alone', 'lifecycle', active, { ...active, deathDate: TODAY }, IMPORTERS],
  ['to Regime privato', 'lifecycle', active, privatePatient, []],
  ['archive, Altro', 'lifecycle', active, other, DESK],
  ['archive, SSN Revocato', 'lifecycle', active, revoked, DESK],
  ['archive, SSN Deceduto', 'lifecycle', active, deceased, DESK],
  [
    'archive as Altro with another status',
    'lifecycle',
    active,
    { ...other, status: 'ssnTemporary' },
    IMPORTERS,
  ],
  [
    'archive as revoked with a date of death',
    'lifecycle',
    active,
    { ...revoked, deathDate: TODAY },
    IMPORTERS,
  ],
  ['give another reason', 'lifecycle', revoked, deceased, IMPORTERS],
  ['restore', 'lifecycle', revoked, active, IMPORTERS],
  ['restore as SSN Temporaneo', 'lifecycle', other, temporary, IMPORTERS],
  ['write the same archive again', 'lifecycle', revoked, revoked, IMPORTERS],
  ['to the bin from the archive', 'lifecycle', revoked, { ...revoked, ...bin }, ['doctor']],
  ['to the bin from the list', 'lifecycle', active, { ...active, ...bin }, STAFF],
  ['archive and bin at once', 'lifecycle', active, { ...revoked, ...bin }, ['doctor', ...STAFF]],
  ['out of the bin', 'lifecycle', { ...revoked, ...bin }, revoked, ['doctor']],
  ['out of the bin and active', 'lifecycle', { ...revoked, ...bin }, active, ['doctor']],
  [
    'prolong the time in the bin',
    'lifecycle',
    { ...other, ...bin },
    { ...other, binned: { at: 9, by: 'me' } },
    ['doctor'],
  ],
  ['erase', 'lifecycle', { ...revoked, ...bin }, erased, ['doctor']],
  ['bring back the erased', 'lifecycle', erased, active, []],
  ['rewrite the erased', 'lifecycle', erased, erased, []],
  ['fold into another patient', 'lifecycle', active, { ...active, aliasOf: 'x' }, ['doctor']],
  ['leave for another list', 'lifecycle', active, moved, ['doctor', 'substitute']],
  ['leave it from the bin', 'lifecycle', { ...other, ...bin }, moved, ['doctor']],
  ['enter from another list', 'lifecycle', null, { ...active, from: end }, ['doctor']],
  ['come back where he had left', 'lifecycle', moved, { ...active, from: end }, ['doctor']],
  ['come back as if nothing had been', 'lifecycle', moved, active, ['doctor']],
  ['come back into the bin', 'lifecycle', moved, { ...active, ...bin, from: end }, []],
  ['write again that he left', 'lifecycle', moved, moved, IMPORTERS],
  ['clear what is left of a move', 'lifecycle', moved, null, ['doctor']],
  ['say he came from elsewhere', 'lifecycle', active, { ...active, from: end }, IMPORTERS],
  ['give a reason for the status', 'lifecycle', active, { ...active, statusChange }, IMPORTERS],
  ['archive as revoked with its reason', 'lifecycle', active, { ...revoked, statusChange }, DESK],
  [
    'archive as Altro with another reason of the status',
    'lifecycle',
    active,
    { ...other, statusChange },
    IMPORTERS,
  ],
  [
    'address',
    'address',
    null,
    { address: 'VIA', town: null, province: null, postcode: null },
    [...DESK, 'group'],
  ],
  ['phones', 'phones', null, { numbers: [] }, [...DESK, 'group']],
  ['phones emptied', 'phones', { numbers: [] }, null, [...DESK, 'group']],
  ['e-mail', 'email', null, { email: 'a@example.org', doNotUse: false }, [...DESK, 'group']],
  ['note', 'note', { text: 'a' }, { text: 'b' }, [...DESK, 'group']],
  ['invite', 'invite', null, { invitedAt: 1, invitedBy: 'me', hasApp: false }, DESK],
  ['block', 'block', null, { areas: ['chat'], reason: 'x' }, []],
  ['unblock', 'block', { areas: ['chat'], reason: 'x' }, null, []],
  ['enrolment of a new patient', 'enrolment', null, enrolment, DESK],
  ['enrolment', 'enrolment', enrolment, { ...enrolment, expiresOn: null }, IMPORTERS],
  ['enrolment cleared', 'enrolment', enrolment, null, IMPORTERS],
  [
    'the region’s address',
    'residence',
    null,
    { address: null, town: 'PRATO', province: null, postcode: null, phone: null, email: null },
    IMPORTERS,
  ],
  ['exemptions', 'exemptions', null, { codes: [] }, IMPORTERS],
];

describe('who may do what on an SSN list', () => {
  test.each(TABLE)('%s', (_, column, from, to, allowed) => {
    const found = EVERYONE.filter((who) => may(WHO[who], where(), column, from, to));
    expect(found).toEqual(EVERYONE.filter((who) => allowed.includes(who)));
  });
});

describe('a private list', () => {
  const inPrivate = where({ list: 'private' });
  const withPrivate = session('secretary', {
    relation: 'staff',
    grants: { ...granted, privateList: true },
  });
  const archivedPrivate = { ...privatePatient, archive: other.archive };

  test.each([
    ['add', null, privatePatient, ['doctor', 'substitute']],
    ['archive', privatePatient, archivedPrivate, ['doctor', 'substitute']],
    ['Cambia stato', privatePatient, active, []],
    ['restore as SSN', archivedPrivate, active, []],
    ['take in from SSN', null, { ...privatePatient, from: end }, ['doctor', 'substitute']],
    ['take in again', { ...privatePatient, moved: end }, privatePatient, ['doctor', 'substitute']],
    ['give back to SSN', privatePatient, { ...privatePatient, moved: end }, ['doctor']],
  ] as const)('%s', (_, from, to, allowed) => {
    const found = EVERYONE.filter((who) => may(WHO[who], inPrivate, 'lifecycle', from, to));
    expect(found).toEqual(EVERYONE.filter((who) => (allowed as readonly Who[]).includes(who)));
  });

  test('staff need the grant; the one for imports does not reach private patients', () => {
    expect(may(withPrivate, inPrivate, 'note', null, { text: 'x' })).toBe(true);
    expect(may(withPrivate, inPrivate, 'lifecycle', privatePatient, archivedPrivate)).toBe(true);
    expect(may(withPrivate, inPrivate, 'lifecycle', archivedPrivate, privatePatient)).toBe(false);
    expect(may(WHO.importer, inPrivate, 'note', null, { text: 'x' })).toBe(false);
  });
});

describe('a secretary takes back her own archiving', () => {
  const own = stored({ by: 'me', replaced: temporary });
  const restores = (known: StoredValue | null, to: Lifecycle = temporary) =>
    may(WHO.secretary, where({ stored: known }), 'lifecycle', revoked, to);

  test.each([
    ['just received', own, true],
    ['never sent', { ...own, receivedAt: null }, true],
    ['received 9:59 ago', { ...own, receivedAt: NOW - 599_999 }, true],
    ['received 10 minutes ago', { ...own, receivedAt: NOW - 600_000 }, false],
    ['somebody else’s', { ...own, by: 'doctor' }, false],
    ['unknown', null, false],
  ])('%s', (_, known, allowed) => {
    expect(restores(known)).toBe(allowed);
  });

  test('to exactly what it was: it is no way to another status', () => {
    expect(restores(own, active)).toBe(false);
    expect(restores({ ...own, replaced: deceased }, temporary)).toBe(false);
  });

  test('with no time given a received one is not recent', () => {
    const change: Change = { patient: 'p', column: 'lifecycle', from: revoked, to: temporary };
    const command = (known: StoredValue) =>
      refuseForbidden(WHO.secretary, 'panel', [change], TODAY, { stored: () => known }).ok;
    expect(command(own)).toBe(false);
    expect(command({ ...own, receivedAt: null })).toBe(true);
  });
});

describe('a substitute', () => {
  const change = (more: Partial<Circumstances>) =>
    may(WHO.substitute, where(more), 'lifecycle', active, revoked);

  test.each([
    ['on the first day', { madeOn: '2026-11-01' }, true],
    ['on the last day', { madeOn: '2026-11-30', today: '2026-11-30' }, true],
    ['before the first day', { madeOn: '2026-10-31' }, false],
    ['after the last day', { madeOn: '2026-12-01', today: '2026-12-01' }, false],
    ['made in time, arrived within 7 days', { madeOn: '2026-11-30', today: '2026-12-07' }, true],
    ['made in time, arrived after 8 days', { madeOn: '2026-11-30', today: '2026-12-08' }, false],
  ])('%s', (_, more, allowed) => {
    expect(change(more)).toBe(allowed);
  });

  test('takes back a creation of his dates, and no other', () => {
    const clears = (known: StoredValue | null) =>
      (['identity', 'lifecycle'] as const).map((column) =>
        may(
          WHO.substitute,
          where({ stored: known }),
          column,
          column === 'identity' ? identity : active,
          null,
        ),
      );
    expect(clears(stored({ on: '2026-11-10' }))).toEqual([true, true]);
    expect(clears(stored({ on: '2026-10-10' }))).toEqual([false, false]);
    expect(clears(stored({ on: '2026-11-10', replaced: identity }))).toEqual([false, false]);
    expect(clears(null)).toEqual([false, false]);
  });
});

describe('support', () => {
  const onRequest = where({ onRequest: true });
  const corrected = { ...identity, lastName: 'VERDI', taxCode: 'B', aliases: ['A'] };

  test('corrects an identity within a request, the old code kept as an alias', () => {
    expect(may(WHO.support, onRequest, 'identity', identity, corrected)).toBe(true);
    expect(may(WHO.support, onRequest, 'identity', identity, { ...corrected, aliases: [] })).toBe(
      false,
    );
    expect(may(WHO.support, onRequest, 'identity', identity, null)).toBe(false);
    expect(may(WHO.support, onRequest, 'identity', null, identity)).toBe(false);
  });

  test('blocks and folds within a request, and nothing else', () => {
    const allowed = TABLE.filter(([, column, from, to]) =>
      may(WHO.support, onRequest, column, from, to),
    );
    expect(allowed.map(([name]) => name)).toEqual(
      [
        'edit the surname',
        'edit the name',
        'edit the tax code',
        'change the sex',
        'empty the sex',
        'fill the birth date',
        'add an alias',
        'fold into another patient',
        'block',
        'unblock',
      ].sort((a, b) => nameIndex(a) - nameIndex(b)),
    );
  });

  function nameIndex(name: string): number {
    return TABLE.findIndex(([candidate]) => candidate === name);
  }
});

test('staff with the import grant take back only what they created themselves', () => {
  const clears = (by: string) =>
    may(WHO.importer, where({ stored: stored({ by }) }), 'identity', identity, null);
  expect([clears('me'), clears('doctor')]).toEqual([true, false]);
});

test('a relation that the role cannot have is none', () => {
  const odd = [
    session('secretary', { relation: 'own' }),
    session('support', { relation: 'own' }),
    session('doctor', { relation: 'staff', grants: granted }),
    session('nurse', { relation: 'substitute', from: null, to: null }),
    session('doctor', { relation: 'own', panel: 'elsewhere' }),
  ];
  for (const who of odd) expect(may(who, where(), 'note', null, { text: 'x' })).toBe(false);
});

test('a colleague of the group who is also the substitute has the rights of both', () => {
  const both: Session = {
    ...WHO.group,
    panels: [...WHO.group.panels, ...WHO.substitute.panels],
  };
  expect(may(both, where(), 'lifecycle', active, revoked)).toBe(true);
  expect(
    may(both, where({ madeOn: '2027-01-01', today: '2027-01-01' }), 'lifecycle', active, revoked),
  ).toBe(false);
  expect(
    may(both, where({ madeOn: '2027-01-01', today: '2027-01-01' }), 'note', null, { text: 'x' }),
  ).toBe(true);
});

test('a command is refused whole, with the changes that are forbidden', () => {
  const changes: Change[] = [
    { patient: 'p', column: 'note', from: null, to: { text: 'x' } },
    { patient: 'p', column: 'lifecycle', from: revoked, to: active },
  ];
  expect(refuseForbidden(WHO.doctor, 'panel', changes, TODAY)).toEqual({
    ok: true,
    value: changes,
  });
  expect(refuseForbidden(WHO.secretary, 'panel', changes, TODAY)).toEqual({
    ok: false,
    error: { kind: 'forbidden', count: 1, changes: [changes[1]] },
  });
});

describe('over random transitions', () => {
  const RUNS = { seed: 20261123, numRuns: 2_000 };
  const usual = fc.constantFrom(active, temporary, other, revoked, deceased, { ...other, ...bin });
  const odd = fc.record({
    status: fc.constantFrom('ssn', 'ssnTemporary', 'ssnRevoked', 'ssnDeceased', 'private'),
    archive: fc.constantFrom(null, other.archive, revoked.archive, deceased.archive),
    deathDate: fc.constantFrom(null, '2026-11-01'),
    binned: fc.constantFrom(null, { at: 1, by: 'me' }, { at: 2, by: 'x' }),
    erasedOn: fc.constantFrom(null, null, null, TODAY),
    aliasOf: fc.constantFrom(null, null, null, 'x'),
  }) as fc.Arbitrary<Lifecycle>;
  const lifecycle = fc.oneof({ weight: 3, arbitrary: usual }, odd);
  const nothingOr = (value: fc.Arbitrary<Lifecycle>) => fc.option(value, { freq: 6 });
  const path = fc.array(nothingOr(lifecycle), { minLength: 1, maxLength: 4 });
  const whoever = fc.constantFrom(...EVERYONE);
  const known = fc.option(
    fc.record({
      by: fc.constantFrom('me', 'doctor'),
      on: fc.constant(TODAY),
      receivedAt: fc.constantFrom(null, NOW, 0),
      replaced: nothingOr(lifecycle),
    }),
  );

  test('a network colleague and a stranger never write', () => {
    fc.assert(
      fc.property(
        nothingOr(lifecycle),
        nothingOr(lifecycle),
        known,
        fc.constantFrom(...COLUMNS),
        (from, to, about, column) => {
          for (const who of [WHO.network, WHO.stranger, WHO.support]) {
            expect(may(who, where({ stored: about }), column, from as never, to as never)).toBe(
              false,
            );
          }
        },
      ),
      RUNS,
    );
  });

  test('staff without the grant never bring back what somebody else archived, by whatever steps', () => {
    fc.assert(
      fc.property(path, (steps) => {
        // Each allowed step becomes the stored value under her own name, never sent: the most she can hope for.
        let now: Lifecycle | null = revoked;
        let about = stored({ by: 'doctor', replaced: active });
        for (const to of steps) {
          if (!may(WHO.secretary, where({ stored: about }), 'lifecycle', now, to)) continue;
          about = { by: 'me', on: TODAY, receivedAt: null, replaced: now };
          now = to;
        }
        expect(now?.archive).toEqual(revoked.archive);
      }),
      RUNS,
    );
  });

  test('staff without the grant never change a status, by whatever steps', () => {
    fc.assert(
      fc.property(
        path,
        fc.constantFrom(active, temporary, { ...active, status: 'ssnDeceased' as const }),
        (steps, start) => {
          let now: Lifecycle | null = start;
          let about = stored({ by: 'doctor', replaced: null });
          for (const to of steps) {
            if (!may(WHO.secretary, where({ stored: about }), 'lifecycle', now, to)) continue;
            about = { by: 'me', on: TODAY, receivedAt: null, replaced: now };
            now = to;
          }
          if (now?.archive === null) expect(now.status).toBe(start.status);
          expect(now).not.toBeNull();
        },
      ),
      RUNS,
    );
  });

  test('clearing is no way round: who may clear and create again may also restore', () => {
    fc.assert(
      fc.property(whoever, lifecycle, known, (who, from, about) => {
        const ofOthers = about && { ...about, by: 'doctor', on: '2020-01-01' };
        const clears = may(WHO[who], where({ stored: ofOthers }), 'lifecycle', from, null);
        if (clears) expect(who).toBe('doctor');
      }),
      RUNS,
    );
  });

  test('nobody brings back the erased', () => {
    fc.assert(
      fc.property(whoever, lifecycle, lifecycle, known, (who, from, to, about) => {
        const gone = { ...from, erasedOn: TODAY };
        expect(
          may(WHO[who], where({ stored: about, onRequest: true }), 'lifecycle', gone, to),
        ).toBe(false);
      }),
      RUNS,
    );
  });

  test('labels inside a value change nothing', () => {
    fc.assert(
      fc.property(whoever, lifecycle, lifecycle, (who, from, to) => {
        const labelled = { ...to, by: 'doctor', t: '9', kind: 'import' } as unknown as Lifecycle;
        const plain = may(WHO[who], where(), 'lifecycle', from, to);
        expect(may(WHO[who], where(), 'lifecycle', from, labelled)).toBe(plain);
      }),
      RUNS,
    );
  });
});

test('who may import a regional list', () => {
  expect(EVERYONE.filter((who) => mayImport(WHO[who], 'panel', TODAY))).toEqual(IMPORTERS);
  expect(EVERYONE.filter((who) => mayImport(WHO[who], 'another', TODAY))).toEqual([]);
});

test('who sees which list', () => {
  const readers = (list: 'ssn' | 'private', today = TODAY) =>
    EVERYONE.filter((who) => mayRead(WHO[who], 'panel', list, today));
  expect(readers('ssn')).toEqual([...DESK, 'group', 'network']);
  expect(readers('private')).toEqual(['doctor', 'substitute']);
  expect(readers('private', '2026-12-20')).toEqual(['doctor']);
});

describe('columns go and come with their patient', () => {
  const block = { areas: ['chat'], reason: 'x' } as const;
  const judged = (
    who: Who,
    lifecycle: readonly [Lifecycle | null, Lifecycle | null],
    rest: Change,
  ) =>
    refuseForbidden(
      WHO[who],
      'panel',
      [
        { patient: 'p', column: 'lifecycle', from: lifecycle[0], to: lifecycle[1] },
        { ...rest, patient: 'p' } as Change,
      ],
      TODAY,
    ).ok;
  const unblock = { column: 'block', from: block, to: null } as unknown as Change;
  const blocked = { column: 'block', from: null, to: block } as unknown as Change;
  const elsewhere = { ...unblock, patient: 'q' } as Change;

  test.each([
    ['a move takes the block away', 'doctor', [active, moved], unblock, true],
    ['and the substitute’s does', 'substitute', [active, moved], unblock, true],
    ['a move brings it', 'doctor', [null, { ...active, from: end }], blocked, true],
    ['an erasure takes it away', 'doctor', [{ ...other, ...bin }, erased], unblock, true],
    ['the undo of a creation does', 'doctor', [active, null], unblock, true],
    ['a change of status does not', 'doctor', [active, temporary], unblock, false],
    ['a move never brings what is not there', 'doctor', [active, moved], blocked, false],
    ['a forbidden move takes nothing', 'secretary', [active, moved], unblock, false],
  ] as const)('%s', (_, who, lifecycle, rest, allowed) => {
    expect(judged(who, lifecycle, rest)).toBe(allowed);
  });

  test('of that patient only', () => {
    const changes: Change[] = [
      { patient: 'p', column: 'lifecycle', from: active, to: moved },
      elsewhere,
    ];
    expect(refuseForbidden(WHO.doctor, 'panel', changes, TODAY)).toMatchObject({
      error: { changes: [elsewhere] },
    });
  });
});

describe('whoever may decide takes back his own last word', () => {
  const takesBack = (who: Who, by: string, replaced: Lifecycle | null, to: Lifecycle) =>
    may(WHO[who], where({ stored: stored({ by, replaced }) }), 'lifecycle', active, to);

  test.each([
    ['doctor', 'me', true],
    ['substitute', 'me', true],
    ['doctor', 'somebody', false],
    ['secretary', 'me', false],
    ['group', 'me', false],
  ] as const)('%s, of what %s wrote: %s', (who, by, allowed) => {
    const to = { ...active, ...bin };
    // Staff bin from the list by a right of their own.
    expect(takesBack(who, by, to, to)).toBe(allowed || who === 'secretary');
  });

  test('to exactly what was there, and never to an erasure', () => {
    expect(takesBack('doctor', 'me', other, { ...active, ...bin })).toBe(false);
    expect(takesBack('substitute', 'me', erased, erased)).toBe(false);
  });
});
