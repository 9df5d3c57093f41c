import { expect, test } from 'vitest';
import type { Accounts } from '#server/accounts/accounts.ts';
import { createLog } from '#server/log.ts';
import type { PracticeMail } from '#server/mail/practiceMail.ts';
import { createInMemoryStorage } from '#server/storage/inMemoryStorage.ts';
import { createHttpApp } from './app.ts';
import type { Build } from './build.ts';
import { createOrigins } from './origins.ts';

const page = { bytes: new TextEncoder().encode('<html></html>'), type: 'text/html', etag: '"1"' };
const build: Build = { files: new Map([['/200.html', page]]), page, scriptHashes: [] };

test('a fault is answered without its message, and logged without it too', async () => {
  const lines: string[] = [];
  const app = createHttpApp({
    build,
    storage: {
      ...createInMemoryStorage(),
      readPractice: () => {
        throw new TypeError('Rossi Mario');
      },
    },
    accounts: {} as Accounts,
    mail: {} as PracticeMail,
    acceptLate: async () => 'forbidden',
    origins: createOrigins({ publicOrigin: null, certifies: null }),
    address: () => '',
    sessionOf: () => null,
    random: { id: () => 'id', secret: () => 'secret' },
    clock: () => 0,
    demo: false,
    log: createLog(
      (line) => lines.push(line),
      () => 0,
    ),
  });
  const answer = await app.request('/api/practice', { headers: { host: 'localhost' } });
  expect(answer.status).toBe(500);
  expect(await answer.text()).toBe('{"error":"internal"}');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    time: '1970-01-01T00:00:00.000Z',
    event: 'requestFailed',
    name: 'TypeError',
    at: expect.arrayContaining([expect.stringContaining('app.test.ts')]),
  });
  expect(lines[0]).not.toContain('Rossi');
});
