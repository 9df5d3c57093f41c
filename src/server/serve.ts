/** The server put together: opens the data folder, listens, and is ready when it says where. */
import { getRequestListener } from '@hono/node-server';
import { sessionOf } from '#lib/domain/member.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { firstTeam } from '#lib/domain/team.ts';
import { createHttpApp } from './http/app.ts';
import { readBuild } from './http/build.ts';
import { clientAddress } from './http/clientAddress.ts';
import { createOrigins } from './http/origins.ts';
import { createWebServer, listen } from './listen.ts';
import type { Log } from './log.ts';
import { openStores, type StoresNeeds } from './openStores.ts';
import type { Settings } from './settings.ts';
import type { StartFailure } from './startFailure.ts';
import { attachSync, type Sync } from './sync/attachSync.ts';
import { readTls } from './tls.ts';

export interface ServeNeeds extends Pick<StoresNeeds, 'random' | 'clock'> {
  readonly log: Log;
}

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
  { random, clock, log }: ServeNeeds,
): Promise<Result<Serving, StartFailure>> {
  const { host, port, publicOrigin, dataFolder, buildFolder, demo } = settings;
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
  const app = createHttpApp({
    ...{ storage, accounts, origins, build: build.value, log, random, clock, demo },
    sessionOf(member) {
      const practice = storage.readPractice();
      return practice && sessionOf(member, practice.id, teamOf(practice), today());
    },
    address: clientAddress(publicOrigin !== null && tls === null),
  });
  const server = createWebServer(getRequestListener(app.fetch), tls);
  sync = attachSync({
    ...{ server, storage, clock, today, log },
    principals: accounts,
    practice: storage.readPractice,
    isOwnOrigin: origins.isOwn,
  });
  const listening = await listen(server, host, port);
  if (!listening.ok) {
    await sync.close();
    close();
    return listening;
  }

  const actual = listening.value.port;
  return ok({
    here: `${tls ? 'https' : 'http'}://localhost:${actual}`,
    port: actual,
    setUpCode: demo ? null : accounts.setUp.newCode(),
    async stop() {
      await sync.close();
      await listening.value.close();
      close();
    },
  });
}
