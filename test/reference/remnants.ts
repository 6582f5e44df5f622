/**
 * The slow twin of remnants: which cells of a window a bill may have, worked out cell by cell from its pages, and what
 * its bill entries have released. Shares no code with `protocol/`. [P-7.5, P-8.4]
 */

export interface SlowHome {
  readonly id: string;
  readonly registers: readonly string[];
}

export interface SlowClosedPage {
  readonly interval: number;
  readonly set: ReadonlySet<number>;
  readonly rate: string;
  /** Load registers that somebody in the set has. */
  readonly loads: readonly string[];
}

export interface SlowFloors {
  readonly minIntervals: number;
  readonly minCrowd: number;
}

type Fate = 'few' | 'given' | 'whole';

/** The cells of meters with the same load registers at one rate. */
interface Class {
  readonly rate: string;
  /** Intervals of each meter, by roster index. */
  readonly cells: Map<number, number[]>;
  readonly fates: Map<string, Fate>;
  /** Pages of the rate that have a load. */
  readonly pages: readonly SlowClosedPage[];
  readonly hasLoad: boolean;
}

/** Words of a generator (xoshiro128**) seeded with the bytes of a hash. */
function* wordsOf(hash: string): Generator<number, never> {
  const s = [0, 0, 0, 0];
  for (const [at, byte] of [...Buffer.from(hash, 'base64url')].entries())
    s[at % 4] = (Math.imul(s[at % 4]! ^ byte, 16_777_619) + at) >>> 0;
  s[0] = (s[0]! | 1) >>> 0;
  const turned = (word: number, by: number): number => ((word << by) | (word >>> (32 - by))) >>> 0;
  for (;;) {
    yield Math.imul(turned(Math.imul(s[1]!, 5), 7), 9) >>> 0;
    const shifted = s[1]! << 9;
    s[2] = s[2]! ^ s[0];
    s[3] = s[3]! ^ s[1]!;
    s[1] = s[1]! ^ s[2];
    s[0] = s[0] ^ s[3];
    s[2] = s[2] ^ shifted;
    s[3] = turned(s[3], 11);
  }
}

/** Swaps from the last place down (Fisher-Yates). */
function drawn<T>(items: readonly T[], words: Generator<number, never>): T[] {
  const order = [...items];
  for (let place = order.length; place > 1; place--) {
    const other = words.next().value % place;
    [order[place - 1], order[other]] = [order[other]!, order[place - 1]!];
  }
  return order;
}

export class SlowWindow {
  /** By roster index. */
  readonly released = new Set<number>();
  waiting = new Set<number>();
  /** Bill entries so far. */
  rounds = 0;
  private readonly pages: readonly SlowClosedPage[];
  private readonly homes: readonly SlowHome[];
  private readonly floors: SlowFloors;
  private readonly classes: Class[] = [];

  /** `pages`: all of the window. `loads`: registers that have a load curve. `drawnBy`: the hash that companions are drawn by. */
  constructor(
    pages: readonly SlowClosedPage[],
    homes: readonly SlowHome[],
    loads: ReadonlySet<string>,
    floors: SlowFloors,
    drawnBy: string,
  ) {
    this.pages = pages;
    this.homes = homes;
    this.floors = floors;
    const words = wordsOf(drawnBy);
    const kinds = homes.map(({ registers }) =>
      registers
        .filter((one) => loads.has(one))
        .toSorted()
        .join(' '),
    );
    for (const rate of [...new Set(pages.map((page) => page.rate))].toSorted()) {
      const ofRate = pages.filter((page) => page.rate === rate);
      const seen = kinds.filter((_, index) => ofRate.some(({ set }) => set.has(index)));
      for (const kind of new Set(seen)) {
        const cells = new Map<number, number[]>();
        kinds.forEach((other, index) => {
          const own = ofRate.filter(({ set }) => set.has(index)).map(({ interval }) => interval);
          if (other === kind && own.length > 0) cells.set(index, own);
        });
        const open = ofRate.filter((page) => page.loads.length > 0);
        const one: Class = { rate, cells, fates: new Map(), pages: open, hasLoad: kind !== '' };
        this.classes.push(one);
        for (const [index, own] of cells) if (own.length < floors.minIntervals) this.mark(one, index, own, 'few');
        if (one.hasLoad) this.company(one, words);
      }
    }
  }

  private mark({ fates }: Class, index: number, intervals: readonly number[], fate: Fate): void {
    for (const interval of intervals) fates.set(`${index}/${interval}`, fate);
  }

  private idsOf(indices: Iterable<number>): Set<string> {
    return new Set([...indices].map((index) => this.homes[index]!.id));
  }

