/** Property 5: the whole server dies by SIGKILL at the worst moments, and what a desktop wrote is there once. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { useStorageFolder } from '../server/storageFolder.ts';
import { file, imported, people } from '../fixtures/lists.ts';
import { Computer } from '../fixtures/sharedDesktop.ts';
import { SSN } from './cast.ts';
import type { Death } from './dyingServer.ts';
import { type ServerElsewhere, StageElsewhere } from './stageElsewhere.ts';

const SERVER = fileURLToPath(new URL('dyingServer.ts', import.meta.url));
const folder = useStorageFolder();

interface Running extends ServerElsewhere {
  readonly child: ChildProcess;
  readonly gone: Promise<unknown[]>;
}

async function start(death: Death, port = 0): Promise<Running> {
  const child = fork(SERVER, [folder.path, death, String(port)]);
  const gone = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  const [told] = (await once(child, 'message')) as [{ port: number; epoch: string }];
  return { child, gone, ...told };
}

test.each<Death>(['beforeLog', 'afterLog'])(
  'killed %s, the edit was not called synchronised, and is there once after the next start',
  async (death) => {
    const first = await start('never');
    const stage = new StageElsewhere(first);
    const computer = new Computer(stage, 'left');
    const desktop = computer.start('ada');
    onTestFinished(() => desktop.close());
    await imported(desktop.desk, file(people(3)));
    await desktop.synced();
    const [patient = ''] = (await desktop.rows()).map(({ id }) => id).sort();
    first.child.kill('SIGKILL');
    await first.gone;

    const second = await start(death, first.port);
    await desktop.until(() => desktop.status.kind === 'synced', 'It is connected again');
    const before = desktop.told.length;
    await desktop.edit({ kind: 'setNote', patient, text: 'scritta una volta' });
    expect(await second.gone).toEqual([null, 'SIGKILL']);
    await desktop.until(
      () => desktop.status.kind === 'offline',
      'It knows that the server is gone',
    );
    expect(desktop.desk.sync.pending()).toMatchObject([{ patients: [patient], maps: ['note'] }]);
    const told = desktop.told.slice(before);
    expect(told.findIndex(({ kind }) => kind === 'synced')).toBe(-1);

    const third = await start('never', first.port);
    await desktop.synced();
    expect(desktop.desk.sync.pending()).toEqual([]);
    third.child.kill('SIGKILL');
    await third.gone;
    const stored = folder.open();
    const written = stored.readAudit({ documents: [SSN], key: patient, limit: 50 });
    expect(written.filter(({ map }) => map === 'note')).toHaveLength(1);
    expect(stored.lastWritten(SSN, 'note', patient)?.to).toMatchObject({
      text: 'scritta una volta',
    });
  },
  60_000,
);
