/** `gridshare revoke` with a broker that runs: embedded, and Mosquitto under its own user, whose files others rewrite. [P-10.1] */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { findMosquitto } from '../broker/mosquitto.ts';
import { MqttBus } from '../host/bus/mqtt-bus.ts';
import { probeBroker } from '../host/care/probe.ts';
import { type TlsFiles, readTls } from '../host/keys/tls-files.ts';
import { topics } from '../protocol/wire/topics.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

/** A user's number, by its name; undefined where there is none. */
function userOf(name: string): number | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  return line === undefined ? undefined : Number(line.split(':')[2]);
}

const MOSQUITTO_USER = userOf('mosquitto');
/** Only root starts a process of another user. */
const isOwnUserPossible = findMosquitto() !== undefined && MOSQUITTO_USER !== undefined && process.getuid?.() === 0;

let folder: string;
let grid: string;
let url: string;
let children: ChildProcess[] = [];
let buses: MqttBus[] = [];

const configOf = (name: string): string => join(grid, name, 'config.yaml');
const brokerFile = (name: string): string => join(grid, 'broker', name);
const revoke = (name: string) => gridshare(['revoke', name, '--config', configOf('ca')]);

function filesIn(name: string): TlsFiles {
  return { ca: join(grid, name, 'ca.pem'), cert: join(grid, name, 'cert.pem'), key: join(grid, name, 'key.pem') };
}

interface Listener {
  readonly bus: MqttBus;
  connectedCount: number;
  readonly reasons: string[];
  readonly received: string[];
}

/** A party that is connected, and listens to what it may hear. */
async function joined(clientId: string, filters: readonly string[], files = filesIn(clientId)): Promise<Listener> {
  const bus = new MqttBus({
    url,
    tls: () => readTls(files),
    clientId,
    queueLimit: 100,
    reconnectMinMs: 50,
    reconnectMaxMs: 200,
    keepaliveSeconds: 30,
  });
  buses.push(bus);
  const listener: Listener = { bus, connectedCount: 0, reasons: [], received: [] };
  const started = bus.start({
    onMessage: ({ payload }) => void listener.received.push(Buffer.from(payload).toString('utf8')),
    onConnected: () => void (listener.connectedCount += 1),
    onDisconnected: (reason) => void listener.reasons.push(reason),
  });
  await Promise.all([started, bus.subscribe(filters)]);
  return listener;
}

async function issue(clientId: string): Promise<void> {
  const args = [clientId, join(grid, clientId), '--area', 'area-1', '--config', configOf('ca')];
  expect(await gridshare(['issue', ...args])).toMatchObject({ code: 0 });
}

beforeEach(async () => {
  folder = temporaryFolder();
  grid = join(folder, 'grid');
  url = `mqtts://127.0.0.1:${await freePort()}`;
  const urls = ['--broker', url, '--authority', 'https://127.0.0.1:1'];
  const args = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--tls', ...urls];
  expect(await gridshare(['init', grid, ...args])).toMatchObject({ code: 0 });
});

afterEach(async () => {
  await Promise.all(buses.map((bus) => bus.stop(0).catch(() => undefined)));
  for (const child of children) child.kill('SIGKILL');
  [buses, children] = [[], []];
  rmSync(folder, { recursive: true, force: true });
});

async function untilUp(): Promise<void> {
  let isUp = false;
  await until('the broker answers', () => {
    const ca = readFileSync(filesIn('broker').ca, 'utf8');
    void probeBroker(url, 'debug-x', { ca }).then(({ kind }) => (isUp ||= kind === 'refusedCertificate'));
    return isUp;
  });
}

async function startEmbedded(): Promise<void> {
  children.push(start(['broker', '--config', configOf('broker')]).child);
  await untilUp();
}

/** As Debian's unit does: root starts it in the folder, and it becomes the user `mosquitto`, whose folder that is. */
async function startMosquitto(): Promise<ChildProcess> {
  execFileSync('chown', ['-R', 'mosquitto:', join(grid, 'broker')]);
  const options = { cwd: join(grid, 'broker'), stdio: 'ignore' as const };
  const child = spawn(findMosquitto() ?? '', ['-c', 'mosquitto.conf'], options);
  children.push(child);
  await untilUp();
  expect(readFileSync(`/proc/${child.pid}/status`, 'utf8')).toMatch(new RegExp(`^Uid:\\s+${MOSQUITTO_USER}\\s`, 'm'));
  return child;
}

const KINDS = [
  ['the embedded broker', startEmbedded],
  ...(isOwnUserPossible ? [['Mosquitto under its own user', startMosquitto] as const] : []),
] as const;

const LONG = { timeout: 120_000 };

