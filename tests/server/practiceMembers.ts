/** A practice with its people, made as they would make it themselves. */
import { expect } from 'vitest';
import { type Answer, type Desktop, openDesktop } from './desktop.ts';
import type { RunningServer } from './runningServer.ts';

export const PASSWORD = 'una frase lunga';

export const setUpForm = {
  name: 'Studio dell’Olmo',
  firstName: 'Luisa',
  lastName: 'Bianchi',
  doctorCode: '012345',
  email: 'luisa@studio.example',
  password: PASSWORD,
};

export interface Doctor {
  readonly desktop: Desktop;
  readonly userId: string;
  readonly panel: string;
  readonly supportLink: string;
}

/** The first doctor, signed in on her desktop. */
export async function setUp(server: RunningServer): Promise<Doctor> {
  const desktop = openDesktop(server);
  const done = await desktop.send('POST', '/api/set-up', { ...setUpForm, token: server.setUpCode });
  expect(done).toMatchObject({ status: 201, body: { kind: 'signedIn' } });
  const { practice, member } = (await desktop.get('/api/me')).body as {
    practice: { panelId: string };
    member: { userId: string };
  };
  const supportLink = String(done.body.supportLink);
  return { desktop, userId: member.userId, panel: practice.panelId, supportLink };
}

export const tokenOf = (link: unknown) => String(link).split('#')[1] ?? '';

export async function invite(doctor: Doctor, invitation: object): Promise<string> {
  const made = await doctor.desktop.send('POST', '/api/invitations', invitation);
  expect(made.status).toBe(201);
  return tokenOf(made.body.link);
}

export interface Person {
  readonly desktop: Desktop;
  readonly userId: string;
  readonly email: string;
}

/** Accepts an invitation on a new desktop. */
export async function join(server: RunningServer, token: string, name: string): Promise<Person> {
  const desktop = openDesktop(server);
  const email = `${name}@studio.example`;
  const joined = await desktop.send('POST', '/api/invitations/accept', {
    ...{ token, email, password: PASSWORD },
  });
  expect(joined).toMatchObject({ status: 201, body: { kind: 'signedIn' } });
  const { member } = (await desktop.get('/api/me')).body as { member: { userId: string } };
  return { desktop, userId: member.userId, email };
}

export async function addSecretary(server: RunningServer, doctor: Doctor): Promise<Person> {
  const invitation = { name: 'Carla Neri', role: 'secretary', worksFor: [doctor.panel] };
  return join(server, await invite(doctor, invitation), 'carla');
}

export function signIn(desktop: Desktop, email: string, password = PASSWORD): Promise<Answer> {
  return desktop.send('POST', '/api/sign-in', { email, password });
}
