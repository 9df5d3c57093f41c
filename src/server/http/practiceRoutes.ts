/** `/api/practice`: whether the server has a practice, and its creation, once: from a form or from a safety copy. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Practice } from '#lib/domain/practice.ts';
import type { PracticeStorage } from '#server/storage/practiceStorage.ts';
import { restorePractice } from '#server/storage/restorePractice.ts';
import {
  parsePracticeRequest,
  parseRestoreRequest,
  type PracticeRequest,
} from './practiceRequest.ts';
import { requireOwnJson } from './requestGuards.ts';

/** Where the values come from that are never the same twice. */
export interface Random {
  /** A ULID. */
  id(): string;
  /** 32 secret bytes in lower-case hex. */
  secret(): string;
}

export interface PracticeRoutesNeeds {
  readonly storage: PracticeStorage;
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told to the page, which then shows that its data are made up. */
  readonly demo?: boolean;
}

const LARGEST_BODY = 16 * 1024;

export function practiceRoutes(needs: PracticeRoutesNeeds): Hono {
  const { storage, random, clock, demo = false } = needs;
  const newPractice = (request: PracticeRequest): Practice => ({
    id: random.id(),
    name: request.name,
    idSecret: random.secret(),
    createdAt: clock(),
    doctor: {
      id: random.id(),
      firstName: request.firstName,
      lastName: request.lastName,
      doctorCode: request.doctorCode,
    },
    panelId: random.id(),
  });

  const smallBody = bodyLimit({
    maxSize: LARGEST_BODY,
    onError: (context) => context.json({ error: 'tooLarge' }, 413),
  });

  return new Hono()
    .use(async (context, next) => {
      await next();
      // The answer carries the id secret: it stays out of the browser's disk cache.
      context.res.headers.set('Cache-Control', 'no-store');
    })
    .get('/', (context) => context.json({ practice: storage.readPractice(), demo }))
    .post('/', requireOwnJson, smallBody, async (context) => {
      const body: unknown = await context.req.json().catch(() => null);
      const request = parsePracticeRequest(body);
      if (!request.ok) return context.json({ error: 'invalid', fields: request.error }, 400);
      const created = storage.createPractice(newPractice(request.value));
      if (created.ok) return context.json({ practice: created.value }, 201);
      return context.json({ error: created.error.kind, practice: created.error.practice }, 409);
    })
    .put('/', requireOwnJson, smallBody, async (context) => {
      const body: unknown = await context.req.json().catch(() => null);
      const practice = parseRestoreRequest(body);
      if (!practice) return context.json({ error: 'invalid' }, 400);
      const restored = restorePractice(storage, practice);
      if (!restored.ok) return context.json({ error: restored.error.kind }, 409);
      return context.json({ practice: restored.value });
    });
}
