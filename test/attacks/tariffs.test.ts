/** Tariffs as queries: what a utility could ask by calendars and prices, and when. [P-8.5, P-4.4] */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { openSource } from '../../meter/host/open-source.ts';
import { signPrepare, signPromise } from '../../protocol/log/ballot.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { entryHash, proposalOf, signAcceptance, signProposal } from '../../protocol/log/entries.ts';
import { schemeProblem } from '../../protocol/grid/scheme.ts';
import { TariffCalendar } from '../../protocol/grid/tariff.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type { BallotPromise, Entry, Scheme, Tariff } from '../../schemas/types.ts';
import { schemeWith } from '../material.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';
import { answerOf, entries, entryAfter, range, value } from './forge.ts';

const DAY = 96;
const MONTH = 28 * DAY;
const FIRST = Math.floor(Date.UTC(2026, 2, 2) / 900_000);

function monthly(tariffs: Tariff[]): Scheme {
  return schemeWith({
    intervalSeconds: 900,
    intervalOffsetSeconds: 0,
    maxMeters: 100,
    floors: { minMeters: 5, minIntervals: DAY, maxKnown: 2, minCrowd: 5 },
    billing: { firstInterval: FIRST, windows: [{ count: 1, intervalCount: MONTH }] },
    tariffs,
  });
}

function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / list.length;
  const [a, b] = [mean(one), mean(other)];
  const both = mean(one.map((each, at) => (each - a) * (other[at]! - b)));
  const spread = (list: readonly number[], middle: number): number => mean(list.map((each) => (each - middle) ** 2));
  return both / Math.sqrt(spread(one, a) * spread(other, b));
}

/** A tariff of a window that begins at midnight UTC; runs are pairs of rate and count. */
function tariffOf(
  window: number,
  runs: readonly (readonly [number, number])[],
  price = (rate: number) => rate,
): Tariff {
  const rates = [...new Set(runs.map(([rate]) => rate))].toSorted((a, b) => a - b);
  return {
    id: `t${window}`,
    from: FIRST + window * MONTH,
    count: MONTH,
    rates: rates.map((rate) => ({ name: `r${rate}`, microPerKwh: price(rate) })),
    runs: runs.map(([rate, count]) => ({ rate, count })),
  };
}

/** Mean Wh of each slot of a day, and what bills over `windows` tell of it: the mean of each set of slots. */
async function profiles(tariffs: readonly Tariff[], windows: number) {
  const source = await openSource(
    { kind: 'simulated', seed: 1, meterCount: 3, days: 28 * windows, firstInterval: FIRST },
    { intervalSeconds: 900, intervalOffsetSeconds: 0, maxReadingWh: 9_000 },
    process.cwd(),
  );
  const calendars = tariffs.map((tariff) => new TariffCalendar(monthly([]), tariff));
  return source.households.map(({ readings }) => {
    const truth = range(0, DAY).map(() => 0);
    const sums = new Map<string, number>();
    for (let at = 0; at < windows * MONTH; at++) {
      const units = readings.get(FIRST + at)?.[0] ?? 0;
      truth[at % DAY]! += units / (28 * windows);
      const window = Math.floor(at / MONTH);
      const key = `${window}/${calendars[window]!.rateOf(FIRST + at)}`;
      sums.set(key, (sums.get(key) ?? 0) + units);
    }
    return { truth, sums, calendars };
  });
}

