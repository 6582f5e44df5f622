/** What is on no bill, on real processes: readings from before a meter joined, and a hole in a source. [P-2.4, P-6.3.8] */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { until } from '../host/bus/bus.conformance.ts';
import type { Check } from '../host/care/finding.ts';
import type { Health } from '../host/process/health-record.ts';
import type { Enrolment } from '../schemas/types.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const running: ReturnType<typeof start>[] = [];
const SECONDS = 60;
/** The first interval, half an hour ago: nothing is closed yet. */
const FIRST = Math.floor(Date.now() / 1_000 / SECONDS) - 30;
/** Where the source of home-1 has a hole of three intervals, and half of a fourth. */
const HOLE = FIRST + 5;
/** When home-3 joins; its source begins with the others'. */
const JOINS = FIRST + 10;
let log = '';

const configOf = (name: string): string => join(grid, name, 'config.yaml');
const timeOf = (interval: number): string => new Date(interval * SECONDS * 1_000).toISOString().replace('.000', '');

function change(name: string, by: (config: Record<string, unknown>) => void): void {
  const config = parse(readFileSync(configOf(name), 'utf8')) as Record<string, unknown>;
  by(config);
  writeFileSync(configOf(name), stringify(config));
}

function run(role: string, name: string): ReturnType<typeof start> {
  const party = start([role, '--config', configOf(name)]);
  running.push(party);
  return party;
}

/** Rows of half an interval each. */
function rowsOf(id: string, hasExport: boolean): string[] {
  const rows: string[] = [];
  for (let half = FIRST * 2; half < (FIRST + 25) * 2; half++) {
    const interval = Math.floor(half / 2);
    const isHole = id === 'home-1' && interval >= HOLE && interval < HOLE + 3;
    const isHalf = id === 'home-1' && half === (HOLE + 3) * 2;
    if (!isHole && !isHalf) rows.push(`${id},${new Date(half * 30_000).toISOString()},7,${hasExport ? 2 : ''}`);
  }
  return rows;
}

beforeAll(async () => {
  const url = `mqtt://127.0.0.1:${await freePort()}`;
  const args = [
    '--meters',
    '3',
    '--aggregators',
    '2',
    '--threshold',
    '2',
    '--interval',
    String(SECONDS),
    '--broker',
    url,
  ];
  expect(await gridshare(['init', grid, ...args])).toMatchObject({ code: 0 });
  change('utility', (config) => {
    (config['scheme'] as { billing: { firstInterval: number } }).billing.firstInterval = FIRST;
  });
  const path = join(grid, 'utility', 'roster.json');
  const roster = JSON.parse(readFileSync(path, 'utf8')) as Enrolment;
  const meters = roster.meters.map((line) => ({ ...line, from: line.meter.id === 'home-3' ? JOINS : FIRST }));
  writeFileSync(path, JSON.stringify({ meters }));
  const rows = meters.flatMap(({ meter }) => rowsOf(meter.id, meter.registers.length > 1));
  writeFileSync(join(grid, 'meters', 'readings.csv'), ['meter_id,timestamp,wh,export_wh', ...rows].join('\n'));
  change('meters', (config) => {
    config['source'] = { kind: 'csv', file: 'readings.csv' };
    config['sendJitterSeconds'] = 0;
  });
  run('broker', 'broker');
  for (const name of ['aggregator-1', 'aggregator-2']) run('aggregator', name);
  run('utility', 'utility');
  run('meter', 'meters').child.stderr?.on('data', (text: string) => (log += text));
}, 60_000);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  rmSync(folder, { recursive: true, force: true });
});

function healthOf(name: string): Health | undefined {
  const path = join(grid, name, 'state', 'health.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Health) : undefined;
}

const said = (code: string): Record<string, unknown>[] =>
  log
    .split('\n')
    .filter((line) => line.includes(`"${code}"`))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('what is on no bill', { timeout: 120_000 }, () => {
  test('is said in log, health, doctor and books, and all else is stored', async () => {
    // The first interval alone may wait for half a minute, until the aggregators' clocks are known. [P-2.4]
    await vi.waitFor(
      () => {
        const { counts, notes } = healthOf('meters') ?? {};
        expect([notes?.length, counts?.['unstored'], counts?.['readings']]).toEqual([2, 0, 71]);
      },
      { timeout: 100_000, interval: 100 },
    );
    expect(said('before_joining')).toHaveLength(1);
    expect(said('reading_gap')).toMatchObject([{ meter: 'home-1', from: HOLE, until: HOLE + 4, count: 4 }]);
    const health = await gridshare(['health', '--config', configOf('meters')]);
    expect(health).toMatchObject({ code: 0 });
    const joined = `10 readings from before home-3 joined at ${timeOf(JOINS)} are not billed: they stay in the books`;
    const gap = `no reading of home-1 from ${timeOf(HOLE)} to ${timeOf(HOLE + 4)}, 4 intervals`;
    expect(health.stdout).toContain(joined);
    expect(health.stdout).toContain(gap);
    const doctor = await gridshare(['doctor', '--json', '--config', configOf('meters')]);
    const books = (JSON.parse(doctor.stdout) as { checks: Check[] }).checks.filter(({ name }) => name === 'books');
    expect(books).toMatchObject([
      { status: 'ok', text: expect.stringContaining(joined) },
      { status: 'warning', text: expect.stringContaining(gap), advice: expect.stringContaining('Gaps in readings') },
    ]);
    const late = await gridshare(['explain', 'home-3', '--config', configOf('meters')]);
    expect(late).toMatchObject({ code: 0, stdout: expect.stringContaining('10 readings from before enrolment') });
    const holed = await gridshare(['explain', 'home-1', '--config', configOf('meters')]);
    expect(holed).toMatchObject({ code: 0, stdout: expect.stringContaining('4 intervals; the source has 7') });
    // Control: nothing is said of a home that joined with the others and whose source is whole.
    const whole = await gridshare(['explain', 'home-2', '--config', configOf('meters')]);
    expect(whole.stdout).not.toMatch(/enrolment|gap/);
  });

  test('is not said again by the next process, and nothing of it is sent', async () => {
    const meters = running.pop()!;
    meters.child.kill('SIGTERM');
    await meters.outcome;
    log = '';
    const dropped =
      (healthOf('aggregator-1')?.counts['rejected'] ?? 0) + (healthOf('aggregator-2')?.counts['rejected'] ?? 0);
    run('meter', 'meters').child.stderr?.on('data', (text: string) => (log += text));
    await until('it is back', () => log.includes('every reading of the source was reported'));
    await until('its health is new', () => healthOf('meters')?.notes?.length === 2);
    expect([said('before_joining'), said('reading_gap')]).toEqual([[], []]);
    const now =
      (healthOf('aggregator-1')?.counts['rejected'] ?? 0) + (healthOf('aggregator-2')?.counts['rejected'] ?? 0);
    expect(now).toBe(dropped);
  });
});
