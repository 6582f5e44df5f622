/**
 * The judge of a simulated run. It keeps the truth by itself (what homes used, what was written, what was certified) and
 * holds everything that becomes durable or leaves a party against it, at once. [P-2.4, P-6.3, P-7]
 */
import { Bitmap } from '../../protocol/bitmap.ts';
import { canonicalJson } from '../../protocol/canonical.ts';
import type { LedgerOp, StoredRelease } from '../../aggregator/ledger.ts';
import { ELEMENT_BYTES, add, decodeElement, multiply } from '../../protocol/field.ts';
import { lagrangeWeights } from '../../protocol/lagrange.ts';
import type { OutboxOp } from '../../meter/outbox.ts';
import type { CertifiedEntry, Receipt } from '../../schemas/types.ts';
import type { ArchiveOp, BillFigure, LoadFigure } from '../../utility/archive.ts';
import type { Coverage } from './coverage.ts';
import { explainTotal } from './fingerprint.ts';
import type { MeterPlan } from './cast.ts';
import type { Scenario } from './scenario.ts';
import type { SimulatedLedger } from './stores.ts';

/** An invariant does not hold. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

function demand(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new Violation(invariant);
}

/** One meter's books as they are on disk. */
interface Books {
  readonly plan: MeterPlan;
  readonly number: number;
  /** Written readings, for ever: what homes used, and what was booked for it. */
  readonly written: Map<
    number,
    { readonly usedWh: readonly number[]; readonly bookedWh: readonly number[]; voided: number }
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
  /** First interval that no bill covers. */
  unbilledFrom: number;
}

interface JudgedPage {
  readonly set: Bitmap;
  readonly empty: ReadonlySet<string>;
  readonly sequence: number;
}

/** What a certified bill covers, by roster index. */
type Covered = Map<number, readonly number[]>;

interface JudgedArea {
  readonly entries: string[];
  readonly roster: Member[];
  readonly pages: Map<number, JudgedPage>;
  readonly bills: Map<number, Covered>;
  readonly verified: Map<string, BillFigure>;
  readonly loads: Map<string, LoadFigure>;
  nextPage: number;
}

export class Oracle {
  readonly areas = new Map<string, JudgedArea>();
  readonly meters = new Map<string, Books>();
  private readonly scenario: Scenario;
  private readonly coverage: Coverage;
  private readonly ledgers: ReadonlyMap<number, SimulatedLedger>;
  /** Cells that a disk gives back otherwise than they were written: `aggregator/area/interval/index`. */
  readonly rotten = new Set<string>();
  private readonly accepted = new Map<string, string>();
  private readonly attested = new Map<string, string>();
  private readonly releases = new Map<string, string>();

