/**
 * Properties 3 and 4: role x column x way of sending. What is forbidden is never observed on another replica, nor in a
 * frame to it, nor in the log; what is legal in the same batch stands; the offender ends with nothing pending.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { COLUMNS, type Column } from '#lib/domain/patient.ts';
import { enrolment, identity, lifecycle, residence } from '../fixtures/patients.ts';
import { SSN, type Who } from './cast.ts';
import { craftUpdate, updateFrame } from './craft.ts';
import type { Copy, Desktop } from './desktop.ts';
import { Stage, contentOf } from './stage.ts';

const ADDRESS = { address: null, town: null, province: null, postcode: null };
const INVITE = { invitedAt: 1, invitedBy: 'ada', hasApp: false };
const KNOWN_ON = '2026-11-23';

const FIRST: { readonly [C in Column]: object } = {
  identity: identity(1),
  lifecycle: lifecycle(),
  enrolment: enrolment(),
  residence: residence(),
  address: ADDRESS,
  phones: { numbers: [] },
  email: { email: null, doNotUse: false },
  invite: INVITE,
  block: { areas: [], reason: null },
  exemptions: { codes: [] },
  note: { text: 'prima' },
};

/** Another value for each column, with a word in it that is found again in frames and logs. */
function changed(column: Column, word: string): object {
  const change = { reason: null, text: word, knownOn: KNOWN_ON, effectiveOn: null };
  const values: { readonly [C in Column]: object } = {
    identity: { ...identity(1), lastName: word },
    lifecycle: lifecycle({ status: 'ssnRevoked', statusChange: change }),
    enrolment: enrolment({ kind: word }),
    residence: residence({ town: word }),
    address: { ...ADDRESS, town: word },
    phones: { numbers: [{ number: '02000', label: word, doNotUse: false }] },
    email: { email: word, doNotUse: false },
    invite: { ...INVITE, invitedByName: word },
    block: { areas: ['chat'], reason: word },
    exemptions: { codes: [{ code: word, validFrom: null, validTo: null }] },
    note: { text: word },
  };
  return values[column];
}

const CONTACTS = ['address', 'phones', 'email', 'note'] as const;
const REGIONAL = ['enrolment', 'residence', 'exemptions'] as const;
/** Columns of an existing patient that each may change so; the name is nobody's, the block is support's. */
const MAY: { readonly [W in Who]?: readonly Column[] } = {
  ada: ['lifecycle', ...REGIONAL, ...CONTACTS, 'invite'],
  substitute: ['lifecycle', ...REGIONAL, ...CONTACTS, 'invite'],
  granted: ['lifecycle', ...REGIONAL, ...CONTACTS, 'invite'],
  secretary: [...CONTACTS, 'invite'],
  nurse: [...CONTACTS, 'invite'],
  bruno: CONTACTS,
};

const WAYS = ['online', 'offline', 'delete', 'replace', 'crafted'] as const;
type Way = (typeof WAYS)[number];

