/** `npm start`: makes the checkout ready, then runs the server until it ends or is asked to. */
import { join } from 'node:path';
import { PlainFailure, project, projectNode } from './project.mjs';
import { isStopping, run } from './run.mjs';
import { setUp } from './setUp.mjs';

try {
  await setUp((text) => console.log(text));
  const main = join(project, 'src/server/main.ts');
  const { code } = await run(projectNode, [main], { output: 'inherit', channel: true });
  process.exit(code);
} catch (error) {
  if (!(error instanceof PlainFailure)) throw error;
  console.error(error.message);
  process.exit(isStopping() ? process.exitCode : 1);
}
