/** When samples may become readings, by what is known of this device's clock. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { ANSWER_MS, CONNECT_MS, type ClockStanding, SYNCHRONIZE_MS, SampleGate } from './sample-gate.ts';

const standing: ClockStanding = {
  verdict: 'unknown',
  isConnected: true,
  isSynchronized: undefined,
  hasKeys: true,
  intervalSeconds: 1,
  isAnswered: () => false,
};

/** After how many ms the first sample may be read; undefined if it waits for ever. */
function firstReadAfter(change: Partial<ClockStanding>): number | undefined {
  const gate = new SampleGate('m');
  gate.add({ hostMs: 0, quality: 'checked', registers: [] }, { gridMs: 0, monotonicMs: 0 });
  for (const monotonicMs of [0, CONNECT_MS, ANSWER_MS, SYNCHRONIZE_MS, 86_400_000])
    if (gate.mayRead({ gridMs: 0, monotonicMs }, { ...standing, ...change })) return monotonicMs;
  return undefined;
}

describe('[P-2.4] the first sample', () => {
  test('of a device whose system does not know: as others’ clocks let it', () => {
    expect(firstReadAfter({})).toBe(0);
    expect(firstReadAfter({ isConnected: false })).toBe(CONNECT_MS);
    expect(firstReadAfter({ hasKeys: false })).toBe(ANSWER_MS);
    // Nor does a clock that is synchronized change that.
    for (const isConnected of [true, false])
      expect(firstReadAfter({ isConnected, isSynchronized: true })).toBe(firstReadAfter({ isConnected }));
  });

  test('of one whose system says no: waits for it, and for ever while nobody can be asked', () => {
    expect(firstReadAfter({ isSynchronized: false })).toBe(SYNCHRONIZE_MS);
    expect(firstReadAfter({ isSynchronized: false, isConnected: false })).toBeUndefined();
  });

  test('goes by the clocks of k aggregators, whatever the system says', () => {
    for (const isSynchronized of [true, false, undefined]) {
      expect(firstReadAfter({ isSynchronized, verdict: 'right' })).toBe(0);
      for (const verdict of ['ahead', 'behind'] as const)
        expect(firstReadAfter({ isSynchronized, verdict })).toBeUndefined();
    }
  });

  test('and once it has read, a device goes on while the bus is away', () => {
    const gate = new SampleGate('m');
    gate.read(7, { gridMs: 0, monotonicMs: 0 });
    const away = { ...standing, isConnected: false, isSynchronized: false };
    expect(gate.mayRead({ gridMs: 0, monotonicMs: 1 }, away)).toBe(true);
  });
});
