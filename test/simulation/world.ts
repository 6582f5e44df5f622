/**
 * A simulated grid: the production machines of every party in simulated processes on a simulated network, run in two
 * phases: whatever the scenario's faults do, no invariant may break; then everything heals, and everything must settle.
 */
import type { AggregatorInput } from '../../aggregator/machine.ts';
import { AggregatorMachine } from '../../aggregator/machine.ts';
import { statusOf } from '../../aggregator/status.ts';
import { firstCommit } from '../../aggregator/commit-count.ts';
import { CountedLedger } from '../../aggregator/host/counted-ledger.ts';
import type { LedgerOp, LedgerRead, MachineStanding } from '../../aggregator/ledger.ts';
import { MeterMachine } from '../../meter/machine.ts';
import type { MeterInput } from '../../meter/meter-input.ts';
import type { OutboxOp } from '../../meter/outbox.ts';
import type { MeterObserver } from '../../meter/party.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import { intervalAt, intervalEndMs, intervalStartMs } from '../../protocol/grid/interval.ts';
import type { Notice, Outgoing, Times } from '../../protocol/machine.ts';
import { Seeds } from '../../protocol/keys/seal.ts';
import { aggregatorFilters, meterFilters, utilityFilters } from '../../protocol/wire/heard.ts';
import { kindOfTopic, parseTopic, topics } from '../../protocol/wire/topics.ts';
import type { Accept, ManifestMessage, Receipt, SharesMessage, Witness } from '../../schemas/types.ts';
import type { ArchiveOp, ArchiveRead } from '../../utility/archive.ts';
import { type UtilityInput, UtilityMachine } from '../../utility/machine.ts';
import { Cast, type Kit, type MeterPlan, fakeKit, realKit } from './cast.ts';
import { Coverage } from './coverage.ts';
import { Forger } from './forger.ts';
import { ForkJudge } from './fork-judge.ts';
import { ForkOperators } from './fork-operators.ts';
import { Founder } from './founding.ts';
import { Host, type HostPorts, type ProcessPlan } from './host.ts';
import { type Latency, lateArchive, lateLedger, lateOutbox } from './late.ts';
import { KeyRing } from './key-ring.ts';
import { Liar } from './liar.ts';
import { Monkey } from './monkey.ts';
import { Network } from './network.ts';
import { SumsOpener } from './opened-sums.ts';
import { Oracle } from './oracle.ts';
import { Random } from './random.ts';
import { RegisterJudge } from './register-judge.ts';
import { SampledHomes } from './sampled-homes.ts';
import { Scheduler } from './scheduler.ts';
import { FIRST_INTERVAL, type Scenario } from './scenario.ts';
import { settlementProblem } from './settled.ts';
import { Thief } from './thief.ts';
import { SimulatedArchive } from './simulated-archive.ts';
import { SimulatedCounter } from './simulated-counter.ts';
import { SimulatedLedger } from './simulated-ledger.ts';
import { SimulatedOutbox } from './simulated-outbox.ts';
import { Violation } from './violation.ts';
import { Windows } from '../../protocol/grid/windows.ts';

const silentObserver: MeterObserver = { measure: (_phase, run) => run(), sent: () => {}, stored: () => {} };

/** Where proofs are published; everybody hears them. [P-7.7] */

export type AggregatorHost = Host<AggregatorInput, LedgerOp, LedgerRead>;
export type FleetHost = Host<MeterInput, OutboxOp>;
export type UtilityHost = Host<UtilityInput, ArchiveOp, ArchiveRead>;
export type AnyHost = AggregatorHost | FleetHost | UtilityHost;

export interface WorldOptions {
  readonly seed: number;
  readonly isReal: boolean;
  /** Whether stores answer late. */
  readonly isLate: boolean;
  /** Hears every event, in words: `--trace`. */
  readonly trace?: (line: string) => void;
}

/** How long before the first interval a run begins: the log has to be on its way by then. */
const BEFORE_MS = 40_000;

