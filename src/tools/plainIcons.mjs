/**
 * Lucide's icons as plain SVG. The library builds each one element by element while the page runs,
 * and that was three quarters of the time in which rows of the list came to be; as markup an icon is
 * a part of the row's template and is copied with it.
 *
 * An icon takes `size` and `strokeWidth` and is always hidden from screen readers: its words stand
 * beside it.
 */
const ICON = /[\\/]@lucide[\\/]svelte[\\/]dist[\\/]icons[\\/][^\\/]+\.svelte$/;
const DATA = /const iconData = (\{.*\});/;

/** A step before Svelte's compiler. An icon written in another way than we know stays as it is. */
export function plainIcons() {
  return {
    name: 'plain icons',
    /** @param {{ content: string, filename?: string }} source */
    markup({ content, filename = '' }) {
      const data = ICON.test(filename) ? DATA.exec(content)?.[1] : undefined;
      return data ? { code: plainIcon(JSON.parse(data)) } : undefined;
    },
  };
}

/** @param {{ size: number, node: [string, Record<string, string>][] }} icon */
function plainIcon({ size, node }) {
  const shapes = node.map(([tag, attributes]) => {
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
    return `<${tag}${written.join('')} />`;
  });
  return `<script>
  let { size = ${size}, strokeWidth = 2 } = $props();
</script>

<svg
  xmlns="http://www.w3.org/2000/svg"
  width={size}
  height={size}
  viewBox="0 0 ${size} ${size}"
  fill="none"
  stroke="currentColor"
  stroke-width={strokeWidth}
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true">${shapes.join('')}</svg>
`;
}
