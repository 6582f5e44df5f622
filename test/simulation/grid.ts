/**
 * A whole grid in one process: the production machines, real cryptography and real SQLite stores, joined by a pump that
 * delivers messages in order and lets the test decide when time passes. No MQTT, no processes.
 */
import { join } from 'node:path';
import { CommitCount, firstCommit } from '../../aggregator/commit-count.ts';
import { SqliteLedger } from '../../aggregator/host/ledger-sqlite.ts';
import { type AggregatorInput, AggregatorMachine } from '../../aggregator/machine.ts';
import type { LedgerOp, LedgerRead, MachineStanding } from '../../aggregator/ledger.ts';
import type { AggregatorParty, HpkeKeyPair } from '../../aggregator/party.ts';
import { type OwnKey, agreementFromSeed, hpkeFromSeed, identityFromSeed, nodeCrypto } from '../../host/keys/crypto.ts';
import { MeterMachine } from '../../meter/machine.ts';
import type { MeterInput } from '../../meter/meter-input.ts';
import type { OutboxOp } from '../../meter/outbox.ts';
import { SqliteOutbox } from '../../meter/host/outbox-sqlite.ts';
import type { MeterObserver, MeterParty } from '../../meter/party.ts';
import { toBase64url, utf8 } from '../../protocol/wire/bytes.ts';
import type { Crypto, PublicKey, SecretKey } from '../../protocol/keys/crypto-port.ts';
import { intervalStartMs } from '../../protocol/grid/interval.ts';
import type { CommonInput, Outgoing, Times } from '../../protocol/machine.ts';
import { deriveDigestKey } from '../../protocol/wire/headers.ts';
import { deriveReceiptKey } from '../../protocol/wire/receipt.ts';
import { Seeds } from '../../protocol/keys/seal.ts';
import { Tagger, deriveTagKey } from '../../protocol/keys/tag.ts';
import { isTopicMatched } from '../../protocol/wire/topics.ts';
import { aggregatorFilters, meterFilters, utilityFilters } from '../../protocol/wire/heard.ts';
import type { LocalFloor, RosterMeter, Scheme, Tariff, TariffDocument } from '../../schemas/types.ts';
import { SimulatedCounter } from './simulated-counter.ts';
import { SqliteArchive } from '../../utility/host/archive-sqlite.ts';
import type { ArchiveOp, ArchiveRead } from '../../utility/archive.ts';
import { type UtilityInput, UtilityMachine } from '../../utility/machine.ts';
import type { UtilityParty } from '../../utility/party.ts';
import { Node, type Store } from './grid-node.ts';
import { documentHash } from '../../protocol/money/document.ts';

export interface GridOptions {
  /** Where ledgers are files; else they are in memory. */
  readonly ledgerFolder?: string;
  readonly meters: number;
  readonly aggregators: number;
  readonly threshold: number;
  readonly trust?: Scheme['trust'];
  readonly intervalCount?: number;
  readonly minMeters?: number;
  readonly minIntervals?: number;
  readonly tariffs?: (first: number) => Tariff[];
  /** Documents that tariffs name. */
  readonly documents?: readonly TariffDocument[];
  /** Tariffs may be dynamic. */
  readonly isDynamic?: boolean;
  /** Registers of meter m; import only unless said. */
  readonly registersOf?: (meter: number) => readonly string[];
  /** Where meter m begins; area-1 unless said. */
  readonly areaOf?: (meter: number) => string;
  /** Offset of the interval with which meter m joins; the first unless said. */
  readonly joinsAt?: (meter: number) => number;
  readonly lieWh?: ReadonlyMap<number, number>;
  readonly maxKnown?: number;
  readonly minCrowd?: number;
  /** The utility keeps these meters whatever their bills say. */
  readonly keptMeters?: readonly string[];
  readonly floor?: Partial<LocalFloor>;
  /** Of the meters, where it is not that of the aggregators. */
  readonly meterFloor?: Partial<LocalFloor>;
  readonly maxReadingWh?: number;
  /** What else of the scheme is another. */
  readonly scheme?: Partial<Scheme>;
  /** How long a release waits for silent aggregators: not at all unless said. */
  readonly patienceSeconds?: number;
  readonly sharesTopic?: Scheme['sharesTopic'];
  /** Control: the meters pin the utility's identity beside that of aggregator 1. */
  readonly isUtilityPinned?: boolean;
  /** Shares and totals are sealed to X-Wing keys: not by the seed alone. */
  readonly isHybrid?: boolean;
  /** Everybody pins a second identity of each aggregator, kept cold. */
  readonly isColdPinned?: boolean;
}

