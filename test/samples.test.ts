/**
 * Meters that sample registers, as real processes: lines of JSON through a pipe, a kill in the middle, then through a file that
 * is followed; to bills that are the differences of the registers, to the watt-hour, with what is estimated of a hole. [P-2.4]
 */
import { appendFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { writeDeployment } from '../deploy/provision.ts';
import { CONFIG_FILE } from '../host/base/file-names.ts';
import type { PresentView } from '../meter/views/present.ts';
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
/** Intervals whose readings are estimated for it: one that it begins in, one that it covers, and one that it ends in. */
const HOLE_INTERVALS = [8, 9, 10] as const;

/** What a hole had of it. */
const inHoleWh = (meter: number, first: number, register: number): number =>
  HOLE_INTERVALS.reduce((sum, offset) => sum + usedWh(meter, first + offset, register), 0);

/** What a register shows. */
const showing = (meter: number, register: number, firstInterval: number, atMs: number): string =>
  shownKwh(meter, register, firstInterval, atMs, GRID);

/** What the meters write up to a time, in intervals after the first; one line a time is no sample, and harms nobody. */
function linesUntil(firstInterval: number, end: number): string {
  const startMs = intervalStartMs(firstInterval, GRID);
  const lines: string[] = [];
  for (let offsetMs = FIRST_SAMPLE_MS; offsetMs <= end * INTERVAL_MS; offsetMs += SAMPLE_MS) {
    if (offsetMs > HOLE[0] * INTERVAL_MS && offsetMs < HOLE[1] * INTERVAL_MS) continue;
    const atMs = startMs + offsetMs;
    for (const [at, id] of METERS.entries()) {
      const [shownImport, shownExport] = [0, 1].map((register) => showing(at, register, firstInterval, atMs));
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

/** What the household is shown beside the running process. */
async function judgeShown(path: string, first: number): Promise<void> {
  const shown = await gridshare(['meter', 'show', '--json', '--meter', 'm-1', '--config', path]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- asserted below
  const view = JSON.parse(shown.stdout) as PresentView & { isRunning: boolean };
  const atMs = intervalStartMs(first, GRID) + FIRST_SAMPLE_MS + 82 * SAMPLE_MS;
  const registers = [IMPORT, EXPORT].map((register, at) => ({
    register,
    value: showing(0, at, first, atMs).replace(/\.?0+$/, ''),
    unit: 'kWh',
  }));
  expect(view).toMatchObject({
    meter: 'm-1',
    isRunning: true,
    sample: { isLive: true, quality: 'unchecked', at: new Date(atMs).toISOString().replace('.000', ''), registers },
    open: { interval: first + WINDOW },
    bills: [{ status: 'verified' }],
    estimates: [{ from: first + HOLE_INTERVALS[0], until: first + HOLE_INTERVALS.at(-1)! + 1 }],
  });
  for (const { interval, isEstimated } of view.readings)
    expect(isEstimated).toBe(HOLE_INTERVALS.some((offset) => first + offset === interval));
  const { stdout, code } = await gridshare(['meter', 'show', '--meter', 'm-1', '--config', path]);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/last sample .* UTC\), .* ago, unchecked \(live\)/)]);
  expect(stdout).toContain('verified by this device');
  const which = await gridshare(['meter', 'show', '--config', path]);
  expect([which.code, which.stderr]).toEqual([2, expect.stringContaining('several meters')]);
}

/** m-1 gets a new electricity meter, of which nobody sees the beginning, nor the end of the old one. */
async function judgeReplaced(
  path: string,
  file: string,
  first: number,
  following: ReturnType<typeof start>,
): Promise<void> {
  const startMs = intervalStartMs(first, GRID);
  const swapMs = startMs + (WINDOW + 0.9) * INTERVAL_MS;
  const INITIAL = 10;
  const finals = [0, 1].map((register) => showing(0, register, first, swapMs));
  const before = linesUntil(first, WINDOW + 0.5);
  const exchanged = (text: string): string => {
    if (!text.startsWith('{')) return text;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written above
    const line = JSON.parse(text) as { id: string; time: string; meter: Record<string, string> };
    if (line.id !== 'm-1') return text;
    const values = ['import', 'export'].map((name, at) => [
      name,
      (Number(line.meter[name]) - Number(finals[at]) + INITIAL).toFixed(3),
    ]);
    return JSON.stringify({ ...line, meter: { ...Object.fromEntries(values), serial: 'another' } });
  };
  const linesTo = (from: string, end: number): string =>
    linesUntil(first, end)
      .slice(from.length)
      .split('\n')
      .filter((text) => !text.startsWith('{') || Date.parse(/"time":"(.*?)"/.exec(text)![1]!) >= swapMs)
      .map(exchanged)
      .join('\n');
  const state = join(path, '..', 'state');
  const books = () => booksIn(state, 'm-1')!;
  const readTo = (interval: number) => until(() => (books().lastInterval >= interval ? true : undefined), WITHIN_MS);
  appendFileSync(file, linesTo(before, WINDOW + 2.5));
  await readTo(first + WINDOW + 1);
  expect(books().counters.map(({ kind }) => kind)).toEqual(['exchanged', 'exchanged']);

  const say = (register: number, final: string, initial = String(INITIAL)) =>
    gridshare(
      ['meter', 'replaced', '--config', path, '--meter', 'm-1', '--register', [IMPORT, EXPORT][register]!].concat([
        '--final',
        final,
        '--initial',
        initial,
      ]),
    );
  // Less than what was seen, more than a fuse lets through, and what the new one had not come to.
  for (const [final, initial, text] of [
    ['1', '10', 'had shown'],
    ['999999', '10', 'fuse'],
    [finals[0]!, '11', 'was seen first with'],
  ] as const) {
    const { code, stderr } = await say(0, final, initial);
    expect([code, stderr]).toEqual([2, expect.stringContaining(text)]);
    expect(stderr).toContain('[ERR_REPLACEMENT]');
  }
  expect(books().replacements).toEqual([]);
  const told = await say(0, finals[0]!);
  expect([told.code, told.stdout]).toEqual([0, expect.stringContaining('The books say replaced')]);
  following.child.kill('SIGTERM');
  const { code, stderr } = await following.outcome;
  expect([code, stderr.includes('"code":"line_refused"')]).toEqual([0, true]);
  expect((await say(1, finals[1]!)).stdout).toContain('takes it up when it starts');
  const again = run('meter', join(path, '..'));
  appendFileSync(file, linesTo(linesUntil(first, WINDOW + 2.5), WINDOW + 3.9));
  await readTo(first + WINDOW + 2);
  await until(() => (books().replacements.length === 2 ? true : undefined), WITHIN_MS);
  again.child.kill('SIGTERM');
  await again.outcome;

  // As if it had never been exchanged: what is on readings, and the rest that waits.
  const own = books();
  const { gapUnits, registers } = own.sample!;
  for (const [register, { hostMs, pendingMilli }] of registers.entries()) {
    const [begun, seen] = [startMs, hostMs].map((ms) => Math.round(Number(showing(0, register, first, ms)) * 1e6));
    expect((own.meteredUnits[register]! + gapUnits[register]!) * 1000 + Number(pendingMilli)).toBe(seen! - begun!);
  }
  expect(own.counters.filter(({ kind }) => kind === 'replaced')).toHaveLength(2);
  expect(readdirSync(state).filter((name) => name.startsWith('exchange-'))).toEqual([]);
  const { stdout } = await gridshare(['meter', 'show', '--meter', 'm-1', '--config', path]);
  expect(stdout).toContain('nothing is missing');
  expect(stdout).toContain('the meter does not run');
  // No log has readings.
  expect(stderr).not.toContain(finals[0]!);
}

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
    lines: { register: string; totalUnits: number }[];
  }[];
  for (const [at, id] of METERS.entries()) {
    const own = books(id)!;
    const covered = judgeBills(at, own);
    // What it did not see the boundaries of is estimated, to the Wh, and billed. The kill and the restart left no trace.
    const [from, after] = [firstInterval + HOLE_INTERVALS[0], firstInterval + HOLE_INTERVALS.at(-1)! + 1];
    const units = [0, 1].map((register) => inHoleWh(at, firstInterval, register));
    expect([own.gaps, own.estimates]).toEqual([[], [{ since: from, from, until: after, units }]]);
    expect(covered.size > WINDOW - HOLE_INTERVALS.length).toBe(true);
    expect(own.counters).toEqual([]);
    const metered = [0, 1].map((register) =>
      Array.from({ length: WINDOW }, (_, offset) => firstInterval + offset).reduce(
        (sum, interval) => sum + usedWh(at, interval, register),
        0,
      ),
    );
    expect(own.meteredUnits).toEqual(metered);
    // Where the machine is so slow that a page closes without it, the rest is still to be booked.
    const isWhole = own.voids.length === 0;
    if (isWhole) expect(own.bills[0]!.totals.map(({ totalUnits }) => totalUnits)).toEqual(metered);
    const totals = own.bills[0]!.totals.map(({ register, totalUnits }) => [register, totalUnits]);
    const opened = atUtility.filter((bill) => bill.meter === id && bill.status === 'verified');
    expect(opened.map(({ lines }) => lines.map(({ register, totalUnits }) => [register, totalUnits]))).toContainEqual(
      totals,
    );
  }
  await judgeShown(path, firstInterval);
  await judgeReplaced(path, file, firstInterval, following);
});
