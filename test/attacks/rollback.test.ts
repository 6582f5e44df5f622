/**
 * Ledgers that are put back or lost while utility, broker and all aggregators but too few collude: a second view of a page
 * would be certified with the signature of the one that forgot the first, and their difference is one reading. [P-7.4]
 */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { add, decodeElement } from '../../protocol/math/field.ts';
import { interpolateAt } from '../../protocol/math/lagrange.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import { withSignature } from '../../protocol/keys/signing.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type { CertifiedEntry, Entry, Inquiry, ManifestMessage } from '../../schemas/types.ts';
import { Unweighter } from '../../utility/settling/combine.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';
import {
  ACCEPTED,
  announcement,
  answerOf,
  certified,
  entries,
  entryAfter,
  manifest,
  range,
  releasedBy,
  sharesOf,
} from './forge.ts';

const ALL = range(0, 6);
/** What the second view leaves out: meter 0. */
const FEWER = range(1, 6);
const value = (meter: number): number => 100 * (meter + 1);

/** The control: an aggregator that believes whatever ledger it finds. */
function believeAnything(grid: Grid): void {
  grid.standingOf = (standing) => ({ ...standing, freshness: { kind: 'proved' } });
}

/** The control of a lost ledger: it begins a new store epoch and knows of nothing that it signed. */
function forgetEverything(grid: Grid): void {
  const counter = { mark: '', count: 0, storeEpoch: 1, areas: new Map() };
  grid.standingOf = (standing) => ({ ...standing, freshness: { kind: 'older', counter, isKnown: true } });
}

function closeOf(grid: Grid, set: readonly number[], before?: readonly CertifiedEntry[]): Entry {
  const page = { interval: FIRST_INTERVAL, set: Bitmap.of(set).encode(), empty: [] };
  return entryAfter(grid, { kind: 'close', pages: [page] }, 'area-1', before);
}

function liesOf(grid: Grid, colluders: readonly number[], set: readonly number[]): ManifestMessage[] {
  const page = { interval: FIRST_INTERVAL, held: Bitmap.of(set).encode() };
  return colluders.map((at) => JSON.parse(manifest(grid, at, [page]).payload) as ManifestMessage);
}

/** The last manifest that an aggregator signed; what they attest does not stop the attack. */
function manifestOf(grid: Grid, aggregator: number): ManifestMessage {
  const own = grid.tapped.filter(({ topic }) => topic === topics.manifests(aggregator, 'area-1'));
  return own.map(({ payload }) => JSON.parse(payload) as ManifestMessage).findLast(({ type }) => type === 'manifest')!;
}

/** What the colluders read off one honest answer to a page of these meters. */
function opened(
  grid: Grid,
  colluders: readonly number[],
  honest: number,
  set: readonly number[],
  sums: Uint8Array,
): bigint {
  const own = colluders.map((at) => ({
    x: at,
    y: [...sharesOf(grid, at)].filter(([index]) => set.includes(index)).reduce((sum, [, share]) => add(sum, share), 0n),
  }));
  const point = new Unweighter(grid.scheme.operators.length).point(honest, decodeElement(sums, 0));
  return interpolateAt([...own, point], 0);
}

