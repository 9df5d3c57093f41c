/**
 * What an export holds (DOMAIN.md §5, Archive, status, exports): seven filters, beside the list as it stands on
 * the screen. Which patients a filter means is decided here; which lists may be taken out, by the policy.
 */
import type { ListKind } from './lifecycleSteps.ts';
import { isActive, isListed } from './lifecycle.ts';
import type { Lifecycle } from './patient.ts';
import type { PlainDate } from './plainDate.ts';
import { mayExport } from './policy.ts';
import type { Session } from './session.ts';

/**
 * In the order of the dialog. `view` is the list on the screen, with its search and filters; `selected` those who
 * are selected in it.
 */
export const EXPORT_CHOICES = [
  'all',
  'ssn',
  'group',
  'deceased',
  'revoked',
  'private',
  'archived',
  'view',
  'selected',
] as const;

export type ExportChoice = (typeof EXPORT_CHOICES)[number];
export type ExportFormat = 'csv' | 'xlsx';

/** A list that the session may take out, whole or as a part of the group's. */
export interface ExportList {
  readonly panel: string;
  readonly list: ListKind;
  readonly right: 'whole' | 'group';
}

export function exportLists(session: Session, today: PlainDate): ExportList[] {
  const panels = [...new Set(session.panels.map(({ panel }) => panel))];
  return panels.flatMap((panel) =>
    (['ssn', 'private'] as const).flatMap((list) => {
      const right = mayExport(session, panel, list, today);
      return right === null ? [] : [{ panel, list, right }];
    }),
  );
}

/**
 * Whether a patient of that list belongs to the choice; of `view` and `selected` he may, and the screen says
 * whether he does.
 * A colleague's list comes with the group's, with `Tutti` and with what is on the screen. Nothing holds the bin.
 */
export function isChosen(
  choice: ExportChoice,
  lifecycle: Lifecycle,
  { list, right }: Pick<ExportList, 'list' | 'right'>,
): boolean {
  if (!isListed(lifecycle) || !concerns(choice, { list, right })) return false;
  const { status, archive } = lifecycle;
  switch (choice) {
    case 'all':
    case 'view':
    case 'selected':
      return true;
    case 'ssn':
    case 'group':
      return isActive(lifecycle) && (status === 'ssn' || status === 'ssnTemporary');
    case 'deceased':
      return status === 'ssnDeceased';
    case 'revoked':
      return status === 'ssnRevoked';
    case 'private':
      return isActive(lifecycle);
    case 'archived':
      return archive !== null;
  }
}

/** Whether the choice takes anything from such a list: where it takes from none, it is not the session's to make. */
export function concerns(
  choice: ExportChoice,
  { list, right }: Pick<ExportList, 'list' | 'right'>,
): boolean {
  switch (choice) {
    case 'all':
    case 'view':
    case 'selected':
      return true;
    case 'ssn':
    case 'deceased':
    case 'revoked':
      return list === 'ssn' && right === 'whole';
    case 'group':
      return list === 'ssn';
    case 'private':
      return list === 'private';
    case 'archived':
      return right === 'whole';
  }
}
