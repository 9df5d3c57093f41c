/**
 * Who may change what (DESIGN.md §6): screens use it to hide, the client to refuse, the server to enforce.
 * It judges a column's old and new value and who asks; names, dates and ids inside a value are never trusted.
 */
import { type Change, sameValue } from './change.ts';
import { type LifecycleStep, type ListKind, lifecycleSteps } from './lifecycleSteps.ts';
import type { Column, ColumnValue, Identity, Lifecycle, PatientId } from './patient.ts';
import { type PlainDate, daysBetween } from './plainDate.ts';
import { type Result, failed, ok } from './result.ts';
import type { PanelAccess, Session } from './session.ts';

/** How long staff may take back an archiving of their own, from when the server received it. */
const OWN_ARCHIVING_MS = 10 * 60_000;
/** How long after a delegation's end a change made inside it is still accepted. */
const LATE_DAYS = 7;

/** What is known of the value about to be replaced. */
export interface StoredValue {
  readonly by: string;
  /** The civil day on which it was written. */
  readonly on: PlainDate;
  /** When the server received it, ms since 1970; null when it was never sent. */
  readonly receivedAt: number | null;
  /** What it replaced. */
  readonly replaced: ColumnValue;
}

/** Where and when a change is made and judged. */
export interface Circumstances {
  readonly list: ListKind;
  readonly panel: string;
  /** The civil day on which the change was made, and the one on which it is judged. */
  readonly madeOn: PlainDate;
  readonly today: PlainDate;
  /** ms since 1970. */
  readonly now: number;
  /** Null when nothing is stored, or nothing is known of it: what depends on it is then refused. */
  readonly stored: StoredValue | null;
  /** The change applies a request of that patient's doctor or staff: the only case in which support acts. */
  readonly onRequest: boolean;
}

/** `importer` is staff to whom the doctor granted the regional import. */
type Standing = 'own' | 'substitute' | 'importer' | 'staff' | 'group' | 'support';

const STEPS: { readonly [S in Standing]: ReadonlySet<LifecycleStep> } = {
  own: new Set<LifecycleStep>([
    ...(['create', 'clear', 'archive', 'rearchive', 'restore', 'changeStatus', 'rewrite'] as const),
    ...(['binArchived', 'archiveAndBin', 'unbin', 'erase', 'fold'] as const),
  ]),
  substitute: new Set(['create', 'archive', 'rearchive', 'restore', 'changeStatus', 'rewrite']),
  importer: new Set([
    ...(['create', 'archive', 'rearchive', 'restore', 'changeStatus', 'rewrite'] as const),
    ...(['binActive', 'archiveAndBin'] as const),
  ]),
  staff: new Set(['create', 'archive', 'binActive', 'archiveAndBin']),
  group: new Set(),
  support: new Set(['fold']),
};

const IMPORTERS: ReadonlySet<Standing> = new Set(['own', 'substitute', 'importer']);

/** Columns somebody may write whatever they held; `identity` and `lifecycle` have rules of their own. */
const FREE_COLUMNS: { readonly [S in Standing]: ReadonlySet<Column> } = {
  own: new Set([
    ...(['enrolment', 'residence', 'exemptions'] as const),
    ...(['address', 'phones', 'email', 'invite', 'note'] as const),
  ]),
  substitute: new Set([
    ...(['enrolment', 'residence', 'exemptions'] as const),
    ...(['address', 'phones', 'email', 'invite', 'note'] as const),
  ]),
  importer: new Set([
    ...(['enrolment', 'residence', 'exemptions'] as const),
    ...(['address', 'phones', 'email', 'invite', 'note'] as const),
  ]),
  staff: new Set(['address', 'phones', 'email', 'invite', 'note']),
  group: new Set(['address', 'phones', 'email', 'note']),
  support: new Set(['block']),
};

/** Whether `who` may replace `from` by `to` in that column of a patient of that list. */
export function may<C extends Column>(
  who: Session,
  where: Circumstances,
  column: C,
  from: ColumnValue<C>,
  to: ColumnValue<C>,
): boolean {
  return standingsOf(who, where).some((standing) => {
    if (column === 'identity') {
      return mayIdentity(standing, who, where, from as Identity | null, to as Identity | null);
    }
    if (column === 'lifecycle') {
      return mayLifecycle(standing, who, where, from as Lifecycle | null, to as Lifecycle | null);
    }
    // A temporary patient added at the desk comes with his expiry; later the region's word is not staff's.
    if (column === 'enrolment' && standing === 'staff') return from === null && to !== null;
    return FREE_COLUMNS[standing].has(column);
  });
}

