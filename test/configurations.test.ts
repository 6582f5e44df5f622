/** Schemes, rosters and tariffs that can not be, or come too late: nothing stops, and what is put right goes on. [P-7.1, P-8.5] */
import { describe, expect, test } from 'vitest';
import type { Scheme, Tariff } from '../schemas/types.ts';
import { FIRST_INTERVAL, Grid, IMPORT } from './simulation/grid.ts';
import {
  announcement,
  answerOf,
  certified,
  entries,
  entryAfter,
  expectExact,
  kinds,
  range,
  readWindow,
  refused,
  saidBy,
  SIZE,
  value,
} from './attacks/forge.ts';

describe('[P-7.1] configurations that can not be', () => {
  const announced = (grid: Grid, kind: string): number =>
    grid.tapped.filter(
      ({ topic, payload }) =>
        topic.includes('/requests/') && payload.includes('"announcement"') && payload.includes(`"kind":"${kind}"`),
    ).length;

  const typos: [what: string, change: (grid: Grid) => object][] = [
    ['a register that is none', () => ({ registers: ['1-0:9.8.0'] })],
    ['a register twice', () => ({ registers: [IMPORT, IMPORT] })],
    ['an identity that is no key', () => ({ identity: `${'A'.repeat(42)}B` })],
    ['an agreement key that is none', () => ({ agreement: `${'A'.repeat(42)}B` })],
    ["another meter's id", () => ({ id: 'meter-1' })],
  ];

  test.each(typos)(
    '[P-7.1] a typo in the enrolment, %s, is never announced; put right, all goes on',
    (_what, change) => {
      const grid = new Grid(SIZE);
      const { enrolled } = grid.utilityParty;
      const last = enrolled[3]!;
      const wrong = { ...last, meter: { ...last.meter, ...change(grid) } };
      grid.restartUtility({ enrolled: [...enrolled.slice(0, 3), wrong] });
      grid.start();
      grid.wait(4_000);
      expect(kinds(grid)).toEqual(['scheme']);
      expect(announced(grid, 'roster')).toBe(0);
      expect(saidBy(grid, 'roster_refused')).toBe(true);
      grid.restartUtility({ enrolled });
      grid.wait(4_000);
      expect(kinds(grid)).toEqual(['scheme', 'roster']);
      readWindow(grid);
      grid.closeDue();
      grid.wait(8_000);
      expectExact(grid);
    },
  );

  test('[P-8.5] a tariff that comes too late is never announced; without it, or for a later window, all goes on', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readWindow(grid, 0, 4);
    const tariffFrom = (offset: number): Tariff => ({
      id: `t${offset}`,
      from: FIRST_INTERVAL + offset,
      count: 8,
      rates: [{ name: 'a', microPerKwh: 1 }],
      runs: [{ rate: 0, count: 8 }],
    });
    const before = announced(grid, 'scheme');
    grid.restartUtility({ scheme: { ...grid.scheme, tariffs: [tariffFrom(0)] } });
    grid.wait(4_000);
    expect(announced(grid, 'scheme')).toBe(before);
    expect(saidBy(grid, 'tariff_refused')).toBe(true);
    grid.restartUtility({ scheme: { ...grid.scheme, tariffs: [tariffFrom(8)] } });
    grid.wait(4_000);
    expect(kinds(grid).filter((kind) => kind === 'scheme')).toHaveLength(2);
    readWindow(grid, 4, 8);
    grid.closeDue();
    grid.wait(8_000);
    expectExact(grid);
  });

  // The utility does not know the aggregators' own floors before it announces.
  test('[P-7.1] a scheme below the own floor of every aggregator, then corrected, is replaced', () => {
    const grid = new Grid({ ...SIZE, floor: { minMeters: 3 } });
    grid.start();
    grid.wait(4_000);
    expect(grid.aggregatorMachines[0]!.stats.rejections).toMatchObject({ invalid_batch_size: expect.any(Number) });
    grid.restartUtility({
      scheme: { ...grid.scheme, floors: { minMeters: 3, minIntervals: 4, maxKnown: 0, minCrowd: 1 } },
    });
    grid.wait(20_000);
    expect(kinds(grid)).toEqual(['scheme', 'roster']);
  });

  /** A tariff announced before its window, while a quorum is away; they come back `late` or in time. */
  function tariffWhileAway(isLate: boolean): Grid {
    const grid = new Grid(SIZE);
    grid.start();
    readWindow(grid, 0, 4);
    const tariff = { id: 't', from: FIRST_INTERVAL + 8, count: 8, rates: [{ name: 'a', microPerKwh: 1 }] };
    grid.stopAggregator(1);
    grid.stopAggregator(2);
    grid.restartUtility({ scheme: { ...grid.scheme, tariffs: [{ ...tariff, runs: [{ rate: 0, count: 8 }] }] } });
    grid.wait(4_000);
    readWindow(grid, 4, isLate ? 9 : 6);
    grid.resumeAggregator(1);
    grid.resumeAggregator(2);
    readWindow(grid, isLate ? 9 : 6, 12);
    grid.closeDue();
    grid.wait(20_000);
    return grid;
  }

  test('[P-8.5] control: a tariff that a quorum hears of in time', () => {
    expect(kinds(tariffWhileAway(false))).toContain('bill');
  });

  // The announcement was in time, but nobody may take it any more.
  test('[P-8.5] a tariff announced in time, of which a quorum hears too late, does not stop the log', () => {
    expect(kinds(tariffWhileAway(true))).toContain('bill');
  });
});

