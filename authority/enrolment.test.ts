/** Enrolling, renewing and revoking, at an authority that runs, over its own TLS. [P-9.6] */
import { appendFileSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { startEmbeddedBroker } from '../broker/embedded.ts';
import { readConfig } from '../host/base/config.ts';
import { agreementFromSeed, identityFromSeed } from '../host/keys/crypto.ts';
import { createLogger } from '../host/base/logger.ts';
import { openBus } from '../host/process/party-process.ts';
import { readTls, tlsFilesBeside } from '../host/keys/tls-files.ts';
import { fromBase64url, toBase64url } from '../protocol/wire/bytes.ts';
import type { BusConfig, MeterKit } from '../schemas/types.ts';
import { TestAuthority } from '../test/certificates.ts';
import { gridshare, temporaryFolder } from '../test/gridshare.ts';
import { ask, pinnedAuthority } from '../host/keys/authority-client.ts';
import { type AuthorityServer, startAuthority } from './server.ts';
import { enrolDevice } from './device.ts';
import { EnrolmentDesk } from './enrolment.ts';
import { createRequest } from '../host/keys/certificate-request.ts';
import { describeCertificate } from './pki.ts';
import { renewCertificate } from '../host/keys/renewal.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const REGISTERS = ['1-0:1.8.0'];
const KEY = 'A'.repeat(43);

let folder: string;
let grid: string;
let kit: MeterKit;
let server: AuthorityServer;
let desk: EnrolmentDesk;
/** Everything that the authority said. */
let said: string[] = [];

const authorityConfig = (): string => join(grid, 'ca/config.yaml');
const roster = () => readConfig('enrolment', join(grid, 'utility/roster.json')).meters;

function logger() {
  const log = createLogger('authority', { level: 'debug' });
  for (const level of ['info', 'warn', 'error'] as const) {
    log[level] = (...args: unknown[]) => void said.push(JSON.stringify(args));
  }
  return log;
}

beforeEach(async () => {
  said = [];
  folder = temporaryFolder();
  grid = join(folder, 'grid');
  const args = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--tls'];
  expect(await gridshare(['init', grid, ...args])).toMatchObject({ code: 0 });
  server = await startAuthority(
    authorityConfig(),
    { ...readConfig('config-authority', authorityConfig()), port: 0 },
    logger(),
  );
  kit = readConfig('kit', join(grid, 'ca/kit.json'));
  kit.authority.url = `https://127.0.0.1:${server.port}`;
  desk = await EnrolmentDesk.open(authorityConfig());
}, 60_000);

afterEach(async () => {
  await server.stop();
});

const invite = async (meter: string, untilMs = Date.now() + HOUR_MS, area = 'area-1'): Promise<string> => {
  const [token = ''] = await desk.invite([{ meter, area, registers: REGISTERS }], untilMs);
  return token;
};

const enrol = (name: string, token: string) =>
  enrolDevice(join(folder, name), kit, token, { kind: 'csv', file: 'readings.csv' });

/** Posts a body as it is. */
async function post(path: string, body: string, certificates: object = {}): Promise<{ status: number; text: string }> {
  const ca = readFileSync(join(grid, 'ca/ca.pem'), 'utf8');
  const socket = connect({ host: '127.0.0.1', port: server.port, ca, ...certificates });
  let text = '';
  let isClosed = false;
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => undefined).on('close', () => (isClosed = true));
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  await until('it is answered', () => isClosed);
  return { status: Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1] ?? 0), text };
}

