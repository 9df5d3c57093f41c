/** What comes from the desktops: junk and strangers are turned away, updates are checked, judged and stored. */
import { type Connection, type Hocuspocus, MessageType } from '@hocuspocus/server';
import type { Log } from '#server/log.ts';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import { type Accepted, acceptUpdate } from './acceptUpdate.ts';
import { checkUpdate } from './checkUpdate.ts';
import type { Delivery } from './delivery.ts';
import type { Desk } from './desk.ts';
import type { Documents } from './documents.ts';
import { followMoved } from './follow.ts';
import { readFrameHead } from './frameHead.ts';
import type { LiveDocument } from './liveDocument.ts';
import type { PracticeTeam } from './practiceTeam.ts';
import type { SenderTo } from './senders.ts';
import type { Standings } from './standings.ts';

export interface ReceptionNeeds {
  readonly storage: DocumentStorage;
  readonly documents: Documents;
  readonly standings: Standings;
  readonly team: PracticeTeam;
  readonly delivery: Delivery;
  readonly senderTo: SenderTo;
  readonly log: Log;
}

export interface Reception {
  /** Whether a frame is for Hocuspocus. Null: it was text. */
  lets(desk: Desk, frame: Uint8Array | null): boolean;
  /** Asks again for the right to the document of a message that is about to be handled. */
  lookAgain(connection: Connection, desk: Desk): void;
  /**
   * A message of the sync protocol. What is taken from the payload, or refused, is blanked in it: Hocuspocus then applies
   * an update of nothing and acknowledges it, unless the socket was ended here.
   */
  receive(hocuspocus: Hocuspocus, connection: Connection, type: number, payload: Uint8Array): void;
}

const HANDLED: ReadonlySet<number> = new Set([
  MessageType.Sync,
  MessageType.SyncReply,
  MessageType.Auth,
  MessageType.CLOSE,
]);
/** Who is where is not shared, and desktops have nothing to say beside their changes. */
const IGNORED: ReadonlySet<number> = new Set([
  MessageType.Awareness,
  MessageType.QueryAwareness,
  MessageType.Stateless,
]);
/** The answer to the provider's ping, which is about no document. */
const PONG: readonly number[] = [MessageType.Pong];

/** Messages of the sync protocol: what a replica holds, what the other one lacks, what is new. */
const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const UPDATE = 2;

export function createReception(needs: ReceptionNeeds): Reception {
  const { storage, documents, standings, team, delivery, senderTo, log } = needs;
  /** Connections that have told what they hold: from then on every update follows the one before. */
  const caughtUp = new WeakSet<Connection>();

  const end = (desk: Desk, reason: string) => {
    log('syncAbuse', { name: reason });
    desk.end('abuse', reason);
  };
  const reception: Reception = {
    lets(desk, frame) {
      if (!desk.isOpen) return false;
      if (frame?.length === 1 && frame[0] === PONG[0]) return false;
      const head = frame && readFrameHead(frame);
      if (head === null) end(desk, 'junk');
      else if (!standings.isPresent(desk.presence)) desk.end('signedOut');
      else if (HANDLED.has(head.kind)) return true;
      else if (!IGNORED.has(head.kind)) end(desk, 'junk');
      return false;
    },
    lookAgain(connection, desk) {
      if (!standings.isPresent(desk.presence)) desk.end('signedOut');
      else if (!standings.mayRead(desk.presence, connection.document.name)) {
        connection.close({ code: 4403, reason: 'forbidden' });
      }
    },
    receive(hocuspocus, connection, type, payload) {
      const { desk } = connection.context as { readonly desk: Desk };
      reception.lookAgain(connection, desk);
      if (type === SYNC_STEP_1) return;
      try {
        const isThere = desk.isOpen && connection.document.hasConnection(connection);
        if (type !== SYNC_STEP_2 && type !== UPDATE) end(desk, 'junk');
        else if (isThere) accept(hocuspocus, connection, desk, type, payload);
      } catch (error) {
        log('syncFailed', error);
        desk.end('fault');
      } finally {
        payload.fill(0);
      }
    },
  };
  return reception;

  function accept(
    hocuspocus: Hocuspocus,
    connection: Connection,
    desk: Desk,
    type: number,
    update: Uint8Array,
  ): void {
    const { presence } = desk;
    const { document } = connection;
    const live = documents.of(document.name);
    if (live?.document !== document) return desk.end('fault');
    if (live.isFailing) return desk.end('storage');
    const sender = senderTo(live, presence);
    if (sender === null) return desk.end('signedOut');

    const mayWriteAs = (client: number) => live.owners.mayWrite(presence.userId, client);
    const checked = checkUpdate(update, document, new Set(live.maps), mayWriteAs);
    if (!checked.ok) {
      // An edit made while the desktop was still saying what it holds: that is about to bring it, and what it needs.
      if (checked.error === 'gap' && !caughtUp.has(connection)) return;
      return end(desk, checked.error);
    }
    const { clients, writers } = checked.value;
    live.owners.claim(presence.userId, writers);
    const accepted = acceptUpdate(live, update, sender);
    if (accepted.kind === 'broken') return end(desk, 'undecodable');
    if (type === SYNC_STEP_2) caughtUp.add(connection);
    if (live.isFailing) return;
    if (clients.size > 0) delivery.durable(live, connection, clients);
    follow(hocuspocus, live, accepted, desk);
  }

  function follow(
    hocuspocus: Hocuspocus,
    live: LiveDocument,
    accepted: Extract<Accepted, { kind: 'judged' }>,
    { presence }: Desk,
  ): void {
    void followMoved(live, accepted.verdicts, {
      ...{ hocuspocus, documents, storage },
      team: () => team.current()?.team ?? { kind: 'group', assignees: [] },
      senderTo: (target) => senderTo(target, presence),
    }).catch((error: unknown) => log('syncNotFollowed', error));
  }
}
