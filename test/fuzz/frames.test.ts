/** [P-10] Mutated MQTT frames against a running grid, in small; `npm run frames` sends 60,000. */
import { afterEach, describe, expect, test } from 'vitest';
import { type BarrageResult, playBarrage } from './barrage.ts';
import { connectFrame, mutateFrame, seedFrames } from './mqtt-frames.ts';
import { Draw } from './mutate.ts';
import { plant, uproot } from './planted.ts';

/** On a machine that has other work. */
const PATIENCE_MS = 300_000;

afterEach(uproot);

describe('[P-10] mutated MQTT frames', () => {
  test(
    '[P-10] crash neither the embedded broker nor any party; what is metered afterwards is billed exactly',
    { timeout: PATIENCE_MS },
    async () => {
      const result = await playBarrage({ frames: 3_000, seed: 11 });
      expect(result.problems).toEqual([]);
      expect(result.frames).toBe(3_000);
      expect(result.billsAfter).toBeGreaterThan(0);
      // They did arrive: at the broker, and through it at the parties.
      expect(result.payloads).toBeGreaterThan(1_000);
      expect(Math.min(result.outcomes.open, result.outcomes.closed)).toBeGreaterThan(300);
      expect(result.broker?.refusedFrames).toBeGreaterThan(100);
      expect(result.broker?.refusedPublishes).toBeGreaterThan(30);
      expect(result.rejections).toBeGreaterThan(30);
    },
  );

  test.each<[fault: Parameters<typeof plant>[0], finding: RegExp]>([
    ['unlimited', /^broker took \d+ MiB/],
    ['broker-throws', /^the broker ended unexpectedly/],
    ['party-throws', /ended unexpectedly/],
  ])('control: the planted fault "%s" is found', { timeout: PATIENCE_MS }, async (fault, finding) => {
    plant(fault);
    const result: BarrageResult = await playBarrage({ frames: 1_000, seed: 11 });
    expect(result.problems.some((problem) => finding.test(problem))).toBe(true);
  });

  test('control: the same seed draws the same frames, and most are not what they were', () => {
    const drawn = (seed: number): string[] => {
      const draw = new Draw(seed);
      const frames = seedFrames('meter-m1', 'grid/agg/1/shares', 'grid/scheme');
      return Array.from({ length: 500 }, () => mutateFrame(draw.of(frames), draw.of(frames), draw).toString('hex'));
    };
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
    const whole = new Set(
      seedFrames('meter-m1', 'grid/agg/1/shares', 'grid/scheme').map((bytes) => bytes.toString('hex')),
    );
    expect(whole.has(connectFrame('meter-m1').toString('hex'))).toBe(true);
    expect(drawn(1).filter((bytes) => whole.has(bytes)).length).toBeLessThan(100);
  });
});
