/** A party whose health file can't be written: it lives, says so once, is told apart from one that died, and recovers by itself. */
import { mkdirSync, readFileSync, rmSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import type { Check } from '../host/care/finding.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const configOf = (name: string): string => join(grid, name, 'config.yaml');
const running: ReturnType<typeof start>[] = [];

beforeAll(async () => {
  const url = `mqtt://127.0.0.1:${await freePort()}`;
  const few = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--broker', url];
  expect(await gridshare(['init', grid, ...few])).toMatchObject({ code: 0 });
}, 60_000);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  rmSync(folder, { recursive: true, force: true });
});

const health = (name: string, ...more: string[]) => gridshare(['health', '--config', configOf(name), ...more]);

interface Line {
  readonly code?: string;
  readonly level: string;
  readonly msg: string;
}

/** A party with its log so far. */
function run(role: string, name: string) {
  const party = start([role, '--config', configOf(name)]);
  running.push(party);
  let log = '';
  party.child.stderr?.on('data', (text: string) => (log += text));
  const lines = (): Line[] =>
    log
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
  const troubles = (): Line[] => lines().filter(({ code }) => code === 'ERR_HEALTH_WRITE');
  return { ...party, lines, troubles };
}

const FAULTS = [
  {
    what: 'a folder in its place',
    cause: /health\.json is a folder|it is a folder/,
    harm: (state: string) => {
      unlinkSync(join(state, 'health.json'));
      mkdirSync(join(state, 'health.json'));
    },
    mend: (state: string) => rmdirSync(join(state, 'health.json')),
  },
  {
    // As a full disk answers, without one: what is written there finds no space.
    what: 'no space for it',
    cause: /no space is left on its disk|look for free space/,
    harm: (state: string) => symlinkSync('/dev/full', join(state, 'health.json.new')),
    mend: (state: string) => unlinkSync(join(state, 'health.json.new')),
  },
] as const;

describe.each(FAULTS)('$what', { timeout: 120_000 }, ({ cause, harm, mend }) => {
  test.each([
    ['broker', 'broker'],
    ['meter', 'meters'],
  ])('of a %s', async (role, name) => {
    const state = join(grid, name, 'state');
    const party = run(role, name);
    expect(await health(name, '--alive', '--wait', '30')).toMatchObject({ code: 0 });
    harm(state);
    await until('it says so', () => party.troubles().length > 0);
    expect(party.troubles()[0]).toMatchObject({ level: 'error', msg: expect.stringMatching(cause) });
    expect(party.troubles()[0]?.msg).toContain('This party goes on');

    // It lives: nothing that restarts a party may do so for this. But nobody sees how it is.
    expect(await health(name, '--alive')).toMatchObject({ code: 0 });
    const blind = await health(name);
    expect([blind.code, blind.stdout]).toEqual([1, expect.stringContaining("runs, but can't write its health file")]);
    expect(blind.stdout).toMatch(cause);
    const doctor = await gridshare(['doctor', '--json', '--config', configOf(name)]);
    const { checks } = JSON.parse(doctor.stdout) as { readonly checks: readonly Check[] };
    expect(checks.find((check) => check.name === 'process')).toMatchObject({
      status: 'failed',
      text: expect.stringContaining("can't write its health file"),
    });

    // Killed now, it did not die without a word: it had no place for one.
    party.child.kill('SIGKILL');
    await party.outcome;
    expect((await health(name, '--alive')).stdout).toMatch(/could not write its health file|empty or damaged/);

    // What an earlier process said is not what this one says.
    const next = run(role, name);
    await until('the next one says so, too', () => next.troubles().length > 0);
    expect(await health(name, '--alive', '--wait', '30')).toMatchObject({ code: 0 });
    mend(state);
    await until('it can be written again', () => next.lines().some(({ msg }) => msg.includes('can be written again')));
    expect(await health(name, '--alive', '--wait', '30')).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining("can't write"),
    });
    // Said once, however often it was tried.
    expect(next.troubles()).toHaveLength(1);
    next.child.kill('SIGTERM');
    expect((await next.outcome).code).toBe(0);
    expect((await health(name)).stdout).toContain('is stopped');
  });
});

test('a health file that a power cut left empty is called so, and the doctor knows that a store was there', async () => {
  const state = join(grid, 'utility', 'state');
  const whole = run('utility', 'utility');
  expect(await health('utility', '--alive', '--wait', '30')).toMatchObject({ code: 0 });
  whole.child.kill('SIGKILL');
  await whole.outcome;
  const text = readFileSync(join(state, 'health.json'), 'utf8');
  // Control: a process that was killed and could write says nothing of the kind.
  expect((await health('utility')).stdout).toContain('died without a word');
  for (const left of ['', text.slice(0, 100), 'null', '{}', '[]']) {
    writeFileSync(join(state, 'health.json'), left);
    const { code, stdout } = await health('utility');
    const said = 'empty or damaged, as after a power cut, and it does not run';
    expect([code, stdout]).toEqual([1, expect.stringContaining(said)]);
  }
  rmSync(join(state, 'archive.sqlite'));
  const { stdout } = await gridshare(['doctor', '--config', configOf('utility')]);
  expect(stdout).toMatch(/failed +store +.*archive\.sqlite is gone/);
}, 60_000);
