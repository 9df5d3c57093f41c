/** Who writes: the head of a command, and what the policy says of its changes. */
import type { Change } from '#lib/domain/change.ts';
import type { Column, ListPlace, PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { type StoredValue, refuseForbidden } from '#lib/domain/policy.ts';
import type { Session } from '#lib/domain/session.ts';
import type { DocumentCommand } from './command.ts';
import type { HybridClock } from './hybridClock.ts';

/** The part of a command that says who wrote it and when. */
export type CommandHead = Pick<DocumentCommand, 'id' | 't' | 'by' | 'byName' | 'at'>;

/** Who wrote the value that a change replaces, when, and what it had replaced. */
export type KnownValues = (column: Column, patient: PatientId) => StoredValue | null;

export interface Author {
  /** `id` is given where whoever asks made it, so that asking twice writes once. */
  head(id?: string): CommandHead;
  /** How many of the changes the policy refuses; in the SSN list of the practice's panel unless told otherwise. */
  refused(changes: readonly Change[], stored?: KnownValues, place?: ListPlace): number;
  /** Whether a rule lets whoever writes do something today. */
  allows(rule: (who: Session, today: PlainDate) => boolean): boolean;
}

export interface AuthorDependencies {
  readonly session: Session;
  readonly panel: string;
  readonly clock: HybridClock;
  readonly now: () => number;
  readonly today: () => PlainDate;
  readonly newId: () => string;
}

export function createAuthor(dependencies: AuthorDependencies): Author {
  const { session, panel, clock, now, today, newId } = dependencies;
  return {
    head: (id = newId()) => ({
      id,
      t: clock.tick(),
      by: session.userId,
      byName: session.name,
      at: now(),
    }),
    allows: (rule) => rule(session, today()),
    refused(changes, stored, place = { panel, list: 'ssn' }) {
      const { list } = place;
      const allowed = refuseForbidden(session, place.panel, changes, today(), { stored, list });
      return allowed.ok ? 0 : allowed.error.count;
    },
  };
}
