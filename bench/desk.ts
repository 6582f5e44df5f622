/**
 * What the dashboard's API takes, and takes away: `npm run bench:desk -- --meters 100000 --windows 12`. An archive of so many bills is
 * made, the desk reads it, and every page of it is asked for, by a browser as well; then a writer settles windows into the same archive, alone and while
 * somebody asks for bills without a pause. Exits with 1 above a limit.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { GridshareClient } from '../host/api/client.ts';
import type { ArchiveOp } from '../utility/archive.ts';
import { billOf, deskConfig, fillArchive, FIRST, areaId, meterId, openArchive } from '../test/filled-archive.ts';
import { hasChromium } from '../test/chromium.ts';
import { DESKTOP, openBrowser, openPage } from '../test/desk/browser.ts';
import { gridshare, start, temporaryFolder } from '../test/gridshare.ts';
import { tell } from './material/rows.ts';

const MOST_ANSWER_MS = 200;
const MOST_SLOWER = 1.1;
const USABLE_WITHIN_MS = 1_000;
/** The desk's process at its most, with every bill in the archive read, asked for and followed. */
const MOST_MEMORY_MB = 1_024;
const TIMES = 25;

const { values } = parseArgs({
  options: {
    meters: { type: 'string', default: '100000' },
    windows: { type: 'string', default: '12' },
    areas: { type: 'string', default: '100' },
    json: { type: 'boolean', default: false },
    /** For itself: only ask this address, again and again. */
    ask: { type: 'string' },
    token: { type: 'string', default: '' },
  },
});

if (values.ask !== undefined) {
  setPriority(constants.priority.PRIORITY_LOW);
  // From another machine, as far as this one goes. Ten pages a second, which is as often as the rate limit has it.
  for (let at = 0; at < 5_000; at++) {
    await new GridshareClient({ url: values.ask, token: values.token })
      .get('bills', { limit: 100 })
      .catch(() => undefined);
    await sleep(100);
  }
  process.exit(0);
}
const areas = Number(values.areas);
const filling = {
  areas,
  meters: Math.ceil(Number(values.meters) / areas),
  windows: Number(values.windows),
  intervals: 8,
};

function percentile(numbers: readonly number[], part: number): number {
  return (
    numbers.toSorted((one, other) => one - other)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? 0
  );
}

/** The most memory that a process has ever had, in MB; undefined where Linux does not tell. */
function peakMemoryMb(pid: number | undefined): number | undefined {
  const path = `/proc/${pid}/status`;
  if (pid === undefined || !existsSync(path)) return undefined;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(path, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
}

/** Waits until the desk has read everything; the address and how long that took. */
async function ready(output: () => string): Promise<{ readonly url: string; readonly ms: number }> {
  const beganMs = performance.now();
  for (;;) {
    const url = /"url":"([^"]+)\/"/.exec(output())?.[1];
    if (
      url !== undefined &&
      (await fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    )
      return { url, ms: performance.now() - beganMs };
    if (performance.now() - beganMs > 300_000) throw new Error(`the desk did not come up: ${output()}`);
    await sleep(50);
  }
}

/** 95 of 100 answers are quicker. */
async function timed(ask: (at: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < TIMES; at++) {
    const beganMs = performance.now();
    await ask(at);
    times.push(performance.now() - beganMs);
  }
  return percentile(times, 0.95);
}

/** From a click on the link until the overview can be used, in a browser that has nothing of it: the best of some. */
async function usable(link: string): Promise<number> {
  const browser = await openBrowser();
  const times: number[] = [];
  for (let round = 0; round < 6; round++) {
    const beganMs = performance.now();
    const { page, close } = await openPage(browser, link, { viewport: DESKTOP, colorScheme: 'light' });
    await page.getByText('Bills verified').waitFor();
    times.push(performance.now() - beganMs);
    await close();
  }
  await browser.close();
  return Math.min(...times);
}

/** What a window of an area settles into: the same bills, superseded by themselves, commit by commit as a utility does. */
function settled(area: number, window: number, commits: number): ArchiveOp[][] {
  const from = FIRST + window * filling.intervals;
  return Array.from({ length: commits }, (_, commit) =>
    Array.from({ length: 100 }, (_one, offset) => {
      const index = (commit * 100 + offset) % filling.meters;
      const sequence = 1 + Math.ceil(filling.meters / 512) + (window + 1) * (filling.intervals + 1) - 1;
      const figure = billOf(area, index, { from, count: filling.intervals }, sequence);
      return { kind: 'bill', area: areaId(area), figure };
    }),
  );
}

