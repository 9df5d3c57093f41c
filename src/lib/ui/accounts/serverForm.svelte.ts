/** What is typed and sent to the server about an account: checked here first by the server's own schemas. */
import type { z } from 'zod';
import { type FieldProblem, fieldProblems } from '#lib/accounts/fields.ts';
import type { AccountFailure } from '#lib/accounts/serverCalls.ts';
import type { Result } from '#lib/domain/result.ts';
import { accountFailureText } from '#lib/ui/texts/accounts.ts';

type Fields = Record<string, string>;
type Errors<F extends Fields> = { readonly [Field in keyof F]?: string };

export interface FormNeeds<F extends Fields, Done, Failure extends { readonly kind: string }> {
  readonly empty: F;
  readonly schema: Pick<z.ZodType, 'safeParse'>;
  /** Words for what is wrong with a field, whoever found it. */
  readonly fieldText: (field: keyof F & string, problem: FieldProblem) => string;
  readonly send: (fields: F) => Promise<Result<Done, Failure>>;
  /** Refusals that are about one field stand there. */
  readonly about?: { readonly [Kind in Failure['kind']]?: keyof F };
  readonly failureText?: (failure: Failure) => string;
}

export class ServerForm<
  F extends Fields,
  Done,
  Failure extends { readonly kind: string } = AccountFailure,
> {
  fields: F;
  busy = $state(false);
  #submitted = $state(false);
  #failure = $state.raw<Failure | null>(null);
  readonly #needs: FormNeeds<F, Done, Failure>;

  constructor(needs: FormNeeds<F, Done, Failure>) {
    this.#needs = needs;
    this.fields = $state({ ...needs.empty });
  }

  readonly errors = $derived.by((): Errors<F> => {
    if (!this.#submitted) return {};
    return { ...this.#checked(), ...this.#refusedFields() };
  });

  /** What was refused and is about no field. */
  get refusal(): string | null {
    if (this.#failure === null || Object.keys(this.#refusedFields()).length > 0) return null;
    return this.#text(this.#failure);
  }

  /** What came of it; null: something is to be corrected first, or was refused. */
  async submit(): Promise<{ readonly done: Done } | null> {
    if (this.busy) return null;
    this.#submitted = true;
    this.#failure = null;
    if (Object.keys(this.#checked()).length > 0) return null;
    this.busy = true;
    try {
      const outcome = await this.#needs.send({ ...this.fields });
      if (!outcome.ok) this.#failure = outcome.error;
      return outcome.ok ? { done: outcome.value } : null;
    } finally {
      this.busy = false;
    }
  }

  clear(): void {
    Object.assign(this.fields, this.#needs.empty);
    this.#submitted = false;
    this.#failure = null;
  }

  #checked(): Errors<F> {
    const read = this.#needs.schema.safeParse({ ...this.fields });
    return read.success ? {} : this.#inWords(fieldProblems(read.error));
  }

  #refusedFields(): Errors<F> {
    const failure = this.#failure;
    if (failure === null) return {};
    if ('fields' in failure) return this.#inWords(failure.fields as Record<string, FieldProblem>);
    const field = this.#needs.about?.[failure.kind as Failure['kind']];
    return field === undefined ? {} : ({ [field]: this.#text(failure) } as Errors<F>);
  }

  #inWords(problems: { readonly [field: string]: FieldProblem }): Errors<F> {
    const known = Object.entries(problems).filter(([field]) => field in this.fields);
    return Object.fromEntries(
      known.map(([field, problem]) => [field, this.#needs.fieldText(field, problem)]),
    ) as Errors<F>;
  }

  #text(failure: Failure): string {
    const { failureText = accountFailureText as (failure: never) => string } = this.#needs;
    return failureText(failure as never);
  }
}
