/**
 * Meters' ports, as real processes read them: pseudo terminals fed at line speed, sockets that go silent, plugs that are pulled;
 * then a whole grid that bills what was read from them. [P-2.4]
 */
import { appendFileSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { type Server, type Socket, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { writeDeployment } from '../deploy/provision.ts';
import { CONFIG_FILE } from '../host/base/file-names.ts';
import { intervalAt, intervalStartMs } from '../protocol/grid/interval.ts';
import type { MeterConfig } from '../schemas/types.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';
import { HomeListener, HomeMosquitto, MuteBroker, WireTap, hasMosquitto, writeCredentials } from './home-broker.ts';
import { PseudoTerminal, hasTerminals } from './pseudo-terminal.ts';
import type { MeterBooks } from '../meter/views/own-books.ts';
import { EXPORT, IMPORT, booksIn, judgeBills, sampledPlan, shownKwh, until, usedWh } from './sampled-grid.ts';
import { d0Block, p1Telegram } from './telegram.ts';

const LONG = { timeout: 60_000 };
/** How long a step may take on a machine that has much else to do. */
const WITHIN_MS = 30_000;

let folder: string;
let running: ReturnType<typeof start>[] = [];
let ports: PseudoTerminal[] = [];
let servers: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];
let ends: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  await Promise.all(ports.map((port) => port.unplug()));
  for (const { server, sockets } of servers) {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  }
  for (const end of ends.toReversed()) await end();
  [running, ports, servers, ends] = [[], [], [], []];
  rmSync(folder, { recursive: true, force: true });
});

function run(args: readonly string[]): ReturnType<typeof start> {
  const made = start(args);
  made.child.stdin?.on('error', () => {});
  running.push(made);
  return made;
}

async function plugged(): Promise<PseudoTerminal> {
  const port = await PseudoTerminal.open(folder);
  ports.push(port);
  return port;
}

/** Writes again and again until it is stopped, so that it does not matter when a reader comes. */
/** For as long as a test takes. */
async function lasting<T extends { end(): Promise<unknown> }>(made: Promise<T>): Promise<T> {
  const one = await made;
  ends.push(() => one.end());
  return one;
}

/** The households of four meters: one as it should be, heard by a wire-tap; away; with a wrong password; mute. */
async function households(at: string) {
  const mosquitto = await lasting(HomeMosquitto.start(at));
  const tap = await lasting(WireTap.before(mosquitto.port));
  const home = await lasting(HomeListener.on(mosquitto.port));
  writeCredentials(join(at, 'login'));
  writeCredentials(join(at, 'wrong'), 'hunter2');
  const mute = await lasting(MuteBroker.start(true));
  const urls = [tap.port, await freePort(), mosquitto.port, mute.port].map((port) => `mqtt://127.0.0.1:${port}`);
  const files = ['login', 'login', 'wrong', 'login'].map((name) => join(at, name));
  const configs = urls.map((url, number) => ({ url, credentials: files[number]!, everySeconds: 1 }));
  return { tap, home, configs };
}

function feeding(write: () => void, everyMs: number): () => void {
  const timer = setInterval(write, everyMs);
  return () => clearInterval(timer);
}

interface Shown {
  readonly quality: string;
  readonly serial?: string;
  readonly registers: readonly { readonly register: string; readonly value: string; readonly resolution: string }[];
}

const shownIn = (stdout: string): Shown[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Shown);
const valueOf = (shown: Shown | undefined, register: string): string | undefined =>
  shown?.registers.find((one) => one.register === register)?.value;

