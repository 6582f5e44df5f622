/** What parties show at `/metrics`, `/healthz` and `/readyz`: a whole grid of real processes that bills, scraped. Alerts and dashboard are of it. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { ALERTS } from '../deploy/alert-rules.ts';
import { ROWS } from '../deploy/dashboard.ts';
import { until } from '../host/bus/bus.conformance.ts';
import { plainPage } from '../host/metrics/plain-page.ts';
import { SERIES, type Series } from '../host/metrics/series.ts';
import type { Role } from '../host/process/health-record.ts';
import { topics } from '../protocol/wire/topics.ts';
import { RawClient } from './attacks/raw-client.ts';
import { comesTrue, freePort, gridshare, start, temporaryFolder } from './gridshare.ts';
import { ROOT } from './typing.ts';

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const HOMES = ['home-1', 'home-2', 'home-3'];
/** Hours of the file, and those without consumption that follow. */
const INTERVALS = 24 + 8;

interface Party {
  readonly role: Role;
  readonly name: string;
  readonly port: number;
  process?: ReturnType<typeof start>;
}
const parties: Party[] = [];
const configOf = (name: string): string => join(grid, name, 'config.yaml');
const partyOf = (name: string): Party => parties.find((party) => party.name === name)!;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

function get(
  port: number,
  path: string,
  options: { method?: string; host?: string; pad?: number } = {},
): Promise<Answer> {
  const { method = 'GET', host = `127.0.0.1:${port}`, pad = 0 } = options;
  return new Promise((resolve, reject) => {
    const headers = { host, ...(pad === 0 ? {} : { 'x-pad': 'x'.repeat(pad) }) };
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

function samplesOf(text: string): Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = /^(\w+)\{(.*)\} (\S+)$/.exec(line) ?? [];
      const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', own = '']) => [key, own]);
      return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
    });
}

async function scrape({ port }: Party): Promise<Sample[]> {
  const { status, text } = await get(port, '/metrics');
  expect(status).toBe(200);
  return samplesOf(text);
}

