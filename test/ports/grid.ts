/**
 * A grid of real processes in a world of its own time, each of whose meters reads a port of its own. Its registers are looked at
 * once an interval: what they counted from one look to the next is the reading of the interval that ends in between.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { parse, stringify } from 'yaml';
import { writeDeployment } from '../../deploy/provision.ts';
import { parseAddress } from '../../host/base/address.ts';
import { CONFIG_FILE } from '../../host/base/file-names.ts';
import { openConnection } from '../../host/bus/mqtt-client.ts';
import { readLive } from '../../meter/host/live.ts';
import type { Health } from '../../host/process/health-record.ts';
import { type IntervalGrid, intervalStartMs } from '../../protocol/grid/interval.ts';
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import type { MeterConfig, Receipt } from '../../schemas/types.ts';
import { freePort, gridshare, start } from '../gridshare.ts';
import { sampledPlan } from '../sampled-grid.ts';
import { gpioFolder, makeDevice } from './devices.ts';
import { Home, type Kind, type Pair } from './home.ts';
import { type DeviceClock, World } from './world.ts';

export const QUARTERS: IntervalGrid = { intervalSeconds: 900, intervalOffsetSeconds: 0 };
/** Where in an interval everybody looks. */
const LOOK_MS = 600_000;
const AGGREGATORS = 3;
/** How long a step may take on a machine that has much else to do. */
const WITHIN_MS = 60_000;
/** No receipt for so long, and none is on its way: several ticks of a meter that is idle. */
const QUIET_MS = 1_500;

export interface PortsPlan {
  readonly kinds: readonly Kind[];
  /** The interval of the first look; the next one is the first that is billed. */
  readonly base: number;
  readonly windowIntervals: number;
  readonly closeAfterSeconds: number;
  /** What a home counts between the look before and this one. */
  used(home: Home, look: number): Pair;
  /** Starts the agent of a home; as the command of this checkout if it is left out. */
  start?(
    home: Home,
    words: readonly string[],
    environment: Record<string, string>,
  ): ReturnType<typeof start> | undefined;
}

export async function until(what: string, find: () => Promise<boolean> | boolean): Promise<void> {
  for (const endMs = performance.now() + WITHIN_MS; ;) {
    if (await find()) return;
    if (performance.now() > endMs) throw new Error(`it did not come in time: ${what}`);
    await sleep(100);
  }
}

export class PortsGrid {
  readonly world: World;
  readonly homes: readonly Home[];
  private readonly folder: string;
  private readonly plan: PortsPlan;
  private readonly running: ReturnType<typeof start>[] = [];
  private readonly closing: (() => Promise<unknown>)[] = [];
  /** By meter and aggregator: the first interval that the last receipt says nothing of. */
  private readonly receipts = new Map<string, number>();
  private readonly utility: string;
  /** When a receipt came last. */
  private heardMs = 0;
  /** When time has leapt last. */
  private leaptMs = 0;

  constructor(folder: string, plan: PortsPlan) {
    this.folder = folder;
    this.plan = plan;
    this.world = new World(folder, this.lookMs(0));
    const meters = join(folder, 'grid/meters');
    this.utility = join(folder, 'grid/utility');
    this.homes = plan.kinds.map((kind, at) => {
      const id = `m-${at + 1}`;
      return new Home(at, id, kind, this.world.device(id), join(meters, id));
    });
  }

  lookMs(look: number): number {
    return intervalStartMs(this.plan.base + look, QUARTERS) + LOOK_MS;
  }

  environment(clock?: DeviceClock): Record<string, string> {
    const path = [gpioFolder(this.folder), process.env['PATH'] ?? ''].join(delimiter);
    return { ...this.world.environment(clock), PATH: path };
  }

  /** For all homes at once. */
  async each(todo: (home: Home) => unknown): Promise<void> {
    await Promise.all(this.homes.map(todo));
  }

