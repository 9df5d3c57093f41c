/**
 * Which rows a session sees in each tab of the list (DOMAIN.md §5, Archive, status, exports): the one rule for
 * the search index in the worker and for the first page straight from the rows.
 */
import { foldText } from '#lib/domain/names.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Relation, Session } from '#lib/domain/session.ts';
import { assigneeName, panelsWithoutDoctor, type Team } from '#lib/domain/team.ts';
import { readableLists } from '#lib/domain/panelAccess.ts';
import {
  type DocumentName,
  listDocument,
  listPlaceOf,
  readableDocuments,
} from '#lib/replica/documents.ts';
import type { ListTab } from './listQuery.ts';
import type { PatientRow, Tab } from './patientRow.ts';

export interface Sight {
  /** Every document whose patients may be seen. */
  readonly documents: ReadonlySet<DocumentName>;
  /** The documents whose rows a tab shows, and where in them those rows stand. */
  readonly tabs: {
    readonly [T in ListTab]: {
      readonly rows: Exclude<Tab, 'none'>;
      readonly documents: ReadonlySet<DocumentName>;
    };
  };
  /** In an AMT the group tab holds the temporaries, not the whole of the lists. */
  readonly groupIsTemporary: boolean;
  /** By panel, folded: the order of the column Medico. */
  readonly doctorNames: ReadonlyMap<string, string>;
  /** `Senza medico`: panels of somebody who left. */
  readonly withoutDoctor: ReadonlySet<string>;
}

/** Those whose own screens show a list; colleagues see it in the group tab. */
const CLOSE: ReadonlySet<Relation> = new Set(['own', 'substitute', 'staff']);
const OF_PRACTICE: ReadonlySet<Relation> = new Set([...CLOSE, 'group']);

export function sightOf(session: Session, team: Team, today: PlainDate): Sight {
  const readable = readableLists(session, today);
  const among = (list: 'ssn' | 'private', relations: ReadonlySet<Relation>) =>
    new Set(
      readable
        .filter((one) => one.list === list && isRelated(session, one.panel, relations))
        .map(listDocument),
    );
  const ofOthers = (panel: string) =>
    session.panels.some((one) => one.panel === panel && one.relation === 'staff' && one.ofOthers);
  const mine = new Set(
    [...among('ssn', CLOSE)].filter((name) => !ofOthers(listPlaceOf(name)?.panel ?? '')),
  );
  return {
    documents: new Set(readableDocuments(session, today)),
    tabs: {
      ssn: { rows: 'ssn', documents: mine },
      group: { rows: 'ssn', documents: among('ssn', OF_PRACTICE) },
      private: { rows: 'private', documents: among('private', CLOSE) },
      archive: {
        rows: 'archive',
        documents: among('ssn', OF_PRACTICE).union(among('private', CLOSE)),
      },
      // Not the colleagues': what a doctor throws away is nobody else's to look through.
      bin: { rows: 'bin', documents: among('ssn', CLOSE).union(among('private', CLOSE)) },
    },
    groupIsTemporary: team.kind === 'temporary',
    doctorNames: new Map(
      team.assignees.map((assignee) => [assignee.panel, foldText(assigneeName(assignee))]),
    ),
    withoutDoctor: panelsWithoutDoctor(team, today),
  };
}

/** Whether a tab shows that row. */
export function shows(
  { tabs, groupIsTemporary }: Sight,
  tab: ListTab,
  row: Pick<PatientRow, 'document' | 'tab' | 'status'>,
): boolean {
  const { rows, documents } = tabs[tab];
  if (row.tab !== rows || !documents.has(row.document)) return false;
  return tab !== 'group' || !groupIsTemporary || row.status === 'ssnTemporary';
}

function isRelated(session: Session, panel: string, relations: ReadonlySet<Relation>): boolean {
  return session.panels.some((access) => access.panel === panel && relations.has(access.relation));
}
