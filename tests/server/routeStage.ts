/** The HTTP app in this process, over real accounts in a temporary folder, with somebody of every role signed in. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { ulid } from 'ulid';
import { sessionOf } from '#lib/domain/member.ts';
import { firstTeam, type Team } from '#lib/domain/team.ts';
import { openAccounts } from '#server/accounts/accounts.ts';
import { createHttpApp } from '#server/http/app.ts';
import { createOrigins } from '#server/http/origins.ts';
import { startOutbox } from '#server/mail/outbox.ts';
import { practiceMail } from '#server/mail/practiceMail.ts';
import { sendBySmtp } from '#server/mail/smtp.ts';
import { createInMemoryStorage } from '#server/storage/inMemoryStorage.ts';
import { attachSync } from '#server/sync/attachSync.ts';
import type { ServerStorage } from '#server/storage/storage.ts';

export const ROLES = [
  ...['nobody', 'doctor', 'colleague', 'substitute', 'secretary', 'nurse', 'support'],
] as const;
export type Who = (typeof ROLES)[number];

export interface Stage {
  readonly app: Hono;
  readonly storage: ServerStorage;
  /** The first doctor's panel. */
  readonly panel: string;
  readonly users: ReadonlyMap<Who, string>;
  send(who: Who, method: string, path: string, body?: unknown, headers?: object): Promise<Response>;
  /** Signs somebody in once more; the id of that desktop's session. */
  signInAgain(who: Who): Promise<string>;
  close(): void;
}

const password = 'una frase lunga';
const emailOf = (who: Who) => `${who}@studio.example`;
const TODAY = '2026-11-26';
const COLLEAGUE = '01KC0LLEAGUE';

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'assistiti-routes-'));
  const storage = createInMemoryStorage();
  const random = { id: () => ulid(), secret: () => randomBytes(32).toString('hex') };
  const shared = { random, clock: Date.now };
  const opened = await openAccounts(folder, { ...shared, team, secureCookies: false });
  if (!opened.ok) throw new Error(opened.error.kind);
  const accounts = opened.value;
  const page = { bytes: new TextEncoder().encode('<html></html>'), type: 'text/html', etag: '"1"' };
  const sync = attachSync({
    ...{ server: createServer(), storage, principals: accounts, clock: Date.now, log: fail },
    ...{ practice: storage.readPractice, today: () => TODAY, isOwnOrigin: () => false },
  });
  const sending = { storage, send: sendBySmtp, clock: Date.now };
  const outbox = startOutbox({ ...sending, timer: () => () => {}, log: fail });
  const mail = practiceMail({ ...sending, outbox, newId: random.id });
  const app = createHttpApp({
    ...{
      ...shared,
      storage,
      accounts,
      mail,
      acceptLate: sync.acceptLate,
      demo: false,
      log: fail,
      address: () => 'here',
    },
    sessionOf(member) {
      const [practice, known] = [storage.readPractice(), team()];
      return practice && known && sessionOf(member, practice.id, known, TODAY);
    },
    origins: createOrigins({ publicOrigin: null, certifies: null }),
    build: { files: new Map([['/200.html', page]]), page, scriptHashes: [] },
  });

  function team(): Team | null {
    const practice = storage.readPractice();
    const made = practice && firstTeam(practice);
    if (!made) return null;
    const names = { firstName: 'Bea', lastName: 'Verdi', codes: ['2'], inactiveSince: null };
    const colleague = { kind: 'doctor', id: COLLEAGUE, panel: 'panel-2', ...names } as const;
    return { ...made, assignees: [...made.assignees, colleague] };
  }

  const cookies = new Map<Who, string>();
  const users = new Map<Who, string>();
  const send: Stage['send'] = async (who, method, path, body, headers = {}) =>
    app.request(path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        ...{ host: 'localhost', 'content-type': 'application/json' },
        ...{ origin: 'http://localhost', cookie: cookies.get(who) ?? '', ...headers },
      },
    });
  const enter = async (who: Who, path: string, body: object) => {
    const answer = await send('nobody', 'POST', path, body);
    if (answer.status !== 201) throw new Error(`${who}: ${await answer.text()}`);
    cookies.set(who, cookieOf(answer));
    const me = (await (await send(who, 'GET', '/api/me')).json()) as { member: { userId: string } };
    users.set(who, me.member.userId);
    return (await answer.json()) as Record<string, unknown>;
  };
  const account = (who: Who) => ({ email: emailOf(who), password });

  const practice = { name: 'Studio', firstName: 'Ada', lastName: 'Rossi', doctorCode: '1' };
  const code = { token: accounts.setUp.newCode() };
  const made = await enter('doctor', '/api/set-up', {
    ...{ ...practice, ...code, ...account('doctor') },
  });
  const accept = (who: Who, link: unknown) =>
    enter(who, '/api/invitations/accept', {
      ...{ token: String(link).split('#')[1], ...account(who) },
    });
  await accept('support', made.supportLink);
  const panel = storage.readPractice()?.panelId ?? '';
  const invited: [Who, object][] = [
    ['colleague', { role: 'doctor', doctorId: COLLEAGUE }],
    [
      'substitute',
      { role: 'substitute', substitution: { panel, from: '2020-01-01', to: '2999-12-31' } },
    ],
    ['secretary', { role: 'secretary', worksFor: [panel] }],
    ['nurse', { role: 'nurse', worksFor: [panel] }],
  ];
  for (const [who, invitation] of invited) {
    const answer = await send('doctor', 'POST', '/api/invitations', { name: who, ...invitation });
    await accept(who, ((await answer.json()) as { link: string }).link);
  }

  return {
    ...{ app, storage, panel, users, send },
    async signInAgain(who) {
      const answer = await send('nobody', 'POST', '/api/sign-in', account(who));
      const cookie = cookieOf(answer);
      const me = await app.request('/api/me', { headers: { host: 'localhost', cookie } });
      return ((await me.json()) as { device: string }).device;
    },
    close() {
      void sync.close();
      accounts.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function fail(event: string, error: unknown): never {
  throw new Error(event, { cause: error });
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}
