/**
 * The judge of a simulated run. It keeps the truth by itself (what homes used, what was written, what was certified) and
 * holds everything that becomes durable or leaves a party against it, at once. [P-2.4, P-6.3, P-7]
 */
import { entryHash } from '../../protocol/log/entries.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import type { Span } from '../../aggregator/erased.ts';
import type { LedgerOp, StoredRelease } from '../../aggregator/ledger.ts';
import { ELEMENT_BYTES, add, decodeElement, multiply } from '../../protocol/math/field.ts';
import { lagrangeWeights } from '../../protocol/math/lagrange.ts';
import type { Booking, OutboxOp } from '../../meter/outbox.ts';
import type { BillEntry, CertifiedEntry, CloseEntry, Receipt, Scheme } from '../../schemas/types.ts';
import type { ArchiveOp, BillFigure, LoadFigure } from '../../utility/archive.ts';
import { slowRate } from '../reference/calendar.ts';
import { type Cell, thinCut } from '../reference/cuts.ts';
import { SlowWindow } from '../reference/remnants.ts';
import type { Coverage } from './coverage.ts';
import { explainTotal } from './fingerprint.ts';
import type { ForkJudge } from './fork-judge.ts';
import { FoundingJudge } from './founding-judge.ts';
import type { MeterPlan } from './cast.ts';
import type { Crypto } from '../../protocol/keys/crypto-port.ts';
import type { RegisterJudge } from './register-judge.ts';
import type { Scenario } from './scenario.ts';
import type { SumsOpener } from './opened-sums.ts';
import type { SimulatedLedger } from './stores.ts';
import { demand } from './violation.ts';

/** One meter's books as they are on disk. */
interface Books {
  readonly plan: MeterPlan;
  readonly number: number;
  /** Written readings, for ever: what homes used, and what was booked for it. */
  readonly written: Map<
    number,
    { readonly usedWh: readonly number[]; readonly bookedWh: readonly number[]; isVoid: boolean }
  >;
  readonly carries: Map<string, number>;
  /** Per register. */
  readonly usedWh: number[];
  readonly bookedWh: number[];
  readonly carriedWh: number[];
  /** Intervals deleted from the outbox. */
  readonly done: Set<number>;
}

interface Member {
  readonly meter: string;
  readonly registers: readonly string[];
  readonly from: number;
  until: number;
}

interface JudgedPage {
  readonly set: Bitmap;
  readonly empty: ReadonlySet<string>;
  readonly rate: string;
  /** Hash of the entry that closed it. */
  readonly hash: string;
}

/** What a certified bill covers, by roster index. */
type Covered = Map<number, readonly number[]>;

interface JudgedArea {
  readonly entries: string[];
  readonly roster: Member[];
  readonly pages: Map<number, JudgedPage>;
  /** By sequence number. */
  readonly bills: Map<number, Covered>;
  /** By start: windows with a bill entry. */
  readonly windows: Map<number, SlowWindow>;
  /** By sequence number: the latest figure of the thief's bill. */
  readonly stolen: Map<number, BillFigure>;
  firstHash: string;
  /** In force. */
  scheme: Scheme;
  readonly verified: Map<string, BillFigure>;
  readonly loads: Map<string, LoadFigure>;
  nextPage: number;
}

/** What a reading reports of its own interval: all but what is booked again on it, in the same commit. */
function ownWh({ meter, reading }: Extract<OutboxOp, { kind: 'reading' }>, ops: readonly OutboxOp[]): number[] {
  const again = ops.flatMap((op) =>
    op.kind === 'booking' && op.meter === meter && op.booking.to === reading.interval ? [op.booking] : [],
  );
  return reading.bookedWh.map((wh, at) =>
    again.reduce((rest, { register, wh: part }) => rest - (register === at ? part : 0), wh),
  );
}

export class Oracle {
  readonly areas = new Map<string, JudgedArea>();
  readonly meters = new Map<string, Books>();
  private readonly crypto: Crypto;
  private readonly scenario: Scenario;
  private readonly coverage: Coverage;
  private readonly ledgers: ReadonlyMap<number, SimulatedLedger>;
  /** Cells that a disk gives back otherwise than they were written: `aggregator/area/interval/index`. */
  readonly rotten = new Set<string>();
  /** By the utility: whose words count no more. */
  private readonly convicted = new Set<string>();
  private readonly accepted = new Map<string, string>();
  private readonly attested = new Map<string, string>();
  private readonly releases = new Map<string, string>();

