/** What was done to the patients of one's own lists, and by whom: the patient may ask, the doctor has to know. */
import { Hono } from 'hono';
import { AUDIT_PAGE, type AuditLine } from '#lib/accounts/audit.ts';
import type { Member } from '#lib/domain/member.ts';
import type { Session } from '#lib/domain/session.ts';
import { type DocumentName, listDocuments } from '#lib/replica/documents.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { DocumentStorage, StoredAuditEntry } from '#server/storage/documentStorage.ts';
import { refuse } from './refusals.ts';
import { requireDoctor, signedIn } from './signedIn.ts';

export interface AuditRoutesNeeds {
  readonly accounts: Pick<Accounts, 'resume' | 'member' | 'staff'>;
  readonly storage: Pick<DocumentStorage, 'readAudit' | 'settle'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** What somebody may do now; null while there is no practice. */
  readonly sessionOf: (member: Member) => Session | null;
}

export function auditRoutes({ accounts, storage, clock, sessionOf }: AuditRoutesNeeds) {
  return new Hono()
    .get('/', signedIn(accounts), requireDoctor, (context) => {
      const key = context.req.query('patient');
      const before = Number(context.req.query('before')) || undefined;
      const documents = ownDocuments(sessionOf(context.var.member));
      const entries = storage.readAudit({ documents, key, before, limit: AUDIT_PAGE });
      const names = new Map(accounts.staff.all().map(({ userId, name }) => [userId, name]));
      return context.json({ entries: entries.map((entry) => lineOf(entry, names)) });
    })
    .post('/:id/settled', signedIn(accounts), (context) => {
      const id = Number(context.req.param('id'));
      const { userId } = context.var.member;
      // The newest of his that is not younger: his own, or none.
      const [entry] = Number.isSafeInteger(id)
        ? storage.readAudit({ userId, before: id + 1, limit: 1 })
        : [];
      if (entry?.id !== id) return refuse(context, 'notFound');
      storage.settle(id, userId, clock());
      return context.body(null, 204);
    });
}

/** Those of the lists that are the doctor's own: a colleague's are the colleague's to look into. */
function ownDocuments(session: Session | null): DocumentName[] {
  const own = session?.panels.filter(({ relation }) => relation === 'own') ?? [];
  return own.flatMap(({ panel }) => listDocuments(panel));
}

/** Without the desktop and its clock: who looks is told who did what, not from which session. */
function lineOf(entry: StoredAuditEntry, names: ReadonlyMap<string, string>): AuditLine {
  const { id, at, document, map, key, from, to, outcome, userId, onBehalfOf } = entry;
  return {
    ...{ id, at, document, map, key, outcome, userId, onBehalfOf },
    userName: names.get(userId) ?? null,
    from: from as AuditLine['from'],
    to: to as AuditLine['to'],
  };
}
