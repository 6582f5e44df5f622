/** Watching a demo from outside: a debug client on the bus, and the stores on disk. The demo may look everywhere. */
import { DatabaseSync } from 'node:sqlite';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MqttBus } from '../../broker/mqtt-bus.ts';
import { decodeMessage } from '../../protocol/envelope.ts';
import { topics } from '../../protocol/topics.ts';
import { ArchiveReader } from '../../utility/archive-reader.ts';
import { ARCHIVE_FILE } from '../../utility/main.ts';

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

  constructor(url: string) {
    this.bus = new MqttBus({
      url,
      clientId: `debug-demo-${process.pid}`,
      queueLimit: 10,
      reconnectMinMs: 100,
      reconnectMaxMs: 1_000,
      keepaliveSeconds: 30,
    });
  }

  async start(): Promise<void> {
    const subscribed = this.bus.subscribe([topics.clock(), topics.shares(1)]);
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
    } else if (this.sample === undefined) {
      this.sample = { topic, payload: Buffer.from(payload).toString() };
      // One is enough to show; the rest would only cost time.
      void this.bus.unsubscribe([topics.shares(1)]);
    }
  }

  async stop(): Promise<void> {
    await this.bus.stop(500);
  }
}

/** Opens the archive of a running utility, once it exists. */
export function openArchive(utilityFolder: string): ArchiveReader | undefined {
  const path = join(utilityFolder, 'state', ARCHIVE_FILE);
  return existsSync(path) ? ArchiveReader.open(path) : undefined;
}

/** How many bills have arrived and footed at the meters, by the fleet's own outbox. */
export function billedCount(metersFolder: string): number {
  const path = join(metersFolder, 'state', 'outbox.sqlite');
  if (!existsSync(path)) return 0;
  const database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
  try {
    return Number(database.prepare('SELECT count(*) AS count FROM billed').get()?.['count'] ?? 0);
  } finally {
    database.close();
  }
}

/** The first value share that an aggregator stored, as hex: what it saw of that reading. */
export function firstShare(aggregatorFolder: string): string | undefined {
  const path = join(aggregatorFolder, 'state', 'ledger.sqlite');
  if (!existsSync(path)) return undefined;
  const database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
  try {
    const shares = database.prepare('SELECT shares FROM cell ORDER BY area, interval, meter LIMIT 1').get()?.['shares'];
    return shares instanceof Uint8Array ? Buffer.from(shares.subarray(0, 16)).toString('hex') : undefined;
  } finally {
    database.close();
  }
}
