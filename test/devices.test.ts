/**
 * Gas and water behind P1 ports, as real processes: a grid bills what the devices showed at their own times, to the dm3, and opens
 * the load of gas; a tariff is of energy alone. [P-2.2, P-2.4, P-8.5]
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, type Socket, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { writeDeployment } from '../deploy/provision.ts';
import { CONFIG_FILE } from '../host/base/file-names.ts';
import type { MeterBooks } from '../meter/views/own-books.ts';
import { intervalAt, intervalStartMs } from '../protocol/grid/interval.ts';
import type { MeterConfig } from '../schemas/types.ts';
import type { ListedBill, ListedLoad } from '../utility/views/figure-list.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';
import { GAS } from './material.ts';
import {
  EXPORT,
  IMPORT,
  booksIn,
  judgeBills,
  sampledPlan,
  shownBefore,
  shownKwh,
  until,
  usedWh,
} from './sampled-grid.ts';
import { p1Telegram } from './telegram.ts';

const GRID = { intervalSeconds: 5, intervalOffsetSeconds: 0 };
const METERS = ['m-1', 'm-2', 'm-3'];
const WATER = { ...GAS, obis: '8-0:1.0.0', isLoad: false } as const;
const REGISTERS = [IMPORT, EXPORT, GAS.obis, WATER.obis];
const WINDOW = 8;
/** So many intervals it takes until all of them read. */
const AHEAD = 8;
/** A device is read at the boundary, and the port shows it so much later. */
const LATE_MS = 1_500;
const WITHIN_MS = 300_000;

let folder: string;
let running: ReturnType<typeof start>[] = [];
let servers: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  for (const { server, sockets } of servers) {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  }
  [running, servers] = [[], []];
  rmSync(folder, { recursive: true, force: true });
});

function run(role: string, path: string): ReturnType<typeof start> {
  const made = start([role, '--config', path]);
  made.child.stdin?.on('error', () => {});
  running.push(made);
  return made;
}

/** Where a port is served whose telegram is `write`'s. */
async function portOf(telegram: () => Buffer): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    const timer = setInterval(() => socket.write(telegram()), 500);
    socket.on('close', () => clearInterval(timer));
  });
  servers.push({ server, sockets });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return port;
}

/** What a port shows now: its own registers, and what its devices were read at the last boundary. */
function telegramOf(meter: number, first: number): Buffer {
  const nowMs = Date.now();
  const begun = first - 2 * AHEAD;
  const shown = (register: number): string => shownKwh(meter, register, begun, nowMs, GRID);
  const open = intervalAt(nowMs - LATE_MS, GRID);
  const readMs = intervalStartMs(open, GRID);
  const device = (place: number, type: string, register: number) => ({
    place,
    type,
    serial: `device ${place} of ${METERS[meter]}`,
    readMs,
    value: `${shownBefore(meter, register, begun, open - 1).padStart(9, '0')}*m3`,
  });
  return p1Telegram(`meter-000${meter}`, shown(0), shown(1), [device(1, '003', 2), device(2, '007', 3)], nowMs);
}

/** What was booked again on readings of an interval, per register. */
function bookedOn(books: readonly MeterBooks[], interval: number, register: number): number {
  const bookings = books.flatMap(({ voids }) => voids.filter((cell) => cell.register === register));
  return bookings
    .flatMap((cell) => cell.bookings.filter(({ to }) => to === interval))
    .reduce((sum, { units }) => sum + units, 0);
}

