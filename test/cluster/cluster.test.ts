/**
 * [P-6.2] A broker of three nodes: RabbitMQ with its MQTT plugin, over TLS, by certificates and topic permissions. Parties are spread
 * over the nodes; each node is killed in turn and brought back, and every total is exact. What judges that has its controls in
 * verdict.test.ts; here a plain subscriber shows that the brokers did lose what they had acknowledged. docs/brokers.md says what
 * this taught.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { freePort } from '../../broker/free-port.ts';
import { parseAddress } from '../../host/base/address.ts';
import { CA_FILE, CERT_FILE, CONFIG_FILE, KEY_FILE } from '../../host/base/file-names.ts';
import { MqttBus } from '../../host/bus/mqtt-bus.ts';
import { type Connection, openConnection } from '../../host/bus/mqtt-client.ts';
import { readTls } from '../../host/keys/tls-files.ts';
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import type { PartyConfig } from '../../host/base/config.ts';
import { ProcessGrid } from '../processes/grid.ts';
import { follow, until, wait, written } from '../processes/until.ts';
import { verdictOf } from '../processes/verdict.ts';
import { RabbitCluster, rabbitProblem } from './rabbitmq.ts';
import { rabbitDefinitions } from './rabbitmq-rights.ts';

const LONG = { timeout: 600_000 };
const METERS = 12;
const WINDOWS = { windowIntervals: 24, windows: 2, runOffIntervals: 2 };
const NODES = 3;
/** Where each party begins: every node has some. */
const FIRST_NODE = new Map([
  ['fleet', 1],
  ['aggregator-1', 1],
  ['aggregator-2', 2],
  ['utility', 2],
  ['aggregator-3', 3],
]);
const CLIENT_IDS = ['fleet-homes', 'aggregator-1', 'aggregator-2', 'aggregator-3', 'utility'];
/** Beside the parties: two that measure, one without any right, one that is to be revoked. */
const [SENDER, LISTENER, NOBODY, REVOKED] = [
  'debug-sender',
  'debug-listener',
  'debug-nobody',
  'debug-revoked',
] as const;
const OTHERS = [SENDER, LISTENER, NOBODY, REVOKED];
const PROBE = 'grid/probe/numbers';
const PROBE_EVERY_MS = 5;
const ANSWER_WITHIN_MS = 5_000;

const problem = rabbitProblem();
let grid: ProcessGrid;
let cluster: RabbitCluster;

beforeAll(async () => {
  if (problem !== undefined) return;
  grid = await ProcessGrid.create({
    seed: 1,
    broker: 'mosquitto',
    tlsOthers: OTHERS,
    meters: METERS,
    areas: 2,
    aggregators: 3,
    threshold: 2,
    // A quarter of an hour in three seconds. What is retained does not reach everybody here: parties say it again each interval.
    speed: 300,
    patienceMs: 2_000,
    ...WINDOWS,
  });
  const { broker } = grid.paths;
  const tls = { ca: join(broker, CA_FILE), cert: join(broker, CERT_FILE), key: join(broker, KEY_FILE) };
  const { port } = parseAddress(grid.url, ['mqtts'], 'the grid');
  const probes = new Map([SENDER, LISTENER, REVOKED].map((name) => [name, [PROBE, 'grid/probe/+']]));
  const definitions = rabbitDefinitions(CLIENT_IDS, new Map([...probes, [NOBODY, []]]));
  const ports = [port, await freePort(), await freePort()];
  cluster = await RabbitCluster.create(join(grid.folder, 'rabbitmq'), ports, tls, definitions);
  await cluster.start();
}, LONG.timeout);

afterAll(async () => {
  if (problem !== undefined) return;
  await grid.stop();
  await cluster.stop();
  grid.delete();
});

function folderOf(name: string): string {
  const { meters, utility, aggregators } = grid.paths;
  if (name === 'fleet') return meters;
  return name === 'utility' ? utility : (aggregators[Number(name.slice(-1)) - 1] ?? '');
}

/** All nodes' addresses, that of node `first` first. */
function giveAddresses(name: string, first: number): void {
  const path = join(folderOf(name), CONFIG_FILE);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written just now
  const config = parse(readFileSync(path, 'utf8')) as Exclude<PartyConfig, { role: 'broker' }>;
  const [url, ...furtherUrls] = cluster.urlsFrom(first);
  writeFileSync(path, stringify({ ...config, bus: { ...config.bus, url, furtherUrls } }));
}

/** How often a party has said in its log that it is connected. */
function connectionsOf(name: string): number {
  try {
    return grid.logOf(name).split('"msg":"connected to the broker"').length - 1;
  } catch {
    return 0;
  }
}

