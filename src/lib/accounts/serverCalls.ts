/** One question to the server, and its answer checked: it comes from outside. Never throws for what a network does. */
import type { z } from 'zod';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { type Refusal, refusal } from './answers.ts';
import type { FieldProblems } from './fields.ts';

/** `unreachable`: no answer in time, or none of this server's. */
export interface AccountFailure {
  readonly kind: Refusal | 'unreachable';
  /** With `invalid`. */
  readonly fields?: FieldProblems;
  /** Seconds, with `tooManyTries`. */
  readonly retryAfter?: number;
}

export type Answer<Value> = Promise<Result<Value, AccountFailure>>;

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** How long to wait, ms. */
  readonly patience?: number;
}

const PATIENCE = 20_000;

export function serverCalls(fetch: typeof globalThis.fetch) {
  async function call({ method = 'GET', path, body, patience = PATIENCE }: Question) {
    try {
      const answer = await fetch(path, {
        method,
        signal: AbortSignal.timeout(patience),
        ...(method === 'GET' ? {} : written(body)),
      });
      const text = await answer.text();
      const said: unknown = text === '' ? null : JSON.parse(text);
      return answer.ok ? ok(said) : failed(failureOf(said));
    } catch {
      return failed<AccountFailure>({ kind: 'unreachable' });
    }
  }

  return {
    async ask<Value>(schema: z.ZodType<Value>, question: Question): Answer<Value> {
      const answer = await call(question);
      if (!answer.ok) return answer;
      const read = schema.safeParse(answer.value);
      return read.success ? ok(read.data) : failed({ kind: 'internal' });
    },
    /** For what is answered with nothing but that it was done. */
    async tell(question: Question): Answer<null> {
      const answer = await call(question);
      return answer.ok ? ok(null) : answer;
    },
  };
}

function written(body: object = {}): RequestInit {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function failureOf(said: unknown): AccountFailure {
  const read = refusal.safeParse(said);
  if (!read.success) return { kind: 'unreachable' };
  const { error, fields, retryAfter } = read.data;
  return {
    kind: error,
    ...(fields === undefined ? {} : { fields }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
