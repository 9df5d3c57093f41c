import type {
  MappingFailure,
  RememberedMapping,
  RememberedMappings,
} from '#lib/import/rememberedMappings.ts';
import type { Result } from '#lib/domain/result.ts';

/** The lists mapped by hand, as they can be renamed and forgotten. */
export class RememberedLists {
  readonly #mappings: RememberedMappings;
  #all = $state.raw<readonly RememberedMapping[] | null>(null);
  #failure = $state.raw<MappingFailure | null>(null);
  #editing = $state<string | null>(null);
  name = $state('');

  constructor(mappings: RememberedMappings) {
    this.#mappings = mappings;
    void this.#read();
  }

  /** Null until they are read. */
  get all(): readonly RememberedMapping[] | null {
    return this.#all;
  }

  get failure(): MappingFailure | null {
    return this.#failure;
  }

  /** The one whose name is being written. */
  get editing(): string | null {
    return this.#editing;
  }

  edit({ id, name }: RememberedMapping): void {
    this.#editing = id;
    this.name = name;
  }

  leave(): void {
    this.#editing = null;
  }

  async rename(): Promise<void> {
    if (this.#editing === null) return;
    await this.#follow(this.#mappings.rename(this.#editing, this.name));
    this.#editing = null;
  }

  forget({ id }: RememberedMapping): Promise<void> {
    return this.#follow(this.#mappings.forget(id));
  }

  async #follow(outcome: Promise<Result<null, MappingFailure>>): Promise<void> {
    const result = await outcome;
    this.#failure = result.ok ? null : result.error;
    await this.#read();
  }

  async #read(): Promise<void> {
    this.#all = await this.#mappings.all();
  }
}
