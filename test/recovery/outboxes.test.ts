/**
 * A meter whose outbox is lost, or an older copy: receipts tell it, and it writes no second value for an interval. [P-3.6]
 */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { deriveReceiptKey, withMac } from '../../protocol/wire/receipt.ts';
import type { Receipt } from '../../schemas/types.ts';
import { SIZE, billedUnits, range, readBy, value } from '../attacks/forge.ts';
import { agreementNamed } from '../material.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';

function readSome(grid: Grid, from: number, end: number, changedBy = 0): void {
  for (const offset of range(from, end)) grid.readInterval(offset, (meter) => [value(meter, offset) + changedBy]);
}

function started(): Grid {
  const grid = new Grid(SIZE);
  grid.start();
  return grid;
}

const codes = (grid: Grid): string[] => grid.fleet.notices.map(({ code }) => code);
const sharesFrom = (grid: Grid, from: number): number =>
  grid.tapped.slice(from).filter(({ topic }) => topic.endsWith('/shares')).length;
const silenced = (grid: Grid): number =>
  [...grid.meterMachine.meters.values()].filter(({ isSilenced }) => isSilenced).length;

function expectNoConflict(grid: Grid): void {
  for (const { stats } of grid.aggregatorMachines) expect(stats.rejections).toEqual({});
}

describe('[P-3.6] a meter', () => {
  test.each([
    ['whose outbox is lost', 0],
    ['whose outbox is an older copy', 14],
  ])('%s goes silent before it writes anything, and stays so', (_what, writes) => {
    const grid = started();
    readSome(grid, 0, 4);
    expect(grid.fleet.history.length).toBeGreaterThan(14);
    grid.rollBackOutbox(writes);
    grid.settle();
    expect([silenced(grid), codes(grid).filter((code) => code === 'store_lost').length]).toEqual([4, 4]);
    expect(grid.meterMachine.problem).toContain('4 meters lost the store');
    const from = grid.tapped.length;
    // It would read other values for the same intervals.
    readSome(grid, 2, 6, 7);
    grid.wait(4_000);
    expect(sharesFrom(grid, from)).toBe(0);
    expectNoConflict(grid);
    // Also a process that no receipt reaches any more.
    grid.onDeliver = ({ topic }) => !topic.includes('/receipts/');
    grid.restartFleet();
    readSome(grid, 6, 7, 7);
    expect([sharesFrom(grid, from), silenced(grid)]).toEqual([0, 4]);
  });

  test('whose outbox lacks nothing is not doubted, however often it restarts (control)', () => {
    const grid = started();
    for (const offset of range(0, 8)) {
      readSome(grid, offset, offset + 1);
      grid.restartFleet();
      grid.settle();
    }
    grid.closeDue();
    grid.wait(8_000);
    expect(codes(grid)).not.toContain('store_doubted');
    expect(billedUnits(grid, 'meter-1')).toEqual([readBy(0, range(0, 8))]);
    grid.restartFleet();
    grid.settle();
    expect(codes(grid)).not.toContain('store_doubted');
  });

  test('without this check, would have conflicted (control)', () => {
    const grid = started();
    readSome(grid, 0, 4);
    // No receipt tells it.
    grid.onDeliver = ({ topic }) => !topic.includes('/receipts/');
    grid.rollBackOutbox(0);
    grid.settle();
    readSome(grid, 3, 4, 7);
    grid.wait(4_000);
    expect(Object.keys(grid.aggregatorMachines[0]!.stats.rejections)).toEqual(['report_conflict']);
  });

  test('is silenced by k aggregators, and not by fewer, who might lie', () => {
    const grid = started();
    readSome(grid, 0, 2);
    const claim = (aggregator: number): void => {
      const topic = `grid/meter/meter-1/receipts/${aggregator}`;
      const last = grid.tapped.findLast((message) => message.topic === topic)!;
      const { mac: _mac, ...body } = JSON.parse(last.payload) as Receipt;
      const own = agreementNamed(`aggregator-${aggregator}`).privateKey;
      const key = deriveReceiptKey(
        nodeCrypto,
        own,
        agreementNamed('meter-1').publicKey,
        'test',
        'meter-1',
        aggregator,
      )!;
      const stored = Bitmap.of(range(0, 5)).encode();
      const receipt = withMac(nodeCrypto, key, { ...body, from: FIRST_INTERVAL, count: 5, stored });
      grid.publish({ topic, payload: canonicalJson(receipt), isRetained: true });
      grid.settle();
    };
    claim(2);
    claim(2);
    expect([silenced(grid), codes(grid).filter((code) => code === 'store_doubted').length]).toEqual([0, 1]);
    claim(3);
    expect(silenced(grid)).toBe(1);
  });

  test('reports again under a new key epoch, with an empty outbox', () => {
    const grid = started();
    readSome(grid, 0, 8);
    grid.rollBackOutbox(0);
    grid.settle();
    const enrolled = grid.utilityParty.enrolled.map((one) => ({
      ...one,
      from: FIRST_INTERVAL + 8,
      meter: { ...one.meter, keyEpoch: 2 },
    }));
    grid.restartUtility({ enrolled });
    grid.wait(4_000);
    for (const { party } of grid.meterMachine.meters.values()) Object.assign(party, { keyEpoch: 2 });
    grid.forgetFleet();
    grid.restartFleet();
    grid.settle();
    expect(silenced(grid)).toBe(0);
    readSome(grid, 8, 16);
    grid.closeDue();
    grid.wait(8_000);
    // What it reported before the loss is billed as well, to its old entry.
    expect(billedUnits(grid, 'meter-1')).toEqual([readBy(0, range(0, 8)), readBy(0, range(8, 16))]);
  });
});
