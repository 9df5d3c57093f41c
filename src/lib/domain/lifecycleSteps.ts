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
  const before = from ?? newLifecycle(to);
  if (before.erasedOn !== null) return new Set(['unerase']);
  if (to.erasedOn !== null) return new Set(['erase']);

  const steps = new Set<LifecycleStep>();
  if (from === null) steps.add('create');
  if (before.aliasOf !== to.aliasOf) steps.add('fold');
  if (!sameValue(before.binned, to.binned)) steps.add(binStep(before, to));
  if (!sameValue(before.archive, to.archive)) steps.add(archiveStep(before, to));
  if (!statusFollows(before, to, steps)) steps.add('changeStatus');
  if (!fitsList(to, list)) steps.add('changeRegime');
  if (steps.size === 0) steps.add('rewrite');
  return steps;
}

/** What a patient may be created as without it being a change of status. */
function newLifecycle({ status }: Lifecycle): Lifecycle {
  const usual = status === 'ssn' || status === 'ssnTemporary' || status === 'private';
  return usual ? { ...NEW_LIFECYCLE, status } : NEW_LIFECYCLE;
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

/** Whether status and date of death changed only as the archiving or the restoring itself says. */
function statusFollows(
  before: Lifecycle,
  to: Lifecycle,
  steps: ReadonlySet<LifecycleStep>,
): boolean {
  if (steps.has('restore')) return true;
  if (!steps.has('archive') || to.archive === null) {
    return before.status === to.status && before.deathDate === to.deathDate;
  }
  const { reason } = to.archive;
  return (
    to.status === statusAfterArchiving(before.status, reason) &&
    (reason === 'ssnDeceased' || before.deathDate === to.deathDate)
  );
}

/** A private list holds private patients, and archived ones with the status of their reason. */
function fitsList({ status, archive }: Lifecycle, list: ListKind): boolean {
  if (list === 'ssn') return status !== 'private';
  return status === 'private' || (archive !== null && status === archive.reason);
}
