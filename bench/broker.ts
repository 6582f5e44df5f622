/**
 * How fast Mosquitto may be fed: `npm run bench:broker`. It acknowledges what it can't deliver and drops it in silence once a subscriber
 * is too far behind. A publisher sends as fast as it is acknowledged; a subscriber takes its time over each message and publishes one
 * itself, as an aggregator does. First with a small queue, which loses some (the control), then
 * with the configuration as it is shipped, which must not. More than the subscriber takes in half a minute is lost either way: the acknowledgements of what it
 * publishes are behind that, and its bus gives the connection up. Exits with 1 if either fails. All on 127.0.0.1, and bounded. [P-10.9]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../broker/free-port.ts';
import { findMosquitto, startMosquittoIn } from '../broker/mosquitto.ts';
import { mosquittoConfig } from '../broker/mosquitto-config.ts';
import { MqttBus } from '../host/bus/mqtt-bus.ts';
import { topics } from '../protocol/wire/topics.ts';

/** A share message of one interval. */
const MESSAGE_BYTES = 600;
const ANSWER_BYTES = 300;
/** Fewer than the publisher is ahead in the end. */
const SMALL_QUEUE = 10_000;
/** Nothing has come for so long: nothing will. */
const QUIET_MS = 4_000;
const MOST_MS = 300_000;

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '40000' },
    /** What the subscriber does about each message, in microseconds. */
    work: { type: 'string', default: '300' },
    json: { type: 'boolean', default: false },
    /** For itself: publish to this port. */
    publish: { type: 'string' },
  },
});
const messageCount = Number(values.messages);
const workMs = Number(values.work) / 1_000;

function busAt(port: string, clientId: string): MqttBus {
  return new MqttBus({
    url: `mqtt://127.0.0.1:${port}`,
    clientId,
    queueLimit: 2 * messageCount,
    reconnectMinMs: 100,
    reconnectMaxMs: 1_000,
    keepaliveSeconds: 60,
  });
}

async function publishAll(port: string): Promise<void> {
  const bus = busAt(port, 'fleet-bench');
  await bus.start({ onMessage: () => {}, onConnected: () => {}, onDisconnected: () => {} });
  const payload = Buffer.alloc(MESSAGE_BYTES, 'x');
  const beganMs = performance.now();
  const acknowledged = Promise.withResolvers<void>();
  let count = 0;
  for (let at = 0; at < messageCount; at += 1)
    bus.publish({ topic: topics.shares(1), payload, isRetained: false }, () => {
      count += 1;
      if (count === messageCount) acknowledged.resolve();
    });
  await acknowledged.promise;
  process.stdout.write(`${Math.round((messageCount / (performance.now() - beganMs)) * 1_000)}\n`);
  await bus.stop(1_000);
}

interface Outcome {
  readonly arrived: number;
  /** Acknowledged a second. */
  readonly fedPerSecond: number;
  readonly takenPerSecond: number;
  /** Connections of the subscriber that ended. */
  readonly endings: number;
}

/** Every message is acknowledged; how many of them arrive. */
async function feed(change: (config: string) => string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'gridshare-bench-broker-'));
  const port = await freePort();
  const config = join(folder, 'mosquitto.conf');
  writeFileSync(config, change(mosquittoConfig({ port, stateFolder: folder })));
  const mosquitto = await startMosquittoIn(folder, port, false);
  const bus = busAt(String(port), 'aggregator-1');
  const answer = Buffer.alloc(ANSWER_BYTES, 'y');
  let arrived = 0;
  let lastMs = performance.now();
  const onMessage = (): void => {
    arrived += 1;
    const untilMs = performance.now() + workMs;
    bus.publish({ topic: topics.receipts(`m-${arrived % 1_000}`, 1), payload: answer, isRetained: true });
    while (performance.now() < untilMs);
    lastMs = performance.now();
  };
  const subscribed = bus.subscribe([topics.shares(1)]);
  let endings = 0;
  await bus.start({ onMessage, onConnected: () => {}, onDisconnected: () => (endings += 1) });
  await subscribed;
  const words = [import.meta.filename, '--publish', String(port), '--messages', String(messageCount)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const beganMs = performance.now();
  const isOver = (): boolean => arrived === messageCount || (said !== '' && performance.now() - lastMs > QUIET_MS);
  while (performance.now() - beganMs < MOST_MS && !isOver()) await sleep(100);
  child.kill();
  await bus.stop(1_000);
  await mosquitto.stop();
  rmSync(folder, { recursive: true, force: true });
  const takenPerSecond = Math.round((arrived / (lastMs - beganMs)) * 1_000);
  return { arrived, fedPerSecond: Number(said), takenPerSecond, endings };
}

interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: number;
  readonly isReached: boolean;
}

async function main(): Promise<number> {
  if (findMosquitto() === undefined) {
    process.stderr.write('skipped: Mosquitto is not installed; to run it: apt-get install mosquitto\n');
    if (values.json) process.stdout.write('[]\n');
    return 0;
  }
  const small = (config: string): string =>
    config.replace(/^max_queued_messages .*$/m, `max_queued_messages ${SMALL_QUEUE}`);
  const [lossy, shipped] = [await feed(small), await feed((config) => config)];
  const lost = messageCount - lossy.arrived;
  const rows: Row[] = [
    { name: 'fed', value: shipped.fedPerSecond, unit: 'messages/s', goal: 0, isReached: true },
    { name: 'taken by the subscriber', value: shipped.takenPerSecond, unit: 'messages/s', goal: 0, isReached: true },
    {
      name: `lost with a queue of ${SMALL_QUEUE} (control)`,
      value: lost,
      unit: 'messages',
      goal: 1,
      isReached: lost > 0,
    },
    { name: 'connections given up', value: shipped.endings, unit: '', goal: 0, isReached: shipped.endings === 0 },
    {
      name: 'lost as it is shipped',
      value: messageCount - shipped.arrived,
      unit: 'messages',
      goal: 0,
      isReached: shipped.arrived === messageCount,
    },
  ];
  if (values.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else
    for (const { name, value, unit, isReached } of rows)
      process.stdout.write(
        `${name.padEnd(40)} ${String(value).padStart(8)} ${unit}${isReached ? '' : '  NOT REACHED'}\n`,
      );
  return rows.every(({ isReached }) => isReached) ? 0 : 1;
}

if (values.publish !== undefined) await publishAll(values.publish);
else process.exitCode = await main();