/** One connection of mqtt.js; `as`: a client id that is not the certificate's. Resolves once it is open or has ended. */
async function connectAt(node: number, name: string, as = name): Promise<Connection> {
  const url = cluster.url(node);
  const root = new TopicRoot();
  const limits = { queueLimit: 1, reconnectMinMs: 1, reconnectMaxMs: 1, keepaliveSeconds: 30 };
  const tls = (): ReturnType<typeof readTls> => readTls(grid.tlsFilesOf(name));
  const connection = openConnection(
    { url, clientId: as, tls, ...limits },
    parseAddress(url, ['mqtts'], 'a node'),
    root,
  );
  connection.client.on('error', () => {});
  connection.client.once('close', () => (connection.isOpen = false));
  await new Promise<void>((resolve) => {
    connection.client.once('close', resolve);
    connection.client.once('connect', () => {
      connection.isOpen = true;
      resolve();
    });
  });
  return connection;
}

function end({ client }: Connection): void {
  client.end(true);
}

type Answer = 'taken' | 'closed' | 'silent';

/** What became of a request: an answer, the end of the connection, or neither. */
function answerOf({ client }: Connection, ask: (done: (isGranted: boolean) => void) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('silent'), ANSWER_WITHIN_MS);
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    client.once('close', () => settle('closed'));
    ask((isGranted) => settle(isGranted ? 'taken' : 'closed'));
  });
}

const publishing = (
  connection: Connection,
  topic: string,
  payload: string | Buffer = 'x',
  retain = false,
): Promise<Answer> =>
  answerOf(connection, (done) =>
    connection.client.publish(topic, payload, { qos: 1, retain }, (error) =>
      done(error === undefined || error === null),
    ),
  );

const subscribing = (connection: Connection, filter: string): Promise<Answer> =>
  answerOf(connection, (done) =>
    connection.client.subscribe(filter, { qos: 1 }, (error, _granted, packet) =>
      done(error === null && packet?.granted.every((code) => Number(code) < 0x80) === true),
    ),
  );

/** What comes within a second of subscribing. */
async function retainedAt(node: number, filter: string): Promise<string[]> {
  const connection = await connectAt(node, LISTENER);
  const heard: string[] = [];
  connection.client.on('message', (_topic, payload) => heard.push(payload.toString()));
  expect(await subscribing(connection, filter)).toBe('taken');
  await wait(1_000);
  end(connection);
  return heard;
}

describe.skipIf(problem !== undefined)(`three nodes of RabbitMQ${problem === undefined ? '' : ` (${problem})`}`, () => {
  test('are one cluster', () => {
    for (let at = 1; at <= NODES; at += 1) expect(cluster.runningSeenBy(at)).toBe(NODES);
  });

  test(
    '[P-10] rights: by the certificate’s name and the topic table; no other topic, filter or size',
    LONG,
    async () => {
      const nobody = await connectAt(1, NOBODY);
      expect(nobody.isOpen).toBe(true);
      expect(await publishing(nobody, 'grid/scheme')).toBe('closed');
      const reader = await connectAt(1, NOBODY);
      expect(await subscribing(reader, 'grid/agg/1/shares')).toBe('closed');
      // Controls: who has the right has it, and only within its levels.
      const sender = await connectAt(1, SENDER);
      expect(await publishing(sender, PROBE)).toBe('taken');
      expect(await subscribing(sender, 'grid/probe/+')).toBe('taken');
      expect(await subscribing(sender, 'grid/probe/#')).toBe('closed');
      const large = await connectAt(1, SENDER);
      expect(await publishing(large, PROBE, Buffer.alloc(4_000_000))).toBe('taken');
      // Too large: no answer and no end. A party's bus waits half a minute for the one, and makes a new connection.
      expect(await publishing(large, PROBE, Buffer.alloc(4_200_000))).toBe('silent');
      // Under another's client id nobody subscribes. That it gets in, and throws out the owner, this version can't refuse.
      const posing = await connectAt(1, NOBODY, 'aggregator-1');
      expect(posing.isOpen).toBe(true);
      expect(await subscribing(posing, 'grid/agg/1/shares')).toBe('closed');
      for (const connection of [nobody, reader, sender, large, posing]) end(connection);
    },
  );

  test('a revoked one is out once its user is deleted and its connections are closed', LONG, async () => {
    const before = await connectAt(2, REVOKED);
    expect(await publishing(before, PROBE)).toBe('taken');
    cluster.control(1, 'delete_user', REVOKED);
    const closed = new Promise<void>((resolve) => before.client.once('close', () => resolve()));
    cluster.control(1, 'close_all_user_connections', REVOKED, 'revoked');
    await closed;
    const again = await connectAt(3, REVOKED);
    expect(again.isOpen).toBe(false);
    end(again);
  });

  test(
    'what is retained is on one node, and for filters without wildcards only: parties say it again',
    LONG,
    async () => {
      const sender = await connectAt(1, SENDER);
      expect(await publishing(sender, PROBE, 'kept', true)).toBe('taken');
      end(sender);
      await wait(500);
      expect(await retainedAt(1, PROBE)).toEqual(['kept']);
      expect(await retainedAt(1, 'grid/probe/+')).toEqual([]);
      expect(await retainedAt(2, PROBE)).toEqual([]);
    },
  );

  test(
    'each is killed in turn under load and brought back: every total is exact, nothing lost, nothing double',
    LONG,
    async () => {
      for (const [name, first] of FIRST_NODE) giveAddresses(name, first);
      // Who holds on to what it hears goes first: a node knows no retained message of another.
      for (const name of ['fleet', 'utility']) grid.start(name);
      await until('fleet and utility are connected', 60, grid, () =>
        ['fleet', 'utility'].every((name) => connectionsOf(name) > 0) ? true : undefined,
      );
      for (const at of [1, 2, 3]) grid.start(`aggregator-${at}`);
      const numbers = await Numbers.start();
      const notes: string[] = [];
      for (const victim of [2, 1, 3]) {
        const from = written(grid);
        expect(
          await follow(
            grid,
            () => written(grid),
            (count) => count >= from + 2,
          ),
        ).toBeGreaterThanOrEqual(from + 2);
        const before = new Map(grid.parties.map((name) => [name, connectionsOf(name)]));
        await cluster.kill(victim);
        const killedAtMs = performance.now();
        const at = written(grid);
        // While it is down everybody is at the others, and time goes on.
        const moved = await until(`those of node ${victim} are elsewhere`, 60, grid, () => {
          const names = grid.parties.filter((name) => connectionsOf(name) > (before.get(name) ?? 0));
          return names.length > 0 && grid.parties.every((name) => isConnected(name)) ? names : undefined;
        });
        notes.push(
          `node ${victim}: ${moved.join(', ')} moved in ${((performance.now() - killedAtMs) / 1_000).toFixed(1)} s`,
        );
        expect(
          await follow(
            grid,
            () => written(grid),
            (count) => count >= at + 2,
          ),
        ).toBeGreaterThanOrEqual(at + 2);
        await cluster.startNode(victim);
        await until(`node ${victim} is back`, 60, grid, () => cluster.runningSeenBy(victim) === NODES || undefined);
      }
      const verdict = await follow(
        grid,
        () => verdictOf(grid),
        ({ lost, double, unsettled }) => lost.length + double.length + unsettled.length === 0,
      );
      const probe = await numbers.stop();
      const { bills, loads, voidCells, bookings } = verdict;
      const figures = { notes, bills, loads, voidCells, bookings, probe };
      process.stdout.write(`${JSON.stringify(figures)}\n`);
      expect(verdict).toMatchObject({ lost: [], double: [], unsettled: [], bills: METERS * WINDOWS.windows });
      expect(loads).toBeGreaterThan(0);
      // Control: the broker did lose messages that it had acknowledged. To count on it would have cost energy.
      expect(probe.acknowledged).toBeGreaterThan(1_000);
      expect(probe.missing).toBeGreaterThan(0);
    },
  );
});