/**
 * Whether `who` sees that list today: the read rules are those of documents. Support sees an identity only,
 * within a request, so no list.
 */
export function mayRead(who: Session, panel: string, list: ListKind, today: PlainDate): boolean {
  if (who.role === 'support') return false;
  return who.panels.some((access) => {
    if (access.panel !== panel) return false;
    switch (access.relation) {
      case 'own':
        return true;
      case 'substitute':
        return isInside(access, { madeOn: today, today });
      case 'staff':
        return list === 'ssn' || access.grants.privateList;
      case 'group':
      case 'network':
        return list === 'ssn';
    }
  });
}

/**
 * What `who` may take out of that list today (DESIGN.md §6, row export). `whole`: all that stands in it, for its
 * doctor, substitute and staff. `group`: the SSN patients, as part of the group's list, for a colleague of the
 * group. Null: nothing; who only reads it through the network, and support.
 */
export function mayExport(
  who: Session,
  panel: string,
  list: ListKind,
  today: PlainDate,
): 'whole' | 'group' | null {
  const relations = who.panels
    .filter((access) => mayRead({ ...who, panels: [access] }, panel, list, today))
    .map(({ relation }) => relation);
  if (relations.some((relation) => relation !== 'group' && relation !== 'network')) return 'whole';
  return relations.includes('group') ? 'group' : null;
}

/** Whether `who` may import a regional list into that panel today, and with it keep how lists are read. */
export function mayImport(who: Session, panel: string, today: PlainDate): boolean {
  return standingsOf(who, newIn('ssn', panel, today)).some((standing) => IMPORTERS.has(standing));
}

/** Whether `who` may add a patient to that list of that panel today. */
export function mayAdd(who: Session, panel: string, list: ListKind, today: PlainDate): boolean {
  const standings = standingsOf(who, newIn(list, panel, today));
  return standings.some((standing) => STEPS[standing].has('create'));
}

function newIn(list: ListKind, panel: string, today: PlainDate): Circumstances {
  return { list, panel, madeOn: today, today, now: Infinity, stored: null, onRequest: false };
}

export interface Refusal {
  readonly kind: 'forbidden';
  readonly count: number;
  readonly changes: readonly Change[];
}

/** A whole command: all of its changes, or the refusal of those that are forbidden. */
export function refuseForbidden(
  who: Session,
  panel: string,
  changes: readonly Change[],
  today: PlainDate,
  more: Partial<Omit<Circumstances, 'stored' | 'panel' | 'today'>> & {
    readonly stored?: (column: Column, patient: PatientId) => StoredValue | null;
  } = {},
): Result<readonly Change[], Refusal> {
  const { stored, ...rest } = more;
  const where = {
    list: 'ssn',
    madeOn: today,
    // With no time given, nothing that the server has was received a moment ago.
    now: Infinity,
    onRequest: false,
    ...rest,
    panel,
    today,
  } as const;
  const forbidden = changes.filter(({ column, patient, from, to }) => {
    const known = stored?.(column, patient) ?? null;
    return !may(who, { ...where, stored: known }, column, from, to);
  });
  if (forbidden.length === 0) return ok(changes);
  return failed({ kind: 'forbidden', count: forbidden.length, changes: forbidden });
}

function standingsOf(who: Session, where: Circumstances): Standing[] {
  if (who.role === 'support') return where.onRequest ? ['support'] : [];
  return who.panels
    .filter((access) => access.panel === where.panel)
    .map((access) => standingOf(who, access, where))
    .filter((standing) => standing !== null);
}