export const IMPORT = '1-0:1.8.0';
export const EXPORT = '1-0:2.8.0';
export const FIRST_INTERVAL = 1_000_000;
const DEPLOYMENT = 'test';

function keyOf(make: (seed: Uint8Array) => OwnKey, name: string): OwnKey {
  return make(nodeCrypto.sha256(utf8(name)));
}

function publicKey(raw: Uint8Array, importKey: Crypto['identityPublicKey']): PublicKey {
  const key = importKey(raw);
  if (key === undefined) throw new Error('a test key is usable');
  return key;
}

const silentObserver: MeterObserver = { measure: (_phase, run) => run(), sent: () => {}, stored: () => {} };

/** What keys of a meter's key epoch are named by. */
function epochName(id: string, keyEpoch: number): string {
  return keyEpoch === 1 ? id : `${id}/epoch-${keyEpoch}`;
}

function meterKeysOf(id: string, keyEpoch: number) {
  const name = epochName(id, keyEpoch);
  return {
    identity: keyOf(identityFromSeed, `${name}/identity`),
    agreement: keyOf(agreementFromSeed, `${name}/agreement`),
  };
}

export function rosterMeterOf(id: string, keyEpoch: number, registers: readonly string[]): RosterMeter {
  const { identity, agreement } = meterKeysOf(id, keyEpoch);
  return {
    id,
    keyEpoch,
    registers: [...registers],
    identity: toBase64url(identity.publicRaw),
    agreement: toBase64url(agreement.publicRaw),
  };
}

export class Grid {
  readonly scheme: Scheme;
  readonly aggregators: Node<AggregatorInput, LedgerOp, LedgerRead>[] = [];
  readonly aggregatorMachines: AggregatorMachine[] = [];
  readonly ledgers: SqliteLedger[] = [];
  /** Each on a medium of its own: losing a ledger leaves its counter. */
  readonly counters: SimulatedCounter[] = [];
  private readonly counts: CommitCount[] = [];
  private marks = 0;
  readonly utility: Node<UtilityInput, ArchiveOp, ArchiveRead>;
  utilityParty: UtilityParty;
  archive = new SqliteArchive(':memory:');
  readonly fleet: Node<MeterInput, OutboxOp>;
  meterMachine: MeterMachine;
  outbox = new SqliteOutbox(':memory:');
  readonly meterIds: string[];
  /** Every message that was published, in order. */
  readonly tapped: Outgoing[] = [];
  /** Return false to lose a message on its way to a party. */
  onDeliver: (message: Outgoing, to: string) => boolean = () => true;
  gridMs: number;
  monotonicMs = 0;
  /** What an aggregator's process finds its ledger to be; controls believe any of them. */
  standingOf: (standing: MachineStanding) => MachineStanding = (standing) => standing;
  /** How far a party's clock is off grid time. */
  readonly skewMs = new Map<string, number>();
  private readonly queue: { readonly message: Outgoing; readonly to: string }[] = [];
  private readonly retained = new Map<string, Outgoing>();
  private readonly identities: OwnKey[];
  private readonly makeAggregator: ((seed: Uint8Array, changes?: Partial<AggregatorParty>) => AggregatorMachine)[] = [];
  private readonly makeFleet: (seed: Uint8Array) => MeterMachine;
  private parties: MeterParty[];
  private readonly partyOf: (id: string, area: string, keyEpoch: number, registers: readonly string[]) => MeterParty;
  private restarts = 0;

