/** `gridshare tap` as a person uses it: views, filters, ends, a broker that comes and goes, and messages that are none. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedBroker, startEmbeddedBroker } from '../broker/embedded.ts';
import { until } from '../host/bus/bus.conformance.ts';
import { MqttBus } from '../host/bus/mqtt-bus.ts';
import { topics } from '../protocol/wire/topics.ts';
import { freePort, gridshare, start } from './gridshare.ts';

const MAIN = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
const ROOT = 'city/north';
const EVIL = '\u001b[2J\u202e\n-- connected';

const vector = (name: string): string => {
  const [first] = JSON.parse(readFileSync(new URL(`../schemas/vectors/${name}.json`, import.meta.url), 'utf8')) as {
    readonly payload: string;
  }[];
  return first?.payload ?? '';
};

let port = 0;
let broker: EmbeddedBroker;
let fleet: MqttBus;
let running: ReturnType<typeof start>[] = [];

const run = (): Promise<EmbeddedBroker> =>
  startEmbeddedBroker({
    host: '127.0.0.1',
    port,
    topicRoot: ROOT,
    isDebugAllowed: true,
    isClockAllowed: true,
    maxPacketBytes: 4_194_304,
  });

beforeEach(async () => {
  port = await freePort();
  broker = await run();
  fleet = await speakAs('fleet-a');
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  running = [];
  await fleet.stop(500);
  await broker.stop();
});

async function speakAs(party: string): Promise<MqttBus> {
  const bus = new MqttBus({
    url: `mqtt://127.0.0.1:${port}`,
    clientId: `${party}@${ROOT}`,
    topicRoot: ROOT,
    queueLimit: 100,
    reconnectMinMs: 100,
    reconnectMaxMs: 500,
    keepaliveSeconds: 30,
  });
  await bus.start({ onMessage: () => {}, onConnected: () => {}, onDisconnected: () => {} });
  return bus;
}

function tapWith(...args: readonly string[]): ReturnType<typeof start> {
  const tap = start(['tap', '--broker', `mqtt://u:geheim@127.0.0.1:${port}`, '--root', ROOT, ...args]);
  running.push(tap);
  return tap;
}

const connected = (tap: ReturnType<typeof start>, times = 1): Promise<void> =>
  until('it listens', () => tap.output().split('connected to').length > times);

function say(topic: string, payload: string): void {
  fleet.publish({ topic, payload, isRetained: false });
}

describe('gridshare tap', () => {
  test('tells a line a message and explains a kind once; Ctrl-C ends it with 0 and the summary', async () => {
    const tap = tapWith('--name', 'here');
    await connected(tap);
    say(topics.shares(1), vector('shares'));
    say(topics.shares(2), vector('shares'));
    await until('both are told', () => tap.output().split('sealed for').length > 2);
    tap.child.kill('SIGINT');
    const { code, stdout, stderr } = await tap.outcome;
    expect([code, stderr]).toEqual([
      0,
      `-- connected to mqtt://127.0.0.1:${port} as debug-here@${ROOT}, root ${ROOT}\n`,
    ]);
    expect(stdout).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} {2}meter-\S+ > aggregator-1 +shares +[\d,]+ B .*\[sealed for aggregator-1\]$/m,
    );
    expect(stdout.match(/^ {4}shares: sealed Shamir shares/gm)).toHaveLength(1);
    expect(stdout).toContain("broker and taps: sees who, to whom, when, how long; can't see any value");
    expect(stdout).toMatch(/^2 messages, [\d,]+ bytes in \d+ s\.$/m);
    expect(stdout).toMatch(/^aggregator-1 +0 +1 +1 /m);
    expect(stdout).toMatch(/^broker and taps +0 +2 +0 /m);
  });

  test('of one party: what it hears, and nothing else', async () => {
    const tap = tapWith('--party', 'aggregator-2', '--count', '1', '--json');
    await connected(tap);
    say(topics.shares(1), vector('shares'));
    say(topics.shares(2), vector('shares'));
    const { code, stdout } = await tap.outcome;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      topic: `${ROOT}/agg/2/shares`,
      kind: 'shares',
      to: ['aggregator-2'],
      sealedFor: 'aggregator-2',
      sees: [{ party: 'aggregator-2', isHeard: true, isOpened: true, can: 'opens it: one share of each reading' }],
    });
  });

  test('of one filter only; and messages that are none, with nothing that a terminal would obey', async () => {
    const tap = tapWith('--topic', `${ROOT}/agg/1/shares`, '--count', '3');
    await connected(tap);
    say(topics.shares(2), vector('shares'));
    say(topics.shares(1), EVIL);
    say(topics.shares(1), '');
    say(topics.shares(1), JSON.stringify({ [EVIL]: EVIL }));
    const { code, stdout } = await tap.outcome;
    expect(code).toBe(0);
    expect(stdout.match(/\[INVALID: /g)).toHaveLength(3);
    // oxlint-disable-next-line no-control-regex -- what is looked for are control characters
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(stdout).not.toMatch(/^-- /m);
    expect(stdout).not.toContain('aggregator-2');
    expect(stdout).toMatch(/^3 messages, 3 of them invalid/m);
  });

  test('comes back when the broker does, says so, and goes on', async () => {
    const tap = tapWith();
    await connected(tap);
    await broker.stop();
    await until('it says that it is gone', () => tap.output().includes('the connection is gone'));
    broker = await run();
    await connected(tap, 2);
    await until('the fleet is back', () => fleet.pendingCount === 0);
    say(topics.shares(1), vector('shares'));
    await until('it is told', () => tap.output().includes('sealed for'));
    tap.child.kill('SIGTERM');
    const { code, stdout, stderr } = await tap.outcome;
    expect([code, stdout.includes('1 message, ')]).toEqual([0, true]);
    expect(stderr).toContain('again; what was said meanwhile went by unseen');
  });

  test('says that another one has its name', async () => {
    const taps = [tapWith('--name', 'same'), tapWith('--name', 'same')];
    const words = `another process is called debug-same@${ROOT}, too`;
    await until('one of them says so', () => taps.some((tap) => tap.output().includes(words)));
    expect(taps.map((tap) => tap.output()).join('')).toContain('Give each a name of its own (--name)');
  });

  test('ends quietly when its reader has seen enough', async () => {
    const script = '"$@" 2>/dev/null | head -1 >/dev/null; echo "${PIPESTATUS[*]}"';
    const args = [MAIN, 'tap', '--broker', `mqtt://127.0.0.1:${port}`, '--root', ROOT];
    const child = spawn('bash', ['-c', script, 'bash', process.execPath, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let codes = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (codes += text));
    const ended = new Promise((resolve) => child.once('close', resolve));
    const talking = setInterval(() => say(topics.shares(1), vector('shares')), 100);
    try {
      await ended;
    } finally {
      clearInterval(talking);
    }
    expect(codes).toBe('0 0\n');
  });

  test('without --seconds it waits, with it ends, also where nothing is said', async () => {
    const { code, stdout } = await tapWith('--seconds', '1').outcome;
    expect([code, stdout]).toEqual([0, expect.stringContaining('0 messages, 0 bytes in 1 s.')]);
  });

  test.each<[what: string, args: readonly string[], code: number, says: string]>([
    ['no place', [], 2, "name a party's --config, or the --broker, and not both"],
    [
      'a party that listens to nothing',
      ['--broker', 'URL', '--party', 'fleet-a'],
      2,
      'aggregator-J, utility, meter-ID or broker',
    ],
    ['a filter of another root', ['--broker', 'URL', '--root', ROOT, '--topic', 'grid/#'], 2, `below ${ROOT}/`],
    ['a filter that is none', ['--broker', 'URL', '--topic', 'grid/#/x'], 2, 'an MQTT filter'],
    ['a name that is none', ['--broker', 'URL', '--name', 'a/b'], 2, '--name "a/b" is invalid'],
    ['another root', ['--broker', 'URL'], 3, 'serves nobody below grid'],
    ['a broker that is away', ['--broker', 'mqtt://127.0.0.1:1'], 3, '[ERR_TAP_UNREACHABLE]'],
    ['TLS without a certificate', ['--broker', 'mqtts://127.0.0.1:1'], 2, 'gridshare issue debug-me me --config'],
    ['a certificate without TLS', ['--broker', 'URL', '--tls', '.'], 2, '--tls goes with mqtts://'],
  ])('%s: says what to do', async (_what, args, code, says) => {
    const url = `mqtt://u:geheim@127.0.0.1:${port}`;
    const outcome = await gridshare(['tap', ...args.map((arg) => arg.replace('URL', url))]);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toContain(says);
    expect(outcome.stderr).not.toContain('geheim');
  });
});
