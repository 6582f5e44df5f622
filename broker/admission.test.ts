import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configValidator } from '../schemas/validate.ts';
import { Admission, DEFAULT_LIMITS, addressGroup } from './admission.ts';

const LIMITS = { maxPending: 5, maxPendingPerAddress: 3, connectsPerSecond: 1 };

describe('[P-10.6] who is let in before anybody knows who it is', () => {
  test('[P-10.6] so many from one address, so many in all, and as many again as have said who they are', () => {
    const admission = new Admission(LIMITS);
    const come = (address: string): boolean => admission.refusal(address, 0) === undefined;
    expect([1, 2, 3, 4].map(() => come('192.0.2.1'))).toEqual([true, true, true, false]);
    expect([1, 2, 3].map(() => come('192.0.2.2'))).toEqual([true, true, false]);
    admission.settle('192.0.2.1');
    expect(come('192.0.2.2')).toBe(true);
    expect(come('192.0.2.1')).toBe(false);
  });

  test('[P-10.6] no more new ones than so many per second, ten times as many at once', () => {
    const admission = new Admission({ ...LIMITS, maxPending: 1_000, maxPendingPerAddress: 1_000 });
    const come = (atMs: number): boolean => {
      const isIn = admission.refusal('192.0.2.1', atMs) === undefined;
      if (isIn) admission.settle('192.0.2.1');
      return isIn;
    };
    expect(Array.from({ length: 15 }, () => come(0)).filter(Boolean)).toHaveLength(10);
    expect([come(500), come(1_000), come(1_001), come(2_000)]).toEqual([false, true, false, true]);
    expect(admission.refusal('192.0.2.2', 2_000)).toBeUndefined();
  });

  test('[P-10.6] pending connections are counted exactly, whatever order things happen in', () => {
    const step = fc.record({ address: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1'), isEnd: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const admission = new Admission({ ...LIMITS, connectsPerSecond: 1_000 });
        const pending: string[] = [];
        for (const { address, isEnd } of steps) {
          const at = pending.indexOf(address);
          if (isEnd && at >= 0) {
            admission.settle(address);
            pending.splice(at, 1);
            continue;
          }
          const own = pending.filter((other) => other === address).length;
          const isIn = admission.refusal(address, 0) === undefined;
          expect(isIn).toBe(own < 3 && pending.length < 5);
          if (isIn) pending.push(address);
        }
      }),
    );
  });

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::1', '0:0:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::5', '2001:db8:0:0'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
  ])('[P-10.6] %s counts as %s', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });

  test('[P-10.6] the limits of the schema and those without a config are the same', () => {
    const config: Record<string, unknown> = { role: 'broker', port: 0, state: 'state' };
    expect(configValidator('config-broker')(config)).toBe(true);
    expect(config['limits']).toEqual(DEFAULT_LIMITS);
  });
});