describe('gridshare source', LONG, () => {
  test('reads a recording to its end, and says what it could not read', async () => {
    const path = join(folder, 'recorded');
    const bad = p1Telegram('meter-0001', '9570.775', '1.5').toString('latin1').replace('9570.775', '9670.775');
    writeFileSync(path, Buffer.concat([p1Telegram('meter-0001', '9570.775', '1.500'), Buffer.from(bad, 'latin1')]));
    const { code, stdout, stderr } = await gridshare(['source', `p1:${path}`, '--json']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('could not be read: checksum 1')]);
    const [one, ...others] = shownIn(stdout);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ quality: 'checked', serial: '…0001', meterTime: '2026-01-01T11:00:00.000Z' });
    expect(one?.registers).toContainEqual({ register: IMPORT, value: '9570.775', unit: 'kWh', resolution: '0.001' });
    expect(one?.registers).toContainEqual({ register: EXPORT, value: '1.500', unit: 'kWh', resolution: '0.001' });

    writeFileSync(path, bad);
    const none = await gridshare(['source', `p1:${path}`]);
    expect([none.code, none.stdout]).toEqual([3, '']);
    expect(none.stderr).toMatch(/\[ERR_SOURCE_NOTHING\]\n$/);
  });

  test('what is no source is refused with the nearest word', async () => {
    const { code, stderr } = await gridshare(['source', 'pi:/dev/ttyUSB0']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/Did you mean "p1"\?.*\[ERR_SOURCE_SPEC\]/)]);
    const secret = await gridshare(['source', 'mqtt://me:hunter2@127.0.0.1/topic']);
    expect([secret.code, secret.stderr]).toEqual([2, expect.not.stringContaining('hunter2')]);
    const missing = await gridshare(['source', `p1:${folder}/none`]);
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('[ERR_SOURCE_LINE]')]);
  });

  test('a port over TCP that is half open is noticed, and opened again', async () => {
    const sockets = new Set<Socket>();
    let count = 0;
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      count += 1;
      // One telegram, and then nothing: neither bytes nor an end.
      socket.write(p1Telegram('meter-0001', `${count}.000`, '0.000'));
    });
    servers.push({ server, sockets });
    const port = await freePort();
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    const reader = run(['source', `p1+tcp://127.0.0.1:${port}?idle=1`, '--json', '--count', '3']);
    const { code, stdout } = await reader.outcome;
    expect([code, shownIn(stdout).map((one) => valueOf(one, IMPORT))]).toEqual([0, ['1.000', '2.000', '3.000']]);
  });
});

