import { describe, expect, test } from 'vitest';
import { createOrigins } from './origins.ts';

describe('on this computer alone', () => {
  const origins = createOrigins({ publicOrigin: null, certifies: null });

  test.each(['localhost', 'LOCALHOST:80', '127.0.0.1:4280', '[::1]:4280'])('%s is here', (host) => {
    expect(origins.allowsHost(host)).toBe(true);
  });

  test.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    'localhost:4280@evil.example',
  ])('%s is not', (host) => {
    expect(origins.allowsHost(host)).toBe(false);
  });

  test('an origin is that of the host asked, by the same scheme and port', () => {
    expect(origins.isOwn('http://localhost:4280', 'localhost:4280')).toBe(true);
    expect(origins.isOwn('http://localhost:4281', 'localhost:4280')).toBe(false);
    expect(origins.isOwn('https://localhost:4280', 'localhost:4280')).toBe(false);
    expect(origins.isOwn('http://evil.example', 'evil.example')).toBe(false);
    expect(origins.isOwn('null', 'localhost:4280')).toBe(false);
  });
});

test('behind a proxy the public origin counts, whatever host the proxy asks for', () => {
  const publicOrigin = 'https://studio.example';
  const origins = createOrigins({ publicOrigin, certifies: null });
  expect(origins.allowsHost('studio.example')).toBe(true);
  expect(origins.allowsHost('studio.example:8443')).toBe(false);
  expect(origins.isOwn(publicOrigin, '127.0.0.1:4280')).toBe(true);
  expect(origins.isOwn('http://studio.example', 'studio.example')).toBe(false);
});

test('with a certificate the names are those it is for', () => {
  const certifies = (name: string) => name === 'pc1.studio.example' || name === '192.168.1.5';
  const origins = createOrigins({ publicOrigin: null, certifies });
  expect(origins.allowsHost('pc1.studio.example:4280')).toBe(true);
  expect(origins.allowsHost('192.168.1.5:4280')).toBe(true);
  expect(origins.allowsHost('192.168.1.6:4280')).toBe(false);
  expect(origins.isOwn('https://pc1.studio.example:4280', 'pc1.studio.example:4280')).toBe(true);
  expect(origins.isOwn('http://pc1.studio.example:4280', 'pc1.studio.example:4280')).toBe(false);
});

test('a link begins with the name under which the server was asked', () => {
  const behind = createOrigins({ publicOrigin: 'https://studio.example', certifies: null });
  expect(behind.originOf('studio.example')).toBe('https://studio.example');
  expect(behind.originOf('localhost:4280')).toBe('http://localhost:4280');
  const direct = createOrigins({ publicOrigin: null, certifies: (name) => name === 'pc.example' });
  expect(direct.originOf('pc.example:4280')).toBe('https://pc.example:4280');
});
