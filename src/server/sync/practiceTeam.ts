/** The practice and its team as the server's own practice document has it: what everybody's rights follow from. */
import { sameValue } from '#lib/domain/change.ts';
import { DEFAULT_INVITE_MESSAGE } from '#lib/domain/invite.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Team } from '#lib/domain/team.ts';
import { type DocumentName, practiceDocument } from '#lib/replica/documents.ts';
import { teamIn } from '#lib/replica/teamColumns.ts';
import type { LiveDocument } from './liveDocument.ts';

export interface PracticeTeam {
  /** Null until `ready` has resolved, and where there is no practice. */
  current(): { readonly practice: Practice; readonly team: Team } | null;
  /** What an invite says where nothing else was typed. */
  inviteMessage(): string;
  /** Resolves once the team is known. */
  ready(): Promise<void>;
  /** The practice document was written to. */
  changed(): void;
}

export function createPracticeTeam(
  practice: () => Practice | null,
  open: (name: DocumentName) => Promise<LiveDocument>,
  teamChanged: () => void,
): PracticeTeam {
  let known: { readonly practice: Practice; readonly team: Team } | null = null;
  let live: LiveDocument | null = null;

  const read = () => {
    const made = practice();
    known = made && live && { practice: made, team: teamIn(live.document, made) };
  };
  return {
    current: () => known,
    inviteMessage() {
      const settings = live?.document.getMap<{ readonly message?: string }>('settings');
      return settings?.get('invite')?.message ?? DEFAULT_INVITE_MESSAGE;
    },
    async ready() {
      const made = practice();
      if (made === null || (known?.practice.id === made.id && !live?.document.isDestroyed)) return;
      live = await open(practiceDocument(made.id));
      read();
    },
    changed() {
      const before = known;
      read();
      if (!sameValue(before?.team, known?.team)) teamChanged();
    },
  };
}
