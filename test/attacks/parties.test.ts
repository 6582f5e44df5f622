/**
 * Parties that deviate with their own keys, in a whole grid: a meter that shares what it likes, an aggregator that withholds or
 * says two things, a utility that says different things to different aggregators. Who is harmed, who is named. [P-1.2]
 */
import { describe, expect, test } from 'vitest';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { P, add } from '../../protocol/math/field.ts';
import { evaluate } from '../../protocol/math/lagrange.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import { parseTopic, topics } from '../../protocol/wire/topics.ts';
import { FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from '../simulation/grid.ts';
import {
  SIZE,
  announcement,
  answerOf,
  billedUnits,
  certified,
  entries,
  entryAfter,
  forgedTotal,
  kinds,
  range,
  readBy,
  refused,
  forgedShares,
  totalOf,
  value,
} from './forge.ts';

const WINDOW = range(0, 8);
const OTHERS = range(1, 4);
/** The meter that deviates. */
const ROGUE = 'meter-1';

function pageWh(offset: number, meters: readonly number[]): number {
  return meters.reduce((sum, meter) => sum + value(meter, offset), 0);
}

/** Bills of everybody but the rogue meter are what they read. */
function expectOthersExact(grid: Grid): void {
  for (const meter of OTHERS) expect(billedUnits(grid, `meter-${meter + 1}`)).toEqual([readBy(meter, WINDOW)]);
}

function billOf(grid: Grid, meter: string) {
  return grid.bills.findLast((bill) => bill.meter === meter);
}

/** Polynomials of value and tag, their coefficients all the same in every run. */
function polynomials(grid: Grid, offset: number, secret: bigint, degree: number): [bigint[], bigint[]] {
  const { tagger } = grid.meterMachine.meters.get(ROGUE)!.party;
  const tag = tagger.tag(1, IMPORT, FIRST_INTERVAL + offset, secret);
  const more = (kind: number): bigint[] => range(1, degree + 1).map((at) => BigInt(1_000 * offset + 10 * at + kind));
  return [
    [secret, ...more(1)],
    [tag, ...more(2)],
  ];
}

/**
 * A window in which the rogue meter sends forged shares to some aggregators instead of its own: what it reads as a field
 * element, on polynomials of that degree, to which something is added.
 */
function withRogueMeter(
  options: Partial<GridOptions>,
  forge: {
    readonly to: readonly number[];
    readonly secretOf: (offset: number) => bigint;
    readonly degree: number;
    readonly plus: bigint;
  },
): Grid {
  const grid = new Grid({ ...SIZE, ...options });
  grid.start();
  let genuine = new Set<Outgoing>();
  grid.onDeliver = (message) => {
    const topic = parseTopic(message.topic);
    if (topic?.name !== 'shares' || !message.payload.includes(`"${ROGUE}"`)) return true;
    return genuine.has(message) || !forge.to.includes(topic.aggregator ?? 0);
  };
  for (const offset of WINDOW) {
    grid.gridMs = (FIRST_INTERVAL + offset + 1) * 900_000;
    const both = polynomials(grid, offset, forge.secretOf(offset), forge.degree);
    const forged = forge.to.map((aggregator) => {
      const elements = both.map((polynomial) => add(evaluate(polynomial, aggregator), forge.plus));
      return forgedShares(grid, ROGUE, aggregator, offset, elements);
    });
    genuine = new Set([...genuine, ...forged]);
    for (const message of forged) grid.publish(message);
    grid.readInterval(offset, (meter) => [value(meter, offset)]);
  }
  grid.closeDue();
  grid.wait(8_000);
  return grid;
}

describe('[P-7.6] a meter that deviates', () => {
  test('[P-7.6] inconsistent shares for one of five aggregators: named by decoding, nobody else is, all bills exact', () => {
    const grid = withRogueMeter(
      { aggregators: 5, threshold: 3, trust: 'active' },
      { to: [4], secretOf: (offset) => BigInt(value(0, offset)), degree: 2, plus: 7n },
    );
    expectOthersExact(grid);
    expect(billOf(grid, ROGUE)).toMatchObject({ status: 'verified', signers: [1, 2, 3, 5], differing: [4] });
    expect(billedUnits(grid, ROGUE)).toEqual([readBy(0, WINDOW)]);
    // The aggregator differs in no other bill: it is the meter.
    for (const meter of OTHERS) expect(billOf(grid, `meter-${meter + 1}`)?.differing).toEqual([]);
    // Loads are right but not verified, as long as nobody is held to be a liar.
    for (const load of grid.loads.filter(({ register }) => register === IMPORT)) {
      expect(load).toMatchObject({ differing: [4], totalUnits: pageWh(load.interval - FIRST_INTERVAL, range(0, 4)) });
      expect(load.status).not.toBe('corrected');
    }
  });

  test('[P-7.6] inconsistent shares for one of three aggregators: the same of bills; no load is wrong', () => {
    const honest = (offset: number): bigint => BigInt(value(0, offset));
    const grid = withRogueMeter({}, { to: [3], secretOf: honest, degree: 1, plus: 7n });
    expectOthersExact(grid);
    expect(billOf(grid, ROGUE)).toMatchObject({ status: 'verified', differing: [3] });
    expect(billedUnits(grid, ROGUE)).toEqual([readBy(0, WINDOW)]);
    for (const meter of OTHERS) expect(billOf(grid, `meter-${meter + 1}`)?.differing).toEqual([]);
    // Not promised (11): with three answers nobody can tell whose is wrong, so there is none.
    for (const { status, totalUnits } of grid.loads) expect([status, totalUnits]).toEqual(['failed', undefined]);
  });

  test('[P-7.6] shares on no polynomial at all: its own bill fails, and only its', () => {
    const secretOf = (offset: number): bigint => BigInt(value(0, offset));
    const grid = withRogueMeter({}, { to: [1, 2, 3], secretOf, degree: 2, plus: 0n });
    expectOthersExact(grid);
    expect(billOf(grid, ROGUE)).toMatchObject({ status: 'failed', lines: [] });
    for (const { status } of grid.loads) expect(status).toBe('failed');
  });

  test.each([
    ['far beyond the fuse', 2n ** 60n],
    ['negative', P - 1_000_000n],
    ['around the field', (P - 1n) / 2n],
  ])('[P-7.6] a total %s, with a perfect tag, is in no figure', (_what, secret) => {
    const grid = withRogueMeter({}, { to: [1, 2, 3], secretOf: () => secret, degree: 1, plus: 0n });
    expectOthersExact(grid);
    expect(billOf(grid, ROGUE)).toMatchObject({ status: 'failed', lines: [] });
    for (const { status, totalUnits } of grid.loads) expect([status, totalUnits]).toEqual(['failed', undefined]);
  });

  test('[P-11] control: one that lies within bounds is billed what it says; that is not promised otherwise', () => {
    const grid = withRogueMeter({}, { to: [1, 2, 3], secretOf: () => 50n, degree: 1, plus: 0n });
    expectOthersExact(grid);
    expect(billedUnits(grid, ROGUE)).toEqual([8 * 50]);
    for (const load of grid.loads) {
      expect(load).toMatchObject({
        status: 'verified',
        totalUnits: 50 + pageWh(load.interval - FIRST_INTERVAL, OTHERS),
      });
    }
  });

  test.each([
    ['another meter’s key', 'meter-2'],
    ['nobody’s key', 'stranger'],
  ])('[P-4.2] shares under a meter’s name and %s open nowhere; its own, later, count', (_what, signer) => {
    const grid = new Grid(SIZE);
    grid.start();
    grid.gridMs = (FIRST_INTERVAL + 1) * 900_000;
    for (const aggregator of [1, 2, 3]) {
      const message = forgedShares(grid, ROGUE, aggregator, 0, [1n, 2n], signer);
      expect(answerOf(grid, aggregator, message).codes).toEqual(['hpke_decrypt_error']);
      expect(grid.aggregatorMachines[aggregator - 1]!.stats.cells).toBe(0);
    }
    for (const offset of WINDOW) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.closeDue();
    grid.wait(4_000);
    expectOthersExact(grid);
    expect(billedUnits(grid, ROGUE)).toEqual([readBy(0, WINDOW)]);
  });

  test('[P-6.4] a recorded session, again and backwards, before its pages close and after: nothing counts twice', () => {
    const grid = new Grid(SIZE);
    grid.start();
    const replay = (): void => {
      const recorded = grid.tapped.filter(({ topic }) => parseTopic(topic)?.name === 'shares');
      for (const message of recorded.toReversed()) grid.publish(message);
      grid.settle();
    };
    for (const offset of WINDOW) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    replay();
    const duplicates = grid.aggregatorMachines.map(({ stats }) => stats.duplicates);
    grid.closeDue();
    replay();
    grid.wait(4_000);
    expect(Math.min(...duplicates)).toBeGreaterThanOrEqual(4 * 8);
    expectOthersExact(grid);
    expect(billedUnits(grid, ROGUE)).toEqual([readBy(0, WINDOW)]);
    for (const load of grid.loads) expect(load.totalUnits).toBe(pageWh(load.interval - FIRST_INTERVAL, range(0, 4)));
    expect(grid.aggregatorMachines.map(({ stats }) => stats.cells)).toEqual([32, 32, 32]);
  });
});

describe('[P-7] an aggregator that deviates', () => {
  test.each(['manifests', 'accepts', 'log', 'totals', 'receipts', 'status', 'rejections'] as const)(
    '[P-7] withholds its %s: log, loads and bills are what they would have been',
    (name) => {
      const grid = new Grid(SIZE);
      grid.onDeliver = ({ topic, payload }) => {
        const parsed = parseTopic(topic);
        if (parsed?.name !== name) return true;
        return parsed.aggregator === undefined ? !payload.includes('"aggregator":3') : parsed.aggregator !== 3;
      };
      grid.start();
      for (const offset of WINDOW) grid.readInterval(offset, (meter) => [value(meter, offset)]);
      grid.closeDue();
      grid.wait(10_000);
      expectOthersExact(grid);
      expect(billedUnits(grid, ROGUE)).toEqual([readBy(0, WINDOW)]);
      for (const load of grid.loads) expect(load.totalUnits).toBe(pageWh(load.interval - FIRST_INTERVAL, range(0, 4)));
      // What it does say counts, but totals only from who has signed a head of its log in that store epoch.
      const isMissing = name === 'totals' || name === 'log';
      const signers = isMissing ? [1, 2] : [1, 2, 3];
      for (const bill of grid.bills) expect(bill).toMatchObject({ signers, differing: [] });
      expect(grid.loads.every(({ status }) => status === (isMissing ? 'unverified' : 'verified'))).toBe(true);
    },
  );

  test.each([true, false])(
    '[P-7.6] two sums for one load in one store epoch (%s): evidence, and the figure stays',
    (isAttack) => {
      const grid = new Grid(SIZE);
      grid.start();
      for (const offset of range(0, 4)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
      grid.closeDue();
      grid.wait(1_000);
      const kept: string[] = [];
      const commit = grid.archive.commit.bind(grid.archive);
      grid.archive.commit = (ops) => {
        for (const op of ops) if (op.kind === 'evidence') kept.push(op.text);
        commit(ops);
      };
      const { message, identity } = totalOf(grid, 3, 'load');
      const figures = grid.loads;
      grid.publish(isAttack ? forgedTotal(grid, 3, identity, new Uint8Array(16).fill(3)) : message);
      grid.wait(4_000);
      expect(kept).toHaveLength(isAttack ? 1 : 0);
      expect(grid.loads).toEqual(figures);
      for (const offset of range(4, 8)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
      grid.closeDue();
      grid.wait(4_000);
      expectOthersExact(grid);
    },
  );
});

describe('[P-7.1] a utility that deviates', () => {
  const leaving = (meter: string) => ({ kind: 'roster' as const, from: FIRST_INTERVAL + 2, add: [], remove: [meter] });

  test('[P-7.1] two announcements for one number: evidence at whoever sees both, nothing is certified, and the log stops', () => {
    const grid = new Grid(SIZE);
    grid.start();
    for (const offset of range(0, 2)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    // From here on the utility says only what the test has it say.
    const [one, two] = ['meter-1', 'meter-2'].map((meter) => entryAfter(grid, leaving(meter)));
    const kept = [1, 2, 3].map((aggregator) => {
      const texts: string[] = [];
      const ledger = grid.ledgers[aggregator - 1]!;
      const commit = ledger.commit.bind(ledger);
      ledger.commit = (ops) => {
        for (const op of ops) if (op.kind === 'proof') texts.push(JSON.stringify(op));
        commit(ops);
      };
      return texts;
    });
    grid.utility.isUp = false;
    expect(answerOf(grid, 1, announcement(grid, 1, one!)).isAccepted).toBe(true);
    expect(answerOf(grid, 2, announcement(grid, 2, two!)).isAccepted).toBe(true);
    expect(answerOf(grid, 1, announcement(grid, 1, two!))).toEqual(refused('evidence'));
    expect(answerOf(grid, 2, announcement(grid, 2, one!))).toEqual(refused('evidence'));
    // Who has proof publishes it, and everybody keeps it.
    expect(kept.map((texts) => texts.length)).toEqual([1, 1, 1]);
    // One acceptance each is no certificate, so nothing follows.
    for (const [aggregator, entry] of [
      [1, one],
      [2, two],
    ] as const) {
      const alone = certified(grid, entry!, [aggregator]);
      expect(answerOf(grid, 3, entries(3, [alone])).codes).toEqual(['not_authentic']);
      const after = { ...entryAfter(grid, leaving('meter-3'), 'area-1', [...logOf(grid), alone]) };
      expect(answerOf(grid, aggregator, announcement(grid, aggregator, after)).isAccepted).toBe(false);
    }
    const before = grid.tapped.length;
    for (const offset of range(2, 8)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.closeDue();
    grid.wait(4_000);
    expect(grid.tapped.slice(before).filter(({ topic }) => topic === topics.totals())).toEqual([]);
    // Control: the third decides, for all.
    expect(answerOf(grid, 3, announcement(grid, 3, two!)).isAccepted).toBe(true);
    const decided = certified(grid, two!, [2, 3]);
    for (const aggregator of [1, 2, 3])
      expect(answerOf(grid, aggregator, entries(aggregator, [decided])).codes).toEqual([]);
    for (const ledger of grid.ledgers) expect(ledger.restore()[0]?.entries.at(-1)?.entry).toEqual(two);
  });

  function logOf(grid: Grid) {
    return grid.archive.restore()[0]?.entries ?? [];
  }

  test('[P-8] a bill for each aggregator with other meters or another window is refused by each; the right one opens once', () => {
    const grid = new Grid(SIZE);
    grid.start();
    for (const offset of WINDOW) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.closeDue();
    grid.wait(4_000);
    const last = logOf(grid).at(-1)!.entry;
    if (last.kind !== 'bill') throw new Error('the window was billed');
    const { sequence: _sequence, previous: _previous, version: _v, deployment: _d, area: _a, ...body } = last;
    const before = grid.tapped.length;
    const variants = [
      { ...body, from: body.from + 1 },
      { ...body, count: 1 },
      { ...body, released: Bitmap.of([1, 2, 3]).encode() },
      body,
    ];
    for (const [at, variant] of variants.entries()) {
      for (const aggregator of [1, 2, 3]) {
        const answer = answerOf(grid, aggregator, announcement(grid, aggregator, entryAfter(grid, variant)));
        expect([at, answer.isAccepted, answer.codes.length]).toEqual([at, false, 1]);
      }
    }
    grid.wait(4_000);
    expect(grid.tapped.slice(before).filter(({ topic }) => topic === topics.totals())).toEqual([]);
    expect(kinds(grid).filter((kind) => kind === 'bill')).toHaveLength(1);
  });
});

describe('[P-5.1] a message about one area in the topic of another', () => {
  /** The latest message on a topic. */
  const latest = (grid: Grid, topic: string): Outgoing => grid.tapped.findLast((one) => one.topic === topic)!;

  test.each([
    ['requests', topics.requests(1, 'elsewhere'), topics.requests(1, 'area-1')],
    ['accepts', topics.accepts(2, 'elsewhere'), topics.accepts(2, 'area-1')],
    ['a head', topics.log(2, 'elsewhere'), topics.log(2, 'area-1')],
    ['a head where inquiries are', topics.recovery(2), topics.log(2, 'area-1')],
    ['an inquiry where heads are', topics.log(2, 'area-1'), topics.recovery(2)],
  ])('[P-5.1] an aggregator refuses %s', (_what, wrong, right) => {
    const grid = new Grid(SIZE);
    grid.start();
    for (const offset of WINDOW) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    const { rejections } = grid.aggregatorMachines[0]!.stats;
    const message = latest(grid, right);
    grid.publish({ ...message, topic: wrong });
    grid.settle();
    expect(rejections['invalid_message']).toBe(1);
    // Control: it is well-formed, and refused for its topic only.
    grid.publish(message);
    grid.settle();
    expect(rejections['invalid_message']).toBe(1);
    grid.closeDue();
    grid.wait(10_000);
    expect(billedUnits(grid, ROGUE)).toEqual([readBy(0, WINDOW)]);
  });

  test.each([
    ['manifests', topics.manifests(2, 'elsewhere'), topics.manifests(2, 'area-1')],
    ['accepts', topics.accepts(2, 'elsewhere'), topics.accepts(2, 'area-1')],
    ['a head', topics.log(2, 'elsewhere'), topics.log(2, 'area-1')],
    ['a total', topics.areaTotals('elsewhere'), topics.totals()],
  ])('[P-5.1] the utility refuses %s', (_what, wrong, right) => {
    const grid = new Grid(SIZE);
    grid.start();
    for (const offset of WINDOW) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.closeDue();
    grid.wait(10_000);
    const message = latest(grid, right);
    const refusals = (): number =>
      grid.utility.notices.filter(
        ({ code, text }) => code === 'invalid_message' && text.includes('in the topic of another area'),
      ).length;
    expect(refusals()).toBe(0);
    grid.publish({ ...message, topic: wrong });
    grid.settle();
    expect(refusals()).toBe(1);
    grid.publish(message);
    grid.settle();
    expect(refusals()).toBe(1);
  });

  test.each(['area', 'meter'] as const)(
    '[P-5.1] with shares in topics of each %s nothing is said in others, and bills and loads are the same',
    (sharesTopic) => {
      const grid = new Grid({ ...SIZE, sharesTopic });
      grid.start();
      for (const offset of WINDOW) grid.readInterval(offset, (meter) => [value(meter, offset)]);
      grid.closeDue();
      grid.wait(10_000);
      expect(billedUnits(grid, ROGUE)).toEqual([readBy(0, WINDOW)]);
      expectOthersExact(grid);
      for (const load of grid.loads) expect(load.totalUnits).toBe(pageWh(load.interval - FIRST_INTERVAL, range(0, 4)));
      const names = new Set(grid.tapped.map(({ topic }) => parseTopic(topic)?.name));
      expect(names).toContain(sharesTopic === 'area' ? 'areaShares' : 'meterShares');
      expect(names).toContain('areaTotals');
      for (const name of ['shares', 'totals', sharesTopic === 'area' ? 'meterShares' : 'areaShares'] as const)
        expect(names).not.toContain(name);
    },
  );
});
