/**
 * `npm run build:extension`: the unpacked extension, one zip for each store and one of the sources.
 *
 *   --portal <host>   for tests and for `npm run portal`: that host is a portal too, and the app on this computer needs
 *                     no permission. Such a build goes to `build-extension/with-portal`, and is for no store.
 */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { build } from 'vite';
import { project } from './project.mjs';

const SOURCES = join(project, 'extension');
const ENTRIES = [
  'background',
  'contentPortal',
  'contentBridge',
  'pageHook',
  'popup',
  'pageOptions',
];
const AS_IT_IS = [
  'popup.html',
  'options.html',
  'pages.css',
  'managedSchema.json',
  'PRIVACY.md',
  'icons',
];

export interface Manifest {
  content_scripts: { matches: string[] }[];
  version: string;
  [key: string]: unknown;
}

/** Writes the unpacked extension into a folder. `portalHost`: a host that is taken for a portal too, on http. */
export async function buildExtension(
  folder: string,
  portalHosts: readonly string[] = [],
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const entry of ENTRIES) await bundle(entry, folder, portalHosts);
  for (const name of AS_IT_IS) cpSync(join(SOURCES, name), join(folder, name), { recursive: true });
  const manifest = readManifest();
  const shown = portalHosts.length > 0 ? withPortals(manifest, portalHosts) : manifest;
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(shown, null, 2)}\n`);
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(SOURCES, 'manifest.json'), 'utf8')) as Manifest;
}

/** Each part is one file: a content script cannot import. */
function bundle(entry: string, outDir: string, portalHosts: readonly string[]): Promise<unknown> {
  return build({
    configFile: false,
    root: project,
    logLevel: 'warn',
    publicDir: false,
    plugins: portalHosts.length > 0 ? [extraPortals(portalHosts)] : [],
    build: {
      outDir,
      emptyOutDir: false,
      // Reviewers of the stores read it.
      minify: false,
      target: 'chrome123',
      lib: {
        entry: join(SOURCES, `${entry}.ts`),
        formats: ['iife'],
        name: entry,
        fileName: () => `${entry}.js`,
      },
    },
  });
}

/** The same profile on other hosts. */
function extraPortals(hosts: readonly string[]) {
  return {
    name: 'extra-portals',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (!id.endsWith('/extension/portals.json')) return null;
      const profiles = JSON.parse(code) as { hosts: string[] }[];
      return JSON.stringify(profiles.map((one) => ({ ...one, hosts: [...one.hosts, ...hosts] })));
    },
  };
}

function withPortals(manifest: Manifest, hosts: readonly string[]): Manifest {
  const matches = hosts.map((host) => `http://${host}/medboard/*`);
  return {
    ...manifest,
    content_scripts: manifest.content_scripts.map((script) => ({
      ...script,
      matches: [...script.matches, ...matches],
    })),
    host_permissions: ['http://localhost/*'],
  };
}

/** Paths inside of the archive, with slashes, and what they hold. */
function filesIn(folder: string, prefix = ''): Record<string, Uint8Array> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .flatMap((name): [string, Uint8Array][] => {
        const path = join(folder, name);
        return statSync(path).isDirectory()
          ? Object.entries(filesIn(path, `${prefix}${name}/`))
          : [[prefix + name, readFileSync(path)]];
      }),
  );
}

/** Always the same bytes for the same files: reviewers can build it again and compare. */
function writeZip(path: string, files: Record<string, Uint8Array>): void {
  writeFileSync(path, zipSync(files, { level: 9, mtime: new Date(2026, 0, 1) }));
}

function writeZips(built: string, folder: string): void {
  const { version } = readManifest();
  const packed = filesIn(built);
  for (const store of ['chromium', 'firefox'])
    writeZip(join(folder, `assistiti-${store}-${version}.zip`), packed);
  // Not tsconfig.json: it stands on what the app's own build writes.
  const single = ['package.json', 'package-lock.json', '.npmrc'];
  writeZip(join(folder, `assistiti-sources-${version}.zip`), {
    ...filesIn(SOURCES, 'extension/'),
    ...filesIn(join(project, 'src/lib/bridge'), 'src/lib/bridge/'),
    ...filesIn(join(project, 'src/lib/domain'), 'src/lib/domain/'),
    ...filesIn(join(project, 'src/tools'), 'src/tools/'),
    ...Object.fromEntries(single.map((name) => [name, readFileSync(join(project, name))])),
  });
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { portal: { type: 'string', multiple: true } } });
  const folder = join(project, 'build-extension');
  if (values.portal) {
    await buildExtension(join(folder, 'with-portal'), values.portal);
    console.log('Estensione di prova: build-extension/with-portal');
  } else {
    await buildExtension(join(folder, 'unpacked'));
    writeZips(join(folder, 'unpacked'), folder);
    console.log(
      'Estensione: build-extension/unpacked, e accanto gli archivi per i due negozi e i sorgenti',
    );
  }
}
