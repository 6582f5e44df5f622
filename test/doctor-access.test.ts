/** Doctor and health of those who let others in: the authority and Mosquitto, running and not, right and mistaken. */
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Mosquitto, findMosquitto, startMosquittoIn } from '../broker/mosquitto.ts';
import { configurationProblems } from '../broker/mosquitto-checkup.ts';
import type { Check } from '../host/care/finding.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

const LONG = { timeout: 120_000 };
const folder = temporaryFolder();
const grid = join(folder, 'grid');
const inGrid = (...parts: string[]): string => join(grid, ...parts);
const configOf = (name: string): string => inGrid(name, 'config.yaml');
let port = 0;
let mosquitto: Mosquitto | undefined;
let authority: ReturnType<typeof start> | undefined;

interface Seen {
  readonly code: number | null;
  readonly checks: readonly Check[];
  /** Status by name; of two of one name the worse. */
  readonly by: Readonly<Record<string, string>>;
  readonly text: string;
}

async function doctor(name: string): Promise<Seen> {
  const { code, stdout } = await gridshare(['doctor', '--json', '--config', configOf(name)]);
  const { checks } = JSON.parse(stdout) as { checks: Check[] };
  const worse = checks.toSorted((one, other) => WORST.indexOf(one.status) - WORST.indexOf(other.status));
  return { code, checks, by: Object.fromEntries(worse.map((one) => [one.name, one.status])), text: stdout };
}
const WORST = ['ok', 'warning', 'failed'];

const health = (name: string, ...more: string[]) => gridshare(['health', '--config', configOf(name), ...more]);

/** What a test spoils is put back. */
const kept = new Map<string, string>();
function spoil(path: string, change: (text: string) => string): void {
  const text = readFileSync(path, 'utf8');
  if (!kept.has(path)) kept.set(path, text);
  writeFileSync(path, change(text));
}

beforeAll(async () => {
  port = await freePort();
  const urls = ['--broker', `mqtts://127.0.0.1:${port}`, '--authority', `https://127.0.0.1:${await freePort()}`];
  const made = await gridshare(['init', grid, '--meters', '3', '--tls', '--mosquitto', ...urls]);
  expect([made.code, made.stdout]).toEqual([0, expect.stringContaining(`cd ${inGrid('broker')} && mosquitto -c`)]);
}, 60_000);

afterEach(async () => {
  for (const [path, text] of kept) writeFileSync(path, text);
  kept.clear();
  authority?.child.kill('SIGTERM');
  await authority?.outcome;
  authority = undefined;
  await mosquitto?.stop();
  mosquitto = undefined;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('gridshare broker refuses the config of a Mosquitto and says what to run', LONG, async () => {
  const { code, stderr } = await gridshare(['broker', '--config', configOf('broker')]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/mosquitto -c mosquitto\.conf.*\[ERR_BROKER_KIND\]/)]);
});

test('init --mosquitto needs --tls', LONG, async () => {
  const { code, stderr } = await gridshare(['init', join(folder, 'plain'), '--mosquitto']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('--mosquitto needs --tls')]);
});

describe('the authority', LONG, () => {
  test('that does not run is in order but for its process, which is told to start', async () => {
    const { code, by, checks } = await doctor('ca');
    expect(by).toMatchObject({ config: 'ok', keys: 'ok', store: 'ok', tls: 'ok', rights: 'ok', process: 'warning' });
    expect([code, checks.find(({ name }) => name === 'process')?.advice]).toEqual([1, 'start it']);
    expect(await health('ca')).toMatchObject({ code: 1, stdout: expect.stringContaining('NOT healthy') as string });
  });

  test('that runs is well: it listens, with a certificate of its own', async () => {
    authority = start(['authority', '--config', configOf('ca')]);
    expect(await health('ca', '--wait', '30')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^authority: healthy: runs, listens for \d+ s\n$/) as string,
    });
    const { code, by } = await doctor('ca');
    expect([code, by['authority'], by['process']]).toEqual([0, 'ok', 'ok']);
    const { stdout } = await health('ca', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ role: 'authority', counts: { enrolled: 0, renewed: 0, refused: 0 } });
  });

  test('that ended says so, and one that was stopped as well', async () => {
    authority = start(['authority', '--config', configOf('ca')]);
    expect(await health('ca', '--wait', '30')).toMatchObject({ code: 0 });
    authority.child.kill('SIGTERM');
    expect((await authority.outcome).code).toBe(0);
    expect((await health('ca')).stdout).toContain('is stopped');
    spoil(configOf('ca'), (text) => text.replace(/^port: .*$/m, `port: ${port}`));
    mosquitto = await startMosquittoIn(inGrid('broker'), port, true);
    const failed = await gridshare(['authority', '--config', configOf('ca')]);
    expect([failed.code, failed.stderr]).toEqual([3, expect.stringContaining('[ERR_AUTHORITY_LISTEN]')]);
    expect((await health('ca')).stdout).toContain('ended by itself: The authority can');
  });

  test.each([
    ['rights', 'broker/acl.conf', (text: string) => text.replace('user utility', 'user nobody'), /has not the names/],
    ['rights', 'broker/crl.pem', () => 'nothing\n', /is not a revocation list in PEM/],
    [
      'store',
      'ca/issued.jsonl',
      (text: string) => `{"torn\n${text}`,
      /issued\.jsonl, line 1 is damaged.*ERR_AUTHORITY_RECORDS/,
    ],
    [
      'config',
      'ca/kit.json',
      (text: string) => text.replace(/"fingerprint": ".{4}/, '"fingerprint": "0000'),
      /pins another authority/,
    ],
    [
      'config',
      'ca/config.yaml',
      (text: string) => text.replace('broker: ../broker', 'broker: ../nowhere'),
      /cannot read .*nowhere/,
    ],
    ['keys', 'ca/key.pem', () => 'nothing\n', /is not a private key/],
    ['tls', 'broker/cert.pem', () => readFileSync(inGrid('ca/ca.pem'), 'utf8'), /is not the key of/],
  ] as const)('finds what is wrong with its %s: %s', async (name, file, change, words) => {
    spoil(inGrid(file), change);
    const { code, checks } = await doctor('ca');
    const found = checks.find((check) => check.name === name && check.status === 'failed');
    expect(found?.text).toMatch(words);
    expect(code).toBe(name === 'config' || name === 'keys' ? 2 : 3);
  });

  test('finds that the broker has an old list', async () => {
    const old = readFileSync(inGrid('broker/crl.pem'), 'utf8');
    expect(await gridshare(['issue', 'debug-me', join(folder, 'me'), '--config', configOf('ca')])).toMatchObject({
      code: 0,
    });
    expect((await doctor('ca')).by['rights']).toBe('ok');
    spoil(inGrid('broker/crl.pem'), () => old);
    const { checks } = await doctor('ca');
    expect(checks.find(({ status }) => status === 'failed')?.text).toMatch(/is not the newest list/);
    copyFileSync(inGrid('ca/crl.pem'), inGrid('broker/crl.pem'));
    kept.clear();
  });

  test('finds a key that others can read', async () => {
    chmodSync(inGrid('ca/key.pem'), 0o644);
    const { code, checks } = await doctor('ca');
    chmodSync(inGrid('ca/key.pem'), 0o600);
    expect(code).toBe(2);
    expect(checks.find(({ name }) => name === 'keys')?.text).toContain('[ERR_KEYS_EXPOSED]');
  });
});

