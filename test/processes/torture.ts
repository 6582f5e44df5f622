/**
 * `npm run torture`: grids of real processes on a real broker, killed with SIGKILL at random moments, one party or two
 * at once, some again while they start. Exits 0 only if every watt-hour is where it belongs. [P-6.2, P-7.3]
 */
import { parseArgs } from 'node:util';
import { findMosquitto } from '../../broker/mosquitto.ts';
import { type Prng, createPrng } from '../../homes/prng.ts';
import { intervalAt } from '../../protocol/grid/interval.ts';
import { BROKERS, type BrokerKind, ProcessGrid } from './grid.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { Watch } from './watch.ts';

const KILLS_PER_GRID = 25;
/** Without any progress for so long, what is missing will not come. */
const STALL_MS = 60_000;
/** Longest a grid may take, kills included. */
const GRID_LIMIT_MS = 600_000;
const LOOK_MS = 100;

/** When a kill strikes. */
type Moment =
  | { readonly phase: 'start-up'; readonly afterMs: number }
  | { readonly phase: 'load'; readonly interval: number; readonly afterMs: number }
  | { readonly phase: 'billing'; readonly afterMs: number };

interface Strike {
  readonly moment: Moment;
  /** Drawn when it strikes, from those who live. */
  readonly victims: 1 | 2;
  readonly downMs: number;
  /** Again, so long after it started again. */
  readonly againAfterMs: number | undefined;
}

interface Counts {
  readonly kills: Record<string, number>;
  restarts: number;
  messages: number;
  duplicates: number;
  voidCells: number;
  bookings: number;
  bills: number;
  loads: number;
  lost: number;
  double: number;
  unsettled: number;
  grids: number;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Strikes whose kills add up to `kills`, in the order of their moments. */
function planStrikes(prng: Prng, kills: number, intervals: number): Strike[] {
  const strikes: Strike[] = [];
  for (let left = kills; left > 0;) {
    const drawn = prng.unit();
    const moment: Moment =
      drawn < 0.1
        ? { phase: 'start-up', afterMs: prng.between(0, 1_500) }
        : drawn < 0.8
          ? { phase: 'load', interval: prng.whole(0, intervals - 1), afterMs: prng.between(0, 300) }
          : { phase: 'billing', afterMs: prng.between(0, 2_500) };
    const kind = left >= 2 ? prng.unit() : 1;
    const victims = kind < 0.15 ? 2 : 1;
    const againAfterMs = kind >= 0.15 && kind < 0.3 ? prng.between(0, 900) : undefined;
    strikes.push({ moment, victims, downMs: prng.chance(0.3) ? 0 : prng.between(0, 1_200), againAfterMs });
    left -= victims + (againAfterMs === undefined ? 0 : 1);
  }
  return strikes;
}

class Torture {
  private readonly grid: ProcessGrid;
  private readonly watch: Watch;
  private readonly prng: Prng;
  private readonly counts: Counts;
  private readonly down = new Set<string>();
  private readonly running = new Set<Promise<void>>();
  readonly problems: string[] = [];
  private readonly startedAtMs = performance.now();

  constructor(grid: ProcessGrid, prng: Prng, counts: Counts) {
    this.grid = grid;
    this.watch = new Watch(grid);
    this.prng = prng;
    this.counts = counts;
  }

  /** Intervals whose readings are out. */
  private get done(): number {
    const { grid } = this;
    return intervalAt(this.watch.holdMs, grid.scheme) - grid.firstInterval;
  }

  private isPhase({ moment }: Strike): boolean {
    if (moment.phase === 'start-up') return performance.now() - this.startedAtMs >= moment.afterMs;
    if (moment.phase === 'load') return this.done > moment.interval;
    return this.done >= this.grid.intervalCount;
  }

