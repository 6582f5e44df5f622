/**
 * Mutated MQTT frames and payloads against a grid of real processes on the embedded broker while it meters and bills: before
 * CONNECT and after an accepted one in every role, under ids of one's own and stolen ones. Who still lives, how much memory
 * it took, and whether windows after it are billed exactly. [P-10]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokerStats } from '../../broker/stats.ts';
import { MqttBus } from '../../host/bus/mqtt-bus.ts';
import { intervalAt } from '../../protocol/grid/interval.ts';
import { mayPublish, parseIdentity } from '../../protocol/wire/topic-rights.ts';
import { type TopicName, parseTopic, topics } from '../../protocol/wire/topics.ts';
import { ArchiveReader } from '../../utility/host/archive-reader.ts';
import { ProcessGrid } from '../processes/grid.ts';
import { logsOf, verdictOf } from '../processes/verdict.ts';
import { FrameClient, type Outcome } from './frame-client.ts';
import { connectFrame, lengthBytes, mutateFrame, publishFrame, seedFrames } from './mqtt-frames.ts';
import { Draw, type SeedInput, mutate } from './mutate.ts';

export interface BarrageOptions {
  readonly frames: number;
  readonly seed: number;
}

export interface BarrageResult {
  /** What must not be; empty if all is well. */
  readonly problems: readonly string[];
  readonly frames: number;
  readonly payloads: number;
  readonly connections: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** By party, MiB: resident at most before the barrage, and at its end. */
  readonly peakMiB: ReadonlyMap<string, readonly [before: number, after: number]>;
  readonly seconds: number;
  readonly windowsDuring: number;
  readonly billsAfter: number;
  /** Messages that the aggregators refused. */
  readonly rejections: number;
  readonly broker: BrokerStats | undefined;
}

const AGGREGATORS = 3;
const METERS = 6;
const WINDOW_INTERVALS = 4;
/** More than ever pass: time goes on during the barrage and after it. */
const WINDOWS = 1_200;
/** A window lasts about a second. */
const SPEED = WINDOW_INTERVALS * 900;
const CONNECTIONS_AT_ONCE = 48;
const MOST_FRAMES_PER_CONNECTION = 24;
const SEEDS_PER_TOPIC = 6;
/** Ids of running parties are stolen in every other of so many stretches: a party that is thrown out all the time hears nothing. */
const STRETCHES = 6;
const FLOODS = 12;
const FLOOD_BYTES = 40 * 2 ** 20;
/**
 * What a party may take beyond what it took before. Most of what a broker takes is garbage that V8 is in no hurry to collect;
 * one that collected the floods would take 480 MiB.
 */
const MOST_GROWTH_MIB = 320;
const STALL_MS = 90_000;
const LOOK_MS = 200;

/** Topics whose messages the running grid has made before anything is mutated. */
const SEEDED: readonly TopicName[] = [
  'shares',
  'requests',
  'manifests',
  'accepts',
  'log',
  'key',
  'status',
  'totals',
  'receipts',
  'bill',
  'scheme',
  'roster',
];

interface Seed extends SeedInput {
  readonly topic: string;
}

function peakMiBOf(pid: number): number {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib ?? 0) / 1024;
}

class Barrage {
  private readonly grid: ProcessGrid;
  private readonly draw: Draw;
  private readonly options: BarrageOptions;
  private readonly bus: MqttBus;
  private readonly port: number;
  private readonly seeds = new Map<TopicName, Seed[]>();
  /** Ids of parties that run: one connection at a time under each, or attackers would only fight each other. */
  private readonly stolen = new Set<string>();
  private areSeedsTaken = false;
  private holdMs = 0;
  private watchLost = 0;
  private numbered = 0;
  readonly problems: string[] = [];
  readonly outcomes: Record<Outcome, number> = { open: 0, closed: 0, silent: 0 };
  frames = 0;
  payloads = 0;
  connections = 0;

  constructor(grid: ProcessGrid, options: BarrageOptions) {
    this.grid = grid;
    this.options = options;
    this.draw = new Draw(options.seed);
    this.port = Number(new URL(grid.url).port);
    this.bus = new MqttBus({
      url: grid.url,
      clientId: `debug-barrage-${process.pid}`,
      queueLimit: 10,
      reconnectMinMs: 20,
      reconnectMaxMs: 200,
      keepaliveSeconds: 60,
    });
  }

  /** The interval that time has reached. */
  get interval(): number {
    return intervalAt(this.holdMs, this.grid.scheme);
  }

