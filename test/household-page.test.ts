/** The page of a household's own device: a real meter of a grid that bills, looked at by a real browser at phone width. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { isOwnNetwork } from '../meter/host/page/page-config.ts';
import type { HouseholdPage } from '../meter/views/household-view.ts';
import { hasChromium } from './chromium.ts';
import { PHONE, openBrowser } from './desk/browser.ts';
import { comesTrue, freePort, gridshare, start, temporaryFolder } from './gridshare.ts';
import { ROOT } from './typing.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const folder = temporaryFolder();
const grid = join(folder, 'grid');
const configOf = (name: string): string => join(grid, name, 'config.yaml');
const PASSWORD = 'correct horse battery';
/** A day that is billed, and a night that is not yet. */
const HOURS = 34;
const wh = (home: number, hour: number): number => 300 * home + 11 * hour;
const running: ReturnType<typeof start>[] = [];
let port = 0;
let browser: Browser | undefined;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; port?: number } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body, port: at = port } = options;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: at, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

async function told(headers: Record<string, string> = {}): Promise<readonly HouseholdPage[]> {
  const { status, text } = await ask('/api/household', { headers });
  expect(status).toBe(200);
  return (JSON.parse(text) as { meters: HouseholdPage[] }).meters;
}

function startMeter(page: object, ...words: string[]): ReturnType<typeof start> {
  const config = parse(readFileSync(configOf('meters'), 'utf8')) as object;
  writeFileSync(configOf('meters'), stringify({ ...config, page }));
  const meter = start(['meter', '--config', configOf('meters'), ...words]);
  running.push(meter);
  return meter;
}

/** Readings of the day that is not billed yet. */
const nightOf = (curve: HouseholdPage['curve']) => curve.filter(({ begin }) => begin >= '2026-03-03');

const isShown = async (): Promise<boolean> => (await ask('/').catch(() => ({ status: 0 }))).status === 200;

async function stopMeter(meter: ReturnType<typeof start>): Promise<void> {
  meter.child.kill('SIGTERM');
  expect((await meter.outcome).code).toBe(0);
}