  private readonly opener: SumsOpener;
  readonly founding: FoundingJudge;

  constructor(
    crypto: Crypto,
    scenario: Scenario,
    coverage: Coverage,
    ledgers: ReadonlyMap<number, SimulatedLedger>,
    opener: SumsOpener,
  ) {
    this.crypto = crypto;
    this.scenario = scenario;
    this.opener = opener;
    this.coverage = coverage;
    this.ledgers = ledgers;
    this.founding = new FoundingJudge(scenario.scheme, (area) => this.area(area).entries);
    scenario.fleets.flat().forEach((plan, number) => {
      const zeros = (): number[] => plan.registers.map(() => 0);
      this.meters.set(plan.id, {
        plan,
        number,
        written: new Map(),
        carries: new Map(),
        usedWh: zeros(),
        bookedWh: zeros(),
        carriedWh: zeros(),
        done: new Set(),
      });
    });
  }

  area(name: string): JudgedArea {
    let area = this.areas.get(name);
    if (area === undefined) {
      area = {
        entries: [],
        roster: [],
        pages: new Map(),
        bills: new Map(),
        windows: new Map(),
        stolen: new Map(),
        firstHash: '',
        scheme: this.scenario.scheme,
        verified: new Map(),
        loads: new Map(),
        nextPage: this.scenario.scheme.billing.firstInterval,
      };
      this.areas.set(name, area);
    }
    return area;
  }

  usedWh(meter: Books, interval: number): number[] {
    return meter.plan.registers.map((_, register) => this.scenario.readingWh(meter.number, register, interval));
  }

  // --- meters

  outbox(ops: readonly OutboxOp[]): void {
    const touched = new Set<Books>();
    for (const op of ops) {
      if (op.kind === 'scheme' || op.kind === 'card' || op.kind === 'proof') continue;
      const books = this.meters.get(op.meter);
      demand(books !== undefined, `${op.meter} is a meter of this grid`);
      touched.add(books);
      this.book(books, op, ops);
    }
    for (const books of touched) {
      books.plan.registers.forEach((register, at) => {
        const sum = (books.bookedWh[at] ?? 0) + (books.carriedWh[at] ?? 0);
        demand(
          sum === books.usedWh[at],
          `the books of ${books.plan.id} sum to its register ${register}: used ${books.usedWh[at]} Wh, booked and carried ${sum} Wh`,
        );
      });
    }
  }

  private book(books: Books, op: Extract<OutboxOp, { meter: string }>, ops: readonly OutboxOp[]): void {
    const { id } = books.plan;
    switch (op.kind) {
      case 'reading': {
        const { interval, bookedWh } = op.reading;
        demand(!books.written.has(interval), `${id} writes interval ${interval} once`);
        const usedWh = this.registers === undefined ? this.usedWh(books, interval) : ownWh(op, ops);
        this.registers?.reading(id, interval, usedWh);
        books.written.set(interval, { usedWh, bookedWh, isVoid: false });
        usedWh.forEach((wh, at) => {
          books.usedWh[at] = (books.usedWh[at] ?? 0) + wh;
          books.bookedWh[at] = (books.bookedWh[at] ?? 0) + (bookedWh[at] ?? 0);
        });
        break;
      }
      case 'carry': {
        const name = `${op.carry.interval}/${op.carry.register}`;
        const { register, remainingWh } = op.carry;
        books.carriedWh[register] = (books.carriedWh[register] ?? 0) + remainingWh - (books.carries.get(name) ?? 0);
        books.carries.set(name, remainingWh);
        break;
      }
      case 'booking':
        this.coverage.saw('void energy booked again');
        this.judgeBooking(books, op.booking);
        break;
      case 'void': {
        const written = books.written.get(op.interval);
        demand(written !== undefined, `${id} voids what it wrote`);
        this.coverage.saw('a void cell');
        demand(!written.isVoid, `${id} voids interval ${op.interval} once`);
        demand(
          this.isVoid(books.plan, op.interval),
          `${id} voids interval ${op.interval} only when its page closed without it`,
        );
        written.bookedWh.forEach((wh, at) => {
          books.bookedWh[at] = (books.bookedWh[at] ?? 0) - wh;
        });
        written.isVoid = true;
        break;
      }
      case 'bill':
      case 'billed':
        break;
      case 'refused':
        demand(false, `${id} leaves out nothing, since every reading can be`);
        break;
      case 'sample':
      case 'counter':
      case 'estimate':
      case 'replacement':
        demand(
          this.registers !== undefined,
          `${id} has no register, since its intervals are finished when it gets them`,
        );
        this.registers.write(op);
        break;
      case 'gap':
        this.registers?.write(op);
        this.coverage.saw('intervals without a reading');
        for (let interval = op.gap.from; interval < op.gap.until; interval++)
          demand(!books.written.has(interval), `${id} says that it has no reading of what it did not write`);
        break;
      case 'joined':
        demand(op.interval === books.plan.from, `${id} believes that it joined with interval ${books.plan.from}`);
        break;
      case 'before':
        this.coverage.saw('a reading from before a meter joined');
        for (const interval of op.intervals) {
          const written = books.written.get(interval);
          demand(written !== undefined && !written.isVoid, `${id} puts aside what it wrote`);
          demand(interval < books.plan.from, `${id} sends interval ${interval}, of which the roster has it`);
          // It is on no bill, and is not to be.
          written.usedWh.forEach((wh, at) => {
            books.usedWh[at] = (books.usedWh[at] ?? 0) - wh;
            books.bookedWh[at] = (books.bookedWh[at] ?? 0) - (written.bookedWh[at] ?? 0);
          });
        }
        break;
      case 'lost':
        demand(false, `${id} does not call its store lost, since none is`);
        break;
      case 'forget':
        for (const interval of op.intervals) this.deleted(books, interval);
        break;
    }
  }

