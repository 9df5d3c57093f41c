/** The team of the practice: read from its document, written by commands as everything is. */
import { mayManageTeam, editTeam, type TeamEdit, type TeamRefusal } from '#lib/domain/teamEdits.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { CommandHead } from './author.ts';
import type { DocumentCommand } from './command.ts';
import { storageFault } from './databases.ts';
import { practiceDocument } from './documents.ts';
import type { Replica } from './replica.ts';
import { teamIn, teamWrites } from './teamColumns.ts';

export type TeamFailure = TeamRefusal | { readonly kind: 'storageFull' | 'storageLost' };

export interface TeamDesk {
  /** Resolves once it is safe on this computer, or with the reason why it is not. */
  edit(edit: TeamEdit): Promise<Result<null, TeamFailure>>;
}

export interface TeamDeskDependencies {
  readonly replica: Replica;
  readonly practice: Practice;
  readonly session: Session;
  readonly today: () => PlainDate;
  /** Id, clock reading and author of a new command. */
  readonly head: () => CommandHead;
}

export function createTeamDesk(dependencies: TeamDeskDependencies): TeamDesk {
  const { replica, practice, session, today, head } = dependencies;
  const document = practiceDocument(practice.id);
  let turn: Promise<unknown> = Promise.resolve();

  async function write(edit: TeamEdit): Promise<Result<null, TeamFailure>> {
    if (!mayManageTeam(session)) return failed({ kind: 'forbidden' });
    const team = teamIn(await replica.document(document), practice);
    const edited = editTeam(team, edit, today());
    if (!edited.ok) return edited;
    const writes = teamWrites(team, edited.value);
    if (writes.length === 0) return ok(null);
    const command: DocumentCommand = { ...head(), document, kind: 'edit', importId: null, writes };
    try {
      const { saved, shown } = replica.execute([command]);
      await saved;
      await shown;
      return ok(null);
    } catch (error) {
      const fault = storageFault(error);
      if (fault === null) throw error;
      return failed({ kind: fault === 'full' ? 'storageFull' : 'storageLost' });
    }
  }

  return {
    // In turn: two doctors added at once must not both find a code free.
    edit(edit) {
      const answer = turn.then(() => write(edit));
      turn = answer.catch(() => {});
      return answer;
    },
  };
}
