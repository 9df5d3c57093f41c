import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Icon from '../../node_modules/@lucide/svelte/dist/Icon.svelte';
import { plainIcons } from './plainIcons.mjs';
import { project } from './project.mjs';

const ICONS = join(project, 'node_modules/@lucide/svelte/dist/icons');
type Props = Record<string, unknown>;

/** The files of the icons that the app imports; some names stand for a file of another name. */
function usedIcons(): string[] {
  const files = globSync('src/**/*.svelte', { cwd: project });
  const names = files.flatMap((file) => {
    const imports = readFileSync(join(project, file), 'utf8').matchAll(
      /lucide\/svelte\/icons\/([\w-]+)/g,
    );
    return [...imports].map(([, name]) => name);
  });
  return [...new Set(names)].map((name) => {
    const [, file = ''] =
      /["']\.\/([\w-]+\.svelte)["']/.exec(readFileSync(join(ICONS, `${name}.js`), 'utf8')) ?? [];
    return join(ICONS, file);
  });
}

/** Without what only the library writes: its classes, its marks for hydration. */
function markup(icon: Component<Props>, props: Props): string[] {
  const { body } = render(icon, { props });
  const elements = body.replaceAll(/<!--.*?-->| class="[^"]*"/gs, '').match(/<[^>]+>/g) ?? [];
  return elements
    .filter((element) => !element.startsWith('</'))
    .map(
      (element) =>
        element
          .match(/[\w:-]+="[^"]*"|<\w+/g)
          ?.toSorted()
          .join(' ') ?? '',
    );
}

test('the icons in use are plain markup, and look as the library draws them', async () => {
  const icons = usedIcons();
  expect(icons.length).toBeGreaterThan(20);
  for (const file of icons) {
    const source = readFileSync(file, 'utf8');
    const code = plainIcons().markup({ content: source, filename: file })?.code;
    expect(code, file).not.toContain('Icon.svelte');
    const { default: plain } = (await import(/* @vite-ignore */ file)) as {
      default: Component<Props>;
    };
    const [, data = ''] = /const iconData = (\{.*\});/.exec(source) ?? [];
    for (const props of [{}, { size: 16, strokeWidth: 1.6 }]) {
      expect(markup(plain, props), file).toEqual(
        markup(Icon as Component<Props>, { ...props, icon: JSON.parse(data) as unknown }),
      );
    }
  }
});

test('other components are left as they are', () => {
  const { markup } = plainIcons();
  const content = '<script>const iconData = { "size": 24, "node": [] };</script>';
  expect(markup({ content, filename: '/app/src/lib/ui/Own.svelte' })).toBeUndefined();
  expect(markup({ content: '<svg />', filename: join(ICONS, 'check.svelte') })).toBeUndefined();
});