/** Null: no right to write. A network colleague only reads. A relation that the role cannot have is none. */
function standingOf(who: Session, access: PanelAccess, where: Circumstances): Standing | null {
  const isDoctor = who.role === 'doctor' || who.role === 'substitute';
  const isStaff = who.role === 'secretary' || who.role === 'nurse';
  const isPrivate = where.list === 'private';
  switch (access.relation) {
    case 'own':
      return who.role === 'doctor' ? 'own' : null;
    case 'substitute':
      return isDoctor && isInside(access, where) ? 'substitute' : null;
    case 'staff':
      if (!isStaff || (isPrivate && !access.grants.privateList)) return null;
      // The import never touches private patients, nor does the grant for it.
      return access.grants.regionalImport && !isPrivate ? 'importer' : 'staff';
    case 'group':
      return isDoctor && !isPrivate ? 'group' : null;
    case 'network':
      return null;
  }
}

function isInside(
  { from, to }: { readonly from: PlainDate | null; readonly to: PlainDate | null },
  { madeOn, today }: Pick<Circumstances, 'madeOn' | 'today'>,
): boolean {
  if (from !== null && madeOn < from) return false;
  return to === null || (madeOn <= to && daysBetween(to, today) <= LATE_DAYS);
}

function mayIdentity(
  standing: Standing,
  who: Session,
  where: Circumstances,
  from: Identity | null,
  to: Identity | null,
): boolean {
  if (standing === 'group') return false;
  if (standing === 'support') return from !== null && to !== null && keepsOldCode(from, to);
  if (from === null) return to !== null;
  if (to === null) return standing === 'own' || mayTakeBackCreation(standing, who, where);
  if (where.stored !== null && standing !== 'staff' && sameValue(to, where.stored.replaced)) {
    return standing !== 'importer' || where.stored.by === who.userId;
  }
  if (!sameNameAndCode(from, to)) return false;
  return standing !== 'staff' || onlyFills(from, to);
}

/** The old code of a corrected patient stays as an alias, which search and import still match. */
function keepsOldCode(from: Identity, to: Identity): boolean {
  const known = [...from.aliases, ...(from.taxCode === null ? [] : [from.taxCode])];
  return known.every((code) => code === to.taxCode || to.aliases.includes(code));
}

/** Name, surname and codes after the creation: a correction request. An empty name may be filled. */
function sameNameAndCode(from: Identity, to: Identity): boolean {
  return (
    (from.lastName === '' || from.lastName === to.lastName) &&
    (from.firstName === '' || from.firstName === to.firstName) &&
    from.taxCode === to.taxCode &&
    from.taxCodeKind === to.taxCodeKind &&
    sameValue(from.aliases, to.aliases)
  );
}

function onlyFills(from: Identity, to: Identity): boolean {
  const fields = ['birthDate', 'birthPlace', 'sex', 'cardNumber'] as const;
  return fields.every((field) => from[field] === null || from[field] === to[field]);
}

function mayLifecycle(
  standing: Standing,
  who: Session,
  where: Circumstances,
  from: Lifecycle | null,
  to: Lifecycle | null,
): boolean {
  const steps = lifecycleSteps(from, to, where.list);
  if ([...steps].every((step) => STEPS[standing].has(step))) return true;
  if (steps.has('clear')) return mayTakeBackCreation(standing, who, where);
  return standing === 'staff' && from !== null && takesBackOwnArchiving(who, where, from, to);
}

/**
 * The undo of an import removes the patients it created. A substitute may do so to what was written within
 * his dates, staff to what they wrote themselves: a cleared value must not be a way to lose a patient.
 */
function mayTakeBackCreation(standing: Standing, who: Session, where: Circumstances): boolean {
  const { stored, panel } = where;
  if (stored === null || stored.replaced !== null) return false;
  if (standing === 'importer') return stored.by === who.userId;
  if (standing !== 'substitute') return false;
  return who.panels.some(
    (access) =>
      access.panel === panel &&
      access.relation === 'substitute' &&
      isInside(access, where) &&
      isInside(access, { madeOn: stored.on, today: stored.on }),
  );
}

/** To exactly what it was before, so that archiving and restoring is no way round to another status. */
function takesBackOwnArchiving(
  who: Session,
  { stored, now }: Circumstances,
  from: Lifecycle,
  to: Lifecycle | null,
): boolean {
  if (stored === null || to === null || from.archive === null || to.archive !== null) return false;
  if (from.binned !== null || to.binned !== null) return false;
  const isRecent = stored.receivedAt === null || now - stored.receivedAt < OWN_ARCHIVING_MS;
  return stored.by === who.userId && isRecent && sameValue(to, stored.replaced);
}
