import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashInlineScripts } from './build.ts';

const source = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('every inline script is hashed as the browser reads it, and no script with an address', () => {
  const page = `<script>\n\tone()\n</script><script src="/a.js"></script>
    <link href="x"><script type="module" data-src="no">two('à')</SCRIPT>`;
  expect(hashInlineScripts(page)).toEqual([source('\n\tone()\n'), source("two('à')")]);
});
