/** Every route of the server, asked by everybody. A route without a case fails the suite. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, ROLES, type Stage, type Who } from './routeStage.ts';

interface Case {
  /** A function where it must be made anew each time. */
  readonly body?: unknown;
  /** Where the route has parameters, or the request must be made anew each time. */
  readonly path?: (stage: Stage) => string | Promise<string>;
  readonly statuses: Readonly<Record<Who, number>>;
}

const DOCTORS: readonly Who[] = ['doctor', 'colleague'];
const NOBODY_IN_PARTICULAR = 'none';

/** The same to everybody: the secret that is sent along decides, not the session. */
const everybody = (status: number): Case['statuses'] => only(ROLES, status, status);

/** Nobody without a session; who has one but not the right is told so. */
function only(who: readonly Who[], status: number, otherwise = 403): Case['statuses'] {
  const statuses = ROLES.map((role) => [role, who.includes(role) ? status : otherwise] as const);
  const entries = Object.fromEntries(statuses) as Record<Who, number>;
  return who.includes('nobody') ? entries : { ...entries, nobody: 401 };
}

const made = (body: unknown): unknown => (typeof body === 'function' ? body() : body);

const signedIn = (status: number) => only(ROLES.slice(1), status);
const member = (who: Who, rest: string) => (stage: Stage) =>
  `/api/members/${stage.users.get(who)}${rest.replace('PANEL', stage.panel)}`;

const madeId = '01KAS0ME0PRACT1CE0F0TESTS0';
const practice = {
  ...{ id: madeId, name: 'X', idSecret: 'ab'.repeat(32), createdAt: 1, panelId: madeId },
  doctor: { id: madeId, firstName: 'A', lastName: 'B', doctorCode: '1' },
};
const account = { token: 'AAAA-BBBB-CCCC', email: 'x@studio.example', password: 'una frase lunga' };
const grants = { privateList: true, regionalImport: true, record: true };
const mailSettings = {
  ...{ host: 'localhost', port: 25, security: 'none', from: 'studio@studio.example' },
  ...{ user: 'studio', password: 'segreto' },
};
const wrong = { password: 'non è questa' };