beforeAll(async () => {
  const rows = ['meter_id,timestamp,wh,export_wh'];
  for (let hour = 0; hour < HOURS; hour++)
    for (const home of [1, 2, 3]) {
      const time = new Date(Date.UTC(2026, 2, 2, hour)).toISOString();
      rows.push(`flat-${home},${time},${wh(home, hour)},${hour % 5}`);
    }
  const data = join(folder, 'homes.csv');
  const tariff = join(ROOT, 'examples/tariffs/linear.yaml');
  writeFileSync(data, `${rows.join('\n')}\n`);
  const url = `mqtt://127.0.0.1:${await freePort()}`;
  const args = ['--replay', data, '--interval', '1h', '--window', '1d', '--broker', url];
  expect(await gridshare(['init', grid, ...args])).toMatchObject({ code: 0 });
  expect(await gridshare(['tariff', 'add', tariff, '--config', configOf('utility')])).toMatchObject({ code: 0 });
  running.push(start(['broker', '--config', configOf('broker')]));
  for (const index of [1, 2, 3]) running.push(start(['aggregator', '--config', configOf(`aggregator-${index}`)]));
  running.push(start(['utility', '--config', configOf('utility')]));
  port = await freePort();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

const seriousIn = async (page: Page): Promise<string[]> => {
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const found = await page.evaluate(
    "axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))",
  );
  return found as string[];
};

describe('on the loopback interface, without a password', { timeout: 120_000 }, () => {
  let meter: ReturnType<typeof start>;

  beforeAll(async () => {
    meter = startMeter({}, '--page', `127.0.0.1:${port}`);
    await comesTrue('it is shown', isShown, 60);
    await comesTrue(
      'there is a bill and a night',
      async () => {
        const meters = await told();
        return (
          meters.length === 3 &&
          meters.every(({ bills, curve }) => bills.length > 0 && nightOf(curve).length >= HOURS - 24)
        );
      },
      90,
    );
  }, 160_000);

  test('what it tells is what the homes used, what was billed, and who has shares', async () => {
    for (const [at, page] of (await told()).entries()) {
      const home = at + 1;
      expect(page.meter).toBe(`flat-${home}`);
      const day = Array.from({ length: 24 }, (_, hour) => wh(home, hour)).reduce((one, two) => one + two);
      const [bill] = page.bills;
      expect(bill).toMatchObject({ begin: '2026-03-02T00:00:00Z', end: '2026-03-03T00:00:00Z' });
      // The readings are here still, or they were compared when the bill came.
      expect(['exact', 'was-exact']).toContain(bill!.energy);
      // 30 cents a kWh, without tax: computed here without any of the tariff's code.
      expect(bill).toMatchObject({ cost: 'exact', money: { currency: 'EUR', totalMicro: day * 300 } });
      expect(bill!.money!.lines).toMatchObject([{ register: '1-0:1.8.0', units: day, netMicro: day * 300 }]);
      expect(bill!.ownMoney).toEqual(bill!.money);
      expect(bill!.lines[0]).toMatchObject({ register: '1-0:1.8.0', totalUnits: day });
      expect(
        nightOf(page.curve)
          .slice(0, HOURS - 24)
          .map(({ units }) => units[0]),
      ).toEqual(Array.from({ length: HOURS - 24 }, (_, hour) => wh(home, 24 + hour)));
      expect(page.holders.map(({ aggregator }) => aggregator)).toEqual([1, 2, 3]);
      for (const { shares, of } of page.holders) expect([shares > 0, shares <= of]).toEqual([true, true]);
    }
  });

  test("it is served with a strict policy, to this host's own names, and nothing else is", async () => {
    const { headers, text } = await ask('/');
    expect(headers['content-security-policy']).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
    );
    expect(headers['x-frame-options']).toBe('DENY');
    expect(text).not.toMatch(/https?:|style="|<script>/);
    for (const name of ['/page.js', '/page.css']) expect((await ask(name)).status).toBe(200);
    for (const path of ['/../keys.json', '/%2e%2e/keys.json', '/keys.json', '/page.js/', '/api', '/metrics'])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    expect((await ask('/', { headers: { host: 'rebound.example' } })).status).toBe(421);
    expect((await ask('/', { method: 'PUT' })).status).toBe(405);
    expect(
      (await ask('/enter', { method: 'POST', body: 'x', headers: { origin: 'http://evil.example' } })).status,
    ).toBe(403);
  });

  test('a phone shows it all, axe finds nothing serious, and no request leaves the host', async (context) => {
    if (!hasChromium()) return context.skip('apt-get install chromium');
    browser = await openBrowser();
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport: PHONE, colorScheme, timezoneId: 'Etc/UTC' });
      const asked: string[] = [];
      const problems: string[] = [];
      page.on('request', (one) => void asked.push(one.url()));
      page.on('console', (one) => void (one.type() === 'error' ? problems.push(one.text()) : undefined));
      page.on('pageerror', (error) => void problems.push(error.message));
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.getByRole('heading', { name: 'Meter flat-2' }).waitFor();
      const day = Array.from({ length: 24 }, (_, hour) => wh(2, hour)).reduce((one, two) => one + two);
      const text = `${Math.floor(day / 1_000)}.${String(day % 1_000).padStart(3, '0')} kWh`;
      await page.getByRole('cell', { name: text, exact: true }).first().waitFor();
      const due = `${(Math.round((day * 300) / 10_000) / 100).toFixed(2)} EUR`;
      await page.getByRole('heading', { name: due }).waitFor();
      await page.getByRole('row', { name: `Total is due ${due}` }).waitFor();
      for (const heading of ['Today', 'Bills', 'What the utility knows', 'Who has what'])
        expect(await page.getByRole('heading', { name: heading, exact: true }).count()).toBe(3);
      expect(await page.getByText('right: this device computed energy and cost again').count()).toBe(3);
      expect(await page.locator('canvas').count()).toBeGreaterThanOrEqual(3);
      await page
        .getByText(/^Figures of/)
        .first()
        .click();
      // Nothing is wider than the phone.
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
      expect(await seriousIn(page)).toEqual([]);
      expect(problems).toEqual([]);
      expect(asked.filter((one) => !one.startsWith(`http://127.0.0.1:${port}/`) && !one.startsWith('data:'))).toEqual(
        [],
      );
      const shots = process.env['GRIDSHARE_SCREENSHOTS'];
      if (shots !== undefined)
        await page.screenshot({ path: join(shots, `household-${colorScheme}.png`), fullPage: true });
      await page.close();
    }
  });

  test('a bill that this device does not come to is shown with both amounts, and who says what', async (context) => {
    if (browser === undefined) return context.skip('apt-get install chromium');
    const page = await browser.newPage({ viewport: PHONE, timezoneId: 'Etc/UTC' });
    // As `gridshare meter bill` finds it where a utility charges too much: test/priced-bills.test.ts.
    await page.route('**/api/household', async (route) => {
      const said = (await (await route.fetch()).json()) as { meters: HouseholdPage[] };
      const meters = said.meters.map((one) => {
        const [bill] = one.bills;
        const { money } = bill!;
        const findings = ['energy: so it is', 'cost: the amounts are others by the signed tariff'];
        const dear = { ...money!, totalMicro: 99_000_000 };
        const disputed = { status: 'disputed', reason: 'the tag confirms several totals' };
        return {
          ...one,
          bills: [
            {
              ...bill,
              begin: '2026-03-01T00:00:00Z',
              lines: [],
              money: undefined,
              open: disputed,
              findings: [disputed.reason],
            },
            { ...bill, money: dear, cost: 'differs', findings },
          ],
        };
      });
      await route.fulfill({ json: { meters } });
    });
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByText('differs from what this device computed').first().waitFor();
    expect(await page.getByText('the amounts are others by the signed tariff').count()).toBe(3);
    expect(await page.getByText('as this device computes it').count()).toBe(3);
    expect(await page.getByRole('row', { name: 'Total is due 99.00 EUR' }).count()).toBe(3);
    expect(await page.getByText('(disputed)').count()).toBe(3);
    expect(await seriousIn(page)).toEqual([]);
    const shots = process.env['GRIDSHARE_SCREENSHOTS'];
    if (shots !== undefined) await page.screenshot({ path: join(shots, 'household-differs.png'), fullPage: true });
    await page.close();
  });

  test('control: axe finds what is planted, and the policy stops what a page must not do', async (context) => {
    if (browser === undefined) return context.skip('apt-get install chromium');
    const page = await browser.newPage({ viewport: PHONE });
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByRole('heading', { name: 'Meter flat-1' }).waitFor();
    await page.evaluate("document.querySelector('main').append(document.createElement('button'))");
    expect((await seriousIn(page)).join()).toContain('button-name');
    const away = await page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'went', (error) => String(error))");
    expect(away).toContain('TypeError');
    expect(
      await page.evaluate(
        "new Promise((done) => { document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => done(violatedDirective)); const script = document.createElement('script'); script.textContent = '1'; document.body.append(script); })",
      ),
    ).toContain('script-src');
    await page.close();
  });

  test('the grid hears nothing of it, and it ends with the meter', async () => {
    await stopMeter(meter);
    expect(await isShown()).toBe(false);
    expect(meter.output()).toContain('shows its household a page');
  });
});

