import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openDesktop } from './desktop.ts';
import { invite, PASSWORD, setUp, tokenOf } from './practiceMembers.ts';
import { test } from './serverTest.ts';

const gone = { status: 410, body: { error: 'invitationGone' } };
const grants = { privateList: true, regionalImport: true, record: true };

test('an invitation says who comes and makes him that, once', async ({ start }) => {
  const server = await start();
  const doctor = await setUp(server);
  const token = await invite(doctor, {
    ...{ name: '  Carla   Neri ', role: 'secretary', worksFor: [doctor.panel] },
  });
  const guest = openDesktop(server);
  const look = { token };
  expect((await guest.send('POST', '/api/invitations/by-token', look)).body).toEqual({
    ...{ practiceName: 'Studio dell’Olmo', name: 'Carla Neri', role: 'secretary' },
    expiresAt: expect.any(Number),
  });
  const open = (await doctor.desktop.get('/api/invitations')).body as { invitations: unknown[] };
  expect(open.invitations).toHaveLength(2);
  expect(JSON.stringify(open)).not.toContain(token);

  const account = { token, email: 'carla@studio.example', password: PASSWORD };
  // A guest names no role, and no field that we do not know is taken.
  for (const more of [{ role: 'doctor' }, { doctorId: doctor.userId }, { grants }])
    expect(
      (await guest.send('POST', '/api/invitations/accept', { ...account, ...more })).status,
    ).toBe(400);
  const taken = { ...account, email: 'luisa@studio.example' };
  expect((await guest.send('POST', '/api/invitations/accept', taken)).body).toEqual({
    error: 'emailTaken',
  });

  const accepted = await Promise.all(
    Array.from({ length: 4 }, (_, number) =>
      openDesktop(server).send('POST', '/api/invitations/accept', {
        ...{ ...account, email: `carla${number}@studio.example` },
      }),
    ),
  );
  expect(accepted.map(({ status }) => status).sort()).toEqual([201, 410, 410, 410]);
  expect(await guest.send('POST', '/api/invitations/accept', account)).toMatchObject(gone);
  expect(await guest.send('POST', '/api/invitations/by-token', look)).toMatchObject(gone);
  const { members } = (await doctor.desktop.get('/api/members')).body;
  expect(members).toHaveLength(2);
  expect(members).toContainEqual({
    ...{ userId: expect.any(String), name: 'Carla Neri', role: 'secretary', doctorId: null },
    ...{ worksFor: [doctor.panel], grants: {}, substitutions: [], endedAt: null },
  });
});

test('an invitation that is withdrawn, too old or made up opens nothing', async ({
  start,
  place,
}) => {
  const first = await start();
  const doctor = await setUp(first);
  const made = await doctor.desktop.send('POST', '/api/invitations', {
    ...{ name: 'Carla', role: 'nurse' },
  });
  const { id, expiresAt, createdAt } = made.body.invitation as Record<string, number>;
  expect(Number(expiresAt) - Number(createdAt)).toBe(7 * 24 * 60 * 60_000);
  const withdraw = () => doctor.desktop.send('DELETE', `/api/invitations/${id}`);
  expect((await withdraw()).status).toBe(204);
  expect((await withdraw()).status).toBe(404);
  const accept = (token: string) =>
    openDesktop(first).send('POST', '/api/invitations/accept', {
      ...{ token, email: 'carla@studio.example', password: PASSWORD },
    });
  expect(await accept(tokenOf(made.body.link))).toMatchObject(gone);
  expect(await accept('ab'.repeat(32))).toMatchObject(gone);

  const late = await invite(doctor, { name: 'Dino', role: 'nurse' });
  await first.stop('SIGTERM');
  const file = new DatabaseSync(join(place.dataFolder, 'accounts.sqlite'));
  file.exec(`UPDATE invitations SET expiresAt = ${Date.now() - 1}`);
  file.close();
  await start({ port: first.port });
  expect(await accept(late)).toMatchObject(gone);
  expect((await doctor.desktop.get('/api/invitations')).body).toEqual({ invitations: [] });
});