const noTerminal = hasTerminals ? '' : ' (skipped: apt-get install bsdutils)';
describe.skipIf(!hasTerminals)(`a serial port${noTerminal}`, LONG, () => {
  test('is read at its speed, and again when it was unplugged and is back', async () => {
    const link = join(folder, 'by-id');
    const first = await plugged();
    symlinkSync(first.path, link);
    const reader = run(['source', `p1:${link}`, '--json', '--count', '4']);
    let kwh = 1;
    const lineSpeed = (port: PseudoTerminal) => async (): Promise<void> => {
      const telegram = p1Telegram('meter-0001', `${kwh}.000`, '0.000');
      kwh += 1;
      await port.writeAt(telegram, 11_520);
    };
    let stop = feeding(() => void lineSpeed(first)(), 300);
    await until(() => (reader.output().split('"registers"').length > 2 ? true : undefined), WITHIN_MS);
    stop();
    expect(first.speed).toBe(115_200);
    await first.unplug();
    unlinkSync(link);
    await until(() => (reader.output().includes('source_away') ? true : undefined), WITHIN_MS);
    const second = await plugged();
    symlinkSync(second.path, link);
    stop = feeding(() => void lineSpeed(second)(), 300);
    const { code, stdout } = await reader.outcome;
    stop();
    expect(code).toBe(0);
    expect(shownIn(stdout)).toHaveLength(4);
  });

  test('has its speed found out', async () => {
    const port = await plugged();
    const reader = run(['source', `p1:${port.path}`, '--json', '--count', '1']);
    const garbage = Buffer.alloc(1_000, 0x55);
    const stop = feeding(
      () => port.write(port.speed === 9_600 ? p1Telegram('meter-0001', '5.000', '0.000') : garbage),
      100,
    );
    const { code, stdout } = await reader.outcome;
    stop();
    expect([code, port.speed, valueOf(shownIn(stdout)[0], IMPORT)]).toEqual([0, 9_600, '5.000']);
  });

  test('that is inverted is told to be', async () => {
    const port = await plugged();
    const reader = run(['source', `p1:${port.path}?baud=115200-8N1`]);
    const inverted = p1Telegram('meter-0001', '5.000', '0.000').map((byte) => ~byte & 0xff);
    const stop = feeding(() => port.write(inverted), 20);
    await until(() => (reader.output().includes('the signal is inverted') ? true : undefined), WITHIN_MS);
    stop();
    reader.child.kill('SIGTERM');
    expect((await reader.outcome).code).toBe(3);
  });

  test('of a meter that is asked is spoken to in mode C', async () => {
    const port = await plugged();
    const reader = run(['source', `d0:${port.path}?mode=request&every=1`, '--json', '--count', '2']);
    const data = d0Block(['C.1.0(00001234)', '1.8.0(001846.0*kWh)', '2.8.0(004329.6*kWh)']);
    const heard: string[] = [];
    let at = 0;
    const stop = feeding(() => {
      const text = port.received.subarray(at).toString('latin1');
      if (text.endsWith('/?!\r\n') && port.speed === 300) {
        at = port.received.length;
        heard.push('request at 300');
        port.write('/LGZ5\\2ZMD3104407.B32\r\n');
      } else if (text.endsWith('\u0006050\r\n')) {
        // It speaks at the new speed once it has heard the word for it.
        if (port.speed !== 9_600) return;
        at = port.received.length;
        heard.push('acknowledged');
        port.write(data);
      }
    }, 30);
    const { code, stdout } = await reader.outcome;
    stop();
    expect([code, heard]).toEqual([0, ['request at 300', 'acknowledged', 'request at 300', 'acknowledged']]);
    const shown = shownIn(stdout);
    expect(shown.map((one) => [one.quality, valueOf(one, IMPORT), valueOf(one, EXPORT)])).toEqual([
      ['checked', '1846.0', '4329.6'],
      ['checked', '1846.0', '4329.6'],
    ]);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it in order', async (signal) => {
    const port = await plugged();
    const reader = run(['source', `p1:${port.path}`]);
    const stop = feeding(() => port.write(p1Telegram('meter-0001', '5.000', '0.000')), 100);
    await until(() => (reader.output().includes(IMPORT) ? true : undefined), WITHIN_MS);
    stop();
    reader.child.kill(signal);
    expect((await reader.outcome).code).toBe(0);
  });
});

const kwhOf = (text: string | undefined): number =>
  Number((JSON.parse(text ?? '{}') as Readonly<Record<string, string>>)[IMPORT]);