  constructor(options: GridOptions) {
    const { meters, aggregators, threshold } = options;
    const intervalCount = options.intervalCount ?? 8;
    this.scheme = {
      version: 1,
      deployment: DEPLOYMENT,
      threshold,
      trust: options.trust ?? 'covert',
      field: 'Field128',
      suite: 'DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM',
      operators: Array.from({ length: aggregators }, (_, at) => `operator-${at + 1}`),
      intervalSeconds: 900,
      intervalOffsetSeconds: 0,
      maxReadingWh: options.maxReadingWh ?? 40_000,
      registers: [
        { obis: IMPORT, direction: 'import', isLoad: true },
        { obis: EXPORT, direction: 'export', isLoad: false },
      ],
      areas: [...new Set(Array.from({ length: meters }, (_, at) => options.areaOf?.(at) ?? 'area-1'))],
      maxMeters: 10_000,
      floors: {
        minMeters: options.minMeters ?? 2,
        minIntervals: options.minIntervals ?? 4,
        ...(options.isDynamic === true ? { dynamic: true } : {}),
        maxKnown: options.maxKnown ?? 0,
        minCrowd: options.minCrowd ?? 1,
      },
      closeAfterSeconds: 60,
      graceSeconds: 60,
      patienceSeconds: options.patienceSeconds ?? 0,
      billing: { firstInterval: FIRST_INTERVAL, windows: [{ count: 1, intervalCount }] },
      tariffs: options.tariffs?.(FIRST_INTERVAL) ?? [],
      ...(options.sharesTopic === undefined ? {} : { sharesTopic: options.sharesTopic }),
      ...options.scheme,
    };
    this.gridMs = intervalStartMs(FIRST_INTERVAL, this.scheme);
    this.meterIds = Array.from({ length: meters }, (_, at) => `meter-${at + 1}`);
    this.identities = this.scheme.operators.map((operator) => keyOf(identityFromSeed, `${operator}/identity`));
    const utilityIdentity = keyOf(identityFromSeed, 'utility/identity');
    const utilityAgreement = keyOf(agreementFromSeed, 'utility/agreement');
    const kem = options.isHybrid === true ? 'x-wing' : 'x25519';
    const hpkeKeyOf = (name: string): OwnKey => keyOf((seed) => hpkeFromSeed(kem, seed), name);
    const signers = {
      utility: publicKey(utilityIdentity.publicRaw, nodeCrypto.identityPublicKey),
      aggregators: new Map(
        this.identities.map((key, at) => [
          at + 1,
          (options.isColdPinned === true ? [key, this.coldIdentityOf(at + 1)] : [key]).map(({ publicRaw }) =>
            publicKey(publicRaw, nodeCrypto.identityPublicKey),
          ),
        ]),
      ),
    };
    const floor: LocalFloor = {
      minThreshold: 2,
      trust: 'covert',
      minMeters: 2,
      minIntervals: 4,
      maxKnown: 0,
      minCrowd: 1,

      ...options.floor,
    };
    const pins = { deployment: DEPLOYMENT, operators: this.scheme.operators, floor };
    const agreementOf = (index: number): OwnKey => keyOf(agreementFromSeed, `aggregator-${index}/agreement`);
    const digestKeyOf = (own: OwnKey, other: OwnKey, index: number): SecretKey =>
      deriveDigestKey(
        nodeCrypto,
        own.privateKey,
        publicKey(other.publicRaw, nodeCrypto.agreementPublicKey),
        DEPLOYMENT,
        index,
      )!;
    const registersOf = options.registersOf ?? (() => [IMPORT]);
    const areaOf = options.areaOf ?? (() => 'area-1');
    this.utilityParty = {
      crypto: nodeCrypto,
      deployment: DEPLOYMENT,
      identity: utilityIdentity.privateKey,
      agreement: utilityAgreement.privateKey,
      totalsKey: options.isHybrid === true ? hpkeKeyOf('utility/totals') : utilityAgreement,
      signers,
      digestKeys: new Map(
        this.scheme.operators.map((_, at) => [at + 1, digestKeyOf(utilityAgreement, agreementOf(at + 1), at + 1)]),
      ),
      operators: this.scheme.operators,
      scheme: this.scheme,
      enrolled: this.meterIds.map((id, at) => ({
        area: areaOf(at),
        from: FIRST_INTERVAL + (options.joinsAt?.(at) ?? 0),
        meter: rosterMeterOf(id, 1, registersOf(at)),
      })),
      keptMeters: new Set(options.keptMeters),
      documents: new Map((options.documents ?? []).map((document) => [documentHash(nodeCrypto, document), document])),
      processSeed: nodeCrypto.sha256(utf8('utility/seed')),
    };
    const publish = (message: Outgoing): void => this.publish(message);
    const receiptAgreements = new Map<number, OwnKey>();
    for (let index = 1; index <= aggregators; index++) {
      const hpke = hpkeKeyOf(`aggregator-${index}/hpke`);
      const agreement = agreementOf(index);
      receiptAgreements.set(index, agreement);
      const party: AggregatorParty = {
        crypto: nodeCrypto,
        deployment: DEPLOYMENT,
        index,
        pins,
        digestKey: digestKeyOf(agreement, utilityAgreement, index),
        identity: this.identities[index - 1]!.privateKey,
        agreement: agreement.privateKey,
        hpkeKeys: [{ keyId: 'k1', privateKey: hpke.privateKey, publicRaw: hpke.publicRaw }],
        signers,
        utilityTotals: publicKey(this.utilityParty.totalsKey.publicRaw, nodeCrypto.hpkePublicKey),
        processSeed: nodeCrypto.sha256(utf8(`aggregator-${index}/seed`)),
        sessionCacheSize: 1024,
        softwareVersion: 'test',
        lieWh: options.lieWh?.get(index) ?? 0,
      };
      const folder = options.ledgerFolder;
      this.ledgers.push(new SqliteLedger(folder === undefined ? ':memory:' : join(folder, `ledger-${index}.sqlite`)));
      this.counters.push(new SimulatedCounter());
      const begun = firstCommit(this.ledgers[index - 1]!.standing(), this.counters[index - 1]!, this.drawMark) ?? [];
      this.ledgers[index - 1]!.commit(begun);
      this.makeAggregator.push((processSeed, changes = {}) => {
        const ledger = this.ledgers[index - 1]!;
        const count = new CommitCount(ledger.standing(), this.counters[index - 1]!, this.drawMark);
        this.counts[index - 1] = count;
        Object.assign(party, changes);
        const standing = { ...ledger.standing(), freshness: count.freshness };
        return new AggregatorMachine({ ...party, processSeed }, ledger.restore(), this.standingOf(standing));
      });
      const machine = this.makeAggregator[index - 1]!(party.processSeed);
      this.aggregatorMachines.push(machine);
      const filters = aggregatorFilters(index);
      const store = this.countedLedger(index);
      const answer = this.answering(index);
      this.aggregators.push(
        new Node(`aggregator-${index}`, { machine, store, filters, answer, isRecording: true }, publish, () =>
          this.restartAggregator(index),
        ),
      );
      this.aggregators[index - 1]!.history.push(...begun);
    }
    this.partyOf = (id, area, keyEpoch, registers) => {
      const { identity, agreement } = meterKeysOf(id, keyEpoch);
      const tagKey = deriveTagKey(
        nodeCrypto,
        agreement.privateKey,
        publicKey(utilityAgreement.publicRaw, nodeCrypto.agreementPublicKey),
        DEPLOYMENT,
        id,
      );
      const receiptKeys = new Map<number, SecretKey>();
      for (const [index, key] of receiptAgreements) {
        const other = publicKey(key.publicRaw, nodeCrypto.agreementPublicKey);
        receiptKeys.set(index, deriveReceiptKey(nodeCrypto, agreement.privateKey, other, DEPLOYMENT, id, index)!);
      }
      return {
        crypto: nodeCrypto,
        deployment: DEPLOYMENT,
        id,
        area,
        keyEpoch,
        registers,
        identity: identity.privateKey,
        agreement: agreement.privateKey,
        agreementRaw: agreement.publicRaw,
        splitKey: nodeCrypto.secretKey(nodeCrypto.sha256(utf8(`${epochName(id, keyEpoch)}/split`))),
        tagger: new Tagger(nodeCrypto, tagKey!),
        receiptKeys,
      };
    };
    this.parties = this.meterIds.map((id, at) => this.partyOf(id, areaOf(at), 1, registersOf(at)));
    const believed = new Map<number, readonly PublicKey[]>(signers.aggregators);
    if (options.isUtilityPinned === true) believed.set(1, [...(believed.get(1) ?? []), signers.utility]);
    const anchors = {
      signers: { ...signers, aggregators: believed },
      pins: { ...pins, floor: { ...floor, ...options.meterFloor } },
    };
    this.makeFleet = (seed) => {
      const seeds = new Seeds(nodeCrypto, seed);
      const restored = this.outbox.restore();
      const kept = this.outbox.restoreMessages();
      return new MeterMachine(nodeCrypto, anchors, this.parties, seeds, silentObserver, 0, restored, kept);
    };
    this.meterMachine = this.makeFleet(nodeCrypto.sha256(utf8('fleet/seed')));
    this.fleet = new Node(
      'fleet',
      { machine: this.meterMachine, store: this.outbox, filters: meterFilters(this.meterIds) },
      publish,
      () => this.restartFleet(),
    );
    this.utility = new Node(
      'utility',
      {
        machine: new UtilityMachine(this.utilityParty, this.archive.restore(), this.archive.standing()),
        store: this.archive,
        filters: utilityFilters(),
        answer: (query) => ({ kind: 'rows', answer: this.archive.read(query) }),
      },
      publish,
      () => this.restartUtility(),
    );
  }