  async until(what: string, isMet: () => boolean): Promise<boolean> {
    for (const endMs = performance.now() + STALL_MS; performance.now() < endMs;) {
      this.grid.check();
      if (isMet()) return true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    this.problems.push(`in ${STALL_MS / 1000} s it did not happen that ${what}`);
    return false;
  }

  /** Starts everybody; resolves when a first window is billed and every kind of message was seen. */
  async start(): Promise<void> {
    const { grid } = this;
    await grid.startBroker();
    const subscribed = this.bus.subscribe(['grid/#']);
    await this.bus.start({
      onMessage: ({ topic, payload }) => this.message(topic, payload),
      onConnected: () => {},
      onDisconnected: () => (this.watchLost += 1),
    });
    await subscribed;
    for (const name of grid.parties) grid.start(name);
    await this.until('every kind of message is seen', () => SEEDED.every((name) => this.seeds.has(name)));
    this.areSeedsTaken = true;
  }

  private message(topic: string, payload: Uint8Array): void {
    const name = parseTopic(topic)?.name;
    if (name === undefined) return;
    const text = Buffer.from(payload).toString('utf8');
    if (name === 'clock') {
      const clock = JSON.parse(text) as { holdMs: number };
      this.holdMs = Math.max(this.holdMs, clock.holdMs);
      return;
    }
    if (this.areSeedsTaken) return;
    const known = this.seeds.get(name) ?? [];
    if (known.length < SEEDS_PER_TOPIC)
      known.push({ topic, bytes: payload, text: text.startsWith('{') ? text : undefined });
    this.seeds.set(name, known);
  }

  /** An id to come under: of a role's own, or of a party that runs, if nobody else has it just now. */
  private clientId(): string {
    const { draw } = this;
    this.numbered += 1;
    const drawn = draw.below(100);
    if (drawn < 35) return `meter-rogue-${this.numbered}`;
    if (drawn < 50) return `fleet-rogue-${this.numbered}`;
    if (drawn < 70) return `aggregator-${AGGREGATORS + 1 + draw.below(16 - AGGREGATORS)}`;
    if (drawn < 80) return `debug-rogue-${this.numbered}`;
    const isStolen = Math.floor((STRETCHES * this.frames) / this.options.frames) % 2 === 0;
    if (!isStolen) return `meter-${draw.of(this.grid.meters).id}`;
    const party = drawn < 90 ? `aggregator-${1 + draw.below(AGGREGATORS)}` : 'utility';
    return this.stolen.has(party) ? `meter-${draw.of(this.grid.meters).id}` : party;
  }

  /** A message that a party made, spoilt, on a topic that this client may publish; undefined if it may none of them. */
  private payload(clientId: string): Buffer | undefined {
    const { draw } = this;
    const identity = parseIdentity(clientId);
    const permitted = [...this.seeds.values()].filter(
      ([first]) => identity !== undefined && first !== undefined && mayPublish(identity, first.topic, false),
    );
    if (permitted.length === 0) return undefined;
    const seed = draw.of(draw.of(permitted));
    const donor = draw.of(draw.of([...this.seeds.values()]));
    const isRetained = identity !== undefined && draw.below(4) === 0 && mayPublish(identity, seed.topic, true);
    return publishFrame(seed.topic, mutate(seed, donor, draw, true), isRetained);
  }

  private spoilt(clientId: string): Buffer {
    const { draw } = this;
    const seed = draw.of(draw.of([...this.seeds.values()]));
    const frames = seedFrames(clientId, seed.topic, draw.of([topics.status(1), topics.scheme(), 'grid/#']));
    return mutateFrame(draw.of(frames), draw.of(frames), draw);
  }

  private async connection(): Promise<void> {
    const { draw } = this;
    const clientId = this.clientId();
    const isStolen = clientId === 'utility' || /^aggregator-[1-3]$/.test(clientId);
    if (isStolen) this.stolen.add(clientId);
    this.connections += 1;
    const client = await FrameClient.open(this.port);
    try {
      if (draw.below(10) < 7 && !(await client.connect(connectFrame(clientId)))) return;
      for (let left = 1 + draw.below(MOST_FRAMES_PER_CONNECTION); left > 0; left--) {
        if (!client.isOpen || this.frames >= this.options.frames) return;
        const payload = draw.below(2) === 0 ? this.payload(clientId) : undefined;
        this.frames += 1;
        if (payload !== undefined) this.payloads += 1;
        const outcome = await client.send(payload ?? this.spoilt(clientId));
        this.outcomes[outcome] += 1;
        if (outcome === 'silent') return;
      }
    } finally {
      client.close();
      this.stolen.delete(clientId);
    }
  }

  /** Frames far larger than anything that is accepted, all at once: before CONNECT, and after it. */
  private async floods(): Promise<void> {
    const flood = async (at: number): Promise<FrameClient> => {
      const client = await FrameClient.open(this.port);
      if (at % 2 === 1) await client.connect(connectFrame(`meter-flood-${at}`));
      // It announces more than ever comes, so that it would be kept for good.
      const head = [at % 2 === 1 ? 0x32 : 0x10, ...lengthBytes(2 * FLOOD_BYTES)];
      await client.flood(Buffer.from(head), FLOOD_BYTES);
      return client;
    };
    const clients = await Promise.all(Array.from({ length: FLOODS }, (_, at) => flood(at)));
    for (const client of clients) client.close();
  }

  /** Sends all frames; ends early when somebody died. */
  async fire(): Promise<void> {
    await this.floods();
    const work = async (): Promise<void> => {
      while (this.frames < this.options.frames) {
        this.grid.check();
        await this.connection();
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS_AT_ONCE }, work));
  }

