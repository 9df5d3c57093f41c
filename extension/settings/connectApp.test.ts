import { describe, expect, test } from 'vitest';
import { type ConnectWorld, connectApp, disconnectApp } from './connectApp.ts';
import { parseAppOrigin } from './appOrigin.ts';
import { readSettings } from './settings.ts';

/** A browser whose person answers the question so, and what was asked and saved, in order. */
function worldThat(answers: boolean | Error) {
  const log: string[] = [];
  const world: ConnectWorld = {
    async request({ origins }) {
      log.push(`asked ${origins.join()}`);
      if (answers instanceof Error) throw answers;
      return answers;
    },
    remove: async ({ origins }) => void log.push(`gave back ${origins.join()}`),
    save: async (origin) => void log.push(`saved ${origin}`),
  };
  return { world, log };
}

describe('the address of the app', () => {
  test.each([
    ['https://assistiti.studio.it', 'https://assistiti.studio.it'],
    ['https://assistiti.studio.it:8443/importa/siss?x=1', 'https://assistiti.studio.it:8443'],
    [' assistiti.studio.it/ ', 'https://assistiti.studio.it'],
    ['localhost:4280', 'http://localhost:4280'],
    ['http://127.0.0.1:4280/', 'http://127.0.0.1:4280'],
  ])('%s is taken as %s', (text, origin) => {
    expect(parseAppOrigin(text)).toEqual({ ok: true, value: origin });
  });

  test.each([
    ['', 'empty'],
    ['http://assistiti.studio.it', 'notSecure'],
    ['http://localhost.example', 'notSecure'],
    ['javascript://localhost/%0aalert(1)', 'notAnAddress'],
    ['file:///etc/hosts', 'notAnAddress'],
    ['https://', 'notAnAddress'],
  ])('%s is refused: %s', (text, refusal) => {
    expect(parseAppOrigin(text)).toEqual({ ok: false, error: refusal });
  });
});

describe('Collega la tua app', () => {
  test('asks for that host alone, and saves only after the yes', async () => {
    const { world, log } = worldThat(true);
    const result = await connectApp(world, 'https://assistiti.studio.it:8443', null);
    expect(result).toEqual({ ok: true, value: 'https://assistiti.studio.it:8443' });
    expect(log).toEqual([
      'asked https://assistiti.studio.it/*',
      'saved https://assistiti.studio.it:8443',
    ]);
  });

  test.each([[false], [new Error('no gesture')]])(
    'keeps what was there after %s',
    async (answer) => {
      const { world, log } = worldThat(answer);
      const result = await connectApp(world, 'https://nuovo.example', 'https://vecchio.example');
      expect(result).toEqual({ ok: false, error: 'notAllowed' });
      expect(log).toEqual(['asked https://nuovo.example/*']);
    },
  );

  test('asks nothing for an address that is none', async () => {
    const { world, log } = worldThat(true);
    await connectApp(world, 'http://assistiti.studio.it', null);
    expect(log).toEqual([]);
  });

  test('gives the access to the app before back, and all of it on Scollega', async () => {
    const { world, log } = worldThat(true);
    await connectApp(world, 'https://nuovo.example', 'https://vecchio.example');
    expect(log.at(-1)).toBe('gave back https://vecchio.example/*');
    await disconnectApp(world, 'https://nuovo.example');
    expect(log.slice(-2)).toEqual(['saved null', 'gave back https://nuovo.example/*']);
  });
});

describe('what is set', () => {
  test('policy goes before the person’s own, and may come late', () => {
    const local = { appOrigin: 'https://mia.example' };
    expect(readSettings(local, {})).toMatchObject({
      appOrigin: 'https://mia.example',
      isManaged: false,
    });
    const policy = { appOrigin: 'https://studio.example' };
    expect(readSettings(local, policy)).toMatchObject({
      appOrigin: 'https://studio.example',
      isManaged: true,
    });
  });

  test.each([
    [{ appOrigin: 'http://studio.example' }],
    [{ appOrigin: 7 }],
    [{ portals: [{ hosts: ['*'] }] }],
  ])('a policy with a slip counts as none', (policy) => {
    expect(readSettings({}, policy)).toEqual(readSettings({}, {}));
  });
});
