/** The remembered mappings as they are kept: in the practice document, for everybody who may import. */
import { mayImportSomewhere } from '#lib/domain/panelAccess.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { storageFault } from '#lib/replica/databases.ts';
import { practiceDocument } from '#lib/replica/documents.ts';
import { type MappingValue, mappingKeys, mappingOf } from '#lib/replica/practiceColumns.ts';
import { type AuthorDependencies, createAuthor } from '#lib/replica/author.ts';
import { type MappingMemory, knownFields, mappingCommand } from './mappingMemory.ts';
import type {
  MappingFailure,
  RememberedMapping,
  RememberedMappings,
} from './rememberedMappings.ts';

const LONGEST_NAME = 100;

export function createRememberedMappings(
  dependencies: MappingMemory & AuthorDependencies,
): RememberedMappings {
  const { replica, practice, session, today } = dependencies;
  const author = createAuthor(dependencies);
  const documentName = practiceDocument(practice.id);

  async function write(
    id: string,
    change: (stored: MappingValue) => MappingValue | null,
  ): Promise<Result<null, MappingFailure>> {
    if (!mayImportSomewhere(session, today())) return failed({ kind: 'forbidden' });
    const from = mappingOf(await replica.document(documentName), id);
    if (from === null) return failed({ kind: 'gone' });
    const command = mappingCommand(author.head(), practice, { key: id, from, to: change(from) });
    const { saved, shown } = replica.execute([command]);
    try {
      await saved;
      await shown;
      return ok(null);
    } catch (error) {
      if (storageFault(error) === null) throw error;
      return failed({ kind: 'notSaved' });
    }
  }

  return {
    async all() {
      const document = await replica.document(documentName);
      return mappingKeys(document)
        .flatMap((id): RememberedMapping[] => {
          const stored = mappingOf(document, id);
          if (stored === null) return [];
          const { columns, ...rest } = stored;
          return [{ ...rest, id, mapping: knownFields(columns) }];
        })
        .sort((one, other) => one.name.localeCompare(other.name, 'it'));
    },
    rename: (id, name) =>
      write(id, (stored) => ({
        ...stored,
        name: name.trim().slice(0, LONGEST_NAME) || stored.name,
      })),
    forget: (id) => write(id, () => null),
  };
}
