import type { ImportKind } from '#lib/domain/importKind.ts';
import {
  EXPORT_ONLY_FIELDS,
  fieldsOf,
  LIST_FIELDS,
  type ListField,
  type Mapping,
} from '#lib/import/fields.ts';
import type { FileSummary } from '#lib/import/importDesk.ts';

/** Without these nobody can be recognised; the two names may also stand in one column (`fullName`). */
export const IDENTITY_FIELDS = [
  'taxCode',
  'lastName',
  'firstName',
  'fullName',
  'birthDate',
] as const satisfies readonly ListField[];

/** The other fields that an import of that kind reads. */
export function otherFieldsOf(kind: ImportKind): readonly ListField[] {
  return fieldsOf(kind).filter(
    (field) =>
      !(IDENTITY_FIELDS as readonly ListField[]).includes(field) &&
      !EXPORT_ONLY_FIELDS.includes(field),
  );
}

/** Which column of the file feeds which field, as the doctor sets it. Starts from what was recognised. */
export class MappingForm {
  readonly file: FileSummary;
  #mapping = $state.raw<Mapping>({});

  constructor(file: FileSummary) {
    this.file = file;
    this.#mapping = file.mapping;
  }

  get mapping(): Mapping {
    return this.#mapping;
  }

  /** 0-based; null when no column feeds the field. */
  column(field: ListField): number | null {
    return this.#mapping[field]?.[0] ?? null;
  }

  setColumn(field: ListField, column: number | null): void {
    const others = Object.entries(this.#mapping).filter(([other]) => other !== field);
    const own = column === null ? [] : [[field, [column]] as const];
    this.#mapping = Object.fromEntries([...others, ...own]);
  }

  /** The file's own words for a column, or its place when its header is empty. */
  columnName(column: number): string {
    return this.file.header[column]?.trim() || `Colonna ${column + 1}`;
  }

  /** Fields that read the same column: almost always a slip. */
  sharedWith(field: ListField): readonly ListField[] {
    const column = this.column(field);
    if (column === null) return [];
    return LIST_FIELDS.filter(
      (other) => other !== field && this.#mapping[other]?.includes(column) === true,
    );
  }

  /** Columns nothing is read from. They never clear what the list holds. */
  get unusedColumns(): readonly string[] {
    const used = Object.values(this.#mapping).flat();
    return this.file.samples
      .map((_, column) => column)
      .filter((column) => !used.includes(column))
      .map((column) => this.columnName(column));
  }
}