  constructor(scenario: Scenario, coverage: Coverage, ledgers: ReadonlyMap<number, SimulatedLedger>) {
    this.scenario = scenario;
    this.coverage = coverage;
    this.ledgers = ledgers;
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
      if (op.kind === 'scheme' || op.kind === 'card') continue;
      const books = this.meters.get(op.meter);
      demand(books !== undefined, `${op.meter} is a meter of this grid`);
      touched.add(books);
      this.book(books, op);
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

  private book(books: Books, op: Extract<OutboxOp, { meter: string }>): void {
    const { id } = books.plan;
    switch (op.kind) {
      case 'reading': {
        const { interval, bookedWh } = op.reading;
        demand(!books.written.has(interval), `${id} writes interval ${interval} once`);
        const usedWh = this.usedWh(books, interval);
        books.written.set(interval, { usedWh, bookedWh, voided: 0 });
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
        break;
      case 'void': {
        const written = books.written.get(op.interval);
        demand(written !== undefined, `${id} voids what it wrote`);
        this.coverage.saw('a void cell');
        books.plan.registers.forEach((register, at) => {
          const bit = 1 << at;
          if ((op.voidRegisters & bit) === 0 || (written.voided & bit) !== 0) return;
          demand(
            this.isVoid(books.plan, op.interval, register),
            `${id} voids interval ${op.interval} only when its page closed without it`,
          );
          books.bookedWh[at] = (books.bookedWh[at] ?? 0) - (written.bookedWh[at] ?? 0);
        });
        written.voided |= op.voidRegisters;
        break;
      }
      case 'bill':
      case 'billed':
        break;
      case 'lost':
        demand(false, `${id} does not call its store lost, since none is`);
        break;
      case 'forget':
        for (const interval of op.intervals) this.deleted(books, interval);
        break;
    }
  }

  private isVoid(plan: MeterPlan, interval: number, register: string): boolean {
    const area = this.area(plan.area);
    const page = area.pages.get(interval);
    if (page === undefined) return false;
    const index = area.roster.findIndex(
      ({ meter, from, until }) => meter === plan.id && interval >= from && interval < until,
    );
    return index === -1 || !page.set.has(index) || page.empty.has(register);
  }

  private deleted(books: Books, interval: number): void {
    const { plan } = books;
    const area = this.area(plan.area);
    const written = books.written.get(interval);
    demand(written !== undefined, `${plan.id} deletes what it wrote`);
    const isAllVoid = written.voided === (1 << plan.registers.length) - 1;
    const isBilled = [...area.bills].some(([sequence, covered]) =>
      [...covered].some(
        ([index, intervals]) =>
          area.roster[index]?.meter === plan.id &&
          intervals.includes(interval) &&
          area.verified.has(`${sequence}/${index}`),
      ),
    );
    demand(isAllVoid || isBilled, `${plan.id} lets interval ${interval} go only when its bill arrived, or it is void`);
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
    switch (entry.kind) {
      case 'scheme':
        break;
      case 'roster':
        for (const id of entry.remove) {
          const leaving = area.roster.findLast(({ meter }) => meter === id);
          if (leaving !== undefined) leaving.until = entry.from;
        }
        for (const { id, registers } of entry.add)
          area.roster.push({ meter: id, registers, from: entry.from, until: Infinity, unbilledFrom: entry.from });
        break;
      case 'close':
        for (const { interval, set, empty } of entry.pages) {
          demand(interval === area.nextPage, `page ${interval} of ${name} closes in its turn, once`);
          area.nextPage += 1;
          if (empty.length > 0) this.coverage.saw('a page that closed empty');
          area.pages.set(interval, { set: Bitmap.decode(set)!, empty: new Set(empty), sequence: entry.sequence });
        }
        break;
      case 'bill': {
        const end = entry.from + entry.count;
        const covered: Covered = new Map();
        for (const index of Bitmap.decode(entry.released)!) {
          const member = area.roster[index];
          demand(member !== undefined, `bill ${entry.sequence} releases a meter of the roster`);
          if (member.unbilledFrom < entry.from) this.coverage.saw('a bill that covers cells which had waited');
          covered.set(index, this.coveredBy(area, index, member, end));
          member.unbilledFrom = end;
        }
        for (const { reason } of entry.waiting) this.coverage.saw(`a meter that waits: ${reason}`);
        area.bills.set(entry.sequence, covered);
        break;
      }
    }
  }

  private coveredBy(area: JudgedArea, index: number, member: Member, end: number): number[] {
    const intervals: number[] = [];
    for (let interval = member.unbilledFrom; interval < end; interval++) {
      const page = area.pages.get(interval);
      const isIn = page?.set.has(index) === true && member.registers.some((register) => !page.empty.has(register));
      if (isIn) intervals.push(interval);
    }
    return intervals;
  }

  // --- aggregators

  ledger(index: number, ops: readonly LedgerOp[]): void {
    for (const op of ops) {
      switch (op.kind) {
        case 'entry':
          this.certified(op.area, op.certified);
          break;
        case 'store-epoch':
          this.coverage.saw('a new store epoch');
          break;
        case 'cell':
          if (this.area(op.area).pages.has(op.row.interval)) this.coverage.saw('a cell that came to its closed page');
          break;
        case 'release':
          this.released(index, op.area, op.release);
          break;
        case 'evidence':
          demand(
            this.mayHaveEvidence,
            `aggregator ${index} has no evidence against anybody in an honest grid: ${op.text.slice(0, 200)}`,
          );
          break;
        default:
          break;
      }
    }
  }

  /** What an aggregator releases: certified, once in a store epoch, and the sum of exactly the set. */
  private released(index: number, area: string, release: StoredRelease): void {
    const { sequence, interval, meters, storeEpoch, sums } = release;
    const ledger = this.ledgers.get(index)!;
    demand(ledger.area(area).entries[sequence] !== undefined, `aggregator ${index} releases only what is certified`);
    const parts = meters === '' ? [`page ${interval}`] : [...Bitmap.decode(meters)!].map((meter) => `meter ${meter}`);
    for (const part of parts) {
      const name = `${index}/${storeEpoch}/${area}/${sequence}/${part}`;
      const text = Buffer.from(sums).toString('hex');
      // A copied backup does not know what it released: it may do so again, to the bit (bills with others beside them).
      const { lostLedger } = this.scenario.chaos;
      const isRolledBack = lostLedger?.how === 'copied' && lostLedger.index === index;
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

  receipt(receipt: Receipt): void {
    const ledger = this.ledgers.get(receipt.aggregator);
    const books = this.meters.get(receipt.meter);
    demand(ledger !== undefined && books !== undefined, 'a receipt is about a meter of this grid');
    const area = this.area(receipt.area);
    const width = books.plan.registers.length;
    const index = area.roster.findLastIndex(({ meter }) => meter === receipt.meter);
    for (const bit of Bitmap.decode(receipt.stored)!) {
      const interval = receipt.from + Math.floor(bit / width);
      demand(
        ledger.cell(receipt.area, interval, index) !== undefined,
        `a receipt of aggregator ${receipt.aggregator} for ${receipt.meter}, interval ${interval}, has a durable row behind it`,
      );
    }
    for (const bit of Bitmap.decode(receipt.void)!) {
      const interval = receipt.from + Math.floor(bit / width);
      demand(
        this.isVoid(books.plan, interval, books.plan.registers[bit % width] ?? ''),
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
        case 'entry':
          this.certified(op.area, op.certified);
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
    // With a liar about, only what is verified or corrected is promised to be right.
    if (this.scenario.liar !== undefined && figure.status === 'unverified') return;
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
    if (figure.status !== 'verified') return;
    const area = this.area(name);
    const covered = area.bills.get(figure.sequence)?.get(figure.index);
    const member = area.roster[figure.index];
    demand(covered !== undefined && member !== undefined, 'a verified bill is of a certified entry');
    for (const register of member.registers) {
      const total = figure.lines
        .filter((line) => line.register === register)
        .reduce((sum, line) => sum + line.totalWh, 0);
      const parts: { readonly what: string; readonly wh: number }[] = [];
      for (const interval of covered) {
        if (area.pages.get(interval)?.empty.has(register) === true) continue;
        const wh = this.bookedOf(member, interval, register);
        demand(wh !== undefined, `${member.meter} wrote interval ${interval} before it was billed`);
        parts.push({ what: `interval ${interval}`, wh });
      }
      const expected = parts.reduce((sum, { wh }) => sum + wh, 0);
      demand(total === expected, `the bill of ${member.meter} is the sum of its cells: ${explainTotal(total, parts)}`);
    }
    area.verified.set(`${figure.sequence}/${figure.index}`, figure);
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
