/**
 * What genuine certificates of a thief and of an operator who is not in the scheme can do to a grid of real processes, on both
 * brokers over mutual TLS: whole recorded sessions again, backwards and to others; messages and wills that the broker keeps
 * for them. What counts is what the parties' stores say at the end: to the Wh, and with evidence against nobody. [P-6] [P-10.2]
 */
import { describe, expect, test } from 'vitest';
import { parseTopic, topics } from '../../protocol/wire/topics.ts';
import { ProcessGrid } from '../processes/grid.ts';
import { verdictOf } from '../processes/verdict.ts';
import { KINDS, type Kind } from './brokers.ts';
import { type Delivery, RawClient } from './raw-client.ts';

const PATIENCE_MS = 300_000;
const WATCH = 'debug-watch';
const THIEF = 'meter-m0001';
const STRANGER = 'aggregator-4';
const METERS = 6;
const WINDOWS = 4;
const WINDOW_INTERVALS = 4;

class Play {
  readonly grid: ProcessGrid;
  private readonly clients: RawClient[] = [];
  sent = 0;

  constructor(grid: ProcessGrid) {
    this.grid = grid;
  }

  async until(what: string, isMet: () => boolean): Promise<void> {
    for (const endMs = performance.now() + PATIENCE_MS / 3; performance.now() < endMs;) {
      this.grid.check();
      if (isMet()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`gave up waiting until ${what}: ${JSON.stringify(verdictOf(this.grid).unsettled.slice(0, 5))}`);
  }

  async join(clientId: string, will?: Delivery): Promise<RawClient | undefined> {
    const client = new RawClient(Number(new URL(this.grid.url).port), this.grid.tlsFilesOf(clientId));
    this.clients.push(client);
    const left = will === undefined ? {} : { will: { topic: will.topic, payload: will.text, isRetained: true } };
    return (await client.connect({ clientId, ...left })) ? client : undefined;
  }

  /** On one connection after the other: whoever says what it may not is thrown out. */
  async say(clientId: string, messages: readonly Delivery[]): Promise<void> {
    let client = await this.join(clientId);
    for (const { topic, text, isRetained } of messages) {
      if (client === undefined || client.isClosed) client = await this.join(clientId);
      await client?.publish(topic, text, isRetained);
      this.sent += 1;
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end(false)));
    await this.grid.stop();
    this.grid.delete();
  }
}

/** A message on the same topic of another aggregator. */
function moved({ topic, ...rest }: Delivery, aggregator: number): Delivery {
  return { ...rest, topic: topic.replace(/^grid\/agg\/\d+\//, `grid/agg/${aggregator}/`) };
}

function startGrid(kind: Kind): Promise<ProcessGrid> {
  return ProcessGrid.create({
    seed: 5,
    broker: kind === 'embedded' ? 'embedded' : 'mosquitto',
    meters: METERS,
    areas: 1,
    aggregators: 3,
    threshold: 2,
    windowIntervals: WINDOW_INTERVALS,
    windows: WINDOWS,
    runOffIntervals: 2,
    speed: (WINDOW_INTERVALS * 900) / 2,
    tlsOthers: [WATCH, THIEF, STRANGER],
  });
}

/** Everything that was said so far, again, by those who only have a certificate. */
async function attack(play: Play, heard: (name: string) => Delivery[]): Promise<void> {
  const shares = heard('shares').map((one) => ({ ...one, isRetained: false }));
  const backwards = shares.toReversed();
  await play.say(THIEF, shares);
  await play.say(THIEF, backwards);
  for (const aggregator of [1, 2, 3]) {
    const misdirected = backwards.slice(0, 30).map((one) => moved(one, aggregator));
    await play.say(THIEF, misdirected);
  }
  const kept = [1, 2, 3].map((aggregator) => moved({ ...shares[0]!, isRetained: true }, aggregator));
  await play.say(THIEF, kept);
  for (const will of kept) await (await play.join(THIEF, will))?.end(false);
  await play.say(STRANGER, heard('totals').toReversed());
  for (const name of ['manifests', 'accepts', 'log', 'recovery', 'rejections', 'key', 'status']) {
    const own = heard(name).filter(({ topic }) => topic.startsWith('grid/agg/1/'));
    const moving = own.toReversed().map((one) => moved(one, 4));
    await play.say(STRANGER, moving);
  }
  const receipts = heard('receipts').filter(({ topic }) => topic === topics.receipts('m0001', 1));
  const foreign = receipts.map((one) => ({ ...one, topic: topics.receipts('m0001', 4), isRetained: true }));
  await play.say(STRANGER, foreign);
}

describe.each(KINDS)('[P-6] what genuine certificates can do to the parties: %s', (kind) => {
  test(
    '[P-6.4] sessions replayed, reordered and misdirected, and what the broker keeps of them, change no store',
    { timeout: PATIENCE_MS },
    async () => {
      const grid = await startGrid(kind);
      const play = new Play(grid);
      try {
        await grid.startBroker();
        const watch = await play.join(WATCH);
        await watch?.subscribe(['grid/#']);
        for (const name of grid.parties) grid.start(name);
        const heard = (name: string): Delivery[] =>
          (watch?.deliveries ?? []).filter(({ topic }) => parseTopic(topic)?.name === name);
        await play.until('a window is billed', () => heard('bill').length >= METERS && heard('totals').length > 0);
        await attack(play, heard);
        // Who comes back now is given whatever the broker kept.
        for (const name of ['aggregator-2', 'fleet', 'utility']) {
          await grid.kill(name);
          grid.start(name);
        }
        await play.until('all is billed and answered', () => {
          const { lost, double, unsettled } = verdictOf(grid);
          expect([...lost, ...double]).toEqual([]);
          return unsettled.length === 0;
        });
        const verdict = verdictOf(grid);
        await grid.stop();
        expect(verdict).toMatchObject({ lost: [], double: [], unsettled: [], bills: METERS * WINDOWS });
        // It did arrive.
        const reports = [1, 2, 3].map((aggregator) => grid.reportOf(`aggregator-${aggregator}`));
        expect(play.sent).toBeGreaterThan(200);
        expect(reports.reduce((sum, report) => sum + (report?.duplicates ?? 0), 0)).toBeGreaterThan(50);
        expect(reports.flatMap((report) => Object.keys(report?.rejections ?? {}))).toContain('outdated_config');
      } finally {
        await play.end();
      }
    },
  );
});
