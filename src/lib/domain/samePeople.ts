/** Whether somebody is known already: by tax code, by an earlier tax code, by name and birth date. */
import type { ListKind } from './lifecycleSteps.ts';
import { foldName } from './names.ts';
import type { Identity, Lifecycle, PatientId } from './patient.ts';
import type { PlainDate } from './plainDate.ts';
import type { TaxCode, TaxCodeKind } from './taxCode.ts';

export interface KnownPerson {
  readonly id: PatientId;
  readonly panel: string;
  readonly list: ListKind;
  readonly identity: Identity;
  readonly lifecycle: Lifecycle;
}

/** The people of every list that may be asked about. */
export interface KnownPeople {
  people(): Iterable<KnownPerson>;
  /** What is stored under an id, in any list; nothing when it was never used or its creation was undone. */
  lifecycles(id: PatientId): readonly Lifecycle[];
}

export interface Person {
  readonly taxCode: TaxCode | null;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: PlainDate | null;
}

export interface SamePerson {
  readonly id: PatientId;
  readonly panel: string;
  readonly list: ListKind;
  readonly by: 'taxCode' | 'alias' | 'name';
  readonly place: 'active' | 'archive' | 'bin';
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: PlainDate | null;
  /** Archived on that day. */
  readonly archivedOn: PlainDate | null;
  /** In the bin since, ms since 1970. */
  readonly binnedAt: number | null;
}

const STRENGTH = { taxCode: 0, alias: 1, name: 2 } as const;

/** Everyone who may be that person, the surest first. The archive and the bin are included. */
export function samePeople(person: Person, { people }: Pick<KnownPeople, 'people'>): SamePerson[] {
  const names = foldedNames(person);
  const found: SamePerson[] = [];
  for (const known of people()) {
    if (known.lifecycle.erasedOn !== null || known.lifecycle.aliasOf !== null) continue;
    const by = sameness(person, names, known.identity);
    if (by !== null) found.push(describe(known, by));
  }
  return found.sort((a, b) => STRENGTH[a.by] - STRENGTH[b.by] || (a.id < b.id ? -1 : 1));
}

/** The patient id functions as the domain needs them. */
export interface TaxCodeIds {
  forTaxCode(kind: TaxCodeKind, taxCode: string, generation: number): PatientId;
}

export interface FreeId {
  readonly id: PatientId;
  /** The day on which an earlier generation of the same person was erased for good. */
  readonly erasedOn: PlainDate | null;
}

/** The id after the highest generation known (DESIGN.md §3): what was binned or erased keeps its own. */
export function freeIdFor(
  code: TaxCode,
  ids: TaxCodeIds,
  { lifecycles }: Pick<KnownPeople, 'lifecycles'>,
): FreeId {
  let free = 1;
  let erasedOn: PlainDate | null = null;
  // An undone creation leaves a gap of one: the generation after it decides.
  for (let generation = 1; generation <= free + 1; generation++) {
    const stored = lifecycles(ids.forTaxCode(code.kind, code.value, generation));
    if (stored.length > 0) free = generation + 1;
    for (const lifecycle of stored) erasedOn = lifecycle.erasedOn ?? erasedOn;
  }
  return { id: ids.forTaxCode(code.kind, code.value, free), erasedOn };
}

function sameness(
  { taxCode, birthDate }: Person,
  names: ReadonlySet<string>,
  identity: Identity,
): SamePerson['by'] | null {
  if (taxCode !== null && identity.taxCode === taxCode.value) return 'taxCode';
  if (taxCode !== null && identity.aliases.includes(taxCode.value)) return 'alias';
  if (birthDate === null || identity.birthDate !== birthDate || names.size === 0) return null;
  const name = foldName(identity.lastName) + foldName(identity.firstName);
  return names.has(name) ? 'name' : null;
}

/** In both orders: people swap name and surname. */
function foldedNames({ lastName, firstName }: Person): Set<string> {
  const [last, first] = [foldName(lastName), foldName(firstName)];
  return last === '' || first === '' ? new Set() : new Set([last + first, first + last]);
}

function describe(
  { id, panel, list, identity, lifecycle }: KnownPerson,
  by: SamePerson['by'],
): SamePerson {
  const { lastName, firstName, birthDate } = identity;
  const place = lifecycle.binned ? 'bin' : lifecycle.archive ? 'archive' : 'active';
  return {
    id,
    panel,
    list,
    by,
    place,
    lastName,
    firstName,
    birthDate,
    archivedOn: lifecycle.archive?.knownOn ?? null,
    binnedAt: lifecycle.binned?.at ?? null,
  };
}
