import type * as Y from 'yjs';
import { valueOf } from '#lib/domain/change.ts';
import type { Cell, ListPlace } from '#lib/domain/patient.ts';
import type { KnownPeople, KnownPerson } from '#lib/domain/samePeople.ts';
import { cellOf } from './columns.ts';

/** The people of these list documents, read where they stand: no patient is put together to be compared. */
export function knownPeople(
  lists: readonly (ListPlace & { readonly document: Y.Doc })[],
): KnownPeople {
  return {
    *people() {
      for (const { panel, list, document } of lists) {
        for (const [id, cell] of document.getMap<Cell<'identity'>>('identity')) {
          const identity = valueOf(cell) as KnownPerson['identity'] | null;
          const lifecycle = lifecycleOf(document, id);
          if (identity && lifecycle) yield { id, panel, list, identity, lifecycle };
        }
      }
    },
    lifecycles: (id) =>
      lists.map(({ document }) => lifecycleOf(document, id)).filter((stored) => stored !== null),
  };
}

function lifecycleOf(document: Y.Doc, id: string): KnownPerson['lifecycle'] | null {
  return valueOf(cellOf(document, 'lifecycle', id)) as KnownPerson['lifecycle'] | null;
}