describe('[P-9.6] enrolling', () => {
  test('[P-2.1] a meter joins with the interval after next, wherever intervals begin', async () => {
    await server.stop();
    const text = readFileSync(authorityConfig(), 'utf8');
    writeFileSync(authorityConfig(), text.replace('intervalOffsetSeconds: 0', 'intervalOffsetSeconds: 899'));
    const config = readConfig('config-authority', authorityConfig());
    // Almost always the interval without the offset is the next one.
    expect(config).toMatchObject({ intervalSeconds: 900, intervalOffsetSeconds: 899 });
    server = await startAuthority(authorityConfig(), { ...config, port: 0 }, logger());
    kit.authority.url = `https://127.0.0.1:${server.port}`;
    desk = await EnrolmentDesk.open(authorityConfig());
    const afterNext = (): number => Math.floor((Date.now() / 1000 - 899) / 900) + 2;
    const least = afterNext();
    await enrol('device', await invite('m-900'));
    const { from } = roster().find(({ meter }) => meter.id === 'm-900')!;
    expect(from).toBeGreaterThanOrEqual(least);
    expect(from).toBeLessThanOrEqual(afterNext());
  });

  test('[P-9.6] a device makes its keys, gets the name of its token, and joins the roster', async () => {
    const answer = await enrol('device', await invite('m-900'));
    expect(answer).toMatchObject({ meter: 'm-900', area: 'area-1', keyEpoch: 1, registers: REGISTERS });
    const device = join(folder, 'device');
    for (const name of ['key.pem', 'keys.json']) expect(statSync(join(device, name)).mode & 0o777).toBe(0o600);
    expect(statSync(device).mode & 0o777).toBe(0o700);
    expect(readdirSync(device)).not.toContain('device.json');
    const config = readConfig('config-meter', join(device, 'config.yaml'));
    const tls = readTls(tlsFilesBeside(join(device, 'config.yaml'), config.bus.tls!));
    expect(describeCertificate(tls.cert).name).toBe('meter-m-900');
    expect(roster().find(({ meter }) => meter.id === 'm-900')).toMatchObject({ meter: { keyEpoch: 1 } });
    expect(readFileSync(join(grid, 'broker/acl.conf'), 'utf8')).toContain('user meter-m-900\n');
    // No private key has left the device, and no token is written down anywhere but in its own file.
    const keys = readConfig('meter-keys', join(device, 'keys.json')).meters[0]!;
    const everything = ['ca', 'broker', 'utility'].flatMap((name) =>
      readdirSync(join(grid, name), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(grid, name, entry.name), 'utf8')),
    );
    for (const secret of [keys.identity, keys.agreement, keys.split]) {
      expect([...everything, ...said].filter((text) => text.includes(secret))).toEqual([]);
    }
  });

  test('[P-9.6] a token is stored as its hash, works once, and says nothing in any log', async () => {
    const token = await invite('m-900');
    await enrol('device', token);
    await expect(enrol('thief', token)).rejects.toMatchObject({ code: 'ERR_AUTHORITY_REFUSED' });
    expect(said.join()).toContain('the token is used');
    const files = readdirSync(join(grid, 'ca')).filter((name) => name.endsWith('.jsonl'));
    const texts = files.map((name) => readFileSync(join(grid, 'ca', name), 'utf8'));
    expect(files).toContain('tokens.jsonl');
    expect([...texts, ...said].filter((text) => text.includes(token))).toEqual([]);
    // The thief's attempt changed nothing.
    expect(roster().filter(({ meter }) => meter.id === 'm-900')).toHaveLength(1);
  });

  test('[P-9.6] the device whose answer was lost asks again and gets the same', async () => {
    const token = await invite('m-900');
    await enrol('device', token);
    const before = roster();
    const device = join(folder, 'device');
    // As it was before the answer came.
    const { identity, agreement, split } = readConfig('meter-keys', join(device, 'keys.json')).meters[0]!;
    writeFileSync(join(device, 'device.json'), JSON.stringify({ identity, agreement, split }), { mode: 0o600 });
    expect(await enrol('device', token)).toMatchObject({ meter: 'm-900', keyEpoch: 1 });
    expect(roster()).toEqual(before);
  });

  test.each([
    ['unknown', () => Promise.resolve('B'.repeat(43))],
    ['expired', () => invite('m-900', Date.now() - 1)],
    [
      'cancelled',
      async () => {
        const token = await invite('m-900');
        await desk.revoke('m-900');
        return token;
      },
    ],
  ])('[P-9.6] a token that is %s lets nobody in', async (why, make) => {
    await expect(enrol('device', await make())).rejects.toThrow(`the token is ${why}`);
    expect(existsSync(join(folder, 'device/cert.pem'))).toBe(false);
  });

  test('[P-9.6] the name in the request counts for nothing', async () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const generated = await Pkcs10CertificateRequestGenerator.create({
      name: [{ CN: ['utility'] }],
      keys,
      signingAlgorithm: algorithm,
    });
    const request = generated.toString('pem');
    const message = { version: 1 as const, token: await invite('m-900'), request, identity: KEY, agreement: KEY };
    const { cert } = await desk.enrol(message);
    expect(describeCertificate(cert).name).toBe('meter-m-900');
  });

  test("[P-9.6] another meter's key is not enrolled a second time, and the token is still good", async () => {
    const { identity, agreement } = roster()[0]!.meter;
    const { request } = await createRequest();
    const token = await invite('m-900');
    const message = { version: 1 as const, token, request, identity, agreement };
    await expect(desk.enrol(message)).rejects.toMatchObject({ code: 'ERR_ENROL_KEYS' });
    expect(await enrol('device', token)).toMatchObject({ meter: 'm-900' });
  });

  test('[P-9.6] a device says nothing to an authority that its kit does not pin', async () => {
    const token = await invite('m-900');
    const wrong = { ...kit, authority: { ...kit.authority, fingerprint: '0'.repeat(64) } };
    await expect(
      enrolDevice(join(folder, 'device'), wrong, token, { kind: 'csv', file: 'x.csv' }),
    ).rejects.toMatchObject({
      code: 'ERR_AUTHORITY_PINNED',
    });
    expect(said.filter((text) => text.includes('enrolled'))).toEqual([]);
    expect(await enrol('device', token)).toMatchObject({ meter: 'm-900' });
  });
});

