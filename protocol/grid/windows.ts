/**
 * Billing windows: consecutive, of lengths that the scheme lists ahead in runs, so that nobody needs a calendar to know when
 * a month ends. After the last run its length goes on for ever. Everything is found by search, nothing walks. [P-2.6]
 */
import type { Billing } from '../../schemas/types.ts';
import { assert } from '../machine.ts';
import type { Window } from './interval.ts';

/** Windows of one length: the first of them is window `number`, and begins with interval `from`. */
interface Run {
  readonly number: number;
  readonly from: number;
  readonly length: number;
}

const known = new WeakMap<Billing, Windows>();

export class Windows {
  /** Beginning of the first window. */
  readonly first: number;
  /** Beginning of the first window that is not listed: up to here no later scheme changes a boundary. */
  readonly listedEnd: number;
  /** Intervals of the longest window, and of the shortest. */
  readonly longest: number;
  readonly shortest: number;
  private readonly runs: readonly Run[];
  private readonly listed: readonly Run[];

  private constructor({ firstInterval, windows }: Billing) {
    let [number, from] = [0, firstInterval];
    const runs: Run[] = [];
    for (const { count, intervalCount: length } of windows) {
      if (runs.at(-1)?.length !== length) runs.push({ number, from, length });
      number += count;
      from += count * length;
    }
    const lengths = runs.map(({ length }) => length);
    this.first = firstInterval;
    this.listedEnd = from;
    this.longest = Math.max(...lengths);
    this.shortest = Math.min(...lengths);
    this.runs = runs;
    this.listed = [...runs, { number, from, length: 0 }];
  }

  /** Those of a scheme: made once for each. */
  static of(billing: Billing): Windows {
    let windows = known.get(billing);
    if (windows === undefined) {
      windows = new Windows(billing);
      known.set(billing, windows);
    }
    return windows;
  }

  /** The last run whose `by` is not more than a value; undefined if none is. */
  private runBy(by: 'number' | 'from', value: number): Run | undefined {
    let [low, high] = [0, this.runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.runs[middle]?.[by] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    return this.runs[low - 1];
  }

  /** Number of the window that contains an interval, from 0 on; -1 before the first window. */
  numberOf(interval: number): number {
    const run = this.runBy('from', interval);
    return run === undefined ? -1 : run.number + Math.floor((interval - run.from) / run.length);
  }

  /** A window by its number; undefined if there is none of that number. */
  at(number: number): Window | undefined {
    const run = this.runBy('number', number);
    return run === undefined ? undefined : { from: run.from + (number - run.number) * run.length, count: run.length };
  }

  /** The window that contains an interval; undefined before the first window. */
  windowOf(interval: number): Window | undefined {
    const run = this.runBy('from', interval);
    return run === undefined ? undefined : { from: interval - ((interval - run.from) % run.length), count: run.length };
  }

  /** The window that begins with an interval; undefined if none does. */
  windowFrom(from: number): Window | undefined {
    const window = this.windowOf(from);
    return window?.from === from ? window : undefined;
  }

  /** The window that begins with an interval of which the caller knows that one does. */
  from(from: number): Window {
    const window = this.windowFrom(from);
    assert(window !== undefined, 'a window begins there');
    return window;
  }

  /** The window after one, which begins where that ends. */
  after({ from, count }: Window): Window {
    return this.from(from + count);
  }

  /** The window before the one that begins with an interval; undefined before the first. */
  before(from: number): Window | undefined {
    return this.windowOf(from - 1);
  }

  /** End of `count` consecutive windows, the first of which begins with an interval. */
  endOf(from: number, count: number): number {
    const last = this.at(this.numberOf(from) + count - 1);
    return last === undefined ? from : last.from + last.count;
  }

  /** The windows that have intervals of [from, until), in order. */
  between(from: number, until: number): Window[] {
    const windows: Window[] = [];
    for (let window = this.windowOf(Math.max(from, this.first)); window !== undefined && window.from < until;) {
      windows.push(window);
      window = this.after(window);
    }
    return windows;
  }

  /** Whether these are the windows of before up to the end of what was listed then, and no shorter a list. */
  prolong(before: Windows): boolean {
    if (this.first !== before.first || this.listedEnd < before.listedEnd) return false;
    const own = this.listed.filter(({ from }) => from < before.listedEnd);
    const isSame = own.every((run, at) => {
      const other = before.listed[at];
      return other !== undefined && run.from === other.from && run.length === other.length;
    });
    // No run of before is missing, and no window of now lies across the end of that list.
    return isSame && own.length === before.listed.length - 1 && this.windowFrom(before.listedEnd) !== undefined;
  }
}