describe('[P-7.4.3] an honest ledger of five put back in silence, k-1 colluders, active', () => {
  const COLLUDERS = [1, 2];

  /** View A is certified with 3 and 4, 3 goes back to just before it signed, view B is shown to 3 and 5. */
  function play(putBack: (grid: Grid, writes: number) => void, plant: (grid: Grid) => void = () => {}) {
    const floor = { minMeters: 3, minIntervals: 4, minThreshold: 3, trust: 'active' as const };
    const grid = new Grid({ meters: 6, aggregators: 5, threshold: 3, trust: 'active', minMeters: 3, floor });
    grid.start();
    grid.onDeliver = ({ topic }, to) => to !== 'utility' || !topic.includes('/manifests/');
    grid.readInterval(0, (meter) => [value(meter)]);
    grid.closeDue();
    grid.utility.isUp = false;
    for (const at of COLLUDERS) grid.aggregators[at - 1]!.isUp = false;
    // The broker keeps from each honest one what the others sign.
    grid.onDeliver = ({ topic }, to) =>
      to !== 'utility' &&
      !(/grid\/agg\/[345]\/(?:log|recovery|accepts|manifests)/.test(topic) && to.startsWith('aggregator'));
    const [first, second] = [closeOf(grid, ALL), closeOf(grid, FEWER)];
    const basis = (set: readonly number[], honest: readonly number[]): ManifestMessage[] => [
      ...liesOf(grid, COLLUDERS, set),
      ...honest.map((at) => manifestOf(grid, at)),
    ];
    for (const at of [3, 4])
      expect(answerOf(grid, at, announcement(grid, at, first, basis(ALL, [3, 4])))).toEqual(ACCEPTED);
    answerOf(grid, 4, entries(4, [certified(grid, first, [...COLLUDERS, 3, 4])]));
    const one = opened(grid, COLLUDERS, 4, ALL, releasedBy(grid, 4, first.sequence)!);
    plant(grid);
    putBack(
      grid,
      grid.aggregators[2]!.history.findIndex((op) => op.kind === 'lock' && op.lock.sequence === first.sequence),
    );
    grid.settle();
    const accepting = [3, 5].filter(
      (at) => answerOf(grid, at, announcement(grid, at, second, basis(FEWER, [3, 5]))).isAccepted,
    );
    answerOf(grid, 5, entries(5, [certified(grid, second, [...COLLUDERS, ...accepting])]));
    const sums = releasedBy(grid, 5, second.sequence);
    return { grid, accepting, difference: sums && one - opened(grid, COLLUDERS, 5, FEWER, sums) };
  }

  test('signs nothing a second time: its counter is ahead of it', () => {
    const { grid, accepting, difference } = play((it, writes) => it.rollBackLedger(3, writes));
    expect(accepting).toEqual([5]);
    expect(difference).toBeUndefined();
    expect(grid.aggregators[2]!.notices.some(({ code }) => code === 'ledger_rolled_back')).toBe(true);
  });

  test('signs nothing without its counter either, however long its questions are withheld', () => {
    const { grid, accepting, difference } = play((it, writes) => {
      it.loseCounter(3);
      it.rollBackLedger(3, writes);
    });
    expect(accepting).toEqual([5]);
    expect(difference).toBeUndefined();
    grid.wait(60_000);
    expect(grid.aggregatorMachines[2]!.problem).toContain('waits for the answers of 4 others, and has 0');
  });

  test('control: without the proof it signs on, and one reading is opened', () => {
    const { accepting, difference } = play((it, writes) => it.rollBackLedger(3, writes), believeAnything);
    expect(accepting).toEqual([3, 5]);
    expect(difference).toBe(BigInt(value(0)));
  });
});

