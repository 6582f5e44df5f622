/**
 * Meters that sample registers, as real processes: lines of JSON through a pipe, a kill in the middle, then through a file that
 * is followed; to bills and gaps that are the differences of the registers, to the watt-hour. [P-2.4]
 */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { writeDeployment } from '../deploy/provision.ts';
import { CONFIG_FILE } from '../host/base/file-names.ts';
import { intervalAt, intervalStartMs } from '../protocol/grid/interval.ts';
import type { MeterConfig } from '../schemas/types.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';
import { EXPORT, IMPORT, booksIn, judgeBills, sampledPlan, shownKwh, until, usedWh } from './sampled-grid.ts';

const METERS = ['m-1', 'm-2', 'm-3', 'm-4'];
const GRID = { intervalSeconds: 900, intervalOffsetSeconds: 0 };
const INTERVAL_MS = 900_000;
const WINDOW = 16;
/** How long a step may take on a machine that has much else to do. */
const WITHIN_MS = 240_000;
const LONG = { timeout: 4 * WITHIN_MS };
/** Five samples an interval, none of them at a boundary. */
const SAMPLE_MS = 180_000;
const FIRST_SAMPLE_MS = -60_000;
/** In intervals: nothing was sampled from here to there. */
const HOLE = [8.2, 10.3] as const;
/** Intervals that have no reading for it: one that it begins in, one that it covers, and one that it ends in. */
const HOLE_INTERVALS = [8, 9, 10];

/** What the meters write up to a time, in intervals after the first; one line a time is no sample, and harms nobody. */
function linesUntil(firstInterval: number, end: number): string {
  const startMs = intervalStartMs(firstInterval, GRID);
  const lines: string[] = [];
  for (let offsetMs = FIRST_SAMPLE_MS; offsetMs <= end * INTERVAL_MS; offsetMs += SAMPLE_MS) {
    if (offsetMs > HOLE[0] * INTERVAL_MS && offsetMs < HOLE[1] * INTERVAL_MS) continue;
    const atMs = startMs + offsetMs;
    for (const [at, id] of METERS.entries()) {
      const [shownImport, shownExport] = [0, 1].map((register) => shownKwh(at, register, firstInterval, atMs, GRID));
      const meter = { serial: `serial of ${id}`, import: shownImport, export: shownExport };
      lines.push(JSON.stringify({ id, time: new Date(atMs).toISOString(), meter }));
    }
    lines.push('no sample');
  }
  return `${lines.join('\n')}\n`;
}

let folder: string;
let running: ReturnType<typeof start>[] = [];

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

function run(role: string, path: string): ReturnType<typeof start> {
  const party = start([role, '--config', join(path, CONFIG_FILE)]);
  // One that is killed hears no more of what is written to it.
  party.child.stdin?.on('error', () => {});
  running.push(party);
  return party;
}

const source: MeterConfig['source'] = {
  kind: 'lines',
  meter: 'id',
  time: 'time',
  serial: 'meter.serial',
  registers: [
    { register: IMPORT, value: 'meter.import', unit: 'kWh' },
    { register: EXPORT, value: 'meter.export', unit: 'kWh' },
  ],
};

const planOf = (port: number, firstInterval: number) =>
  // All of it is past: so long the aggregators wait for what comes late, from when they are started.
  sampledPlan({
    port,
    grid: GRID,
    firstInterval,
    windowIntervals: WINDOW,
    closeAfterSeconds: 60,
    meters: METERS,
    source,
  });

test('lines through a pipe and a file become exact bills, also of a process that is killed', LONG, async () => {
  const firstInterval = intervalAt(Date.now(), GRID) - WINDOW - 4;
  const paths = writeDeployment(join(folder, 'grid'), planOf(await freePort(), firstInterval));
  const file = join(paths.meters, 'lines.jsonl');
  const books = (id: string) => booksIn(join(paths.meters, 'state'), id);
  run('broker', paths.broker);
  for (const path of paths.aggregators) run('aggregator', path);
  run('utility', paths.utility);
  const piped = run('meter', paths.meters);
  // Ends in the middle of an interval.
  piped.child.stdin?.write(linesUntil(firstInterval, 5.5));
  const hasRead = (id: string): boolean => books(id)?.lastInterval === firstInterval + 4;
  await until(() => (METERS.every(hasRead) ? true : undefined), WITHIN_MS);
  piped.child.kill('SIGKILL');
  await piped.outcome;

  // All of it again, to where it grows.
  writeFileSync(file, linesUntil(firstInterval, 12.5));
  const path = join(paths.meters, CONFIG_FILE);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written just now
  const config = parse(readFileSync(path, 'utf8')) as MeterConfig;
  writeFileSync(path, stringify({ ...config, source: { ...source, file: 'lines.jsonl' } }));
  const following = run('meter', paths.meters);
  const hasReadOn = (id: string): boolean => books(id)?.lastInterval === firstInterval + 11;
  await until(() => (METERS.every(hasReadOn) ? true : undefined), WITHIN_MS);
  appendFileSync(file, linesUntil(firstInterval, WINDOW + 0.5).slice(linesUntil(firstInterval, 12.5).length));

  await until(() => (METERS.every((id) => books(id)?.bills[0] !== undefined) ? true : undefined), WITHIN_MS);
  const { stdout } = await gridshare(['bills', '--json', '--config', join(paths.utility, CONFIG_FILE)]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- asserted below
  const atUtility = JSON.parse(stdout) as {
    meter: string;
    status: string;
    lines: { register: string; totalWh: number }[];
  }[];
  const hole = HOLE_INTERVALS.map((offset) => firstInterval + offset);
  for (const [at, id] of METERS.entries()) {
    const own = books(id)!;
    const covered = judgeBills(at, own);
    // What it did not see the boundaries of is told, to the Wh, and on no bill. The kill and the restart left no trace.
    const wh = [0, 1].map((register) => hole.reduce((sum, interval) => sum + usedWh(at, interval, register), 0));
    expect(own.gaps).toEqual([{ from: hole[0], until: hole.at(-1)! + 1, wh }]);
    expect(hole.filter((interval) => covered.has(interval))).toEqual([]);
    expect(own.counters).toEqual([]);
    const metered = [0, 1].map((register) =>
      Array.from({ length: WINDOW }, (_, offset) => firstInterval + offset)
        .filter((interval) => !hole.includes(interval))
        .reduce((sum, interval) => sum + usedWh(at, interval, register), 0),
    );
    expect(own.meteredWh).toEqual(metered);
    // Where the machine is so slow that a page closes without it, the rest is still to be booked.
    const isWhole = own.voids.length === 0;
    if (isWhole) expect(own.bills[0]!.totals.map(({ totalWh }) => totalWh)).toEqual(metered);
    const totals = own.bills[0]!.totals.map(({ register, totalWh }) => [register, totalWh]);
    const opened = atUtility.filter((bill) => bill.meter === id && bill.status === 'verified');
    expect(opened.map(({ lines }) => lines.map(({ register, totalWh }) => [register, totalWh]))).toContainEqual(totals);
  }
  following.child.kill('SIGTERM');
  const { code, stderr } = await following.outcome;
  expect([code, stderr.includes('"code":"line_refused"')]).toEqual([0, true]);
});