/** Windows of undisturbed running within which everything must settle. */
const MOST_HEALING_WINDOWS = 12;
/** So many intervals before it joins a meter is read already. */
const READ_BEFORE_JOINING = 2;
/** How long after the last reading of a window a healed grid is looked at; the last time it may take longer. */
const SETTLING_MS = [18_000, 40_000];
const LAST_SETTLING_MS = 900_000;

/** How long a late store takes for a call at most, but for a few. */
const STORE_MS = [20, 200, 2_000];

/** The latency of a host that is still to be made. */
function latencyOf(host: () => Latency): Latency {
  return { pass: () => host().pass(), durable: () => host().durable() };
}

export class World {
  readonly scenario: Scenario;
  readonly scheduler = new Scheduler();
  readonly coverage = new Coverage();
  readonly network: Network;
  readonly oracle: Oracle;
  readonly ledgers = new Map<number, SimulatedLedger>();
  /** Each on a medium of its own. */
  readonly counters = new Map<number, SimulatedCounter>();
  /** In the state folder of each: what it is to be founded anew by, at its next start. */
  readonly foundings = new Map<number, readonly Witness[]>();
  readonly founder: Founder;
  /** By party: what its operators have acknowledged of the evidence. */
  readonly acknowledged = new Map<string, readonly string[]>();
  /** Which process was told of that last. */
  private readonly acknowledgedTo = new Map<string, unknown>();
  private marks = 0;
  private readonly drawMark = (): string => {
    this.marks += 1;
    return `mark-${this.marks}`;
  };
  archive = new SimulatedArchive();
  /** Whether some aggregator lost cells that meters may have deleted: what it had not answered yet stays unopened. */
  hasLostCells = false;
  readonly outboxes: SimulatedOutbox[] = [];
  readonly aggregators: AggregatorHost[] = [];
  readonly fleets: FleetHost[] = [];
  readonly utility: UtilityHost;
  readonly random: Random;
  /** The key files of the aggregators. */
  readonly keyRings = new Map<number, KeyRing>();
  /** First interval that homes are not read any more. */
  endInterval: number;
  violation: Error | undefined;
  /** Of all that happened, so that two runs of one seed can be compared. */
  eventHash = 0x811c9dc5;
  eventCount = 0;
  private readonly cast: Cast;
  private readonly kit: Kit;
  private readonly liar: Liar | undefined;
  private readonly thief: Thief | undefined;
  private readonly forger: Forger | undefined;
  /** Where sources show registers. */
  private readonly homes: SampledHomes | undefined;
  private readonly seed: number;
  private readonly isLate: boolean;
  private readonly storeRandom: Random;
  private readonly trace: ((line: string) => void) | undefined;
  /** Honest meters that a liar's answers speak against: they are out with the next window. [P-7.6.4] */
  readonly accused = new Set<string>();
  /** Meters whose process knows that they moved. */
  private readonly moved = new Set<string>();
  private readonly nextToRead = new Map<string, number>();
  /** What a meter's splitting key is made from; the same for every process of it, unless a fault is planted. */
  splitSeed: (meter: string) => string = (meter) => `${meter}/split`;
  /** What a process finds its ledger to be; as it is, unless a fault is planted. */
  standingOf: (standing: MachineStanding) => MachineStanding = (standing) => standing;
  /** What a process draws at its start; never the same twice, unless a fault is planted. */
  drawSeed: (host: string) => Uint8Array = () => this.random.bytes(32);