const CASES: Readonly<Record<string, Case>> = {
  'GET /healthz': { statuses: everybody(200) },
  'GET /*': { path: () => '/', statuses: everybody(200) },
  'GET /api/practice': { statuses: everybody(200) },
  'PUT /api/practice': { body: { token: account.token, practice }, statuses: everybody(403) },
  'POST /api/set-up': { body: account, statuses: everybody(403) },
  'POST /api/sign-in': {
    body: { email: 'nessuno@studio.example', ...wrong },
    statuses: everybody(401),
  },
  'POST /api/sign-in/code': { body: { code: '000000' }, statuses: everybody(401) },
  'GET /api/me': { statuses: signedIn(200) },
  'POST /api/password': {
    body: { current: wrong.password, next: 'un’altra frase' },
    statuses: signedIn(403),
  },
  'POST /api/second-factor': { body: wrong, statuses: signedIn(403) },
  'POST /api/second-factor/confirm': { body: { code: '000000' }, statuses: signedIn(403) },
  'POST /api/second-factor/end': { body: wrong, statuses: signedIn(403) },
  'GET /api/invitations': { statuses: only([...DOCTORS, 'support'], 200) },
  'POST /api/invitations': { body: { name: 'X', role: 'nurse' }, statuses: only(DOCTORS, 201) },
  'DELETE /api/invitations/:id': {
    path: () => `/api/invitations/${NOBODY_IN_PARTICULAR}`,
    statuses: only(DOCTORS, 404),
  },
  'POST /api/invitations/by-token': { body: { token: 'x' }, statuses: everybody(410) },
  'POST /api/invitations/accept': { body: account, statuses: everybody(410) },
  'GET /api/members': { statuses: signedIn(200) },
  'PATCH /api/members/:id': {
    path: member('nurse', ''),
    body: { worksFor: [] },
    statuses: only(DOCTORS, 200),
  },
  'DELETE /api/members/:id': {
    path: () => `/api/members/${NOBODY_IN_PARTICULAR}`,
    statuses: only(DOCTORS, 404),
  },
  'PUT /api/members/:id/grants/:panel': {
    path: member('secretary', '/grants/PANEL'),
    body: grants,
    statuses: only(['doctor'], 200),
  },
  'PUT /api/members/:id/substitutions/:panel': {
    path: member('substitute', '/substitutions/PANEL'),
    body: { periods: [] },
    statuses: only(['doctor'], 200),
  },
  'GET /api/devices': { statuses: signedIn(200) },
  'DELETE /api/devices/:id': {
    path: async (stage) => `/api/devices/${await stage.signInAgain('nurse')}`,
    statuses: only([...DOCTORS, 'nurse'], 204),
  },
  'GET /api/account-events': { statuses: only(DOCTORS, 200) },
  'GET /api/audit': { statuses: only(DOCTORS, 200) },
  'POST /api/audit/:id/settled': {
    path: () => '/api/audit/1/settled',
    body: {},
    statuses: signedIn(404),
  },
  'GET /api/mail': { statuses: only(DOCTORS, 200) },
  // Nothing is set up yet: it is told so, and no mail server is asked.
  'POST /api/mail/test': { body: {}, statuses: only(DOCTORS, 200) },
  'PUT /api/mail': { body: mailSettings, statuses: only(DOCTORS, 200) },
  'POST /api/late-changes': {
    body: { document: 'ssn:none', values: [{ map: 'note', key: 'p', t: 't', value: null }] },
    statuses: only([], 200),
  },
  'POST /api/password-links/forgotten': {
    // Another address each time: one alone may be asked about a few times only.
    body: () => ({ email: `${randomUUID()}@studio.example` }),
    statuses: everybody(204),
  },
  'POST /api/password-links/for/:id': {
    path: (stage) => `/api/password-links/for/${stage.users.get('nurse')}`,
    body: {},
    statuses: only(DOCTORS, 201),
  },
  'POST /api/password-links/by-token': { body: { token: 'x' }, statuses: everybody(410) },
  'POST /api/password-links/use': {
    body: { token: 'x', password: account.password },
    statuses: everybody(410),
  },
  // Last: it ends the sessions.
  'POST /api/sign-out': { body: {}, statuses: everybody(204) },
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('every route has its case, and no case is left of a route that went', () => {
  const routes = stage.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(routes)].sort()).toEqual(Object.keys(CASES).sort());
});

const writes = Object.entries(CASES).filter(([route]) => !route.startsWith('GET'));

describe.each(writes)('%s, as a foreign page could send it', (route, { body, path }) => {
  const [method = '', pattern = ''] = route.split(' ');
  test.each([
    ['another origin', { origin: 'https://evil.example' }, 403, 'wrongOrigin'],
    ['no origin to be named', { origin: 'null' }, 403, 'wrongOrigin'],
    ['another port', { origin: 'http://localhost:81' }, 403, 'wrongOrigin'],
    ['a form’s type', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'notJson'],
    ['plain text', { 'content-type': 'text/plain' }, 415, 'notJson'],
  ])('with %s is refused', async (_, headers, status, error) => {
    const address = path ? await path(stage) : pattern;
    const answer = await stage.send('doctor', method, address, made(body), headers);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ error });
  });
});

describe.each(Object.entries(CASES))('%s', (route, { body, path, statuses }) => {
  const [method = '', pattern = ''] = route.split(' ');
  test.each(ROLES)('asked by %s', async (who) => {
    const address = path ? await path(stage) : pattern;
    const answer = await stage.send(who, method, address, made(body));
    expect(answer.status).toBe(statuses[who]);
    if (answer.status === 401) expect(await answer.text()).not.toContain('idSecret');
  });
});
