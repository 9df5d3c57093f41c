/** The server of the sync bench: a real data file with lists in it, in a process whose memory can be asked for. */
import { openSqliteStorage } from '#server/storage/sqliteStorage.ts';
import { ssnDocument } from '#lib/replica/documents.ts';
import { created } from '../fixtures/patients.ts';
import { PRACTICE_DOCUMENT } from '../sync/cast.ts';
import { Stage } from '../sync/stage.ts';

const [folder = '', lists = '1', rows = '0'] = process.argv.slice(2);
const opened = openSqliteStorage(folder);
if (!opened.ok) throw new Error(opened.error.kind);
const stage = new Stage({ storage: opened.value });

for (let list = 1; list <= Number(lists); list++) {
  const panel = `panel-${list}`;
  if (list > 2) {
    const names = { firstName: `Nome${list}`, lastName: `Medico${list}` };
    stage.store(PRACTICE_DOCUMENT, 'doctors', {
      [`doctor-${list}`]: { ...names, panel, codes: [`9${list}`] },
    });
  }
  const patients = Array.from({ length: Number(rows) }, (_, i) => created(`${list}-${i}`, i));
  for (const [column, changes] of Map.groupBy(patients.flat(), (change) => change.column)) {
    const values = changes.map(({ patient, to }) => [patient, to ?? {}] as const);
    stage.store(ssnDocument(panel), column, Object.fromEntries(values));
  }
}
await stage.start();
process.send?.({ port: Number(new URL(stage.origin).port), epoch: opened.value.epoch() });
process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ rss: process.memoryUsage.rss(), heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => process.exit());