  /** Plays to the end; what the stores say then. */
  async play(strikes: readonly Strike[]): Promise<Verdict> {
    const { grid } = this;
    await grid.startBroker();
    await this.watch.start();
    for (const name of grid.parties) grid.start(name);
    let waiting = [...strikes];
    let movedAtMs = performance.now();
    let state = '';
    for (;;) {
      grid.check();
      const due = waiting.filter((strike) => this.isPhase(strike));
      waiting = waiting.filter((strike) => !due.includes(strike));
      for (const strike of due) this.follow(this.strike(strike));
      if (waiting.length === 0 && this.running.size === 0 && this.done >= grid.intervalCount) {
        const verdict = verdictOf(grid);
        if (verdict.lost.length + verdict.double.length + verdict.unsettled.length === 0) return verdict;
        const now = JSON.stringify([verdict, this.watch.holdMs]);
        if (now !== state) movedAtMs = performance.now();
        state = now;
        if (performance.now() - movedAtMs > STALL_MS) return verdict;
        await wait(4 * LOOK_MS);
      } else {
        const now = `${this.watch.holdMs}/${this.running.size}/${waiting.length}`;
        if (now !== state) movedAtMs = performance.now();
        state = now;
        if (performance.now() - movedAtMs > STALL_MS) return verdictOf(grid);
      }
      if (performance.now() - this.startedAtMs > GRID_LIMIT_MS) return verdictOf(grid);
      if (this.problems.length > 0 && this.running.size === 0) return verdictOf(grid);
      await wait(LOOK_MS);
    }
  }

  private follow(work: Promise<void>): void {
    const followed = work
      .catch((error: unknown) => void this.problems.push(String(error)))
      .finally(() => this.running.delete(followed));
    this.running.add(followed);
  }

  /** An outage of a random length is what is tested; nothing waits for it to have had an effect. */
  private async strike({ moment, victims, downMs, againAfterMs }: Strike): Promise<void> {
    if (moment.phase !== 'start-up') await wait(moment.afterMs);
    const alive = ['broker', ...this.grid.parties].filter((name) => !this.down.has(name));
    const chosen: string[] = [];
    while (chosen.length < victims && alive.length > 0) {
      chosen.push(...alive.splice(this.prng.whole(0, alive.length - 1), 1));
    }
    await Promise.all(chosen.map((name) => this.crash(name, downMs, againAfterMs)));
  }

  private async crash(name: string, downMs: number, againAfterMs: number | undefined): Promise<void> {
    this.down.add(name);
    await this.killAndStart(name, downMs);
    if (againAfterMs !== undefined) {
      await wait(againAfterMs);
      await this.killAndStart(name, 0);
    }
    this.down.delete(name);
  }

  private async killAndStart(name: string, downMs: number): Promise<void> {
    const { grid, counts } = this;
    const role = name.replace(/-\d+$/, '');
    counts.kills[role] = (counts.kills[role] ?? 0) + 1;
    counts.restarts += 1;
    if (name === 'broker') {
      await grid.restartBroker();
      return;
    }
    await grid.kill(name);
    if (role === 'aggregator')
      this.problems.push(...this.watch.brokenPromises(Number(name.slice('aggregator-'.length))));
    await wait(downMs);
    grid.start(name);
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.running);
    this.counts.messages += this.watch.shareMessages;
    await this.watch.stop();
    await this.grid.stop();
  }
}

interface TortureOptions {
  readonly kills: number;
  readonly brokers: readonly BrokerKind[];
  readonly seed: number;
  readonly meters: number;
  readonly keep: boolean;
  readonly isControl: boolean;
}