describe.each(Object.entries(MAY) as [Who, readonly Column[]][])('%s', (who, allowed) => {
  let stage: Stage;
  let offender: Desktop;
  let his: Copy;
  let witness: Desktop;
  let seen: Copy;
  const observed: string[] = [];
  const wordOf = (column: Column, way: Way) => `${who}x${column}x${way}`;

  beforeAll(async () => {
    stage = await new Stage().start();
    const patients = WAYS.flatMap((way) => COLUMNS.map((column) => `${column}-${way}`));
    for (const column of COLUMNS) {
      stage.store(SSN, column, Object.fromEntries(patients.map((id) => [id, FIRST[column]])));
    }
    [offender, witness] = [stage.desktop(who), stage.desktop('ada', 'ada-witness')];
    his = await offender.sync(SSN);
    seen = await witness.sync(SSN);
    for (const column of COLUMNS) {
      const root = seen.document.getMap(column);
      root.observe(({ keysChanged }) => {
        for (const key of keysChanged) {
          observed.push(JSON.stringify(root.get(key)) ?? `gone ${column} ${key}`);
        }
      });
    }
    for (const column of COLUMNS) send('online', column);
    for (const column of COLUMNS) send('delete', column);
    for (const column of COLUMNS) send('replace', column);
    for (const column of COLUMNS) send('crafted', column);
    const forbidden = COLUMNS.length - allowed.length;
    const told = () =>
      his.isDurable && his.ids('refused').length === 3 * forbidden + COLUMNS.length;
    await stage.until(told, 'stored and told');
    offender.disconnect();
    for (const column of COLUMNS) send('offline', column);
    offender.write(SSN, [['note', 'legal-offline', { text: 'legale' }]]);
    await offender.sync(SSN);
    const replicas = [his, seen].map(({ document }) => document);
    await stage.until(() => {
      const stored = JSON.stringify(contentOf(stage.stored(SSN)));
      return replicas.every((document) => JSON.stringify(contentOf(document)) === stored);
    }, 'all are the same');
  });
  afterAll(() => stage.end());

  function send(way: Way, column: Column): void {
    const key = `${column}-${way}`;
    const value = changed(column, wordOf(column, way));
    if (way === 'delete') his.document.getMap(column).delete(key);
    else if (way === 'crafted') {
      // Under the lowest of client ids, which loses in Yjs, in the name of the doctor.
      const forged = { ...value, t: offender.tick(), by: 'ada' };
      const client = 1 + COLUMNS.indexOf(column);
      const write = (document: Y.Doc) => document.getMap(column).set(key, forged);
      offender.raw(updateFrame(SSN, craftUpdate(his.document, write, client)));
    } else if (way === 'replace') {
      his.document.transact(() => {
        offender.write(SSN, [[column, key, { ...FIRST[column] }]]);
        offender.write(SSN, [[column, key, value]]);
      });
    } else offender.write(SSN, [[column, key, value]]);
  }

  const frames = () => Buffer.concat(witness.frames).toString('latin1');
  const log = () => {
    const { snapshot, updates } = stage.storage.readDocument(SSN) ?? {
      snapshot: null,
      updates: [],
    };
    return Buffer.concat([snapshot ?? new Uint8Array(), ...updates]).toString('latin1');
  };

  describe.each(WAYS)('%s', (way) => {
    test.each(
      COLUMNS.map((column) => [column, way !== 'delete' && allowed.includes(column)] as const),
    )('%s: %s', (column, isAllowed) => {
      const word = wordOf(column, way);
      const value = JSON.stringify(seen.value(column, `${column}-${way}`));
      const stands = isAllowed ? changed(column, word) : FIRST[column];
      expect(JSON.parse(value)).toMatchObject(stands);
      if (isAllowed) expect(JSON.parse(value)).toMatchObject({ by: who });
      if (isAllowed) return;
      expect(observed.filter((each) => each.includes(word))).toEqual([]);
      expect(observed).not.toContain(`gone ${column} ${column}-${way}`);
      expect(frames()).not.toContain(word);
      expect(log()).not.toContain(word);
      const refused = stage.storage.readAudit({
        ...{ documents: [SSN], key: `${column}-${way}`, outcome: 'refused', limit: 10 },
      });
      expect(refused).toMatchObject([{ map: column, userId: who, device: `${who}-1` }]);
      expect(his.ids('refused')).toContain(refused[0]?.id);
    });
  });

  test('the legal edit of the offline batch stands, and nothing is pending', () => {
    expect(seen.value('note', 'legal-offline')).toMatchObject({ text: 'legale', by: who });
    expect(his.isDurable).toBe(true);
    // Those of the first values, of the crafted updates, of the offender; all that was put back is under one.
    expect(seen.document.store.clients.size).toBeLessThanOrEqual(2 * COLUMNS.length + 2);
    for (const { document } of [his, seen]) {
      expect(document.store.pendingStructs).toBeNull();
      expect(document.store.pendingDs).toBeNull();
    }
  });
});