  constructor(scenario: Scenario, options: WorldOptions) {
    this.scenario = scenario;
    this.seed = options.seed;
    this.isLate = options.isLate;
    this.storeRandom = new Random(options.seed, 11);
    this.trace = options.trace;
    this.random = new Random(options.seed, 2);
    this.kit = options.isReal
      ? realKit()
      : fakeKit(() => {
          this.fail(new Violation('no nonce is used twice under one key'));
        });
    const { scheme } = scenario;
    scheme.operators.forEach((_, at) => {
      const [ledger, counter] = [new SimulatedLedger(), new SimulatedCounter()];
      const first = firstCommit(ledger.standing(), counter, this.drawMark);
      if (first !== undefined) ledger.commit(first);
      this.ledgers.set(at + 1, ledger);
      this.counters.set(at + 1, counter);
    });
    this.cast = new Cast(this.kit, scheme, scenario.floor, scenario.fleets.flat());
    scheme.operators.forEach((_, at) => {
      this.keyRings.set(at + 1, new KeyRing((keyId) => this.cast.hpkeKey(at + 1, keyId)));
    });
    // A liar gets a home out that it lies about while few are billed: the operator knows better, or too few would be left.
    if (scenario.liar !== undefined) this.cast.keptMeters = new Set(scenario.fleets.flat().map(({ id }) => id));
    if (scenario.liar !== undefined) this.liar = new Liar(this.cast, scenario.liar, new Random(options.seed, 7));
    if (scenario.thief !== undefined)
      this.thief = new Thief(scenario.thief, new Seeds(this.kit.crypto, this.drawSeed('thief')));
    this.founder = new Founder(this, this.cast, new Random(options.seed, 8));
    this.network = new Network(this.scheduler, new Random(options.seed, 3), this.coverage);
    this.network.onDeliver = (to, { topic, payload }) => {
      this.note(`-> ${to}`, topic, payload);
      this.sealedTo(topic, payload);
      if (to === 'utility') this.forger?.heard({ topic, payload });
    };
    this.oracle = new Oracle(
      this.kit.crypto,
      scenario,
      this.coverage,
      this.ledgers,
      new SumsOpener(this.cast.utility(new Uint8Array(32)), scheme),
    );
    this.oracle.mayHaveEvidence =
      (scenario.liar ?? scenario.forger) !== undefined || scenario.chaos.lostLedger?.how === 'snapshot';
    this.forger = this.forgerOf(scenario);
    this.endInterval = FIRST_INTERVAL + scenario.chaosIntervals;
    this.scheduler.nowMs = intervalStartMs(FIRST_INTERVAL, scheme) - BEFORE_MS;
    if (scenario.registers !== undefined) {
      this.homes = new SampledHomes(this, scenario.registers, new Random(options.seed, 14));
      this.oracle.registers = new RegisterJudge(this.homes, scheme, this.coverage);
    }
    const ports = this.ports();
    scheme.operators.forEach((_, at) => this.aggregators.push(new Host(this.aggregatorPlan(at + 1), ports)));
    scenario.fleets.forEach((fleet, at) => this.fleets.push(new Host(this.fleetPlan(at, fleet), ports)));
    this.utility = new Host(this.utilityPlan(), ports);
  }

  private forgerOf({ forger: plan }: Scenario): Forger | undefined {
    if (plan === undefined) return undefined;
    const forger = new Forger(plan, this.cast, (area) => this.archive.area(area).entries);
    const judge = new ForkJudge(
      forger,
      () => this.scheduler.nowMs,
      ({ entry }) => entryHash(this.kit.crypto, entry),
    );
    this.oracle.fork = judge;
    new ForkOperators(this, judge, new Random(this.seed, 9), plan.deceived).watch();
    return forger;
  }

  /** What a host does besides its machine: reads the file of what was acknowledged. */
  private async tellAcknowledged(host: AnyHost): Promise<void> {
    const names = this.acknowledged.get(host.name);
    if (names === undefined || host.machine === this.acknowledgedTo.get(host.name)) return;
    this.acknowledgedTo.set(host.name, host.machine);
    await host.feed({ kind: 'acknowledged', names });
  }

  get hosts(): readonly AnyHost[] {
    return [...this.aggregators, ...this.fleets, this.utility];
  }

  private fail(error: Error): void {
    this.violation ??= error;
  }

  private ports(): HostPorts {
    return {
      scheduler: this.scheduler,
      network: this.network,
      random: new Random(this.seed, 4),
      storeRandom: new Random(this.seed, 10),
      coverage: this.coverage,
      onCommitted: (host, ops) => this.committed(host, ops),
      onAnswered: (host) => this.oracle.fork?.answered(host),
      onPublish: (host, message) => {
        const said = this.forger?.say(host, message) ?? this.liar?.say(host, message) ?? [this.stolen(host, message)];
        if (said.includes(message)) this.published(host, message);
        return said;
      },
      onNotice: (host, notice) => this.noticed(host, notice),
      onBroken: (host, error) => {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.fail(error instanceof Violation ? error : new Violation(`${host} broke: ${text}`));
      },
    };
  }

