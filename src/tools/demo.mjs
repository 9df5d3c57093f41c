/** `npm run demo`: the same app on a throw-away folder with made-up patients, for reviewers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlainFailure, project, projectNode } from './project.mjs';
import { isStopping, run } from './run.mjs';
import { setUp } from './setUp.mjs';

/** Not the port of `npm start`: a browser keeps the two apart by it. */
const PORT = '4281';

try {
  await setUp((text) => console.log(text));
  const folder = process.env.DATA_DIR || mkdtempSync(join(tmpdir(), 'assistiti-demo-'));
  const env = { DEMO: '1', DATA_DIR: folder, PORT: process.env.PORT || PORT };
  const main = join(project, 'src/server/main.ts');
  const { code } = await run(projectNode, [main], { output: 'inherit', channel: true, env });
  if (!process.env.DATA_DIR) rmSync(folder, { recursive: true, force: true });
  process.exit(code);
} catch (error) {
  if (!(error instanceof PlainFailure)) throw error;
  console.error(error.message);
  process.exit(isStopping() ? process.exitCode : 1);
}
