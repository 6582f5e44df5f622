/**
 * An aggregator without ledger and counter where no answer proves what it signed: all operators found it anew, and nothing
 * of before is ever signed again. [P-7.4.7]
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  applyFounding,
  beginFounding,
  foundingIn,
  retireFounding,
  signFounding,
  writeFounding,
} from '../../aggregator/host/founding-file.ts';
import { SqliteLedger } from '../../aggregator/host/ledger-sqlite.ts';
import { readConfig } from '../../host/base/config.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { withSignature } from '../../protocol/keys/signing.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type { AggregatorConfig, ManifestMessage, Witness } from '../../schemas/types.ts';
import { FIRST_INTERVAL, Grid, type GridOptions } from '../simulation/grid.ts';
import { billedUnits, entries, range, readBy, value } from '../attacks/forge.ts';
import { gridshare } from '../gridshare.ts';

const SIZES: [what: string, options: GridOptions][] = [
  ['2 of 2', { meters: 4, aggregators: 2, threshold: 2 }],
  ['2 of 3, covert', { meters: 4, aggregators: 3, threshold: 2 }],
  ['2 of 3, active', { meters: 4, aggregators: 3, threshold: 2, trust: 'active', floor: { trust: 'active' } }],
];

function readSome(grid: Grid, from: number, end: number): void {
  for (const offset of range(from, end)) {
    grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.closeDue();
  }
}

/** What the others answered of themselves, as their operators sign it by hand. */
function signedByHand(grid: Grid, about: number, from: number): Witness[] {
  const said = new Map<number, Witness>();
  for (const { topic, payload } of grid.tapped.slice(from)) {
    if (!/agg\/\d+\/recovery$/.test(topic)) continue;
    const message = JSON.parse(payload) as Witness;
    if (message.type === 'witness' && message.about === about) said.set(message.aggregator, message);
  }
  return [...said.values()].map(({ signature: _signature, ...body }) =>
    withSignature(nodeCrypto, grid.identityOf(body.aggregator).privateKey, 'founding', body),
  );
}

/** Aggregator 1 loses everything after some intervals; its index of the tap then, and what the others say by hand. */
function afterLoss(options: GridOptions, intervals: number) {
  const grid = new Grid(options);
  grid.start();
  readSome(grid, 0, intervals);
  const mark = grid.tapped.length;
  grid.loseCounter(1);
  grid.loseLedger(1);
  grid.wait(4_000);
  return { grid, mark, witnesses: signedByHand(grid, 1, mark) };
}

describe.each(SIZES)('[P-7.4.7] %s: an aggregator that is founded anew', (_what, options) => {
  test('attests and releases nothing of before, windows go on, and every watt-hour is billed in the end', () => {
    const { grid, mark, witnesses } = afterLoss(options, 3);
    expect(grid.aggregatorMachines[0]!.problem).toContain('gridshare found');
    grid.restartAggregator(1, { founding: witnesses });
    const founded = FIRST_INTERVAL + Math.ceil((grid.gridMs - FIRST_INTERVAL * 900_000) / 900_000);
    grid.wait(4_000);
    expect(grid.aggregatorMachines[0]!.problem).toBeUndefined();
    readSome(grid, 3, 24);
    grid.wait(90_000);
    for (const { topic, payload } of grid.tapped.slice(mark)) {
      if (topic === topics.totals()) {
        const total = JSON.parse(payload) as { aggregator: number; type: string; interval?: number };
        if (total.aggregator === 1 && total.type === 'load') expect(total.interval).toBeGreaterThanOrEqual(founded);
      }
      if (topic !== topics.manifests(1, 'area-1')) continue;
      const message = JSON.parse(payload) as ManifestMessage;
      if (message.type === 'holdings' && message.from < founded) expect(message.held).toBe('');
      if (message.type === 'manifest')
        for (const { interval, held } of message.pages) if (interval < founded) expect(held).toBe('');
    }
    // A window that began after it is billed by everybody.
    const last = FIRST_INTERVAL + 16;
    const bills = grid.bills.filter(({ from, status }) => from === last && status === 'verified');
    expect(bills.map(({ signers }) => signers.length)).toEqual(range(0, 4).map(() => options.aggregators));
    const billed = range(0, 4).map((meter) =>
      billedUnits(grid, `meter-${meter + 1}`).reduce((sum, units) => sum + units, 0),
    );
    const carried = grid.outbox
      .restore()
      .toSorted((one, other) => (one.meter < other.meter ? -1 : 1))
      .map(({ carries }) => carries.reduce((sum, { remainingUnits }) => sum + remainingUnits, 0));
    expect(billed.map((units, at) => units + carried[at]!)).toEqual(
      range(0, 4).map((meter) => readBy(meter, range(0, 24))),
    );
  });

  test('that starts again before its log is here does not take what it lost for a rollback', () => {
    const { grid, mark, witnesses } = afterLoss(options, 3);
    grid.onDeliver = ({ payload }, to) => to !== 'aggregator-1' || !payload.includes('"type":"entries"');
    grid.restartAggregator(1, { founding: witnesses });
    grid.wait(4_000);
    const answers = grid.tapped.length;
    grid.restartAggregator(1);
    grid.wait(4_000);
    const said = grid.tapped.slice(answers).filter(({ payload }) => payload.includes('"type":"witness"'));
    expect(said.length).toBeGreaterThanOrEqual(options.aggregators - 1);
    expect(grid.aggregatorMachines[0]!.problem).toBeUndefined();
    expect(grid.aggregators[0]!.notices.map(({ code }) => code)).not.toContain('ledger_rolled_back');
    grid.onDeliver = () => true;
    readSome(grid, 3, 16);
    expect(grid.ledgers[0]!.restore()[0]!.entries).toHaveLength(grid.archive.restore()[0]!.entries.length);
    expect(grid.tapped.length).toBeGreaterThan(mark);
  });

  test('signs neither head nor receipt before that, whatever entries it is sent', () => {
    const { grid, mark } = afterLoss(options, 3);
    const lost = grid.archive.restore()[0]!.entries;
    grid.publish(entries(1, lost));
    grid.settle();
    expect(grid.ledgers[0]!.restore()[0]!.entries).toHaveLength(lost.length);
    const own = grid.tapped.slice(mark).filter(({ topic }) => /agg\/1\/|receipts\/1$/.test(topic));
    const kinds = own.map(({ payload }) => (JSON.parse(payload) as { type: string }).type);
    expect(kinds).toContain('inquiry');
    for (const kind of ['head', 'receipt', 'key-card', 'manifest', 'holdings', 'accept', 'promise', 'witness'])
      expect(kinds).not.toContain(kind);
  });

  test('does not begin while one operator has not signed, or has signed about another (control)', () => {
    const { grid, witnesses } = afterLoss(options, 2);
    grid.restartAggregator(1, { founding: witnesses.slice(1) });
    expect(grid.aggregatorMachines[0]!.problem).toBeDefined();
    const [first, ...rest] = witnesses;
    grid.restartAggregator(1, { founding: [{ ...first!, about: 2 }, ...rest] });
    expect(grid.aggregatorMachines[0]!.problem).toBeDefined();
    grid.restartAggregator(1, { founding: witnesses });
    expect(grid.aggregatorMachines[0]!.problem).toBeUndefined();
  });
});

