/**
 * Who is billed for a window, and which cells are remnant: too few of one meter at one rate, so that no bill may have
 * them, and the company that hides them. Follows from pages and roster alone, for all registers at once. [P-8.4]
 */
import type { Floors } from '../../schemas/types.ts';
import { type Mask, commonCount, hasBit, maskOf, setBit } from '../math/bit-rows.ts';
import type { Bitmap } from '../math/bitmap.ts';
import { fromBase64url } from '../wire/bytes.ts';
import type { IntervalRun, Window } from '../grid/interval.ts';
import { LineCounts } from './line-counts.ts';
import type { EnrolledMeter } from '../grid/roster.ts';

/** What a plan needs of a closed page. */
export interface PlannedPage {
  readonly set: Bitmap;
  readonly loads: readonly string[];
  readonly rate: { readonly name: string };
}

/** Consecutive pages of one set and one rate. */
export interface Stretch extends IntervalRun {
  readonly set: Bitmap;
  readonly rate: string;
}

/** One rate of a window and the meters with one list of load registers: what is counted by itself. */
export interface Part {
  readonly rate: string;
  /** The load registers that its meters have; none: nothing of it is in a load. */
  readonly loads: string;
  /** Cells that a bill may have, by roster index; at least `minIntervals` each. */
  readonly kept: Map<number, number>;
  /** Meters of which every cell is remnant. */
  readonly few: Set<number>;
  /** Companions: the intervals whose cells they give up. */
  readonly given: Map<number, ReadonlySet<number>>;
  /** Remnant for everybody: no crowd is to be had. */
  isWhole: boolean;
}

/** The load registers of a meter, as one word: meters that differ in them are counted apart. */
export function loadsOf({ meter }: EnrolledMeter, loads: ReadonlySet<string>): string {
  return meter.registers
    .filter((register) => loads.has(register))
    .toSorted()
    .join(' ');
}

/** Draws orders that nobody chose: xoshiro128** from the bytes of a hash. */
class Draw {
  private readonly state: Uint32Array;

  constructor(hash: string) {
    const bytes = fromBase64url(hash) ?? new Uint8Array(16);
    this.state = new Uint32Array(4);
    bytes.forEach((byte, at) => {
      const word = at & 3;
      this.state[word] = Math.imul((this.state[word] ?? 0) ^ byte, 0x01000193) + at;
    });
    this.state[0] = (this.state[0] ?? 0) | 1;
  }

  private next(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.state;
    const times5 = Math.imul(b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
    const e = c ^ a;
    const f = d ^ b;
    this.state[1] = b ^ e;
    this.state[0] = a ^ f;
    this.state[2] = e ^ (b << 9);
    this.state[3] = (f << 11) | (f >>> 21);
    return result;
  }

  shuffled(items: readonly number[]): number[] {
    const order = [...items];
    for (let last = order.length - 1; last > 0; last--) {
      const other = this.next() % (last + 1);
      const kept = order[last] ?? 0;
      order[last] = order[other] ?? 0;
      order[other] = kept;
    }
    return order;
  }
}

function stretchesOf(from: number, pages: readonly PlannedPage[]): Stretch[] {
  const found: Stretch[] = [];
  pages.forEach(({ set, rate: { name: rate } }, at) => {
    const last = found.at(-1);
    const until = from + at + 1;
    if (last?.set === set && last.rate === rate) found[found.length - 1] = { ...last, until };
    else found.push({ from: from + at, until, set, rate });
  });
  return found;
}

export class WindowPlan {
  readonly window: Window;
  readonly parts: readonly Part[];
  /** All pages of the window, in order: mostly one set serves many of them. */
  readonly stretches: readonly Stretch[];
  private readonly pages: readonly PlannedPage[];
  private readonly meters: readonly EnrolledMeter[];
  private readonly partOf = new Map<string, Part>();
  private readonly classes: readonly string[];
  private readonly pagesAt = new Map<string, number[]>();
  private readonly packed = new Map<Bitmap, Mask>();
  private readonly width: number;

  /**
   * `pages`: all pages of the window, in order. `loads`: registers that have a load curve. `drawnBy`: the hash of an
   * entry from before the window began, so that nobody chooses the company.
   */
  constructor(
    window: Window,
    pages: readonly PlannedPage[],
    meters: readonly EnrolledMeter[],
    loads: ReadonlySet<string>,
    floors: Floors,
    drawnBy: string,
  ) {
    this.window = window;
    this.pages = pages;
    this.meters = meters;
    this.stretches = stretchesOf(window.from, pages);
    this.width = (meters.length + 31) >>> 5;
    this.classes = meters.map((enrolled) => loadsOf(enrolled, loads));
    pages.forEach(({ rate, loads: opened }, at) => {
      const open = this.pagesAt.get(rate.name) ?? [];
      if (opened.length > 0) open.push(at);
      this.pagesAt.set(rate.name, open);
    });
    const counts = new LineCounts(pages, meters.length);
    const parts: Part[] = [];
    for (const rate of counts.rates) parts.push(...this.partsAt(rate, counts, floors.minIntervals));
    this.parts = parts;
    const draw = new Draw(drawnBy);
    for (const part of parts) {
      if (part.loads === '') continue;
      this.findCompany(part, floors, draw);
      if (!part.isWhole && !this.isCrowded(part, part.kept.keys(), floors.minCrowd)) part.isWhole = true;
    }
  }