  private stolen(host: string, message: Outgoing): Outgoing {
    const at = this.fleets.findIndex(({ name }) => name === host);
    if (this.thief === undefined || at === -1) return message;
    return this.thief.say(message, this.fleets[at]!.machine as MeterMachine | undefined, this.outboxes[at]!);
  }

  /** Mixes an event into the run's hash. */
  private note(what: string, topic: string, payload: string): void {
    let hash = this.eventHash;
    const text = `${this.scheduler.nowMs} ${what} ${topic}`;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    // Every seventh character and the length: signatures, digests and bitmaps change everywhere when anything does.
    hash = Math.imul(hash ^ payload.length, 0x01000193);
    for (let at = 0; at < payload.length; at += 7) hash = Math.imul(hash ^ payload.charCodeAt(at), 0x01000193);
    this.eventHash = hash >>> 0;
    this.eventCount += 1;
    this.trace?.(`${this.clockText()} ${what} ${topic} ${payload}`);
  }

  /** Something that is no message, for the trace and the hash. */
  event(what: string): void {
    this.note(what, '', '');
  }

  private clockText(): string {
    const seconds = (this.scheduler.nowMs - intervalStartMs(FIRST_INTERVAL, this.scenario.scheme)) / 1000;
    return `${seconds.toFixed(3).padStart(9)}s`;
  }

  // --- processes

  private aggregatorPlan(index: number): ProcessPlan<AggregatorInput, LedgerOp, LedgerRead> {
    const store = lateLedger(
      () => this.ledgers.get(index)!,
      latencyOf(() => this.aggregators[index - 1]!),
    );
    let ledger: CountedLedger | undefined;
    const { scheme, liar } = this.scenario;
    const ring = this.keyRings.get(index)!;
    let versionTaken = 0;
    return {
      name: `aggregator-${index}`,
      filters: aggregatorFilters(index),
      will: {
        topic: topics.status(index),
        payload: canonicalJson(
          statusOf({ deployment: scheme.deployment, index, softwareVersion: 'simulated' }, 'offline'),
        ),
        isRetained: true,
      },
      store: { commit: (ops) => ledger!.commit(ops) },
      answer: async (read) => ({ kind: 'rows', answer: await ledger!.read(read) }),
      start: async () => {
        versionTaken = ring.version;
        const counter = this.counters.get(index)!;
        counter.onSync = () => this.aggregators[index - 1]?.mayDieBeforeCount();
        ledger = await CountedLedger.open(store, counter, this.drawMark);
        const standing = await ledger.standing();
        if (standing.freshness.kind !== 'unproved') this.foundings.delete(index);
        const party = this.cast.aggregator(index, {
          hpkeKeys: ring.keys,
          processSeed: this.drawSeed(`aggregator-${index}`),
          // One forgets sessions all the time, the others at a restart only.
          sessionCacheSize: index === 1 ? 2 : 64,
          founding: this.foundings.get(index),
          lieWh: liar?.index === index ? liar.lieWh : 0,
        });
        return new AggregatorMachine(party, await ledger.restore(), this.standingOf(standing));
      },
      // What an aggregator's host does besides its machine: looks after its key file.
      onTick: async (host, { gridMs }) => {
        await this.tellAcknowledged(host);
        ring.deleteGone(gridMs);
        if (ring.version === versionTaken) return;
        versionTaken = ring.version;
        await host.feed({ kind: 'hpke-keys', keys: ring.keys });
      },
    };
  }

