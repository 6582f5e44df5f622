/**
 * A whole grid as processes, any of which can be ended as a crash would and started again. Ends only what it started.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parse, stringify } from 'yaml';
import { freePort } from '../../broker/free-port.ts';
import { type DemoBroker, EmbeddedDemoBroker, MosquittoDemoBroker } from '../../cli/demo/broker.ts';
import { Child } from '../../cli/demo/children.ts';
import type { AggregatorStats } from '../../aggregator/status.ts';
import { writeCertificates } from '../../authority/certificates.ts';
import { CA_FILE, CERT_FILE, CONFIG_FILE, KEY_FILE } from '../../host/base/file-names.ts';
import type { DeploymentPaths, DeploymentPlan } from '../../deploy/deployment-plan.ts';
import { operatorBrokerUrl } from '../../deploy/party-configs.ts';
import { writeDeployment } from '../../deploy/provision.ts';
import { replayOffsetMs } from '../../host/base/clock.ts';
import type { TlsFiles } from '../../host/keys/tls-files.ts';
import type { IntervalGrid } from '../../protocol/grid/interval.ts';
import type { SharesTopic } from '../../protocol/wire/topics.ts';
import type { BrokerConfig, ConnectionLimits, Scheme } from '../../schemas/types.ts';
import { type FingerprintMeter, fingerprintMeters, writeCsv } from './fingerprints.ts';
import { planOf, usualScheme } from './plan.ts';

export const BROKERS = ['embedded', 'mosquitto'] as const;
export type BrokerKind = (typeof BROKERS)[number];

/** `aggregator-2`, for instance. */
export type PartyName = string;

const INTERVAL_SECONDS = 900;
const FIRST_READING_MS = Date.UTC(2026, 0, 5);
const REPLAY_SPEED = 1e8;

export interface ProcessGridOptions {
  readonly seed: number;
  readonly broker: BrokerKind;
  readonly meters: number;
  readonly areas: number;
  readonly aggregators: number;
  readonly threshold: number;
  /** `covert` if not said. */
  readonly trust?: Scheme['trust'];
  readonly windowIntervals: number;
  readonly windows: number;
  /** Intervals of the last window without new energy. */
  readonly runOffIntervals: number;
  readonly patienceMs?: number | undefined;
  /** 900 if not said. */
  readonly intervalSeconds?: number;
  /** Grid seconds per second; as fast as the fleet lets time go if not said. */
  readonly speed?: number;
  /** Grid time from now until the first reading; an hour if not said. */
  readonly leadMs?: number;
  /** Planted fault: this aggregator receipts so long before it commits. */
  readonly lateCommitMs?: ReadonlyMap<number, number>;
  /** Of the embedded broker; those of the config's schema if not said. */
  readonly brokerLimits?: Partial<ConnectionLimits>;
  /** Mutual TLS, with certificates for these client ids beside the parties', each in a folder of its own. */
  readonly tlsOthers?: readonly string[];
  /** Each operator has a Mosquitto of its own, bridged to the broker; with `tlsOthers`. */
  readonly isBridged?: boolean;
  /** `grid` if not said. */
  readonly topicRoot?: string;
  /** `aggregator` if not said. */
  readonly sharesTopic?: SharesTopic;
}

type ConfigChanges = Partial<Omit<BrokerConfig, 'limits'>> & { readonly limits?: Partial<ConnectionLimits> };

export class ProcessGrid {
  readonly options: ProcessGridOptions;
  readonly meters: readonly FingerprintMeter[];
  readonly scheme: Scheme;
  readonly paths: DeploymentPaths;
  readonly url: string;
  readonly folder: string;
  readonly firstInterval: number;
  private readonly plan: DeploymentPlan;
  private readonly broker: DemoBroker;
  private readonly operatorBrokers: readonly DemoBroker[];
  private readonly children = new Map<PartyName, Child>();
  private readonly folders: ReadonlyMap<PartyName, string>;

