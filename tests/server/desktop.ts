/** A desktop of the practice, as its browser speaks to the server: JSON from the server's own origin, with cookies. */
import type { RunningServer } from './runningServer.ts';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export interface Desktop {
  get(path: string): Promise<Answer>;
  send(method: string, path: string, body?: unknown, headers?: object): Promise<Answer>;
  /** What its browser sends along. */
  readonly cookies: Map<string, string>;
  readonly cookieHeader: () => string;
}

export function openDesktop(server: Pick<RunningServer, 'url'>, browser = 'Test'): Desktop {
  const cookies = new Map<string, string>();
  const cookieHeader = () => [...cookies].map((pair) => pair.join('=')).join('; ');

  const ask = async (method: string, path: string, init: RequestInit, headers: object) => {
    const answer = await fetch(server.url + path, {
      ...{ method, ...init },
      headers: { 'user-agent': browser, cookie: cookieHeader(), ...headers },
    });
    for (const line of answer.headers.getSetCookie()) keep(cookies, line);
    const text = await answer.text();
    const body = text ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: answer.status, body, headers: answer.headers };
  };

  return {
    cookies,
    cookieHeader,
    get: (path) => ask('GET', path, {}, {}),
    send: (method, path, body, headers = {}) =>
      ask(
        method,
        path,
        { body: body === undefined ? undefined : JSON.stringify(body) },
        { 'content-type': 'application/json', origin: server.url, ...headers },
      ),
  };
}

/** Another desktop with the same cookies, as when they were stolen. */
export function copyOf(server: Pick<RunningServer, 'url'>, desktop: Desktop): Desktop {
  const copy = openDesktop(server);
  for (const [name, value] of desktop.cookies) copy.cookies.set(name, value);
  return copy;
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}
