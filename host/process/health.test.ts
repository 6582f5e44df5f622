/** What a process says of itself, and what it must not let stand of an earlier one. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/gridshare.ts';
import { rmSync } from 'node:fs';
import { lockState } from '../base/lock.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';
import { diagnose } from './diagnosis.ts';
import { beginIn } from './health.ts';
import { readHealth, writeHealth } from './health-record.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a process leaves it that is killed while all is well. */
function leaveWord(): void {
  const nowMs = Date.now();
  writeHealth(folder, {
    version: 1,
    role: 'aggregator',
    party: 'aggregator-1',
    software: SOFTWARE_VERSION,
    pid: 4_194_304,
    state: 'running',
    startedAtMs: nowMs - 60_000,
    writtenAtMs: nowMs,
    isConnected: true,
    sinceMs: nowMs - 60_000,
    lastMessageAtMs: { shares: nowMs },
    lastWriteAtMs: {},
    counts: { messages: 7 },
    problem: 'of the one that was killed',
  });
}

test('what a killed process said is not the word of the next, which has only begun', () => {
  leaveWord();
  const lock = beginIn(folder);
  try {
    for (const isAliveEnough of [true, false])
      expect(diagnose(folder, isAliveEnough, Date.now())).toMatchObject({ isHealthy: false, text: 'is starting' });
    expect(readHealth(folder)).toMatchObject({ pid: process.pid, isConnected: false, counts: { messages: 7 } });
    expect(readHealth(folder)).not.toHaveProperty('problem');
  } finally {
    lock.release();
  }
});

test('control: with the lock alone it passes for well', () => {
  leaveWord();
  const lock = lockState(folder);
  try {
    expect(diagnose(folder, true, Date.now()).text).toContain('connected to the broker');
  } finally {
    lock.release();
  }
});

test('where nothing was said before, nothing is said yet', () => {
  const lock = beginIn(folder);
  try {
    expect(readHealth(folder)).toBeUndefined();
    expect(diagnose(folder, true, Date.now()).text).toBe('has a process that has not said yet how it is');
  } finally {
    lock.release();
  }
});
