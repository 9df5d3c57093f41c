/** Composition root of the server: the only place of it that touches the clock, chance and the environment. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { ulid } from 'ulid';
import { firstTeam, type Team } from '#lib/domain/team.ts';
import { openAccounts } from './accounts/accounts.ts';
import { demoAccounts, prepareDemo } from './demo.ts';
import { createHttpApp } from './http/app.ts';
import { readBuild } from './http/build.ts';
import { clientAddress } from './http/clientAddress.ts';
import { createOrigins } from './http/origins.ts';
import { createWebServer, listen } from './listen.ts';
import { createLog } from './log.ts';
import { readSettings } from './settings.ts';
import { formatStartFailure, type StartFailure } from './startFailure.ts';
import { openSqliteStorage } from './storage/sqliteStorage.ts';
import { readTls } from './tls.ts';

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
  const { host, port, publicOrigin, dataFolder, buildFolder, demo } = settings.value;

  const tls = settings.value.tls && readTls(settings.value.tls);
  if (tls && !tls.ok) return tls.error;
  const certificate = tls?.value ?? null;
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

  /** As the set-up made it, until the sync, which holds the practice document, says more. */
  const team = (): Team | null => {
    const practice = storage.readPractice();
    return practice && firstTeam(practice);
  };
  const secureCookies = certificate !== null || publicOrigin !== null;
  const accountsNeeds = { random, clock: Date.now, team, secureCookies };
  const accounted = await openAccounts(dataFolder, accountsNeeds);
  if (!accounted.ok) {
    storage.close();
    return { kind: accounted.error.kind, folder: dataFolder };
  }
  const practice = storage.readPractice();
  const accounts = demo && practice ? demoAccounts(accounted.value, practice) : accounted.value;

  const origins = createOrigins({ publicOrigin, certifies: certificate?.certifies ?? null });
  const app = createHttpApp({
    ...{ storage, accounts, origins, build: build.value, log, random, clock: Date.now, demo },
    address: clientAddress(publicOrigin !== null && certificate === null),
  });
  const server = createWebServer(getRequestListener(app.fetch), certificate);
  // The sync is attached to `server` here, with `storage`, `accounts` and `origins`; `stop` closes it first.

  const listening = await listen(server, host, port);
  if (!listening.ok) {
    accounts.close();
    storage.close();
    return listening.error;
  }

  const stop = async () => {
    await listening.value.close();
    accounts.close();
    storage.close();
    process.exit(0);
  };
  let stopping: Promise<void> | undefined;
  const stopOnce = () => void (stopping ??= stop());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOnce);
  // `npm start` holds a channel to the server: when it is gone, however it went, so is the server.
  process.on('disconnect', stopOnce);

  const code = demo ? null : accounts.setUp.newCode();
  if (code !== null) console.log(`Codice di attivazione: ${code}`);
  const scheme = certificate ? 'https' : 'http';
  const here = `${scheme}://localhost:${listening.value.port}`;
  console.log(`Assistiti è pronto: ${publicOrigin === null ? here : `${publicOrigin} (${here})`}`);
  return null;
}
