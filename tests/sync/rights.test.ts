/** Property 9: a role that changes, a device that is revoked and a day that ends count from the next message on. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NO_GRANTS } from '#lib/domain/session.ts';
import { PRACTICE_DOCUMENT, PRIVATE, SSN } from './cast.ts';
import { Stage, contentOf } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await new Stage({ heartbeatMs: 50 }).start();
});
afterEach(() => stage.end());

test('a revoked device loses its socket at once, and what it still sends is not taken', async () => {
  const ada = stage.desktop('ada', 'ada-2');
  await ada.sync(SSN);
  stage.accounts.revoke('ada-2');
  ada.write(SSN, [['note', 'p1', { text: 'tardi' }]]);
  await stage.until(() => ada.closes.length > 0, 'closed');
  expect(ada.closes[0]).toEqual({ code: 4401, reason: 'signedOut' });
  expect(contentOf(stage.stored(SSN))).toEqual({});
  const other = await stage.desktop('ada', 'ada-3').sync(SSN);
  expect(other.isSynced).toBe(true);
});

test('an account that ended is closed everywhere', async () => {
  const desks = [stage.desktop('nurse', 'nurse-1'), stage.desktop('nurse', 'nurse-2')];
  for (const desk of desks) await desk.sync(SSN);
  stage.accounts.change('nurse', null);
  await stage.until(() => desks.every(({ closes }) => closes.length > 0), 'closed');
  expect(desks.map(({ closes }) => closes[0]?.code)).toEqual([4401, 4401]);
});

test('a grant taken back closes the private list on the live socket, and nothing more of it is sent', async () => {
  const granted = stage.desktop('granted');
  const list = await granted.sync(PRIVATE);
  const practice = await granted.sync(PRACTICE_DOCUMENT);
  const ada = stage.desktop('ada');
  const hers = await ada.sync(PRIVATE);
  stage.accounts.change('granted', { grants: { 'panel-1': NO_GRANTS } });
  ada.write(PRIVATE, [['note', 'p1', { text: 'riservato' }]]);
  await stage.until(() => hers.isDurable && list.closedFor !== null, 'closed');
  expect(list.closedFor).toBe('forbidden');
  await stage.until(() => practice.notices.some(({ kind }) => kind === 'member'), 'told');
  expect(practice.isSynced).toBe(true);
  expect(list.value('note', 'p1')).toBeUndefined();
  expect(Buffer.concat(granted.frames).toString('latin1')).not.toContain('riservato');
});

test('a role that changed counts for the next edit', async () => {
  const granted = stage.desktop('granted');
  const copy = await granted.sync(SSN);
  granted.write(SSN, [['exemptions', 'p1', { codes: [] }]]);
  await stage.until(() => copy.isDurable, 'stored');
  expect(stage.stored(SSN).getMap('exemptions').size).toBe(1);
  stage.accounts.change('granted', { grants: {} });
  granted.write(SSN, [['exemptions', 'p2', { codes: [] }]]);
  await stage.until(() => copy.ids('refused').length === 1, 'refused');
  expect([...stage.stored(SSN).getMap('exemptions').keys()]).toEqual(['p1']);
});

test('when the last day of a substitution ends, his documents close without a message from him', async () => {
  const substitute = stage.desktop('substitute');
  const copy = await substitute.sync(SSN);
  stage.time.today = '2026-12-20';
  await stage.until(() => copy.closedFor !== null, 'closed');
  expect(copy.closedFor).toBe('forbidden');
});

test('an idle socket is kept by its heartbeat', async () => {
  const ada = stage.desktop('ada');
  const copy = await ada.sync(SSN);
  const beats = () => ada.frames.filter(({ length }) => length === 1).length;
  await stage.until(() => beats() > 5, 'heartbeats');
  expect(ada.closes).toEqual([]);
  expect(copy.isSynced).toBe(true);
});