describe.each(KINDS)('[P-10.1] revoke with %s', LONG, (_kind, startBroker) => {
  test('who is revoked is out within two seconds, by a word of the broker; everybody else lives on', async () => {
    for (const name of ['meter-m-900', 'meter-m-901']) await issue(name);
    await startBroker();
    const topic = topics.key(1);
    const gone = await joined('meter-m-900', [topic]);
    const [stays, utility] = [await joined('meter-m-901', [topic]), await joined('utility', [])];
    const aggregator = await joined('aggregator-1', []);
    const before = new Map(['crl.pem', 'acl.conf'].map((name) => [name, statSync(brokerFile(name))]));
    let outAtMs = 0;
    void until('it is out', () => gone.reasons.length > 0).then(() => (outAtMs = Date.now()));
    const { code, stdout, stderr } = await revoke('m-900');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Revoked m-900: 1 certificate');
    expect(stdout).toContain(`${url} refuses certificates of the new list; whoever was connected there as meter-m-900`);
    await until('it is out', () => outAtMs > 0);
    expect(outAtMs - statSync(brokerFile('crl.pem')).mtimeMs).toBeLessThan(2_000);
    await until('it was kept out', () => gone.reasons.length > 2);
    expect(gone.connectedCount).toBe(1);
    aggregator.bus.publish({ topic, payload: 'afterwards', isRetained: true });
    await until('the other one hears', () => stays.received.includes('afterwards'));
    expect(gone.received).toEqual([]);
    expect([stays, utility, aggregator].map(({ connectedCount, reasons }) => [connectedCount, reasons])).toEqual([
      [1, []],
      [1, []],
      [1, []],
    ]);
    for (const [name, { uid, gid, mode }] of before)
      expect(statSync(brokerFile(name)), name).toMatchObject({ uid, gid, mode });
    // What was made for asking is nobody's right, and no file's.
    const acl = readFileSync(brokerFile('acl.conf'), 'utf8');
    expect(acl).not.toMatch(/debug-|meter-m-900\b/);
    expect(acl).toContain('user meter-m-901\n');
    expect(
      readdirSync(join(grid, 'ca'))
        .filter((name) => name.endsWith('.pem'))
        .toSorted(),
    ).toEqual(['ca.pem', 'crl.pem', 'key.pem']);
    // Again: nothing is left to revoke, and it is still in force.
    expect(await revoke('m-900')).toMatchObject({ code: 0 });
  });

  test('a broker that does not get the new list is found out', async () => {
    await issue('meter-m-900');
    // The broker's folder is on its machine; here is a copy that nobody looks into.
    await startBroker();
    const gone = await joined('meter-m-900', []);
    cpSync(join(grid, 'broker'), join(grid, 'copy'), { recursive: true });
    rmSync(join(grid, 'copy/mosquitto.pid'), { force: true });
    const config = readFileSync(configOf('ca'), 'utf8');
    expect(config).toContain('broker: ../broker\n');
    writeFileSync(configOf('ca'), config.replace('broker: ../broker\n', 'broker: ../copy\n'));
    const { code, stdout, stderr } = await revoke('m-900');
    expect(code).toBe(3);
    expect(stdout).not.toContain('In force');
    expect(stderr).toContain(`meter-m-900 is revoked here, but STILL GETS IN at ${url}`);
    expect(stderr).toContain('[ERR_REVOKE_PENDING]');
    expect([gone.connectedCount, gone.reasons]).toEqual([1, []]);
  });
});

describe.runIf(isOwnUserPossible)('[P-10.1] Mosquitto under its own user', LONG, () => {
  test.each(['acl.conf', 'crl.pem'])('cannot read %s: revoke says so, fails, and breaks nothing', async (locked) => {
    for (const name of ['meter-m-900', 'meter-m-901']) await issue(name);
    await startMosquitto();
    const [one, other] = [await joined('meter-m-900', [topics.key(1)]), await joined('meter-m-901', [topics.key(1)])];
    const aggregator = await joined('aggregator-1', []);
    chownSync(brokerFile(locked), 0, 0);
    chmodSync(brokerFile(locked), 0o600);
    const refused = await revoke('m-900');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain(`runs as the user mosquitto, who cannot read ${brokerFile(locked)}`);
    expect(refused.stderr).toContain('[ERR_MOSQUITTO_FILES]');
    expect(refused.stdout).toBe('');
    // It was not told to read what it can't: that would have cost everybody's rights.
    aggregator.bus.publish({ topic: topics.key(1), payload: 'still', isRetained: true });
    await until('the other one hears', () => other.received.includes('still'));
    expect([one.reasons, other.reasons, aggregator.reasons]).toEqual([[], [], []]);
    // As it was told.
    chownSync(brokerFile(locked), MOSQUITTO_USER ?? 0, 0);
    expect(await revoke('m-900')).toMatchObject({ code: 0 });
    await until('it is out', () => one.reasons.length > 2);
    expect([one.connectedCount, other.connectedCount, other.reasons]).toEqual([1, 1, []]);
  });

  test('what root makes in a folder of another user is that user’s', async () => {
    for (const name of ['ca', 'broker', 'utility']) execFileSync('chown', ['-R', 'mosquitto:', join(grid, name)]);
    await issue('meter-m-900');
    await revoke('m-900');
    const owners = ['ca', 'ca/editing', 'broker', 'utility'].flatMap((name) =>
      readdirSync(join(grid, name)).map((file) => [`${name}/${file}`, statSync(join(grid, name, file)).uid]),
    );
    expect(owners.filter(([, uid]) => uid !== MOSQUITTO_USER)).toEqual([]);
  });
});

test('[P-10.1] revoke without a broker says that nobody was asked, and why', LONG, async () => {
  await issue('meter-m-900');
  const { code, stdout } = await revoke('m-900');
  expect([code, stdout]).toEqual([0, expect.stringContaining('no broker runs')]);
  expect(stdout).toContain('it reads the new list when it starts');
});