function isConnected(name: string): boolean {
  const log = grid.logOf(name);
  return log.lastIndexOf('"msg":"connected to the broker"') > log.lastIndexOf('"msg":"Disconnected"');
}

/** A stream of numbered messages from one client to another through the cluster, by the bus that parties have. */
class Numbers {
  private readonly sender: MqttBus;
  private readonly listener: MqttBus;
  private readonly acknowledged = new Set<number>();
  private readonly heard = new Set<number>();
  private readonly timer: NodeJS.Timeout;
  private next = 0;

  private constructor(sender: MqttBus, listener: MqttBus) {
    this.sender = sender;
    this.listener = listener;
    this.timer = setInterval(() => {
      const number = this.next++;
      sender.publish({ topic: PROBE, payload: String(number), isRetained: false }, () => this.acknowledged.add(number));
    }, PROBE_EVERY_MS);
  }

  static async start(): Promise<Numbers> {
    const busOf = (name: string, first: number): MqttBus => {
      const [url, ...furtherUrls] = cluster.urlsFrom(first);
      const limits = { queueLimit: 100_000, reconnectMinMs: 50, reconnectMaxMs: 500, keepaliveSeconds: 30 };
      return new MqttBus({ url, furtherUrls, clientId: name, tls: () => readTls(grid.tlsFilesOf(name)), ...limits });
    };
    const [sender, listener] = [busOf(SENDER, 3), busOf(LISTENER, 2)];
    const subscribed = listener.subscribe([PROBE]);
    const silent = { onMessage: () => {}, onConnected: () => {}, onDisconnected: () => {} };
    let made: Numbers | undefined;
    await listener.start({
      ...silent,
      onMessage: ({ payload }) => made?.heard.add(Number(Buffer.from(payload).toString())),
    });
    await Promise.all([subscribed, sender.start(silent)]);
    made = new Numbers(sender, listener);
    return made;
  }

  async stop(): Promise<{ readonly acknowledged: number; readonly missing: number }> {
    clearInterval(this.timer);
    await this.sender.stop(5_000);
    await wait(1_000);
    await this.listener.stop(1_000);
    const missing = [...this.acknowledged].filter((number) => !this.heard.has(number)).length;
    return { acknowledged: this.acknowledged.size, missing };
  }
}
