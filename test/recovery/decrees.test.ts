/**
 * The production machines with everything lost that can be: messages, processes, ledgers and archives, in random order.
 * By what they signed, no two entries are ever certified under one number. [P-7.1, P-7.4]
 */
import { describe, expect, test } from 'vitest';
import { firstCommit } from '../../aggregator/commit-count.ts';
import { SqliteLedger } from '../../aggregator/host/ledger-sqlite.ts';
import type { Accept } from '../../schemas/types.ts';
import { prng } from '../material.ts';
import { Grid } from '../simulation/grid.ts';
import { SIZE, kinds, range } from '../attacks/forge.ts';

/** Entries by number that at least q aggregators accepted under one ballot. */
function certifiedByNumber(grid: Grid, quorum: number): Map<number, Set<string>> {
  const by = new Map<string, Set<number>>();
  const found = new Map<number, Set<string>>();
  for (const { topic, payload } of grid.tapped) {
    if (!topic.includes('/accepts/')) continue;
    const { sequence, ballot, hash, aggregator } = JSON.parse(payload) as Accept;
    const name = `${sequence}/${ballot}/${hash}`;
    const accepting = (by.get(name) ?? new Set<number>()).add(aggregator);
    by.set(name, accepting);
    if (accepting.size >= quorum) found.set(sequence, (found.get(sequence) ?? new Set()).add(hash));
  }
  return found;
}

function doubles(grid: Grid): number[] {
  return [...certifiedByNumber(grid, 2)].filter(([, hashes]) => hashes.size > 1).map(([sequence]) => sequence);
}

/** Every process wants something else, so that whoever forgets what was announced proposes another entry. */
function wishOf(grid: Grid, process: number): void {
  const { scheme } = grid;
  grid.utilityParty = { ...grid.utilityParty, scheme: { ...scheme, graceSeconds: 60 + process } };
}

describe('[P-7.4] an entry that a quorum accepted, and nobody knows to be certified', () => {
  /** Aggregators 1 and 2 accepted, the utility never hears of it; then it and aggregator 2 lose their stores. */
  function lostTogether(doesKnow: boolean): Grid {
    const grid = new Grid(SIZE);
    grid.start();
    wishOf(grid, 1);
    grid.onDeliver = ({ topic, payload }, to) =>
      !topic.includes('/accepts/') && !(payload.includes('"announcement"') && to === 'aggregator-3');
    grid.restartUtility();
    grid.wait(1_000);
    const withheld = grid.onDeliver;
    if (doesKnow) {
      // Nor does it hear of the entry once more.
      grid.onDeliver = (message, to) => withheld(message, to) && !message.payload.includes('"announcement"');
      grid.loseLedger(2);
      grid.wait(4_000);
    } else {
      // As if nothing had been: a new ledger in the old one's place, and nobody says what it has signed.
      grid.onDeliver = (message, to) => withheld(message, to) && !/"type":"(inquiry|witness)"/.test(message.payload);
      const node = grid.aggregators[1]!;
      const ledger = new SqliteLedger(':memory:');
      ledger.begin();
      grid.loseCounter(2);
      ledger.commit(firstCommit(ledger.standing(), grid.counters[1]!, () => 'another')!);
      ledger.commit(node.history.filter((op) => op.kind === 'entry'));
      grid.ledgers[1] = ledger;
      grid.restartAggregator(2);
    }
    grid.onDeliver = ({ payload }) => doesKnow || !/"type":"(inquiry|witness)"/.test(payload);
    wishOf(grid, 2);
    // Aggregator 1 comes back late: without it, nobody who is asked knows.
    grid.stopAggregator(1);
    grid.loseArchive();
    grid.wait(10_000);
    grid.resumeAggregator(1);
    grid.wait(30_000);
    return grid;
  }

  test('stands, since the one that lost its ledger signs nothing for its number', () => {
    const grid = lostTogether(true);
    expect(doubles(grid)).toEqual([]);
    expect(kinds(grid)).toEqual(['scheme', 'roster', 'scheme', 'scheme']);
  });

  test('control: if it signed, there would be two', () => {
    expect(doubles(lostTogether(false))).toEqual([2]);
  });
});

describe('[P-7.1] anything may be lost at any time', () => {
  test.each(range(0, 8))('run %i: at most one entry is certified under each number, and the log goes on', (run) => {
    const random = prng(run);
    const grid = new Grid(SIZE);
    const pick = (count: number): number => Math.floor(random() * count);
    let process = 0;
    grid.start();
    for (let at = 0; at < 25; at++) {
      const loss = random() * 0.6;
      const away = random() < 0.3 ? 1 + pick(3) : 0;
      grid.onDeliver = ({ topic }, to) =>
        topic.endsWith('/key') || (random() >= loss && !(away > 0 && to === `aggregator-${away}`));
      process += 1;
      wishOf(grid, process);
      const what = random();
      // One ledger at a time: until two more entries are certified, the one that lost its own does not count.
      if (what < 0.25) {
        grid.onDeliver = () => true;
        for (let more = 0; more < 3; more++) {
          process += 1;
          wishOf(grid, process);
          grid.restartUtility();
          grid.wait(8_000);
        }
        grid.onDeliver = ({ topic }) => topic.endsWith('/key') || random() >= loss;
        grid.loseLedger(1 + pick(3));
      } else if (what < 0.55) grid.loseArchive();
      else if (what < 0.7) grid.restartAggregator(1 + pick(3));
      else if (what < 0.8) grid.loseArchive(pick(grid.utility.history.length + 1));
      else grid.restartUtility();
      grid.wait(500 + pick(8_000));
    }
    grid.onDeliver = () => true;
    grid.wait(30_000);
    expect(doubles(grid)).toEqual([]);
    const length = kinds(grid).length;
    wishOf(grid, process + 1);
    grid.restartUtility();
    grid.wait(20_000);
    expect(kinds(grid).length).toBeGreaterThan(length);
    for (const ledger of grid.ledgers)
      expect(ledger.restore()[0]?.entries.map(({ entry }) => entry)).toEqual(
        grid.archive.restore()[0]?.entries.map(({ entry }) => entry),
      );
    expect(grid.aggregatorMachines.some(({ stats }) => stats.rejections['evidence'] !== undefined)).toBe(false);
  });
});