  /** At the rate that it was used in, and spread: a load that has it all would tell it. [P-7.3] */
  private judgeBooking({ plan, written }: Books, { from, to, register, wh }: Booking): void {
    const { scheme } = this.area(plan.area);
    const [before, now] = [slowRate(scheme, from), slowRate(scheme, to)];
    // A rate that no tariff has any more goes on at the nearest price.
    const isGone = !scheme.tariffs.some(
      (tariff) => tariff.from + tariff.count > to && tariff.rates.some(({ name }) => name === before.name),
    );
    demand(
      before.name === now.name || isGone,
      `${plan.id} books what was used at rate ${before.name} (interval ${from}) at rate ${now.name} (interval ${to})`,
    );
    const all = written.get(from)?.bookedWh[register] ?? 0;
    const { minIntervals } = scheme.floors;
    demand(
      wh <= Math.ceil(all / minIntervals),
      `${plan.id} books the ${all} Wh of interval ${from} in ${minIntervals} portions, and not ${wh} Wh on interval ${to}`,
    );
  }

  private isVoid(plan: MeterPlan, interval: number): boolean {
    const area = this.area(plan.area);
    const page = area.pages.get(interval);
    if (page === undefined) return false;
    const index = area.roster.findIndex(
      ({ meter, from, until }) => meter === plan.id && interval >= from && interval < until,
    );
    if (index === -1 || !page.set.has(index)) return true;
    return area.windows.get(this.windowStart(interval))?.fateOf(index, interval) !== undefined;
  }

  private windowStart(interval: number): number {
    const { firstInterval, intervalCount } = this.scenario.scheme.billing;
    return interval - ((interval - firstInterval) % intervalCount);
  }

  private deleted(books: Books, interval: number): void {
    const { plan } = books;
    const area = this.area(plan.area);
    const written = books.written.get(interval);
    demand(written !== undefined, `${plan.id} deletes what it wrote`);
    const isBilled = [...area.bills].some(([sequence, covered]) =>
      [...covered].some(
        ([index, intervals]) =>
          area.roster[index]?.meter === plan.id &&
          intervals.includes(interval) &&
          area.verified.has(`${sequence}/${index}`),
      ),
    );
    demand(
      written.isVoid || isBilled,
      `${plan.id} lets interval ${interval} go only when its bill arrived, or it is void`,
    );
    books.done.add(interval);
  }

  // --- the log

