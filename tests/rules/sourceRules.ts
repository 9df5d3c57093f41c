/**
 * What a source file may import and touch: the layers of the architecture, and the few composition roots that
 * may take time, chance and databases from the world. Pure: a path and a text in, sentences out.
 */
import ts from 'typescript';

/** The layers each layer may import, itself apart. `app` are the files that put the application together. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  accounts: ['domain'],
  bridge: ['domain'],
  sample: ['domain'],
  replica: ['domain'],
  'read-model': ['domain', 'replica'],
  import: ['domain', 'replica', 'read-model'],
  export: ['domain', 'replica', 'read-model'],
  ui: ['domain', 'accounts', 'bridge', 'replica', 'read-model', 'import', 'export'],
  app: [
    'domain',
    'accounts',
    'bridge',
    'sample',
    'replica',
    'read-model',
    'import',
    'export',
    'ui',
  ],
  routes: [
    'domain',
    'accounts',
    'bridge',
    'replica',
    'read-model',
    'import',
    'export',
    'ui',
    'app',
  ],
  server: ['domain', 'accounts'],
  extension: ['domain', 'bridge'],
};

/** The document definitions and the words of the sync: the parts of `replica` that the server knows. */
const DOCUMENT_DEFINITIONS =
  /^src\/lib\/replica\/(documents|columns|hybridClock|practiceSchema|syncProtocol|teamColumns)\.ts$/;

const COMPOSITION_ROOT =
  /^src\/lib\/app\.ts$|^src\/server\/main\.ts$|\.worker\.ts$|^extension\/(background|content|popup|page)[^/]*\.ts$|^src\/tools\//;

const FORBIDDEN_IN_VIEWS = /^(yjs|y-indexeddb|dexie|papaparse|xlsx)(\/|$)/;
const CHANCE_OF_NODE = /^(randomBytes|randomUUID|randomInt|webcrypto)$/;
const WORLD = new Set(['crypto', 'indexedDB', 'localStorage', 'sessionStorage']);
const GLOBAL_OBJECTS = new Set(['globalThis', 'window', 'self']);

/** A reading of one import: where it points, and the names it takes. */
interface Import {
  readonly from: string;
  readonly names: readonly string[];
}

/** Every rule the file breaks, each as a sentence. `path` is relative to the project, with slashes. */
export function breaches(path: string, text: string): string[] {
  if (/\.test\.ts$|(^|\/)[a-z]\w*Contract\.ts$/.test(path))
    return spellingBreaches(path, readFile(path, text));
  const file = readFile(path, text);
  const isRoot = COMPOSITION_ROOT.test(path);
  return [
    ...spellingBreaches(path, file),
    ...layerBreaches(path, file),
    ...(isRoot ? [] : worldBreaches(path, file)),
  ];
}

/** The layer of a project file; null for what stands in none. */
export function layerOf(path: string): string | null {
  const lib = /^src\/lib\/(?:([^/]+)\/)?[^/]+/.exec(path);
  if (lib) return lib[1] ?? 'app';
  return /^(?:src\/)?(routes|server|tools|extension|tests)\//.exec(path)?.[1] ?? null;
}

function readFile(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(
    path,
    scriptOf(path, text),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TS,
  );
}

function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.svelte')) return text;
  const scripts = text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g);
  return [...scripts].map(([, script]) => script).join('\n');
}

function spellingBreaches(path: string, file: ts.SourceFile): string[] {
  return importsOf(file).flatMap(({ from }) => {
    const at = `${path} imports ${from}`;
    if (/^\$lib(\/|$)/.test(from)) return [`${at}: #lib is the one way there`];
    const inside = from.startsWith('.') || from.startsWith('#');
    // Kit writes the types of a page beside it, without an ending.
    if (!inside || from === './$types') return [];
    return /\.(ts|svelte|css|mjs|json)(\?[\w&]+)?$/.test(from)
      ? []
      : [`${at}: the ending is missing`];
  });
}

