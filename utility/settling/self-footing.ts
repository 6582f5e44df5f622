/**
 * Whether one aggregator's answers foot with each other. Where every cell of a window is billed, its loads and its bills are
 * sums of the very same shares, so they are equal whatever the meters sent: who differs from itself has lied, and that needs
 * no meter's word. [P-7.6]
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import type { Bitmap } from '../../protocol/math/bitmap.ts';
import { ELEMENT_BYTES, ElementSums, add, decodeElement } from '../../protocol/math/field.ts';
import type { OpenWindow } from './open-window.ts';
import type { Loads } from './loads.ts';

export class SelfFooting {
  private readonly log: AreaLog;
  private readonly loads: Loads;
  /** By window, aggregator and store epoch: what was said of one window does not change. */
  private readonly verdicts = new Map<string, boolean>();
  /** By window and how many meters were billed in it. */
  private readonly comparable = new Map<string, ReadonlySet<string>>();

  constructor(log: AreaLog, loads: Loads) {
    this.log = log;
    this.loads = loads;
  }

  /** Aggregators that differ from themselves. `windows`: all bills of one window. */
  caught(windows: readonly OpenWindow[]): Set<number> {
    const caught = new Set<number>();
    this.log.scheme.operators.forEach((_, at) => {
      if (this.foots(windows, at + 1) === false) caught.add(at + 1);
    });
    return caught;
  }

  /** Undefined while it can't be said: answers are missing, or of several stores, or cells are in no bill. */
  private foots(windows: readonly OpenWindow[], aggregator: number): boolean | undefined {
    const [first] = windows;
    const [one] = first?.meters.values() ?? [];
    const storeEpoch = one?.answers.get(aggregator)?.storeEpoch;
    if (first === undefined || storeEpoch === undefined) return undefined;
    const meters = windows.reduce((sum, window) => sum + window.meters.size, 0);
    const name = `${first.bill.window.from}/${meters}`;
    const verdict = this.verdicts.get(`${name}/${aggregator}/${storeEpoch}`);
    if (verdict !== undefined) return verdict;
    const registers = this.comparable.get(name) ?? this.comparableIn(windows);
    this.comparable.set(name, registers);
    if (registers.size === 0) return undefined;
    const billed = this.billSums(windows, aggregator, storeEpoch);
    const loaded = billed && this.loadSums(first, aggregator, storeEpoch);
    if (billed === undefined || loaded === undefined) return undefined;
    const foots = [...registers].every((register) => billed.get(register) === loaded.get(register));
    this.verdicts.set(`${name}/${aggregator}/${storeEpoch}`, foots);
    return foots;
  }

  /** Registers that have a load over just the cells that are billed. */
  private comparableIn(windows: readonly OpenWindow[]): Set<string> {
    const cells = new Map<string, number>();
    const count = (register: string, by: number): void => void cells.set(register, (cells.get(register) ?? 0) + by);
    for (const { bill } of windows)
      for (const { lines } of bill.meters.values()) for (const line of lines) count(line.register, line.cells);
    const [first] = windows;
    if (first === undefined) return new Set();
    const { from, count: intervals } = first.bill.window;
    let last: { readonly set: Bitmap; readonly counts: ReadonlyMap<string, number> } | undefined;
    for (let interval = from; interval < from + intervals; interval++) {
      const page = this.log.pages.get(interval);
      if (page === undefined) return new Set();
      // Most pages have the set of the page before.
      if (last?.set !== page.set) last = { set: page.set, counts: this.log.registerCounts(page.set) };
      for (const register of page.loads) count(register, -(last.counts.get(register) ?? 0));
    }
    const { registers } = this.log.scheme;
    return new Set(registers.map(({ obis }) => obis).filter((register) => cells.get(register) === 0));
  }

  private billSums(
    windows: readonly OpenWindow[],
    aggregator: number,
    storeEpoch: number,
  ): Map<string, bigint> | undefined {
    const registers = this.log.scheme.registers.map(({ obis }) => obis);
    const sums = new ElementSums(registers.length);
    for (const { meters } of windows) {
      for (const { release, answers } of meters.values()) {
        const answer = answers.get(aggregator);
        if (answer?.storeEpoch !== storeEpoch) return undefined;
        release.lines.forEach(({ register }, at) =>
          sums.add(registers.indexOf(register), answer.sums, answer.offset + at * 2 * ELEMENT_BYTES),
        );
      }
    }
    return new Map(registers.map((register, slot) => [register, sums.total(slot)]));
  }

  private loadSums({ bill: { window } }: OpenWindow, aggregator: number, storeEpoch: number) {
    const sums = new Map<string, bigint>();
    for (let interval = window.from; interval < window.from + window.count; interval++) {
      const page = this.log.pages.get(interval);
      if (page === undefined || page.loads.length === 0) continue;
      const answer = this.loads.answerOf(interval, aggregator);
      if (answer?.storeEpoch !== storeEpoch) return undefined;
      page.loads.forEach((register, at) => {
        const share = decodeElement(answer.sums, at * ELEMENT_BYTES);
        sums.set(register, add(sums.get(register) ?? 0n, share));
      });
    }
    return sums;
  }

  forget(from: number): void {
    for (const known of [this.verdicts, this.comparable])
      for (const name of known.keys()) if (name.startsWith(`${from}/`)) known.delete(name);
  }
}