  /** What `gridshare move` comes to: the roster file names its new area and keys, and its process has them. */
  moveMeter(id: string, area: string, from: number, isTold = true): void {
    const at = this.meterIds.indexOf(id);
    const { former = [], ...was } = this.parties[at]!;
    const keyEpoch = was.keyEpoch + 1;
    const party = { ...this.partyOf(id, area, keyEpoch, was.registers), former: [...former, was] };
    this.parties[at] = party;
    const others = this.utilityParty.enrolled.filter(({ meter }) => meter.id !== id);
    const line = { area, from: FIRST_INTERVAL + from, meter: rosterMeterOf(id, keyEpoch, was.registers) };
    this.utilityParty.enrolled = [...others, line];
    this.utility.feed({ kind: 'enrolled', meters: this.utilityParty.enrolled }, this.times);
    if (isTold) this.fleet.feed({ kind: 'moved', party }, this.times);
  }

  get times(): Times {
    return { gridMs: this.gridMs, monotonicMs: this.monotonicMs };
  }

  private get nodes(): Node<never, never, never>[] {
    return [...this.aggregators, this.utility, this.fleet] as unknown as Node<never, never, never>[];
  }

  /** Puts a message on the bus, as any party could. */
  publish(message: Outgoing): void {
    this.tapped.push(message);
    if (message.isRetained) this.retained.set(message.topic, message);
    for (const node of this.nodes) {
      if (node.filters.some((filter) => isTopicMatched(filter, message.topic)))
        this.queue.push({ message, to: node.name });
    }
  }