function valueOf(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number {
  const found = samples.filter(
    (sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  expect(found).toHaveLength(1);
  return found[0]!.value;
}

/** Names of homes anywhere in what is served. */
const idsIn = (text: string): string[] => HOMES.filter((home) => text.includes(home));

const familyOf = (name: string): string => name.replace(/_(?:bucket|sum|count)$/, '');

beforeAll(async () => {
  const data = join(folder, 'homes.csv');
  copyFileSync(join(ROOT, 'examples/classic/homes.csv'), data);
  const [broker, authority] = [await freePort(), await freePort()];
  const urls = ['--broker', `mqtts://127.0.0.1:${broker}`, '--authority', `https://127.0.0.1:${authority}`];
  const args = ['--replay', data, '--aggregators', '3', '--threshold', '2', '--trust', 'covert', '--tls', ...urls];
  expect(await gridshare(['init', grid, ...args])).toMatchObject({ code: 0 });
  mkdirSync(join(folder, 'backups'));
  const roles = { broker: 'broker', utility: 'utility', meters: 'meter', ca: 'authority' } as const;
  const aggregators = [1, 2, 3].map((index) => [`aggregator-${index}`, 'aggregator'] as const);
  for (const [name, role] of [...Object.entries(roles), ...aggregators]) {
    const port = await freePort();
    const config = parse(readFileSync(configOf(name), 'utf8')) as Record<string, unknown>;
    const backup = ['aggregator', 'utility'].includes(role) ? { backup: { folder: join(folder, 'backups') } } : {};
    const log = { level: 'debug' };
    writeFileSync(configOf(name), stringify({ ...config, ...backup, log, metrics: { listen: `127.0.0.1:${port}` } }));
    const party: Party = { role, name, port };
    parties.push(party);
  }
  for (const party of parties) party.process = start([party.role, '--config', configOf(party.name)]);
  await comesTrue(
    'bills are there',
    async () => {
      const { stdout } = await gridshare(['bills', '--json', '--config', configOf('utility')]);
      return (
        stdout.startsWith('[') &&
        (JSON.parse(stdout) as { status: string }[]).filter(({ status }) => status === 'verified').length === 3
      );
    },
    90,
  );
  for (const name of ['aggregator-1', 'aggregator-2', 'aggregator-3', 'utility'])
    expect(await gridshare(['backup', '--config', configOf(name)])).toMatchObject({ code: 0 });
}, 150_000);

afterAll(async () => {
  for (const { process: own } of parties) own?.child.kill('SIGKILL');
  await Promise.all(parties.flatMap(({ process: own }) => own?.outcome ?? []));
  rmSync(folder, { recursive: true, force: true });
});

describe('/metrics of a grid that has billed', { timeout: 120_000 }, () => {
  test('every party shows every series that is listed for it, and no other', async () => {
    for (const party of parties) {
      const samples = await scrape(party);
      const listed = SERIES.filter(({ roles }) => (roles as readonly Role[]).includes(party.role));
      expect([party.name, [...new Set(samples.map(({ name }) => familyOf(name)))].toSorted()]).toEqual([
        party.name,
        listed.map(({ name }) => name).toSorted(),
      ]);
      for (const { name, labels } of samples) {
        const series: Series = SERIES.find((one) => one.name === familyOf(name))!;
        const allowed = [
          'party',
          ...series.labels,
          ...(series.kind === 'histogram' && name.endsWith('_bucket') ? ['le'] : []),
        ];
        expect([name, Object.keys(labels).toSorted()]).toEqual([name, allowed.toSorted()]);
      }
      expect(new Set(samples.map(({ labels }) => labels['party']))).toEqual(
        new Set([party.role === 'meter' ? 'meter' : party.name === 'ca' ? 'authority' : party.name]),
      );
    }
  });

  test('its counts are those of the run', async () => {
    for (const index of [1, 2, 3]) {
      const samples = await scrape(partyOf(`aggregator-${index}`));
      expect(valueOf(samples, 'gridshare_shares_admitted_total')).toBe(HOMES.length * INTERVALS);
      expect(valueOf(samples, 'gridshare_ready')).toBe(1);
      expect(valueOf(samples, 'gridshare_connected')).toBe(1);
      expect(valueOf(samples, 'gridshare_evidence')).toBe(0);
      expect(valueOf(samples, 'gridshare_backup_overdue')).toBe(0);
      expect(valueOf(samples, 'gridshare_backup_age_seconds')).toBeLessThan(120);
      expect(valueOf(samples, 'gridshare_commit_seconds_count')).toBeGreaterThan(10);
      expect(valueOf(samples, 'gridshare_commit_seconds_bucket', { le: '+Inf' })).toBe(
        valueOf(samples, 'gridshare_commit_seconds_count'),
      );
      const days = (valueOf(samples, 'gridshare_certificate_end_seconds') - Date.now() / 1_000) / 86_400;
      expect([days > 80, days < 100]).toEqual([true, true]);
    }
    const utility = await scrape(partyOf('utility'));
    expect(valueOf(utility, 'gridshare_settlement_age_seconds')).toBe(0);
    expect(
      [1, 2, 3].map((index) => valueOf(utility, 'gridshare_aggregator_online', { aggregator: `${index}` })),
    ).toEqual([1, 1, 1]);
    const meter = await scrape(partyOf('meters'));
    expect(valueOf(meter, 'gridshare_meters')).toBe(HOMES.length);
    expect(valueOf(meter, 'gridshare_readings_booked_total')).toBe(HOMES.length * INTERVALS);
    expect(valueOf(meter, 'gridshare_readings_unstored')).toBe(0);
    const broker = await scrape(partyOf('broker'));
    expect(valueOf(broker, 'gridshare_broker_connections')).toBe(5);
    expect(valueOf(broker, 'gridshare_broker_messages_total', { topic: 'shares' })).toBeGreaterThanOrEqual(
      HOMES.length,
    );
  });

  test('no meter is named in any of it; control: one that is, is found', async () => {
    for (const { port } of parties) expect(idsIn((await get(port, '/metrics')).text)).toEqual([]);
    const planted = plainPage('meter-home-2').text([
      { series: 'gridshare_meters', value: 1, labels: { what: 'home-3' } },
    ]);
    expect(idsIn(await planted)).toEqual(['home-2', 'home-3']);
    // Control: the grid knows them by these names.
    expect(idsIn((await gridshare(['bills', '--config', configOf('utility')])).stdout)).toEqual(HOMES);
  });

  test('what is refused is counted by its code', async () => {
    const stranger = join(folder, 'stranger');
    expect(await gridshare(['issue', 'fleet-other', stranger, '--config', configOf('ca')])).toMatchObject({ code: 0 });
    const { port } = parse(readFileSync(configOf('broker'), 'utf8')) as { port: number };
    const files = { ca: join(stranger, 'ca.pem'), cert: join(stranger, 'cert.pem'), key: join(stranger, 'key.pem') };
    const client = new RawClient(port, files);
    await client.connect({ clientId: 'fleet-other' });
    expect(await client.publish(topics.shares(1), 'no share')).toBe(true);
    const refused = async (code: string) =>
      valueOf(await scrape(partyOf('aggregator-1')), 'gridshare_refused_total', { code });
    await comesTrue('it is counted', async () => (await refused('invalid_message')) === 1);
    expect(await refused('not_authentic')).toBe(0);
    client.socket.destroy();
  });

  test('pages are what Prometheus takes', async (context) => {
    if (spawnSync('promtool', ['--version']).error !== undefined) return context.skip('apt-get install prometheus');
    for (const { name, port } of parties) {
      const { text, headers } = await get(port, '/metrics');
      expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
      const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
      expect([name, status, stdout + stderr]).toEqual([name, 0, '']);
    }
    const { status } = spawnSync('promtool', ['check', 'metrics'], { input: 'no{page', encoding: 'utf8' });
    expect(status).not.toBe(0);
  });

  test('every series of alerts and dashboard is in some scrape; control: one that is not, is found', async () => {
    const scraped = new Set<string>(['up']);
    for (const party of parties) for (const { name } of await scrape(party)) scraped.add(name);
    const missing = (expr: string): string[] =>
      [...expr.replaceAll(/"[^"]*"/g, '').matchAll(/\b(?:up|gridshare_\w+|process_\w+|nodejs_\w+)\b/g)]
        .map(([name]) => name)
        .filter((name) => !scraped.has(name));
    const expressions = [
      ...ALERTS.map(({ expr }) => expr),
      ...ROWS.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries.map(({ expr }) => expr))),
    ];
    expect(expressions.length).toBeGreaterThan(30);
    for (const expr of expressions) expect([expr, missing(expr)]).toEqual([expr, []]);
    expect(missing('rate(gridshare_shares_admited_total[5m])')).toEqual(['gridshare_shares_admited_total']);
  });

  test('[P-10] logs have fields of the list only, and no reading', () => {
    const NEVER = /units?$|wh$|share$|payload|secret|seed|password|private|reading$|total$/i;
    let lines = 0;
    for (const { process: own } of parties)
      for (const line of own!.output().split('\n')) {
        if (!line.startsWith('{')) continue;
        lines += 1;
        expect(Object.keys(JSON.parse(line) as object).filter((name) => NEVER.test(name))).toEqual([]);
      }
    expect(lines).toBeGreaterThan(50);
    expect(['readingWh', 'share', 'totalUnits'].filter((name) => NEVER.test(name))).toHaveLength(3);
  });
});

describe('the door', { timeout: 60_000 }, () => {
  test("answers GET and HEAD of three paths, under this machine's own names", async () => {
    const { port } = partyOf('aggregator-1');
    const status = async (path: string, options: Parameters<typeof get>[2] = {}) =>
      (await get(port, path, options)).status;
    expect(await status('/metrics')).toBe(200);
    expect(await status('/metrics', { method: 'HEAD' })).toBe(200);
    expect(await status('/metrics', { host: `localhost:${port}` })).toBe(200);
    expect(await status('/metrics', { host: `[::1]:${port}` })).toBe(200);
    expect(await status('/metrics', { host: 'rebound.example' })).toBe(421);
    expect(await status('/metrics', { method: 'POST' })).toBe(405);
    expect(await status('/metrics', { pad: 10_000 })).toBe(431);
    for (const path of ['/', '/metrics/', '/../keys.json', '/%2e%2e/keys.json', '/metrics?x'])
      expect(await status(path)).toBe(404);
  });

  test('whoever sends nothing is closed', async () => {
    const socket = connect(partyOf('broker').port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    const closed = new Promise((done) => socket.once('close', done));
    socket.resume();
    await closed;
  });

  test('a port that is taken costs the party nothing, and is said', async () => {
    const { port } = partyOf('broker');
    const other = join(folder, 'other');
    expect(
      await gridshare(['init', other, '--meters', '3', '--broker', `mqtt://127.0.0.1:${await freePort()}`]),
    ).toMatchObject({ code: 0 });
    const path = join(other, 'broker/config.yaml');
    writeFileSync(path, `${readFileSync(path, 'utf8')}\nmetrics: { listen: '127.0.0.1:${port}' }\n`);
    const broker = start(['broker', '--config', path]);
    await until('it says so', () => broker.output().includes('ERR_METRICS_LISTEN'));
    expect(await gridshare(['health', '--config', path, '--wait', '10'])).toMatchObject({ code: 0 });
    broker.child.kill('SIGTERM');
    expect((await broker.outcome).code).toBe(0);
  });

  test('an address that is none is refused at the start', async () => {
    const path = join(folder, 'other/broker/config.yaml');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/metrics: .*/, "metrics: { listen: 'everywhere:99999' }"));
    const { code, stderr } = await gridshare(['broker', '--config', path]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('ERR_CONFIG_INVALID')]);
  });

  // The last one: it takes the broker away.
  test('/healthz is for whoever restarts, /readyz for whoever waits', async () => {
    const { port } = partyOf('aggregator-2');
    const both = async () => [(await get(port, '/healthz')).status, (await get(port, '/readyz')).status];
    expect(await both()).toEqual([200, 200]);
    partyOf('broker').process!.child.kill('SIGTERM');
    await comesTrue('it is not connected', async () => (await both()).join() === '200,503');
    const samples = await scrape(partyOf('aggregator-2'));
    expect([valueOf(samples, 'gridshare_connected'), valueOf(samples, 'gridshare_ready')]).toEqual([0, 0]);
  });
});