test('[P-7.4.7] where everybody must sign, one that is founded anew before the first entry lets the log begin', () => {
  const grid = new Grid({ meters: 4, aggregators: 2, threshold: 2 });
  // What it accepted before its loss reaches nobody.
  grid.onDeliver = ({ topic }) => topic !== topics.requests(2, 'area-1') && topic !== topics.accepts(1, 'area-1');
  grid.start();
  grid.wait(4_000);
  expect(grid.archive.restore()[0]?.entries ?? []).toEqual([]);
  const mark = grid.tapped.length;
  grid.loseCounter(1);
  grid.loseLedger(1);
  grid.wait(4_000);
  grid.restartAggregator(1, { founding: signedByHand(grid, 1, mark) });
  grid.onDeliver = () => true;
  readSome(grid, 0, 8);
  grid.wait(60_000);
  expect(grid.archive.restore()[0]!.entries.map(({ entry }) => entry.kind)).toContain('close');
});

test(
  '[P-7.4.7] gridshare found: written, signed by every other operator, put in place, gone by once',
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gridshare-found-'));
    try {
      const grid = join(folder, 'grid');
      await gridshare(['init', grid, '--meters', '4', '--aggregators', '3', '--threshold', '2']);
      const configOf = (index: number): string => join(grid, `aggregator-${index}`, 'config.yaml');
      for (const index of [2, 3]) new SqliteLedger(join(grid, `aggregator-${index}`, 'state', 'ledger.sqlite')).close();
      const file = join(folder, 'founding.json');
      const run = (index: number, ...rest: string[]) => gridshare(['found', '--config', configOf(index), ...rest]);
      expect((await run(1)).code).toBe(2);
      expect((await run(1, '--to', file)).code).toBe(0);
      expect((await run(1, '--sign', file)).stderr).toContain('the others sign it');
      expect((await run(2, '--sign', file)).stdout).toContain('Signed so far: 2.');
      expect((await run(1, '--apply', file)).stderr).toContain('not signed yet by aggregator 3');
      expect((await run(3, '--sign', file)).stdout).toContain('Signed so far: 2, 3.');
      const config: AggregatorConfig = readConfig('config-aggregator', configOf(1));
      // One statement that was changed on the way counts for nothing.
      const text = readFileSync(file, 'utf8');
      const other = beginFounding(configOf(1), config);
      writeFounding(file, {
        ...other,
        witnesses: signFounding(file, configOf(3), readConfig('config-aggregator', configOf(3))).witnesses,
      });
      expect(() => applyFounding(file, configOf(1), config)).toThrow('not signed yet by aggregator 2, 3');
      writeFileSync(file, text);
      expect((await run(1, '--apply', file)).code).toBe(0);
      const state = join(grid, 'aggregator-1', 'state');
      expect(foundingIn(state)?.map(({ aggregator }) => aggregator)).toEqual([2, 3]);
      retireFounding(state);
      expect(foundingIn(state)).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