  /** What the keys are like that meters seal to, when it arrives. */
  private sealedTo(topic: string, payload: string): void {
    if (this.scenario.chaos.rotateKey === 0) return;
    const parsed = parseTopic(topic);
    if (kindOfTopic(topic) !== 'shares' || parsed?.aggregator === undefined) return;
    const host = this.aggregators[parsed.aggregator - 1];
    const { keyId } = JSON.parse(payload) as SharesMessage;
    const state = this.keyRings.get(parsed.aggregator)?.stateOf(keyId, host?.times.gridMs ?? 0);
    if (state !== 'valid') this.coverage.saw(`a share sealed to a key that is ${state}`);
  }

  private fleetPlan(at: number, fleet: readonly MeterPlan[]): ProcessPlan<MeterInput, OutboxOp, never> {
    const outbox = new SimulatedOutbox();
    this.outboxes.push(outbox);
    const store = lateOutbox(
      () => outbox,
      latencyOf(() => this.fleets[at]!),
    );
    return {
      name: `fleet-${at + 1}`,
      filters: meterFilters(fleet.map(({ id }) => id)),
      store,
      start: async () => {
        for (const { id, from } of fleet) {
          const last = outbox.meters.get(id)?.lastInterval ?? -1;
          // A source has readings of before its meter joined.
          const first = Math.max(FIRST_INTERVAL, from - READ_BEFORE_JOINING);
          this.nextToRead.set(id, Math.max(first, last + 1));
        }
        return new MeterMachine(
          this.kit.crypto,
          this.cast.anchors,
          fleet.map((plan) => this.cast.meter(plan, this.splitSeed(plan.id), this.moved.has(plan.id))),
          new Seeds(this.kit.crypto, this.drawSeed(`fleet-${at + 1}`)),
          silentObserver,
          0,
          await store.restore(),
          await store.restoreMessages(),
        );
      },
      onTick: async (host, times) => {
        await this.tellAcknowledged(host);
        if (this.homes === undefined) await this.readHomes(host, fleet, times);
        else await this.homes.look(host, fleet, times);
      },
    };
  }

  /** What a meter's host does besides its machine: reads the electricity meter at the end of every interval. */
  private async readHomes(host: FleetHost, fleet: readonly MeterPlan[], times: Times): Promise<void> {
    if ((host.machine as MeterMachine | undefined)?.anyView === undefined) return;
    const now = Math.min(intervalAt(times.gridMs, this.scenario.scheme), this.endInterval);
    for (const { id, registers, deadFrom } of fleet) {
      const number = this.oracle.meters.get(id)!.number;
      const end = FIRST_INTERVAL + this.scenario.chaosIntervals;
      for (let interval = this.nextToRead.get(id)!; interval < now && host.isUp; interval++) {
        this.nextToRead.set(id, interval + 1);
        if (deadFrom !== undefined && interval >= deadFrom && interval < end) continue;
        if (this.isGap(number, interval)) continue;
        const valuesUnits = registers.map((_, register) => this.scenario.readingWh(number, register, interval));
        await host.feed({ kind: 'reading', meter: id, reading: { interval, valuesUnits } });
      }
    }
  }

  /** The same cell is a gap however often a restarted meter asks. */
  private isGap(meter: number, interval: number): boolean {
    const { gaps } = this.scenario;
    if (interval >= FIRST_INTERVAL + this.scenario.chaosIntervals) return false;
    return gaps > 0 && new Random(this.seed * 31 + meter * 7_919 + interval, 5).chance(gaps);
  }

  private utilityPlan(): ProcessPlan<UtilityInput, ArchiveOp, ArchiveRead> {
    const store = lateArchive(
      () => this.archive,
      latencyOf(() => this.utility),
    );
    return {
      name: 'utility',
      filters: utilityFilters(),
      store,
      answer: async (query) => ({ kind: 'rows', answer: await store.read(query) }),
      start: async () =>
        new UtilityMachine(this.cast.utility(this.drawSeed('utility')), await store.restore(), await store.standing()),
      onTick: (host) => this.tellAcknowledged(host),
    };
  }

  // --- judging

