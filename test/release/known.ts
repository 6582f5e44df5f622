/**
 * Everything the utility was ever told, as linear forms over cells, kept from the entries alone by its own bookkeeping:
 * loads are sums of pages, bills sums of a meter's cells by register and rate. Tags are the same sums again. [P-8.4]
 */
import type { SlowCell, SlowFloors } from './slow-graph.ts';
import { type Form, Span } from './linear-forms.ts';

export interface KnownMeter {
  readonly registers: readonly string[];
}

export interface KnownPage {
  readonly interval: number;
  readonly set: ReadonlySet<number>;
  readonly empty: ReadonlySet<string>;
  readonly rate: string;
}

interface Cell {
  readonly meter: number;
  readonly interval: number;
  readonly register: string;
  readonly rate: string;
  readonly isOfLoad: boolean;
  bill: string | undefined;
  isWaived: boolean;
}

/** A combination of totals that tells too few cells from all others. */
export interface Leak {
  readonly cells: readonly string[];
  readonly least: number;
}

export class Known {
  readonly cells: Cell[] = [];
  /** Further forms that no entry could say: planted by a test. */
  readonly planted: { readonly register: string; readonly form: Form }[] = [];
  private readonly meters: readonly KnownMeter[];
  private readonly loads: ReadonlySet<string>;
  private readonly pages: { readonly interval: number; readonly register: string; readonly cells: number[] }[] = [];
  private billCount = 0;

  constructor(meters: readonly KnownMeter[], loads: ReadonlySet<string>) {
    this.meters = meters;
    this.loads = loads;
  }

  closed({ interval, set, empty, rate }: KnownPage): void {
    const totals = new Map<string, number[]>();
    for (const meter of set) {
      for (const register of this.meters[meter]!.registers) {
        if (empty.has(register)) continue;
        const isOfLoad = this.loads.has(register);
        if (isOfLoad) totals.set(register, [...(totals.get(register) ?? []), this.cells.length]);
        this.cells.push({ meter, interval, register, rate, isOfLoad, bill: undefined, isWaived: false });
      }
    }
    for (const [register, cells] of totals) this.pages.push({ interval, register, cells });
  }

  /** Indices of a meter's cells before `end` that no bill covers, from `start` on. */
  unbilled(meter: number, end: number, start = 0): number[] {
    return [...this.cells.keys()].filter((at) => {
      const cell = this.cells[at]!;
      return (
        cell.meter === meter &&
        cell.interval < end &&
        cell.interval >= start &&
        cell.bill === undefined &&
        !cell.isWaived
      );
    });
  }

  /** Cells of each line that a bill up to `end` would have. */
  lines(meter: number, end: number): Map<string, number[]> {
    const lines = new Map<string, number[]>();
    for (const at of this.unbilled(meter, end)) {
      const name = `${this.cells[at]!.register}/${this.cells[at]!.rate}`;
      lines.set(name, [...(lines.get(name) ?? []), at]);
    }
    return lines;
  }

  billed(meters: Iterable<number>, end: number): void {
    this.billCount += 1;
    for (const meter of meters)
      for (const [name, cells] of this.lines(meter, end))
        for (const at of cells) this.cells[at]!.bill = `bill ${this.billCount} of ${meter} ${name}`;
  }

  waived(meter: number, end: number): void {
    for (const at of this.unbilled(meter, end)) this.cells[at]!.isWaived = true;
  }

  /**
   * A weighted sum that was opened. Cells are small against weights, so what one weight sets apart can be read off it:
   * 1000 everywhere and 1001 once is that reading modulo 1000. It tells one sum for every weight but 0.
   */
  openCost(register: string, weighted: readonly (readonly [cell: number, weight: number])[]): void {
    for (const weight of new Set(weighted.map(([, one]) => one).filter((one) => one !== 0))) {
      const form = new Map(weighted.filter(([, one]) => one === weight).map(([at]) => [at, 1]));
      this.planted.push({ register, form });
    }
  }

  /** The same knowledge with something more. */
  with(change: (known: Known) => void): Known {
    const copy = new Known(this.meters, this.loads);
    copy.cells.push(...this.cells.map((cell) => ({ ...cell })));
    copy.pages.push(...this.pages);
    copy.planted.push(...this.planted);
    copy.billCount = this.billCount;
    change(copy);
    return copy;
  }

  /** As the slow graph takes them: those in a load. */
  get loadCells(): SlowCell[] {
    return this.cells.filter(({ isOfLoad }) => isOfLoad);
  }

  private forms(register: string): Form[] {
    const bills = new Map<string, Map<number, number>>();
    for (const [at, { bill, ...cell }] of this.cells.entries()) {
      if (bill === undefined || cell.register !== register) continue;
      bills.set(bill, (bills.get(bill) ?? new Map<number, number>()).set(at, 1));
    }
    const loads = this.pages
      .filter((page) => page.register === register)
      .map(({ cells }) => new Map(cells.map((at) => [at, 1])));
    return [
      ...loads,
      ...bills.values(),
      ...this.planted.filter((one) => one.register === register).map(({ form }) => form),
    ];
  }

  /** Too few cells that some combination of all that is known tells from all others, though not all are waived. */
  leak({ minMeters, minIntervals }: SlowFloors): Leak | undefined {
    const together = Math.min(minMeters, minIntervals);
    for (const register of new Set(this.cells.map((cell) => cell.register))) {
      const own = [...this.cells.keys()].filter((at) => this.cells[at]!.register === register);
      const numbers = new Map(own.map((at, number) => [at, number]));
      const renumbered = this.forms(register).map(
        (form) => new Map([...form].map(([at, factor]) => [numbers.get(at)!, factor])),
      );
      const span = new Span(renumbered, own.length);
      const waived = new Set(own.filter((at) => this.cells[at]!.isWaived).map((at) => numbers.get(at)!));
      const found = (among: readonly number[], least: number): Leak | undefined => {
        const cells = span.isolated(among, least - 1, waived)?.map((number) => {
          const { meter, interval } = this.cells[own[number]!]!;
          return `${register} of meter ${meter} at ${interval}`;
        });
        return cells && { cells, least };
      };
      const all = [...own.keys()];
      const leak =
        found(all, together) ??
        this.meters.reduce<Leak | undefined>(
          (first, _, meter) =>
            first ??
            found(
              all.filter((number) => this.cells[own[number]!]!.meter === meter),
              minIntervals,
            ),
          undefined,
        );
      if (leak !== undefined) return leak;
    }
    return undefined;
  }
}