  /** Everybody is started, every cable plugged. */
  async begin(): Promise<void> {
    const { plan, homes } = this;
    const port = await freePort();
    const sampled = sampledPlan({
      port,
      grid: QUARTERS,
      firstInterval: plan.base + 1,
      windowIntervals: plan.windowIntervals,
      closeAfterSeconds: plan.closeAfterSeconds,
      meters: homes.map(({ id }) => id),
      registersOf: (id) => homes.find((home) => home.id === id)?.registers ?? [],
      source: 'stdin:',
      meterKeysIn: 'folders',
    });
    const paths = writeDeployment(join(this.folder, 'grid'), { ...sampled, isDebugAllowed: true });
    await this.each(async (home) => {
      home.device = await makeDevice(home.kind.kind, this.folder, () => {
        const [importWh, exportWh] = home.shown;
        return { serial: home.serial, importWh, exportWh, atMs: this.world.nowMs };
      });
      this.closing.push(() => home.device.close());
      await home.device.plug();
      this.reconfigure(home, home.device.source);
    });
    const party = (role: string, path: string): void =>
      void this.run(start([role, '--config', join(path, CONFIG_FILE)], this.environment()));
    party('broker', paths.broker);
    for (const path of paths.aggregators) party('aggregator', path);
    party('utility', paths.utility);
    this.watchReceipts(`mqtt://127.0.0.1:${port}`);
    await this.each((home) => this.started(home));
  }

  private run(party: ReturnType<typeof start>): ReturnType<typeof start> {
    this.running.push(party);
    return party;
  }

  reconfigure({ folder }: Home, source: string): void {
    const path = join(folder, CONFIG_FILE);
    const config = parse(readFileSync(path, 'utf8')) as MeterConfig;
    writeFileSync(path, stringify({ ...config, source }));
  }

  private watchReceipts(url: string): void {
    const options = { queueLimit: 10, reconnectMinMs: 100, reconnectMaxMs: 100, keepaliveSeconds: 10 };
    let end = (): Promise<unknown> => Promise.resolve();
    let isOver = false;
    const connecting = (): void => {
      const address = parseAddress(url, ['mqtt'], 'test');
      const { client } = openConnection({ ...options, url, clientId: 'debug-ports' }, address, new TopicRoot());
      client.on('error', () => {});
      client.on('connect', () => client.subscribe('grid/meter/+/receipts/+'));
      client.on('message', (_topic, payload) => {
        const { meter, aggregator, from, count } = JSON.parse(payload.toString()) as Receipt;
        this.heardMs = performance.now();
        this.receipts.set(`${meter}/${aggregator}`, from + count);
      });
      client.once('close', () => void (isOver || setTimeout(connecting, 200)));
      end = () => client.endAsync(true);
    };
    connecting();
    this.closing.push(() => {
      isOver = true;
      return end();
    });
  }

  started(home: Home): void {
    const words = ['meter', '--config', join(home.folder, CONFIG_FILE)];
    const environment = this.environment(home.clock);
    home.agent = this.run(this.plan.start?.(home, words, environment) ?? start(words, environment));
  }

  async ended(home: Home, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    home.agent?.child.kill(signal);
    const outcome = await home.agent?.outcome;
    if (signal === 'SIGTERM') expect([home.id, outcome?.code, outcome?.stderr]).toEqual([home.id, 0, outcome?.stderr]);
    home.agent = undefined;
    if (signal === 'SIGKILL') home.device.leftBehind?.();
    home.device.abandoned();
  }

  /** Waits for something of a home; tells what its agent makes of it if that does not come. */
  private async comes(home: Home, what: string, find: () => Promise<boolean> | boolean): Promise<void> {
    try {
      await until(what, find);
    } catch (cause) {
      const live = JSON.stringify(await readLive(home.state));
      const { lastInterval, sample, counters, estimates } = home.books ?? {};
      const books = JSON.stringify({ lastInterval, sample, counters, estimates });
      const text = `${what} of ${home.kind.kind} did not come; its agent sees ${live}, its books have ${books}, and it said: ${home.agent?.output().slice(-3_000)}`;
      throw new Error(text, { cause });
    }
  }

  sampled(home: Home): Promise<void> {
    return this.comes(home, 'a sample', () => home.isSampled(this.leaptMs));
  }

