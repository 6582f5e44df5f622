/**
 * Two views: utility and k-1 aggregators that sign anything show the others two different entries under one number, and
 * open what each of them releases. With the quorum of `active` at most one view is certified, whoever is shown what. [P-1.2]
 */
import { describe, expect, test } from 'vitest';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { culpritOf } from '../../protocol/log/contradiction.ts';
import { add, decodeElement } from '../../protocol/math/field.ts';
import { interpolateAt } from '../../protocol/math/lagrange.ts';
import { quorumOf } from '../../protocol/grid/scheme.ts';
import type { ManifestMessage } from '../../schemas/types.ts';
import { Unweighter } from '../../utility/settling/combine.ts';
import type { EntryBody } from '../simulation/bench.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';
import {
  announcement,
  answerOf,
  certified,
  entries,
  entryAfter,
  holdings,
  kinds,
  manifest,
  range,
  readBy,
  releasedBy,
  sharesOf,
  value,
} from './forge.ts';

const COLLUDERS = [1, 2];
const COLLUDERS_NAMED = COLLUDERS.map((at) => `aggregator-${at}`);
const HONEST = [3, 4, 5];
const ALL = [0, 1, 2, 3];
/** What the second view leaves out. */
const FEWER = [0, 1, 2];
type Trust = 'active' | 'covert';

interface View {
  readonly body: EntryBody;
  /** What the colluders say of themselves for it. */
  readonly lies: readonly ManifestMessage[];
  readonly honest: readonly ManifestMessage[];
}

function gridWith(trust: Trust): Grid {
  const grid = new Grid({ meters: 4, aggregators: 5, threshold: 3, trust, floor: { minThreshold: 3, trust } });
  grid.start();
  // The colluding utility does not follow its own machine: that hears nothing of what it could propose. Honest aggregators
  // hear nothing of what the colluders' machines say they hold: a lie that differs would convict them.
  const isOfColluder = (topic: string): boolean => COLLUDERS.some((at) => topic === `grid/agg/${at}/manifests/area-1`);
  grid.onDeliver = ({ topic, payload }, to) => {
    if (!topic.includes('/manifests/')) return true;
    if (to === 'utility') return isBillsTurn(grid) && payload.includes('"type":"manifest"');
    return !(isOfColluder(topic) && HONEST.some((at) => to === `aggregator-${at}`));
  };
  return grid;
}

const billGrids = new WeakSet<Grid>();
const isBillsTurn = (grid: Grid): boolean => billGrids.has(grid);

/** The last such message that an honest aggregator signed of itself. */
function honestly(grid: Grid, aggregator: number, type: 'manifest' | 'holdings'): ManifestMessage {
  const own = grid.tapped.filter(({ topic }) => topic === `grid/agg/${aggregator}/manifests/area-1`);
  const messages = own.map(({ payload }) => JSON.parse(payload) as ManifestMessage);
  return messages.findLast((message) => message.type === type)!;
}

/** Two closings of the first page: of all, and of all but one that the colluders deny having. */
function twoClosings(trust: Trust): { grid: Grid; views: [View, View]; quorum: number } {
  const grid = gridWith(trust);
  const quorum = quorumOf(5, 3, trust);
  grid.readInterval(0, (meter) => [value(meter, 0)]);
  grid.closeDue();
  const viewOf = (set: readonly number[], honest: readonly number[]): View => {
    const held = Bitmap.of(set).encode();
    const lies = COLLUDERS.map(
      (at) => JSON.parse(manifest(grid, at, [{ interval: FIRST_INTERVAL, held }]).payload) as ManifestMessage,
    );
    return {
      body: { kind: 'close', pages: [{ interval: FIRST_INTERVAL, set: held, empty: [] }] },
      lies,
      honest: honest.map((at) => honestly(grid, at, 'manifest')),
    };
  };
  return { grid, quorum, views: [viewOf(ALL, HONEST), viewOf(FEWER, HONEST.slice(0, quorum - 2))] };
}

