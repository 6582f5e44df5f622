/**
 * The dashboard in a real browser, on a real demonstration while it runs and after: every page is clicked through, at the width of a desk
 * and of a phone, light and dark; axe finds nothing serious; nothing leaves the host.
 */
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIRST, areaId, billOf, deskConfig, fillArchive, meterId, openArchive } from '../filled-archive.ts';
import { start, temporaryFolder } from '../gridshare.ts';
import { IMPORT } from '../material.ts';
import { type RunningDesk, access, clientOf, startDesk } from './desk.ts';
import { hasChromium } from '../chromium.ts';
import { DESKTOP, type Look, type Opened, PHONE, linkOf, openBrowser, openPage } from './browser.ts';

const MOST_FIRST_LOAD_BYTES = 150_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What everybody sees, as its heading; a link of its menu leads there. */
const PAGES = ['Load', 'Bills', 'Settlement', 'Alarms', 'Who sees what', 'Overview'];
const SKIP = hasChromium() ? '' : ' (skipped: apt-get install chromium)';

let demo: ReturnType<typeof start>;
let browser: Browser;
let link = '';
let early: Opened;

beforeAll(async () => {
  if (!hasChromium()) return;
  demo = start(['demo', '--meters', '12', '--interval', '3600', '--serve']);
  [link, browser] = await Promise.all([linkOf(demo), openBrowser()]);
  early = await openPage(browser, link, { viewport: DESKTOP, colorScheme: 'light' });
}, 60_000);

afterAll(async () => {
  if (!hasChromium()) return;
  await browser.close();
  demo.child.kill('SIGINT');
  await demo.outcome;
}, 60_000);

/** Violations that keep somebody out, as `rule: where`. */
async function violations(page: Page): Promise<string[]> {
  // Not as a script of the page, which its policy forbids: as the driver's.
  await page.evaluate(AXE);
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const menu = (page: Page, title: string) => page.getByRole('navigation').getByRole('link', { name: title });
const heading = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title });

