/** What every outbox does, whatever is behind it: one suite for all of them. [P-2.4, P-6.2] */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutboxStore } from '../../meter/host/outbox-store.ts';
import type { OutboxOp } from '../../meter/outbox.ts';
import { Random } from '../simulation/random.ts';
import { SimulatedOutbox } from '../simulation/simulated-outbox.ts';
import { type Medium, checking, refusalOf } from './medium.ts';

const reading = (meter: string, interval: number, bookedUnits: number[] = [interval, 0]): OutboxOp => ({
  kind: 'reading',
  meter,
  reading: { interval, sharing: 'sharing', bookedUnits, isVoid: false, isBilled: false },
});
const carry = (interval: number, remainingUnits: number): OutboxOp => ({
  kind: 'carry',
  meter: 'm',
  carry: { interval, register: 1, units: 10, remainingUnits, after: 5, skipped: 2, portions: 4 },
});
const booking = (units: number): OutboxOp => ({
  kind: 'booking',
  meter: 'm',
  booking: { register: 1, from: 3, to: 5, units },
});

/** `failing`: of a control, the tests that must fail; no others are run then. */
export function describeOutbox(name: string, newMedium: () => Medium<OutboxStore>, failing?: readonly string[]): void {
  const check = checking(failing);
  describe(`[P-2.4] the outbox: ${name}`, () => {
    let medium: Medium<OutboxStore>;
    let outbox: OutboxStore;
    beforeEach(async () => {
      medium = newMedium();
      outbox = await medium.open();
    });
    afterEach(async () => {
      await outbox.close();
      await medium.remove();
    });
    const reopen = async (): Promise<void> => {
      await outbox.close();
      outbox = await medium.open();
    };
    const restored = async () =>
      (await outbox.restore())
        .map((meter) => ({
          ...meter,
          readings: meter.readings.toArray(),
          billed: meter.billed.toSorted((one, other) => one - other),
        }))
        .toSorted((one, other) => (one.meter < other.meter ? -1 : 1));

    check('gives back what was committed: readings, voids, carries, windows billed', async () => {
      const joining = { area: 'area-1', keyEpoch: 1, interval: 4 };
      const gap = { from: 1, until: 3, units: [7, 0] };
      const register = {
        register: '1-0:1.8.0',
        milli: '9007199254740993123',
        resolutionMilli: '1000',
        hostMs: 4_500_000.5,
        changedFromMs: 4_400_000,
        pendingMilli: '999',
        announced: { finalMilli: '9007199254740993124', initialMilli: '0' },
      };
      const estimate = { since: 0, from: 2, until: 4, units: [9, 0] };
      const { announced } = register;
      const said = { id: 'a', register: register.register, ...announced, hostMs: 4_500_001.5 };
      const sample = {
        open: 5,
        isStartKnown: true,
        since: 5,
        missedUnits: [0, 7],
        gapUnits: [1, 2],
        serial: 's',
        meterMs: 3,
        registers: [register],
      };
      await outbox.commit([reading('m', 5), reading('m', 4), reading('n', 4), reading('n', 3), reading('m', 2)]);
      await outbox.commit([
        { kind: 'joined', meter: 'm', ...joining, interval: 3 },
        { kind: 'joined', meter: 'm', ...joining },
        { kind: 'before', meter: 'm', intervals: [2] },
        { kind: 'gap', meter: 'n', gap },
        { kind: 'estimate', meter: 'n', estimate },
        { kind: 'replacement', meter: 'n', replacement: said },
        { kind: 'replacement', meter: 'm', replacement: { ...said, problem: 'unseen' } },
        { kind: 'sample', meter: 'n', sample: { ...sample, open: 4 } },
        { kind: 'sample', meter: 'n', sample },
      ]);
      await outbox.commit([
        carry(3, 10),
        carry(4, 8),
        carry(3, 7),
        carry(4, 0),
        booking(3),
        { kind: 'void', meter: 'm', interval: 4 },
        { kind: 'billed', meter: 'n', from: 0, intervals: [3, 4] },
        { kind: 'forget', meter: 'n', intervals: [4] },
        { kind: 'lost', meter: 'n', keyEpoch: 3 },
      ]);
      await reopen();
      expect(await restored()).toEqual([
        {
          meter: 'm',
          lastInterval: 5,
          lostKeyEpoch: 0,
          joined: joining,
          beforeCount: 1,
          gaps: [],
          estimates: [],
          replacements: ['a'],
          sample: undefined,
          readings: [
            { interval: 4, sharing: 'sharing', bookedUnits: [4, 0], isVoid: true, isBilled: false },
            { interval: 5, sharing: 'sharing', bookedUnits: [5, 0], isVoid: false, isBilled: false },
          ],
          carries: [{ interval: 3, register: 1, units: 10, remainingUnits: 7, after: 5, skipped: 2, portions: 4 }],
          billed: [],
        },
        // The last interval survives the deletion of what was billed: it is never read a second time.
        {
          meter: 'n',
          lastInterval: 4,
          lostKeyEpoch: 3,
          joined: undefined,
          beforeCount: 0,
          gaps: [gap],
          estimates: [estimate],
          replacements: ['a'],
          sample,
          readings: [{ interval: 3, sharing: 'sharing', bookedUnits: [3, 0], isVoid: false, isBilled: true }],
          carries: [],
          billed: [0],
        },
      ]);
    });

    check('[P-9.3] keeps the scheme, its tariffs and the key cards that were believed last', async () => {
      expect(await outbox.restoreMessages()).toEqual({ scheme: undefined, tariffs: [], cards: [], proofs: [] });
      const kept = { area: 'area-1', from: 8 };
      await outbox.commit([
        { kind: 'card', aggregator: 2, message: 'card of 2' },
        { kind: 'card', aggregator: 1, message: 'old card of 1' },
        { kind: 'scheme', message: 'old scheme', tariffs: [] },
      ]);
      await outbox.commit([
        { kind: 'card', aggregator: 1, message: 'card of 1' },
        { kind: 'scheme', message: 'scheme', tariffs: [kept] },
      ]);
      await reopen();
      expect(await outbox.restoreMessages()).toEqual({
        scheme: 'scheme',
        tariffs: [kept],
        cards: ['card of 1', 'card of 2'],
        proofs: [],
      });
    });

    if (failing === undefined)
      test.each<[what: string, bad: OutboxOp]>([
        ['a reading', reading('m', 5, [99, 99])],
        ['a booking', booking(4)],
        ['a gap', { kind: 'gap', meter: 'm', gap: { from: 1, until: 3, units: [] } }],
      ])('%s, once written, never changes; nothing else of that commit is stored', async (_what, bad) => {
        await outbox.commit([
          reading('m', 5),
          booking(3),
          { kind: 'gap', meter: 'm', gap: { from: 1, until: 4, units: [9] } },
        ]);
        const before = await restored();
        expect(await refusalOf(outbox.commit([reading('m', 6), carry(4, 9), bad]))).toBe('ERR_STORE_COMMIT');
        expect(await restored()).toEqual(before);
        await reopen();
        expect(await restored()).toEqual(before);
        // Control: without it they go in.
        await outbox.commit([reading('m', 6), carry(4, 9)]);
        expect((await restored())[0]).toMatchObject({ lastInterval: 6, carries: [{ interval: 4 }] });
      });

    check('[P-6.2] a meter that a failed commit named for the first time is not half there', async () => {
      expect(await refusalOf(outbox.commit([reading('new', 1), reading('new', 1)]))).toBe('ERR_STORE_COMMIT');
      await outbox.commit([reading('new', 2)]);
      await reopen();
      expect(
        (await restored()).map(({ meter, lastInterval, readings }) => [meter, lastInterval, readings.length]),
      ).toEqual([['new', 2, 1]]);
    });

    check('gives back what the simulated one does, over hundreds of commits', async () => {
      const random = new Random(2);
      const simulated = new SimulatedOutbox();
      const opOf = (meter: string, interval: number): OutboxOp =>
        random.pick<OutboxOp>([
          {
            kind: 'reading',
            meter,
            reading: {
              interval: interval + 100,
              sharing: 's',
              bookedUnits: [interval],
              isVoid: false,
              isBilled: false,
            },
          },
          { kind: 'void', meter, interval: random.integer(100, 100 + interval) },
          {
            kind: 'carry',
            meter,
            carry: {
              interval: random.integer(1, 9),
              register: 0,
              units: 3,
              remainingUnits: random.integer(0, 3),
              after: 9,
              skipped: random.integer(0, 3),
              portions: 4,
            },
          },
          { kind: 'billed', meter, from: random.integer(1, 9), intervals: [random.integer(100, 100 + interval)] },
          { kind: 'forget', meter, intervals: [random.integer(100, 100 + interval)] },
        ]);
      for (let at = 0; at < 300; at++) {
        const op = opOf(random.pick(['m', 'n']), at);
        simulated.commit([op]);
        await outbox.commit([op]);
      }
      await reopen();
      const expected = simulated
        .restore()
        .map((meter) => ({
          ...meter,
          readings: meter.readings.toArray(),
          billed: meter.billed.toSorted((one, other) => one - other),
        }))
        .toSorted((one, other) => (one.meter < other.meter ? -1 : 1));
      expect(await restored()).toEqual(expected);
      expect(expected[0]?.readings.length).toBeGreaterThan(0);
    });
  });
}
