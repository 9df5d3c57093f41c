/** The server put together: opens the data folder, listens, and is ready when it says where. */
import { setTimeout as pause } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { sessionOf } from '#lib/domain/member.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { firstTeam } from '#lib/domain/team.ts';
import { pruneAuditDaily } from './auditPruning.ts';
import { createHttpApp } from './http/app.ts';
import { readBuild } from './http/build.ts';
import { clientAddress } from './http/clientAddress.ts';
import { createOrigins } from './http/origins.ts';
import { createWebServer, listen } from './listen.ts';
import type { Log } from './log.ts';
import { startOutbox } from './mail/outbox.ts';
import { practiceMail } from './mail/practiceMail.ts';
import type { Timer } from './mail/sender.ts';
import { sendBySmtp } from './mail/smtp.ts';
import { openStores, type StoresNeeds } from './openStores.ts';
import type { Settings } from './settings.ts';
import type { StartFailure } from './startFailure.ts';
import { attachSync, type Sync } from './sync/attachSync.ts';
import { readTls } from './tls.ts';

export interface ServeNeeds extends Pick<StoresNeeds, 'random' | 'clock'> {
  readonly log: Log;
  readonly timer: Timer;
}

/** How long a stop waits for a mail server's answer: without it nobody knows whether that message was taken. */
const LAST_ANSWER_MS = 10_000;

export interface Serving {
  /** `http://localhost:4280`: as it is opened on this computer. */
  readonly here: string;
  readonly port: number;
  /** Asked for by the set-up; null once it was made, and in the demonstration. */
  readonly setUpCode: string | null;
  /** Lets what is under way end, stores it, and frees port and folder. */
  stop(): Promise<void>;
}

export async function serve(
  settings: Settings,
  { random, clock, timer, log }: ServeNeeds,
): Promise<Result<Serving, StartFailure>> {
  const { host, port, publicOrigin, dataFolder, buildFolder, demo, auditMonths } = settings;
  const certified = readTls(settings.tls);
  if (!certified.ok) return certified;
  const tls = certified.value;
  const build = readBuild(buildFolder);
  if (!build.ok) return failed({ kind: 'noBuild', folder: buildFolder });

  const secureCookies = tls !== null || publicOrigin !== null;
  let sync: Sync | null = null;
  // That of the set-up until the sync has the practice document in its hands.
  const teamOf = (practice: Practice) => sync?.team() ?? firstTeam(practice);
  const storesNeeds = { random, clock, secureCookies, demo, teamOf };
  const stores = await openStores(dataFolder, storesNeeds);
  if (!stores.ok) return failed({ kind: stores.error.kind, folder: dataFolder });
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
    return listening;
  }

  const months = auditMonths;
  const endPruning = pruneAuditDaily({ storage, months, clock, timer, log });
  const actual = listening.value.port;
  return ok({
    here: `${tls ? 'https' : 'http'}://localhost:${actual}`,
    port: actual,
    setUpCode: demo ? null : accounts.setUp.newCode(),
    async stop() {
      await sync.close();
      await listening.value.close();
      endPruning();
      await Promise.race([outbox.stop(), pause(LAST_ANSWER_MS)]);
      close();
    },
  });
}