describe.each([2, 3])('[P-7.4.5] k = n = %i, all others collude, and the honest one loses its disk', (size) => {
  const honest = size;
  const colluders = range(1, size);

  /** It loses its ledger after the first close was certified and answered; the log up to there is played to it again. */
  function play(lose: (grid: Grid) => void, plant: (grid: Grid) => void = () => {}, isOldShown = false) {
    const floor = { minMeters: 3, minIntervals: 4, minThreshold: size, trust: 'active' as const };
    const grid = new Grid({ meters: 6, aggregators: size, threshold: size, trust: 'active', minMeters: 3, floor });
    grid.start();
    grid.readInterval(0, (meter) => [value(meter)]);
    grid.closeDue();
    grid.wait(1_000);
    const log = grid.archive.restore()[0]!.entries;
    const close = log.findIndex(({ entry }) => entry.kind === 'close');
    const before = log.slice(0, close);
    const one = opened(grid, colluders, honest, ALL, releasedBy(grid, honest, close)!);
    const old = manifestOf(grid, honest);
    grid.utility.isUp = false;
    for (const at of colluders) grid.aggregators[at - 1]!.isUp = false;
    const mark = grid.tapped.length;
    plant(grid);
    lose(grid);
    grid.settle();
    for (const at of colluders) grid.publish(falseWitness(grid, at, honest, mark));
    grid.settle();
    answerOf(grid, honest, entries(honest, before));
    // Its connection is cut once, and meters send again.
    grid.aggregators[honest - 1]!.feed({ kind: 'connected' }, grid.times);
    grid.settle();
    grid.wait(30_000);
    grid.gridMs += 600_000;
    grid.wait(5_000);
    const second = closeOf(grid, FEWER, before);
    const basis = [...liesOf(grid, colluders, FEWER), isOldShown ? old : manifestOf(grid, honest)];
    const { isAccepted } = answerOf(grid, honest, announcement(grid, honest, second, basis));
    if (isAccepted) answerOf(grid, honest, entries(honest, [certified(grid, second, [...colluders, honest])]));
    grid.wait(2_000);
    const sums = isAccepted ? releasedBy(grid, honest, close) : undefined;
    return { grid, isAccepted, difference: sums && one - opened(grid, colluders, honest, FEWER, sums) };
  }

  function falseWitness(grid: Grid, aggregator: number, about: number, mark: number): Outgoing {
    const said = grid.tapped.slice(mark).filter(({ topic }) => topic === topics.recovery(about));
    const inquiry = said
      .map(({ payload }) => JSON.parse(payload) as Inquiry | { type: 'other' })
      .find((message) => message.type === 'inquiry');
    const witness = withSignature(nodeCrypto, grid.identityOf(aggregator).privateKey, 'witness', {
      version: 1 as const,
      deployment: 'test',
      type: 'witness' as const,
      aggregator,
      about,
      nonce: inquiry?.type === 'inquiry' ? inquiry.nonce : 'AAAAAAAAAAAAAAAAAAAAAA',
      areas: [],
    });
    return { topic: topics.recovery(aggregator), payload: canonicalJson(witness), isRetained: false };
  }

  test('its counter knows what it signed: another entry under that number is refused', () => {
    const { grid, isAccepted } = play((it) => it.loseLedger(honest));
    expect(isAccepted).toBe(false);
    expect(grid.aggregators[honest - 1]!.notices.some(({ code }) => code === 'store_epoch')).toBe(true);
  });

  test('with its counter gone, too, it signs nothing, whatever the others answer', () => {
    const { grid, isAccepted } = play((it) => {
      it.loseCounter(honest);
      it.loseLedger(honest);
    });
    expect(isAccepted).toBe(false);
    expect(grid.aggregatorMachines[honest - 1]!.problem).toContain('gridshare found');
  });

  test('founded anew, whatever the others signed by hand, it opens nothing of before', () => {
    const found = (it: Grid): void => {
      it.loseCounter(honest);
      it.loseLedger(honest);
      const founding = colluders.map((at) =>
        withSignature(nodeCrypto, it.identityOf(at).privateKey, 'founding', {
          version: 1 as const,
          deployment: 'test',
          type: 'witness' as const,
          aggregator: at,
          about: honest,
          nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
          areas: [],
        }),
      );
      it.restartAggregator(honest, { founding });
    };
    // Its manifest of before the loss is shown to it: it may certify what it can't see through, and still opens nothing.
    const { grid, isAccepted, difference } = play(found, undefined, true);
    expect(isAccepted).toBe(true);
    expect(grid.aggregatorMachines[honest - 1]!.problem).toBeUndefined();
    expect(grid.aggregatorMachines[honest - 1]!.stats.cells).toBeGreaterThan(0);
    expect(difference).toBeUndefined();
    // It follows the log that it is shown, and attests nothing of that page.
    const manifests = manifestOf(grid, honest);
    expect(manifests.type === 'manifest' && manifests.pages.every(({ held }) => held === '')).toBe(true);
  });

  test('control: if nothing told it what it signed, a second view would be certified and one reading opened', () => {
    const { isAccepted, difference } = play((it) => it.loseLedger(honest), forgetEverything);
    expect(isAccepted).toBe(true);
    expect(difference).toBe(BigInt(value(0)));
  });
});
