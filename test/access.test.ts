/** Who comes and goes while a grid runs over mutual TLS, each party its own process: nobody else is restarted. */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { findMosquitto } from '../broker/mosquitto.ts';
import { AuthorityFolder, writeTlsFiles } from '../authority/authority.ts';
import { ARCHIVE_FILE, ArchiveReader } from '../utility/host/archive-reader.ts';
import { demo, freePort, gridshare, start, temporaryFolder, withFolder } from './gridshare.ts';

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const device = join(folder, 'device');
const running: ReturnType<typeof start>[] = [];
const configOf = (name: string): string => join(grid, name, 'config.yaml');

function run(role: string, config: string): void {
  running.push(start([role, '--config', config]));
}

/** Meters of the area's certified roster. */
function roster(): string[] {
  const path = join(grid, 'utility/state', ARCHIVE_FILE);
  if (!existsSync(path)) return [];
  const present = new Set<string>();
  let archive: ArchiveReader;
  try {
    archive = ArchiveReader.open(path);
  } catch {
    return [];
  }
  try {
    for (const { entry } of archive.entries('area-1')) {
      if (entry.kind !== 'roster') continue;
      for (const id of entry.remove) present.delete(id);
      for (const { id } of entry.add) present.add(id);
    }
  } finally {
    archive.close();
  }
  return [...present];
}

/** Ten minutes of readings of one meter, from the next minute on. */
function readingsOf(meter: string): string {
  const first = (Math.floor(Date.now() / 60_000) + 1) * 60_000;
  const rows = Array.from({ length: 10 }, (_, at) => `${meter},${new Date(first + at * 60_000).toISOString()},5`);
  return `meter_id,timestamp,wh\n${rows.join('\n')}\n`;
}

beforeAll(async () => {
  const [broker, authority] = [await freePort(), await freePort()];
  const urls = ['--broker', `mqtts://127.0.0.1:${broker}`, '--authority', `https://127.0.0.1:${authority}`];
  const args = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--interval', '60', '--tls', ...urls];
  expect(await gridshare(['init', grid, ...args])).toMatchObject({ code: 0 });
  for (const role of ['broker', 'utility', 'authority']) run(role, configOf(role === 'authority' ? 'ca' : role));
  for (const name of ['aggregator-1', 'aggregator-2']) run('aggregator', configOf(name));
  await until('the roster is certified', () => roster().length === 3);
}, 60_000);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  rmSync(folder, { recursive: true, force: true });
});

/** Several processes each, on machines that are busy. */
const LONG = { timeout: 180_000 };

describe('[P-9.6] while a grid runs', LONG, () => {
  test('[P-9.6] a meter enrols, joins the roster and connects; revoked, it is out of all three', async () => {
    const token = join(folder, 'token');
    const invited = ['token', 'm-900', '--config', configOf('ca'), '--out', token, '--registers', '1-0:1.8.0'];
    expect(await gridshare(invited)).toMatchObject({ code: 0 });
    const secret = readFileSync(token, 'utf8');
    const enrolled = await gridshare(['enroll', device, '--kit', join(grid, 'ca/kit.json'), '--token', '-'], {
      input: secret,
    });
    expect(enrolled).toMatchObject({ code: 0 });
    expect(enrolled.stdout + enrolled.stderr).not.toContain(secret.trim());
    await until('it is in the roster', () => roster().includes('m-900'));
    writeFileSync(join(device, 'readings.csv'), readingsOf('m-900'));
    run('meter', join(device, 'config.yaml'));
    const health = (...more: string[]) =>
      gridshare(['health', '--config', join(device, 'config.yaml'), '--json', ...more]);
    expect(await health('--wait', '30')).toMatchObject({ code: 0 });

    expect(await gridshare(['revoke', 'm-900', '--config', configOf('ca')])).toMatchObject({ code: 0 });
    await until('it has left the roster', () => !roster().includes('m-900'));
    expect(roster()).toHaveLength(3);
    let last = '';
    for (let tries = 0; tries < 20 && !last.includes('"isConnected":false'); tries += 1) last = (await health()).stdout;
    expect(last).toContain('"isConnected":false');
    // The others are as they were: connected, and in their first process.
    for (const name of ['aggregator-1', 'aggregator-2', 'utility', 'broker']) {
      expect(await gridshare(['health', '--config', configOf(name)]), name).toMatchObject({ code: 0 });
    }
    for (const { child } of running) expect(child.exitCode).toBe(null);
  });

  test('[P-9.4] the doctor looks at the files, and at the broker in the right way', async () => {
    const doctor = async () => {
      const { stdout } = await gridshare(['doctor', '--config', configOf('aggregator-1'), '--json']);
      const { checks } = JSON.parse(stdout) as { checks: { name: string; status: string; text: string }[] };
      return checks.filter(({ name }) => name === 'tls' || name === 'broker');
    };
    expect((await doctor()).map(({ status }) => status)).toEqual(['ok', 'ok']);
    const authority = await AuthorityFolder.open(join(grid, 'ca'));
    const soon = await authority.issueClient('aggregator-1', { untilMs: Date.now() + 86_400_000 });
    writeTlsFiles(join(grid, 'aggregator-1'), authority.authority.cert, soon);
    const [tls] = await doctor();
    expect(tls).toMatchObject({ status: 'warning' });
    expect(tls?.text).toContain('ends in 1 days');
  });
});