describe('[P-10.1] the area in a certificate', () => {
  const aclOf = (): string => readFileSync(join(grid, 'broker/acl.conf'), 'utf8');
  const certOf = (name: string) => describeCertificate(readFileSync(join(folder, name, 'cert.pem'), 'utf8'));

  test('[P-10.1] is that of the token, stays with a renewal, and decides what Mosquitto lets the meter write', async () => {
    await enrol('device', await invite('m-900', Date.now() + HOUR_MS, 'elm'));
    expect(certOf('device')).toMatchObject({ name: 'meter-m-900', area: 'elm' });
    expect(aclOf()).toContain('topic write grid/agg/1/shares/elm/m-900\n');
    const files = tlsFilesBeside(join(folder, 'device/config.yaml'), {
      ca: 'ca.pem',
      cert: 'cert.pem',
      key: 'key.pem',
    });
    const before = certOf('device').serial;
    await renewCertificate(files, kit.authority.url);
    expect(certOf('device').serial).not.toBe(before);
    expect(certOf('device').area).toBe('elm');
    // Enrolled anew in another area: that is where it may write from now on.
    await enrol('again', await invite('m-900', Date.now() + HOUR_MS, 'oak'));
    expect(aclOf()).toContain('topic write grid/agg/1/shares/oak/m-900\n');
    expect(aclOf()).not.toContain('/elm');
  });

  test('[P-10.1] of a certificate made here: the roster’s, or as said; without either it is refused', async () => {
    const { area, meter } = roster()[0]!;
    const issue = (...args: readonly string[]) => gridshare(['issue', ...args, '--config', authorityConfig()]);
    const known = join(folder, 'known');
    expect(await issue(`meter-${meter.id}`, known)).toMatchObject({ code: 0 });
    expect(certOf('known').area).toBe(area);
    const { code, stderr } = await issue('meter-stranger', join(folder, 'stranger'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('say its area, --area AREA [ERR_USAGE]')]);
    expect(await issue('meter-stranger', join(folder, 'stranger'), '--area', 'oak')).toMatchObject({ code: 0 });
    expect(certOf('stranger').area).toBe('oak');
    expect(await issue('aggregator-2', join(folder, 'two'), '--area', 'oak')).toMatchObject({ code: 0 });
    expect(certOf('two')).not.toHaveProperty('area');
  });
});

