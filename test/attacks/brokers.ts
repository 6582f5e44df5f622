/** Both brokers over mutual TLS, as the attacks on them find them: started as they are run, parties with genuine certificates. */
import { startEmbeddedBroker } from '../../broker/embedded.ts';
import type { BrokerStats } from '../../broker/stats.ts';
import { findMosquitto, startMosquitto } from '../../broker/mosquitto.ts';
import type { BusLogger } from '../../host/bus/bus.ts';
import type { TlsFiles } from '../../host/keys/tls-files.ts';
import type { SharesTopic } from '../../protocol/wire/topics.ts';
import type { ConnectionLimits } from '../../schemas/types.ts';
import { TestAuthority } from '../certificates.ts';
import { type Delivery, RawClient, type RawOptions } from './raw-client.ts';

export type Kind = 'embedded' | 'Mosquitto';

/** Those that are installed. */
export const KINDS: readonly Kind[] = findMosquitto() === undefined ? ['embedded'] : ['embedded', 'Mosquitto'];

export interface BrokerUnderAttackOptions {
  readonly kind: Kind;
  /** Who has a certificate. */
  readonly clientIds: readonly string[];
  /** What certificates say of meters' areas, by client id. */
  readonly areas?: Readonly<Record<string, string>>;
  /** What its config says; `aggregator` if not said. */
  readonly sharesTopic?: SharesTopic;
  readonly limits?: Partial<ConnectionLimits>;
  readonly maxPacketBytes?: number;
  /** Of the embedded one. */
  readonly logger?: BusLogger;
  /** What may wait for one subscriber. */
  readonly maxWaitingBytes?: number;
}

interface Running {
  readonly port: number;
  readonly pid: number;
  reload(): void;
  stats?(): BrokerStats;
  stop(): Promise<void>;
}

/** A client that did what it was told, or was not let in. */
export class BrokerUnderAttack {
  readonly kind: Kind;
  readonly authority: TestAuthority;
  private readonly broker: Running;
  private readonly files: Map<string, TlsFiles>;
  private clients: RawClient[] = [];

  private constructor(kind: Kind, authority: TestAuthority, broker: Running, files: Map<string, TlsFiles>) {
    this.kind = kind;
    this.authority = authority;
    this.broker = broker;
    this.files = files;
  }

  static async start(options: BrokerUnderAttackOptions): Promise<BrokerUnderAttack> {
    const { kind, clientIds, areas = {}, limits = {}, maxPacketBytes, maxWaitingBytes, logger } = options;
    const choices = { sharesTopic: options.sharesTopic ?? 'aggregator' };
    const authority = await TestAuthority.create();
    const files = new Map<string, TlsFiles>();
    for (const clientId of clientIds) files.set(clientId, await authority.client(clientId, { area: areas[clientId] }));
    await authority.publish(choices);
    const size = maxPacketBytes === undefined ? {} : { maxPacketBytes };
    if (kind === 'Mosquitto') {
      const common = {
        host: '127.0.0.1',
        port: 0,
        stateFolder: authority.brokerFolder,
        maxQueuedBytes: maxWaitingBytes,
        ...size,
      };
      return new BrokerUnderAttack(
        kind,
        authority,
        await startMosquitto({ ...common, tls: authority.mosquitto }),
        files,
      );
    }
    const broker = await startEmbeddedBroker({
      host: '127.0.0.1',
      port: 0,
      isDebugAllowed: true,
      isClockAllowed: false,
      ...choices,
      tls: authority.broker,
      // Many tests come from one address here.
      limits: { connectsPerSecond: 10_000, ...limits },
      ...(logger === undefined ? {} : { logger }),
      ...(maxWaitingBytes === undefined ? {} : { undelivered: { totalBytes: maxWaitingBytes } }),
      ...size,
    });
    return new BrokerUnderAttack(kind, authority, { ...broker, pid: process.pid, reload: () => undefined }, files);
  }

  get port(): number {
    return this.broker.port;
  }

  get pid(): number {
    return this.broker.pid;
  }

  /** Of the embedded one. */
  get stats(): BrokerStats | undefined {
    return this.broker.stats?.();
  }

  filesOf(clientId: string): TlsFiles {
    const files = this.files.get(clientId);
    if (files === undefined) throw new RangeError(`${clientId} has no certificate`);
    return files;
  }

  /** A connection with somebody's certificate, before CONNECT. */
  open(clientId: string, files: TlsFiles = this.filesOf(clientId)): RawClient {
    const client = new RawClient(this.port, files);
    this.clients.push(client);
    return client;
  }

  /** Connects under the name of the certificate, unless `options` claim another. Throws if it is not let in. */
  async join(clientId: string, filters: readonly string[] = [], options: Partial<RawOptions> = {}): Promise<RawClient> {
    const client = this.open(clientId);
    if (!(await client.connect({ clientId, ...options }))) throw new Error(`${clientId} was not let in`);
    if (filters.length > 0) await client.subscribe(filters);
    return client;
  }

  /** Publishes one message as somebody who may, on a connection of its own. */
  async publishAs(clientId: string, topic: string, payload: string, isRetained = false): Promise<void> {
    const client = await this.join(clientId);
    if (!(await client.publish(topic, payload, isRetained))) throw new Error(`${clientId} could not publish ${topic}`);
    await client.end(true);
  }

  /** Revokes somebody's certificates; resolves when the broker refuses them. */
  async revoke(clientId: string): Promise<void> {
    await this.authority.revoke(clientId);
    this.broker.reload();
    for (;;) {
      const client = this.open(clientId);
      const isIn = await client.connect({ clientId });
      await client.end(false);
      if (!isIn) return;
    }
  }

  /** Enrols somebody again, under a new certificate. */
  async enrol(clientId: string): Promise<void> {
    this.files.set(clientId, await this.authority.client(clientId));
    await this.authority.publish();
    this.broker.reload();
  }

  async closeClients(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end(false)));
    this.clients = [];
  }

  async stop(): Promise<void> {
    await this.closeClients();
    await this.broker.stop();
    this.authority.remove();
  }
}

export function topicsOf(deliveries: readonly Delivery[]): string[] {
  return [...new Set(deliveries.map(({ topic }) => topic))].toSorted();
}
