/**
 * Folding: an aggregator's sums over its own shares, weighted with its Lagrange weight for the full set 1..n, a public
 * constant, so that an answer never depends on who else answers. Only aggregators fold. [P-7.5]
 */
import type { AreaLog, MeterRelease, Page } from '../protocol/area-log.ts';
import { ELEMENT_BYTES, ElementSums, add, encodeElement, multiply } from '../protocol/field.ts';
import { lagrangeWeights } from '../protocol/lagrange.ts';
import { assert } from '../protocol/machine.ts';
import type { CellRow } from './ledger.ts';

/** Lagrange weight at zero of aggregator `index` among 1..n. */
export function fullSetWeight(index: number, aggregatorCount: number): bigint {
  const weights = lagrangeWeights(Array.from({ length: aggregatorCount }, (_, at) => at + 1));
  const weight = weights[index - 1];
  assert(weight !== undefined, 'an aggregator has a weight');
  return weight;
}

function weighted(sums: ElementSums, slots: number, weight: bigint, lie: (slot: number) => bigint): Uint8Array {
  const out = new Uint8Array(slots * ELEMENT_BYTES);
  for (let slot = 0; slot < slots; slot++) {
    encodeElement(add(multiply(sums.total(slot), weight), lie(slot)), out, slot * ELEMENT_BYTES);
  }
  return out;
}

/** The weighted load of a page: one element per register in `page.loads`. `lieWh` is a test hook, else 0. */
export function foldPage(log: AreaLog, page: Page, rows: Iterable<CellRow>, weight: bigint, lieWh: bigint): Uint8Array {
  const registers = page.loads;
  const sums = new ElementSums(registers.length);
  let count = 0;
  const members = log.loadMembers(page);
  for (const { index, shares } of rows) {
    if (!members.has(index)) continue;
    count += 1;
    log.roster.byIndex(index)?.meter.registers.forEach((register, at) => {
      const slot = registers.indexOf(register);
      // Values only: tags are never added across meters. [P-3.1]
      if (slot !== -1) sums.add(slot, shares, at * 2 * ELEMENT_BYTES);
    });
  }
  assert(count === members.size, 'every cell of a released page is held');
  return weighted(sums, registers.length, weight, () => lieWh);
}

/** The weighted totals of some meters of a bill: per meter and line a value and its tag. */
export function foldBills(
  log: AreaLog,
  releases: readonly MeterRelease[],
  end: number,
  rows: Iterable<CellRow>,
  weight: bigint,
  lieWh: bigint,
): Uint8Array {
  /** Slot of a meter's (register, rate), by roster index. */
  const slots = new Map<number, { readonly from: number; readonly byLine: Map<string, number> }>();
  let slotCount = 0;
  for (const { enrolled, from, lines } of releases) {
    const byLine = new Map<string, number>();
    for (const line of lines) {
      byLine.set(`${line.registerIndex}/${line.rate}`, slotCount);
      slotCount += 2;
    }
    slots.set(enrolled.index, { from, byLine });
  }
  const sums = new ElementSums(slotCount);
  let count = 0;
  for (const { interval, index, shares } of rows) {
    const meter = slots.get(index);
    const page = log.pages.get(interval);
    if (meter === undefined || interval < meter.from || interval >= end || page === undefined || !page.set.has(index))
      continue;
    const rate = page.rate.name;
    log.roster.byIndex(index)?.meter.registers.forEach((register, at) => {
      if (page.empty.has(register)) return;
      const slot = meter.byLine.get(`${at}/${rate}`);
      assert(slot !== undefined, 'every closed cell belongs to a line of its bill');
      count += 1;
      sums.add(slot, shares, at * 2 * ELEMENT_BYTES);
      sums.add(slot + 1, shares, (at * 2 + 1) * ELEMENT_BYTES);
    });
  }
  const expected = releases.reduce((sum, { lines }) => sum + lines.reduce((cells, line) => cells + line.cells, 0), 0);
  assert(count === expected, 'every cell of a released bill is held');
  return weighted(sums, slotCount, weight, (slot) => (slot % 2 === 0 ? lieWh : 0n));
}
