/**
 * A server with sync over a real data file, in a process of its own that kills itself at its first write: with what was
 * accepted not yet on the disk, or on it and nobody told.
 */
import { openSqliteStorage } from '#server/storage/sqliteStorage.ts';
import { Stage } from './stage.ts';

export type Death = 'never' | 'beforeLog' | 'afterLog';

const [folder = '', death = 'never', port = '0'] = process.argv.slice(2);
const opened = openSqliteStorage(folder);
if (!opened.ok) throw new Error(opened.error.kind);
const storage = opened.value;
let isArmed = false;

const stage = new Stage({
  port: Number(port),
  storage: {
    ...storage,
    append(...given) {
      if (isArmed && death === 'beforeLog') process.kill(process.pid, 'SIGKILL');
      storage.append(...given);
      if (isArmed && death === 'afterLog') process.kill(process.pid, 'SIGKILL');
    },
  },
});
isArmed = true;
await stage.start();
process.send?.({ port: Number(new URL(stage.origin).port), epoch: storage.epoch() });