  private constructor(options: ProcessGridOptions, port: number, operatorPorts: readonly number[]) {
    this.options = options;
    this.folder = mkdtempSync(join(tmpdir(), 'gridshare-processes-'));
    const isTls = options.tlsOthers !== undefined;
    const intervalSeconds = options.intervalSeconds ?? INTERVAL_SECONDS;
    const step: IntervalGrid = { intervalSeconds, intervalOffsetSeconds: 0 };
    this.firstInterval = FIRST_READING_MS / 1000 / intervalSeconds;
    const { firstInterval } = this;
    this.url = `${isTls ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`;
    const intervals = options.windowIntervals * options.windows;
    this.meters = fingerprintMeters({ ...options, intervals: intervals - options.runOffIntervals });
    this.scheme = {
      ...usualScheme({
        deployment: 'torture',
        aggregators: options.aggregators,
        threshold: options.threshold,
        trust: options.trust ?? 'covert',
        ...step,
        areas: [...new Set(this.meters.map(({ area }) => area))],
        maxMeters: this.meters.length,
        floors: {
          minMeters: 3,
          minIntervals: Math.max(1, Math.floor(options.windowIntervals / 4)),
          maxKnown: 0,
          minCrowd: 3,
        },
        firstInterval,
        windowIntervals: options.windowIntervals,
        closeAfterSeconds: Math.ceil(intervalSeconds / 10),
        graceSeconds: Math.ceil(intervalSeconds / 10),
        ...(options.sharesTopic === undefined ? {} : { sharesTopic: options.sharesTopic }),
      }),
      maxReadingWh: 2 ** 32 - 1,
    };
    const csv = join(this.folder, 'readings.csv');
    writeCsv(csv, this.meters, firstInterval, step);
    this.plan = planOf(this.scheme, port, {
      meters: this.meters,
      brokerUrl: this.url,
      brokerKind: options.broker,
      operatorBrokers: operatorPorts.map((own) => `mqtts://127.0.0.1:${own}`),
      ...(options.topicRoot === undefined ? {} : { topicRoot: options.topicRoot }),
      source: { kind: 'csv', file: csv },
      runOffIntervals: options.runOffIntervals,
      clock: {
        source: 'replay',
        offsetMs: replayOffsetMs(firstInterval, step, Date.now(), options.leadMs),
        speed: options.speed ?? REPLAY_SPEED,
      },
      commit: { maxMessages: 500, maxDelayMs: 15 },
      isDemo: true,
      patienceMs: options.patienceMs,
      ...(options.lateCommitMs === undefined ? {} : { lateCommitMs: options.lateCommitMs }),
      ...(options.tlsOthers === undefined ? {} : { tls: { hosts: [], others: options.tlsOthers } }),
    });
    this.paths = writeDeployment(join(this.folder, 'grid'), this.plan);
    if (options.brokerLimits !== undefined) this.changeBroker({ limits: options.brokerLimits });
    const { broker } = this.paths;
    this.broker =
      options.broker === 'embedded'
        ? new EmbeddedDemoBroker(broker, port)
        : new MosquittoDemoBroker(broker, port, isTls);
    this.operatorBrokers = this.paths.operatorBrokers.map(
      (folder, at) => new MosquittoDemoBroker(folder, operatorPorts[at] ?? 0, true),
    );
    this.folders = new Map([
      ['fleet', this.paths.meters],
      ['utility', this.paths.utility],
      ...this.paths.aggregators.map((folder, at) => [`aggregator-${at + 1}`, folder] as const),
    ]);
  }

  private changeBroker({ limits, ...changes }: ConfigChanges): void {
    const path = this.brokerConfig;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written just now
    const config = parse(readFileSync(path, 'utf8')) as BrokerConfig;
    writeFileSync(path, stringify({ ...config, ...changes, limits: { ...config.limits, ...limits } }));
  }

  /** Of the embedded broker. */
  get brokerConfig(): string {
    return join(this.paths.broker, CONFIG_FILE);
  }

  /** Has this grid's embedded broker serve another deployment as well; before it is started. */
  serve(other: ProcessGrid): void {
    this.changeBroker({ others: [other.brokerConfig] });
  }

  static async create(options: ProcessGridOptions): Promise<ProcessGrid> {
    const operatorPorts: number[] = [];
    for (let at = 0; options.isBridged === true && at < options.aggregators; at++) operatorPorts.push(await freePort());
    const grid = new ProcessGrid(options, await freePort(), operatorPorts);
    await writeCertificates(grid.paths, grid.plan);
    return grid;
  }

