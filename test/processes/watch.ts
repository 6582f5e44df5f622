/** Looking over the broker's shoulder: how far time went, which receipts left, and whether they promised too much. */
import { MqttBus } from '../../host/bus/mqtt-bus.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { LedgerReader } from '../../aggregator/host/ledger-reader.ts';
import { decodeMessage } from '../../protocol/wire/envelope.ts';
import { parseTopic, topics } from '../../protocol/wire/topics.ts';
import type { Receipt } from '../../schemas/types.ts';
import type { ProcessGrid } from './grid.ts';
import { logsOf } from './verdict.ts';

export class Watch {
  holdMs = 0;
  /** Messages that meters sent, as far as this client saw them. */
  shareMessages = 0;
  private readonly grid: ProcessGrid;
  private readonly bus: MqttBus;
  /** The latest receipt by aggregator and meter. */
  private readonly receipts = new Map<number, Map<string, Receipt>>();

  constructor(grid: ProcessGrid) {
    this.grid = grid;
    this.bus = new MqttBus({
      url: grid.url,
      clientId: `debug-watch-${process.pid}`,
      queueLimit: 10,
      reconnectMinMs: 20,
      reconnectMaxMs: 200,
      keepaliveSeconds: 30,
    });
  }

  async start(): Promise<void> {
    const subscribed = this.bus.subscribe([topics.clock(), 'grid/meter/+/receipts/+', 'grid/agg/+/shares']);
    await this.bus.start({
      onMessage: ({ topic, payload }) => this.message(topic, payload),
      onConnected: () => {},
      onDisconnected: () => {},
    });
    await subscribed;
  }

  private message(topic: string, payload: Uint8Array): void {
    const name = parseTopic(topic)?.name;
    if (name === 'shares') {
      this.shareMessages += 1;
    } else if (name === 'clock') {
      const decoded = decodeMessage('clock', payload);
      if (decoded.isOk) this.holdMs = Math.max(this.holdMs, decoded.message.holdMs);
    } else if (name === 'receipts') {
      const decoded = decodeMessage('receipt', payload);
      if (!decoded.isOk) return;
      const { aggregator, meter } = decoded.message;
      const known = this.receipts.get(aggregator) ?? new Map<string, Receipt>();
      this.receipts.set(aggregator, known.set(meter, decoded.message));
    }
  }

  /** Cells that an aggregator's receipts promise and its ledger lacks. To be asked while it is dead. [P-6.2] */
  brokenPromises(aggregator: number): string[] {
    const { grid } = this;
    const held = new Set<string>();
    const logs = logsOf(grid);
    const erased = grid.rows(
      `aggregator-${aggregator}`,
      'SELECT name, first, until FROM erased JOIN area ON number = area',
    );
    const isErased = (area: string, interval: number): boolean =>
      erased.some((row) => row['name'] === area && interval >= Number(row['first']) && interval < Number(row['until']));
    const ledger = LedgerReader.open(grid.storeOf(`aggregator-${aggregator}`));
    for (const area of ledger.areas())
      for (const { interval, index } of ledger.places(area))
        held.add(`${logs.get(area)?.roster.byIndex(index)?.meter.id}/${interval}`);
    ledger.close();
    const broken: string[] = [];
    for (const { area, meter, from, stored } of this.receipts.get(aggregator)?.values() ?? []) {
      for (const bit of Bitmap.decode(stored) ?? []) {
        // What is settled is erased, and not needed again. [P-6.5]
        if (isErased(area, from + bit)) continue;
        const cell = `${meter}/${from + bit}`;
        if (!held.has(cell)) broken.push(`aggregator ${aggregator} receipted ${cell} and has lost it`);
      }
    }
    return broken;
  }

  async stop(): Promise<void> {
    await this.bus.stop(200);
  }
}