test('gas and water behind P1 ports become exact bills and loads', { timeout: 2 * WITHIN_MS }, async () => {
  const first = intervalAt(Date.now(), GRID) + AHEAD;
  const ports = await Promise.all(METERS.map((_, meter) => portOf(() => telegramOf(meter, first))));
  const rates = ['night', 'day'].map((name, at) => ({ name, microPerKwh: 100_000 * (at + 1) }));
  const runs = [0, 1].map((rate) => ({ rate, count: WINDOW / 2 }));
  const plan = sampledPlan({
    port: await freePort(),
    grid: GRID,
    firstInterval: first,
    windowIntervals: WINDOW,
    closeAfterSeconds: 25,
    meters: METERS,
    source: { kind: 'csv', file: 'readings.csv' },
    meterKeysIn: 'folders',
    further: [{ ...GAS, isLoad: true }, WATER],
    tariffs: [{ id: 't', from: first, count: WINDOW, rates, runs }],
  });
  const paths = writeDeployment(join(folder, 'grid'), plan);
  const configs = METERS.map((id) => join(paths.meters, id, CONFIG_FILE));
  for (const [at, path] of configs.entries()) {
    const config = parse(readFileSync(path, 'utf8')) as MeterConfig;
    writeFileSync(path, stringify({ ...config, source: `p1+tcp://127.0.0.1:${ports[at]}` }));
  }
  run('broker', join(paths.broker, CONFIG_FILE));
  for (const path of paths.aggregators) run('aggregator', join(path, CONFIG_FILE));
  const utility = join(paths.utility, CONFIG_FILE);
  run('utility', utility);
  for (const path of configs) run('meter', path);

  const booksOf = (id: string) => booksIn(join(paths.meters, id, 'state'), id);
  await until(() => (METERS.every((id) => booksOf(id)?.bills[0] !== undefined) ? true : undefined), WITHIN_MS);
  const books = METERS.map((id) => booksOf(id)!);
  for (const [at, own] of books.entries()) {
    expect(judgeBills(at, own, REGISTERS).size).toBeGreaterThan(WINDOW / 2);
    expect(own.counters).toEqual([]);
    // Energy is told apart by its rates; gas and water are not, and cost nothing here.
    const lines = own.bills[0]!.totals.map(({ register, rate, microPerKwh }) => `${register} ${rate} ${microPerKwh}`);
    expect(lines.filter((line) => !line.startsWith('1-'))).toEqual([`${GAS.obis} all 0`, `${WATER.obis} all 0`]);
    expect(lines.filter((line) => line.startsWith(IMPORT))).toEqual([`${IMPORT} day 200000`, `${IMPORT} night 100000`]);
  }

  const loads = async (): Promise<readonly ListedLoad[]> => {
    const { stdout } = await gridshare(['load', '--json', '--config', utility]);
    return (JSON.parse(stdout) as ListedLoad[]).filter(({ interval }) => interval < first + WINDOW);
  };
  const opened = await loads();
  expect(new Set(opened.map(({ register, unit }) => `${register} ${unit}`))).toEqual(
    new Set([`${IMPORT} Wh`, `${GAS.obis} dm3`]),
  );
  const whole = opened.filter(({ meters, totalUnits }) => meters === METERS.length && totalUnits !== undefined);
  expect(whole.length).toBeGreaterThan(WINDOW / 2);
  for (const { interval, register, totalUnits } of whole) {
    const at = REGISTERS.indexOf(register);
    const used = METERS.reduce((sum, _, meter) => sum + usedWh(meter, interval, at), 0);
    expect([interval, register, totalUnits]).toEqual([interval, register, used + bookedOn(books, interval, at)]);
  }

  // In words: thousands of each unit, and none of them is called another.
  const bills = JSON.parse((await gridshare(['bills', '--json', '--config', utility])).stdout) as ListedBill[];
  expect(new Set(bills.flatMap(({ lines }) => lines.map(({ register, unit }) => `${register} ${unit}`)))).toEqual(
    new Set([`${IMPORT} Wh`, `${EXPORT} Wh`, `${GAS.obis} dm3`, `${WATER.obis} dm3`]),
  );
  const [own, shown] = await Promise.all([
    gridshare(['explain', 'm-1', '--config', configs[0]!]),
    gridshare(['meter', 'show', '--config', configs[0]!]),
  ]);
  expect(own.stdout).toMatch(/7-0:3\.0\.0 {2}metered \d+\.\d{3} m³ = billed \d+\.\d{3} m³/);
  expect(shown.stdout).toMatch(/8-0:1\.0\.0 {2}\d+(?:\.\d+)? m³\n/);
  expect(shown.stdout).toMatch(/7-0:3\.0\.0 \d+ dm3/);
  const seen = await gridshare(['source', `p1+tcp://127.0.0.1:${ports[0]}`, '--count', '1']);
  expect(seen.stdout).toMatch(/7-0:3\.0\.0 \d+\.\d{3} m³ \(0\.001, …-?.* read 20\d\d-/);
});