describe.skipIf(!hasChromium())(`the dashboard${SKIP}`, { timeout: 120_000 }, () => {
  test('shows a check list while nothing was billed, and then what was, without being asked', async () => {
    const { page } = early;
    await heading(page, 'Overview').waitFor();
    await page.getByText('Until the first bill').waitFor();
    const token = /token=([\w-]+)/.exec(link)?.[1] ?? '';
    // The address has no token any more, and no script can read what stands for it.
    expect(page.url()).not.toContain(token);
    expect(await page.evaluate('document.cookie')).toBe('');
    const bills = page.getByText('Bills verified').locator('..').locator('strong');
    await bills.filter({ hasText: /^12$/ }).waitFor({ timeout: 90_000 });
    expect(await page.getByText('Until the first bill').count()).toBe(0);
    expect(early.complaints).toEqual([]);
    await early.close();
  });

  const looks: [string, Look][] = [
    ['a desk, light', { viewport: DESKTOP, colorScheme: 'light' }],
    ['a desk, dark', { viewport: DESKTOP, colorScheme: 'dark' }],
    ['a phone, light', { viewport: PHONE, colorScheme: 'light' }],
    ['a phone, dark', { viewport: PHONE, colorScheme: 'dark' }],
  ];

  test.each(looks)('every page on %s', async (_name, look) => {
    const { page, complaints, close } = await openPage(browser, link, look);
    await heading(page, 'Overview').waitFor();
    for (const title of PAGES) {
      await menu(page, title).click();
      await heading(page, title).waitFor();
      await page.locator('main :is(figure, table, ol, ul, section, .empty)').first().waitFor();
      expect([title, await violations(page)]).toEqual([title, []]);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect([title, width <= look.viewport.width]).toEqual([title, true]);
    }
    // Whoever goes by keyboard is where the page begins.
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1');
    expect(complaints).toEqual([]);
    await close();
  });

  test('control: what keeps somebody out is found, and what a page may not load is refused and told', async () => {
    const { page, complaints, close } = await openPage(browser, link, { viewport: DESKTOP, colorScheme: 'light' });
    await heading(page, 'Overview').waitFor();
    await page.evaluate(`
      document.querySelector('main').append(document.createElement('button'));
      const inline = document.createElement('script');
      inline.textContent = 'window.planted = true';
      document.body.append(inline);
      const picture = new Image();
      picture.src = 'http://192.0.2.1/x.png';
      document.body.append(picture);
    `);
    expect(await violations(page)).toEqual([
      expect.stringContaining('button-name'),
      expect.stringContaining('image-alt'),
    ]);
    expect(await page.evaluate('window.planted')).toBeUndefined();
    expect(complaints.join('\n')).toMatch(/Content Security Policy/);
    await close();
  });

  test('a bill is searched for, opened, and says why it can be believed', async () => {
    const { page, complaints, close } = await openPage(browser, link, { viewport: DESKTOP, colorScheme: 'light' });
    await menu(page, 'Bills').click();
    const rows = page.locator('tbody tr');
    await rows.nth(11).waitFor();
    await page.getByLabel('Meter').fill('home-07');
    await rows.nth(1).waitFor({ state: 'detached' });
    expect(await rows.count()).toBe(1);
    await page.getByRole('link', { name: 'home-07' }).click();
    await page.getByText('Why this can be believed').waitFor();
    await page.getByText('aggregators 1, 2, 3').first().waitFor();
    const due = /What it costs: ([\d.]+ EUR)/.exec(await page.locator('main').innerText())?.[1] ?? 'nothing';
    await page.getByRole('row', { name: `Total is due ${due}` }).waitFor();
    expect(await page.getByText(/kWh$/).count()).toBeGreaterThan(0);
    expect([await violations(page), complaints]).toEqual([[], []]);
    await page.getByRole('link', { name: 'All bills', exact: true }).click();
    await page.getByLabel('Meter').fill('nobody');
    await page.getByText('No bill of a meter with this in its id.').waitFor();
    await close();
  });

  test('a curve has its table, zooms by keys, ends with the readings, and says where there is none to compare with', async () => {
    const { page, complaints, close } = await openPage(browser, link, { viewport: DESKTOP, colorScheme: 'light' });
    await menu(page, 'Load').click();
    await page.locator('.u-over').waitFor();
    await page.getByText('Figures as a table').click();
    await page.locator('details tbody tr').nth(23).waitFor();
    expect(await page.locator('details tbody tr').count()).toBe(24);
    // The curve ends with the readings: in the run-off nobody uses anything, and a city does not go dark.
    await page.getByText('The readings of this demonstration end').waitFor();
    expect(await page.locator('details tbody tr', { hasText: /^\S+ \S+\s*0 kW$/ }).count()).toBe(0);
    expect(await page.locator('details tbody tr').last().innerText()).toContain('23:00');
    const ticks = () => page.locator('canvas').first().screenshot();
    const before = await ticks();
    await page.getByRole('button', { name: 'Zoom in' }).focus();
    await page.keyboard.press('Enter');
    expect((await ticks()).equals(before)).toBe(false);
    await page.getByRole('button', { name: 'All', exact: true }).press('Enter');
    expect((await ticks()).equals(before)).toBe(true);
    await page.getByLabel('Compare with').selectOption('1');
    // There was none.
    await page.getByText('no load of the day before is open').waitFor();
    expect([await violations(page), complaints]).toEqual([[], []]);
    await close();
  });

  test('who sees what: a reading at its meter only, numbers without meaning elsewhere, sums at the utility', async () => {
    const { page, close } = await openPage(browser, link, { viewport: DESKTOP, colorScheme: 'light' });
    await menu(page, 'Who sees what').click();
    const sight = (name: string) => page.getByRole('region', { name }).innerText();
    await page.getByRole('region', { name: 'The utility' }).waitFor();
    const reading = /([\d.]+) kWh/.exec(await sight('home-07'))?.[1];
    expect(reading).toBeDefined();
    const shares = await Promise.all(
      [1, 2, 3].map(async (index) => /\n(\d{20,40})\n/.exec(await sight(`Aggregator ${index}`))?.[1]),
    );
    expect(new Set(shares).size).toBe(3);
    expect(shares).not.toContain(undefined);
    for (const name of ['Aggregator 1', 'Aggregator 2', 'Aggregator 3', 'The broker'])
      expect([name, (await sight(name)).includes('kWh')]).toEqual([name, false]);
    expect(await sight('The utility')).toContain('12 homes together');
    expect(await sight('The utility')).not.toContain(`${reading} kWh`);
    expect(await page.getByText('demonstration only').count()).toBe(1);
    await close();
  });

  test('a token is asked for, and once signed out nothing is left to see', async () => {
    const [address = '', token = ''] = link.split('#token=');
    const { page, close } = await openPage(browser, address, { viewport: PHONE, colorScheme: 'dark' });
    await page.getByLabel('Token').fill('gridshare_nobody');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Nobody has this token').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Token').fill(token);
    await page.keyboard.press('Enter');
    await heading(page, 'Overview').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
    await page.reload();
    await page.getByLabel('Token').waitFor();
    expect(await page.getByText('area-1').count()).toBe(0);
    await close();
  });

  test('the first load is small', async () => {
    const [address = ''] = link.split('#');
    const html = await (await fetch(address)).text();
    const assets = [...html.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path);
    expect(assets).toHaveLength(2);
    let bytes = gzipSync(html).length;
    for (const path of assets) {
      const response = await fetch(new URL(path, address), { headers: { 'accept-encoding': 'br' } });
      expect(response.headers.get('cache-control')).toContain('immutable');
      bytes += Number(response.headers.get('content-length'));
    }
    expect(bytes).toBeLessThan(MOST_FIRST_LOAD_BYTES);
    expect(bytes).toBeGreaterThan(20_000);
  });
});