const folder = temporaryFolder();
try {
  const configPath = await deskConfig(folder, filling);
  fillArchive(configPath, filling);
  const { stdout } = await gridshare(['access', 'add', 'bench', '--role', 'operator', '--config', configPath]);
  const token = stdout.trim();
  const { child, outcome, output } = start(['dashboard', '--config', configPath, '--at', '127.0.0.1:0']);
  const { url, ms: readMs } = await ready(output);
  const readMb = peakMemoryMb(child.pid);
  // A request is limited by minute, and this asks more often than a person: each client has its own name's share.
  const client = new GridshareClient({ url, token });
  const fresh = (): GridshareClient => new GridshareClient({ url, token });
  let next: string | undefined;
  const results = [
    ['bills, first page', await timed(async () => void ({ next } = await fresh().get('bills', { limit: 100 })))],
    [
      'bills, page after page',
      await timed(async () => {
        if (next !== undefined) ({ next } = await client.get('bills', { limit: 100, after: next }));
      }),
    ],
    ['bills of a meter', await timed((at) => fresh().get('bills', { meter: meterId(at % areas, at) }))],
    ['bills, search that finds many', await timed(() => fresh().get('bills', { search: '0007' }))],
    [
      'bills, search that finds one',
      await timed((at) => fresh().get('bills', { search: meterId(areas - 1, at).slice(5) })),
    ],
    ['bills, search that finds nothing', await timed(() => fresh().get('bills', { search: 'nobody' }))],
    ['areas', await timed(() => fresh().get('areas', { limit: 1_000 }))],
    ['settlements', await timed(() => fresh().get('settlements', { limit: 100 }))],
    ['aggregators', await timed(() => fresh().get('aggregators'))],
    ['load of an area', await timed(() => fresh().get('load', { area: areaId(areas - 1) }))],
  ] as const;

  const usableMs = hasChromium() ? await usable(`${url}/#token=${token}`) : undefined;

  await sleep(1_000);
  const archive = openArchive(configPath);
  const commits = settled(0, filling.windows - 1, 30);
  const round = (): number => {
    const beganMs = performance.now();
    for (const ops of commits) archive.commit(ops);
    return performance.now() - beganMs;
  };
  round();
  const [alone, beside]: [number[], number[]] = [[], []];
  // Whoever asks is a process of its own: this one is the utility.
  const asker = spawn(process.execPath, [import.meta.filename, '--ask', url, '--token', token], { stdio: 'ignore' });
  await sleep(2_000);
  // In turns, and the best of each: a machine that is busy with something else slows both.
  for (let turn = 0; turn < 24; turn++) {
    const isBeside = turn % 2 === 1;
    asker.kill(isBeside ? 'SIGCONT' : 'SIGSTOP');
    await sleep(400);
    (isBeside ? beside : alone).push(round());
  }
  asker.kill('SIGKILL');
  archive.close();
  const mostMb = peakMemoryMb(child.pid);
  child.kill('SIGTERM');
  await outcome;
  const slower = Math.min(...beside) / Math.min(...alone);
  const figures = [
    {
      name: `desk reads ${filling.areas * filling.meters * filling.windows} bills`,
      value: readMs,
      unit: 'ms',
      most: 60_000,
    },
    ...results.map(([name, value]) => ({ name, value, unit: 'ms (95 %)', most: MOST_ANSWER_MS })),
    ...(usableMs === undefined
      ? []
      : [{ name: 'the page in a browser can be used', value: usableMs, unit: 'ms', most: USABLE_WITHIN_MS }]),
    ...[
      ['memory of the desk once it has read', readMb] as const,
      ['memory of the desk at its most', mostMb] as const,
    ].flatMap(([name, value]) => (value === undefined ? [] : [{ name, value, unit: 'MB', most: MOST_MEMORY_MB }])),
    { name: '3,000 bills settle beside a page a tenth of a second', value: slower, unit: 'x alone', most: MOST_SLOWER },
  ];
  tell(figures, values.json);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
