import { describe, expect, test } from 'vitest';
import { listFiles, readText } from './projectFiles.ts';
import { breaches } from './sourceRules.ts';

const isSource = (path: string) => /^(src|extension)\/.*\.(ts|svelte|mjs)$/.test(path);

test('every source keeps to the layers and takes nothing from the world', () => {
  const sources = listFiles().filter(isSource);
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.flatMap((path) => breaches(path, readText(path)))).toEqual([]);
});

describe('the rule itself', () => {
  test.each([
    ['src/lib/domain/a.ts', `import { z } from 'zod';`, 'domain imports nothing'],
    ['src/lib/domain/a.ts', `import '#lib/replica/b.ts';`, 'domain does not know replica'],
    ['src/lib/replica/a.ts', `export * from '../read-model/b.ts';`, 'does not know read-model'],
    ['src/lib/import/a.ts', `const b = await import('#lib/export/b.ts');`, 'does not know export'],
    ['src/lib/read-model/a.ts', `import type { B } from '#lib/ui/b.ts';`, 'does not know ui'],
    ['src/lib/read-model/a.ts', `type B = import('#lib/ui/b.ts').B;`, 'does not know ui'],
    ['src/lib/import/a.ts', `import '#lib/sample/b.ts';`, 'import does not know sample'],
    ['src/lib/bridge/a.ts', `import '#lib/replica/b.ts';`, 'bridge does not know replica'],
    ['src/lib/ui/a.ts', `import '../../routes/b.ts';`, 'ui does not know routes'],
    ['src/server/a.ts', `import '#lib/replica/journal.ts';`, 'server does not know replica'],
    ['src/server/main.ts', `import '#lib/ui/b.ts';`, 'server does not know ui'],
    ['src/server/a.ts', `import './inMemoryStorage.ts';`, 'a twin is for tests'],
    ['src/lib/other/a.ts', `import './b.ts';`, 'stands in no layer'],
    ['src/lib/ui/A.svelte', `<script lang="ts">import 'dexie';</script>`, 'a view does not know'],
    ['src/lib/ui/A.svelte', `<script>import('xlsx');</script>`, 'a view does not know'],
    ['src/lib/ui/a.ts', `import { b } from './b';`, 'the ending is missing'],
    ['src/lib/ui/a.test.ts', `import { b } from '#lib/ui/b';`, 'the ending is missing'],
    ['src/lib/ui/a.ts', `import { b } from '$lib/ui/b.ts';`, 'the one way'],
    ['src/lib/ui/a.ts', `const t = Date.now();`, 'takes Date.now'],
    ['src/lib/ui/a.ts', `const t = new Date();`, 'takes new Date()'],
    ['src/lib/ui/a.ts', `const n = { random: Math.random };`, 'takes Math.random'],
    ['src/lib/ui/a.ts', `const id = crypto.randomUUID();`, 'takes crypto'],
    ['src/server/a.ts', `import { randomBytes as b } from 'node:crypto';`, 'takes randomBytes'],
    ['src/lib/replica/a.ts', `open({ indexedDB });`, 'takes indexedDB'],
    ['src/lib/replica/a.ts', `window.indexedDB.open('x');`, 'takes indexedDB'],
    ['src/lib/ui/A.svelte', `<script>globalThis.localStorage.x</script>`, 'takes localStorage'],
    ['src/lib/replica/a.ts', `new WebSocket('ws://x');`, 'takes WebSocket'],
  ])('%s with %s is caught', (path, text, words) => {
    expect(breaches(path, text)).toEqual([expect.stringContaining(words)]);
  });

  test.each([
    ['src/lib/domain/a.ts', `import './b.ts'; const day = new Date(0); // Date.now()`],
    ['src/lib/replica/a.ts', `const open = ({ indexedDB }: D) => indexedDB.open('x');`],
    ['src/lib/replica/a.ts', `const f = databases.indexedDB; type D = { crypto: Crypto };`],
    ['src/lib/app.ts', `import '#lib/ui/a.ts'; const t = [Date.now(), crypto, indexedDB];`],
    ['src/lib/import/read.worker.ts', `import '#lib/read-model/a.ts'; Date.now();`],
    ['src/server/sync.ts', `import '#lib/replica/documents.ts'; import '#lib/domain/a.ts';`],
    ['src/server/a.ts', `import { createHash } from 'node:crypto';`],
    ['src/lib/ui/a.test.ts', `import '#tools/sample.ts'; Math.random();`],
    ['src/routes/+page.ts', `import type { PageLoad } from './$types'; import '#lib/app.ts';`],
  ])('%s with %s is allowed', (path, text) => {
    expect(breaches(path, text)).toEqual([]);
  });
});
