/**
 * The laws of the house, read off the sources: which way imports run, what a deterministic file may not name, who may
 * split, fold and combine, and which file names say nothing. A checker over texts, so that planted sources can test it.
 */
import { posix } from 'node:path';
import ts from 'typescript';

export interface Source {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export const LAYERS = ['schemas', 'protocol', 'machines', 'hosts', 'cli', 'tests'] as const;
export type Layer = (typeof LAYERS)[number];

const PARTIES = ['aggregator', 'meter', 'utility'];
/** In this order: each imports from those before it only. */
const HOST_FOLDERS = ['host', 'broker', 'homes', 'deploy', 'authority'];
/** Imports of one party by another's folder that are needed, each with its reason. None so far. */
const PARTY_EXCEPTIONS: readonly { readonly from: string; readonly to: string; readonly reason: string }[] = [];

/** Who alone may import the three pieces into which secret sharing falls apart. */
const ROLES: readonly { readonly file: string; readonly folder: string }[] = [
  { file: 'meter/split.ts', folder: 'meter' },
  { file: 'aggregator/fold.ts', folder: 'aggregator' },
  { file: 'utility/settling/combine.ts', folder: 'utility' },
];

/** Packages that one file alone may import: everybody else sees a port. */
const PACKAGES: readonly { readonly name: string; readonly file: string }[] = [
  { name: 'mqtt', file: 'host/bus/mqtt-client.ts' },
  { name: 'mqtt-packet', file: 'host/bus/packet-lengths.ts' },
  { name: 'aedes', file: 'broker/embedded.ts' },
];

const EMPTY_NAMES = /(?:^|[/.-])(?:utils?|helpers?|common|managers?|services?)(?=[/.-])/i;

/** Names that would make a machine depend on anything but its inputs. */
const FORBIDDEN_NAMES = new Set([
  'Date',
  'performance',
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Promise',
  'Worker',
  'fetch',
  'console',
  'globalThis',
  'require',
]);

export function layerOf(path: string): Layer | undefined {
  if (path.startsWith('test/') || path.startsWith('bench/') || /\.(test|conformance)\.ts$/.test(path)) return 'tests';
  const folder = path.split('/')[0] ?? '';
  if (folder === 'schemas') return 'schemas';
  if (folder === 'protocol') return 'protocol';
  if (folder === 'cli') return 'cli';
  // Only below a `host/` may a party touch disk, sockets, clocks or packages.
  if (PARTIES.includes(folder)) return path.startsWith(`${folder}/host/`) ? 'hosts' : 'machines';
  if (HOST_FOLDERS.includes(folder)) return 'hosts';
  return undefined;
}

/** Every module a file imports, re-exports or names in a type, as written. */
export function importsOf(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    let specifier: ts.Node | undefined;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) specifier = node.moduleSpecifier;
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) specifier = node.argument.literal;
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      specifier = node.arguments[0];
    if (specifier !== undefined) found.push(ts.isStringLiteral(specifier) ? specifier.text : '(computed)');
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What a deterministic file says that it must not. */
function indeterminism(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) found.push('await');
    if (node.kind === ts.SyntaxKind.AsyncKeyword) found.push('async');
    if (ts.isPropertyAccessExpression(node) && node.getText(file) === 'Math.random') found.push('Math.random');
    if (ts.isIdentifier(node) && FORBIDDEN_NAMES.has(node.text)) {
      const { parent } = node;
      const isMember =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node);
      if (!isMember) found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function importProblem(path: string, layer: Layer, specifier: string): string | undefined {
  const isPure = layer === 'protocol' || layer === 'machines';
  if (specifier === '(computed)') return 'imports a module that is only known at run time';
  if (!specifier.startsWith('.')) {
    const owner = PACKAGES.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
    if (owner !== undefined && owner.file !== path) return `imports ${specifier}: only ${owner.file} may`;
    // Neither node:* nor a package: both could wait, draw randomness or read a clock behind the machine's back.
    return isPure ? `imports ${specifier}` : undefined;
  }
  const target = posix.join(posix.dirname(path), specifier);
  if (target.endsWith('.json') || layer === 'tests') return undefined;
  const targetLayer = layerOf(target);
  if (targetLayer === undefined) return `imports ${target}, which is in no layer`;
  if (LAYERS.indexOf(targetLayer) > LAYERS.indexOf(layer)) return `${layer} imports ${target} of ${targetLayer}`;
  const [place, targetPlace] = [path, target].map((one) => HOST_FOLDERS.indexOf(one.split('/')[0] ?? ''));
  if (place !== undefined && place >= 0 && (targetPlace ?? -1) > place) return `imports ${target}: the arrow goes up`;
  const role = ROLES.find(({ file }) => file === target);
  const folder = path.split('/')[0] ?? '';
  if (role !== undefined && role.folder !== folder) return `imports ${target}: only ${role.folder}/ may`;
  const targetFolder = target.split('/')[0] ?? '';
  if (!PARTIES.includes(targetFolder) || targetFolder === folder) return undefined;
  if (PARTY_EXCEPTIONS.some(({ from, to }) => from === path && to === target)) return undefined;
  if (PARTIES.includes(folder)) return `party ${folder} imports ${target}`;
  // What every host stands on must not know whom it hosts.
  if (folder === 'host' || folder === 'broker') return `${folder}/ imports ${target} of a party`;
  return undefined;
}

/** Circles of imports among production files: of each, the files in the order in which they import each other. */
export function circles(sources: readonly Source[]): string[][] {
  const imports = new Map<string, string[]>();
  for (const { path, text } of sources) {
    if (layerOf(path) === 'tests' || layerOf(path) === undefined) continue;
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
    const targets = importsOf(file).filter((specifier) => specifier.startsWith('.'));
    imports.set(
      path,
      targets.map((specifier) => posix.join(posix.dirname(path), specifier)),
    );
  }
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]): void => {
    const at = above.indexOf(path);
    if (at >= 0) found.push([...above.slice(at), path]);
    if (at >= 0 || done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...above, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return found;
}

/** Every breach of the laws, as `path: what`. */
export function breaches(sources: readonly Source[]): string[] {
  const found: string[] = [];
  for (const { path, text } of sources) {
    if (EMPTY_NAMES.test(path)) found.push(`${path}: the name says nothing about what is in it`);
    const layer = layerOf(path);
    if (layer === undefined) {
      if (path.includes('/')) found.push(`${path}: is in no layer`);
      continue;
    }
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
    for (const specifier of importsOf(file)) {
      const problem = importProblem(path, layer, specifier);
      if (problem !== undefined) found.push(`${path}: ${problem}`);
    }
    if (layer !== 'protocol' && layer !== 'machines') continue;
    for (const name of indeterminism(file)) found.push(`${path}: says ${name}`);
  }
  return found;
}
