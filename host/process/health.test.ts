/** What a process says of itself, and what it must not let stand of an earlier one. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../test/gridshare.ts';
import { rmSync } from 'node:fs';
import { lockState } from '../base/lock.ts';
import { createLogger } from '../base/logger.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';
import { diagnose } from './diagnosis.ts';
import { Beginning } from './beginning.ts';
import { Activity, HealthFile } from './health.ts';
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
  const { lock } = Beginning.in(folder, 'aggregator', 'aggregator-1');
  try {
    for (const isAliveEnough of [true, false])
      expect(diagnose(folder, isAliveEnough, Date.now())).toMatchObject({
        isHealthy: isAliveEnough,
        isStarting: true,
        text: 'is starting',
      });
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

test('where nothing was said before, it says that it is starting', () => {
  const { lock } = Beginning.in(folder, 'meter', 'meter-1');
  try {
    expect(readHealth(folder)).toMatchObject({ state: 'starting', party: 'meter-1' });
    expect(diagnose(folder, true, Date.now())).toMatchObject({ isHealthy: true, text: 'is starting' });
  } finally {
    lock.release();
  }
  expect(diagnose(folder, true, Date.now())).toMatchObject({ isHealthy: false });
});

const LIMIT_MS = 15_000;
const logger = createLogger('test', { level: 'silent' });

test('a start that gets on is alive however long it takes, and not at work; control: one that does not is not alive', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  const beginning = Beginning.in(folder, 'meter', 'meter-1');
  const signals = process.listenerCount('SIGTERM');
  try {
    await beginning.during(logger, (told) => {
      expect(process.listenerCount('SIGTERM')).toBe(signals + 1);
      for (let rows = 1; rows <= 100; rows++) {
        vi.advanceTimersByTime(LIMIT_MS / 3);
        told(`${rows} rows are read`);
        const text = `is starting: ${rows} rows are read`;
        expect(diagnose(folder, true, Date.now())).toMatchObject({ isHealthy: true, text });
        expect(diagnose(folder, false, Date.now())).toMatchObject({ isHealthy: false, text });
      }
      vi.advanceTimersByTime(LIMIT_MS);
      expect(diagnose(folder, true, Date.now())).toMatchObject({ isHealthy: true });
      vi.advanceTimersByTime(1);
      const silent = diagnose(folder, true, Date.now());
      expect([silent.isHealthy, silent.text]).toEqual([
        false,
        expect.stringMatching(/has not come any further since .*: 100 rows are read\. It hangs/),
      ]);
      return Promise.resolve();
    });
    expect(process.listenerCount('SIGTERM')).toBe(signals);
  } finally {
    beginning.lock.release();
    vi.useRealTimers();
  }
});

test('a start that is killed is not alive', () => {
  const { lock } = Beginning.in(folder, 'meter', 'meter-1');
  lock.release();
  expect(diagnose(folder, true, Date.now()).text).toContain('died without a word');
});

describe('a health file', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const written = (): number | undefined => readHealth(folder)?.writtenAtMs;

  test('is written within 2 s when there is news, and each 6 s when there is none', () => {
    const activity = new Activity();
    const health = new HealthFile(folder, 'meter', 'meter-1', activity, logger, () => ({ unsent: 0 }));
    health.running();
    const startedMs = written()!;
    const times = new Set<number>();
    for (let second = 0; second < 60; second++) {
      vi.advanceTimersByTime(1_000);
      times.add(written()! - startedMs);
    }
    expect([...times]).toEqual([0, ...Array.from({ length: 10 }, (_, at) => 6_000 * (at + 1))]);
    vi.advanceTimersByTime(1_000);
    activity.connected();
    vi.advanceTimersByTime(2_000);
    expect(readHealth(folder)).toMatchObject({ isConnected: true, writtenAtMs: startedMs + 62_000 });
    health.stopped();
  });

  test('is written within 2 s of a clock that was set, ahead or back, so that nobody takes it for a process that hangs', () => {
    const activity = new Activity();
    const health = new HealthFile(folder, 'meter', 'meter-1', activity, logger, () => ({}));
    health.running();
    for (const byMs of [86_400_000, -172_800_000, 3_600_000]) {
      vi.setSystemTime(Date.now() + byMs);
      vi.advanceTimersByTime(2_000);
      expect(written()).toBe(Date.now());
    }
    health.stopped();
  });
});
