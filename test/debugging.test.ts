/**
 * `docs/debugging.md`, typed: its line for every topic hears that topic in a running grid, at both brokers, with TLS and
 * without, and `gridshare tap` beside it. What says nothing in ordinary operation is made to speak by a real liar.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeTlsFiles } from '../authority/authority.ts';
import { EnrolmentDesk } from '../authority/enrolment.ts';
import { type Mosquitto, findMosquitto, startMosquitto, startMosquittoIn } from '../broker/mosquitto.ts';
import { readConfig } from '../host/base/config.ts';
import { until } from '../host/bus/bus.conformance.ts';
import { MqttBus } from '../host/bus/mqtt-bus.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { readPartyKeys } from '../host/keys/keys.ts';
import { readTls } from '../host/keys/tls-files.ts';
import { withSignature } from '../protocol/keys/signing.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { parseTopic, TOPICS, topicFilter, topics } from '../protocol/wire/topics.ts';
import { type Ended, ROOT, Typist, typedIn } from './typing.ts';
import { freePort, gridshare } from './gridshare.ts';

const TEXT = readFileSync(join(ROOT, 'docs/debugging.md'), 'utf8');
/** Long enough for a machine that is busy; who hears something ends at once. */
const PATIENCE_SECONDS = 60;
const AREA = 'area-1';
const HAS_CLIENTS = spawnSync('mosquitto_sub', ['--help']).error === undefined;

function section(heading: string): string {
  const start = TEXT.indexOf(`\n${heading}\n`);
  expect([heading, start]).not.toEqual([heading, -1]);
  const level = /^#+/.exec(heading)?.[0] ?? '';
  const rest = TEXT.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${level.length}} `, 'm'));
  return end === -1 ? rest : rest.slice(0, end);
}

interface Documented {
  readonly heading: string;
  readonly name: string;
  readonly lines: readonly string[];
}

/** The sections of topics, in order: pattern, name and lines. */
function documentedIn(text: string): Documented[] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((part) => ({
      heading: /^`([^`]+)`\n/.exec(part)?.[1] ?? '',
      name: /^\*\*`(\w+)`\.\*\*/m.exec(part)?.[1] ?? '',
      lines: typedIn(part),
    }));
}

const patternOf = (pattern: string): string =>
  pattern.replace('{aggregator}', '<j>').replace('{meterId}', '<id>').replace('{area}', '<area>');
const filterIn = (line: string): string => / -t '([^']+)'/.exec(line)?.[1] ?? '';
const isTlsLine = (line: string): boolean => line.includes(' --cafile ');

