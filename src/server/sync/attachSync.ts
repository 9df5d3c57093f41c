/**
 * The meeting place of the replicas (DESIGN.md §5): Hocuspocus carries the documents, what may stand in them is decided
 * here, and nothing is acknowledged or sent on before it is on the disk.
 */
import type { Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { Hocuspocus } from '@hocuspocus/server';
import { WebSocketServer } from 'ws';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Team } from '#lib/domain/team.ts';
import type { Principals } from '#server/accounts/principals.ts';
import type { Log } from '#server/log.ts';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import { createCompaction } from './compaction.ts';
import { type ConnectedDesks, createConnectedDesks } from './connectedDesks.ts';
import { createDelivery } from './delivery.ts';
import { createDocuments } from './documents.ts';
import { type DeskContext, syncHooks } from './hooks.ts';
import { createInviteMails, type InviteOutbox } from './inviteMails.ts';
import { type AcceptLate, createLateChanges } from './lateChanges.ts';
import { createPracticeTeam } from './practiceTeam.ts';
import { createReception } from './reception.ts';
import { createSenders } from './senders.ts';
import { createStandings } from './standings.ts';
import { type Schedule, createStoring } from './storing.ts';
import { answerUpgrades } from './upgrades.ts';

export interface SyncNeeds {
  readonly server: Server | HttpsServer;
  readonly storage: DocumentStorage;
  readonly principals: Principals;
  /** Null until it is created. */
  readonly practice: () => Practice | null;
  /** ms since 1970. */
  readonly clock: () => number;
  readonly today: () => PlainDate;
  readonly log: Log;
  /** Whether a page with that `Origin`, asking under that `Host`, is one of this server's. */
  readonly isOwnOrigin: (origin: string, host: string | undefined) => boolean;
  /** Sends the mails that invites ask for; without it nothing becomes of them. */
  readonly outbox?: InviteOutbox;
  readonly schedule?: Schedule;
  /** How often sockets are asked whether they are still there. */
  readonly heartbeatMs?: number;
}

export interface Sync {
  /** The team as the practice document has it; null while nobody has asked for it, and where there is no practice. */
  team(): Team | null;
  /** What came too late for a socket. */
  readonly acceptLate: AcceptLate;
  /** Ends every socket and resolves when all that was accepted is stored and let go. */
  close(): Promise<void>;
}

/** Desktops send large changes in parts: none comes near. */
const LARGEST_FRAME = 8 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;
/** As long as timers reach: the sockets have a heartbeat of their own, which does not take silence for absence. */
const NEVER_MS = 2 ** 31 - 1;

export function attachSync(needs: SyncNeeds): Sync {
  const { server, storage, principals, practice, clock, today, log } = needs;
  const { outbox, schedule = scheduleQuietly, heartbeatMs = HEARTBEAT_MS } = needs;
  let desks: ConnectedDesks | null = null;

  const compaction = createCompaction(storage, schedule, log);
  const delivery = createDelivery(storage, log);
  const storing = createStoring({
    ...{ storage, schedule, log },
    failed: () => desks?.endAll('storage'),
    stored(live, { updates, audit, hasErased }) {
      compaction.appended(live, updates, hasErased);
      delivery.stored(live, audit);
      mails?.stored(live, audit);
      if (live.kind === 'practice') team.changed();
    },
  });
  const documents = createDocuments({
    ...{ storage, storing, compaction, clock },
    loaded: (live) => mails?.loaded(live),
    spoilt(live) {
      for (const { context } of live.document.getConnections()) {
        (context as DeskContext).desk.end('fault');
      }
      hocuspocus.documents.delete(live.name);
      documents.unloaded(live.name);
      live.document.destroy();
    },
  });
  const team = createPracticeTeam(
    practice,
    (name) => documents.open(hocuspocus, name),
    () => {
      standings.change();
      desks?.judgeAgain(null);
    },
  );
  const mails = outbox && createInviteMails({ outbox, documents: documents.all, team, clock, log });
  const standings = createStandings(principals, () => {
    const known = team.current();
    return known && { ...known, today: today() };
  });
  const senderTo = createSenders({ storage, standings, team, clock, today });
  const reception = createReception({
    ...{ storage, documents, standings, team, delivery, senderTo, log },
  });
  const hocuspocus: Hocuspocus = new Hocuspocus<DeskContext>({
    quiet: true,
    ...{ timeout: NEVER_MS, maxPendingDocuments: 1000 },
    // What is broadcast is stored first: nothing leaves while its transaction is still under way, however large.
    ...{ flushDelay: 0, flushMaxBytes: Number.MAX_SAFE_INTEGER },
    ...syncHooks({
      ...{ documents, standings, team, reception, storage, today, log },
      hocuspocus: () => hocuspocus,
    }),
  });
  const connected = (desks = createConnectedDesks(hocuspocus, standings, reception));

  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });
  const stopAnswering = answerUpgrades({
    ...{ server, sockets, principals, log, isOwnOrigin: needs.isOwnOrigin },
    isReady: () => !storing.isFailing(),
    opened: connected.open,
  });
  const stopListening = principals.onChange((userId) => {
    standings.change();
    connected.judgeAgain(userId);
  });
  const heartbeat = setInterval(() => {
    connected.beat();
    connected.judgeAgain(null, { quietly: true });
    for (const document of hocuspocus.documents.values()) void hocuspocus.unloadDocument(document);
  }, heartbeatMs);
  heartbeat.unref();

  return {
    team: () => team.current()?.team ?? null,
    acceptLate: createLateChanges({
      ...{ hocuspocus, documents, standings, team, storage, senderTo },
    }),
    async close() {
      stopAnswering();
      stopListening();
      clearInterval(heartbeat);
      compaction.close();
      await connected.close();
      storing.close();
      documents.close();
      // One that is still being opened for a socket that has gone is let go in a later turn.
      while (hocuspocus.documents.size + hocuspocus.loadingDocuments.size > 0) {
        const inMemory = [...hocuspocus.documents.values()];
        await Promise.all(inMemory.map((document) => hocuspocus.unloadDocument(document)));
        await new Promise((resolve) => setImmediate(resolve));
      }
      sockets.close();
    },
  };
}

function scheduleQuietly(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
}
