/**
 * What a change of `lifecycle` amounts to, judged on the net transition: offline an archiving and a binning
 * arrive as one. Every field that changed is accounted for by a step, so a change is as forbidden as the
 * most forbidden thing it does, whatever it calls itself.
 */
import { NEW_LIFECYCLE, statusAfterArchiving } from './lifecycle.ts';
import type { Lifecycle } from './patient.ts';
import { sameValue } from './change.ts';

export type LifecycleStep =
  | 'create'
  /** Back to nothing: the undo of a creation. */
  | 'clear'
  | 'archive'
  /** Another reason, text or date on an archived patient. */
  | 'rearchive'
  | 'restore'
  | 'changeStatus'
  /** SSN to private or back: never by a change of status, only by a move between documents. */
  | 'changeRegime'
  | 'binArchived'
  | 'binActive'
  /** Archived and binned at once. */
  | 'archiveAndBin'
  | 'unbin'
  | 'erase'
  | 'unerase'
  /** Out of this list into another one: the patient's columns go with him. */
  | 'leaveSsn'
  | 'leavePrivate'
  /** Into this list from another one. */
  | 'enterSsn'
  | 'enterPrivate'
  /** Into another patient, or out of it: `aliasOf`. */
  | 'fold'
  /** The same value again: it would put one's own name under somebody else's decision. */
  | 'rewrite';

export type ListKind = 'ssn' | 'private';

export function lifecycleSteps(
  from: Lifecycle | null,
  to: Lifecycle | null,
  list: ListKind,
): ReadonlySet<LifecycleStep> {
  if (to === null) return new Set([from === null ? 'rewrite' : 'clear']);
  if (from !== null && from.erasedOn !== null) return new Set(['unerase']);
  if (to.erasedOn !== null) return new Set(['erase']);
  const enters = !to.moved && (from?.moved !== undefined || (from === null && !!to.from));
  // In the list he goes to nobody is in the bin: a move out of it is a way out.
  if (to.moved && from?.binned) return new Set([LEAVE[list], 'unbin']);
  if (to.moved) return new Set([from?.moved ? 'rewrite' : LEAVE[list]]);

  const steps = new Set<LifecycleStep>();
  if (enters) steps.add(ENTER[list]);
  else if (from === null) steps.add('create');
  const before = from === null || from.moved ? newLifecycle(to) : from;
  if (before.aliasOf !== to.aliasOf) steps.add('fold');
  if (!sameValue(before.binned, to.binned)) steps.add(binStep(before, to));
  if (!sameValue(before.archive, to.archive)) steps.add(archiveStep(before, to));
  if (!statusFollows(before, to, steps)) steps.add('changeStatus');
  if (!fitsList(to, list)) steps.add('changeRegime');
  if (steps.size === 0) steps.add('rewrite');
  return steps;
}

const LEAVE = { ssn: 'leaveSsn', private: 'leavePrivate' } as const;
const ENTER = { ssn: 'enterSsn', private: 'enterPrivate' } as const;

/** What a patient may be created as without it being a change of status. */
function newLifecycle({ status, from }: Lifecycle): Lifecycle {
  const usual = status === 'ssn' || status === 'ssnTemporary' || status === 'private';
  return { ...NEW_LIFECYCLE, ...(usual ? { status } : {}), ...(from ? { from } : {}) };
}

function binStep(before: Lifecycle, to: Lifecycle): LifecycleStep {
  if (before.binned !== null) return 'unbin';
  if (before.archive !== null) return 'binArchived';
  return to.archive !== null ? 'archiveAndBin' : 'binActive';
}

function archiveStep(before: Lifecycle, to: Lifecycle): LifecycleStep {
  if (before.archive === null) return 'archive';
  return to.archive === null ? 'restore' : 'rearchive';
}

/** Whether status, what is known of it and date of death changed only as the archiving or the restoring itself says. */
function statusFollows(
  before: Lifecycle,
  to: Lifecycle,
  steps: ReadonlySet<LifecycleStep>,
): boolean {
  if (!sameValue(before.from, to.from)) return false;
  if (steps.has('restore')) return true;
  const sameDetails = sameValue(before.statusChange, to.statusChange);
  if (!steps.has('archive') || to.archive === null) {
    return before.status === to.status && before.deathDate === to.deathDate && sameDetails;
  }
  const { reason } = to.archive;
  return (
    to.status === statusAfterArchiving(before.status, reason) &&
    (reason === 'ssnDeceased' || before.deathDate === to.deathDate) &&
    (reason !== 'other' || sameDetails)
  );
}

/** A private list holds private patients, and archived ones with the status of their reason. */
function fitsList({ status, archive }: Lifecycle, list: ListKind): boolean {
  if (list === 'ssn') return status !== 'private';
  return status === 'private' || (archive !== null && status === archive.reason);
}

/** Whether the patient's other columns go away, or come in, together with that change. */
export function carriesColumns(
  from: Lifecycle | null,
  to: Lifecycle | null,
): 'away' | 'in' | undefined {
  if (to === null || to.moved || to.erasedOn !== null) return 'away';
  return from?.moved || (from === null && to.from) ? 'in' : undefined;
}