  private certified(name: string, certified: CertifiedEntry): void {
    const area = this.area(name);
    const { entry } = certified;
    if (certified.certificate.ballot > 0) this.coverage.saw('an entry certified under a higher ballot');
    const text = canonicalJson(entry);
    const known = area.entries[entry.sequence];
    if (known !== undefined) {
      demand(known === text, `one certified entry for number ${entry.sequence} of ${name}, the same at all`);
      return;
    }
    demand(entry.sequence === area.entries.length, `entry ${entry.sequence} of ${name} comes after the one before`);
    area.entries.push(text);
    const hash = entryHash(this.crypto, entry);
    if (area.firstHash === '') area.firstHash = hash;
    switch (entry.kind) {
      case 'scheme':
        area.scheme = entry.scheme;
        break;
      case 'roster':
        for (const id of entry.remove) {
          const leaving = area.roster.findLast(({ meter }) => meter === id);
          if (leaving !== undefined) leaving.until = entry.from;
        }
        for (const { id, registers } of entry.add)
          area.roster.push({ meter: id, registers, from: entry.from, until: Infinity });
        break;
      case 'close':
        this.closed(area, entry, hash);
        break;
      case 'bill':
        this.billed(area, entry);
        break;
    }
  }

  private get loads(): Set<string> {
    return new Set(this.scenario.scheme.registers.flatMap(({ obis, isLoad }) => (isLoad ? [obis] : [])));
  }

  private closed(area: JudgedArea, { pages }: CloseEntry, hash: string): void {
    const { scheme } = area;
    const least = Math.max(scheme.floors.minMeters, scheme.floors.minCrowd);
    for (const page of pages) {
      const { interval } = page;
      demand(interval === area.nextPage, `page ${interval} closes in its turn, once`);
      area.nextPage += 1;
      const [set, empty] = [Bitmap.decode(page.set)!, new Set(page.empty)];
      const { name: rate } = slowRate(scheme, interval);
      if (empty.size === this.loads.size) this.coverage.saw('a page that closed empty');
      area.pages.set(interval, { set, empty, rate, hash });
      if (this.founding.foundedAfter(interval).length > 0)
        this.coverage.saw(
          set.size > 0
            ? 'a page from before a founding, without the founded one'
            : 'a page from before a founding that closed void',
        );
      const kinds = new Map<string, number>();
      for (const index of set) {
        const own = area.roster[index]?.registers.filter((register) => this.loads.has(register)) ?? [];
        kinds.set(own.join(' '), (kinds.get(own.join(' ')) ?? 0) + 1);
        const strange = own.find((register) => empty.has(register));
        demand(strange === undefined, `page ${interval} has a cell of ${strange}, and is empty for it`);
      }
      if (kinds.size > 1) this.coverage.saw('a page of meters with different load registers');
      for (const [kind, meters] of kinds)
        demand(
          kind === '' || meters >= least,
          `page ${interval} has ${meters} meters with the load registers ${kind}, fewer than ${least}: two loads tell them apart`,
        );
    }
  }

  private billed(area: JudgedArea, { sequence, from, count, round, ...entry }: BillEntry): void {
    const { floors } = this.scenario.scheme;
    const [released, waiting] = [new Set(Bitmap.decode(entry.released)), new Set(Bitmap.decode(entry.waiting))];
    let window = area.windows.get(from);
    if (window === undefined) {
      const open = [...area.windows.values()].some((other) => other.waiting.size > 0);
      demand(!open && from === this.windowStart(from), `the window from ${from} is billed when none before it is open`);
      const pages = Array.from({ length: count }, (_, at) => {
        const { set, rate, empty } = area.pages.get(from + at)!;
        const loads = [...this.loads].filter((register) => !empty.has(register));
        return { interval: from + at, set: new Set(set), rate, loads };
      });
      const homes = area.roster.map(({ meter, registers }) => ({ id: meter, registers }));
      const drawnBy = area.pages.get(from - 2)?.hash ?? area.firstHash;
      window = new SlowWindow(pages, homes, this.loads, floors, drawnBy);
      area.windows.set(from, window);
    }
    const wanted = window.waiting.size;
    const problem = window.apply(round, released, waiting);
    demand(problem === undefined, `bill ${sequence} says what follows from the pages: ${problem}`);
    if (waiting.size > 0) this.coverage.saw('a meter that waits: notHeld');
    if (round === 2 && released.size > 0) this.coverage.saw('a bill that came late');
    if (round === 2 && released.size < wanted) this.coverage.saw('a meter that waited in vain');
    if (waiting.size === 0) for (const fate of window.fates) this.coverage.saw(`a remnant: ${fate}`);
    area.bills.set(sequence, new Map([...released].map((index) => [index, window.covered(index)])));
    this.judgeCuts(area, from, count, window);
  }

