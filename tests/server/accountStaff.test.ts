import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openDesktop } from './desktop.ts';
import {
  addSecretary,
  invite,
  join as joinPractice,
  setUp,
  signIn,
  tokenOf,
} from './practiceMembers.ts';
import { test } from './serverTest.ts';

const forbidden = { status: 403, body: { error: 'forbidden' } };
const everything = { privateList: true, regionalImport: true, record: true };

test('staff cannot rise: not by inviting, granting, changing roles or ending others', async ({
  start,
}) => {
  const server = await start();
  const doctor = await setUp(server);
  const secretary = await addSecretary(server, doctor);
  const nurse = await joinPractice(
    server,
    await invite(doctor, { name: 'Nora', role: 'nurse' }),
    'nora',
  );
  const { desktop, userId } = secretary;
  const panel = doctor.panel;
  const tries: [string, string, unknown][] = [
    ['POST', '/api/invitations', { name: 'Io', role: 'doctor', doctorId: doctor.userId }],
    ['POST', '/api/invitations', { name: 'Io', role: 'secretary' }],
    ['PUT', `/api/members/${userId}/grants/${panel}`, everything],
    ['PUT', `/api/members/${nurse.userId}/grants/${panel}`, everything],
    ['PATCH', `/api/members/${userId}`, { role: 'substitute' }],
    ['PATCH', `/api/members/${userId}`, { worksFor: [] }],
    ['PUT', `/api/members/${userId}/substitutions/${panel}`, { periods: [] }],
    ['DELETE', `/api/members/${nurse.userId}`, undefined],
    ['DELETE', `/api/members/${doctor.userId}`, undefined],
  ];
  for (const [method, path, body] of tries)
    expect(await desktop.send(method, path, body)).toMatchObject(forbidden);
  expect(await desktop.get('/api/invitations')).toMatchObject(forbidden);
  expect(await desktop.get('/api/account-events')).toMatchObject(forbidden);

  const { devices } = (await doctor.desktop.get('/api/devices')).body as {
    devices: { id: string; userId: string; current: boolean }[];
  };
  expect(devices).toHaveLength(3);
  for (const { id } of devices.filter((device) => device.userId !== userId))
    expect(await desktop.send('DELETE', `/api/devices/${id}`)).toMatchObject(forbidden);
  const own = (await desktop.get('/api/devices')).body.devices;
  expect(own).toMatchObject([{ userId, current: true, browser: 'Test' }]);
  expect((await doctor.desktop.get('/api/members')).body.members).toHaveLength(3);
});

test('grants and roles change what somebody is from his next request on', async ({ start }) => {
  const server = await start();
  const doctor = await setUp(server);
  const secretary = await addSecretary(server, doctor);
  const { desktop } = doctor;
  const me = async () => (await secretary.desktop.get('/api/me')).body.member;
  const path = `/api/members/${secretary.userId}`;

  const granted = await desktop.send('PUT', `${path}/grants/${doctor.panel}`, everything);
  expect(granted).toMatchObject({ status: 200 });
  expect(await me()).toMatchObject({ grants: { [doctor.panel]: everything } });
  expect(await desktop.send('PUT', `${path}/grants/other`, everything)).toMatchObject(forbidden);
  expect(
    (await desktop.send('PUT', `${path}/grants/${doctor.panel}`, { record: true })).status,
  ).toBe(400);

  await desktop.send('PATCH', path, { role: 'nurse' });
  expect(await me()).toMatchObject({ role: 'nurse', grants: {}, worksFor: [doctor.panel] });
  for (const role of ['doctor', 'support'])
    expect((await desktop.send('PATCH', path, { role })).status).toBe(400);
  expect(await desktop.send('PATCH', path, { worksFor: ['other'] })).toMatchObject({
    ...{ status: 409, body: { error: 'unknownPanel' } },
  });
  const himself = `/api/members/${doctor.userId}`;
  expect(await desktop.send('PATCH', himself, { role: 'nurse' })).toMatchObject(forbidden);
  expect(await desktop.send('DELETE', himself)).toMatchObject(forbidden);
});