  /** A few meters' cells among those of others, as many each; or nobody is billed at this rate. */
  private company(one: Class, words: Generator<number, never>): void {
    const { minCrowd, minIntervals } = this.floors;
    const few = [...one.cells].filter(([, own]) => own.length < minIntervals);
    const ids = this.idsOf(few.map(([index]) => index));
    const most = Math.max(0, ...few.map(([, own]) => own.length));
    const model = few.find(([, own]) => own.length === most)?.[1] ?? [];
    if (ids.size > 0 && ids.size < minCrowd) {
      const able = [...one.cells].filter(([, own]) => own.length >= minIntervals && own.length - most >= minIntervals);
      for (const [index, own] of drawn(able, words)) {
        const { id } = this.homes[index]!;
        if (ids.size === minCrowd || ids.has(id)) continue;
        ids.add(id);
        const elsewhere = drawn(
          own.filter((interval) => !model.includes(interval)),
          words,
        );
        const beside = own.filter((interval) => model.includes(interval));
        this.mark(one, index, [...beside, ...elsewhere].slice(0, most), 'given');
      }
    }
    const isAlone = ids.size > 0 && ids.size < minCrowd;
    if (isAlone || !this.isCrowd(one, [...one.cells.keys()]))
      for (const [index, own] of one.cells) this.mark(one, index, own, 'whole');
  }

  private billed(one: Class, index: number): number[] {
    return (one.cells.get(index) ?? []).filter((interval) => !one.fates.has(`${index}/${interval}`));
  }

  /** Every page of the class has cells of enough meters whose bills cover more than half of the rate's pages. */
  private isCrowd(one: Class, meters: readonly number[]): boolean {
    const long = meters.filter((index) => this.billed(one, index).length > one.pages.length / 2);
    return one.pages.every(({ interval, set }) => {
      const isTouched = [...one.cells.keys()].some((index) => set.has(index));
      const there = long.filter((index) => this.billed(one, index).includes(interval));
      return !isTouched || there.length >= this.floors.minCrowd;
    });
  }

  /** Classes in which those who are released would be no crowd: of a settled window, nobody is billed in them. */
  private get withheld(): Class[] {
    if (this.rounds === 0 || this.waiting.size > 0) return [];
    return this.classes.filter((one) => {
      const meters = [...this.released].filter((index) => this.billed(one, index).length > 0);
      return one.hasLoad && meters.length > 0 && !this.isCrowd(one, meters);
    });
  }

  /** Meters that have cells for a bill, ascending. */
  get billable(): number[] {
    return [...this.homes.keys()].filter((index) => this.classes.some((one) => this.billed(one, index).length > 0));
  }

  /** Who is released and who waits by the next bill entry of the window, when these are held wholly by enough. */
  content(held: ReadonlySet<number>): { readonly released: number[]; readonly waiting: number[] } {
    const able = this.rounds === 0 ? this.billable : [...this.waiting];
    const there = able.filter((index) => held.has(index));
    const all = [...this.released, ...there];
    const lonely = this.classes.filter((one) => {
      const meters = all.filter((index) => this.billed(one, index).length > 0);
      return one.hasLoad && meters.length > 0 && !this.isCrowd(one, meters);
    });
    if (this.rounds === 0 && lonely.length > 0) return { released: [], waiting: able };
    const released = there.filter((index) =>
      this.classes.some((one) => !lonely.includes(one) && this.billed(one, index).length > 0),
    );
    return { released, waiting: this.rounds === 0 ? able.filter((index) => !held.has(index)) : [] };
  }

  /** A bill entry of the window, as it was certified; what is wrong with it, in words. */
  apply(round: number, released: ReadonlySet<number>, waiting: ReadonlySet<number>): string | undefined {
    const could = this.rounds === 0 ? this.billable : [...this.waiting];
    const stranger = [...released, ...waiting].find((index) => !could.includes(index) || this.released.has(index));
    const both = [...released].find((index) => waiting.has(index));
    const forgotten = round === 1 ? could.find((index) => !released.has(index) && !waiting.has(index)) : undefined;
    this.rounds += 1;
    for (const index of released) this.released.add(index);
    this.waiting = new Set(waiting);
    if (round !== this.rounds) return `round ${round} is its entry number ${this.rounds}`;
    if (stranger !== undefined) return `meter ${stranger} has nothing to be billed for`;
    if (both !== undefined) return `meter ${both} is released and waits`;
    if (round === 2 && waiting.size > 0) return 'somebody waits after the second round';
    return forgotten === undefined ? undefined : `meter ${forgotten} is neither released nor waits`;
  }

  /** The cells that a meter's bill covers: intervals, ascending. */
  covered(index: number): number[] {
    if (!this.released.has(index)) return [];
    const { withheld } = this;
    const own = this.classes.filter((one) => !withheld.includes(one)).flatMap((one) => this.billed(one, index));
    return own.toSorted((a, b) => a - b);
  }

  /** What became of a cell of a page's set; undefined if a bill has it, or may get it. */
  fateOf(index: number, interval: number): Fate | 'withheld' | 'in vain' | undefined {
    const one = this.classes.find(({ cells }) => cells.get(index)?.includes(interval) === true);
    const fate = one?.fates.get(`${index}/${interval}`);
    if (one === undefined || fate !== undefined || this.rounds === 0 || this.waiting.size > 0) return fate;
    if (!this.released.has(index)) return 'in vain';
    return this.withheld.includes(one) ? 'withheld' : undefined;
  }

  /** Different fates of cells of this window. */
  get fates(): Set<string> {
    const cells = this.pages.flatMap(({ interval, set }) => [...set].map((index) => this.fateOf(index, interval)));
    return new Set(cells.filter((fate) => fate !== undefined));
  }
}
