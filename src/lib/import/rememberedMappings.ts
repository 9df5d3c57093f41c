/** Columns mapped by hand, as a screen manages them. One is used again for exactly the header it was made for. */
import type { Result } from '#lib/domain/result.ts';
import type { Mapping } from './fields.ts';

export interface RememberedMapping {
  /** The hash of the header. */
  readonly id: string;
  readonly name: string;
  /** As the file had it. */
  readonly header: readonly string[];
  readonly mapping: Mapping;
  readonly byName: string;
  /** When it was last confirmed, ms since 1970. */
  readonly at: number;
}

export type MappingFailure = { readonly kind: 'forbidden' | 'gone' | 'notSaved' };

export interface RememberedMappings {
  /** In the order of their names. */
  all(): Promise<readonly RememberedMapping[]>;
  rename(id: string, name: string): Promise<Result<null, MappingFailure>>;
  forget(id: string): Promise<Result<null, MappingFailure>>;
}
