/** A meter process that finds a long backlog reads it in slices: it says how far it is, is alive, and ends on a signal. [P-2.4] */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readMeterKeys } from '../host/keys/keys.ts';
import { fillOutbox } from './filled-outbox.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

/** Some seconds of reading. */
const READINGS = 1_500_000;
const END_WITHIN_MS = 2_000;
const folder = temporaryFolder();
const meters = join(folder, 'grid/meters');
const config = join(meters, 'config.yaml');
const running: ReturnType<typeof start>[] = [];

beforeAll(async () => {
  const url = `mqtt://127.0.0.1:${await freePort()}`;
  const few = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--interval', '60', '--broker', url];
  expect(await gridshare(['init', join(folder, 'grid'), ...few])).toMatchObject({ code: 0 });
  const { keys } = parse(readFileSync(config, 'utf8')) as { readonly keys: string };
  const ids = readMeterKeys(join(meters, keys)).map(({ id }) => id);
  fillOutbox(join(meters, 'state/outbox.sqlite'), ids, READINGS);
}, 120_000);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  rmSync(folder, { recursive: true, force: true });
});

const health = (...more: string[]) => gridshare(['health', '--config', config, ...more]);

function run(): ReturnType<typeof start> {
  const party = start(['meter', '--config', config]);
  running.push(party);
  return party;
}

/** The first word of its health that is so. */
async function firstWord(isIt: (text: string) => boolean): Promise<void> {
  const endMs = performance.now() + 60_000;
  for (;;) {
    const { stdout } = await health('--alive');
    if (isIt(stdout)) return;
    if (performance.now() > endMs) throw new Error(`its health says at last: ${stdout}`);
  }
}

/** How many readings a word of a health says to be read. */
const readOf = (text: string): number =>
  Number(/is starting: ([\d,]+) readings of the outbox are read/.exec(text)?.[1]?.replaceAll(',', '') ?? 0);

test('it is alive at every look while it reads, and not at work; then it runs', { timeout: 120_000 }, async () => {
  const { child, outcome } = run();
  // Until Node.js has started it there is no process of it.
  await firstWord((text) => text.includes('is starting'));
  const counts: number[] = [];
  for (;;) {
    const [alive, plain] = await Promise.all([health('--alive'), health()]);
    expect(alive).toMatchObject({ code: 0, stdout: expect.stringMatching(/: healthy: (is starting|runs)/) });
    if (!plain.stdout.includes('is starting')) break;
    expect(plain).toMatchObject({ code: 1, stdout: expect.stringContaining('NOT healthy: is starting') });
    counts.push(readOf(plain.stdout));
  }
  expect(counts).toEqual(counts.toSorted((one, other) => one - other));
  expect(new Set(counts.filter((count) => count > 0)).size).toBeGreaterThan(0);
  expect((await health()).stdout).toContain('runs, not connected to the broker');
  const termMs = performance.now();
  child.kill('SIGTERM');
  expect((await outcome).code).toBe(0);
  expect(performance.now() - termMs).toBeLessThan(END_WITHIN_MS);
});

test('SIGTERM ends it in the midst of that; who waits, waits until it runs', { timeout: 120_000 }, async () => {
  const { child, outcome } = run();
  await firstWord((text) => readOf(text) > 0);
  const termMs = performance.now();
  child.kill('SIGTERM');
  const { code, stderr } = await outcome;
  expect(performance.now() - termMs).toBeLessThan(END_WITHIN_MS);
  expect([code, stderr]).toEqual([0, expect.stringContaining('stopping before it had started')]);
  // It was in the midst of it.
  expect(stderr).not.toContain('meters are ready');
  expect((await health('--alive')).stdout).toContain('is stopped');
  run();
  expect(await health('--alive', '--wait', '60')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('healthy: runs'),
  });
});