  /** Of somebody in `tlsOthers`. */
  tlsFilesOf(clientId: string): TlsFiles {
    const folder = join(this.paths.broker, '..', clientId);
    return { ca: join(folder, CA_FILE), cert: join(folder, CERT_FILE), key: join(folder, KEY_FILE) };
  }

  /** Everybody but the broker. */
  get parties(): readonly PartyName[] {
    return [...this.folders.keys()];
  }

  get intervalCount(): number {
    return this.options.windowIntervals * this.options.windows;
  }

  async startBroker(): Promise<void> {
    await this.broker.start();
    for (const broker of this.operatorBrokers) await broker.start();
  }

  /** Of the operator of an aggregator. */
  operatorBroker(aggregator: number): DemoBroker {
    const broker = this.operatorBrokers[aggregator - 1];
    if (broker === undefined) throw new RangeError(`operator ${aggregator} has no broker of its own`);
    return broker;
  }

  operatorUrl(aggregator: number): string {
    return operatorBrokerUrl(this.plan, aggregator);
  }

  start(name: PartyName): void {
    const folder = this.folders.get(name);
    if (folder === undefined) throw new RangeError(`there is no ${name}`);
    this.children.set(name, new Child(name === 'fleet' ? 'meter' : name.replace(/-\d+$/, ''), name, folder));
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(name: PartyName): Promise<void> {
    await this.children.get(name)?.kill();
    this.children.delete(name);
  }

  /** SIGKILL for everybody, the broker and its data among them, at once. */
  async cutPower(): Promise<void> {
    await Promise.all([this.broker.kill(), ...this.parties.map((name) => this.kill(name))]);
  }

  /** SIGKILL, everything it stored deleted, started again. */
  async restartBroker(): Promise<void> {
    await this.broker.restart();
  }

  /** Process ids of everybody, the embedded broker among them. */
  get pids(): ReadonlyMap<PartyName, number> {
    const pids = new Map<PartyName, number>();
    for (const [name, child] of this.children) if (child.pid !== undefined) pids.set(name, child.pid);
    const { pid } = this.broker;
    if (pid !== undefined) pids.set('broker', pid);
    return pids;
  }

  /** Throws HostError if a process ended that nobody ended. */
  check(): void {
    for (const child of this.children.values()) child.check();
    this.broker.check();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.children.values()].map((child) => child.stop()));
    await Promise.all([this.broker, ...this.operatorBrokers].map((broker) => broker.stop()));
  }

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Where a party's process leaves word of itself. */
  stateOf(name: PartyName): string {
    return join(this.folders.get(name) ?? '', 'state');
  }

  /** The end of a party's log, for whoever looks for what went wrong. */
  logOf(name: PartyName): string {
    return readFileSync(join(this.folders.get(name) ?? '', 'log.jsonl'), 'utf8');
  }

  /** What an aggregator said when it was last stopped in order. */
  reportOf(name: PartyName): AggregatorStats | undefined {
    const path = join(this.stateOf(name), 'report.json');
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as AggregatorStats) : undefined;
  }

  storeOf(name: PartyName): string {
    const file = name === 'fleet' ? 'outbox.sqlite' : name === 'utility' ? 'archive.sqlite' : 'ledger.sqlite';
    return join(this.stateOf(name), file);
  }

  /** Rows of a party's store, read beside it. Empty while there is no store. */
  rows(name: PartyName, query: string): Record<string, unknown>[] {
    return this.snapshot(name, [query])[0] ?? [];
  }

  /** What several queries of one store find at one moment: its party goes on writing. Nothing while it is being made. */
  snapshot(name: PartyName, queries: readonly string[]): Record<string, unknown>[][] {
    let database: DatabaseSync | undefined;
    const nothing = queries.map(() => []);
    try {
      database = new DatabaseSync(this.storeOf(name), { readOnly: true, timeout: 2_000 });
      const open = database;
      open.exec('BEGIN');
      if (Number(open.prepare('PRAGMA user_version').get()?.['user_version']) === 0) return nothing;
      return queries.map((query) => open.prepare(query).all());
    } catch (error) {
      if (error instanceof Error && /unable to open|no such (?:table|column)/.test(error.message)) return nothing;
      throw error;
    } finally {
      database?.close();
    }
  }
}