  /** Its agent saw what it shows now, by a clock that is right; what follows from it is done. */
  async seen(home: Home, look: number): Promise<void> {
    await this.sampled(home);
    home.seen.set(look, home.counted);
    if (home.seen.has(look - 1) && home.seen.has(look - 2)) await this.read(home, look - 1);
  }

  /** The reading that ended after this look is written, and everybody has it. */
  async read(home: Home, look: number): Promise<void> {
    const last = this.plan.base + look;
    await this.comes(home, `reading ${look}`, () => home.books?.lastInterval === last);
    const ends = (): number[] =>
      Array.from({ length: AGGREGATORS }, (_, at) => this.receipts.get(`${home.id}/${at + 1}`) ?? 0);
    await this.comes(home, `receipts for ${look}`, () => ends().every((end) => end > last));
  }

  private async quiet(): Promise<void> {
    await until('nothing more is received', () => performance.now() - this.heardMs > QUIET_MS);
    for (let answers = 0; answers < 2; answers += 1)
      await this.each((home) => (home.agent === undefined ? undefined : readLive(home.state)));
  }

  /** Every reading is at every aggregator. */
  async stored(): Promise<void> {
    await this.quiet();
    const sinceMs = this.world.nowMs;
    await this.each((home) =>
      this.comes(home, 'word that all is stored', () => {
        const health = JSON.parse(readFileSync(join(home.state, 'health.json'), 'utf8')) as Health;
        return health.writtenAtMs > sinceMs && health.counts['unstored'] === 0;
      }),
    );
  }

  /**
   * Time passes up to a look, and nothing else but what happens in that moment. Not while receipts are on their way: what came while everybody slept would
   * look as if the clock of whoever gets it were ahead.
   */
  async leap(look: number, atOnce: () => unknown = () => {}): Promise<void> {
    await this.quiet();
    this.leaptMs = this.lookMs(look);
    this.world.leapTo(this.leaptMs);
    // Nobody sees a clock that is right at the time of before.
    atOnce();
  }

  /** Time passes up to a look, and registers count. `isAway`: no agent runs, or no cable is there. */
  async pass(look: number, isAway = false, atOnce?: () => unknown): Promise<void> {
    await this.leap(look, atOnce);
    for (const home of this.homes) if (!isAway || home.kind.isCounted !== true) home.count(this.plan.used(home, look));
  }

  async passAndSee(look: number): Promise<void> {
    await this.pass(look);
    await this.each((home) => this.seen(home, look));
  }

  /** The first bill of every home, by its own books: exactly what its registers counted between two looks. */
  async judgeBills(from: number, last: number): Promise<void> {
    const { base, windowIntervals, closeAfterSeconds } = this.plan;
    await this.stored();
    this.world.leapTo(intervalStartMs(base + 1 + windowIntervals, QUARTERS) + 1_000 * (closeAfterSeconds + 60));
    await this.each(async (home) => {
      await until(`the bill of ${home.id}`, () => home.books?.bills[0] !== undefined);
      const totals = home.books?.bills[0]?.totals.map(({ register, totalUnits }) => [register, totalUnits]);
      const difference = home.between(from, last).map((wh, at) => [home.registers[at], wh]);
      expect([home.kind.kind, totals]).toEqual([home.kind.kind, difference]);
    });
    const { stdout } = await gridshare(['bills', '--json', '--config', join(this.utility, CONFIG_FILE)], {
      environment: this.environment(),
    });
    const bills = JSON.parse(stdout) as { meter: string; status: string; lines: { totalUnits: number }[] }[];
    expect(bills.map(({ meter, status, lines }) => [meter, status, lines.map(({ totalUnits }) => totalUnits)])).toEqual(
      this.homes.map((home) => [home.id, 'verified', home.between(from, last)]),
    );
  }

  async close(): Promise<void> {
    for (const { child } of this.running) child.kill('SIGKILL');
    await Promise.all(this.running.map(({ outcome }) => outcome));
    await Promise.all(this.closing.map((close) => close()));
  }
}