test('a substitute has her days from the doctor she replaces', async ({ start }) => {
  const server = await start();
  const doctor = await setUp(server);
  const { panel } = doctor;
  const days = { from: '2026-03-01', to: '2026-03-10' };
  const backwards = { from: days.to, to: days.from };
  const asked = { name: 'Sara Blu', role: 'substitute' };
  const refused = (substitution: object) =>
    doctor.desktop.send('POST', '/api/invitations', { ...asked, substitution });
  expect((await refused({ panel, ...backwards })).body.error).toBe('wrongDates');
  expect((await refused({ panel: 'other', ...days })).body.error).toBe('forbidden');
  expect((await refused({ panel, from: '2026-02-30', to: days.to })).body.error).toBe('invalid');

  const token = await invite(doctor, { ...asked, substitution: { panel, ...days } });
  const substitute = await joinPractice(server, token, 'sara');
  const me = async () => (await substitute.desktop.get('/api/me')).body.member;
  expect(await me()).toMatchObject({
    ...{ role: 'substitute', name: 'Sara Blu', doctorId: null },
    substitutions: [{ panel, ...days }],
  });
  const path = `/api/members/${substitute.userId}/substitutions/${panel}`;
  const more = { periods: [days, { from: '2026-05-01', to: '2026-05-01' }] };
  expect(await substitute.desktop.send('PUT', path, more)).toMatchObject(forbidden);
  expect((await doctor.desktop.send('PUT', path, more)).status).toBe(200);
  expect(await me()).toMatchObject({ substitutions: [{}, { from: '2026-05-01' }] });
  await doctor.desktop.send('PUT', path, { periods: [] });
  expect(await me()).toMatchObject({ substitutions: [] });
});

test('a desktop that is revoked, and a membership that ended, are over at the next request', async ({
  start,
}) => {
  const server = await start();
  const doctor = await setUp(server);
  const secretary = await addSecretary(server, doctor);
  const other = openDesktop(server, 'Reception');
  await signIn(other, secretary.email);
  const { devices } = (await doctor.desktop.get('/api/devices')).body as {
    devices: { id: string; browser: string; lastSeenAt: number; signedInAt: number }[];
  };
  const reception = devices.find(({ browser }) => browser === 'Reception');
  expect(Math.abs(Date.now() - Number(reception?.lastSeenAt))).toBeLessThan(60_000);
  const end = () => doctor.desktop.send('DELETE', `/api/devices/${reception?.id}`);
  expect((await end()).status).toBe(204);
  expect((await end()).status).toBe(404);
  expect((await other.get('/api/me')).status).toBe(401);
  expect((await secretary.desktop.get('/api/me')).status).toBe(200);

  const left = await doctor.desktop.send('DELETE', `/api/members/${secretary.userId}`);
  expect(left.status).toBe(204);
  expect((await secretary.desktop.get('/api/me')).status).toBe(401);
  expect((await signIn(openDesktop(server), secretary.email)).status).toBe(401);
  expect((await doctor.desktop.get('/api/members')).body.members).toContainEqual(
    expect.objectContaining({ name: 'Carla Neri', endedAt: expect.any(Number) }),
  );
  // Her address is free again: she may come back, as somebody new.
  const again = await addSecretary(server, doctor);
  expect(again.userId).not.toBe(secretary.userId);
});

test('what is done to accounts is remembered, without secrets, and nobody can change it', async ({
  start,
  place,
}) => {
  const server = await start();
  const doctor = await setUp(server);
  const secretary = await addSecretary(server, doctor);
  const path = `/api/members/${secretary.userId}/grants/${doctor.panel}`;
  await doctor.desktop.send('PUT', path, everything);
  const { events } = (await doctor.desktop.get('/api/account-events')).body as {
    events: { id: number; what: string; by: string | null; whom: string | null; at: number }[];
  };
  expect(events.map(({ what }) => what)).toEqual([
    ...['granted', 'signedIn', 'joined', 'invited', 'signedIn', 'invited', 'setUp'],
  ]);
  expect(events[0]).toMatchObject({
    ...{ by: doctor.userId, whom: secretary.userId, at: expect.any(Number) },
    details: { panel: doctor.panel, ...everything },
  });
  expect(JSON.stringify(events)).not.toMatch(/studio\.example|frase|[0-9a-f]{64}/);
  const older = await doctor.desktop.get(`/api/account-events?before=${events[5]?.id}`);
  expect(older.body.events).toMatchObject([{ what: 'setUp' }]);

  await server.stop('SIGTERM');
  const file = new DatabaseSync(join(place.dataFolder, 'accounts.sqlite'));
  for (const change of ['DELETE FROM accountEvents', "UPDATE accountEvents SET what = 'x'"])
    expect(() => file.exec(change)).toThrow(/append-only/);
  file.close();
});

test('a support account comes by the link of the set-up, and opens no settings', async ({
  start,
}) => {
  const server = await start();
  const doctor = await setUp(server);
  const support = await joinPractice(server, tokenOf(doctor.supportLink), 'assistenza');
  expect((await support.desktop.get('/api/me')).body).toMatchObject({
    member: { role: 'support' },
  });
  expect((await support.desktop.get('/api/invitations')).status).toBe(200);
  const invited = await support.desktop.send('POST', '/api/invitations', {
    ...{ name: 'X', role: 'secretary' },
  });
  expect(invited).toMatchObject(forbidden);
});
