import type { Practice } from '#lib/domain/practice.ts';
import type { Team } from '#lib/domain/team.ts';
import { practiceDocument } from '#lib/replica/documents.ts';
import { teamOf } from '#lib/replica/teamColumns.ts';
import type { RowStore } from './rowStore.ts';

/** The practice's team straight from the rows; its first doctor alone while nothing else is known. */
export async function readTeam({ teams }: RowStore, practice: Practice): Promise<Team> {
  return teamOf(await teams.get(practiceDocument(practice.id)), practice);
}
