import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { openDesktop } from './desktop.ts';
import { setUp, setUpForm, signIn } from './practiceMembers.ts';
import { type RunningServer, startRefusedServer } from './runningServer.ts';
import { ask, test } from './serverTest.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
/** For `assistiti.test`, `localhost` and 127.0.0.1; made for these tests, good for a hundred years. */
const TLS = { TLS_CERT: fixture('cert.pem'), TLS_KEY: fixture('key.pem') };
const ca = readFileSync(TLS.TLS_CERT);

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** As a browser that knows the server by its name and trusts its certificate. */
function askSecurely({ port }: RunningServer, path: string, { method, headers, body }: Asked = {}) {
  const host = `assistiti.test:${port}`;
  return new Promise<{ status: number; cookies: string[]; body: string }>((resolve, reject) => {
    const options = { host: '127.0.0.1', servername: 'assistiti.test', port, path, method, ca };
    const sent = { host, 'content-type': 'application/json', ...headers };
    request({ ...options, headers: sent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        const cookies = response.headers['set-cookie'] ?? [];
        resolve({ status: response.statusCode ?? 0, cookies, body: text });
      });
    })
      .on('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
}

test('with a certificate the server speaks https, under the names it is for', async ({ start }) => {
  const server = await start({ environment: { ...TLS, HOST: '0.0.0.0' } });
  expect(server.url).toMatch(/^https:/);
  const origin = `https://assistiti.test:${server.port}`;
  expect((await askSecurely(server, '/healthz')).status).toBe(200);
  const evil = { host: `evil.example:${server.port}` };
  expect((await askSecurely(server, '/healthz', { headers: evil })).status).toBe(421);

  const form = { ...setUpForm, token: server.setUpCode };
  const send = (from: string) =>
    askSecurely(server, '/api/set-up', { method: 'POST', headers: { origin: from }, body: form });
  expect((await send(`http://assistiti.test:${server.port}`)).status).toBe(403);
  expect((await send('https://assistiti.test')).status).toBe(403);
  const done = await send(origin);
  expect(done.status).toBe(201);
  const [cookie = ''] = done.cookies;
  expect(cookie).toMatch(/^__Secure-assistiti\.session_token=/);
  expect(cookie).toMatch(/; Secure/i);
  const me = await askSecurely(server, '/api/me', {
    headers: { cookie: cookie.split(';')[0] ?? '' },
  });
  expect(me.status).toBe(200);
});

test('behind a proxy the public origin is the one that counts', async ({ start }) => {
  const publicOrigin = 'https://studio.example';
  const server = await start({ environment: { PUBLIC_ORIGIN: `${publicOrigin}/` } });
  const behind = (host: string) => ask(server, '/api/practice', { headers: { host } });
  expect((await behind('studio.example')).status).toBe(200);
  expect((await behind('altro.example')).status).toBe(421);

  await setUp(server);
  const entered = await openDesktop(server).send(
    ...['POST', '/api/sign-in'],
    { email: setUpForm.email, password: setUpForm.password },
    { origin: publicOrigin },
  );
  expect(entered.status).toBe(200);
  expect(entered.headers.getSetCookie()[0]).toMatch(/; Secure/i);
  const foreign = await openDesktop(server).send(
    ...['POST', '/api/sign-in', {}, { origin: 'http://studio.example' }],
  );
  expect(foreign.status).toBe(403);
});

test('behind a proxy tries are told apart by the address that the proxy adds', async ({
  start,
}) => {
  const server = await start({ environment: { PUBLIC_ORIGIN: 'https://studio.example' } });
  await setUp(server);
  const guess = (forwarded: string) =>
    openDesktop(server).send(
      ...['POST', '/api/sign-in'],
      { email: setUpForm.email, password: 'una prova qualsiasi' },
      { 'x-forwarded-for': forwarded },
    );
  const statuses: number[] = [];
  // What stands before the proxy's own entry is the guesser's to choose: it gives him no more tries.
  for (let number = 0; number < 9; number++)
    statuses.push((await guess(`10.0.0.${number}, 192.0.2.1`)).status);
  expect(statuses).toEqual([...Array<number>(8).fill(401), 429]);
  expect((await guess('192.0.2.2')).status).toBe(401);
});

test('without a proxy nobody chooses the address he asks from', async ({ start }) => {
  const server = await start();
  await setUp(server);
  const statuses: number[] = [];
  for (let number = 0; number < 9; number++) {
    const desktop = openDesktop(server);
    const { status } = await desktop.send(
      ...['POST', '/api/sign-in'],
      { email: setUpForm.email, password: 'una prova qualsiasi' },
      { 'x-forwarded-for': `192.0.2.${number}` },
    );
    statuses.push(status);
  }
  expect(statuses.at(-1)).toBe(429);
  expect((await signIn(openDesktop(server), 'altra@studio.example')).status).toBe(401);
});

test.for<[Record<string, string>, RegExp]>([
  [{ HOST: '0.0.0.0' }, /password viaggerebbero in chiaro/],
  [{ HOST: '192.168.1.5' }, /password viaggerebbero in chiaro/],
  [{ TLS_CERT: TLS.TLS_CERT }, /TLS_CERT e TLS_KEY vanno indicati insieme/],
  [{ ...TLS, TLS_KEY: TLS.TLS_CERT }, /Non riesco a usare il certificato/],
  [{ ...TLS, TLS_CERT: fixture('none.pem') }, /Non riesco a usare il certificato/],
  [{ PUBLIC_ORIGIN: 'http://studio.example' }, /PUBLIC_ORIGIN non è un indirizzo https/],
  [{ PUBLIC_ORIGIN: 'https://studio.example/pazienti' }, /PUBLIC_ORIGIN non è un indirizzo https/],
  [{ DEMO: '1', PUBLIC_ORIGIN: 'https://studio.example' }, /La dimostrazione fa entrare chiunque/],
])('%j is refused at start, in one line', async ([environment, words], { place }) => {
  const ended = await startRefusedServer({ ...place, environment });
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
});
