/**
 * `npm run build`, and what `npm pack` does first: `dist/`, the command as JavaScript with every package that it uses. Node.js
 * takes no TypeScript below node_modules, and nothing but Node.js itself has to be installed with it. One small entry loads the
 * chunks of what is called. Not minified, but for what was generated: who runs it can read it.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import { minifySync } from 'rolldown/utils';
import ts from 'typescript';
import { makeHouseholdPage } from './page-bundle.ts';
import { makePage } from './page.ts';

const ROOT = resolve(import.meta.dirname, '..');
const VALIDATORS = 'validators';
const LICENSES_FILE = 'third-party-licenses.txt';

/** Of a package whose code is in the bundle. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  /** From the repository's root. */
  readonly folder: string;
}

/**
 * V8 keeps a source with one character beyond Latin-1 in twice the memory. Such characters stand in strings, templates and
 * regular expressions, where their escape means the same. And the validators are generated, and a third more than they need be.
 */
function compact({ name, code }: OutputChunk): string {
  const text = name === VALIDATORS ? minifySync(`${name}.js`, code, { module: true }).code : code;
  return text.replaceAll(/[^\n -~\t]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `meter-host-main` of `meter/host/main.ts`. */
function nameOf(path: string): string {
  return relative(ROOT, path)
    .replace(/\.[a-z]+$/, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-');
}

/**
 * What packages ask for, and we have no use for: modbus-serial a native module (serial ports are read by
 * `meter/host/lines/serial-line.ts`), mqtt.js WebSockets, SOCKS proxies and timers of browsers. Each would be in the memory of
 * every party.
 */
const UNUSED = new Set(['serialport', 'ws', 'socks', 'worker-timers']);

const leftOut = {
  name: 'left-out',
  resolveId(source: string) {
    // What Node.js itself has, of another Node.js.
    if (source === 'readable-stream') return { id: 'node:stream', external: true };
    return UNUSED.has(source) ? `\0${source}` : undefined;
  },
  load: (id: string) => (UNUSED.has(id.slice(1)) ? 'module.exports = {};' : undefined),
};

/** Writes the chunks into a folder that is emptied first. */
async function writeChunks(folder: string): Promise<OutputChunk[]> {
  rmSync(folder, { recursive: true, force: true });
  const bundle = await rolldown({
    cwd: ROOT,
    input: { gridshare: 'cli/main.ts', client: 'host/api/client.ts' },
    platform: 'node',
    plugins: [leftOut],
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(`rolldown warns: ${log.message}`);
    },
  });
  const { output } = await bundle.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: ({ name, facadeModuleId }) => `chunks/${facadeModuleId ? nameOf(facadeModuleId) : name}.js`,
    codeSplitting: { groups: [{ name: VALIDATORS, test: /-validators\.js$/ }] },
    minify: false,
    comments: { legal: true, annotation: false, jsdoc: true },
  });
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  mkdirSync(join(folder, 'chunks'), { recursive: true });
  for (const chunk of chunks) writeFileSync(join(folder, chunk.fileName), compact(chunk));
  return chunks;
}

/** Types of the client, for programs that use it. */
function writeTypes(folder: string): void {
  const program = ts.createProgram([join(ROOT, 'host/api/client.ts')], {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2024.d.ts'],
    types: ['node'],
    allowImportingTsExtensions: true,
    declaration: true,
    emitDeclarationOnly: true,
    skipLibCheck: true,
    rootDir: ROOT,
    outDir: join(folder, 'types'),
  });
  if (program.emit().emitSkipped) throw new Error('the types of the client could not be written');
}

/** The packages that some module in these chunks is of, in alphabetical order. */
function packagesOf(chunks: readonly OutputChunk[]): Bundled[] {
  const folders = new Set<string>();
  // Of Ajv the validators have the function that counts characters.
  folders.add('node_modules/ajv');
  // And the page its style sheets.
  folders.add('node_modules/@picocss/pico');
  for (const { modules } of chunks)
    for (const path of Object.keys(modules)) {
      const folder = /^.*\/(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[0];
      if (folder !== undefined) folders.add(folder.slice(ROOT.length + 1, -1));
    }
  const packages = [...folders].map((folder) => {
    const { name, version }: Bundled = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    return { name, version, folder };
  });
  return packages.toSorted((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1));
}

/** What their licences ask of whoever passes them on. Throws an Error for a package without a licence's text or name. */
function licensesOf(packages: readonly Bundled[]): string {
  const texts = packages.map(({ name, version, folder }) => {
    const files = readdirSync(join(ROOT, folder)).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
    const { license }: { license?: string } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    if (license === undefined) throw new Error(`${name} names no licence`);
    const words = files.map((file) => readFileSync(join(ROOT, folder, file), 'utf8').trim());
    return `${name} ${version} (${license})\n\n${words.join('\n\n')}`.trim();
  });
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Makes `dist/`, or another folder; what is in it of others. */
export async function makeBundle(folder = join(ROOT, 'dist')): Promise<Bundled[]> {
  const chunks = await writeChunks(folder);
  const pages = [...(await makePage(join(folder, 'page'))), ...(await makeHouseholdPage(join(folder, 'household')))];
  const packages = packagesOf([...chunks, ...pages]);
  writeTypes(folder);
  writeFileSync(join(folder, LICENSES_FILE), licensesOf(packages));
  return packages;
}

if (import.meta.main) {
  const packages = await makeBundle();
  process.stdout.write(`dist: the command, with ${packages.length} packages in it\n`);
}
