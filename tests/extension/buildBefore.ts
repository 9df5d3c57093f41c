/** Before all tests: the extension as it is shipped, but for the portal on this computer and the app's permission. */
import { join } from 'node:path';
import { buildExtension } from '#tools/buildExtension.ts';
import { project } from '#tools/project.mjs';

export const EXTENSION = join(project, 'build-extension/tested');

export default async function buildBefore(): Promise<void> {
  await buildExtension(EXTENSION, ['localhost']);
}
