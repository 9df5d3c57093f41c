/**
 * A process in which tests have their servers, one beside the other: each has its own folder, port and accounts, as
 * in a process of its own, without the seconds that starting one takes. Spoken to over its channel.
 */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ulid } from 'ulid';
import { createLog } from '#server/log.ts';
import { serve, type Serving } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { systemTimer } from '#server/timer.ts';
import type { HostAnswer, HostRequest } from './hostMessages.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const random = { id: () => ulid(), secret: () => randomBytes(32).toString('hex') };
const log = createLog((line) => process.stderr.write(line), Date.now);
const running = new Map<number, Serving>();

process.umask(0o077);
process.on('disconnect', () => process.exit(0));
process.on('message', (request: HostRequest) => {
  void answer(request).then((answered) => process.send?.(answered));
});

async function answer(request: HostRequest): Promise<HostAnswer> {
  const { id } = request;
  if (request.kind === 'stop') {
    await running.get(id)?.stop();
    running.delete(id);
    return { id, kind: 'stopped' };
  }
  const settings = readSettings(request.environment, PROJECT);
  if (!settings.ok) return { id, kind: 'refused', why: settings.error.kind };
  const served = await serve(settings.value, { random, clock: Date.now, timer: systemTimer, log });
  if (!served.ok) return { id, kind: 'refused', why: served.error.kind };
  running.set(id, served.value);
  const { here, port, setUpCode } = served.value;
  return { id, kind: 'started', url: here, port, setUpCode };
}