describe('[P-10.10] the authority of a deployment under a root', () => {
  test('[P-10.10] names parties with it, whichever way they are called, and nobody of another', async () => {
    await server.stop();
    const north = join(folder, 'north');
    const root = ['--root', 'city/north'];
    const args = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--tls'];
    expect(await gridshare(['init', north, ...args, ...root])).toMatchObject({ code: 0 });
    const path = join(north, 'ca/config.yaml');
    server = await startAuthority(path, { ...readConfig('config-authority', path), port: 0 }, logger());
    kit = readConfig('kit', join(north, 'ca/kit.json'));
    kit.authority.url = `https://127.0.0.1:${server.port}`;
    desk = await EnrolmentDesk.open(path);
    const nameIn = (place: string) => describeCertificate(readFileSync(join(place, 'cert.pem'), 'utf8')).name;
    expect(nameIn(join(north, 'utility'))).toBe('utility@city/north');
    await enrol('device', await invite('m-900'));
    expect(nameIn(join(folder, 'device'))).toBe('meter-m-900@city/north');
    expect(readConfig('config-meter', join(folder, 'device/config.yaml')).bus.topicRoot).toBe('city/north');
    const acl = (): string => readFileSync(join(north, 'broker/acl.conf'), 'utf8');
    expect(acl()).toContain('user meter-m-900@city/north\ntopic write city/north/agg/1/shares\n');
    expect(acl()).not.toMatch(/ grid\//);
    const issue = (name: string) =>
      gridshare(['issue', name, join(folder, name.replaceAll('/', '_')), '--config', path]);
    for (const name of ['debug-one', 'debug-two@city/north']) expect(await issue(name)).toMatchObject({ code: 0 });
    expect(acl()).toContain('user debug-two@city/north\n');
    for (const name of ['utility@city/south', 'utility@grid'])
      expect(await issue(name)).toMatchObject({ code: 2, stderr: expect.stringContaining('[ERR_USAGE]') });
    const { clientId, certificates } = await desk.revoke('m-900');
    expect([clientId, certificates]).toEqual(['meter-m-900@city/north', 1]);
    expect(acl()).not.toContain('m-900');
    expect((await desk.revoke('debug-two@city/north')).certificates).toBe(1);
    await expect(desk.revoke('debug-one@city/south')).rejects.toMatchObject({ code: 'ERR_USAGE' });
  });
});

describe('[P-9.6] the authority on the network', () => {
  const valid = async (): Promise<object> => {
    const { request } = await createRequest();
    return { version: 1, token: 'B'.repeat(43), request, identity: KEY, agreement: KEY };
  };

  test('[P-9.6] takes small, well-formed posts only', async () => {
    expect((await post('/enrol', 'x'.repeat(20_000))).status).toBe(413);
    expect((await post('/enrol', '{')).status).toBe(400);
    expect((await post('/enrol', JSON.stringify({ ...(await valid()), more: 1 }))).status).toBe(400);
    expect((await post('/enrol', JSON.stringify({ ...(await valid()), request: 'none' }))).status).toBe(400);
    expect((await post('/nothing', '{}')).status).toBe(404);
    // The control is well-formed, and refused for its token only.
    expect(await post('/enrol', JSON.stringify(await valid()))).toMatchObject({ status: 403 });
  });

  test('[P-9.6] closes connections that come too fast, and says nothing', async () => {
    const outcomes: Promise<{ status: number }>[] = [];
    for (let count = 0; count < 80; count += 1) outcomes.push(post('/nothing', '{}'));
    const statuses = (await Promise.all(outcomes)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 0).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status === 404).length).toBeGreaterThan(0);
  });

  test('[P-9.6] renews for who has a certificate that counts, and for nobody else', async () => {
    const { request } = await createRequest();
    const body = JSON.stringify({ version: 1, request });
    const foreign = await TestAuthority.create();
    try {
      expect((await post('/renew', body)).status).toBe(401);
      expect((await post('/renew', body, readTls(await foreign.client('utility')))).status).toBe(0);
      const { ca: _ca, ...stranger } = readTls(await foreign.client('utility'));
      expect((await post('/renew', body, stranger)).status).toBe(401);
    } finally {
      foreign.remove();
    }
    await enrol('device', await invite('m-900'));
    const files = tlsFilesBeside(join(folder, 'device/config.yaml'), {
      ca: 'ca.pem',
      cert: 'cert.pem',
      key: 'key.pem',
    });
    const before = readTls(files);
    await renewCertificate(files, kit.authority.url);
    const after = readTls(files);
    expect(after.key).toBe(before.key);
    expect(after.cert).not.toBe(before.cert);
    expect(describeCertificate(after.cert).name).toBe('meter-m-900');
    await desk.revoke('m-900');
    await expect(renewCertificate(files, kit.authority.url)).rejects.toThrow('was revoked');
    // Nor with the older of its certificates.
    const old = { ...before, ca: after.ca };
    const asked = ask(kit.authority.url, '/renew', old, { version: 1, request }, 'renew-answer');
    await expect(asked).rejects.toThrow('was revoked');
  });

  test('[P-9.6] its certificate is found by its fingerprint', async () => {
    const { url, fingerprint } = kit.authority;
    expect(await pinnedAuthority(url, fingerprint)).toContain('BEGIN CERTIFICATE');
    await expect(pinnedAuthority('https://127.0.0.1:1', fingerprint)).rejects.toMatchObject({
      code: 'ERR_AUTHORITY_UNREACHABLE',
    });
  });
});

