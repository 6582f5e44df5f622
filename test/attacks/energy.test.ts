/** Attacks and accidents that once lost energy, counted it twice or put a wrong figure in a bill's place. [P-7.3] */
import { describe, expect, test } from 'vitest';
import type { Booking, OutboxOp } from '../../meter/outbox.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { toBase64url } from '../../protocol/wire/bytes.ts';
import { MAX_INTERVALS_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import { Effects } from '../../protocol/machine.ts';
import { schemeProblem } from '../../protocol/grid/scheme.ts';
import type { Bill, SealedBill, Tariff } from '../../schemas/types.ts';
import { identityNamed } from '../material.ts';
import { FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from '../simulation/grid.ts';
import {
  ACCEPTED,
  SIZE,
  announcement,
  answerOf,
  billedUnits,
  entryAfter,
  forgedTotal,
  releasedBy,
  kinds,
  manifest,
  range,
  readBy,
  refused,
  totalOf,
  value,
} from './forge.ts';

const METERS = range(0, 4);

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function started(options: Partial<GridOptions> = {}): Grid {
  const grid = new Grid({ ...SIZE, ...options });
  grid.start();
  return grid;
}

/** Reads, closes and bills interval by interval. */
function live(grid: Grid, from: number, end: number, valueOf: (meter: number, offset: number) => number[] | undefined) {
  for (const offset of range(from, end)) {
    grid.readInterval(offset, (meter) => valueOf(meter, offset));
    grid.closeDue();
    grid.wait(1_000);
  }
}

function everybody(meter: number, offset: number): number[] {
  return [value(meter, offset)];
}

function meterOf(grid: Grid, id: string) {
  return grid.meterMachine.meters.get(id)!;
}

function bookingsOf(grid: Grid): Booking[] {
  return grid.fleet.history.flatMap((op) => (op.kind === 'booking' ? [op.booking] : []));
}

function evidenceIn(grid: Grid): string[] {
  const kept: string[] = [];
  const commit = grid.archive.commit.bind(grid.archive);
  grid.archive.commit = (ops) => {
    for (const op of ops) if (op.kind === 'evidence') kept.push(op.text);
    commit(ops);
  };
  return kept;
}

describe('[P-7.6] answers for overlapping sets of meters', () => {
  test.each([
    ['other sums for one of its meters', 'AQ', true, 1],
    ['other sums for all of its meters', 'Dw', true, 1],
    ['the same sums for one of its meters (control)', 'AQ', false, 0],
    ['the same sums for all of its meters (control)', 'Dw', false, 0],
  ])('[P-7.6] %s', (_what, meters, isAttack, evidence) => {
    const grid = started();
    const kept = evidenceIn(grid);
    for (const offset of range(0, 8)) grid.readInterval(offset, (meter) => everybody(meter, offset));
    grid.closeDue();
    grid.wait(4_000);
    const figures = grid.bills;
    expect(METERS.map((meter) => billedUnits(grid, `meter-${meter + 1}`))).toEqual(
      METERS.map((meter) => [readBy(meter, range(0, 8))]),
    );
    const { identity } = totalOf(grid, 3, 'bill');
    const sums = releasedBy(grid, 3, identity.sequence)!.slice(0, meters === 'AQ' ? 32 : 128);
    if (isAttack) sums[0]! ^= 1;
    grid.publish(forgedTotal(grid, 3, { ...identity, type: 'bill', meters }, sums));
    grid.wait(8_000);
    expect(kept).toHaveLength(evidence);
    expect(grid.bills).toEqual(figures);
    grid.restartUtility();
    grid.wait(8_000);
    expect(grid.bills).toEqual(figures);
  });

  test('[P-7.6] an answer of a later store epoch that fits nothing leaves a verified bill as it is', () => {
    const grid = started();
    for (const offset of range(0, 8)) grid.readInterval(offset, (meter) => everybody(meter, offset));
    grid.closeDue();
    grid.wait(4_000);
    const totals = grid.bills.map(({ status, lines }) => [status, lines]);
    for (const aggregator of [2, 3]) {
      const { identity } = totalOf(grid, aggregator, 'bill');
      grid.publish(forgedTotal(grid, aggregator, { ...identity, storeEpoch: 2 }, new Uint8Array(128).fill(1)));
    }
    grid.wait(8_000);
    expect(grid.bills.map(({ status, lines }) => [status, lines])).toEqual(totals);
    expect(totals.map(([status]) => status)).toEqual(METERS.map(() => 'verified'));
  });
});

describe('[P-4.4] bills arrive', () => {
  test('[P-4.4] two windows billed while a meter is away: both bills arrive, and its readings have done their duty', () => {
    const grid = started();
    grid.onDeliver = (message) => message.topic !== 'grid/meter/meter-1/bill';
    for (const offset of range(0, 16)) {
      grid.readInterval(offset, (meter) => everybody(meter, offset));
      grid.closeDue();
      grid.wait(2_000);
    }
    expect(billedUnits(grid, 'meter-1')).toEqual([readBy(0, range(0, 8)), readBy(0, range(8, 16))]);
    expect(METERS.map((meter) => meterOf(grid, `meter-${meter + 1}`).outstandingCount)).toEqual([16, 0, 0, 0]);
    grid.onDeliver = () => true;
    grid.restartUtility();
    grid.restartFleet();
    grid.wait(10_000);
    expect(METERS.map((meter) => meterOf(grid, `meter-${meter + 1}`).outstandingCount)).toEqual([0, 0, 0, 0]);
    expect(meterOf(grid, 'meter-1').bills.billedCount).toBe(2);
  });

  test('[P-7.5] a meter that leaves: its last cells count, its last bill arrives, and only its', () => {
    const grid = started();
    for (const offset of range(0, 6)) grid.readInterval(offset, (meter) => everybody(meter, offset));
    grid.restartUtility({ enrolled: grid.utilityParty.enrolled.slice(1) });
    grid.wait(4_000);
    const roster = grid.archive.restore()[0]!.entries.findLast(({ entry }) => entry.kind === 'roster')!.entry;
    // Interval 6 is under way: it leaves after that.
    expect(roster).toMatchObject({ from: FIRST_INTERVAL + 7, remove: ['meter-1'] });
    grid.readInterval(6, (meter) => everybody(meter, 6));
    // It does not know yet and goes on: what it reports now is refused, and in no total.
    grid.readInterval(7, (meter) => everybody(meter, 7));
    grid.closeDue();
    grid.wait(20_000);
    expect(billedUnits(grid, 'meter-1')).toEqual([readBy(0, range(0, 7))]);
    expect(billedUnits(grid, 'meter-2')).toEqual([readBy(1, range(0, 8))]);
    expect(grid.windows.map(({ doesFoot }) => doesFoot)).toEqual([true]);
    expect(meterOf(grid, 'meter-1').bills.billedCount).toBe(1);
    for (const { stats } of grid.aggregatorMachines) expect(Object.keys(stats.rejections)).toEqual(['report_dropped']);
  });

  test.each([true, false])(
    '[P-3.6] a meter re-keyed inside a window (%s): every total is right and foots',
    (isRekeyed) => {
      const grid = started({ intervalCount: 12 });
      for (const offset of range(0, 6)) grid.readInterval(offset, (meter) => everybody(meter, offset));
      grid.closeDue();
      grid.wait(3_000);
      if (isRekeyed) {
        const [first, ...others] = grid.utilityParty.enrolled;
        const renewed = { ...first!, from: FIRST_INTERVAL + 6, meter: { ...first!.meter, keyEpoch: 2 } };
        grid.restartUtility({ enrolled: [renewed, ...others] });
        grid.wait(4_000);
        Object.assign(meterOf(grid, 'meter-1').party, { keyEpoch: 2 });
        // A new process, whose store was lost with the keys.
        const intervals = range(0, 6).map((offset) => FIRST_INTERVAL + offset);
        grid.outbox.commit([{ kind: 'forget', meter: 'meter-1', intervals }]);
        grid.restartFleet();
        grid.settle();
      }
      for (const offset of range(6, 12)) grid.readInterval(offset, (meter) => everybody(meter, offset));
      grid.closeDue();
      grid.wait(20_000);
      const expected = isRekeyed ? [readBy(0, range(0, 6)), readBy(0, range(6, 12))] : [readBy(0, range(0, 12))];
      for (let restart = 0; restart < 2; restart++) {
        expect(billedUnits(grid, 'meter-1')).toEqual(expected);
        expect(billedUnits(grid, 'meter-2')).toEqual([readBy(1, range(0, 12))]);
        expect(grid.windows.map(({ doesFoot }) => doesFoot)).toEqual([true]);
        grid.restartUtility();
        grid.wait(4_000);
      }
      const bills = grid.tapped
        .filter(({ topic }) => topic === 'grid/meter/meter-1/bill')
        .map(({ payload }) => (JSON.parse(payload) as SealedBill).keyEpoch);
      expect(new Set(bills)).toEqual(new Set(isRekeyed ? [1, 2] : [1]));
      // What the broker keeps for the meter is for the keys that it has now.
      expect(bills.at(-1)).toBe(isRekeyed ? 2 : 1);
      expect(meterOf(grid, 'meter-1').outstandingCount).toBe(0);
    },
  );
});

describe('[P-7.3] bills in any order', () => {
  const billOf = (window: number, extraWh = 0): Bill => ({
    from: FIRST_INTERVAL + 8 * window,
    count: 8,
    covered: Bitmap.of(range(0, 8)).encode(),
    totals: [
      {
        register: IMPORT,
        rate: 'all',
        cells: 8,
        totalUnits: readBy(0, range(8 * window, 8 * window + 8)) + extraWh,
        microPerKwh: 0,
      },
    ],
  });

  test.each([[[0, 1]], [[1, 0]]])('[P-7.3] windows billed in the order %j: each foots', (order) => {
    const grid = started();
    // The bills are given to it by hand.
    grid.onDeliver = ({ topic }) => topic !== 'grid/meter/meter-1/bill';
    for (const offset of range(0, 16)) grid.readInterval(offset, (meter) => everybody(meter, offset));
    const meter = meterOf(grid, 'meter-1');
    const take = (bill: Bill): number => {
      const out = new Effects<OutboxOp>();
      meter.bill(bill, meter.epochOf(1)!, out);
      // Nothing of a window before is asked for again: its bill may still come.
      expect(meter.unstoredCount).toBe(0);
      return out.ops.filter(({ kind }) => kind === 'billed').length;
    };
    expect([meter.outstandingCount, meter.unstoredCount]).toEqual([16, 0]);
    // Control: one that does not foot is not taken, and does not stand in the way of the right one.
    expect([take(billOf(order[0]!, 1)), meter.outstandingCount]).toEqual([0, 16]);
    expect([take(billOf(order[0]!)), meter.outstandingCount]).toEqual([1, 8]);
    expect([take(billOf(order[1]!)), meter.outstandingCount]).toEqual([1, 0]);
    // And none of them a second time.
    expect([take(billOf(0)), take(billOf(1)), meter.bills.billedCount]).toEqual([0, 0, 2]);
  });
});

describe('[P-7.3] energy is booked again, once, at its own rate', () => {
  test.each([true, false])('[P-7.3] a void heard of only after its window was billed (%s)', (isAttack) => {
    const grid = started();
    const isOf1 = (topic: string, payload: string): boolean =>
      topic.endsWith('/shares') && payload.includes('"meter":"meter-1"');
    const isAttestation = (topic: string, to: string): boolean => to === 'utility' && topic.includes('/manifests/');
    const isTo1 = (topic: string): boolean => topic.startsWith('grid/meter/meter-1/');
    for (const offset of range(0, 8)) {
      grid.onDeliver = ({ topic, payload }, to) =>
        !isAttack || offset < 5 || (offset === 5 ? !isOf1(topic, payload) && !isAttestation(topic, to) : !isTo1(topic));
      grid.readInterval(offset, (meter) => everybody(meter, offset));
      if (!isAttack || offset !== 5) continue;
      // Aggregators sign that they lack the cell, then get it and say so; then the line to meter-1 is cut.
      grid.gridMs += 61_000;
      grid.settle();
      grid.onDeliver = ({ topic }, to) => !isAttestation(topic, to);
      grid.wait(8_000);
      expect([1, 2, 3].every((j) => meterOf(grid, 'meter-1').isSettledAt(j, FIRST_INTERVAL + 5))).toBe(true);
      grid.onDeliver = ({ topic }) => !isTo1(topic);
      grid.wait(4_000);
    }
    grid.closeDue();
    grid.wait(8_000);
    expect(kinds(grid)).toContain('bill');
    live(grid, 8, 10, (meter, offset) => (meter === 0 ? undefined : everybody(meter, offset)));
    const billed = billedUnits(grid, 'meter-1');
    expect(billed).toEqual([readBy(0, isAttack ? [0, 1, 2, 3, 4, 6, 7] : range(0, 8))]);
    grid.onDeliver = () => true;
    grid.restartFleet();
    grid.wait(4_000);
    live(grid, 10, 24, everybody);
    grid.wait(10_000);
    expect(sum(billedUnits(grid, 'meter-1'))).toBe(readBy(0, [...range(0, 8), ...range(10, 24)]));
    expect([meterOf(grid, 'meter-1').carriedUnits, meterOf(grid, 'meter-1').outstandingCount]).toEqual([0, 0]);
  });

  function tariffsAt(prices: readonly number[]) {
    return (first: number): Tariff[] =>
      prices.map((microPerKwh, window) => ({
        id: `t${window}`,
        from: first + 8 * window,
        count: 8,
        rates: [{ name: 'day', microPerKwh }],
        runs: [{ rate: 0, count: 8 }],
      }));
  }

  test.each([
    ['stay', [100, 100, 100]],
    ['fall', [100, 90, 80]],
    ['rise', [100, 101, 102]],
    ['rise, and fall back', [100, 101, 100]],
  ])('[P-7.3] void energy is booked again at the rate of its name when prices %s', (_what, prices) => {
    const grid = started({ tariffs: tariffsAt(prices) });
    live(grid, 0, 7, everybody);
    grid.onDeliver = ({ topic, payload }) => !(topic.endsWith('/shares') && payload.includes('"meter":"meter-1"'));
    live(grid, 7, 8, everybody);
    grid.onDeliver = () => true;
    live(grid, 8, 24, everybody);
    grid.wait(4_000);
    const [first, ...later] = billedUnits(grid, 'meter-1');
    expect(first).toBe(readBy(0, range(0, 7)));
    expect(sum(later)).toBe(readBy(0, range(8, 24)) + value(0, 7));
    expect(meterOf(grid, 'meter-1').carriedUnits).toBe(0);
    const bookings = bookingsOf(grid);
    // Over four cells, as the floor says, in portions that differ by a Wh at most.
    expect(bookings.map(({ from, to }) => [from - FIRST_INTERVAL, to > from + 1])).toEqual(
      bookings.map(() => [7, true]),
    );
    const portions = bookings.map(({ units }) => units);
    expect([portions.length, Math.max(...portions) - Math.min(...portions) <= 1]).toEqual([4, true]);
  });

  test('[P-7.1] maxReadingWh can not be lowered within a log: readings of before stay billable', () => {
    const grid = started();
    for (const offset of range(0, 8)) grid.readInterval(offset, () => [30_000]);
    const lower = { ...grid.scheme, maxReadingWh: 1_000 };
    const entry = entryAfter(grid, { kind: 'scheme', scheme: lower });
    for (const aggregator of [1, 2, 3])
      expect(answerOf(grid, aggregator, announcement(grid, aggregator, entry))).toEqual(refused('scheme_refused'));
    grid.restartUtility({ scheme: lower });
    grid.closeDue();
    grid.wait(4_000);
    expect(grid.utility.notices.some(({ code }) => code === 'scheme_refused')).toBe(true);
    // Control, and the way out.
    const raised = { ...grid.scheme, maxReadingWh: 50_000 };
    const announced = announcement(grid, 1, entryAfter(grid, { kind: 'scheme', scheme: raised }));
    expect(answerOf(grid, 1, announced)).toEqual(ACCEPTED);
    grid.restartUtility({ scheme: raised });
    grid.closeDue();
    grid.wait(8_000);
    expect(METERS.map((meter) => billedUnits(grid, `meter-${meter + 1}`))).toEqual(METERS.map(() => [240_000]));
    expect(grid.loads.slice(0, 8).map(({ totalUnits }) => totalUnits)).toEqual(range(0, 8).map(() => 120_000));
  });
});

describe('[P-6.3] restarts and keys of meters', () => {
  test.each([true, false])(
    '[P-9.3] a meter restarted while the broker is away (%s) goes on under the scheme it kept',
    (isAway) => {
      const grid = started();
      grid.readInterval(0, (meter) => everybody(meter, 0));
      if (isAway) grid.onDeliver = (_message, to) => to !== 'fleet';
      grid.restartFleet();
      for (const offset of range(1, 4)) grid.readInterval(offset, (meter) => everybody(meter, offset));
      expect(grid.meterMachine.refusedReadings).toEqual([]);
      grid.onDeliver = () => true;
      grid.restartFleet();
      for (const offset of range(4, 8)) grid.readInterval(offset, (meter) => everybody(meter, offset));
      grid.closeDue();
      grid.wait(20_000);
      live(grid, 8, 16, everybody);
      grid.wait(4_000);
      // What missed its page meanwhile is booked later; nothing is lost.
      expect(METERS.map((meter) => sum(billedUnits(grid, `meter-${meter + 1}`)))).toEqual(
        METERS.map((meter) => readBy(meter, range(0, 16))),
      );
    },
  );

  test('[P-4.2] a session opened under old keys does not outlive them', () => {
    const grid = started();
    grid.readInterval(0, (meter) => everybody(meter, 0));
    const [first, ...others] = grid.utilityParty.enrolled;
    const identity = toBase64url(identityNamed('meter-1 renewed').publicRaw);
    const renewed = { ...first!, from: FIRST_INTERVAL + 2, meter: { ...first!.meter, keyEpoch: 2, identity } };
    grid.restartUtility({ enrolled: [renewed, ...others] });
    grid.wait(4_000);
    const cells = (): number[] => grid.aggregatorMachines.map(({ stats }) => stats.cells);
    // Control: before the new keys count the old ones do, in the same session.
    grid.readInterval(1, (meter) => (meter === 0 ? [value(0, 1)] : undefined));
    expect(cells()).toEqual([5, 5, 5]);
    // The thief of the old meter goes on in its old session, under the old key epoch and then under the new one.
    grid.readInterval(2, (meter) => (meter === 0 ? [31_337] : undefined));
    Object.assign(meterOf(grid, 'meter-1').party, { keyEpoch: 2 });
    grid.readInterval(3, (meter) => (meter === 0 ? [31_337] : undefined));
    // Under the new one nobody knows the session, and with its set-up it is signed by the old key.
    grid.wait(20_000);
    expect(cells()).toEqual([5, 5, 5]);
    for (const { stats } of grid.aggregatorMachines)
      expect(stats.rejections).toMatchObject({
        report_dropped: 1,
        hpke_unknown_session: expect.any(Number),
        hpke_decrypt_error: expect.any(Number),
      });
  });

  test.each([
    ['late', 0],
    ['at once (control)', 1],
  ])('[P-6.3] a restarted meter whose receipts come %s sends no storm', (_what, receipts) => {
    const grid = started({ intervalCount: 400 });
    for (const offset of range(0, 120)) grid.readInterval(offset, (meter) => everybody(meter, offset));
    grid.closeDue();
    grid.wait(4_000);
    const before = grid.tapped.length;
    grid.onDeliver = ({ topic }, to) => receipts === 1 || to !== 'fleet' || !topic.includes('/receipts/');
    grid.restartFleet();
    grid.wait(2_000);
    const sent = grid.tapped.slice(before).filter(({ topic }) => topic.endsWith('/shares')).length;
    const batches = SIZE.meters * SIZE.aggregators * Math.ceil(120 / MAX_INTERVALS_PER_MESSAGE);
    // Batches, not one message for each reading; and nothing at all where receipts say that nothing is missing.
    expect(sent).toBeLessThanOrEqual(receipts === 1 ? 0 : batches);
    expect(sent > 0).toBe(receipts === 0);
    for (const { stats } of grid.aggregatorMachines) expect(stats.cells).toBe(480);
  });
});

describe('[P-2.5] limits', () => {
  test('[P-2.5] a scheme whose totals could not be written down exactly is refused', () => {
    const { scheme } = new Grid(SIZE);
    expect(schemeProblem(scheme)).toBeUndefined();
    expect(schemeProblem({ ...scheme, maxMeters: 10_000_000, maxReadingWh: 4_294_967_295 })).toMatch(/2\^53/);
  });

  test('[P-7.2] manifests for intervals far away are not kept', () => {
    const grid = started();
    for (const offset of [1_000, 100_000, 1_000_000, 1_000_000_000])
      grid.publish(manifest(grid, 3, [{ interval: FIRST_INTERVAL + offset, held: 'Dw' }]));
    grid.settle();
    const { attestations } = (
      grid.utility as unknown as {
        running: {
          machine: { areas: Map<string, { attestations: { pageOf(interval: number): Map<number, object> } }> };
        };
      }
    ).running.machine.areas.get('area-1')!;
    const kept = [1_000, 100_000, 1_000_000, 1_000_000_000].map(
      (offset) => attestations.pageOf(FIRST_INTERVAL + offset).size,
    );
    expect(kept).toEqual([1, 0, 0, 0]);
  });
});
