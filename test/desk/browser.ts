/** Debian's Chromium, driven as a person does. */
import { type Browser, type Page, chromium } from 'playwright-core';
import { type start } from '../gridshare.ts';
import { until } from '../../host/bus/bus.conformance.ts';
import { CHROMIUM } from '../chromium.ts';

/** Nothing of its own goes anywhere. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

export const DESKTOP = { width: 1280, height: 860 };
export const PHONE = { width: 390, height: 844 };

export interface Look {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}

export interface Opened {
  readonly page: Page;
  /** What the page complained of, and where else it asked. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** A window of its own, with nothing that another one has stored. */
export async function openPage(browser: Browser, link: string, look: Look): Promise<Opened> {
  const context = await browser.newContext({ ...look, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  const { origin } = new URL(link);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:')) complaints.push(`asked ${url}`);
  });
  await page.goto(link);
  return { page, complaints, close: () => context.close() };
}

/** The link that a demonstration prints, with its token. */
export async function linkOf(demo: ReturnType<typeof start>): Promise<string> {
  const found = (): string | undefined => /Dashboard: (http:\S+)/.exec(demo.output())?.[1];
  await until('the dashboard is served', () => found() !== undefined);
  return found() ?? '';
}