describe('[P-8.5] a calendar that reads the mean day', () => {
  /** Thirty slots of the day, three or four quarters of an hour each. */
  const thirty = range(0, 30).map((rate) => [rate, rate < 6 ? 4 : 3] as const);

  test('thirty rates of one price are refused, and so are thirty prices; control: they would tell the mean day', async () => {
    const spy = tariffOf(0, thirty, () => 300_000);
    const lax = (tariff: Tariff): Scheme => ({
      ...monthly([tariff]),
      floors: { minMeters: 5, minIntervals: 30, maxKnown: 2, minCrowd: 5, maxRates: 48, maxAtoms: 48 },
    });
    expect(schemeProblem(monthly([spy]))).toMatch(/30 rates, more than 4/);
    expect(schemeProblem(monthly([tariffOf(0, thirty)]))).toMatch(/30 rates, more than 4/);
    // Equal prices are refused by themselves, and a scheme says what it allows: the own floor refuses that.
    expect(schemeProblem(lax(spy))).toMatch(/one price for r0 and r1: make them one rate/);
    expect(schemeProblem(lax(tariffOf(0, thirty)))).toBeUndefined();
    for (const { truth, sums, calendars } of await profiles([spy], 1)) {
      const counts = calendars[0]!.intervalsByRate();
      const told = range(0, DAY).map((slot) => {
        const rate = calendars[0]!.rateOf(FIRST + slot);
        return sums.get(`0/${rate}`)! / counts[rate]!;
      });
      expect(correlation(told, truth)).toBeGreaterThan(0.65);
    }
  });

  test('calendars that change month by month are refused; control: twelve alike are not, and twelve that change tell', async () => {
    // Two prices, and a boundary that moves by 105 minutes each month: differences are those.
    const moving = range(0, 12).map((window) =>
      tariffOf(window, [
        [0, 8 + 7 * window],
        [1, 88 - 7 * window],
      ]),
    );
    const alike = range(0, 12).map((window) =>
      tariffOf(window, [
        [0, 28],
        [1, 68],
      ]),
    );
    expect(schemeProblem(monthly(moving))).toMatch(/cut a day into 13 sets together, more than 8 \(maxAtoms\)/);
    expect(schemeProblem(monthly(alike))).toBeUndefined();
    for (const { truth, sums } of await profiles(moving, 12)) {
      const early = range(0, 12).map((window) => sums.get(`${window}/0`)! / 28);
      const told = range(0, DAY).map((slot) => {
        const band = Math.min(12, Math.max(0, Math.floor((slot - 1) / 7)));
        if (band === 0) return early[0]! / 8;
        return band === 12 ? sums.get('11/1')! / 28 / 11 : (early[band]! - early[band - 1]!) / 7;
      });
      expect(correlation(told, truth)).toBeGreaterThan(0.5);
    }
  });

  test('a dynamic tariff is followed by no meter whose own floor does not say so, and it says why; control: by one that does', () => {
    const tariffs = (from: number): Tariff[] => [
      {
        id: 'market',
        from,
        count: 8,
        dynamic: true,
        rates: [1, 2].map((price) => ({ name: `level-${price}`, microPerKwh: price })),
        runs: range(0, 8).map((at) => ({ rate: at % 2, count: 1 })),
      },
    ];
    const play = (isWanted: boolean): Grid => {
      const grid = new Grid({
        meters: 4,
        aggregators: 3,
        threshold: 2,
        minIntervals: 2,
        floor: { minIntervals: 2, dynamic: true },
        meterFloor: { dynamic: isWanted },
        tariffs,
        isDynamic: true,
      });
      grid.start();
      for (const offset of range(0, 8)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
      grid.closeDue();
      grid.wait(8_000);
      return grid;
    };
    const refusing = play(false);
    expect(refusing.tapped.filter(({ topic }) => topic.endsWith('/shares'))).toEqual([]);
    expect(refusing.meterMachine.problem).toContain('follow a market price');
    const taking = play(true);
    expect(taking.bills.map(({ lines }) => lines.map(({ rate }) => rate))).toEqual(
      taking.meterIds.map(() => ['level-1', 'level-2']),
    );
    expect(taking.meterMachine.problem).toBeUndefined();
  });
});

describe('[P-8.5] a price that rises in mid-window', () => {
  const proposer = 'A'.repeat(22);
  const early: Tariff = {
    id: 't',
    from: FIRST_INTERVAL,
    count: 8,
    rates: [{ name: 'a', microPerKwh: 300_000 }],
    runs: [{ rate: 0, count: 8 }],
  };
  const late: Tariff = {
    ...early,
    rates: [300_000, 900_000].map((microPerKwh, at) => ({ name: 'ab'[at]!, microPerKwh })),
    runs: [0, 1].map((rate) => ({ rate, count: 4 })),
  };

  function halfway(): Grid {
    const grid = new Grid({
      meters: 4,
      aggregators: 3,
      threshold: 2,
      minIntervals: 2,
      floor: { minIntervals: 2 },
      tariffs: () => [early],
    });
    grid.start();
    for (const offset of range(0, 4)) {
      grid.readInterval(offset, (meter) => [value(meter, offset)]);
      grid.wait(1_000);
    }
    grid.utility.isUp = false;
    return grid;
  }

  const later = (grid: Grid): Scheme => ({ ...grid.scheme, tariffs: [late] });

  function signed(grid: Grid, entry: Entry, ballot: number): string {
    return signProposal(
      nodeCrypto,
      grid.utilityParty.identity,
      proposalOf(entry, ballot, entryHash(nodeCrypto, entry)),
    );
  }

  /** Announced to an aggregator under ballot 1, with promises of these colluders that they had accepted it. */
  function announcedTo(grid: Grid, aggregator: number, entry: Entry, colluders: readonly number[]) {
    const hash = entryHash(nodeCrypto, entry);
    const lies = colluders.map((colluder) =>
      signPromise(nodeCrypto, grid.identityOf(colluder).privateKey, {
        deployment: 'test',
        area: 'area-1',
        sequence: entry.sequence,
        ballot: 1,
        proposer,
        aggregator: colluder,
        storeEpoch: 1,
        lock: { ballot: 0, hash, signature: signed(grid, entry, 0) },
      }),
    );
    grid.monotonicMs += 1_000;
    const before = grid.tapped.length;
    const prepare = signPrepare(nodeCrypto, grid.utilityParty.identity, {
      version: 1,
      deployment: 'test',
      type: 'prepare',
      area: 'area-1',
      sequence: entry.sequence,
      ballot: 1,
      proposer,
    });
    grid.publish({ topic: topics.requests(aggregator, 'area-1'), isRetained: false, payload: canonicalJson(prepare) });
    grid.settle();
    const own = grid.tapped
      .slice(before)
      .filter(
        ({ topic, payload }) => topic === topics.log(aggregator, 'area-1') && payload.includes('"type":"promise"'),
      )
      .map(({ payload }) => (JSON.parse(payload) as { promise: BallotPromise }).promise);
    const payload = canonicalJson({
      version: 1,
      deployment: 'test',
      type: 'announcement',
      ballot: 1,
      entry,
      manifests: [],
      promises: [...lies, ...own],
      signature: signed(grid, entry, 1),
    });
    return answerOf(grid, aggregator, { topic: topics.requests(aggregator, 'area-1'), isRetained: false, payload });
  }

  test('is not accepted on the false promise of one colluder; control: of k, it is', () => {
    const grid = halfway();
    const entry = entryAfter(grid, { kind: 'scheme', scheme: later(grid) });
    for (const aggregator of [2, 3])
      expect(announcedTo(grid, aggregator, entry, [1])).toEqual({ codes: ['tariff_refused'], isAccepted: false });
    const other = halfway();
    expect(announcedTo(other, 3, entryAfter(other, { kind: 'scheme', scheme: later(other) }), [1, 2])).toMatchObject({
      isAccepted: true,
    });
  });

  test('certified by k colluders is taken by no meter: its bill does not foot, also after a restart; control: a next window', () => {
    const grid = halfway();
    const entry = entryAfter(grid, { kind: 'scheme', scheme: later(grid) });
    const proposal = proposalOf(entry, 1, entryHash(nodeCrypto, entry));
    const accepts = [1, 2].map((aggregator) => ({
      aggregator,
      signature: signAcceptance(nodeCrypto, grid.identityOf(aggregator).privateKey, aggregator, proposal),
    }));
    const certificate = { entry, signature: signed(grid, entry, 1), certificate: { ballot: 1, accepts } };
    for (const aggregator of [1, 2, 3]) answerOf(grid, aggregator, entries(aggregator, [certificate]));
    grid.utility.isUp = true;
    grid.restartUtility({ scheme: later(grid) });
    grid.wait(20_000);
    grid.restartFleet();
    grid.wait(4_000);
    for (const offset of range(4, 16)) {
      grid.readInterval(offset, (meter) => [value(meter, offset)]);
      grid.wait(1_000);
    }
    grid.closeDue();
    grid.wait(20_000);
    expect(grid.bills.find(({ meter }) => meter === 'meter-1')?.lines.map(({ rate }) => rate)).toEqual(['a', 'b']);
    expect(grid.fleet.notices.map(({ code }) => code)).toContain('tariff_kept');
    expect(grid.fleet.notices.map(({ code }) => code)).toContain('bill_does_not_foot');
    const meters = [...grid.meterMachine.meters.values()];
    expect(meters.map(({ bills }) => bills.billedCount)).toEqual([1, 1, 1, 1]);
  });
});

describe('[P-4.4] the length of a sealed bill', () => {
  test('says nothing of the digits of totals; control: their plain text does', () => {
    const use = [0, 1, 30, 400, 5_000, 12_345];
    const grid = new Grid({ meters: use.length, aggregators: 3, threshold: 2 });
    grid.start();
    for (const offset of range(0, 8)) grid.readInterval(offset, (meter) => [use[meter]!]);
    grid.closeDue();
    grid.wait(8_000);
    const sealed = grid.meterIds.map((id) => {
      const { payload } = grid.tapped.findLast(({ topic }) => topic === topics.bill(id))!;
      return Buffer.from((JSON.parse(payload) as { sealed: string }).sealed, 'base64url').length;
    });
    expect(new Set(sealed).size).toBe(1);
    expect(new Set(grid.bills.map(({ lines }) => canonicalJson(lines).length)).size).toBeGreaterThan(3);
    // And the meters read them.
    expect([...grid.meterMachine.meters.values()].map(({ bills }) => bills.billedCount)).toEqual(use.map(() => 1));
  });
});