  /** Whatever combination of all that was released somebody takes: it tells no few cells of a few meters. [P-8.4] */
  private judgeCuts(area: JudgedArea, from: number, count: number, window: SlowWindow): void {
    const { registers, floors } = this.scenario.scheme;
    const cells = new Map<string, Cell[]>();
    const covered = area.roster.map((_, index) => new Set(window.covered(index)));
    for (let page = from; page < from + count; page++) {
      const { set, rate, empty } = area.pages.get(page)!;
      for (const index of set) {
        const { meter, registers: own } = area.roster[index]!;
        const bill = covered[index]!.has(page) ? `bill ${index}` : undefined;
        for (const register of own) {
          const name = `${register}/${rate}`;
          // A register without loads: its bills are all there is to it.
          const isLoad = registers.some(({ obis, isLoad: one }) => one && obis === register) && !empty.has(register);
          if (!isLoad && bill === undefined) continue;
          cells.set(name, [...(cells.get(name) ?? []), { meter, page: isLoad ? page : undefined, bill }]);
        }
      }
    }
    for (const [name, own] of cells) {
      const thin = thinCut(own, floors);
      demand(thin === undefined, `what is released tells no few of few: of ${name} from ${from} on, ${thin}`);
    }
  }

  // --- aggregators

  ledger(index: number, ops: readonly LedgerOp[]): void {
    for (const op of ops) {
      switch (op.kind) {
        case 'entry':
          if (this.fork?.isOtherLog(index, op.certified) !== true) this.certified(op.area, op.certified);
          break;
        case 'store-epoch':
          this.coverage.saw('a new store epoch');
          break;
        case 'cell':
          if (this.area(op.area).pages.has(op.row.interval)) this.coverage.saw('a cell that came to its closed page');
          break;
        case 'release':
          this.founding.released(index, op.area, op.release);
          this.released(index, op.area, op.release);
          break;
        case 'erase':
          this.erased(index, op.area, op.span);
          break;
        case 'trim':
          this.trimmed(index, op, ops);
          break;
        case 'hint':
          demand(
            this.mayHaveEvidence,
            `aggregator ${index} has no hint at anybody in an honest grid: ${op.text.slice(0, 200)}`,
          );
          break;
        default:
          break;
      }
    }
  }

  /** What an aggregator has answered: pages, and meters by bill entry. */
  private recordOf(
    index: number,
    name: string,
  ): { readonly pages: Set<number>; readonly bills: Map<number, Set<number>> } {
    const releases = [...this.ledgers.get(index)!.area(name).releases.values()];
    const pages = new Set(releases.filter(({ meters }) => meters === '').map(({ interval }) => interval));
    const bills = new Map<number, Set<number>>();
    for (const { sequence, meters } of releases)
      if (meters !== '') bills.set(sequence, new Set([...(bills.get(sequence) ?? []), ...Bitmap.decode(meters)!]));
    return { pages, bills };
  }

  /** Shares go only when everything that they are for is on record. (Nobody waits for two months here.) */
  private erased(index: number, name: string, { from, until }: Span): void {
    this.coverage.saw('shares of a settled window erased');
    const area = this.area(name);
    const { pages, bills } = this.recordOf(index, name);
    for (const [interval, page] of area.pages) {
      if (interval < from || interval >= until || page.set.size === 0 || !this.hasLoad(page)) continue;
      // Nothing of before a founding is ever answered: nothing is kept for it.
      if (this.founding.isBefore(index, interval)) continue;
      demand(
        pages.has(interval),
        `aggregator ${index} erases no share of page ${interval} before its load is on record`,
      );
    }
    for (const [sequence, covered] of area.bills) {
      for (const [meter, [first]] of covered) {
        const isKept = first === undefined || first < from || first >= until;
        const isOver = first !== undefined && this.founding.isBefore(index, this.windowStart(first));
        demand(
          isKept || isOver || bills.get(sequence)?.has(meter) === true,
          `aggregator ${index} erases no share before its bill ${sequence} is on record`,
        );
      }
    }
  }