/** One grid; whether it came out exact. */
async function playGrid(broker: BrokerKind, seed: number, kills: number, options: TortureOptions, counts: Counts) {
  const prng = createPrng(seed, 7);
  // A patient fleet loses no cell; an impatient one leaves void ones behind, whose energy must be booked again.
  const isPatient = prng.chance(0.4);
  const grid = await ProcessGrid.create({
    seed,
    broker,
    meters: options.meters,
    areas: prng.whole(1, 2),
    aggregators: 3,
    threshold: 2,
    windowIntervals: 8,
    windows: 3,
    runOffIntervals: 4,
    patienceMs: isPatient ? undefined : prng.whole(300, 1_500),
    ...(options.isControl ? { lateCommitMs: new Map([1, 2, 3].map((index) => [index, 400])) } : {}),
  });
  const torture = new Torture(grid, prng, counts);
  const startedAtMs = performance.now();
  let verdict: Verdict | undefined;
  try {
    verdict = await torture.play(planStrikes(prng, kills, grid.intervalCount));
  } catch (error) {
    torture.problems.push(String(error));
  }
  await torture.stop();
  counts.grids += 1;
  counts.duplicates += duplicatesOf(grid);
  counts.voidCells += verdict?.voidCells ?? 0;
  counts.bookings += verdict?.bookings ?? 0;
  counts.bills += verdict?.bills ?? 0;
  counts.loads += verdict?.loads ?? 0;
  counts.lost += (verdict?.lost.length ?? 0) + torture.problems.length;
  counts.double += verdict?.double.length ?? 0;
  counts.unsettled += verdict?.unsettled.length ?? 0;
  const problems = [
    ...torture.problems,
    ...['lost', 'double', 'unsettled'].flatMap((kind) => {
      const found = verdict?.[kind as 'lost' | 'double' | 'unsettled'] ?? [];
      return found.slice(0, 8).map((text) => `${kind}: ${text}`);
    }),
  ];
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  const isExact = verdict !== undefined && problems.length === 0;
  process.stderr.write(
    `${broker} seed ${seed}: ${kills} kills, ${isPatient ? 'patient' : 'impatient'}, ${verdict?.voidCells ?? 0} void, ${seconds} s: ${isExact ? 'exact' : 'NOT EXACT'}\n`,
  );
  for (const problem of problems.slice(0, 20)) process.stderr.write(`  ${problem}\n`);
  if (isExact || !options.keep) grid.delete();
  else process.stderr.write(`  kept: ${grid.folder}\n`);
  return isExact;
}

/** Duplicates that the aggregators' last processes saw. */
function duplicatesOf(grid: ProcessGrid): number {
  return grid.paths.aggregators.reduce(
    (sum, _folder, at) => sum + (grid.reportOf(`aggregator-${at + 1}`)?.duplicates ?? 0),
    0,
  );
}

function readOptions(): TortureOptions {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      broker: { type: 'string', default: 'both' },
      seed: { type: 'string', default: '1' },
      meters: { type: 'string', default: '30' },
      keep: { type: 'boolean', default: false },
      control: { type: 'boolean', default: false },
    },
  });
  const brokers = BROKERS.filter((kind) => values.broker === 'both' || values.broker === kind);
  const [kills, seed, meters] = [Number(values.kills), Number(values.seed), Number(values.meters)];
  const isNumber = [kills, seed, meters].every((number) => Number.isSafeInteger(number) && number >= 1);
  if (brokers.length === 0 || !isNumber) {
    process.stderr.write(
      'npm run torture -- [--kills N] [--broker embedded|mosquitto|both] [--seed S] [--meters N] [--keep] [--control]\n',
    );
    process.exit(2);
  }
  return { kills, brokers, seed, meters, keep: values.keep, isControl: values.control };
}

async function main(): Promise<number> {
  const options = readOptions();
  const startedAtMs = performance.now();
  const counts: Counts = {
    kills: {},
    restarts: 0,
    messages: 0,
    duplicates: 0,
    voidCells: 0,
    bookings: 0,
    bills: 0,
    loads: 0,
    lost: 0,
    double: 0,
    unsettled: 0,
    grids: 0,
  };
  let isExact = true;
  for (const broker of options.brokers) {
    if (broker === 'mosquitto' && findMosquitto() === undefined) {
      process.stderr.write('mosquitto is skipped; to run it: apt-get install mosquitto\n');
      continue;
    }
    let seed = options.seed;
    for (let left = options.kills; left > 0; seed++) {
      const kills = Math.min(left, KILLS_PER_GRID);
      left -= kills;
      isExact = (await playGrid(broker, seed, kills, options, counts)) && isExact;
      // A control has shown what it is for, and a failure is to be looked at first.
      if (!isExact) break;
    }
  }
  const { kills, grids, restarts, messages, duplicates, voidCells, bookings, bills, loads, lost, double, unsettled } =
    counts;
  const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
  const parties = Object.entries(kills).map(([role, count]) => `${role} ${count}`);
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  process.stdout.write(
    `${isExact ? 'exact' : 'NOT EXACT'}: ${total} kills (${parties.join(', ')}) on ${options.brokers.join(' and ')}, ${restarts} restarts, ${grids} grids, ` +
      `${messages} messages, ${duplicates} duplicates, ${bills} bills, ${loads} loads, ${voidCells} void cells, ${bookings} rebookings, ` +
      `lost ${lost}, double ${double}, unsettled ${unsettled}, ${seconds} s\n`,
  );
  return isExact ? 0 : 1;
}

process.exit(await main());