function layerBreaches(path: string, file: ts.SourceFile): string[] {
  const layer = layerOf(path);
  if (layer === 'tools' || layer === 'tests') return [];
  const allowed = layer === null ? undefined : ALLOWED[layer];
  if (!layer || !allowed)
    return isShell(path) ? [] : [`${path} stands in no layer of the architecture`];
  return importsOf(file).flatMap(({ from }) => {
    const at = `${path} imports ${from}`;
    const target = resolveImport(path, from);
    if (target === null) return packageBreaches(path, layer, from, at);
    if (/\/inMemory[A-Z]\w*\.ts$/.test(target)) return [`${at}: a twin is for tests`];
    const targetLayer = layerOf(target);
    const isComposing = COMPOSITION_ROOT.test(path) && layer !== 'server';
    if (isComposing || targetLayer === null || targetLayer === layer) return [];
    if ((layer === 'server' || layer === 'accounts') && DOCUMENT_DEFINITIONS.test(target))
      return [];
    return allowed.includes(targetLayer) ? [] : [`${at}: ${layer} does not know ${targetLayer}`];
  });
}

function packageBreaches(path: string, layer: string, from: string, at: string): string[] {
  if (layer === 'domain') return [`${at}: domain imports nothing from outside`];
  if (path.endsWith('.svelte') && FORBIDDEN_IN_VIEWS.test(from))
    return [`${at}: a view does not know how data are kept or read`];
  return [];
}

/** `src/app.d.ts` and its like: the frame around the layers. */
function isShell(path: string): boolean {
  return /^src\/[^/]+$/.test(path);
}

/** The project file an import names, or null for a package. */
function resolveImport(path: string, from: string): string | null {
  if (from.startsWith('#')) return `src/${from.slice(1)}`;
  if (!from.startsWith('.')) return null;
  const parts = path.split('/').slice(0, -1);
  for (const part of from.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function importsOf(file: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  walk(file, (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const { moduleSpecifier } = node;
      if (moduleSpecifier && ts.isStringLiteral(moduleSpecifier))
        imports.push({ from: moduleSpecifier.text, names: namesOf(node) });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [from] = node.arguments;
      if (from && ts.isStringLiteralLike(from)) imports.push({ from: from.text, names: [] });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument;
      if (ts.isStringLiteral(literal)) imports.push({ from: literal.text, names: [] });
    }
  });
  return imports;
}

function namesOf(node: ts.ImportDeclaration | ts.ExportDeclaration): string[] {
  const bindings = ts.isImportDeclaration(node)
    ? node.importClause?.namedBindings
    : node.exportClause;
  if (!bindings || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) return [];
  return bindings.elements.map((element) => (element.propertyName ?? element.name).text);
}

/** Clocks, chance, sockets and databases taken from the world instead of being handed in. */
function worldBreaches(path: string, file: ts.SourceFile): string[] {
  const declared = namesDeclaredIn(file);
  const found = new Set<string>();
  for (const { from, names } of importsOf(file))
    if (/^(node:)?crypto$/.test(from))
      for (const name of names) if (CHANCE_OF_NODE.test(name)) found.add(name);
  walk(file, (node) => {
    const taken = takenFromWorld(node, declared);
    if (taken) found.add(taken);
  });
  return [...found].map((name) => `${path} takes ${name} from the world: it is to be handed in`);
}

function takenFromWorld(node: ts.Node, declared: ReadonlySet<string>): string | null {
  if (ts.isNewExpression(node)) {
    const name = node.expression.getText();
    if (name === 'Date' && !node.arguments?.length) return 'new Date()';
    return name === 'WebSocket' && !declared.has(name) ? 'WebSocket' : null;
  }
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText().replace(/\s|\?/g, '');
    if (text === 'Date.now' || text === 'Math.random') return text;
    const ofGlobal = ts.isIdentifier(node.expression) && GLOBAL_OBJECTS.has(node.expression.text);
    return ofGlobal && WORLD.has(node.name.text) ? node.name.text : null;
  }
  if (!ts.isIdentifier(node) || !WORLD.has(node.text) || declared.has(node.text)) return null;
  return isName(node) ? null : node.text;
}

/** Whether an identifier only names a member or a type's field, and reads no variable. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isQualifiedName(parent) || ts.isTypeQueryNode(parent)) return true;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isMethodDeclaration(parent)) &&
    parent.name === node
  );
}

/** The names the file itself gives to variables, parameters and imports. */
function namesDeclaredIn(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  walk(file, (node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isImportSpecifier(node) ||
      ts.isFunctionDeclaration(node);
    if (declares && node.name && ts.isIdentifier(node.name)) names.add(node.name.text);
  });
  return names;
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