describe('[P-9.6] revoking', () => {
  test('[P-9.6] ends certificates, rights and place in the roster; coming back takes a higher key epoch', async () => {
    await enrol('device', await invite('m-900'));
    const revoked = await gridshare(['revoke', 'm-900', '--config', authorityConfig()]);
    expect(revoked).toMatchObject({ code: 0 });
    expect(roster().some(({ meter }) => meter.id === 'm-900')).toBe(false);
    expect(readFileSync(join(grid, 'broker/acl.conf'), 'utf8')).not.toContain('meter-m-900');
    // Control: the others keep their lines.
    expect(readFileSync(join(grid, 'broker/acl.conf'), 'utf8')).toContain('user utility\n');
    expect(await enrol('new', await invite('m-900'))).toMatchObject({ meter: 'm-900', keyEpoch: 2 });
  });

  test('[P-9.6] by its client id, as logs of brokers have it: all of it is ended, and its token gives nothing any more', async () => {
    const token = await invite('m-902');
    await enrol('stolen', token);
    expect(await desk.revoke('meter-m-902')).toMatchObject({ certificates: 1, hasLeftRoster: true });
    expect(roster().some(({ meter }) => meter.id === 'm-902')).toBe(false);
    await expect(enrol('again', token)).rejects.toMatchObject({ code: 'ERR_AUTHORITY_REFUSED' });
  });

  test('[P-9.6] a line that a crash has torn is replaced by the next, and nothing after it is lost', async () => {
    await enrol('first', await invite('m-903'));
    for (const name of ['tokens.jsonl', 'issued.jsonl', 'meters.jsonl'])
      appendFileSync(join(grid, 'ca', name), '{"serial":"torn');
    await enrol('second', await invite('m-904'));
    expect(await desk.revoke('m-904')).toMatchObject({ certificates: 1, hasLeftRoster: true });
    expect(await desk.revoke('m-903')).toMatchObject({ certificates: 1, hasLeftRoster: true });
  });

  test('[P-9.6] edits that meet wait for each other', async () => {
    const startedAtMs = performance.now();
    const tokens = await Promise.all(['m-905', 'm-906', 'm-907'].map((id) => invite(id)));
    await Promise.all(tokens.map((token, at) => enrol(`device-${at}`, token)));
    expect(roster().length).toBe(6);
    // A process that waited for itself would wait for ten seconds, and then fail.
    expect(performance.now() - startedAtMs).toBeLessThan(9_000);
  });

  test('[P-9.6] a meter whose enrolment ended before the roster was written joins when it asks again', async () => {
    const token = await invite('m-908');
    const device = await enrol('device', token);
    const path = join(grid, 'utility/roster.json');
    const meters = roster().filter(({ meter }) => meter.id !== 'm-908');
    writeFileSync(path, JSON.stringify({ meters }), { mode: 0o600 });
    const keys = readConfig('meter-keys', join(folder, 'device/keys.json')).meters[0]!;
    const { request } = await createRequest(readFileSync(join(folder, 'device/key.pem'), 'utf8'));
    const identity = toBase64url(identityFromSeed(fromBase64url(keys.identity)!).publicRaw);
    const agreement = toBase64url(agreementFromSeed(fromBase64url(keys.agreement)!).publicRaw);
    await desk.enrol({ version: 1, token, request, identity, agreement });
    expect(roster().find(({ meter }) => meter.id === 'm-908')?.meter.keyEpoch).toBe(device.keyEpoch);
  });

  test('[P-9.6] a meter of a fleet has no certificate and leaves the roster', async () => {
    const [first] = roster();
    const id = first!.meter.id;
    expect(await desk.revoke(id)).toMatchObject({ certificates: 0, hasLeftRoster: true });
    expect(roster()).toHaveLength(2);
    await expect(desk.revoke('nobody')).rejects.toMatchObject({ code: 'ERR_USAGE' });
  });
});