  /** Of a window that waits, all shares go but those that are said to be kept, and only those whose page and bill are on record. */
  private trimmed(index: number, op: Extract<LedgerOp, { kind: 'trim' }>, ops: readonly LedgerOp[]): void {
    const { area: name, kept } = op;
    const { from, until } = op.span;
    this.coverage.saw('shares of a settled window erased that waits for others');
    for (const [interval, page] of this.ledgers.get(index)!.area(name).cells) {
      if (interval < from || interval >= until) continue;
      // What comes after it in the same commit goes with the next one.
      const isNew = (meter: number): boolean =>
        ops.some((one) => one.kind === 'cell' && one.row.interval === interval && one.row.index === meter);
      const spare = [...page.keys()].find((meter) => kept.get(interval)?.has(meter) !== true && !isNew(meter));
      demand(
        spare === undefined,
        `aggregator ${index} keeps only what page ${interval} is needed for, not of meter ${spare}`,
      );
    }
    const isNeeded = this.needsOf(index, name);
    for (const [interval, grave] of this.ledgers.get(index)!.area(name).graves) {
      if (interval < from || interval >= until) continue;
      for (const meter of grave.keys())
        demand(
          !isNeeded(interval, meter),
          `aggregator ${index} drops no share of page ${interval} before its load and bill are on record`,
        );
    }
  }

  /** Whether an aggregator needs a share still: its page's load or its meter's bill is not on record there. */
  needsOf(index: number, name: string): (interval: number, meter: number) => boolean {
    const area = this.area(name);
    const { pages, bills } = this.recordOf(index, name);
    return (interval, meter) => {
      const page = area.pages.get(interval);
      if (page?.set.has(meter) !== true || this.founding.isBefore(index, interval)) return false;
      if (this.hasLoad(page) && !pages.has(interval)) return true;
      // Nor is a bill that begins before a founding.
      if (this.founding.isBefore(index, this.windowStart(interval))) return false;
      return [...area.bills].some(
        ([sequence, covered]) =>
          covered.get(meter)?.includes(interval) === true && bills.get(sequence)?.has(meter) !== true,
      );
    };
  }

  private hasLoad(page: JudgedPage): boolean {
    return this.scenario.scheme.registers.some(({ obis, isLoad }) => isLoad && !page.empty.has(obis));
  }

  /** What an aggregator releases: certified, once in a store epoch, and the sum of exactly the set. */
  private released(index: number, area: string, release: StoredRelease): void {
    const { sequence, interval, meters, message } = release;
    const { total, sums } = this.opener.open(message);
    const { storeEpoch } = total;
    const ledger = this.ledgers.get(index)!;
    demand(ledger.area(area).entries[sequence] !== undefined, `aggregator ${index} releases only what is certified`);
    const parts = meters === '' ? [`page ${interval}`] : [...Bitmap.decode(meters)!].map((meter) => `meter ${meter}`);
    for (const part of parts) {
      const name = `${index}/${storeEpoch}/${area}/${sequence}/${part}`;
      const text = Buffer.from(sums).toString('hex');
      // A snapshot does not know what it released: it may do so again, to the bit (bills with others beside them).
      const { lostLedger } = this.scenario.chaos;
      const isRolledBack = lostLedger?.how === 'snapshot' && lostLedger.index === index;
      const known = this.releases.get(name);
      const isFine = known === undefined || (isRolledBack && (known === text || meters !== ''));
      demand(isFine, `aggregator ${index} releases ${part} of entry ${sequence} once`);
      this.releases.set(name, text);
    }
    for (const meter of meters === '' ? [] : Bitmap.decode(meters)!) {
      for (const at of this.area(area).bills.get(sequence)?.get(meter) ?? [])
        demand(!this.rotten.has(`${index}/${area}/${at}/${meter}`), `aggregator ${index} bills no cell that rotted`);
    }
    const page = this.area(area).pages.get(interval);
    if (meters !== '' || this.scenario.liar?.index === index) return;
    demand(page !== undefined, `aggregator ${index} releases a load of a closed page`);
    const n = this.scenario.scheme.operators.length;
    const weight = lagrangeWeights(Array.from({ length: n }, (_, at) => at + 1))[index - 1]!;
    const loads = this.scenario.scheme.registers.filter(({ obis, isLoad }) => isLoad && !page.empty.has(obis));
    loads.forEach(({ obis }, slot) => {
      let sum = 0n;
      for (const meter of page.set) {
        const register = this.area(area).roster[meter]?.registers.indexOf(obis) ?? -1;
        if (register === -1) continue;
        const cell = ledger.cell(area, interval, meter);
        demand(
          !this.rotten.has(`${index}/${area}/${interval}/${meter}`),
          `aggregator ${index} sums no cell that rotted`,
        );
        demand(cell !== undefined, `aggregator ${index} holds every cell of page ${interval} that it releases`);
        sum = add(sum, decodeElement(cell.shares, register * 2 * ELEMENT_BYTES));
      }
      demand(
        decodeElement(sums, slot * ELEMENT_BYTES) === multiply(sum, weight),
        `aggregator ${index}'s total of page ${interval} is the weighted sum of its set`,
      );
    });
  }