/** What Home Assistant heard of the first meter, which was killed meanwhile, and what the grid's broker heard of that. */
async function judgeHousehold(
  { home, tap }: Awaited<ReturnType<typeof households>>,
  gridTap: WireTap,
  books: MeterBooks,
  leastKwh: string,
): Promise<void> {
  const root = 'gridshare/sampled/m-1';
  await until(() => (kwhOf(home.last(`${root}/energy`)) >= Number(leastKwh) ? true : undefined), WITHIN_MS);
  const bill = await until(() => home.last(`${root}/bill`), WITHIN_MS);
  const [first] = books.bills;
  const billedUnits = first?.totals.find(({ register }) => register === IMPORT)?.totalUnits;
  expect(JSON.parse(bill)).toMatchObject({ verified: 'ON', status: 'verified' });
  expect((JSON.parse(bill) as { totals: Record<string, string> }).totals[IMPORT]).toBe(String(billedUnits! / 1_000));
  // One device, by one name, before the kill and after it; and a total that never fell.
  const devices = home.all('homeassistant/device/gridshare_sampled_m-1/config');
  expect([devices.length > 1, new Set(devices).size]).toEqual([true, 1]);
  const totals = home.all(`${root}/energy`).map(kwhOf);
  expect(totals.length).toBeGreaterThan(5);
  expect(totals).toEqual(totals.toSorted((one, other) => one - other));
  expect(home.all(`${root}/grid`)).toContain('ON');
  const availability = home.heard.filter(({ topic }) => /^gridshare\/sampled\/[^/]+\/availability$/.test(topic));
  expect(availability.map(({ text }) => text)).toEqual(['online', 'offline', 'online']);

  // Byte by byte, nothing of it went to the grid. Control: all of it is in what went to the household.
  const secrets = ['homeassistant', `${root}/energy`, 'total_increasing', 'Energy drawn', 'battery', shortOf(totals)];
  for (const secret of secrets) expect([secret, tap.text.includes(secret)]).toEqual([secret, true]);
  for (const secret of secrets) expect([secret, gridTap.text.includes(secret)]).toEqual([secret, false]);
  expect(gridTap.text).toContain('grid/agg/');
}

/** A value as it was written, that no other text has by chance. */
function shortOf(totals: readonly number[]): string {
  return String(totals.find((kwh) => !Number.isInteger(kwh)) ?? 'nothing with a fraction was shown');
}

