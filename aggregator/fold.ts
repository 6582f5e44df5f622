/**
 * Folding: an aggregator's sums over its own shares, weighted with its Lagrange weight for the full set 1..n, a public
 * constant, so that an answer never depends on who else answers. Only aggregators fold. [P-7.5]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import type { MeterRelease } from '../protocol/log/billed-windows.ts';
import type { Page } from '../protocol/log/page-set.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { ELEMENT_BYTES, ElementSums, add, encodeElement, multiply } from '../protocol/math/field.ts';
import type { Window } from '../protocol/grid/interval.ts';
import { rateFor } from '../protocol/grid/scheme.ts';
import { lagrangeWeights } from '../protocol/math/lagrange.ts';
import { assert } from '../protocol/machine.ts';
import type { CellRow } from './ledger.ts';

/** Lagrange weight at zero of aggregator `index` among 1..n. */
export function fullSetWeight(index: number, aggregatorCount: number): bigint {
  const weights = lagrangeWeights(Array.from({ length: aggregatorCount }, (_, at) => at + 1));
  const weight = weights[index - 1];
  assert(weight !== undefined, 'an aggregator has a weight');
  return weight;
}

/** Whether a row is, where it is, what was admitted. */
export type IsIntact = (row: CellRow) => boolean;

/** Which cells were added up: none may be twice. */
class Added {
  private readonly pages = new Map<number, Bitmap>();

  /** False if it was added before. */
  add({ interval, index }: CellRow): boolean {
    let page = this.pages.get(interval);
    if (page === undefined) this.pages.set(interval, (page = new Bitmap()));
    if (page.has(index)) return false;
    page.add(index);
    return true;
  }
}

function weighted(sums: ElementSums, slots: number, weight: bigint, lie: (slot: number) => bigint): Uint8Array {
  const out = new Uint8Array(slots * ELEMENT_BYTES);
  for (let slot = 0; slot < slots; slot++) {
    encodeElement(add(multiply(sums.total(slot), weight), lie(slot)), out, slot * ELEMENT_BYTES);
  }
  return out;
}

/**
 * The weighted load of a page: one element per register in `page.loads`; undefined if a cell of its set is missing or not
 * what was admitted. `lieWh` is a test hook, else 0.
 */
export function foldPage(
  log: AreaLog,
  page: Page,
  rows: Iterable<CellRow>,
  isIntact: IsIntact,
  weight: bigint,
  lieWh: bigint,
): Uint8Array | undefined {
  const registers = page.loads;
  const sums = new ElementSums(registers.length);
  const added = new Added();
  let count = 0;
  const members = log.loadMembers(page);
  for (const row of rows) {
    const { index, shares } = row;
    if (!members.has(index)) continue;
    if (!isIntact(row) || !added.add(row)) return undefined;
    count += 1;
    log.roster.byIndex(index)?.meter.registers.forEach((register, at) => {
      const slot = registers.indexOf(register);
      // Values only: tags are never added across meters. [P-3.1]
      if (slot !== -1) sums.add(slot, shares, at * 2 * ELEMENT_BYTES);
    });
  }
  if (count !== members.size) return undefined;
  return weighted(sums, registers.length, weight, () => lieWh);
}

/**
 * The weighted totals of some meters of a bill: per meter and line a value and its tag; undefined if a cell of theirs is
 * missing or not what was admitted.
 */
export function foldBills(
  log: AreaLog,
  releases: readonly MeterRelease[],
  window: Window,
  rows: Iterable<CellRow>,
  isIntact: IsIntact,
  weight: bigint,
  lieWh: bigint,
): Uint8Array | undefined {
  /** Slot of a meter's (register, rate), by roster index. */
  const slots = new Map<number, { byLine: ReadonlyMap<string, number>; rates: ReadonlySet<string> }>();
  let slotCount = 0;
  for (const { enrolled, lines, rates } of releases) {
    const byLine = new Map<string, number>();
    for (const line of lines) {
      byLine.set(`${line.registerIndex}/${line.rate}`, slotCount);
      slotCount += 2;
    }
    slots.set(enrolled.index, { byLine, rates });
  }
  const sums = new ElementSums(slotCount);
  const added = new Added();
  const plan = log.planOf(window);
  const end = window.from + window.count;
  let count = 0;
  for (const row of rows) {
    const { interval, index, shares } = row;
    const own = slots.get(index);
    const page = log.pages.get(interval);
    if (own === undefined || interval < window.from || interval >= end || page?.set.has(index) !== true) continue;
    if (plan.isRemnant(index, interval)) continue;
    if (!own.rates.has(page.rate.name)) continue;
    if (!isIntact(row) || !added.add(row)) return undefined;
    log.roster.byIndex(index)?.meter.registers.forEach((register, at) => {
      const slot = own.byLine.get(`${at}/${rateFor(log.scheme, register, page.rate).name}`);
      assert(slot !== undefined, 'every closed cell belongs to a line of its bill');
      count += 1;
      sums.add(slot, shares, at * 2 * ELEMENT_BYTES);
      sums.add(slot + 1, shares, (at * 2 + 1) * ELEMENT_BYTES);
    });
  }
  const expected = releases.reduce((sum, { lines }) => sum + lines.reduce((cells, line) => cells + line.cells, 0), 0);
  if (count !== expected) return undefined;
  return weighted(sums, slotCount, weight, (slot) => (slot % 2 === 0 ? lieWh : 0n));
}