  /** Set when a run has a party that deviates. */
  mayHaveEvidence = false;
  /** Set when sources show registers. */
  registers: RegisterJudge | undefined;
  /** Set when a run has a utility that does. */
  fork: ForkJudge | undefined;

  receipt(receipt: Receipt): void {
    const ledger = this.ledgers.get(receipt.aggregator);
    const books = this.meters.get(receipt.meter);
    demand(ledger !== undefined && books !== undefined, 'a receipt is about a meter of this grid');
    const area = this.area(receipt.area);
    const index = area.roster.findLastIndex(({ meter }) => meter === receipt.meter);
    for (const offset of Bitmap.decode(receipt.stored)!) {
      const interval = receipt.from + offset;
      demand(
        ledger.cell(receipt.area, interval, index) !== undefined ||
          ledger.area(receipt.area).erased.has(interval) ||
          // It never answers for anything of before it was founded: it needs none of it.
          this.founding.isBefore(receipt.aggregator, interval),
        `a receipt of aggregator ${receipt.aggregator} for ${receipt.meter}, interval ${interval}, has a durable row behind it`,
      );
    }
    for (const offset of Bitmap.decode(receipt.void)!) {
      const interval = receipt.from + offset;
      demand(
        this.isVoid(books.plan, interval) || this.fork?.isVoidElsewhere(receipt.aggregator, interval, index) === true,
        `aggregator ${receipt.aggregator} calls ${receipt.meter}, interval ${interval}, void only when it is`,
      );
    }
  }

  accept(aggregator: number, area: string, sequence: number, ballot: number, hash: string): void {
    const name = `${aggregator}/${area}/${sequence}/${ballot}`;
    const known = this.accepted.get(name) ?? hash;
    demand(known === hash, `aggregator ${aggregator} signs one entry for number ${sequence} and ballot ${ballot}`);
    this.accepted.set(name, hash);
  }

  manifest(aggregator: number, storeEpoch: number, area: string, interval: number, held: string): void {
    const name = `${aggregator}/${storeEpoch}/${area}/${interval}`;
    const known = this.attested.get(name) ?? held;
    demand(known === held, `aggregator ${aggregator} signs one manifest for interval ${interval}`);
    this.attested.set(name, held);
  }

  // --- the utility

  archive(ops: readonly ArchiveOp[]): void {
    for (const op of ops) {
      switch (op.kind) {
        case 'proof':
          this.coverage.saw('a contradiction proved');
          demand(this.mayBeConvicted(op.name), `${op.name}, who is honest, is not convicted`);
          this.convicted.add(op.name);
          break;
        case 'entry':
          if (this.fork?.adopts(op.certified) !== true) this.counted(op.area, op.certified);
          this.certified(op.area, op.certified);
          break;
        case 'answer':
          this.founding.answered(op.area, op.answer);
          break;
        case 'load':
          this.load(op.area, op.figure);
          break;
        case 'bill':
          this.bill(op.area, op.figure);
          break;
        case 'evidence':
          demand(this.mayHaveEvidence, 'the utility has no evidence against anybody in an honest grid');
          break;
        default:
          break;
      }
    }
  }

  /** Who deviates, or was put back with its counter: until the others tell it, it attests pages a second time. [P-7.4] */
  private mayBeConvicted(name: string): boolean {
    if (this.fork?.mayBeConvicted(name) === true) return true;
    const { liar, chaos } = this.scenario;
    const putBack = chaos.lostLedger?.how === 'snapshot' ? chaos.lostLedger.index : undefined;
    return name === `aggregator-${liar?.index}` || name === `aggregator-${putBack}`;
  }

  /** Its proofs are gone with it: it counts everybody until it hears them again. */
  archiveLost(): void {
    this.convicted.clear();
  }

