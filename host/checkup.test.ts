/** The doctor's findings that no healthy machine shows: wrong clocks, hanging processes, damaged stores. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { intervalEndMs } from '../protocol/interval.ts';
import { checkClock } from './check-clock.ts';
import { checkDisk, checkStore } from './check-disk.ts';
import { Activity, HealthFile, diagnose } from './health.ts';
import { lockState } from './lock.ts';
import { openStore } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'gridshare-checkup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function folderOf(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

describe('the clock', () => {
  const nowMs = Date.UTC(2026, 5, 1, 12);
  const system = { source: 'system', offsetMs: 0, speed: 1 } as const;
  const interval = Math.floor(nowMs / 900_000);
  const known = { intervalSeconds: 900, firstInterval: interval - 1_000, nextToClose: interval };
  const statusAt = (atMs: number, more: object = {}): string =>
    checkClock(system, folderOf(`clock-${Math.random()}`), { ...known, ...more }, atMs).status;

  test('that is right is ok, a replayed one is called so', () => {
    expect(statusAt(nowMs)).toBe('ok');
    const replayed = checkClock({ source: 'replay', offsetMs: -1e9, speed: 1 }, folder, known, 0);
    expect([replayed.status, replayed.text.includes('replayed')]).toEqual(['ok', true]);
  });

  test.each([
    ['of 1970', 0, 'failed'],
    ['of another century', Date.UTC(2126, 0, 1), 'failed'],
    ['a day slow: a quorum closed what has not ended by it', nowMs - 86_400_000, 'failed'],
    ['a few seconds slow', nowMs - 5_000, 'ok'],
    ['fast by an hour: nobody can tell', nowMs + 3_600_000, 'ok'],
  ] as const)('%s', (_what, atMs, status) => {
    expect(statusAt(atMs)).toBe(status);
  });

  test('before files of its own folder, or days before the first interval', () => {
    const state = folderOf('future');
    const file = join(state, 'store');
    writeFileSync(file, '');
    utimesSync(file, nowMs / 1_000 + 3_600, nowMs / 1_000 + 3_600);
    expect(checkClock(system, state, {}, nowMs).status).toBe('failed');
    const early = { firstInterval: interval + 1_000, nextToClose: interval + 1_000 };
    expect(statusAt(nowMs, early)).toBe('warning');
    expect(intervalEndMs(interval, 900)).toBeGreaterThan(nowMs);
  });
});

describe('the health file', () => {
  test('one that grows old is a process that hangs', () => {
    const state = folderOf('health');
    expect(diagnose(state, true, Date.now()).text).toBe('has not run here yet');
    const lock = lockState(state);
    const activity = new Activity();
    const file = new HealthFile(state, 'meter', 'meter-1', activity, () => ({ outstanding: 3 }));
    expect(diagnose(state, true, Date.now()).text).toBe('is starting');
    activity.connected();
    file.running();
    const nowMs = Date.now();
    expect(diagnose(state, false, nowMs)).toMatchObject({ isHealthy: true, health: { counts: { outstanding: 3 } } });
    expect(diagnose(state, true, nowMs + 60_000)).toMatchObject({ isHealthy: false });
    expect(diagnose(state, true, nowMs - 60_000)).toMatchObject({ isHealthy: false });
    activity.disconnected('gone');
    file.running();
    expect(diagnose(state, false, nowMs)).toMatchObject({ isHealthy: false });
    expect(diagnose(state, true, nowMs)).toMatchObject({ isHealthy: true });
    file.failed(new Error('planted'));
    expect(diagnose(state, true, nowMs).text).toContain('planted [ERR_BUG]');
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
    expect(checkStore(path, 1, false).status).toBe('ok');
    expect(checkStore(path, 1, true).status).toBe('failed');
    openStore(path, { migrations: ['CREATE TABLE a (b)', 'CREATE TABLE c (d)'] }).close();
    expect(checkStore(path, 2, true).status).toBe('ok');
    expect(checkStore(path, 3, true).text).toContain('the next start');
    expect(checkStore(path, 1, true).status).toBe('failed');
    writeFileSync(path, 'this is no database, and long enough to be looked at by SQLite as one'.repeat(20));
    expect(checkStore(path, 2, true).status).toBe('failed');
  });
});
