import { test } from 'vitest';
import { file, imported, people } from '../fixtures/lists.ts';
import { Computer } from '../fixtures/sharedDesktop.ts';
import { Stage } from './stage.ts';
test('x', async () => {
  const stage = await new Stage().start();
  const a = new Computer(stage, 'left').start('ada');
  await imported(a.desk, file(people(2)));
  await a.until(() => a.desk.sync.pending().length === 0, 'p');
  console.log(JSON.stringify(a.told));
  console.log(JSON.stringify(await a.desk.sync.entries(), null, 1));
  console.log(
    stage.storage
      .readAudit({ outcome: 'refused', limit: 20 })
      .map((e) => [e.document, e.map, e.key, e.reason, e.from, e.to]),
  );
  console.log(stage.events);
  await a.close();
  await stage.end();
});
