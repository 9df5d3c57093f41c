/** Composition root of the server: the only place of it that touches the clock, chance and the environment. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { ulid } from 'ulid';
import { prepareDemo } from './demo.ts';
import { createHttpApp } from './http/app.ts';
import { readBuild } from './http/build.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';
import { readSettings } from './settings.ts';
import { formatStartFailure, type StartFailure } from './startFailure.ts';
import { openSqliteStorage } from './storage/sqliteStorage.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

const log = createLog((line) => process.stderr.write(line), Date.now);
process.on('uncaughtException', (error) => {
  log('crashed', error);
  process.exit(1);
});

// What the server writes is for its own user only.
process.umask(0o077);
const failure = await start();
if (failure) {
  console.error(formatStartFailure(failure));
  process.exitCode = 1;
}

async function start(): Promise<StartFailure | null> {
  const settings = readSettings(process.env, PROJECT);
  if (!settings.ok) return settings.error;
  const { port, dataFolder, buildFolder, demo } = settings.value;

  const build = readBuild(buildFolder);
  if (!build.ok) return { kind: 'noBuild', folder: buildFolder };
  const opened = openSqliteStorage(dataFolder);
  if (!opened.ok) return { kind: opened.error.kind, folder: dataFolder };
  const storage = opened.value;

  const random = { id: () => ulid(), secret: () => randomBytes(32).toString('hex') };
  if (demo && !prepareDemo(storage, random, Date.now).ok) {
    storage.close();
    return { kind: 'notDemo', folder: dataFolder };
  }

  const app = createHttpApp({ storage, build: build.value, log, random, clock: Date.now, demo });
  const listening = await listen(getRequestListener(app.fetch), port);
  if (!listening.ok) {
    storage.close();
    return listening.error;
  }

  const stop = async () => {
    await listening.value.close();
    storage.close();
    process.exit(0);
  };
  let stopping: Promise<void> | undefined;
  const stopOnce = () => void (stopping ??= stop());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOnce);
  // `npm start` holds a channel to the server: when it is gone, however it went, so is the server.
  process.on('disconnect', stopOnce);

  console.log(`Assistiti è pronto: http://localhost:${listening.value.port}`);
  return null;
}