describe('[P-8.5] dropping a tariff that bills still need', () => {
  /** A window closed and billed, but aggregator 3 lacks cells of meter-1, and has not answered for it. */
  function owing(): Grid {
    const tariffs = (from: number): Tariff[] => [
      {
        id: 't1',
        from,
        count: 8,
        rates: [
          { name: 'night', microPerKwh: 1 },
          { name: 'day', microPerKwh: 2 },
        ],
        runs: [
          { rate: 0, count: 4 },
          { rate: 1, count: 4 },
        ],
      },
    ];
    const grid = new Grid({ ...SIZE, minIntervals: 2, floor: { minIntervals: 2 }, tariffs });
    grid.start();
    for (const offset of range(0, 8)) {
      grid.onDeliver = (message, to) =>
        offset < 2 ||
        to !== 'aggregator-3' ||
        !message.topic.endsWith('/shares') ||
        !message.payload.includes('"meter-1"');
      grid.readInterval(offset, (meter) => [value(meter, offset)]);
    }
    grid.onDeliver = (message, to) =>
      !(to === 'aggregator-3' && message.topic.endsWith('/shares')) && !message.topic.endsWith('/meter-1/bill');
    grid.closeDue();
    grid.wait(8_000);
    expect(kinds(grid).at(-1)).toBe('bill');
    return grid;
  }

  test('[P-8.5] is refused by utility and aggregators, and whoever certified it, nobody crashes: owed answers come', () => {
    const grid = owing();
    const scheme: Scheme = { ...grid.scheme, tariffs: [] };
    const entry = entryAfter(grid, { kind: 'scheme', scheme });
    for (const aggregator of [1, 2])
      expect(answerOf(grid, aggregator, announcement(grid, aggregator, entry))).toEqual(refused('tariff_refused'));
    const length = kinds(grid).length;
    grid.restartUtility({ scheme });
    grid.wait(4_000);
    expect(kinds(grid)).toHaveLength(length);
    expect(saidBy(grid, 'tariff_refused')).toBe(true);
    // Aggregator 3 is shown the change as certified all the same.
    const owedBy3 = (): number =>
      grid.tapped.filter(
        ({ topic, payload }) =>
          topic === 'grid/utility/totals' && payload.includes('"aggregator":3') && payload.includes('"type":"bill"'),
      ).length;
    answerOf(grid, 3, entries(3, [certified(grid, entry, [1, 2])]));
    const before = owedBy3();
    grid.onDeliver = (message) => !message.topic.endsWith('/meter-1/bill');
    grid.restartFleet();
    grid.wait(10_000);
    expect(grid.aggregatorMachines[2]!.stats.cells).toBe(32);
    expect(owedBy3()).toBeGreaterThan(before);
    grid.restartAggregator(3);
    grid.wait(4_000);
    expectExact(grid);
    expect(grid.bills.map(({ signers }) => signers)).toEqual(range(0, 4).map(() => [1, 2, 3]));
  });
});