  private partsAt(rate: string, counts: LineCounts, minIntervals: number): Part[] {
    const byClass = new Map<string, Part>();
    this.classes.forEach((loads, index) => {
      const cells = counts.of(index, rate);
      if (cells === 0) return;
      let part = byClass.get(loads);
      if (part === undefined) {
        part = { rate, loads, kept: new Map(), few: new Set(), given: new Map(), isWhole: false };
        byClass.set(loads, part);
        this.partOf.set(`${rate}/${loads}`, part);
      }
      if (cells < minIntervals) part.few.add(index);
      else part.kept.set(index, cells);
    });
    return [...byClass.values()];
  }

  /** Ids are counted, never key epochs: one home under two indices is one. */
  private idOf(index: number): string {
    return this.meters[index]?.meter.id ?? '';
  }

  /** The intervals at which a meter has cells of a rate. */
  private intervalsOf(index: number, rate: string): number[] {
    return this.pages.flatMap((page, at) =>
      page.rate.name === rate && page.set.has(index) ? [this.window.from + at] : [],
    );
  }

  /**
   * Few meters with few cells would be what loads and bills differ by. Others give up cells, each as many as the largest
   * of them has and on its pages: single cells would hide nothing.
   */
  private findCompany(part: Part, { minCrowd, minIntervals }: Floors, draw: Draw): void {
    const ids = new Set([...part.few].map((index) => this.idOf(index)));
    if (ids.size === 0 || ids.size >= minCrowd) return;
    const few = [...part.few].map((index) => this.intervalsOf(index, part.rate));
    const largest = few.reduce((one, other) => (other.length > one.length ? other : one));
    const able = [...part.kept].flatMap(([index, cells]) => (cells >= minIntervals + largest.length ? [index] : []));
    for (const index of draw.shuffled(able)) {
      if (ids.size >= minCrowd) break;
      if (ids.has(this.idOf(index))) continue;
      ids.add(this.idOf(index));
      const own = this.intervalsOf(index, part.rate);
      const same = own.filter((interval) => largest.includes(interval));
      const others = draw.shuffled(own.filter((interval) => !largest.includes(interval)));
      part.given.set(index, new Set([...same, ...others].slice(0, largest.length)));
      part.kept.set(index, own.length - largest.length);
    }
    if (ids.size < minCrowd) part.isWhole = true;
  }

  private packedSet(page: PlannedPage): Mask {
    let packed = this.packed.get(page.set);
    if (packed === undefined) this.packed.set(page.set, (packed = maskOf(this.width, page.set)));
    return packed;
  }

  /**
   * Whether every page that the part has cells on has at least `least` cells in bills, of these meters, that cover more
   * than half of the rate's pages: then no cut with fewer meters separates anything but whole bills and remnants.
   */
  isCrowded(part: Part, released: Iterable<number>, least: number, personOf?: (meterId: string) => string): boolean {
    const pages = this.pagesAt.get(part.rate) ?? [];
    const long = maskOf(this.width);
    const givenAt = new Map<number, number>();
    for (const index of released) {
      if ((part.kept.get(index) ?? 0) * 2 <= pages.length) continue;
      setBit(long, index);
      for (const interval of part.given.get(index) ?? []) givenAt.set(interval, (givenAt.get(interval) ?? 0) + 1);
    }
    const own = maskOf(this.width);
    for (const index of [...part.kept.keys(), ...part.few]) setBit(own, index);
    for (const at of pages) {
      const page = this.pages[at];
      if (page === undefined) continue;
      const set = this.packedSet(page);
      if (commonCount(set, own) === 0) continue;
      const billed = commonCount(set, long) - (givenAt.get(this.window.from + at) ?? 0);
      if (billed < least) return false;
      if (personOf !== undefined && this.personsAt(part, at, long, personOf) < least) return false;
    }
    return true;
  }

  /** On one page, how many different persons have a cell in those bills. */
  private personsAt(part: Part, at: number, long: Mask, personOf: (meterId: string) => string): number {
    const persons = new Set<string>();
    for (const index of this.pages[at]?.set ?? []) {
      const isGiven = part.given.get(index)?.has(this.window.from + at) === true;
      if (hasBit(long, index) && !isGiven) persons.add(personOf(this.idOf(index)));
    }
    return persons.size;
  }

  /** Different meters that have remnant cells in a part: a few, and their company. */
  remnantIds(part: Part): ReadonlySet<string> {
    return new Set([...part.few, ...part.given.keys()].map((index) => this.idOf(index)));
  }

  /** The part that a meter's cells of a rate are in. */
  part(index: number, rate: string): Part | undefined {
    return this.partOf.get(`${rate}/${this.classes[index] ?? ''}`);
  }

  /** Parts in which a meter has cells for a bill, by rate in code-unit order. */
  partsOf(index: number): Part[] {
    return this.parts.filter((part) => !part.isWhole && part.kept.has(index) && part.loads === this.classes[index]);
  }

  /** Meters (roster indices, ascending) that have cells for a bill. */
  billable(): number[] {
    return this.meters.flatMap(({ index }) => (this.partsOf(index).length > 0 ? [index] : []));
  }

  /** Meters that have cells, and none for a bill. */
  remnantOnly(): number[] {
    const found = new Set(this.parts.flatMap(({ few, kept }) => [...few, ...kept.keys()]));
    for (const index of this.billable()) found.delete(index);
    return [...found].toSorted((one, other) => one - other);
  }

  /** Whether no bill may have a cell of a page's set. */
  isRemnant(index: number, interval: number): boolean {
    const rate = this.pages[interval - this.window.from]?.rate.name ?? '';
    const part = this.part(index, rate);
    if (part === undefined) return false;
    return part.isWhole || part.few.has(index) || part.given.get(index)?.has(interval) === true;
  }
}