  peaks(): Map<string, number> {
    return new Map([...this.grid.pids].map(([name, pid]) => [name, peakMiBOf(pid)]));
  }

  /** Bills of windows that began after this interval, if the first such window is billed and opened in full. */
  billsAfter(interval: number): number {
    const archive = ArchiveReader.open(this.grid.storeOf('utility'));
    let count = 0;
    for (const [area, log] of logsOf(this.grid)) {
      const verified = archive.bills(area).filter(({ status }) => status === 'verified');
      for (const bill of log.bills.values()) {
        const isAfter = bill.window.from > interval;
        const own = verified.filter(({ sequence }) => sequence === bill.sequence).length;
        if (isAfter && bill.waiting.size === 0 && own === METERS) count += own;
      }
    }
    archive.close();
    return count;
  }

  /** Nothing wrong in any store, as far as it goes. */
  judge(): void {
    const verdict = verdictOf(this.grid);
    this.problems.push(...verdict.lost, ...verdict.double);
    if (this.watchLost > 0) this.problems.push(`a client that did nothing was cut off ${this.watchLost} times`);
  }

  async stop(): Promise<void> {
    await this.bus.stop(200);
    await this.grid.stop();
  }
}

function brokerStatsOf(grid: ProcessGrid): BrokerStats | undefined {
  const path = join(grid.paths.broker, 'state', 'report.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as BrokerStats) : undefined;
}

/** Who ended although nobody asked: a client may notice that first, as a connection that is refused. */
function whyEnded(grid: ProcessGrid): string[] {
  try {
    grid.check();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function rejectionsOf(grid: ProcessGrid): number {
  const counts = grid.parties.flatMap((name) => Object.values(grid.reportOf(name)?.rejections ?? {}));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The whole of it. Problems are reported, not thrown. */
export async function playBarrage(options: BarrageOptions): Promise<BarrageResult> {
  const startedAtMs = performance.now();
  const grid = await ProcessGrid.create({
    seed: options.seed,
    broker: 'embedded',
    meters: METERS,
    areas: 1,
    aggregators: AGGREGATORS,
    threshold: 2,
    windowIntervals: WINDOW_INTERVALS,
    windows: WINDOWS,
    runOffIntervals: 0,
    speed: SPEED,
    // With the usual limits most of these connections would be refused before anybody reads a frame.
    brokerLimits: { connectsPerSecond: 1_000_000, maxPendingPerAddress: 1_000 },
  });
  const barrage = new Barrage(grid, options);
  const peakMiB = new Map<string, readonly [number, number]>();
  let windowsDuring = 0;
  let billsAfter = 0;
  try {
    await barrage.start();
    const before = barrage.peaks();
    const firstInterval = barrage.interval;
    await barrage.fire();
    windowsDuring = Math.floor((barrage.interval - firstInterval) / WINDOW_INTERVALS);
    const endInterval = barrage.interval;
    await barrage.until('a window after the barrage is billed to everybody', () => {
      billsAfter = barrage.billsAfter(endInterval);
      return billsAfter > METERS;
    });
    barrage.judge();
    for (const [name, after] of barrage.peaks()) {
      const wasMiB = before.get(name) ?? 0;
      peakMiB.set(name, [wasMiB, after]);
      if (after - wasMiB > MOST_GROWTH_MIB)
        barrage.problems.push(`${name} took ${Math.round(after)} MiB, ${Math.round(wasMiB)} before`);
    }
    grid.check();
  } catch (error) {
    barrage.problems.push(...whyEnded(grid), error instanceof Error ? error.message : String(error));
  }
  await barrage.stop();
  const broker = brokerStatsOf(grid);
  const rejections = rejectionsOf(grid);
  grid.delete();
  const { frames, payloads, connections, outcomes, problems } = barrage;
  const seconds = (performance.now() - startedAtMs) / 1000;
  return {
    problems,
    frames,
    payloads,
    connections,
    outcomes,
    peakMiB,
    seconds,
    windowsDuring,
    billsAfter,
    rejections,
    broker,
  };
}
