/** A state folder that goes away or is replaced under a running party: it stops, in words, rather than go on with what nobody finds. */
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const configOf = (name: string): string => join(grid, name, 'config.yaml');
const running: ReturnType<typeof start>[] = [];

const health = (name: string, ...more: string[]) => gridshare(['health', '--config', configOf(name), ...more]);

beforeAll(async () => {
  const urls = ['--broker', `mqtt://127.0.0.1:${await freePort()}`];
  const args = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--interval', '60', ...urls];
  expect(await gridshare(['init', grid, ...args])).toMatchObject({ code: 0 });
}, 60_000);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  rmSync(folder, { recursive: true, force: true });
});

const PARTIES = [
  ['broker', 'broker', undefined],
  ['aggregator', 'aggregator-1', 'ledger.sqlite'],
  ['utility', 'utility', 'archive.sqlite'],
  ['meter', 'meters', 'outbox.sqlite'],
] as const;

/** What goes wrong, and puts it right again. */
const FAULTS = [
  [
    'is deleted',
    (state: string) => rmSync(state, { recursive: true }),
    // Its mount point is not filled, and no new store seems to be all that there ever was.
    (state: string) => expect(existsSync(state)).toBe(false),
  ],
  [
    'is moved and a copy put there',
    (state: string) => {
      renameSync(state, `${state}.old`);
      cpSync(`${state}.old`, state, { recursive: true });
    },
    (state: string) => {
      // Nothing is written into what took its place, not even that it failed.
      expect(readFileSync(join(state, 'health.json'), 'utf8')).not.toContain('ERR_STATE_REPLACED');
      rmSync(state, { recursive: true });
      renameSync(`${state}.old`, state);
    },
  ],
  [
    'loses its lock file',
    (state: string) => rmSync(join(state, 'running.lock')),
    (state: string) => expect(readFileSync(join(state, 'health.json'), 'utf8')).toContain('ERR_STATE_REPLACED'),
  ],
] as const;

const CASES = FAULTS.toReversed().flatMap(([what, harm, look]) =>
  PARTIES.map(([role, name]) => ({ what, harm, look, role, name })),
);

test.each(CASES)('$role: its state folder $what', { timeout: 60_000 }, async ({ harm, look, role, name }) => {
  const state = join(grid, name, 'state');
  const party = start([role, '--config', configOf(name)]);
  running.push(party);
  expect(await health(name, '--alive', '--wait', '30')).toMatchObject({ code: 0 });
  harm(state);
  const harmedMs = performance.now();
  const { code, stderr } = await party.outcome;
  // It looks every second; the rest is a busy machine.
  expect(performance.now() - harmedMs).toBeLessThan(10_000);
  expect([code, stderr]).toEqual([3, expect.stringContaining('ERR_STATE_REPLACED')]);
  expect(stderr).toMatch(/was (?:deleted or moved|replaced by another) while this party ran/);
  expect((await health(name, '--alive')).code).toBe(1);
  look(state);
});

test.each(PARTIES.filter(([, , store]) => store !== undefined))(
  '%s: its store alone is deleted',
  { timeout: 60_000 },
  async (role, name, store) => {
    const state = join(grid, name, 'state');
    const party = start([role, '--config', configOf(name)]);
    running.push(party);
    expect(await health(name, '--alive', '--wait', '30')).toMatchObject({ code: 0 });
    expect(readdirSync(state)).toContain(store);
    rmSync(join(state, store ?? ''));
    const { code, stderr } = await party.outcome;
    expect([code, stderr]).toEqual([3, expect.stringContaining('ERR_STATE_REPLACED')]);
    const { stdout } = await health(name);
    expect(stdout).toContain('ERR_STATE_REPLACED');
  },
);
