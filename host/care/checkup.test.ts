/** The doctor's findings that no healthy machine shows: wrong clocks, hanging processes, damaged stores. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { intervalEndMs } from '../../protocol/grid/interval.ts';
import { checkClock } from './check-clock.ts';
import { checkDisk, checkStore } from './check-disk.ts';
import { examine } from './checkup.ts';
import type { Keeper } from '../store/store-advice.ts';
import type { StoreKind } from '../store/store-making.ts';
import { diagnose } from '../process/diagnosis.ts';
import { Activity, HealthFile } from '../process/health.ts';
import { createLogger } from '../base/logger.ts';
import { lockState } from '../base/lock.ts';
import { openStore } from '../store/sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'gridshare-checkup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function folderOf(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

const logger = createLogger('meter-1', { level: 'silent' });

describe('the clock', () => {
  const nowMs = Date.UTC(2026, 5, 1, 12);
  const system = { source: 'system', offsetMs: 0, speed: 1 } as const;
  const interval = Math.floor(nowMs / 900_000);
  const known = {
    grid: { intervalSeconds: 900, intervalOffsetSeconds: 0 },
    firstInterval: interval - 1_000,
    nextToClose: interval,
  };
  const statusAt = (atMs: number, more: object = {}): string =>
    checkClock(system, folderOf(`clock-${Math.random()}`), { ...known, ...more }, atMs, true).status;

  test('that is right is ok, a replayed one is called so', () => {
    expect(statusAt(nowMs)).toBe('ok');
    const replayed = checkClock({ source: 'replay', offsetMs: -1e9, speed: 1 }, folder, known, 0, true);
    expect([replayed.status, replayed.text.includes('replayed')]).toEqual(['ok', true]);
  });

  test.each([
    ['of 1970', 0, 'failed'],
    ['of another century', Date.UTC(2126, 0, 1), 'failed'],
    ['a day slow: a quorum closed what has not ended by it', nowMs - 86_400_000, 'failed'],
    ['a few seconds slow', nowMs - 5_000, 'ok'],
    ['fast by an hour, or the others do not close', nowMs + 3_600_000, 'warning'],
    ['at the very end of what closing takes', nowMs + 2 * 900_000 + 299_000, 'ok'],
  ] as const)('%s', (_what, atMs, status) => {
    expect(statusAt(atMs)).toBe(status);
  });

  test.each([
    [true, 'warning', 'should have been closed 45 min ago'],
    [false, 'ok', 'nothing to compare it with'],
  ] as const)('fast by 75 minutes where the party follows the log: %s', (isFollowing, status, words) => {
    const checked = checkClock(system, folderOf(`ahead-${status}`), known, nowMs + 75 * 60_000, isFollowing);
    expect(checked).toMatchObject({ status, text: expect.stringContaining(words) });
    expect(checked.text).not.toContain('in keeping');
  });

  test('a store that knows no page has nothing to compare it with, and does not say that it has', () => {
    const checked = checkClock(system, folderOf('meter'), { ...known, nextToClose: undefined }, nowMs, true);
    expect(checked.text).toContain('nothing here to compare it with');
  });

  test('before files of its own folder, or days before the first interval', () => {
    const state = folderOf('future');
    const file = join(state, 'store');
    writeFileSync(file, '');
    utimesSync(file, nowMs / 1_000 + 3_600, nowMs / 1_000 + 3_600);
    expect(checkClock(system, state, {}, nowMs, true).status).toBe('failed');
    const early = { firstInterval: interval + 1_000, nextToClose: interval + 1_000 };
    expect(statusAt(nowMs, early)).toBe('warning');
    expect(intervalEndMs(interval, known.grid)).toBeGreaterThan(nowMs);
  });
});

describe('the health file', () => {
  test('one that grows old is a process that hangs', () => {
    const state = folderOf('health');
    expect(diagnose(state, true, Date.now()).text).toContain('it never ran here, or its folder was deleted');
    const lock = lockState(state);
    const activity = new Activity();
    const file = new HealthFile(state, 'meter', 'meter-1', activity, logger, () => ({ outstanding: 3 }));
    expect(diagnose(state, true, Date.now()).text).toBe('is starting');
    activity.connected();
    file.running();
    const nowMs = Date.now();
    expect(diagnose(state, false, nowMs)).toMatchObject({ isHealthy: true, health: { counts: { outstanding: 3 } } });
    expect(diagnose(state, true, nowMs + 60_000)).toMatchObject({ isHealthy: false });
    const back = diagnose(state, true, nowMs - 3_600_000);
    expect(back).toMatchObject({
      isHealthy: false,
      isPassing: true,
      text: expect.stringMatching(/its? .*this clock says .*set back/),
    });
    expect(back.text).not.toContain('3600');
    activity.disconnected('gone');
    file.running();
    expect(diagnose(state, false, nowMs)).toMatchObject({ isHealthy: false });
    expect(diagnose(state, true, nowMs)).toMatchObject({ isHealthy: true });
    file.failed(new Error('planted'));
    expect(diagnose(state, true, nowMs).text).toContain('planted [ERR_BUG]');
    lock.release();
  });
});

describe('durations', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    ['forward', 172_956],
    ['back', -172_956],
    ['not at all (control)', 0],
  ])("are by a clock that nobody sets: the system's steps %s", async (_what, seconds) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const state = folderOf(`step-${seconds}`);
    const lock = lockState(state);
    const activity = new Activity();
    const file = new HealthFile(state, 'meter', 'meter-1', activity, logger, () => ({}));
    activity.connected();
    activity.message('grid/meter/m/receipts/1');
    activity.committed([{ kind: 'reading' }]);
    vi.setSystemTime(Date.now() + seconds * 1_000);
    file.running();
    expect(diagnose(state, false, Date.now()).text).toBe('runs, connected to the broker for 0 s');
    const patient = {
      role: 'meter',
      party: 'm',
      stateFolder: state,
      brokerUrls: ['mqtt://127.0.0.1:1'],
      hears: ['receipts'],
    } as const;
    const checks = await examine(patient, Date.now(), false);
    expect(checks.find(({ name }) => name === 'traffic')).toEqual({
      name: 'traffic',
      status: 'ok',
      text: 'last receipts 0 s ago, last commit 0 s ago',
    });
    // Before the next sign of a party that lives, another process only knows that times differ.
    if (seconds > 0) expect(diagnose(state, false, Date.now() + seconds * 1_000)).toMatchObject({ isPassing: true });
    file.stopped();
    lock.release();
  });

  test('of a file without ages are told as times', () => {
    const state = folderOf('old-file');
    const lock = lockState(state);
    const activity = new Activity();
    const file = new HealthFile(state, 'meter', 'meter-1', activity, logger, () => ({}));
    activity.connected();
    file.running();
    const path = join(state, 'health.json');
    const { agesMs: _ages, ...old } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    writeFileSync(path, JSON.stringify(old));
    expect(diagnose(state, false, Date.now()).text).toMatch(/connected to the broker since \d{4}-/);
    file.stopped();
    lock.release();
  });
});

describe('disk and store', () => {
  test('a folder that is a file, a store of a newer version or of no database', () => {
    const state = folderOf('disk');
    expect(checkDisk(state).status).toBe('ok');
    writeFileSync(join(state, 'file'), '');
    expect(checkDisk(join(state, 'file')).status).toBe('failed');
    const path = join(state, 'store.sqlite');
    const migrations = ['CREATE TABLE a (b)', 'CREATE TABLE c (d)', 'CREATE TABLE e (f)'];
    const upTo = (version: number, keeper: Keeper = 'utility'): StoreKind => ({
      keeper,
      file: 'store.sqlite',
      migrations: migrations.slice(0, version),
    });
    expect(checkStore(path, upTo(1), false).status).toBe('ok');
    expect(checkStore(path, upTo(1), true).status).toBe('failed');
    openStore(path, upTo(2)).close();
    expect(checkStore(path, upTo(2), true).status).toBe('ok');
    expect(checkStore(path, upTo(3), true).text).toContain('the next start');
    expect(checkStore(path, upTo(1), true)).toMatchObject({ status: 'failed', text: expect.stringContaining('newer') });
    expect(checkStore(join(state, 'outbox.sqlite'), upTo(1, 'meter'), true).advice).not.toMatch(/restore|backup/);
    writeFileSync(path, 'this is no database, and long enough to be looked at by SQLite as one'.repeat(20));
    expect(checkStore(path, upTo(2), true)).toMatchObject({
      status: 'failed',
      advice: expect.stringContaining('gridshare restore'),
    });
    // A meter has nothing that may be restored.
    expect(checkStore(path, upTo(2, 'meter'), true).advice).not.toMatch(/restore/);
  });
});
