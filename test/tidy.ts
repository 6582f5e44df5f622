/**
 * What keeps the house small enough to read: how long files and functions may be, that no production file is there for tests
 * alone, and that no two of one name mean different things. A checker over texts, so that planted sources can test it.
 */
import { posix } from 'node:path';
import ts from 'typescript';
import { type Source, importsOf, layerOf } from './import-law.ts';

const MOST_FILE_LINES = 300;
const MOST_FUNCTION_LINES = 70;

/** Written by `npm run generate`. Declarations (.d.ts) are of what is generated, too. */
const GENERATED = ['schemas/types.ts', 'schemas/api/api-types.ts'];

/** Names that several files share since they are about the same thing, each with what that is. All others are of one file. */
export const SHARED_NAMES: readonly {
  readonly name: string;
  readonly means: string;
  readonly paths: readonly string[];
}[] = [
  {
    name: 'main',
    means: 'where a process begins',
    paths: ['aggregator/host', 'authority', 'broker', 'cli', 'meter/host', 'utility/host'],
  },
  {
    name: 'machine',
    means: 'the dispatcher of a party, and its type',
    paths: ['aggregator', 'meter', 'protocol', 'utility'],
  },
  { name: 'party', means: 'what a machine is given of itself', paths: ['aggregator', 'meter', 'utility'] },
  { name: 'area', means: 'what a machine has and does of one area', paths: ['aggregator', 'utility'] },
  {
    name: 'comparing',
    means: 'looking for contradictions in what others signed',
    paths: ['aggregator', 'utility/ordering'],
  },
  {
    name: 'upkeep',
    means: 'what doctor, backups and audit files need of a party',
    paths: ['aggregator/host', 'authority', 'broker', 'meter/host', 'utility/host'],
  },
  {
    name: 'measures',
    means: 'what a party shows at /metrics',
    paths: ['aggregator/host', 'broker', 'meter/host', 'utility/host'],
  },
  { name: 'exit', means: 'exit codes, and the command taking them over', paths: ['cli', 'host/base'] },
  { name: 'authority', means: 'the authority, and the command that runs it', paths: ['authority', 'cli'] },
  { name: 'backup', means: 'copies of stores, and the command that makes them', paths: ['cli', 'host/care'] },
  { name: 'evidence', means: 'signed contradictions, and the command that shows them', paths: ['cli', 'meter'] },
  { name: 'health', means: 'health of a process, and the command that says it', paths: ['cli', 'host/process'] },
  { name: 'source', means: 'where samples come from, and the command that reads one', paths: ['cli', 'meter/host'] },
  { name: 'tariff', means: 'tariffs, and the command that checks them', paths: ['cli', 'protocol/grid'] },
];

function isProduction(path: string): boolean {
  const layer = layerOf(path);
  return layer !== undefined && layer !== 'tests' && !path.endsWith('.d.ts') && !GENERATED.includes(path);
}

function parse({ path, text }: Source): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
}

/** What a function is called, for a person. */
function nameOf(node: ts.SignatureDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (node.name !== undefined) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : '(function)';
}

function longFunctions(source: Source): string[] {
  const file = parse(source);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line;
      const lines = lineOf(node.getEnd()) - lineOf(node.getStart(file)) + 1;
      if (lines > MOST_FUNCTION_LINES)
        found.push(`${source.path}: ${nameOf(node)} has ${lines} lines, more than ${MOST_FUNCTION_LINES}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Production files and functions that are too long, as `path: what`. */
export function tooLong(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => isProduction(path))
    .flatMap((source) => {
      const lines = source.text.trimEnd().split('\n').length;
      const long = lines > MOST_FILE_LINES ? [`${source.path}: has ${lines} lines, more than ${MOST_FILE_LINES}`] : [];
      return [...long, ...longFunctions(source)];
    });
}

/** Files that a package manifest names, and the one that the launcher runs: where processes and scripts begin. */
export function entriesOf(manifest: unknown): string[] {
  const named = (part: string): string[] => {
    const value: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, part) : undefined;
    return textsIn(value);
  };
  const textsIn = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : typeof value === 'object' ? Object.values(value ?? {}).flatMap(textsIn) : [];
  return ['bin', 'scripts', 'exports']
    .flatMap(named)
    .map((text) => text.replace('cli/gridshare.cjs', 'cli/main.ts'))
    .flatMap((text) => text.match(/[\w./-]+\.ts\b/g) ?? [])
    .map((path) => posix.normalize(path));
}

/** Production files that no entry reaches by way of production files. `entries`: paths that something else than a source names. */
export function onlyForTests(sources: readonly Source[], entries: readonly string[]): string[] {
  const production = new Map(sources.filter(({ path }) => isProduction(path)).map((source) => [source.path, source]));
  const reached = new Set<string>();
  const waiting = entries.filter((path) => production.has(path));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const source = production.get(path);
    if (source === undefined || reached.has(path)) continue;
    reached.add(path);
    const folder = posix.dirname(path);
    for (const specifier of importsOf(parse(source)))
      if (specifier.startsWith('.')) waiting.push(posix.join(folder, specifier));
  }
  return [...production.keys()].filter((path) => !reached.has(path)).map((path) => `${path}: no entry needs it`);
}

/** Names of several production files that are not listed as meaning the same, and listed ones that are gone. */
export function sharedNames(sources: readonly Source[], shared = SHARED_NAMES): string[] {
  const byName = new Map<string, string[]>();
  for (const { path } of sources) {
    if (!isProduction(path)) continue;
    const name = posix.basename(path, '.ts');
    byName.set(name, [...(byName.get(name) ?? []), posix.dirname(path)]);
  }
  const found: string[] = [];
  for (const [name, folders] of byName) {
    const listed = shared.find((one) => one.name === name)?.paths ?? [];
    const strangers = folders.filter((folder) => !listed.includes(folder));
    if (folders.length > 1 && strangers.length > 0) found.push(`${name}.ts: in ${folders.join(' and ')}`);
  }
  for (const { name, paths } of shared)
    for (const folder of paths)
      if (byName.get(name)?.includes(folder) !== true) found.push(`${folder}/${name}.ts: is listed and not there`);
  return found;
}