  /** Nothing new is certified with the word of somebody who is convicted. [P-7.7] */
  private counted(area: string, { entry, certificate }: CertifiedEntry): void {
    if (this.area(area).entries[entry.sequence] !== undefined) return;
    const convicted = certificate.accepts.find(({ aggregator }) => this.convicted.has(`aggregator-${aggregator}`));
    demand(
      convicted === undefined,
      `entry ${entry.sequence} of ${area} is certified without aggregator ${convicted?.aggregator}, which is convicted`,
    );
  }

  private bookedOf(member: Member | undefined, interval: number, register: string): number | undefined {
    const books = member === undefined ? undefined : this.meters.get(member.meter);
    return books?.written.get(interval)?.bookedWh[books.plan.registers.indexOf(register)];
  }

  private load(name: string, figure: LoadFigure): void {
    const area = this.area(name);
    const page = area.pages.get(figure.interval);
    demand(page !== undefined, `a load of ${name} is of a closed page`);
    this.coverage.saw(`a load ${figure.status}`);
    area.loads.set(`${figure.interval}/${figure.register}`, figure);
    if (figure.totalWh === undefined) return;
    // With a liar or a thief about, only what is verified or corrected is promised to be right.
    const { liar, thief } = this.scenario;
    if ((liar ?? thief) !== undefined && figure.status === 'unverified') return;
    let expected = 0;
    const parts: { readonly what: string; readonly wh: number }[] = [];
    for (const index of page.set) {
      const member = area.roster[index];
      if (member?.registers.includes(figure.register) !== true) continue;
      const wh = this.bookedOf(member, figure.interval, figure.register);
      demand(wh !== undefined, `${member.meter} wrote interval ${figure.interval} before it was summed`);
      parts.push({ what: member.meter, wh });
      expected += wh;
    }
    demand(
      figure.totalWh === expected,
      `the load of page ${figure.interval} is the sum of its set: ${explainTotal(figure.totalWh, parts)}`,
    );
  }

  private bill(name: string, figure: BillFigure): void {
    this.coverage.saw(`a bill ${figure.status}`);
    const area = this.area(name);
    const isStolen = figure.meter === this.scenario.thief?.meter;
    demand(figure.status !== 'disputed' || isStolen, `the bill of ${figure.meter}, an honest meter, is not disputed`);
    if (isStolen) area.stolen.set(figure.sequence, figure);
    if (figure.status !== 'verified') return;
    const covered = area.bills.get(figure.sequence)?.get(figure.index);
    const member = area.roster[figure.index];
    demand(covered !== undefined && member !== undefined, 'a verified bill is of a certified entry');
    // Until everybody has answered, a thief's bill says what those say who have.
    for (const register of isStolen ? [] : member.registers) {
      const total = figure.lines
        .filter((line) => line.register === register)
        .reduce((sum, line) => sum + line.totalWh, 0);
      const parts: { readonly what: string; readonly wh: number }[] = [];
      for (const interval of covered) {
        const wh = this.bookedOf(member, interval, register);
        demand(wh !== undefined, `${member.meter} wrote interval ${interval} before it was billed`);
        parts.push({ what: `interval ${interval}`, wh });
      }
      const expected = parts.reduce((sum, { wh }) => sum + wh, 0);
      demand(total === expected, `the bill of ${member.meter} is the sum of its cells: ${explainTotal(total, parts)}`);
    }
    area.verified.set(`${figure.sequence}/${figure.index}`, figure);
  }

  /** What a meter has in void cells and not booked again yet, per register. */
  carriedWh(books: Books): readonly number[] {
    return books.carriedWh;
  }

  /** Cells of bills that stay open for ever, since one that was founded anew never answers them. [P-7.4.7] */
  unanswerable({ plan }: Books): number[] {
    const area = this.area(plan.area);
    return [...area.bills].flatMap(([sequence, covered]) =>
      [...covered].flatMap(([index, intervals]) =>
        area.roster[index]?.meter === plan.id && this.founding.isUnanswerable(plan.area, sequence, index)
          ? intervals
          : [],
      ),
    );
  }

  /** What a meter's verified bills sum to, per register. */
  billedWh(books: Books): number[] {
    const area = this.area(books.plan.area);
    return books.plan.registers.map((register) => {
      let sum = 0;
      for (const figure of area.verified.values()) {
        if (figure.meter !== books.plan.id) continue;
        for (const line of figure.lines) if (line.register === register) sum += line.totalWh;
      }
      return sum;
    });
  }
}
