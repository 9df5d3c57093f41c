/** Composition root of the server: the only place of it that touches the clock, chance and the environment. */
import { randomBytes } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { ulid } from 'ulid';
import { sessionOf } from '#lib/domain/member.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { firstTeam } from '#lib/domain/team.ts';
import { createHttpApp } from './http/app.ts';
import { readBuild } from './http/build.ts';
import { clientAddress } from './http/clientAddress.ts';
import { createOrigins } from './http/origins.ts';
import { createWebServer, listen } from './listen.ts';
import { createLog } from './log.ts';
import { openStores } from './openStores.ts';
import { readSettings } from './settings.ts';
import { formatStartFailure, type StartFailure } from './startFailure.ts';
import type { DocumentStorage } from './storage/documentStorage.ts';
import { attachSync, type Sync } from './sync/attachSync.ts';
import { readTls } from './tls.ts';
import { practiceMail } from './mail/practiceMail.ts';
import { startOutbox } from './mail/outbox.ts';
import type { Timer } from './mail/sender.ts';
import { sendBySmtp } from './mail/smtp.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const clock = Date.now;
const DAY_MS = 24 * 60 * 60_000;
/** As long as timers reach: whoever wakes too early looks, and waits again. */
const LONGEST_PAUSE_MS = 2 ** 31 - 1;
const timer: Timer = (run, ms) => {
  const due = setTimeout(run, Math.min(ms, LONGEST_PAUSE_MS)).unref();
  return () => clearTimeout(due);
};
/** How long a stop waits for a mail server's answer: without it nobody knows whether that message was taken. */
const LAST_ANSWER_MS = 10_000;
const random = { id: () => ulid(), secret: () => randomBytes(32).toString('hex') };

const log = createLog((line) => process.stderr.write(line), clock);
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

/** A disk that is full keeps the old ones for another day. */
function pruneAudit(storage: DocumentStorage, months: number): void {
  const limit = new Date(clock());
  limit.setUTCMonth(limit.getUTCMonth() - months);
  try {
    storage.pruneAudit(limit.getTime());
  } catch (error) {
    log('auditNotPruned', error);
  }
}

async function start(): Promise<StartFailure | null> {
  const settings = readSettings(process.env, PROJECT);
  if (!settings.ok) return settings.error;
  const { host, port, publicOrigin, dataFolder, buildFolder, demo, auditMonths } = settings.value;
  const certified = readTls(settings.value.tls);
  if (!certified.ok) return certified.error;
  const tls = certified.value;
  const build = readBuild(buildFolder);
  if (!build.ok) return { kind: 'noBuild', folder: buildFolder };

  const secureCookies = tls !== null || publicOrigin !== null;
  let sync: Sync | null = null;
  // That of the set-up until the sync has the practice document in its hands.
  const teamOf = (practice: Practice) => sync?.team() ?? firstTeam(practice);
  const storesNeeds = { random, clock, secureCookies, demo, teamOf };
  const stores = await openStores(dataFolder, storesNeeds);
  if (!stores.ok) return { kind: stores.error.kind, folder: dataFolder };
  const { storage, accounts, close } = stores.value;

  const origins = createOrigins({ publicOrigin, certifies: tls?.certifies ?? null });
  const today = () => plainDateAt(clock());
  const outbox = startOutbox({ storage, send: sendBySmtp, clock, timer, log });
  const newId = random.id;
  const mail = practiceMail({ storage, outbox, send: sendBySmtp, clock, newId });
  const app = createHttpApp({
    ...{ storage, accounts, mail, origins, build: build.value, log, random, clock, demo },
    sessionOf(member) {
      const practice = storage.readPractice();
      return practice && sessionOf(member, practice.id, teamOf(practice), today());
    },
    acceptLate: (...late) => sync?.acceptLate(...late) ?? Promise.resolve('storage' as const),
    address: clientAddress(publicOrigin !== null && tls === null),
  });
  pruneAudit(storage, auditMonths);
  setInterval(() => pruneAudit(storage, auditMonths), DAY_MS).unref();
  const server = createWebServer(getRequestListener(app.fetch), tls);
  sync = attachSync({
    ...{ server, storage, clock, today, log },
    principals: accounts,
    practice: storage.readPractice,
    isOwnOrigin: origins.isOwn,
    outbox: { ...outbox, hasSettings: () => storage.readMailSettings() !== null },
  });
  const listening = await listen(server, host, port);
  if (!listening.ok) {
    await sync.close();
    close();
    return listening.error;
  }

  const stop = async () => {
    await sync.close();
    await listening.value.close();
    await Promise.race([outbox.stop(), pause(LAST_ANSWER_MS)]);
    close();
    process.exit(0);
  };
  let stopping: Promise<void> | undefined;
  const stopOnce = () => void (stopping ??= stop());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOnce);
  // `npm start` holds a channel to the server: when it is gone, however it went, so is the server.
  process.on('disconnect', stopOnce);

  const code = demo ? null : accounts.setUp.newCode();
  if (code !== null) console.log(`Codice di attivazione: ${code}`);
  const here = `${tls ? 'https' : 'http'}://localhost:${listening.value.port}`;
  console.log(`Assistiti è pronto: ${publicOrigin === null ? here : `${publicOrigin} (${here})`}`);
  // For the next start, however this one ends.
  flushCompileCache();
  return null;
}
