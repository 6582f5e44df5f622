/** Addresses in people's hands: IPv6, other loopback addresses, ports of their own, passwords. Real processes, both brokers. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { until } from '../host/bus/bus.conformance.ts';
import { findMosquitto, startMosquittoIn } from '../broker/mosquitto.ts';
import { MAX_PACKET_BYTES } from '../deploy/party-configs.ts';
import { demo, freePort, gridshare, start, temporaryFolder, withFolder } from './gridshare.ts';

const LONG = { timeout: 180_000 };
const FEW = ['--meters', '3', '--aggregators', '2', '--threshold', '2'];
const BROKERS = findMosquitto() === undefined ? ['embedded'] : ['embedded', 'mosquitto'];

const stops: (() => unknown)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

/** Runs a party until the tests are over, or until it is stopped. */
function run(role: string, config: string) {
  const { child, outcome } = start([role, '--config', config]);
  let log = '';
  child.stderr?.on('data', (text: string) => (log += text));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await outcome;
  };
  stops.push(stop);
  return { stop, log: () => log };
}

async function checksOf(config: string, ...more: string[]) {
  const { stdout } = await gridshare(['doctor', '--config', config, '--json', ...more]);
  const { checks } = JSON.parse(stdout) as { checks: { name: string; status: string; text: string }[] };
  return new Map(checks.map((check) => [check.name, check]));
}

describe('a broker and an authority known by other addresses than 127.0.0.1', LONG, () => {
  const places = [
    ['[::1]', '::1', 'IP Address:0:0:0:0:0:0:0:1'],
    ['127.0.1.1', '127.0.1.1', 'IP Address:127.0.1.1'],
    ['LOCALHOST', '127.0.0.1', 'DNS:localhost'],
  ] as const;

  test.each(
    BROKERS.flatMap((broker) =>
      // Where a broker listens and what its certificate says is the same for both.
      places.slice(0, broker === 'embedded' ? 3 : 1).map((place) => [broker, ...place] as const),
    ),
  )('[P-9.4] %s at %s: listens there, is believed, enrols and renews', (broker, name, host, alternative) =>
    withFolder(async (work) => {
      const grid = join(work, 'grid');
      const [port, authorityPort] = [await freePort(), await freePort()];
      const urls = ['--broker', `mqtts://${name}:${port}`, '--authority', `https://${name}:${authorityPort}`];
      expect(await gridshare(['init', grid, ...FEW, '--interval', '60', '--tls', ...urls])).toMatchObject({
        code: 0,
      });
      const configOf = (party: string): string => join(grid, party, 'config.yaml');
      const certificate = new X509Certificate(readFileSync(join(grid, 'broker/cert.pem')));
      expect(certificate.subjectAltName).toContain(alternative);
      expect(parse(readFileSync(configOf('broker'), 'utf8'))).toMatchObject({ host, port });
      expect(parse(readFileSync(configOf('ca'), 'utf8'))).toMatchObject({ host, port: authorityPort });

      const mosquitto =
        broker === 'embedded'
          ? run('broker', configOf('broker'))
          : await startMosquittoIn(join(grid, 'broker'), port, true, host);
      stops.push(() => mosquitto.stop());
      const parties = [run('utility', configOf('utility')), run('authority', configOf('ca'))];
      expect(await gridshare(['health', '--config', configOf('utility'), '--wait', '30'])).toMatchObject({ code: 0 });
      const checks = await checksOf(configOf('utility'));
      expect(checks.get('broker')).toMatchObject({
        status: 'ok',
        text: expect.stringContaining(`${name.toLowerCase()}:${port} answers`),
      });
      expect(checks.get('tls')).toMatchObject({ status: 'ok' });
      if (broker === 'embedded')
        expect((await checksOf(configOf('broker'))).get('broker')).toMatchObject({ status: 'ok' });

      const [token, device] = [join(work, 'token'), join(work, 'device')];
      await until('the authority answers', () => parties[1]?.log().includes('the authority is ready') === true);
      expect(await gridshare(['token', 'm-9', '--config', configOf('ca'), '--out', token])).toMatchObject({
        code: 0,
      });
      const enrolled = ['enroll', device, '--kit', join(grid, 'ca/kit.json'), '--token', token];
      expect(await gridshare(enrolled)).toMatchObject({ code: 0 });
      expect(await gridshare(['renew', '--config', configOf('aggregator-1')])).toMatchObject({ code: 0 });
      const own = await checksOf(join(device, 'config.yaml'), '--in-own-name');
      expect(own.get('broker')).toMatchObject({ status: 'ok', text: expect.stringContaining('lets meter-m-9 in') });
      await Promise.all(parties.map((party) => party.stop()));
      await mosquitto.stop();
    }),
  );

  test('without TLS too', () =>
    withFolder(async (work) => {
      const port = await freePort();
      const grid = join(work, 'grid');
      expect(await gridshare(['init', grid, ...FEW, '--broker', `mqtt://[::1]:${port}`])).toMatchObject({ code: 0 });
      const broker = run('broker', join(grid, 'broker/config.yaml'));
      const utility = run('utility', join(grid, 'utility/config.yaml'));
      const health = ['health', '--config', join(grid, 'utility/config.yaml'), '--wait', '30'];
      expect(await gridshare(health)).toMatchObject({ code: 0 });
      expect((await checksOf(join(grid, 'utility/config.yaml'))).get('tls')).toMatchObject({ status: 'ok' });
      await utility.stop();
      await broker.stop();
    }));

  test('a foreign broker of gridshare demo is at [::1]', () =>
    withFolder(async (work) => {
      const port = await freePort();
      const config = join(work, 'config.yaml');
      writeFileSync(
        config,
        `role: broker\nhost: "[::1]"\nport: ${port}\nstate: state\nallowDebug: true\nallowClock: true\n`,
      );
      const broker = run('broker', config);
      await until('it listens', () => broker.log().includes('broker is ready'));
      const { code, json } = await demo(['--broker', `mqtt://[::1]:${port}`, '--meters', '5']);
      expect([code, json]).toEqual([0, expect.objectContaining({ billsExact: 5 })]);
      await broker.stop();
    }));
});