describe('the document against the table of topics', () => {
  const documented = documentedIn(section('## Every topic'));

  test('has every topic by name and pattern, in order, and no other', () => {
    expect(documented.map(({ heading, name }) => [name, heading])).toEqual(
      TOPICS.map(({ name, pattern }) => [name, patternOf(pattern)]),
    );
  });

  test('has a line for each, plain and with TLS, as debug identity, for exactly its filter', () => {
    for (const { name, lines } of documented) {
      expect([name, lines.map(isTlsLine)]).toEqual([name, [false, true]]);
      for (const line of lines) {
        const known = TOPICS.find((row) => row.name === name)?.name ?? 'clock';
        expect([name, filterIn(line)]).toEqual([name, topicFilter(known)]);
        expect(line).toMatch(/^mosquitto_sub -h 127\.0\.0\.1 .* -i debug-me -v .*\| gridshare decode$/);
      }
    }
  });

  test('says who may read each, as the table does', () => {
    const words: Readonly<Record<string, string>> = {
      'own-aggregator': 'aggregator j',
      'own-meter': 'that meter',
      utility: 'utility',
      aggregator: 'aggregators',
    };
    for (const { name, subscribers } of TOPICS) {
      const part =
        section('## Every topic')
          .split(/^### /m)
          .find((text) => text.includes(`**\`${name}\`.**`)) ?? '';
      const named = subscribers.flatMap((right) => words[right] ?? []);
      const expected = (subscribers as readonly string[]).includes('meter') ? 'everybody' : named.join(', ');
      expect([name, /May be read by:\s+([^.]*)\./.exec(part)?.[1]?.replaceAll(/\s+/g, ' ')]).toEqual([
        name,
        `${expected}, debug identities`,
      ]);
    }
  });

  test('control: a topic that is missing or another one is found', () => {
    const planted = TEXT.replace('### `grid/scheme`', '### `grid/schemes`');
    expect(documentedIn(planted).map(({ heading }) => heading)).not.toContain('grid/scheme');
    expect(documentedIn(planted).map(({ heading }) => heading)).toContain('grid/schemes');
  });
});

interface Grid {
  readonly typist: Typist;
  readonly port: number;
  readonly isTls: boolean;
  readonly desk: EnrolmentDesk | undefined;
}

/** As it is typed here: the broker's port, a name of its own, the folder of that name. */
function typed(line: string, { port }: Grid, name = 'debug-me'): string {
  return line
    .replaceAll(/\b(?:1883|8883)\b/g, String(port))
    .replaceAll('debug-me', name)
    .replaceAll(/ me\//g, ` ${name}/`);
}

async function certify({ desk, typist }: Grid, name: string): Promise<void> {
  if (desk === undefined) return;
  writeTlsFiles(join(typist.folder, name), desk.authority.authority.cert, await desk.issue(name));
}

/** A client that speaks as somebody, and what it hears. */
async function joinAs(grid: Grid, clientId: string, folder = clientId, filters: readonly string[] = []) {
  const { typist, port, isTls } = grid;
  const file = (name: string): string => join(typist.folder, folder, name);
  const bus = new MqttBus({
    url: `${isTls ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`,
    ...(isTls ? { tls: () => readTls({ ca: file('ca.pem'), cert: file('cert.pem'), key: file('key.pem') }) } : {}),
    clientId,
    queueLimit: 100,
    reconnectMinMs: 100,
    reconnectMaxMs: 1_000,
    keepaliveSeconds: 30,
  });
  const heard = new Map<string, string>();
  const subscribed = filters.length === 0 ? undefined : bus.subscribe(filters);
  await bus.start({
    onMessage: ({ topic, payload }) => heard.set(parseTopic(topic)?.name ?? '', Buffer.from(payload).toString()),
    onConnected: () => {},
    onDisconnected: () => {},
  });
  await subscribed;
  return { bus, heard, say: (topic: string, payload: string) => bus.publish({ topic, payload, isRetained: false }) };
}

/** Two heads of one length that aggregator 3 signs: whoever hears both has the proof. */
function lies({ typist }: Grid): readonly Record<string, unknown>[] {
  const folder = join(typist.folder, 'grid/aggregator-3');
  const { deployment } = readConfig('config-aggregator', join(folder, 'config.yaml'));
  const { identity } = readPartyKeys(join(folder, 'keys.json'));
  return ['A', 'B'].map((letter) =>
    withSignature(nodeCrypto, identity.privateKey, 'head', {
      version: 1,
      deployment,
      type: 'head',
      area: AREA,
      aggregator: 3,
      storeEpoch: 1,
      length: 2,
      hash: `${letter.repeat(42)}A`,
      ballot: 0,
      keptFrom: 0,
    }),
  );
}

/** What ordinary operation has nothing of: other forms of topics, a refused message, a liar. Aggregator 3 is stopped: the test speaks for it. */
async function provoke(grid: Grid): Promise<{ stop(): Promise<void> }> {
  const watch = await joinAs(grid, 'debug-test', 'debug-test', ['grid/#']);
  const fleet = await joinAs(grid, 'fleet-extra');
  await until('shares and totals went by', () => watch.heard.has('shares') && watch.heard.has('totals'));
  await grid.typist.stop('grid/aggregator-3/config.yaml');
  const third = await joinAs(grid, 'aggregator-3', 'grid/aggregator-3');
  const [shares = '', total = ''] = [watch.heard.get('shares'), watch.heard.get('totals')];
  const {
    meter = '',
    aggregator = 1,
    deployment,
  } = JSON.parse(shares) as {
    meter?: string;
    aggregator?: number;
    deployment?: string;
  };
  fleet.say(topics.areaShares(aggregator, AREA), shares);
  fleet.say(topics.meterShares(aggregator, AREA, meter), shares);
  fleet.say(topics.shares(1), '{"no":"shares"}');
  third.say(topics.areaTotals(AREA), total);
  const [one, other] = lies(grid);
  for (const head of [one, other]) third.say(topics.log(3, AREA), canonicalJson(head));
  fleet.say(topics.meterEvidence(meter), canonicalJson({ version: 1, deployment, type: 'head-pair', one, other }));
  return { stop: async () => void (await Promise.all([watch, fleet, third].map(({ bus }) => bus.stop(1_000)))) };
}

const brokers: Mosquitto[] = [];
const typists: Typist[] = [];
afterAll(async () => {
  await Promise.all(typists.map((typist) => typist.leave()));
  await Promise.all(brokers.map((broker) => broker.stop()));
});

const BROKER = 'gridshare broker --config grid/broker/config.yaml';

async function begin(kind: string, isTls: boolean): Promise<Grid> {
  const typist = new Typist([]);
  typists.push(typist);
  const port = await freePort();
  cpSync(join(ROOT, 'examples/classic/homes.csv'), join(typist.folder, 'homes.csv'));
  const tls = isTls ? `--tls --authority https://127.0.0.1:1${kind === 'Mosquitto' ? ' --mosquitto' : ''} ` : '';
  const url = `${isTls ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`;
  await typist.type(`gridshare init grid ${tls}--replay homes.csv --broker ${url}`);
  const tariff = join(ROOT, 'examples/tariffs/linear.yaml');
  await typist.type(`gridshare tariff add ${tariff} --config grid/utility/config.yaml`);
  const desk = isTls ? await EnrolmentDesk.open(join(typist.folder, 'grid/ca/config.yaml')) : undefined;
  const grid = { typist, port, isTls, desk };
  for (const name of ['debug-test', 'fleet-extra', ...TOPICS.map((_, at) => `debug-${at}`)]) await certify(grid, name);
  const config = join(typist.folder, 'grid/broker/config.yaml');
  // A replay allows it: here it is allowed as the document says.
  writeFileSync(config, readFileSync(config, 'utf8').replace('allowDebug: true', 'allowDebug: false'));
  return grid;
}

/** Starts the broker, and gets in as the document says; what was said before that names the way. */
async function getIn(kind: string, grid: Grid): Promise<void> {
  const { typist, port, isTls } = grid;
  const folder = join(typist.folder, 'grid/broker');
  if (kind === 'embedded') {
    await typist.type(BROKER);
    const tls = isTls ? ['--tls', join(typist.folder, 'debug-0')] : [];
    const refused = await gridshare(['tap', ...tls, '--config', join(folder, 'config.yaml')]);
    expect([refused.code, refused.stdout]).toEqual([3, '']);
    expect(refused.stderr).toMatch(
      /Debug identities are switched off .*\n {2}allowDebug: true {4}in \S+broker\/config\.yaml.*/,
    );
    expect(refused.stderr).toContain('[ERR_TAP_REFUSED]');
    for (const line of typedIn(section('### At the embedded broker'))) await typist.type(line);
    await typist.stop('grid/broker/config.yaml');
    await typist.type(BROKER);
  } else if (isTls) brokers.push(await startMosquittoIn(folder, port, true));
  else brokers.push(await startMosquitto({ port, stateFolder: join(typist.folder, 'mosquitto') }));
  if (!isTls) return;
  const nameless = await gridshare(['tap', '--config', join(folder, 'config.yaml')]);
  expect(nameless.code).toBe(2);
  expect(nameless.stderr).toMatch(/gridshare issue debug-me me --config \S+ca\/config\.yaml/);
  const foreign = await gridshare([
    'tap',
    '--tls',
    join(folder, '../utility'),
    '--config',
    join(folder, 'config.yaml'),
  ]);
  expect([foreign.code, foreign.stderr]).toEqual([2, expect.stringContaining('[ERR_TLS_FOREIGN]')]);
  for (const line of typedIn(section('### With TLS'))) await typist.type(line);
}

function tapLines(isTls: boolean): readonly string[] {
  return typedIn(section('## gridshare tap')).filter((line) => line.includes('--tls ') === isTls);
}

const KINDS = findMosquitto() === undefined ? ['embedded'] : ['embedded', 'Mosquitto'];
if (!HAS_CLIENTS)
  process.stderr.write('The lines of docs/debugging.md are not run: apt-get install mosquitto-clients\n');

describe.skipIf(!HAS_CLIENTS).each(KINDS)('typed at %s', { timeout: 300_000 }, (kind) => {
  test.each([
    ['plain', false],
    ['TLS', true],
  ] as const)('%s: every line hears its topic, and so does the tap', async (_what, isTls) => {
    const grid = await begin(kind, isTls);
    const { typist } = grid;
    await getIn(kind, grid);
    const lines = documentedIn(section('## Every topic')).map(
      ({ lines: both }) => both.find((line) => isTlsLine(line) === isTls) ?? '',
    );
    const listening = lines.map((line, at) => {
      const command = typed(line.replace(/ \| gridshare decode$/, ''), grid, `debug-${at}`);
      return typist.run(`exec ${command} -C 1 -W ${PATIENCE_SECONDS}`).ended;
    });
    // A certificate is one tap's: with TLS one after the other.
    const tapping = (async (): Promise<readonly Ended[]> => {
      const run = (line: string): Promise<Ended> =>
        typist.run(`exec ${typed(line, grid).replace(/ debug-me\//, ' me/')}`).ended;
      if (!isTls) return Promise.all([...tapLines(false), ...questions('gridshare tap')].map(run));
      const ended: Ended[] = [];
      for (const line of tapLines(true)) ended.push(await run(line));
      return ended;
    })();
    for (const party of ['aggregator-1', 'aggregator-2', 'aggregator-3', 'utility', 'meters'])
      await typist.type(`gridshare ${party.replace(/s$|-\d$/, '')} --config grid/${party}/config.yaml`);
    const provoked = await provoke(grid);
    const heard = await Promise.all(listening);
    // A line that hears nothing ends with 27.
    expect(heard.map(({ code, output }, at) => [TOPICS[at]?.name, code, output.length > 0])).toEqual(
      TOPICS.map(({ name }) => [name, 0, true]),
    );
    expect(heard.map(({ output }) => parseTopic(output.split(' ')[0] ?? '')?.name)).toEqual(
      TOPICS.map(({ name }) => name),
    );
    const file = join(typist.folder, 'heard.txt');
    writeFileSync(file, heard.map(({ output }) => output).join(''));
    const decoded = await typist.run(`gridshare decode < ${file}`).ended;
    expect([decoded.code, decoded.output.match(/^grid\//gm)?.length]).toEqual([0, TOPICS.length]);
    for (const { code, output } of await tapping)
      expect([code, output]).toEqual([0, expect.stringMatching(/^(?:\{|\d\d:\d\d:\d\d)/m)]);
    await provoked.stop();
    if (kind === 'embedded' && !isTls) for (const line of questions('')) await ask(grid, line);
    if (isTls) await leave(kind, grid);
  });
});

/** Lines of the section of questions that begin so; those of taps apart. */
function questions(start: string): readonly string[] {
  return typedIn(section('## Questions')).filter((line) => line.startsWith('gridshare tap') === (start !== ''));
}

async function ask(grid: Grid, line: string): Promise<void> {
  const { code, output } = await grid.typist.run(typed(line, grid)).ended;
  // Whether something new is said in these three seconds is nobody's to say.
  const codes = line.includes(' -W 3') ? [0, 27] : [0];
  expect([line, codes.includes(code ?? -1), output]).toEqual([line, true, expect.stringMatching(/\S/)]);
}

/** The right is taken away as the document says, and then it is away. */
async function leave(kind: string, grid: Grid): Promise<void> {
  const { typist } = grid;
  mkdirSync(join(typist.folder, 'kept'));
  cpSync(join(typist.folder, 'me'), join(typist.folder, 'kept'), { recursive: true });
  for (const line of typedIn(section('## Afterwards'))) await typist.type(line);
  const late = await typist.run('gridshare tap --tls kept --config grid/utility/config.yaml --count 1').ended;
  expect([kind, late.code, late.output]).toEqual([kind, 3, expect.stringContaining('[ERR_TAP_REFUSED]')]);
}
