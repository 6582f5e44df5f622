/** What strangers, other sites and broken clients try on the dashboard and its API, on the real process. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../host/bus/bus.conformance.ts';
import { parse, stringify } from 'yaml';
import { OPERATIONS } from '../../schemas/api/operations.ts';
import { deskConfig, fillArchive, meterId } from '../filled-archive.ts';
import { gridshare, start, temporaryFolder } from '../gridshare.ts';
import { type RunningDesk, access, eventually, say, startDesk } from './desk.ts';

/** So long it may take until a running desk knows of a change. */
const A_SECOND_MS = 1_100;
const FILLING = { areas: 1, meters: 6, windows: 2, intervals: 4 };
const folder = temporaryFolder();
const grid = join(folder, 'grid');
let configPath = '';
let desk: RunningDesk;
let token = '';

beforeAll(async () => {
  configPath = await deskConfig(grid, FILLING);
  fillArchive(configPath, FILLING);
  token = await access(configPath, 'olga', 'operator');
  desk = await startDesk(configPath);
}, 120_000);

afterAll(async () => {
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

const BILLS = OPERATIONS.bills.path;
const get = (path: string, headers: Readonly<Record<string, string>> = {}) => fetch(desk.url + path, { headers });
const own = () => ({ authorization: `Bearer ${token}` });

describe('without a token', () => {
  test('nothing answers but what says that it is well, and the program of the page', async () => {
    const paths = [
      ...Object.values(OPERATIONS).map(({ path }) => path),
      '/api/v1/events',
      '/nowhere',
      '/state/archive.sqlite',
    ];
    for (const path of paths) {
      const response = await get(path);
      expect([path, response.status, response.headers.get('content-type')]).toEqual([
        path,
        401,
        expect.stringContaining('application/problem+json'),
      ]);
    }
    expect([(await get('/healthz')).status, (await get('/readyz')).status]).toEqual([200, 200]);
    // Control: with one they do.
    expect((await get(BILLS, own())).status).toBe(200);
  });

  test.each([
    ['one that is made up', 'Bearer gridshare_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['its hash', 'Bearer HASH'],
    ['another scheme', 'Basic b2xnYTpvbGdh'],
    ['an empty one', 'Bearer '],
    ['a very long one', `Bearer ${'x'.repeat(5_000)}`],
  ])('%s is none', async (_what, authorization) => {
    const { entries } = JSON.parse(readFileSync(join(configPath, '../state/access.json'), 'utf8')) as {
      entries: { hash: string }[];
    };
    const hash = entries[0]?.hash ?? '';
    expect((await get(BILLS, { authorization: authorization.replace('HASH', hash) })).status).toBe(401);
  });

  test('tokens are kept as hashes and shown once; one that is removed ends at once', { timeout: 30_000 }, async () => {
    const guest = await access(configPath, 'guest', 'viewer');
    const text = readFileSync(join(configPath, '../state/access.json'), 'utf8');
    expect(text).toContain('guest');
    expect(text).not.toContain(guest.slice(10, 30));
    const listed = await gridshare(['access', 'list', '--json', '--config', configPath]);
    expect(listed.stdout).toContain('guest');
    expect(listed.stdout).not.toContain(guest.slice(10, 30));
    const headers = { authorization: `Bearer ${guest}` };
    await sleep(A_SECOND_MS);
    expect((await get('/api/v1/areas', headers)).status).toBe(200);
    const twice = await gridshare(['access', 'add', 'guest', '--config', configPath]);
    expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('guest has access already')]);
    expect((await gridshare(['access', 'remove', 'guest', '--config', configPath])).code).toBe(0);
    await sleep(A_SECOND_MS);
    expect((await get('/api/v1/areas', headers)).status).toBe(401);
    expect((await gridshare(['access', 'remove', 'guest', '--config', configPath])).code).toBe(2);
  });
});

describe('pages of other sites', () => {
  async function session(headers: Readonly<Record<string, string>>) {
    const response = await fetch(`${desk.url}/session`, { method: 'POST', headers });
    return { status: response.status, cookie: response.headers.get('set-cookie') ?? '' };
  }

  test('a session is a cookie that no script reads and no other site sends', async () => {
    const { status, cookie } = await session(own());
    expect(status).toBe(204);
    expect(cookie).toMatch(/^gridshare-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(token.slice(10, 30));
    const sent = { cookie: cookie.split(';')[0] ?? '' };
    expect((await get(BILLS, sent)).status).toBe(200);
    expect((await get(BILLS, { ...sent, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    // Not even where a browser sends it all the same.
    for (const site of ['cross-site', 'same-site'])
      expect([
        site,
        (await get(BILLS, { ...sent, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })).status,
      ]).toEqual([site, 403]);
    // A cookie alone makes no session, and ends only its own.
    expect((await session(sent)).status).toBe(401);
    expect((await fetch(`${desk.url}/session`, { method: 'DELETE', headers: sent })).status).toBe(204);
    expect((await get(BILLS, sent)).status).toBe(401);
  });

  test('no answer may be framed, sniffed, read by another origin or kept by a proxy; scripts are the host’s own', async () => {
    for (const path of [BILLS, '/healthz', '/nowhere', '/']) {
      const { headers } = await get(path, own());
      expect([path, headers.get('x-frame-options')]).toEqual([path, 'DENY']);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toMatch(/private|immutable/);
    }
  });

  test('a name that somebody else’s DNS points here is refused', async () => {
    const ask = (host: string) =>
      say(desk.port, [
        `GET ${BILLS} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
      ]);
    expect(await ask(`attacker.example:${desk.port}`)).toMatch(/^HTTP\/1.1 403/);
    expect(await ask(`localhost:${desk.port}`)).toMatch(/^HTTP\/1.1 200/);
  });
});

describe('broken requests', () => {
  test.each([
    '/../../../../etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/utility/config.yaml',
    '/assets/../../keys.json',
    '/assets/%2e%2e%2fkeys.json',
    '//etc/passwd',
    '/api/v1/../../state/access.json',
    '/api/v1/bills/..%5c..%5ckeys.json',
    '/%00',
    '/assets/%E0%A4%A',
  ])('a path that climbs finds nothing: %s', async (path) => {
    const answer = await say(desk.port, [
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${desk.port}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
    ]);
    expect(answer).toMatch(/^HTTP\/1.1 (?:400|404)/);
    expect(answer).not.toMatch(/root:|privateKey|entries/);
  });

  test('headers, addresses and bodies that are too long are refused, and the next is answered', async () => {
    const head = `GET ${BILLS} HTTP/1.1\r\nHost: 127.0.0.1:${desk.port}\r\n`;
    expect(await say(desk.port, [`${head}X: ${'x'.repeat(20_000)}\r\n\r\n`])).toMatch(/^HTTP\/1.1 431/);
    expect(await say(desk.port, [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`])).toMatch(/^HTTP\/1.1 431/);
    const large = await fetch(`${desk.url}/session`, {
      method: 'POST',
      headers: { ...own(), 'content-type': 'application/json' },
      body: JSON.stringify({ x: 'x'.repeat(5_000) }),
    });
    expect(large.status).toBe(413);
    expect(await say(desk.port, ['HELLO\r\n\r\n'])).toMatch(/^HTTP\/1.1 400/);
    expect(
      await say(desk.port, [
        `POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ]),
    ).toMatch(/^HTTP\/1.1 400/);
    expect((await get(BILLS, own())).status).toBe(200);
  });

  test(
    'whoever sends its request a byte at a time is shown out, and nobody waits for it',
    { timeout: 60_000 },
    async () => {
      const began = performance.now();
      const slow = Array.from({ length: 20 }, () =>
        say(desk.port, Array.from(`GET ${BILLS} HTTP/1.1\r\nX: ${'x'.repeat(100)}`), 250),
      );
      const askedAt = performance.now();
      expect((await get(BILLS, own())).status).toBe(200);
      expect(performance.now() - askedAt).toBeLessThan(2_000);
      expect(new Set((await Promise.all(slow)).map((answer) => answer.slice(0, 12)))).toEqual(
        new Set(['HTTP/1.1 408']),
      );
      expect(performance.now() - began).toBeLessThan(20_000);
    },
  );

  test('nothing of a request becomes a line of the log, and every use is one', async () => {
    const planted = `%0a{"level":"info","name":"planted"}%1b[31m`;
    await get(`${BILLS}?meter=${planted}`, own());
    await get(`/${planted}`, own());
    await get(`${BILLS}?meter=${meterId(0, 3)}`, own());
    await until('it is noted', () => desk.output().includes(meterId(0, 3)));
    const lines = desk
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ name }) => name === 'planted')).toEqual([]);
    expect(desk.output()).not.toContain('\u001b');
    expect(desk.output()).not.toContain(token.slice(10, 30));
    expect(lines.at(-1)).toMatchObject({
      service: 'dashboard',
      name: 'olga',
      role: 'operator',
      method: 'GET',
      route: BILLS,
      status: 200,
      meter: meterId(0, 3),
    });
  });
});

describe('too much', () => {
  test(
    'streams are counted: the ninth of one is refused, and room is made by one that ends',
    { timeout: 30_000 },
    async () => {
      const endings: AbortController[] = [];
      const open = async (): Promise<number> => {
        const ending = new AbortController();
        endings.push(ending);
        const { status, body } = await fetch(`${desk.url}/api/v1/events`, { headers: own(), signal: ending.signal });
        void body?.getReader().closed.catch(() => undefined);
        return status;
      };
      const statuses: number[] = [];
      for (let at = 0; at < 10; at++) statuses.push(await open());
      expect(statuses).toEqual([...Array<number>(8).fill(200), 503, 503]);
      endings[0]?.abort();
      await eventually('there is room', async () => (await open()) === 200);
      for (const ending of endings) ending.abort();
      expect((await get(BILLS, own())).status).toBe(200);
    },
  );

  test(
    'one name has so many requests a minute, and hears when it may go on; others go on',
    { timeout: 60_000 },
    async () => {
      const flood = { authorization: `Bearer ${await access(configPath, 'flood', 'viewer')}` };
      await sleep(A_SECOND_MS);
      let last: Response | undefined;
      for (let round = 0; round < 14 && last?.status !== 429; round++) {
        const answers = await Promise.all(Array.from({ length: 50 }, () => get('/api/v1/evidence', flood)));
        last = answers.find(({ status }) => status === 429) ?? answers[0];
      }
      expect(last?.status).toBe(429);
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await get(BILLS, own())).status).toBe(200);
    },
  );

  test('whoever tries tokens is slowed down, and who has one is not', { timeout: 60_000 }, async () => {
    let status = 0;
    for (let at = 0; at < 40 && status !== 429; at++)
      ({ status } = await get(BILLS, { authorization: `Bearer gridshare_${at}` }));
    expect(status).toBe(429);
    expect((await get(BILLS, own())).status).toBe(200);
  });
});

describe('elsewhere than on the loopback interface', { timeout: 120_000 }, () => {
  test('nothing is served without TLS', async () => {
    for (const at of ['0.0.0.0:0', '[::]:8480', '192.0.2.1:8480']) {
      const { code, stderr } = await gridshare(['dashboard', '--config', configPath, '--at', at]);
      expect([at, code, stderr]).toEqual([at, 2, expect.stringContaining('without TLS')]);
    }
    const { code, stderr } = await gridshare(['dashboard', '--config', configPath, '--at', '127.0.0.1']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('has no port')]);
    const taken = await gridshare(['dashboard', '--config', configPath, '--at', `127.0.0.1:${desk.port}`]);
    expect([taken.code, taken.stderr]).toEqual([3, expect.stringContaining('[ERR_DASHBOARD_LISTEN]')]);
  });

  test('with TLS a certificate that is known stands for a token, and any other for none', async () => {
    const secured = join(folder, 'secured');
    const urls = ['--broker', 'mqtts://127.0.0.1:1', '--authority', 'https://127.0.0.1:1'];
    expect(await gridshare(['init', secured, '--tls', '--meters', '3', ...urls])).toMatchObject({ code: 0 });
    const config = parse(readFileSync(configPath, 'utf8')) as Record<string, unknown>;
    const place = (name: string, file: string) => join(secured, name, file);
    const http = { tls: { cert: place('broker', 'cert.pem'), key: place('broker', 'key.pem') } };
    const path = join(grid, 'utility/secured.yaml');
    writeFileSync(path, stringify({ ...config, http }));
    const certificate = ['--certificate', place('aggregator-1', 'cert.pem')];
    expect(
      await gridshare(['access', 'add', 'machine', '--role', 'operator', ...certificate, '--config', path]),
    ).toMatchObject({ code: 0, stdout: '' });
    const secure = await startDesk(path, ['--at', '127.0.0.1:0']);
    const ask = (name: string | undefined) =>
      new Promise<number | undefined>((resolve, reject) => {
        const shown =
          name === undefined
            ? {}
            : { cert: readFileSync(place(name, 'cert.pem')), key: readFileSync(place(name, 'key.pem')) };
        const asking = request(
          `${secure.url}${BILLS}`,
          { ca: readFileSync(place('broker', 'ca.pem')), ...shown, agent: false },
          (response) => resolve(response.resume().statusCode),
        );
        asking.once('error', reject).end();
      });
    expect(await ask('aggregator-1')).toBe(200);
    expect(await ask('aggregator-2')).toBe(401);
    expect(await ask(undefined)).toBe(401);
    expect(await secure.stop()).toBe(0);
  });
});

describe('beside a utility', () => {
  const alive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  /** Pids of desks below a process. */
  const desksOf = (pid: number): number[] =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter((one) => one !== '')
      .map(Number);

  test(
    'it is begun with it, begun again when it dies, and gone when the utility is, however that ends',
    { timeout: 90_000 },
    async () => {
      const place = join(folder, 'beside');
      expect(await gridshare(['init', place, '--meters', '3', '--broker', 'mqtt://127.0.0.1:1'])).toMatchObject({
        code: 0,
      });
      const config = join(place, 'utility/config.yaml');
      const refused = await gridshare(['utility', '--config', config, '--dashboard', '0.0.0.0:8480']);
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('without TLS')]);
      const { child, outcome, output } = start(['utility', '--config', config, '--dashboard', '127.0.0.1:0']);
      const pid = child.pid ?? 0;
      const addresses = () => [...output().matchAll(/"url":"(http:[^"]+)\/"/g)].map(([, url]) => url ?? '');
      await until('it is served', () => addresses().length === 1);
      expect((await fetch(`${addresses()[0]}/healthz`)).status).toBe(200);
      const [first] = desksOf(pid);
      process.kill(first ?? 0, 'SIGKILL');
      await until('it is served again', () => addresses().length === 2);
      expect(child.exitCode).toBeNull();
      expect(output()).toContain('the utility goes on');
      const [second] = desksOf(pid);
      child.kill('SIGKILL');
      await outcome;
      await until('it is gone', () => !alive(second ?? 0));
    },
  );

  test('a config that has http needs no option', { timeout: 60_000 }, async () => {
    const place = join(folder, 'by-config');
    expect(await gridshare(['init', place, '--meters', '3', '--broker', 'mqtt://127.0.0.1:1'])).toMatchObject({
      code: 0,
    });
    const config = join(place, 'utility/config.yaml');
    const { child, outcome, output } = start(['utility', '--config', config]);
    await until('it looks for its broker', () => output() !== '');
    await sleep(A_SECOND_MS);
    expect(output()).not.toContain('"service":"dashboard"');
    child.kill('SIGTERM');
    await outcome;
    writeFileSync(config, `${readFileSync(config, 'utf8')}http: { address: '127.0.0.1:0' }\n`);
    const served = start(['utility', '--config', config]);
    await until('it is served', () => served.output().includes('the dashboard is ready'));
    served.child.kill('SIGTERM');
    expect((await served.outcome).code).toBe(0);
  });
});