/** Two bills of the first window: of all, and of all but one that too few attest to hold. */
function twoBills(trust: Trust): { grid: Grid; views: [View, View]; quorum: number } {
  const grid = gridWith(trust);
  const quorum = quorumOf(5, 3, trust);
  billGrids.add(grid);
  for (const offset of range(0, 8)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
  grid.closeDue();
  grid.wait(8_000);
  expect(kinds(grid)).toEqual(['scheme', 'roster', ...kinds(grid).slice(2).fill('close')]);
  const viewOf = (held: readonly number[], honest: readonly number[]): View => {
    const lies = COLLUDERS.map((at) => holdings(grid, at, FIRST_INTERVAL, held));
    const waiting = Bitmap.of(ALL.filter((index) => !held.includes(index))).encode();
    return {
      body: { kind: 'bill', from: FIRST_INTERVAL, count: 8, round: 1, released: Bitmap.of(held).encode(), waiting },
      lies,
      honest: honest.map((at) => honestly(grid, at, 'holdings')),
    };
  };
  return { grid, quorum, views: [viewOf(ALL, HONEST), viewOf(FEWER, HONEST.slice(0, quorum - 2))] };
}

/** Of whom an aggregator keeps a proof. */
function convictedAt(grid: Grid, aggregator: number): string[] {
  const { proofs } = grid.ledgers[aggregator - 1]!.standing();
  return proofs.map((proof) => culpritOf(proof)).toSorted();
}

/**
 * Plays it: honest aggregator j is shown view `shown[j]` first and the other one then. Which views each released. The
 * colluders show nobody two manifests of theirs that convict them, unless they are careless.
 */
function play({ grid, views, quorum }: ReturnType<typeof twoClosings>, shown: readonly number[], isCareless = false) {
  const proposals = views.map(({ body, lies, honest }) => ({ entry: entryAfter(grid, body), lies, honest }));
  const { sequence } = proposals[0]!.entry;
  const accepted: [number[], number[]] = [[], []];
  HONEST.forEach((aggregator, at) => {
    grid.onDeliver = (_message, to) => to === `aggregator-${aggregator}`;
    const first = shown[at]!;
    const say = (view: number, withLies: boolean) => {
      const { entry, lies, honest } = proposals[view]!;
      // Holdings that differ convict nobody: they grow.
      const told = withLies ? lies : lies.filter(({ type }) => type === 'holdings');
      const basis = [...told, ...honest];
      return answerOf(grid, aggregator, announcement(grid, aggregator, entry, basis));
    };
    expect(say(first, true)).toEqual({ codes: [], isAccepted: true });
    accepted[first]!.push(aggregator);
    // Whoever has signed one keeps the other as evidence.
    expect(say(1 - first, isCareless)).toEqual({ codes: ['evidence'], isAccepted: false });
    expect(convictedAt(grid, aggregator)).toEqual(isCareless ? [...COLLUDERS_NAMED, 'utility'] : ['utility']);
  });
  const isCertified = accepted.map((honest) => honest.length + COLLUDERS.length >= quorum);
  HONEST.forEach((aggregator, at) => {
    grid.onDeliver = (_message, to) => to === `aggregator-${aggregator}`;
    const view = shown[at]!;
    const certificate = certified(grid, proposals[view]!.entry, [...COLLUDERS, ...accepted[view]!]);
    const { codes } = answerOf(grid, aggregator, entries(aggregator, [certificate]));
    expect(codes).toEqual(isCertified[view]! ? [] : ['not_authentic']);
  });
  const released = HONEST.map((aggregator) => releasedBy(grid, aggregator, sequence));
  return { isCertified, released };
}

/** Every way to show three honest aggregators one of two views. */
const ASSIGNMENTS = range(0, 8).map((bits) => [bits & 1, (bits >> 1) & 1, bits >> 2]);

describe('[P-1.2] k-1 aggregators that sign anything', () => {
  test.each(ASSIGNMENTS)('active: two closings, shown as %i %i %i: at most one is certified and opened', (...shown) => {
    const { isCertified, released } = play(twoClosings('active'), shown);
    expect(isCertified.filter(Boolean).length).toBeLessThanOrEqual(1);
    released.forEach((sums, at) => expect(sums !== undefined).toBe(isCertified[shown[at]!]));
  });

  test.each(ASSIGNMENTS.slice(0, 4))(
    'active: two bills, shown as %i %i %i: at most one is certified and opened',
    (...shown) => {
      const { isCertified, released } = play(twoBills('active'), shown);
      expect(isCertified.filter(Boolean).length).toBeLessThanOrEqual(1);
      released.forEach((sums, at) => expect(sums !== undefined).toBe(isCertified[shown[at]!]));
    },
  );

  test.each(ASSIGNMENTS)(
    'active: two closings, shown as %i %i %i with both lies: convicted, none opened',
    (...shown) => {
      const { released } = play(twoClosings('active'), shown, true);
      expect(released).toEqual([undefined, undefined, undefined]);
    },
  );

  test('covert: two closings, shown with both lies: convicted, none opened', () => {
    const { isCertified, released } = play(twoClosings('covert'), [0, 1, 1], true);
    expect(isCertified).toEqual([true, true]);
    expect(released).toEqual([undefined, undefined, undefined]);
  });

  // Nobody waits for the silent here: the grid's patience is 0 seconds.
  test('control: with a quorum for those who fear to be convicted only, both views are opened, and one reading', () => {
    const set = twoClosings('covert');
    const { isCertified, released } = play(set, [0, 1, 1]);
    expect(isCertified).toEqual([true, true]);
    // One answer and the shares of the colluders: what each view's page sums to.
    const opened = ([aggregator, meters, sums]: readonly [number, readonly number[], Uint8Array]): bigint => {
      const own = (colluder: number): bigint =>
        [...sharesOf(set.grid, colluder)]
          .filter(([index]) => meters.includes(index))
          .reduce((sum, [, share]) => add(sum, share), 0n);
      const point = new Unweighter(5).point(aggregator, decodeElement(sums, 0));
      return interpolateAt([{ x: 1, y: own(1) }, { x: 2, y: own(2) }, point], 0);
    };
    const [all, fewer] = [opened([3, ALL, released[0]!]), opened([4, FEWER, released[1]!])];
    expect(all - fewer).toBe(BigInt(value(3, 0)));
    const bills = play(twoBills('covert'), [0, 1, 1]);
    expect(bills.isCertified).toEqual([true, true]);
    expect(bills.released.every((sums) => sums !== undefined)).toBe(true);
  });

  test('control: without deviation the same window is billed', () => {
    const { grid } = twoBills('active');
    grid.onDeliver = () => true;
    grid.wait(8_000);
    expect(grid.bills.filter(({ status }) => status === 'verified').map(({ lines }) => lines[0]!.totalUnits)).toEqual(
      ALL.map((meter) => readBy(meter, range(0, 8))),
    );
  });
});