  private feed(name: string, input: CommonInput): void {
    const node = this.nodes.find((candidate) => candidate.name === name) as Node | undefined;
    node?.feed(input, { ...this.times, gridMs: this.gridMs + (this.skewMs.get(name) ?? 0) });
  }

  private deliverAll(): void {
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
      if (!this.onDeliver(next.message, next.to)) continue;
      this.feed(next.to, { kind: 'message', topic: next.message.topic, payload: utf8(next.message.payload) });
    }
  }

  /** Delivers everything, ticking until nothing more happens. */
  settle(): void {
    for (let quiet = 0; quiet < 2;) {
      const before = this.tapped.length;
      this.deliverAll();
      for (const node of this.nodes) this.feed(node.name, { kind: 'tick' });
      this.monotonicMs += 100;
      quiet = this.tapped.length === before && this.queue.length === 0 ? quiet + 1 : 0;
    }
  }

  /** Lets monotonic time pass, so that retries happen. */
  wait(ms: number): void {
    for (const end = this.monotonicMs + ms; this.monotonicMs < end;) {
      this.monotonicMs += 500;
      this.settle();
    }
  }

  start(): void {
    for (const node of this.nodes) this.feed(node.name, { kind: 'connected' });
    this.settle();
  }

  stopAggregator(index: number): void {
    const node = this.aggregators[index - 1];
    if (node === undefined) return;
    node.isUp = false;
    this.publish({
      topic: `grid/agg/${index}/status`,
      payload: JSON.stringify({
        aggregator: index,
        deployment: DEPLOYMENT,
        software: 'test',
        state: 'offline',
        type: 'status',
        version: 1,
      }),
      isRetained: true,
    });
  }

  resumeAggregator(index: number): void {
    const node = this.aggregators[index - 1];
    if (node === undefined) return;
    node.isUp = true;
    this.feed(node.name, { kind: 'connected' });
    this.settle();
  }

  /** The ledger with its counter, as the host has it; what it is told, with all that its counter adds, is written down. */
  private countedLedger(index: number): Store<LedgerOp> {
    const [ledger, count] = [this.ledgers[index - 1]!, this.counts[index - 1]!];
    return {
      commit: (ops) => {
        const commit = count.number(ops);
        ledger.commit(commit.ops);
        this.aggregators[index - 1]!.history.push(...commit.ops);
        count.durable(commit, ledger.standing());
      },
    };
  }

  private answering(index: number): (read: LedgerRead) => AggregatorInput {
    const ledger = this.ledgers[index - 1]!;
    return (read) => ({ kind: 'rows', answer: ledger.read(read) });
  }

  private readonly drawMark = (): string => {
    this.marks += 1;
    return `mark-${this.marks}`;
  };

  /** A seed as a new process would draw it. */
  private nextSeed(): Uint8Array {
    this.restarts += 1;
    return nodeCrypto.sha256(utf8(`restart/${this.restarts}`));
  }

  /** What a process does first: connects, and gets the retained messages of what it subscribes. */
  private connect(node: Node<never, never, never>): void {
    for (const message of this.retained.values()) {
      if (node.filters.some((filter) => isTopicMatched(filter, message.topic)))
        this.queue.push({ message, to: node.name });
    }
    this.feed(node.name, { kind: 'connected' });
  }

  /** A new process on the same ledger, perhaps with other keys. */
  restartAggregator(index: number, changes: Partial<AggregatorParty> = {}): void {
    const machine = this.makeAggregator[index - 1]!(this.nextSeed(), changes);
    this.aggregatorMachines[index - 1] = machine;
    this.aggregators[index - 1]!.replace(machine, {
      store: this.countedLedger(index),
      answer: this.answering(index),
    });
    this.connect(this.aggregators[index - 1] as unknown as Node<never, never, never>);
  }

  /** A new process on an older copy of its ledger: as it was after so many of its writes. */
  rollBackLedger(index: number, writes: number): void {
    const node = this.aggregators[index - 1]!;
    const ledger = new SqliteLedger(':memory:');
    node.history = node.history.slice(0, writes);
    if (node.history.length > 0) ledger.commit(node.history);
    this.ledgers[index - 1] = ledger;
    this.restartAggregator(index);
  }

  /** The same for ledger and counter, as a snapshot of the whole machine does. */
  rollBackMachine(index: number, writes: number): void {
    const { history } = this.aggregators[index - 1]!;
    const last = history.slice(0, writes).findLast((op) => op.kind === 'count');
    const counter = this.counters[index - 1]!;
    counter.state = counter.past.find(({ count }) => last?.kind === 'count' && count === last.count.value);
    this.rollBackLedger(index, writes);
  }

  /** The counter is gone, as with the whole machine: the next process can't prove that its ledger is the newest. */
  loseCounter(index: number): void {
    this.counters[index - 1] = new SimulatedCounter();
  }

  /** A new process whose ledger is gone, and knows it; perhaps its keys are gone as well. */
  loseLedger(index: number, changes: Partial<AggregatorParty> = {}): void {
    const ledger = new SqliteLedger(':memory:');
    ledger.markLost();
    this.aggregators[index - 1]!.history = [];
    this.ledgers[index - 1] = ledger;
    this.restartAggregator(index, changes);
  }

  /** Its key file changed: the running process is told. */
  rotateKeys(index: number, keys: readonly HpkeKeyPair[]): void {
    this.aggregators[index - 1]!.feed({ kind: 'hpke-keys', keys }, this.times);
    this.settle();
  }

  /** A new process whose archive is gone, or as it was after so many of its writes; `isKnown`: and it knows. */
  loseArchive(writes = 0, isKnown = true): void {
    this.archive = new SqliteArchive(':memory:');
    this.utility.history = this.utility.history.slice(0, writes);
    if (writes > 0) this.archive.commit(this.utility.history);
    if (isKnown) this.archive.markLost();
    this.restartUtility();
  }

  /** A new process on the same archive, perhaps with another configuration. */
  restartUtility(changes: Partial<UtilityParty> = {}): void {
    Object.assign(this.utilityParty, changes);
    const party = { ...this.utilityParty, processSeed: this.nextSeed() };
    const machine = new UtilityMachine(party, this.archive.restore(), this.archive.standing());
    this.utility.replace(machine, { store: this.archive });
    this.connect(this.utility as unknown as Node<never, never, never>);
  }

  /** New meters, which have seen nothing yet and are not connected. */
  forgetFleet(): void {
    this.outbox = new SqliteOutbox(':memory:');
    this.meterMachine = this.makeFleet(this.nextSeed());
    this.fleet.replace(this.meterMachine, { store: this.outbox });
  }

  /** A new process on an older copy of its outbox: as it was after so many of its writes. */
  rollBackOutbox(writes: number): void {
    this.fleet.history = this.fleet.history.slice(0, writes);
    this.outbox = new SqliteOutbox(':memory:');
    if (writes > 0) this.outbox.commit(this.fleet.history);
    this.restartFleet();
  }

  /** A new process on the same outbox. */
  restartFleet(): void {
    this.meterMachine = this.makeFleet(this.nextSeed());
    this.fleet.replace(this.meterMachine, { store: this.outbox });
    this.connect(this.fleet as unknown as Node<never, never, never>);
  }

  /** Advances to the end of an interval (by offset from the first) and reads the given meters. */
  readInterval(offset: number, valueOf: (meter: number) => readonly number[] | undefined): void {
    this.gridMs = intervalStartMs(FIRST_INTERVAL + offset + 1, this.scheme);
    this.meterIds.forEach((meter, at) => {
      const valuesUnits = valueOf(at);
      if (valuesUnits === undefined) return;
      this.fleet.feed(
        { kind: 'reading', meter, reading: { interval: FIRST_INTERVAL + offset, valuesUnits } },
        this.times,
      );
    });
    this.settle();
  }

  /** Lets `closeAfter` and the grace of everything read so far pass. */
  closeDue(): void {
    this.gridMs += 600_000;
    this.settle();
  }

  get loads() {
    return this.archive.restore()[0]?.loads ?? [];
  }

  get bills() {
    return this.archive.restore()[0]?.bills ?? [];
  }

  get windows() {
    return this.archive.restore()[0]?.windows ?? [];
  }

  /** The identity that each aggregator keeps cold; pinned if the grid was made so. */
  coldIdentityOf(aggregator: number): OwnKey {
    return keyOf(identityFromSeed, `${this.scheme.operators[aggregator - 1]}/cold`);
  }

  identityOf(aggregator: number): OwnKey {
    return this.identities[aggregator - 1]!;
  }
}