describe('ports', LONG, () => {
  test.each([
    ['mqtts://broker.example', 'https://ca.example:443', 8883, 'https://ca.example', 443],
    ['mqtts://broker.example:8883', 'https://ca.example', 8883, 'https://ca.example', 443],
    ['mqtts://broker.example:443', 'https://[2001:db8::1]:80', 443, 'https://[2001:db8::1]', 80],
  ])('%s and %s', (broker, authority, brokerPort, authorityHost, authorityPort) =>
    withFolder(async (work) => {
      const grid = join(work, 'grid');
      const args = ['init', grid, ...FEW, '--tls', '--broker', broker, '--authority', authority];
      expect(await gridshare(args)).toMatchObject({ code: 0 });
      const configOf = (party: string): unknown => parse(readFileSync(join(grid, party, 'config.yaml'), 'utf8'));
      expect(configOf('broker')).toMatchObject({ host: '::', port: brokerPort });
      expect(configOf('ca')).toMatchObject({ host: '::', port: authorityPort, brokerHosts: ['broker.example'] });
      expect(configOf('utility')).toMatchObject({
        bus: { url: `mqtts://broker.example:${brokerPort}`, tls: { authority: `${authorityHost}:${authorityPort}` } },
      });
    }),
  );
});

describe('a password', LONG, () => {
  const SECRET = 'p:a@s s/1';
  const inUrl = encodeURIComponent(SECRET);

  test.runIf(findMosquitto() !== undefined)('goes to a Mosquitto that asks for one, and nowhere else', () =>
    withFolder(async (work) => {
      const port = await freePort();
      chmodSync(work, 0o755);
      const passwords = join(work, 'passwords');
      writeFileSync(passwords, '');
      execFileSync('mosquitto_passwd', ['-b', passwords, 'grid', SECRET]);
      writeFileSync(
        join(work, 'mosquitto.conf'),
        [
          `listener ${port} 127.0.0.1`,
          'allow_anonymous false',
          `password_file ${passwords}`,
          ...(process.getuid?.() === 0 ? ['user root'] : []),
          'max_queued_messages 100000',
          `max_packet_size ${MAX_PACKET_BYTES}`,
          '',
        ].join('\n'),
      );
      // It is up when strangers are refused: `startMosquittoIn` would wait for more.
      const mosquitto = spawn(findMosquitto() ?? '', ['-c', join(work, 'mosquitto.conf')], { stdio: 'ignore' });
      stops.push(() => mosquitto.kill());

      const url = `mqtt://grid:${inUrl}@127.0.0.1:${port}`;
      const grid = join(work, 'grid');
      const made = await gridshare(['init', grid, ...FEW, '--broker', url]);
      const config = join(grid, 'utility/config.yaml');
      const utility = run('utility', config);
      const health = await gridshare(['health', '--config', config, '--wait', '30', '--json']);
      const doctor = await gridshare(['doctor', '--config', config]);
      await utility.stop();
      const own = await gridshare(['doctor', '--config', config, '--in-own-name', '--json']);
      expect([made.code, health.code]).toEqual([0, 0]);
      expect(doctor.stdout).toContain(`mqtt://127.0.0.1:${port} answers`);
      expect(own.stdout).toContain('it lets utility in');
      const kept = join(work, 'kept');
      const played = await gridshare(['demo', '--broker', url, '--meters', '5', '--keep', kept]);
      expect(played.code).toBe(0);
      const logs = ['aggregator-1', 'utility', 'meters'].map((name) =>
        readFileSync(join(kept, name, 'log.jsonl'), 'utf8'),
      );
      const said = [made, health, doctor, own, played].flatMap(({ stdout, stderr }) => [stdout, stderr]);
      for (const text of [...said, ...logs, utility.log()]) {
        expect(text).not.toContain(inUrl);
        expect(text).not.toContain(SECRET);
      }
      mosquitto.kill();
    }),
  );

  const folder = temporaryFolder();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['init', join(folder, 'a'), ...FEW, '--tls', '--broker', `mqtts://grid:${inUrl}@127.0.0.1:8883`],
    ['init', join(folder, 'a'), ...FEW, '--tls', '--authority', `https://grid:${inUrl}@127.0.0.1:8884`],
    ['init', join(folder, 'a'), ...FEW, '--broker', `mqtt://grid:${inUrl}@127.0.0.1:0`],
    ['init', join(folder, 'a'), ...FEW, '--broker', `mqtt://grid:x/${inUrl}@127.0.0.1`],
    ['init', join(folder, 'a'), `mqtt://grid:${inUrl}@127.0.0.1`],
    ['demo', '--broker', `mqtts://grid:${inUrl}@127.0.0.1`],
    ['demo', '--broker', `mqtt://grid:${inUrl}@127.0.0.1:70000`],
  ])('is refused without being said: gridshare %s ...', async (...args) => {
    const { code, stdout, stderr } = await gridshare(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toContain(inUrl);
    expect(existsSync(join(folder, 'a'))).toBe(false);
  });

  test('in a config is refused where TLS names the party, and where it can’t be', () =>
    withFolder(async (work) => {
      const grid = join(work, 'grid');
      expect(await gridshare(['init', grid, ...FEW, '--tls'])).toMatchObject({ code: 0 });
      const path = join(grid, 'aggregator-1/config.yaml');
      const config = readFileSync(path, 'utf8');
      for (const [from, to] of [
        ['mqtts://127.0.0.1', `mqtts://grid:${inUrl}@127.0.0.1`],
        ['https://127.0.0.1', `https://grid:${inUrl}@127.0.0.1`],
        ['mqtts://127.0.0.1', `"mqtts://grid:${inUrl}@127.0.0.1`],
        ['bus:\n', `bus:\n  furtherUrls: ["mqtts://grid:${inUrl}@127.0.0.1"]\n`],
      ] as const) {
        writeFileSync(path, config.replace(from, to));
        const { code, stdout, stderr } = await gridshare(['doctor', '--config', path]);
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(
          /bus\.(?:url|furtherUrls): no user name|bus\.tls\.authority: no user name|line \d+, column \d+: not well-formed/,
        );
        expect(stderr).not.toContain(inUrl);
      }
      const kit = join(grid, 'ca/kit.json');
      writeFileSync(kit, readFileSync(kit, 'utf8').replace('https://', `https://grid:${inUrl}@`));
      const { code, stderr } = await gridshare(['enroll', join(work, 'device'), '--kit', kit, '--token', '-']);
      expect([code, stderr]).toEqual([2, expect.stringContaining('authority.url: no user name')]);
      expect(stderr).not.toContain(inUrl);
    }));
});
