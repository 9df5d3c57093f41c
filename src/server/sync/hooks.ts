/**
 * What Hocuspocus asks on its way. It logs a hook's error by its message and lets some of them end the process: refusals
 * here are plain objects, and what is not expected is logged by ourselves and ends one socket.
 */
import type { Configuration, Hocuspocus } from '@hocuspocus/server';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { OpeningRefusal } from '#lib/replica/syncProtocol.ts';
import type { Log } from '#server/log.ts';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import { readingRefusal, tokenRefusal } from './admission.ts';
import type { Desk } from './desk.ts';
import { send } from './delivery.ts';
import type { Documents } from './documents.ts';
import { durableNotice, openNotices } from './notices.ts';
import type { PracticeTeam } from './practiceTeam.ts';
import type { Reception } from './reception.ts';
import type { Standings } from './standings.ts';

/** What a connection carries: rights are never kept here, they are asked for when needed. */
export interface DeskContext {
  readonly desk: Desk;
}

export interface HooksNeeds {
  readonly hocuspocus: () => Hocuspocus;
  readonly documents: Documents;
  readonly standings: Standings;
  readonly team: PracticeTeam;
  readonly reception: Reception;
  readonly storage: DocumentStorage;
  readonly today: () => PlainDate;
  readonly log: Log;
}

type Hooks = Pick<
  Configuration<DeskContext>,
  | 'onAuthenticate'
  | 'onLoadDocument'
  | 'connected'
  | 'beforeHandleMessage'
  | 'beforeSync'
  | 'beforeUnloadDocument'
  | 'afterUnloadDocument'
>;

export function syncHooks(needs: HooksNeeds): Partial<Hooks> {
  const { hocuspocus, documents, standings, team, reception, storage, today, log } = needs;
  return {
    async onAuthenticate({ documentName, token, context, instance }) {
      const refusal = await openingRefusal(context.desk, documentName, token);
      if (refusal !== null) throw { reason: refusal } satisfies { reason: OpeningRefusal };
      await documents.hold(instance, documentName);
    },
    async onLoadDocument({ document }) {
      try {
        documents.load(document);
      } catch (error) {
        log('syncNotLoaded', error);
        throw { reason: 'unknown' } satisfies { reason: OpeningRefusal };
      }
    },
    async connected({ connection, context }) {
      const { document } = connection;
      const live = documents.of(document.name);
      if (!live || live.isFailing) return;
      // First: what was not kept is not to leave the journal as if it were.
      const { userId } = context.desk.presence;
      for (const notice of openNotices(storage, live.name, userId)) send(connection, notice);
      send(connection, durableNotice(document));
    },
    async beforeHandleMessage({ connection, context }) {
      reception.lookAgain(connection, context.desk);
    },
    async beforeSync({ connection, type, payload }) {
      reception.receive(hocuspocus(), connection, type, payload);
    },
    async beforeUnloadDocument({ documentName }) {
      if (!documents.mayUnload(documentName)) throw {};
    },
    async afterUnloadDocument({ documentName }) {
      documents.unloaded(documentName);
    },
  };

  async function openingRefusal(
    desk: Desk,
    name: string,
    token: string,
  ): Promise<OpeningRefusal | null> {
    try {
      await team.ready();
      const known = team.current();
      const who = standings.sessionOf(desk.presence);
      if (known === null || who === null) return 'signedOut';
      const refusal = readingRefusal(name, who, { ...known, today: today() });
      return refusal ?? tokenRefusal(token, storage.epoch());
    } catch (error) {
      log('syncAdmissionFailed', error);
      return 'unknown';
    }
  }
}
