/** `npm run bench`: makes the checkout ready, gets a browser, then measures (`main.ts`) with the project's Node. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../../src/tools/browser.mjs';
import { installBrowser } from '../../src/tools/installBrowser.mjs';
import { cache, PlainFailure, project, projectNode } from '../../src/tools/project.mjs';
import { isStopping, run } from '../../src/tools/run.mjs';
import { setUp } from '../../src/tools/setUp.mjs';

try {
  // Standard output may be asked for as JSON: what is said on the way goes beside it.
  await setUp((text) => console.error(text));
  mkdirSync(cache, { recursive: true });
  const log = join(cache, 'browser.log');
  if (!findBrowser() && !(await installBrowser(log)))
    throw new PlainFailure(`Non riesco a installare un browser: i particolari sono in ${log}.`);
  const main = join(project, 'tests/bench/main.ts');
  const options = [main, ...process.argv.slice(2)];
  const { code } = await run(projectNode, options, { output: 'inherit' });
  process.exit(code);
} catch (error) {
  if (!(error instanceof PlainFailure)) throw error;
  console.error(error.message);
  process.exit(isStopping() ? process.exitCode : 1);
}
