/** A portal to test against: strict policy, a session cookie, tokens that are good once, nothing to keep. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { formatItalianDate, plainDateAt } from '#lib/domain/plainDate.ts';
import { CONTENTS, SHAPES, type Content } from './shapes.ts';
import { firstReports, largeBytes, listBytes, LOGIN_PAGE, PDF, type Report } from './reports.ts';

export interface Portal {
  /** The page of the lists. */
  readonly page: string;
  /** SHA-256 of every file that went out, in order. */
  readonly sent: readonly string[];
  /** Requests for a file, answered or refused. */
  hits(): number;
  /** Forgets what was sent. */
  forget(): void;
  stop(): Promise<void>;
}

export interface PortalOptions {
  readonly port?: number;
  /** How long a report takes to be made, ms. */
  readonly delay?: number;
}

const FILES: Readonly<Record<string, string>> = {
  '/medboard/': 'page.html',
  '/medboard/portal.js': 'portal.js',
  '/medboard/portal.css': 'portal.css',
  '/medboard/frame.html': 'frame.html',
  '/medboard/frame.js': 'frame.js',
};
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
};

export async function startPortal({ port = 0, delay = 600 }: PortalOptions = {}): Promise<Portal> {
  const today = plainDateAt(Date.now());
  const tokens = new Map<string, { readonly report: number; readonly content: Content }>();
  const sessions = new Set<string>();
  const sent: string[] = [];
  const reports: (Report & { readonly readyAt: number })[] = firstReports(today).map((one) => ({
    ...one,
    readyAt: 0,
  }));
  let hits = 0;
  let seed = 0;
  const server = createServer((request, response) => void answer(request, response));
  // The same portal on another port is another origin of the same site.
  const other = createServer((request, response) => void answer(request, response));
  const main = await listen(server, port);
  const frames = await listen(other, port === 0 ? 0 : port + 1);
  const origin = `http://localhost:${main}`;
  const frameOrigin = `http://localhost:${frames}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    protect(response);
    const file = FILES[url.pathname];
    if (file) return sendFile(response, file);
    if (url.pathname === '/') return redirect(response);
    if (!hasSession(request)) return refuse(response, 403);
    if (url.pathname === '/medboard/api/settings')
      return json(response, { shapes: SHAPES, contents: CONTENTS, frameOrigin });
    if (url.pathname === '/medboard/api/reports') return answerReports(request, response);
    if (url.pathname === '/medboard/api/token') return giveToken(url, response);
    if (url.pathname === '/medboard/api/elenchi/scarica') return deliver(request, url, response);
    refuse(response, 404);
  }

  function protect(response: ServerResponse): void {
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'self'; connect-src 'self'; frame-src 'self' ${frameOrigin}; object-src 'none'; base-uri 'none'`,
    );
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
  }

  function sendFile(response: ServerResponse, file: string): void {
    if (file === 'page.html') {
      const session = randomUUID();
      sessions.add(session);
      response.setHeader(
        'Set-Cookie',
        `session=${session}; Path=/medboard/; HttpOnly; SameSite=Strict`,
      );
    }
    response.setHeader('Content-Type', TYPES[file.split('.')[1] ?? ''] ?? 'text/plain');
    response.end(readFileSync(join(import.meta.dirname, file)));
  }

  function hasSession({ headers }: IncomingMessage): boolean {
    const session = /(?:^|;\s*)session=([\w-]+)/.exec(headers.cookie ?? '')?.[1];
    return session !== undefined && sessions.has(session);
  }

  async function answerReports(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const form = new URLSearchParams((await bodyOf(request)).toString());
      const [requestedOn, createdOn] = ['09:00', '09:01'].map(
        (time) => `${formatItalianDate(today)} ${time}`,
      ) as [string, string];
      reports.unshift({
        ...{ id: reports.length + 1, doctorCode: '12345', requestedOn, createdOn },
        ...{ type: form.get('type') ?? '', format: form.get('format') ?? '' },
        associates: form.get('associates') ?? 'No',
        readyAt: performance.now() + delay,
      });
    }
    const now = performance.now();
    json(
      response,
      reports.map(({ readyAt, createdOn, ...report }) => ({
        ...report,
        state: readyAt <= now ? 'ELABORATO' : 'IN ELABORAZIONE',
        createdOn: readyAt <= now ? createdOn : '',
      })),
    );
  }

  function giveToken(url: URL, response: ServerResponse): void {
    const token = randomUUID();
    const content = (url.searchParams.get('content') ?? 'list') as Content;
    tokens.set(token, { report: Number(url.searchParams.get('report')), content });
    json(response, { token });
  }

  async function deliver(
    request: IncomingMessage,
    url: URL,
    response: ServerResponse,
  ): Promise<void> {
    hits++;
    const form = request.method === 'POST' ? (await bodyOf(request)).toString() : '';
    const token = url.searchParams.get('token') ?? new URLSearchParams(form).get('token') ?? '';
    const wanted = tokens.get(token);
    // Good once.
    tokens.delete(token);
    if (!wanted || wanted.content === 'gone') return refuse(response, 410);
    if (wanted.content === 'broken') return refuse(response, 500);
    if (wanted.content === 'login') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(LOGIN_PAGE);
      return;
    }
    const report = reports.find(({ id }) => id === wanted.report);
    const isPdf = wanted.content === 'pdf' || report?.format === 'PDF';
    if (wanted.content !== 'again') seed++;
    const bytes = isPdf ? PDF : wanted.content === 'large' ? largeBytes() : listBytes(seed);
    const name = isPdf ? 'elenco.pdf' : `ElencoAssistiti_${seed}.csv`;
    sent.push(createHash('sha256').update(bytes).digest('hex'));
    response.setHeader(
      'Content-Type',
      isPdf ? 'application/pdf' : 'text/csv; charset=windows-1252',
    );
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    response.end(bytes);
  }

  return {
    page: `${origin}/medboard/#/elenchi-assistiti`,
    sent,
    hits: () => hits,
    forget() {
      hits = 0;
      sent.length = 0;
    },
    async stop() {
      for (const one of [server, other]) {
        one.closeAllConnections();
        await new Promise((resolve) => one.close(resolve));
      }
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(value));
}

function redirect(response: ServerResponse): void {
  response.writeHead(302, { Location: '/medboard/' }).end();
}

function refuse(response: ServerResponse, status: number): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.writeHead(status).end(`<!doctype html><title>Errore</title><h1>Errore ${status}</h1>`);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
