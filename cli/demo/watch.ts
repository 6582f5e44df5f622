/** Watching a demo from outside: a debug client on the bus, and the stores on disk. The demo may look everywhere. */
import { DatabaseSync } from 'node:sqlite';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MqttBus } from '../../host/bus/mqtt-bus.ts';
import { HostError } from '../../host/base/errors.ts';
import { type TlsFiles, readTls } from '../../host/keys/tls-files.ts';
import { decodeMessage } from '../../protocol/wire/envelope.ts';
import { sharesFilters } from '../../protocol/wire/heard.ts';
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import { topicFilter, topics } from '../../protocol/wire/topics.ts';
import { WATCHER } from './demo-plan.ts';
import type { SightRecorder } from './sights.ts';
import { ARCHIVE_FILE, ArchiveReader } from '../../utility/host/archive-reader.ts';

/** Whatever aggregators are sent by meters. */
const EVERY_SHARE = (['shares', 'areaShares', 'meterShares'] as const).map(topicFilter);

/** One message as the broker sees it. */
export interface Sample {
  readonly topic: string;
  readonly payload: string;
}

export class Watcher {
  /** How far the fleet has let grid time go. */
  holdMs = 0;
  sample: Sample | undefined;
  private readonly bus: MqttBus;
  private readonly sights: SightRecorder | undefined;

  /** `sights`: hears what goes to any aggregator. */
  constructor(url: string, topicRoot: string | undefined, tls?: TlsFiles, sights?: SightRecorder) {
    this.sights = sights;
    this.bus = new MqttBus({
      url,
      clientId: new TopicRoot(topicRoot).clientIdOf(WATCHER),
      ...(topicRoot === undefined ? {} : { topicRoot }),
      ...(tls === undefined ? {} : { tls: () => readTls(tls) }),
      queueLimit: 10,
      reconnectMinMs: 100,
      reconnectMaxMs: 1_000,
      keepaliveSeconds: 30,
    });
  }

  async start(): Promise<void> {
    const all = this.sights === undefined ? sharesFilters(1) : EVERY_SHARE;
    const subscribed = this.bus.subscribe([topics.clock(), ...all]);
    await this.bus.start({
      onMessage: ({ topic, payload }) => this.message(topic, payload),
      onConnected: () => {},
      onDisconnected: () => {},
    });
    await subscribed;
  }

  private message(topic: string, payload: Uint8Array): void {
    if (topic === topics.clock()) {
      const decoded = decodeMessage('clock', payload);
      if (decoded.isOk) this.holdMs = Math.max(this.holdMs, decoded.message.holdMs);
      return;
    }
    this.sights?.take(topic, payload);
    if (this.sample === undefined) {
      this.sample = { topic, payload: Buffer.from(payload).toString() };
      // One is enough to show; the rest would only cost time.
      if (this.sights === undefined) void this.bus.unsubscribe(sharesFilters(1));
    }
  }

  async stop(): Promise<void> {
    await this.bus.stop(500);
  }
}

/** Opens the archive of a running utility, once it exists. */
export function openArchive(utilityFolder: string): ArchiveReader | undefined {
  const path = join(utilityFolder, 'state', ARCHIVE_FILE);
  if (!existsSync(path)) return undefined;
  try {
    return ArchiveReader.open(path);
  } catch (error) {
    if (error instanceof HostError && error.code === 'ERR_STORE_EMPTY') return undefined;
    throw error;
  }
}

/** One row of a party's store, for the demo's own eyes. Undefined while the store is not there or still empty. */
function lookInto(path: string, query: string): Record<string, unknown> | undefined {
  if (!existsSync(path)) return undefined;
  const database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
  try {
    if (Number(database.prepare('PRAGMA user_version').get()?.['user_version']) === 0) return undefined;
    return database.prepare(query).get();
  } finally {
    database.close();
  }
}

/** How many bills have arrived and footed at the meters, by the fleet's own outbox. */
export function billedCount(metersFolder: string): number {
  return Number(
    lookInto(join(metersFolder, 'state', 'outbox.sqlite'), 'SELECT count(*) AS count FROM billed')?.['count'] ?? 0,
  );
}

/** How many shares an aggregator still has: those of windows that are not settled. */
export function keptShares(aggregatorFolder: string): number {
  const path = join(aggregatorFolder, 'state', 'ledger.sqlite');
  return Number(lookInto(path, 'SELECT coalesce(sum(cells), 0) AS count FROM cell_batch')?.['count'] ?? 0);
}
