import { describe, expect, test } from 'vitest';
import { EXPORT_CHOICES, exportLists, isChosen, type ExportChoice } from './exportChoices.ts';
import { NEW_LIFECYCLE, archived } from './lifecycle.ts';
import type { ArchiveReason, Lifecycle, Status } from './patient.ts';
import { NO_GRANTS, type PanelAccess, type Session } from './session.ts';

const TODAY = '2026-11-24';

const active = (status: Status): Lifecycle => ({ ...NEW_LIFECYCLE, status });
const inArchive = (status: Status, reason: ArchiveReason): Lifecycle =>
  archived(active(status), { reason, text: null, knownOn: '2026-01-31', effectiveOn: null });
const inBin = (lifecycle: Lifecycle): Lifecycle => ({
  ...lifecycle,
  binned: { at: 1, by: 'doctor' },
});

const own = { right: 'whole' } as const;
const colleague = { list: 'ssn', right: 'group' } as const;

describe('a patient belongs to', () => {
  test.each<[string, Lifecycle, 'ssn' | 'private', ExportChoice[]]>([
    ['SSN', active('ssn'), 'ssn', ['all', 'ssn', 'group']],
    ['a temporary', active('ssnTemporary'), 'ssn', ['all', 'ssn', 'group']],
    ['revoked, not archived yet', active('ssnRevoked'), 'ssn', ['all', 'revoked']],
    ['deceased, not archived yet', active('ssnDeceased'), 'ssn', ['all', 'deceased']],
    ['archived as revoked', inArchive('ssn', 'ssnRevoked'), 'ssn', ['all', 'revoked', 'archived']],
    [
      'archived as deceased',
      inArchive('ssn', 'ssnDeceased'),
      'ssn',
      ['all', 'deceased', 'archived'],
    ],
    ['archived as Altro, still SSN', inArchive('ssn', 'other'), 'ssn', ['all', 'archived']],
    [
      'archived as Altro, a temporary',
      inArchive('ssnTemporary', 'other'),
      'ssn',
      ['all', 'archived'],
    ],
    ['private', active('private'), 'private', ['all', 'private']],
    ['private and archived', inArchive('private', 'other'), 'private', ['all', 'archived']],
    ['in the bin', inBin(inArchive('ssn', 'ssnRevoked')), 'ssn', []],
    ['private, in the bin', inBin(inArchive('private', 'other')), 'private', []],
    ['erased', { ...active('ssn'), erasedOn: '2026-02-01' }, 'ssn', []],
    ['folded into another', { ...active('ssn'), aliasOf: 'somebody' }, 'ssn', []],
  ])('%s', (_, lifecycle, list, choices) => {
    // What is on the screen may hold whoever `Tutti` may.
    const expected = choices.includes('all') ? [...choices, 'view', 'selected'] : choices;
    const chosen = EXPORT_CHOICES.filter((choice) => isChosen(choice, lifecycle, { ...own, list }));
    expect(chosen.sort()).toEqual(expected.sort());
  });

  test.each<[string, Lifecycle, ExportChoice[]]>([
    ['SSN, of a colleague', active('ssn'), ['all', 'group', 'view', 'selected']],
    ['a temporary of a colleague', active('ssnTemporary'), ['all', 'group', 'view', 'selected']],
    ['archived, of a colleague', inArchive('ssn', 'ssnRevoked'), ['all', 'view', 'selected']],
    ['deceased, of a colleague', active('ssnDeceased'), ['all', 'view', 'selected']],
  ])('%s', (_, lifecycle, choices) => {
    expect(EXPORT_CHOICES.filter((choice) => isChosen(choice, lifecycle, colleague))).toEqual(
      choices,
    );
  });
});

describe('the lists that may be taken out', () => {
  const access = (relation: Exclude<PanelAccess['relation'], 'substitute'>, grants = NO_GRANTS) =>
    ({ panel: relation, relation, grants }) as const;
  const session = (role: Session['role'], panels: readonly PanelAccess[]): Session => ({
    practiceId: 'practice',
    userId: 'user',
    name: 'Prova',
    role,
    panels,
  });
  const substitute = (to: string) =>
    ({ panel: 'p', relation: 'substitute', from: '2026-11-01', to, grants: NO_GRANTS }) as const;

  test.each<[string, Session, string[]]>([
    [
      'a doctor: his own whole, his colleagues’ SSN list',
      session('doctor', [access('own'), access('group')]),
      ['own ssn whole', 'own private whole', 'group ssn group'],
    ],
    [
      'a substitute within his dates',
      session('substitute', [substitute('2026-11-30')]),
      ['p ssn whole', 'p private whole'],
    ],
    ['a substitute after them', session('substitute', [substitute('2026-11-10')]), []],
    ['a secretary', session('secretary', [access('staff')]), ['staff ssn whole']],
    [
      'a secretary who may see the private list',
      session('secretary', [access('staff', { ...NO_GRANTS, privateList: true })]),
      ['staff ssn whole', 'staff private whole'],
    ],
    ['a colleague of the network', session('doctor', [access('network')]), []],
    ['support, whatever it says of itself', session('support', [access('own')]), []],
    [
      'two relations to one list: the one that may more',
      session('doctor', [
        { ...access('group'), panel: 'p' },
        { ...access('own'), panel: 'p' },
      ]),
      ['p ssn whole', 'p private whole'],
    ],
  ])('%s', (_, who, lists) => {
    const found = exportLists(who, TODAY).map(({ panel, list, right }) =>
      [panel, list, right].join(' '),
    );
    expect(found).toEqual(lists);
  });
});
