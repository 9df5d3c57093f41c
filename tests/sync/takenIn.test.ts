/** What a doctor does on the real desktop, with every kind of edit there is, is taken in whole: nothing of it refused. */
import { afterEach, expect, test } from 'vitest';
import { file, imported, people } from '../fixtures/lists.ts';
import { Computer, type SharedDesktop, rowsAtServer } from '../fixtures/sharedDesktop.ts';
import type { Edit } from '#lib/replica/editDesk.ts';
import { PRIVATE, SSN, TODAY } from './cast.ts';
import { Stage } from './stage.ts';

let stage: Stage;
let desktop: SharedDesktop;
afterEach(async () => {
  await desktop.close();
  await stage.end();
});

const when = { knownOn: TODAY, effectiveOn: TODAY };
const archive = { reason: 'other', text: 'trasferito', revocation: null, ...when } as const;

/** One patient after the other: what is done to one does not stand in the way of the next. */
function editsOf(patients: readonly string[]): Edit[] {
  const [a = '', b = '', c = '', d = '', e = '', f = '', g = ''] = patients;
  const phone = { number: '+39 333 1234567', label: 'Cellulare', doNotUse: false };
  return [
    { kind: 'setPhone', patient: a, which: null, to: phone },
    { kind: 'setEmail', patient: a, email: 'prova@example.it', doNotUse: true },
    { kind: 'setAddress', patient: a, address: { address: 'Via Prova 1', town: 'Erba' } },
    { kind: 'setDefaultAddress', patient: a, use: 'own' },
    { kind: 'setNote', patient: a, text: 'una nota' },
    { kind: 'invite', patients: [a], channel: 'email' },
    { kind: 'setHasApp', patients: [a], hasApp: true },
    {
      ...{ kind: 'changeStatus', patients: [b] },
      to: { status: 'ssnTemporary', reason: 'work', text: null, expiresOn: '2027-06-01', ...when },
    },
    {
      ...{ kind: 'changeStatus', patients: [c] },
      to: { status: 'ssnRevoked', reason: 'changeOfDoctor', archive: true, ...when },
    },
    {
      ...{ kind: 'changeStatus', patients: [d] },
      to: { status: 'ssnDeceased', deathDate: TODAY, archive: false, knownOn: TODAY },
    },
    { kind: 'archive', patients: [e], ...archive },
    { kind: 'restoreOwn', patients: [e] },
    { kind: 'archive', patients: [e], ...archive },
    { kind: 'bin', patients: [e] },
    { kind: 'unbin', patients: [e] },
    { kind: 'askRestore', patients: [e], text: 'per favore' },
    { kind: 'changeStatus', patients: [f], to: { status: 'private', ...when } },
    { kind: 'moveToSsn', patients: [f], to: { status: 'ssn', ...when } },
    { kind: 'archive', patients: [g], ...archive },
    { kind: 'bin', patients: [g] },
    { kind: 'erase', patients: [g] },
    {
      ...{ kind: 'addPatient', panel: 'panel-1', list: 'private', lastName: 'VERDI' },
      ...{ firstName: 'PROVA', taxCode: 'VRDPRV85L44H501J', birthDate: null },
      ...{ phone: '+39 333 9876543', email: 'verdi@example.it' },
    },
  ];
}

test('imports, edits and their undo, settings and team', async () => {
  stage = await new Stage().start();
  desktop = new Computer(stage, 'left').start('ada');
  const { desk } = desktop;
  await imported(desk, file(people(8)));
  await desktop.synced();
  const edits = editsOf((await desktop.rows()).map(({ id }) => id).sort());
  for (const edit of edits) {
    const id = await desktop.edit(edit).catch((error: unknown) => {
      throw new Error(`${edit.kind}: ${String(error)}`);
    });
    if (edit.kind === 'setNote') await desk.edits.undo('undo', id);
  }
  expect(await desk.settings.retention.set(60)).toMatchObject({ ok: true });
  expect(await desk.settings.inviteMessage.set('Ciao {nome}')).toMatchObject({ ok: true });
  await desktop.synced();
  expect(stage.storage.readAudit({ outcome: 'refused', limit: 9 })).toEqual([]);
  expect(stage.storage.readAudit({ outcome: 'outrun', limit: 9 })).toEqual([]);
  const atServer = rowsAtServer(stage, [SSN, PRIVATE]).map(({ id }) => id);
  expect((await desktop.rows()).map(({ id }) => id).sort()).toEqual(atServer.sort());
});