  private committed(host: string, ops: readonly unknown[]): void {
    if (host.startsWith('aggregator-')) {
      const index = Number(host.slice('aggregator-'.length));
      this.founded(index, ops as readonly LedgerOp[]);
      this.oracle.fork?.ledger(index, ops as readonly LedgerOp[]);
      this.oracle.ledger(index, ops as readonly LedgerOp[]);
    } else if (host.startsWith('fleet-')) {
      this.oracle.fork?.outbox(host, ops as readonly OutboxOp[]);
      this.oracle.outbox(ops as readonly OutboxOp[]);
    } else {
      this.oracle.fork?.archive(ops as readonly ArchiveOp[]);
      this.oracle.archive(ops as readonly ArchiveOp[]);
    }
  }

  private founded(index: number, ops: readonly LedgerOp[]): void {
    const host = this.aggregators[index - 1]!;
    for (const op of ops) {
      if (op.kind !== 'founded') continue;
      this.coverage.saw('an aggregator founded anew');
      this.oracle.founding.found(index, op.fromMs, host.lifeMs);
    }
  }

  private published(host: string, outgoing: Outgoing): void {
    const { topic, payload } = outgoing;
    const parsed = parseTopic(topic);
    this.oracle.fork?.published(host, outgoing);
    if (host.startsWith('aggregator-'))
      this.oracle.founding.published(Number(host.slice('aggregator-'.length)), outgoing);
    if (parsed?.name === 'receipts') {
      this.oracle.receipt(JSON.parse(payload) as Receipt);
    } else if (parsed?.name === 'accepts') {
      const { aggregator, area, sequence, ballot, hash } = JSON.parse(payload) as Accept;
      this.oracle.accept(aggregator, area, sequence, ballot, hash);
    } else if (parsed?.name === 'manifests') {
      const message = JSON.parse(payload) as ManifestMessage;
      const { lostLedger } = this.scenario.chaos;
      // A snapshot doesn't know that it is one: it attests again until the others tell it. The first counts.
      const isRolledBack = lostLedger?.how === 'snapshot' && lostLedger.index === message.aggregator;
      if (message.type !== 'manifest' || isRolledBack) return;
      for (const { interval, held } of message.pages)
        this.oracle.manifest(message.aggregator, message.storeEpoch, message.area, interval, held);
    }
  }

  private noticed(host: string, { level, code, text, fields }: Notice): void {
    this.coverage.saw(`notice ${code}`);
    this.event(`${host}: ${level} ${code}: ${text} ${JSON.stringify(fields)}`);
    if (code === 'aggregator_lied' && fields['aggregator'] !== this.scenario.liar?.index)
      this.fail(new Violation(`${host} names aggregator ${String(fields['aggregator'])}, which is honest: ${text}`));
    if (code === 'meter_inconsistent' && fields['meter'] !== this.scenario.thief?.meter) {
      if (this.scenario.liar === undefined) this.fail(new Violation(`${host} accuses an honest meter: ${text}`));
      this.accused.add(String(fields['meter']));
    }
    const isGrave = ['evidence', 'log_fork', 'log_conflict', 'store_doubted', 'store_lost'].includes(code);
    if (isGrave && !this.oracle.mayHaveEvidence)
      this.fail(new Violation(`${host} says ${code} in an honest grid: ${text} ${JSON.stringify(fields)}`));
  }

  // --- running

  /** A meter moves out: its operator deletes it from the utility's list, and the utility starts again. */
  takeOut(meter: string): void {
    this.cast.enrolled = this.cast.enrolled.filter((enrolled) => enrolled.meter.id !== meter);
    this.utility.downMs = () => 1_000;
    this.utility.die();
  }

  /** A meter moves: the utility has its new line, and starts again. */
  move(plan: MeterPlan): void {
    this.cast.move(plan);
    this.utility.downMs = () => 1_000;
    this.utility.die();
  }

  /** Its process has its keys, and starts again. */
  tellMoved({ id }: MeterPlan): void {
    this.moved.add(id);
    const at = this.scenario.fleets.findIndex((fleet) => fleet.some((plan) => plan.id === id));
    this.fleets[at]!.downMs = () => 1_000;
    this.fleets[at]!.die();
  }

