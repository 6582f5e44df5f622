/**
 * Which cells take carried energy of a rate, and how many of them lie in a span: those of the rate of the same name, and
 * only where no tariff known for a window or a later one has it, those of the nearest price. [P-7.3]
 */
import type { Window } from '../protocol/grid/interval.ts';
import { isEnergy } from '../protocol/grid/register.ts';
import { type Calendar, type IntervalRate, SINGLE_RATE, rateFor } from '../protocol/grid/scheme.ts';
import type { RegisterDefinition, Scheme } from '../schemas/types.ts';

type Direction = RegisterDefinition['direction'];

/** A window's intervals by rate. */
interface WindowCells {
  /** In the order in which they occur. */
  readonly rates: readonly IntervalRate[];
  /** By rate name: at i how many of the window's first i intervals are at that rate. */
  readonly before: ReadonlyMap<string, Uint32Array>;
}

export class RateCells {
  private readonly calendar: Calendar;
  private readonly scheme: Scheme;
  private readonly directions: ReadonlyMap<string, Direction>;
  /** By rate name: start of the last window whose tariff has it. */
  private readonly lastWindows = new Map<string, number>();
  private readonly windows = new Map<string, WindowCells>();
  /** By window, rate and direction: the rate whose cells take its energy there. */
  private readonly takers = new Map<string, string | undefined>();

  constructor(scheme: Scheme, calendar: Calendar) {
    this.calendar = calendar;
    this.scheme = scheme;
    this.directions = new Map(scheme.registers.map(({ obis, direction }) => [obis, direction]));
    for (const { from, rates } of scheme.tariffs) {
      for (const { name } of rates) this.lastWindows.set(name, Math.max(from, this.lastWindows.get(name) ?? from));
    }
  }

  /** Name of the rate that what a register counted in an interval was used in. */
  rateOf(interval: number, register: string): string {
    return this.rateAt(interval, register).name;
  }

  private rateAt(interval: number, register: string): IntervalRate {
    return rateFor(this.scheme, register, this.calendar.rateOf(interval));
  }

  /** Whether an interval takes energy that was used in interval `origin`. */
  takes(interval: number, origin: number, register: string): boolean {
    const window = this.calendar.windowOf(interval);
    return window !== undefined && this.takerIn(window, origin, register) === this.rateOf(interval, register);
  }

  /** How many intervals after `after`, up to `until` and with it, take energy that was used in interval `origin`. */
  count(after: number, until: number, origin: number, register: string): number {
    let cells = 0;
    for (let from = after + 1; from <= until;) {
      const window = this.calendar.windowOf(from);
      if (window === undefined) return cells;
      const end = Math.min(window.from + window.count, until + 1);
      const taker = this.takerIn(window, origin, register);
      const before = taker === undefined ? undefined : this.cellsOf(window, register).before.get(taker);
      if (before !== undefined) cells += (before[end - window.from] ?? 0) - (before[from - window.from] ?? 0);
      from = end;
    }
    return cells;
  }

  /** The rate of a window that takes energy which was used in interval `origin`; undefined if a later one has its rate. */
  private takerIn(window: Window, origin: number, register: string): string | undefined {
    const rate = this.rateAt(origin, register);
    const direction = this.directions.get(register) ?? 'import';
    const hasPrices = isEnergy(this.scheme, register);
    const key = `${window.from}/${direction}/${hasPrices}/${rate.microPerKwh}/${rate.name}`;
    if (this.takers.has(key)) return this.takers.get(key);
    const { rates } = this.cellsOf(window, register);
    let taker: string | undefined;
    if (rates.some(({ name }) => name === rate.name)) taker = rate.name;
    else if ((this.lastWindows.get(rate.name) ?? -1) < window.from) taker = nearest(rates, rate, direction);
    this.takers.set(key, taker);
    return taker;
  }

  private cellsOf(window: Window, register: string): WindowCells {
    const key = `${window.from}/${isEnergy(this.scheme, register)}`;
    const known = this.windows.get(key);
    if (known !== undefined) return known;
    const rates = new Map<string, IntervalRate>();
    const names: string[] = [];
    for (let at = 0; at < window.count; at++) {
      const rate = this.rateAt(window.from + at, register);
      rates.set(rate.name, rate);
      names.push(rate.name);
    }
    const before = new Map([...rates.keys()].map((name) => [name, new Uint32Array(window.count + 1)]));
    for (const [name, counts] of before) {
      for (const [at, other] of names.entries()) counts[at + 1] = (counts[at] ?? 0) + (other === name ? 1 : 0);
    }
    const cells = { rates: [...rates.values()], before };
    this.windows.set(key, cells);
    return cells;
  }
}

/** The rate of the nearest price; of two as near, the one that is better for the household. */
function nearest(rates: readonly IntervalRate[], wanted: IntervalRate, direction: Direction): string {
  const better = direction === 'export' ? -1 : 1;
  const [first] = rates.toSorted(
    (one, other) =>
      Math.abs(one.microPerKwh - wanted.microPerKwh) - Math.abs(other.microPerKwh - wanted.microPerKwh) ||
      better * (one.microPerKwh - other.microPerKwh),
  );
  return first?.name ?? SINGLE_RATE;
}
