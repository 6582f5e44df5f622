/**
 * Backups on a schedule, as real processes: each proves itself or does not count, old ones go, and health and doctor say how old
 * the newest is. What restoring one does to a grid is in restore.test.ts.
 */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { backupAge, readRecord } from '../host/care/backup-record.ts';
import { type Outcome, freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const config = join(grid, 'aggregator-1/config.yaml');
const state = join(grid, 'aggregator-1/state');
const backups = join(folder, 'backups');
const running: ReturnType<typeof start>[] = [];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const backup = (words: readonly string[] = [], environment: Record<string, string> = {}): Promise<Outcome> =>
  gridshare(['backup', '--config', config, ...words], { environment });
const names = (): string[] => readdirSync(backups).toSorted();

interface Checks {
  readonly checks: readonly { readonly name: string; readonly status: string; readonly text: string }[];
}

async function doctorSays(): Promise<Checks['checks'][number] | undefined> {
  const { stdout } = await gridshare(['doctor', '--json', '--config', config]);
  return (JSON.parse(stdout) as Checks).checks.find(({ name }) => name === 'backup');
}

const health = (...words: readonly string[]): Promise<Outcome> => gridshare(['health', '--config', config, ...words]);

/** As if the newest backup had been taken so long ago. */
function age(ms: number): void {
  const record = readRecord(state)!;
  writeFileSync(join(state, 'last-backup.json'), JSON.stringify({ ...record, takenAtMs: Date.now() - ms }));
}

beforeAll(async () => {
  const size = ['--meters', '2', '--aggregators', '2', '--threshold', '2'];
  await gridshare(['init', grid, ...size, '--broker', `mqtt://127.0.0.1:${await freePort()}`]);
  for (const role of ['broker', 'aggregator-1'] as const) {
    const command = role === 'broker' ? role : 'aggregator';
    running.push(start([command, '--config', join(grid, role, 'config.yaml')]));
  }
  expect((await health('--wait', '30')).code).toBe(0);
}, 60_000);

afterAll(async () => {
  for (const { child, outcome } of running.toReversed()) {
    child.kill('SIGTERM');
    await outcome;
  }
  rmSync(folder, { recursive: true, force: true });
});

test('without a folder in the config a file has to be named', async () => {
  const { code, stderr } = await backup();
  expect([code, stderr]).toEqual([2, expect.stringContaining('ERR_USAGE')]);
  expect(await doctorSays()).toMatchObject({ status: 'ok', text: expect.stringContaining('none was taken') as string });
  appendFileSync(config, `backup:\n  folder: ${backups}\n  keep: 2\n`);
});

describe('in the folder of the config', () => {
  beforeEach(() => {
    rmSync(backups, { recursive: true, force: true });
    mkdirSync(backups);
  });

  test('one is written, proved, written down, and no longer damaged or gone unnoticed', async () => {
    const { code, stdout, stderr } = await backup();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/opened as a restore would, with \d+ entries/);
    const [name, ...others] = names();
    expect(others).toEqual([]);
    expect(name).toMatch(/^grid-aggregator-1-20\d\d-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.backup$/);
    const file = join(backups, name!);
    expect(readRecord(state)).toMatchObject({ file });
    expect(await doctorSays()).toMatchObject({ status: 'ok', text: expect.stringContaining('0 h old') as string });
    expect((await health()).stdout).toMatch(/healthy: runs, connected .*; the newest backup is of .*, 0 h old/);
    expect(await backup(['--prove', file])).toMatchObject({ code: 0, stderr: '' });
    expect(names()).toEqual([name]);

    const bytes = readFileSync(file);
    // A bit anywhere, also where SQLite keeps nothing.
    writeFileSync(file, bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1));
    expect(await doctorSays()).toMatchObject({
      status: 'failed',
      text: expect.stringContaining('damaged since') as string,
    });
    expect(await backup(['--prove', file])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ERR_BACKUP_INVALID') as string,
    });
    rmSync(file);
    expect(await doctorSays()).toMatchObject({
      status: 'warning',
      text: expect.stringContaining('is not there') as string,
    });
  });

  test('one that the disk damages right after it was written is found, deleted and not counted', async () => {
    const before = readRecord(state);
    const programs = join(folder, 'programs');
    mkdirSync(programs);
    // What has the system forget the file is where a disk can come in between.
    const dd = (line: string): void => {
      writeFileSync(join(programs, 'dd'), `#!/bin/sh\nfile=\${1#if=}\n${line}\n`);
      chmodSync(join(programs, 'dd'), 0o755);
    };
    const environment = { PATH: `${programs}:${process.env['PATH']}` };
    for (const damage of [
      'printf "\\001" | /bin/dd of="$file" bs=1 seek=5000 conv=notrunc status=none',
      '/usr/bin/truncate -s -1 "$file"',
      '/usr/bin/truncate -s 0 "$file"',
      'rm "$file"',
    ]) {
      dd(damage);
      const { code, stderr } = await backup([], environment);
      expect([damage, code, stderr]).toEqual([damage, 3, expect.stringContaining('ERR_STORE_UNPROVED')]);
      expect(names()).toEqual([]);
      expect(readRecord(state)).toEqual(before);
    }
    // Control: with a disk that keeps what it is given the same counts.
    dd('touch "$file"');
    expect(await backup([], environment)).toMatchObject({ code: 0 });
    expect(names()).toHaveLength(1);
    expect(readRecord(state)?.file).toBe(join(backups, names()[0]!));
  });

  test('the newest stay, what is not theirs stays, and a ledger’s go after 60 days', async () => {
    const stamped = (ageMs: number): string =>
      `grid-aggregator-1-${new Date(Date.now() - ageMs).toISOString().replaceAll(/[:.]/g, '-')}.backup`;
    const [young, older, old] = [DAY_MS, 2 * DAY_MS, 61 * DAY_MS].map(stamped) as [string, string, string];
    const foreign = ['grid-utility-2020-01-01T00-00-00-000Z.backup', 'notes.txt', 'grid-aggregator-1-mine.backup'];
    for (const name of [young, older, ...foreign]) writeFileSync(join(backups, name), '');
    const first = await backup();
    expect(first.stdout).toContain(`Deleted the old one ${older}.`);
    expect(names()).toEqual(expect.arrayContaining([...foreign, young]));
    expect(names()).toHaveLength(foreign.length + 2);
    for (const name of [...names()].filter((one) => one.startsWith('grid-aggregator-1-20')))
      rmSync(join(backups, name));
    // One of two that may stay.
    writeFileSync(join(backups, old), '');
    await backup();
    expect(names()).not.toContain(old);
    expect(names()).toHaveLength(foreign.length + 1);
  });

  test('one that is overdue is a trouble for whatever watches, not for whatever restarts', async () => {
    await backup();
    age(49 * HOUR_MS);
    const { code, stdout } = await health();
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/NOT healthy: runs, .*49 h old \(at most 48 h are allowed\)/),
    ]);
    expect(await health('--alive')).toMatchObject({ code: 0 });
    const json = JSON.parse((await health('--json')).stdout) as { readonly backup: { readonly isOverdue: boolean } };
    expect(json.backup.isOverdue).toBe(true);
    expect(await doctorSays()).toMatchObject({ status: 'warning' });
    age(47 * HOUR_MS);
    expect(await health()).toMatchObject({ code: 0 });
  });
});

test('one that was never taken is overdue, too, once the party has been here for so long', async () => {
  const limits = { folder: backups, keep: 2, maxAgeHours: 1 };
  rmSync(join(state, 'last-backup.json'), { force: true });
  await until('it has run', () => existsSync(join(state, 'running.lock')));
  expect(backupAge(state, limits, Date.now())).toMatchObject({ isOverdue: false });
  expect(backupAge(state, limits, Date.now() + 2 * HOUR_MS)).toMatchObject({ isOverdue: true });
  expect(backupAge(state, undefined, Date.now() + 2 * HOUR_MS)).toBeUndefined();
  expect(backupAge(join(folder, 'nowhere'), limits, Date.now())).toBeUndefined();
});
