import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startRefusedServer, type Ended } from './runningServer.ts';
import { test } from './serverTest.ts';

/** One line for people, nothing else, and a failing exit. */
function expectOneLine(ended: Ended, words: RegExp): void {
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
}

test('a port in use is said in one line', async ({ start, place }) => {
  const { port } = await start();
  const dataFolder = `${place.dataFolder}-2`;
  expectOneLine(
    await startRefusedServer({ ...place, dataFolder, port }),
    /La porta \d+ è già in uso/,
  );
});

test('a data folder in use is said in one line, and is free again after a kill', async ({
  startProcess,
  place,
}) => {
  const first = await startProcess();
  expectOneLine(await startRefusedServer(place), /La cartella dei dati .+ è già in uso/);
  await first.stop('SIGKILL');
  const second = await startProcess();
  expect((await fetch(`${second.url}/healthz`)).status).toBe(200);
});

test('a folder that cannot be written is said in one line', async ({ place }) => {
  const dataFolder = join(place.buildFolder, '200.html', 'data');
  expectOneLine(await startRefusedServer({ ...place, dataFolder }), /Non posso scrivere/);
});

test('damaged data are said in one line', async ({ start, place }) => {
  await (await start()).stop();
  writeFileSync(join(place.dataFolder, 'assistiti.sqlite'), 'x'.repeat(10_000));
  expectOneLine(await startRefusedServer(place), /sono danneggiati/);
});

test('a missing build is said in one line', async ({ place }) => {
  const buildFolder = `${place.buildFolder}-none`;
  expectOneLine(await startRefusedServer({ ...place, buildFolder }), /Manca l’applicazione/);
});

test('a port that is no port is said in one line', async ({ place }) => {
  expectOneLine(await startRefusedServer({ ...place, port: 70_000 }), /PORT non è un numero/);
  const environment = { AUDIT_MONTHS: '12' };
  expectOneLine(await startRefusedServer({ ...place, environment }), /AUDIT_MONTHS/);
});

test('a signal ends the server and frees its port', async ({ startProcess }) => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    const server = await startProcess();
    await fetch(`${server.url}/healthz`);
    expect(await server.stop(signal)).toBe(0);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  }
});