describe('[P-9.6] a party renews by itself', () => {
  test('[P-9.6] when two thirds of its time are over, and connects with the new one, no restart', async () => {
    const files = desk.authority;
    const party = join(grid, 'aggregator-1');
    const old = await files.issueClient('aggregator-1', {
      fromMs: Date.now() - 70 * DAY_MS,
      untilMs: Date.now() + DAY_MS,
    });
    writeFileSync(join(party, 'cert.pem'), old.cert);
    writeFileSync(join(party, 'key.pem'), old.key, { mode: 0o600 });
    const tls = (name: string) => ({ ca: `${name}/ca.pem`, cert: `${name}/cert.pem`, key: `${name}/key.pem` });
    const at = join(grid, 'x.yaml');
    const broker = await startEmbeddedBroker({
      host: '127.0.0.1',
      port: 0,
      isDebugAllowed: false,
      isClockAllowed: false,
      tls: { ...tlsFilesBeside(at, tls('broker')), crl: join(grid, 'broker/crl.pem') },
    });
    const config: BusConfig = {
      topicRoot: 'grid',
      url: `mqtts://127.0.0.1:${broker.port}`,
      reconnectMinMs: 10,
      reconnectMaxMs: 50,
      tls: { ...tls('aggregator-1'), authority: kit.authority.url },
    };
    const bus = openBus(at, config, 'aggregator-1', logger());
    const reasons: string[] = [];
    let connectedCount = 0;
    const onConnected = (): void => void (connectedCount += 1);
    await bus.start({ onMessage: () => {}, onConnected, onDisconnected: (reason) => reasons.push(reason) });
    await until('it has renewed and is back', () => connectedCount === 2);
    expect(reasons).toEqual(['the TLS files were renewed']);
    expect(describeCertificate(readFileSync(join(party, 'cert.pem'), 'utf8')).untilMs).toBeGreaterThan(
      Date.now() + 80 * DAY_MS,
    );
    await bus.stop(0);
    await broker.stop();
  });

  test("[P-9.6] the authority renews the broker's", async () => {
    const path = join(grid, 'broker/cert.pem');
    const before = readFileSync(path, 'utf8');
    expect(await desk.renewBroker(() => false)).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(await desk.renewBroker(() => true)).toBe(true);
    expect(readFileSync(path, 'utf8')).not.toBe(before);
  });
});