describe.runIf(findMosquitto() !== undefined)('Mosquitto', LONG, () => {
  beforeEach(async () => {
    mosquitto = await startMosquittoIn(inGrid('broker'), port, true);
  });

  test('that runs is well, and the doctor finds nothing', async () => {
    expect(await health('broker')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^broker \(Mosquitto\): healthy: runs \(process \d+\); .*refuses strangers\n$/,
      ) as string,
    });
    const { code, by } = await doctor('broker');
    expect([code, by]).toEqual([0, { config: 'ok', tls: 'ok', rights: 'ok', broker: 'ok', process: 'ok' }]);
  });

  test('that was killed is ill, also with --alive', async () => {
    await mosquitto?.kill();
    expect(await health('broker')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('no Mosquitto runs') as string,
    });
    expect(await health('broker', '--alive')).toMatchObject({ code: 1 });
    const { code, by } = await doctor('broker');
    expect([code, by['broker'], by['process']]).toEqual([3, 'failed', 'warning']);
  });

  test.each([
    ['config', 'mosquitto.conf', /^require_certificate true$/m, 'require_certificate false', /anybody gets in without/],
    ['config', 'mosquitto.conf', /^use_username_as_clientid true\n/m, '', /can throw out any other party/],
    ['config', 'mosquitto.conf', /^acl_file .*\n/m, '', /names no acl_file/],
    ['config', 'mosquitto.conf', /^max_packet_size .*$/m, 'max_packet_size 1000', /large messages end connections/],
    ['rights', 'acl.conf', /^topic write .*\n/m, '', /is not what the topic table of this version gives/],
    ['rights', 'acl.conf', /^user .*$/gm, '', /has rights of nobody/],
    ['rights', 'crl.pem', /[\s\S]+/, 'x\n', /is not a revocation list in PEM/],
  ] as const)('finds what is wrong with its %s: %s without %s', async (name, file, line, instead, words) => {
    spoil(inGrid('broker', file), (text) => text.replace(line, instead));
    const { code, checks } = await doctor('broker');
    const found = checks.find((check) => check.name === name && check.status === 'failed');
    expect(found?.text).toMatch(words);
    expect(code).toBe(name === 'config' ? 2 : 3);
  });

  test('is found by its process in a folder of an embedded broker, too', async () => {
    spoil(configOf('broker'), (text) => text.replace('kind: mosquitto', 'kind: embedded'));
    expect((await health('broker')).stdout).toMatch(/^broker \(Mosquitto\): healthy/);
  });
});

test('a configuration is right as shipped; what stands last counts; comments do not', () => {
  const shipped = readFileSync(inGrid('broker/mosquitto.conf'), 'utf8');
  const config = { maxPacketBytes: 4_194_304 };
  expect(configurationProblems(shipped, config)).toEqual([]);
  expect(configurationProblems(`${shipped}\n# allow_anonymous true\n`, config)).toEqual([]);
  expect(configurationProblems(`${shipped}\nallow_anonymous true\n`, config)).toEqual([
    'without "allow_anonymous false" anybody gets in without a name',
  ]);
  expect(configurationProblems('listener 1883 127.0.0.1\nallow_anonymous true\n', config)).toEqual([]);
  expect(configurationProblems('listener 1883\nallow_anonymous true\n', config)).toHaveLength(1);
  expect(configurationProblems(`${shipped}\nlistener 1883 127.0.0.1\n`, config)).toEqual([
    'it has 2 listeners, each a door of its own: one is enough',
  ]);
});