describe.skipIf(!hasTerminals)(`a grid${noTerminal}`, { timeout: 600_000 }, () => {
  const GRID = { intervalSeconds: 6, intervalOffsetSeconds: 0 };
  const INTERVAL_MS = 1_000 * GRID.intervalSeconds;
  const METERS = ['m-1', 'm-2', 'm-3', 'm-4'];
  const WINDOW = 10;
  /** So many intervals it takes until all of them read. */
  const AHEAD = 8;
  const UNPLUGGED = 3.4;
  const PLUGGED_AGAIN = 5.4;
  const KILLED = 6.6;

  test('bills what ports, a socket and a file show, through a pulled plug and a kill', async () => {
    const firstInterval = intervalAt(Date.now(), GRID) + AHEAD;
    const shown = (meter: number, register: number): string =>
      shownKwh(meter, register, firstInterval - 2 * AHEAD, Date.now(), GRID);
    const telegram = (meter: number): Buffer => p1Telegram(`meter-000${meter}`, shown(meter, 0), shown(meter, 1));

    // Two on ports, one on a socket, one in a file that grows.
    const link = join(folder, 'by-id');
    const steady = await plugged();
    let pulled: PseudoTerminal | undefined = await plugged();
    symlinkSync(pulled.path, link);
    const sockets = new Set<Socket>();
    const server = createServer((socket) => void sockets.add(socket.on('error', () => {})));
    servers.push({ server, sockets });
    const tcpPort = await freePort();
    await new Promise<void>((done) => server.listen(tcpPort, '127.0.0.1', done));
    const file = join(folder, 'samples.csv');
    writeFileSync(file, `kwh,fed\n`);
    const stop = feeding(() => {
      // To a port that nobody reads nothing comes: a pseudo terminal would keep it.
      if (steady.speed === 115_200) steady.write(telegram(0));
      if (pulled?.speed === 115_200) pulled.write(telegram(1));
      for (const socket of sockets) socket.write(telegram(2));
      appendFileSync(file, `${shown(3, 0)},${shown(3, 1)}\n`);
    }, 400);

    const source = `p1:${steady.path}`;
    const plan = { port: await freePort(), grid: GRID, firstInterval, windowIntervals: WINDOW, closeAfterSeconds: 50 };
    const paths = writeDeployment(
      join(folder, 'grid'),
      sampledPlan({ ...plan, meters: METERS, source, meterKeysIn: 'folders' }),
    );
    const sources = [source, `p1:${link}`, `p1+tcp://127.0.0.1:${tcpPort}`, `csv:${file}?follow&import=kwh&export=fed`];
    const configs = METERS.map((id) => join(paths.meters, id, CONFIG_FILE));
    const own = hasMosquitto ? await households(folder) : undefined;
    const gridTap = await lasting(WireTap.before(plan.port));
    for (const [at, path] of configs.entries()) {
      const config = parse(readFileSync(path, 'utf8')) as MeterConfig;
      const household = own?.configs[at];
      const more = household === undefined ? {} : { household };
      const bus = at === 0 ? { ...config.bus, url: `mqtt://127.0.0.1:${gridTap.port}` } : config.bus;
      writeFileSync(path, stringify({ ...config, bus, source: sources[at], ...more }));
    }
    const party = (role: string, path: string) => run([role, '--config', path]);
    party('broker', join(paths.broker, CONFIG_FILE));
    for (const path of paths.aggregators) party('aggregator', join(path, CONFIG_FILE));
    party('utility', join(paths.utility, CONFIG_FILE));
    const meters = configs.map((path) => party('meter', path));

    const reached = (offset: number) =>
      until(
        () => (Date.now() > intervalStartMs(firstInterval, GRID) + offset * INTERVAL_MS ? true : undefined),
        300_000,
      );
    await reached(UNPLUGGED);
    const gone = pulled;
    pulled = undefined;
    await gone.unplug();
    unlinkSync(link);
    await reached(PLUGGED_AGAIN);
    const again = await plugged();
    symlinkSync(again.path, link);
    pulled = again;
    await reached(KILLED);
    steady.forgetSpeed();
    meters[0]?.child.kill('SIGKILL');
    await meters[0]?.outcome;
    meters[0] = party('meter', configs[0] ?? '');

    const books = (id: string) => booksIn(join(paths.meters, id, 'state'), id);
    await until(() => (METERS.every((id) => books(id)?.bills[0] !== undefined) ? true : undefined), 300_000);
    if (own !== undefined) await judgeHousehold(own, gridTap, books('m-1')!, shown(0, 0));
    stop();
    for (const [at, id] of METERS.entries()) {
      const kept = books(id)!;
      const covered = judgeBills(at, kept);
      const window = Array.from({ length: WINDOW }, (_, offset) => firstInterval + offset);
      const missed = kept.gaps.flatMap(({ from, until: end }) => window.filter((one) => one >= from && one < end));
      // All of it is on a bill, still to be booked again, or in a gap that tells what it was, to the Wh.
      const elsewhere = new Set([...missed, ...kept.voids.map(({ interval }) => interval)]);
      expect([id, window.filter((one) => !covered.has(one) && !elsewhere.has(one))]).toEqual([id, []]);
      expect(covered.size).toBeGreaterThanOrEqual(id === 'm-2' ? 2 : 6);
      for (const { from, until: end, units } of kept.gaps.filter((gap) => gap.from >= firstInterval)) {
        const cells = Array.from({ length: end - from }, (_, offset) => from + offset);
        const sums = [0, 1].map((register) => cells.reduce((sum, cell) => sum + usedWh(at, cell, register), 0));
        expect([id, units]).toEqual([id, sums]);
      }
      expect(kept.counters).toEqual([]);
      // What the pulled plug hid is estimated, from the register's difference.
      if (id === 'm-2') expect(kept.estimates.length).toBeGreaterThan(0);
    }
    expect(meters[1]?.output()).toContain('"code":"source_away"');
    // However a household's broker is: nothing of the grid waited for it.
    if (own !== undefined)
      expect(meters.map(({ output }) => output().includes('"code":"household_away"'))).toEqual([
        false,
        true,
        true,
        true,
      ]);
    for (const { child } of meters) child.kill('SIGTERM');
    for (const { outcome } of meters) expect((await outcome).code).toBe(0);
  });
});
