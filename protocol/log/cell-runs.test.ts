/** Runs of a bill's cells are the cells that it covers, one by one. [P-7.5, P-8.4] */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { Entry } from '../../schemas/types.ts';
import { GAS, IMPORT, schemeWith } from '../../test/material.ts';
import { Bitmap } from '../math/bitmap.ts';
import { AreaLog } from './area-log.ts';
import { mergedRuns } from './cell-runs.ts';
import { entryHash } from './entries.ts';

const FIRST = 1000;
const COUNT = 16;
const METERS = 9;
const all = Array.from({ length: METERS }, (_, index) => index);

type Body<T> = T extends unknown ? Omit<T, 'version' | 'deployment' | 'area' | 'sequence' | 'previous'> : never;

function append(log: AreaLog, body: Body<Entry>): void {
  const frame = { version: 1 as const, deployment: 'test', area: log.area };
  const entry: Entry = { ...frame, sequence: log.length, previous: log.headHash, ...body };
  log.apply(entry, entryHash(nodeCrypto, entry));
}

/** Two windows at two rates, of meters of which these cells are missing; some join late, one leaves. */
function logWith(missing: ReadonlySet<string>, held: Bitmap): AreaLog {
  const rates = ['day', 'night'].map((name, at) => ({ name, microPerKwh: at }));
  const tariffs = [FIRST, FIRST + COUNT].map((from) => ({
    id: `t-${from}`,
    from,
    count: COUNT,
    rates,
    runs: [5, 6, 5].map((count, at) => ({ count, rate: at % 2 })),
  }));
  const log = new AreaLog('area-1');
  const scheme = schemeWith({
    registers: [{ obis: IMPORT, direction: 'import', isLoad: true }, GAS],
    floors: { minMeters: 3, minIntervals: 3, maxKnown: 1, minCrowd: 3 },
    billing: { firstInterval: FIRST, windows: [{ count: 2, intervalCount: COUNT }] },
    tariffs,
  });
  append(log, { kind: 'scheme', scheme });
  const meters = all.map((at) => ({
    id: `m${at}`,
    keyEpoch: 1,
    registers: at % 2 === 0 ? [IMPORT, GAS.obis] : [IMPORT],
    identity: `i${at}`,
    agreement: `a${at}`,
  }));
  append(log, { kind: 'roster', from: FIRST, add: meters.slice(0, 7), remove: [] });
  append(log, { kind: 'roster', from: FIRST + 4, add: meters.slice(7), remove: [] });
  append(log, { kind: 'roster', from: FIRST + COUNT + 6, add: [], remove: ['m3'] });
  for (let interval = FIRST; interval < FIRST + 2 * COUNT; interval++) {
    const there = all.filter((index) => !missing.has(`${index}/${interval - FIRST}`));
    const sent = new Map([1, 2, 3].map((aggregator) => [aggregator, Bitmap.of(there)]));
    append(log, { kind: 'close', pages: [log.closePage(interval, sent)] });
  }
  const attested = new Map([1, 2, 3].map((aggregator) => [aggregator, held]));
  for (let entry = 0; entry < 4 && log.nextBill.window.from < FIRST + 2 * COUNT; entry++)
    append(log, {
      kind: 'bill',
      ...log.nextBill.window,
      round: log.nextBill.round,
      ...log.billContent(log.nextBill, attested),
    });
  return log;
}

test('the runs of every rate are the cells that a bill covers, ascending, and none touches the next', () => {
  const cells = fc.array(
    fc.tuple(fc.integer({ min: 0, max: METERS - 1 }), fc.integer({ min: 0, max: 2 * COUNT - 1 })),
    {
      maxLength: 60,
    },
  );
  const heldMeters = fc.subarray(all, { minLength: METERS - 2 });
  let [several, given] = [0, 0];
  fc.assert(
    fc.property(cells, heldMeters, (missing, held) => {
      const log = logWith(new Set(missing.map((one) => one.join('/'))), Bitmap.of(held));
      for (const { window } of log.bills.values())
        for (const enrolled of log.roster.meters) {
          const slow = new Map<string, number[]>();
          log.forEachCell(enrolled, window, (interval, register, rate) => {
            if (register === 0) slow.set(rate, [...(slow.get(rate) ?? []), interval]);
          });
          const fast = log.cellRuns(enrolled, window);
          const opened = [...fast].map(([rate, runs]) => [rate, runs.flatMap(intervalsOf)] as const);
          expect(new Map(opened.filter(([, intervals]) => intervals.length > 0))).toEqual(slow);
          for (const runs of [...fast.values(), mergedRuns(fast.values())])
            for (const [at, { from }] of runs.entries()) expect(from).toBeGreaterThan(runs[at - 1]?.until ?? 0);
          expect(mergedRuns(fast.values()).flatMap(intervalsOf)).toEqual(
            [...slow.values()].flat().toSorted((a, b) => a - b),
          );
          if (opened.some(([rate]) => (fast.get(rate)?.length ?? 0) > 2)) several += 1;
          if (log.planOf(window).parts.some((part) => part.given.has(enrolled.index))) given += 1;
        }
    }),
  );
  // Else holes and company were never met.
  expect(several).toBeGreaterThan(20);
  expect(given).toBeGreaterThan(5);
});

function intervalsOf({ from, until }: { readonly from: number; readonly until: number }): number[] {
  return Array.from({ length: until - from }, (_, at) => from + at);
}
