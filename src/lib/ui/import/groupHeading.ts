import type { Group } from '#lib/import/plan.ts';

/** The id under which the strip of counts finds a group. */
export function groupHeadingId(group: Group): string {
  return `gruppo-${group}`;
}
