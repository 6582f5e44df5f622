/** A device's clock against those of the aggregators, by their receipts. [P-2.1] */
import { describe, expect, test } from 'vitest';
import { ClockWatch } from './clock-watch.ts';

const NOON = Date.UTC(2026, 5, 1, 12);
const DAY_MS = 86_400_000;
const K = 2;

/** This device's clock is `offMs` ahead of everybody's; each tick is a second. */
class Device {
  readonly watch = new ClockWatch();
  offMs: number;
  private atMs = 0;

  constructor(offMs: number) {
    this.offMs = offMs;
  }

  pass(ms: number): void {
    this.atMs += ms;
  }

  get times() {
    return { gridMs: NOON + this.atMs + this.offMs, monotonicMs: this.atMs };
  }

  /** A receipt of an aggregator whose own clock is `offMs` ahead, published `ageMs` ago. */
  hear(aggregator: number, ageMs = 100, offMs = 0, meter = 'm1'): void {
    this.watch.receipt(meter, aggregator, NOON + this.atMs - ageMs + offMs, this.times);
  }

  verdict(intervalSeconds = 900): string {
    return this.watch.verdict(this.times, K, intervalSeconds);
  }
}

/** Two receipts of each of two aggregators: the broker's copy, then one that came at once. */
function met(offMs: number): Device {
  const device = new Device(offMs);
  for (const aggregator of [1, 2]) device.hear(aggregator, 3 * DAY_MS);
  device.pass(1_000);
  for (const aggregator of [1, 2]) device.hear(aggregator);
  return device;
}

describe('[P-2.1] a device whose clock', () => {
  test.each([
    ['is right', 0, 'right'],
    ['is some seconds off', -5_000, 'right'],
    ['is a day ahead', DAY_MS, 'ahead'],
    ['is two minutes ahead', 120_000, 'ahead'],
    ['is two days behind', -2 * DAY_MS, 'behind'],
    ['is of 1970', -NOON, 'behind'],
  ])('%s (%i ms): is found out', (_what, offMs, verdict) => {
    expect(met(offMs).verdict()).toBe(verdict);
  });

  test('is a minute ahead: too much where intervals are a minute, not where they are a quarter of an hour', () => {
    expect(met(45_000).verdict(60)).toBe('ahead');
    expect(met(45_000).verdict(900)).toBe('right');
  });

  test('is right is not doubted for what the broker kept, days old, of however many meters', () => {
    const device = new Device(0);
    for (let meter = 0; meter < 50; meter++)
      for (const aggregator of [1, 2]) device.hear(aggregator, DAY_MS - meter, 0, `m${meter}`);
    expect(device.verdict()).toBe('unknown');
  });

  test('is behind shows by what the broker kept alone', () => {
    const device = new Device(-2 * DAY_MS);
    for (const aggregator of [1, 2]) device.hear(aggregator, 3_600_000);
    expect(device.verdict()).toBe('behind');
  });

  test('is judged by k aggregators, not by fewer', () => {
    for (const lieMs of [DAY_MS, -DAY_MS]) {
      const device = met(0);
      device.pass(1_000);
      device.hear(1, 100, lieMs);
      expect(device.verdict()).toBe('unknown');
      device.hear(3);
      device.hear(3);
      expect(device.verdict()).toBe('right');
    }
  });

  test('was put right is right, hours after it heard of others last', () => {
    const device = met(DAY_MS);
    device.pass(7_200_000);
    expect(device.verdict()).toBe('ahead');
    device.offMs = 0;
    expect(device.verdict()).toBe('right');
  });

  test('slept is not called ahead before it has heard again', () => {
    const device = met(0);
    // Monotonic time stood still.
    device.offMs = 8 * 3_600_000;
    device.watch.disconnected();
    expect(device.verdict()).toBe('unknown');
    device.offMs = 0;
    for (const aggregator of [1, 2, 1, 2]) device.hear(aggregator);
    expect(device.verdict()).toBe('right');
  });

  test('says by how much it is off', () => {
    const device = met(DAY_MS);
    expect(Math.round(device.watch.offMs(device.times, 'ahead') / 3_600_000)).toBe(24);
  });
});
