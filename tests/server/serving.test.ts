import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { ask, INLINE_SCRIPT, PAGE, test } from './serverTest.ts';

const navigation = { accept: 'text/html,*/*;q=0.8' };

test('the health of the server is asked without ceremony', async ({ start }) => {
  const answer = await ask(await start(), '/healthz');
  expect(answer).toMatchObject({ status: 200, body: '{"status":"ok"}' });
});

test('every answer carries the security headers', async ({ start }) => {
  const server = await start();
  const hash = createHash('sha256').update(INLINE_SCRIPT).digest('base64');
  for (const path of ['/', '/sw.js', '/api/practice', '/api/none', '/healthz', '/%zz']) {
    const { headers } = await ask(server, path);
    const policy = headers['content-security-policy'];
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).toContain("default-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  }
});

test('named files are kept for ever, everything else is asked again', async ({ start }) => {
  const server = await start();
  const immutable = await ask(server, '/_app/immutable/start.abc.js');
  expect(immutable.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
  });
  const types = {
    '/': 'text/html; charset=utf-8',
    '/sw.js': 'text/javascript; charset=utf-8',
    '/manifest.webmanifest': 'application/manifest+json; charset=utf-8',
  };
  for (const [path, type] of Object.entries(types)) {
    const { headers } = await ask(server, path);
    expect(headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': type });
    const tags = [headers.etag ?? '', `"other", W/${headers.etag}`, '*'];
    for (const tag of tags) {
      const again = await ask(server, path, { headers: { 'if-none-match': tag } });
      expect(again).toMatchObject({ status: 304, body: '' });
      expect(again.headers.etag).toBe(headers.etag);
    }
    const changed = await ask(server, path, { headers: { 'if-none-match': '"other"' } });
    expect(changed.status).toBe(200);
  }
});

test('an address of the app gives the page, and only to a person who opens it', async ({
  start,
}) => {
  const server = await start();
  for (const path of ['/', '/assistiti', '/assistiti/01J?tab=archivio', '/apiary']) {
    expect(await ask(server, path, { headers: navigation })).toMatchObject({
      status: 200,
      body: PAGE,
    });
  }
  const missing = [
    '/none.js',
    '/_app/immutable/none.js',
    '/api',
    '/api/x',
    '/sync/x',
    '/healthz/x',
  ];
  for (const path of missing) {
    const answer = await ask(server, path, { headers: navigation });
    expect(answer).toMatchObject({ status: 404, body: '{"error":"notFound"}' });
  }
  expect((await ask(server, '/assistiti')).status).toBe(404);
  expect((await ask(server, '/assistiti', { method: 'POST' })).status).toBe(404);
  expect(await ask(server, '/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
});

test('no path leads out of the build', async ({ start }) => {
  const server = await start();
  const paths = [
    '/../secret.txt',
    '/_app/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    '//secret.txt',
    '/200.html%00.js',
    '/%zz',
  ];
  for (const path of paths) {
    const answer = await ask(server, path, { headers: navigation });
    expect(answer.body).not.toContain('outside');
    expect([400, 404]).toContain(answer.status);
  }
});