const BROKERS = findMosquitto() === undefined ? ['embedded'] : ['embedded', 'mosquitto'];

describe('gridshare demo --tls', LONG, () => {
  test.each(BROKERS)(
    '[P-9.4] on %s: exact bills, though every certificate is renewed and one revoked meanwhile',
    (broker) =>
      withFolder(async (work) => {
        const kept = join(work, 'kept');
        const outcome = demo(['--tls', '--broker', broker, '--meters', '12', '--keep', kept]);
        const logOf = (name: string): string => {
          const path = join(kept, name, 'log.jsonl');
          return existsSync(path) ? readFileSync(path, 'utf8') : '';
        };
        const parties = ['aggregator-1', 'aggregator-2', 'utility', 'meters'];
        await until('it runs', () => parties.every((name) => logOf(name).includes('connected to the broker')));
        const authority = await AuthorityFolder.open(join(kept, 'ca'));
        await authority.issueClient('meter-stolen');
        authority.revoke('meter-stolen');
        const { cert: ca } = authority.authority;
        for (const [name, clientId] of [
          ['aggregator-1', 'aggregator-1'],
          ['aggregator-2', 'aggregator-2'],
          ['utility', 'utility'],
          ['meters', 'fleet-homes'],
        ] as const) {
          writeTlsFiles(join(kept, name), ca, await authority.issueClient(clientId));
        }
        writeTlsFiles(join(kept, 'broker'), ca, await authority.issueServer([]));
        await authority.publishTo(new Map([[join(kept, 'broker'), { isClockAllowed: true }]]));
        const pid = join(kept, 'broker/mosquitto.pid');
        if (existsSync(pid)) process.kill(Number(readFileSync(pid, 'utf8')), 'SIGHUP');
        const { code, json } = await outcome;
        expect(json).toMatchObject({ billsExact: 12, billsWrong: 0, loadsWrong: 0 });
        expect(code).toBe(0);
        for (const name of ['aggregator-1', 'aggregator-2', 'utility', 'meters']) {
          expect(logOf(name), name).toContain('the TLS files were renewed');
        }
        expect(readdirSync(join(kept, 'broker'))).toContain('crl.pem');
      }),
  );

  test('[P-10.1] a config that listens without TLS elsewhere than on loopback is refused in words', () =>
    withFolder(async (work) => {
      const config = join(work, 'config.yaml');
      writeFileSync(config, 'role: broker\nhost: 0.0.0.0\nport: 0\nstate: state\n');
      const { code, stderr } = await gridshare(['broker', '--config', config]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('does not listen on 0.0.0.0 without TLS')]);
    }));

  test('--tls with a broker of somebody else is refused', async () => {
    const { code, stderr } = await gridshare(['demo', '--tls', '--broker', 'mqtt://127.0.0.1:1']);
    expect([code, stderr.includes('ERR_USAGE')]).toEqual([2, true]);
  });
});
