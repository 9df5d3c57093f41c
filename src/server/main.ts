/** Composition root of the server: the only place of it that touches the clock, chance and the environment. */
import { randomBytes } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ulid } from 'ulid';
import { createLog } from './log.ts';
import { serve } from './serve.ts';
import { readSettings } from './settings.ts';
import { formatStartFailure, type StartFailure } from './startFailure.ts';
import { systemTimer } from './timer.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const clock = Date.now;
const random = { id: () => ulid(), secret: () => randomBytes(32).toString('hex') };

const log = createLog((line) => process.stderr.write(line), clock);
process.on('uncaughtException', (error) => {
  log('crashed', error);
  process.exit(1);
});

// What the server writes is for its own user only.
process.umask(0o077);
const failure = await start();
if (failure) {
  console.error(formatStartFailure(failure));
  process.exitCode = 1;
}

async function start(): Promise<StartFailure | null> {
  const settings = readSettings(process.env, PROJECT);
  if (!settings.ok) return settings.error;
  const served = await serve(settings.value, { random, clock, timer: systemTimer, log });
  if (!served.ok) return served.error;
  const { here, setUpCode, stop } = served.value;

  let stopping: Promise<void> | undefined;
  const stopOnce = () => void (stopping ??= stop().then(() => process.exit(0)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOnce);
  // `npm start` holds a channel to the server: when it is gone, however it went, so is the server.
  process.on('disconnect', stopOnce);

  const { publicOrigin } = settings.value;
  if (setUpCode !== null) console.log(`Codice di attivazione: ${setUpCode}`);
  console.log(`Assistiti è pronto: ${publicOrigin === null ? here : `${publicOrigin} (${here})`}`);
  // For the next start, however this one ends.
  flushCompileCache();
  return null;
}