describe.skipIf(!hasChromium())(`the load of several areas${SKIP}`, { timeout: 120_000 }, () => {
  const folder = temporaryFolder();
  /** Eight days: a forecast looks back a week. */
  const FILLING = { areas: 3, meters: 4, windows: 8, intervals: 96 };
  let desk: RunningDesk | undefined;
  /** A test that fails leaves none behind. */
  const others: RunningDesk[] = [];
  afterAll(async () => {
    await desk?.stop();
    for (const one of others) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is summed by label where the load of each is open, with a forecast; a viewer sees it, and no page of bills', async () => {
    const configPath = await deskConfig(join(folder, 'grid'), FILLING);
    fillArchive(configPath, FILLING);
    const token = await access(configPath, 'vera', 'viewer');
    desk = await startDesk(configPath);
    const { page, complaints, close } = await openPage(browser, `${desk.url}/#token=${token}`, {
      viewport: DESKTOP,
      colorScheme: 'dark',
    });
    await heading(page, 'Overview').waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(
      expect.not.arrayContaining(['Bills', 'Who sees what']),
    );
    await menu(page, 'Load').click();
    const inAll = page.getByText('In all').locator('..').locator('strong');
    const client = clientOf(desk, token);
    const sumOf = async (areas: readonly string[]): Promise<number> => {
      let sum = 0;
      for (const area of areas)
        for await (const { totalUnits = 0 } of client.all('load', { area, from: '2026-01-08', until: '2026-01-09' }))
          sum += totalUnits;
      return sum;
    };
    const shown = (wh: number): string => `${(wh / 1_000).toLocaleString('en', { minimumFractionDigits: 3 })} kWh`;
    for (const [group, areas] of [
      ['feeder north', [areaId(0), areaId(1)]],
      ['feeder south', [areaId(2)]],
      ['all together', [0, 1, 2].map(areaId)],
    ] as const) {
      await page.getByLabel('Area').selectOption({ label: group });
      await inAll.filter({ hasText: shown(await sumOf(areas)) }).waitFor();
    }
    await page.getByLabel('Compare with').selectOption('1');
    await page.locator('.u-legend').getByText('the day before').waitFor();
    await page.getByLabel('Compare with').selectOption('forecast');
    await page.locator('.u-legend').getByText('a forecast of the next day').waitFor();
    await page.getByText('Figures as a table').click();
    // A day, and the next one.
    await page.locator('details tbody tr').nth(191).waitFor();
    expect([await violations(page), complaints]).toEqual([[], []]);
    await close();
  });

  test('a dispute says whose evidence contradicts whom, and what was sent before is there with its credit note', async () => {
    const configPath = await deskConfig(join(folder, 'disputed'), { ...FILLING, windows: 1 });
    fillArchive(configPath, { ...FILLING, windows: 1 });
    const window = { from: FIRST, count: FILLING.intervals };
    const figure = billOf(0, 1, window, 2 + FILLING.intervals);
    const line = { register: IMPORT, rate: 'all' };
    const claims = [
      { ...line, totalUnits: 1_001, aggregators: [2, 3] },
      { ...line, totalUnits: 501, aggregators: [1, 3] },
    ];
    const reason = 'the tag confirms several totals';
    const archive = openArchive(configPath);
    archive.commit([
      {
        kind: 'bill',
        area: areaId(0),
        figure: {
          ...figure,
          status: 'disputed',
          lines: [],
          signers: [],
          differing: [1, 2],
          suspicion: 'certain',
          reason,
          dispute: { claims, answering: [1, 2, 3], liars: [1] },
        },
      },
    ]);
    archive.close();
    const token = await access(configPath, 'olga', 'operator');
    const own = await startDesk(configPath);
    others.push(own);
    for (const look of [
      { viewport: DESKTOP, colorScheme: 'light' },
      { viewport: PHONE, colorScheme: 'dark' },
    ] as const) {
      const { page, complaints, close } = await openPage(browser, `${own.url}/#token=${token}`, look);
      await heading(page, 'Overview').waitFor();
      await menu(page, 'Bills').click();
      await page.getByRole('link', { name: meterId(0, 1) }).click();
      const card = page.getByRole('region', { name: 'Whose evidence contradicts whom' });
      await card.getByText('aggregator 2 (operator-2), aggregator 3 (operator-3)').waitFor();
      expect(await card.getByText(`${IMPORT} at rate all is 501 Wh`).count()).toBe(1);
      expect(await card.getByText('lied: its loads and its bills contradict').count()).toBe(1);
      const before = page.getByRole('region', { name: 'Sent before, and stands no more' });
      expect(await before.getByText(`The bill is disputed: ${reason}`).count()).toBe(1);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        look.viewport.width,
      );
      expect([await violations(page), complaints]).toEqual([[], []]);
      const shots = process.env['GRIDSHARE_SCREENSHOTS'];
      if (shots !== undefined)
        await page.screenshot({ path: join(shots, `disputed-${look.colorScheme}.png`), fullPage: true });
      await close();
    }
    expect(await own.stop()).toBe(0);
  });
});