describe('with a password', { timeout: 120_000 }, () => {
  let meter: ReturnType<typeof start>;
  const secret = join(grid, 'meters/page.password');

  beforeAll(async () => {
    writeFileSync(secret, `${PASSWORD}\n`, { mode: 0o600 });
    meter = startMeter({ listen: `0.0.0.0:${port}`, password: 'page.password' });
    await comesTrue('it is shown', isShown, 60);
  }, 90_000);

  test('nobody sees readings without it, and each wrong one makes the next answer slower', async () => {
    expect((await ask('/api/household')).status).toBe(401);
    const tries: number[] = [];
    for (let at = 0; at < 3; at++) {
      const startedMs = performance.now();
      expect((await ask('/enter', { method: 'POST', body: `guess ${at}` })).status).toBe(401);
      tries.push(performance.now() - startedMs);
    }
    // At once, a quarter of a second, a half.
    expect(tries.map((ms) => Math.floor(ms / 240))).toEqual(
      [0, 1, 2].map((least, at) => Math.max(least, Math.floor(tries[at]! / 240))),
    );
    expect((await ask('/enter', { method: 'POST', body: 'x'.repeat(5_000) })).status).toBe(401);
    // Ten at a time: one after the other, and most are turned away at once.
    const many = await Promise.all(Array.from({ length: 10 }, () => ask('/enter', { method: 'POST', body: 'guess' })));
    expect(many.filter(({ status }) => status === 429).length).toBe(8);
    const right = await ask('/enter', { method: 'POST', body: PASSWORD });
    expect(right.status).toBe(204);
    const cookie = String(right.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const meters = await told({ cookie: cookie.split(';')[0]! });
    expect(meters).toHaveLength(3);
    expect((await ask('/api/household', { headers: { cookie: `gridshare=${'A'.repeat(43)}` } })).status).toBe(401);
    // Neither the password nor a guess is in the log.
    expect(meter.output()).not.toMatch(/correct horse|guess/);
    expect(meter.output()).toContain('page_refused');
  }, 90_000);

  test('a person types it on a phone', async (context) => {
    if (browser === undefined) return context.skip('apt-get install chromium');
    const page = await browser.newPage({ viewport: PHONE });
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByLabel('Password of this device').fill('wrong one');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the password').waitFor();
    expect(await seriousIn(page)).toEqual([]);
    await page.getByLabel('Password of this device').fill(PASSWORD);
    await page.getByRole('button', { name: 'Look' }).click();
    await page.getByRole('heading', { name: 'Meter flat-3' }).waitFor();
    const shots = process.env['GRIDSHARE_SCREENSHOTS'];
    await page.close();
    expect(shots === undefined || existsSync(shots)).toBe(true);
    await stopMeter(meter);
  });
});

describe('where a page must not be', () => {
  const refused = async (page: object, ...words: string[]) => {
    const meter = startMeter(page, ...words);
    const { code, stderr } = await meter.outcome;
    return { code, stderr };
  };

  test('in the network without a password, in the internet, with a password that others can read', async () => {
    const secret = join(grid, 'meters/open.password');
    writeFileSync(secret, `${PASSWORD}\n`, { mode: 0o644 });
    const own = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    const address = own?.address ?? '192.168.7.7';
    expect(await refused({ listen: `${address}:${port}` })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[ERR_PAGE]'),
    });
    expect(await refused({}, '--page', `8.8.8.8:${port}`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('must not be in the internet'),
    });
    expect(await refused({ password: 'open.password' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[ERR_KEYS_EXPOSED]'),
    });
    writeFileSync(join(grid, 'meters/short.password'), 'short\n', { mode: 0o600 });
    expect(await refused({ password: 'short.password' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('at least 8 characters'),
    });
  }, 60_000);

  test('own networks are private ones, in either family', () => {
    for (const address of [
      '127.0.0.1',
      '::1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.5',
      '::ffff:192.168.1.5',
      'fe80::1%eth0',
      'fd12::1',
    ])
      expect([address, isOwnNetwork(address)]).toEqual([address, true]);
    for (const address of ['8.8.8.8', '172.32.0.1', '::ffff:8.8.8.8', '2001:db8::1', '100.64.0.1', 'nobody', ''])
      expect([address, isOwnNetwork(address)]).toEqual([address, false]);
  });
});
