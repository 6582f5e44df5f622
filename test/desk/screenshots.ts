/**
 * `npm run screenshots`: the pictures of the dashboard that README and documents show, of a demonstration that this makes. Look at each
 * of them before it is committed.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { start } from '../gridshare.ts';
import { DESKTOP, PHONE, linkOf, openBrowser, openPage } from './browser.ts';

const FOLDER = resolve(import.meta.dirname, '../../docs/pictures');

interface Picture {
  readonly name: string;
  readonly page: string;
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const PICTURES: readonly Picture[] = [
  { name: 'overview', page: 'Overview', colorScheme: 'light', viewport: DESKTOP },
  {
    name: 'load',
    page: 'Load',
    colorScheme: 'dark',
    viewport: { width: 1280, height: 780 },
    prepare: (page) => page.getByLabel('Compare with').selectOption('1'),
  },
  { name: 'sights', page: 'Who sees what', colorScheme: 'light', viewport: { width: 1280, height: 960 } },
  { name: 'settlement', page: 'Settlement', colorScheme: 'light', viewport: { width: 1280, height: 640 } },
  {
    name: 'bill',
    page: 'Bills',
    colorScheme: 'light',
    viewport: { width: 1280, height: 900 },
    prepare: (page) => page.getByRole('link', { name: 'home-07' }).click(),
  },
  { name: 'phone', page: 'Bills', colorScheme: 'dark', viewport: PHONE },
];

const SETTLED_WITHIN_MS = 180_000;
const CALM_MS = 1_000;

mkdirSync(FOLDER, { recursive: true });
const demo = start(['demo', '--meters', '40', '--days', '2', '--serve']);
const browser = await openBrowser();
try {
  const link = await linkOf(demo);
  // Once it is judged the grid goes on, and a utility says within seconds that it does.
  for (const endMs = performance.now() + SETTLED_WITHIN_MS; !demo.output().includes('The grid goes on');) {
    if (performance.now() > endMs) throw new Error(demo.output());
    await sleep(CALM_MS);
  }
  await sleep(8 * CALM_MS);
  for (const { name, page: title, prepare, ...look } of PICTURES) {
    const { page, close } = await openPage(browser, link, look);
    await page.getByText('utility at work').waitFor({ timeout: SETTLED_WITHIN_MS });
    // A machine that was busy may have said for a moment that somebody is behind.
    await page.getByRole('link', { name: 'Alarms', exact: true }).waitFor({ timeout: SETTLED_WITHIN_MS });
    await page.getByRole('navigation').getByRole('link', { name: title }).click();
    await prepare?.(page);
    await page.mouse.move(0, 0);
    await page.waitForTimeout(3 * CALM_MS);
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    await close();
    process.stdout.write(`docs/pictures/${name}.png\n`);
  }
} finally {
  await browser.close();
  demo.child.kill('SIGINT');
  await demo.outcome;
}