  /** What an operator does when the first scheme came too late for its tariffs: `Correct the configuration.` */
  private correctTariffs(): void {
    const { scheme } = this.cast;
    const isLate = scheme.areas.some((area) => (this.oracle.areas.get(area)?.entries.length ?? 0) === 0);
    if (!isLate || scheme.tariffs.length === 0) return;
    this.coverage.saw('a tariff that came too late, taken back by the operator');
    this.cast.scheme = { ...scheme, tariffs: [] };
    this.utility.downMs = () => 1_000;
    this.utility.die();
  }

  /** Homes are read until so many more windows are over; what passed since reading ended is never read. */
  private extendReadings(windows: number): void {
    const { scheme } = this.scenario;
    const now = intervalAt(this.scheduler.nowMs, scheme);
    this.homes?.pass();
    for (const [id, next] of this.nextToRead)
      if (next >= this.endInterval) this.nextToRead.set(id, Math.max(next, now));
    // By the scheme in force: what an operator asked for may have come too late.
    const { billing } = this.oracle.area(scheme.areas[0]!).scheme;
    const { from } = Windows.of(billing).windowOf(now)!;
    this.endInterval = Windows.of(billing).endOf(from, windows + (from === now ? 0 : 1));
  }

  /** An operator lists more windows, and the utility starts again. */
  private prolong(): void {
    const { prolonged } = this.scenario;
    if (prolonged === undefined) return;
    this.scheduler.after((prolonged.at - FIRST_INTERVAL) * this.scenario.scheme.intervalSeconds * 1000, () => {
      this.event('more windows are listed');
      this.cast.scheme = { ...this.cast.scheme, billing: { ...this.cast.scheme.billing, windows: prolonged.windows } };
      this.utility.downMs = () => 1_000;
      this.utility.die();
    });
  }

  private async runUntil(untilMs: number): Promise<void> {
    while (this.violation === undefined && this.scheduler.step(untilMs)) await this.scheduler.settle();
  }

  /** Runs both phases. `violation` says what went wrong; undefined if nothing did. */
  async run(): Promise<void> {
    const { scenario } = this;
    const { shortest, longest } = Windows.of(scenario.scheme.billing);
    if (shortest < longest) this.coverage.saw('windows of different lengths');
    Object.assign(this.network.faults, scenario.link);
    if (scenario.scheme.intervalOffsetSeconds > 0)
      this.coverage.saw('intervals that begin beside the multiples of their length');
    for (const host of this.hosts) {
      host.tickMs = scenario.tickMs;
      host.commitDelayMs = scenario.commitDelayMs;
      host.deathRate = scenario.chaos.deathRate;
      host.skewMs = Math.floor(this.random.between(-scenario.skewMs, scenario.skewMs));
      if (this.isLate) host.storeMs = this.storeRandom.pick(STORE_MS);
      await host.start();
    }
    const monkey = new Monkey(this, new Random(this.seed, 6));
    monkey.start();
    this.prolong();
    this.homes?.start();
    await this.runUntil(intervalEndMs(this.endInterval - 1, scenario.scheme));
    await monkey.stop();
    this.event('everything heals');
    this.correctTariffs();
    // Readings go on for whole windows, so that whatever is void or waits finds a bill.
    for (let window = 0; window < MOST_HEALING_WINDOWS && this.violation === undefined; window++) {
      this.extendReadings(window === 0 && shortest < 4 ? 2 : 1);
      const endMs = intervalEndMs(this.endInterval - 1, scenario.scheme);
      const isLast = window === MOST_HEALING_WINDOWS - 1;
      for (const graceMs of isLast ? [...SETTLING_MS, LAST_SETTLING_MS] : SETTLING_MS) {
        await this.runUntil(endMs + graceMs);
        if (this.violation !== undefined) return;
        if (settlementProblem(this) === undefined) {
          if (this.oracle.fork?.hasStood === true) this.coverage.saw('an area that went on after a fork');
          return;
        }
      }
      this.trace?.(`${this.clockText()} not settled: ${settlementProblem(this)}`);
    }
    if (this.violation !== undefined) return;
    this.fail(new Violation(`after healing, everything settles: ${settlementProblem(this)}`));
  }
}
