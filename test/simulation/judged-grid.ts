/** What the judge of a run knows of it: each meter's books and each area's log, by what was written and certified. */
import { Bitmap } from '../../protocol/math/bitmap.ts';
import type { Scheme } from '../../schemas/types.ts';
import type { BillFigure, LoadFigure } from '../../utility/archive.ts';
import { SlowWindow } from '../reference/remnants.ts';
import type { Coverage } from './coverage.ts';
import type { ForkJudge } from './fork-judge.ts';
import { FoundingJudge } from './founding-judge.ts';
import type { MeterPlan } from './cast.ts';
import type { RegisterJudge } from './register-judge.ts';
import type { Scenario } from './scenario.ts';
import type { SimulatedLedger } from './simulated-ledger.ts';
import { slowWindow } from '../reference/calendar.ts';

/** One meter's books as they are on disk. */
export interface Books {
  readonly plan: MeterPlan;
  readonly number: number;
  /** Written readings, for ever: what homes used, and what was booked for it. */
  readonly written: Map<
    number,
    { readonly usedWh: readonly number[]; readonly bookedUnits: readonly number[]; isVoid: boolean }
  >;
  readonly carries: Map<string, number>;
  /** Per register. */
  readonly usedWh: number[];
  readonly bookedUnits: number[];
  readonly carriedUnits: number[];
  /** Intervals deleted from the outbox. */
  readonly done: Set<number>;
}

export interface Member {
  readonly meter: string;
  readonly registers: readonly string[];
  readonly from: number;
  until: number;
}

export interface JudgedPage {
  readonly set: Bitmap;
  readonly empty: ReadonlySet<string>;
  readonly rate: string;
  /** Hash of the entry that closed it. */
  readonly hash: string;
}

/** What a certified bill covers, by roster index. */
export type Covered = Map<number, readonly number[]>;

export interface JudgedArea {
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

export class JudgedGrid {
  readonly areas = new Map<string, JudgedArea>();
  readonly meters = new Map<string, Books>();
  readonly scenario: Scenario;
  readonly coverage: Coverage;
  readonly ledgers: ReadonlyMap<number, SimulatedLedger>;
  /** Cells that a disk gives back otherwise than they were written: `aggregator/area/interval/index`. */
  readonly rotten = new Set<string>();
  readonly founding: FoundingJudge;
  /** Set when a run has a party that deviates. */
  mayHaveEvidence = false;
  /** Set when sources show registers. */
  registers: RegisterJudge | undefined;
  /** Set when a run has a utility that deviates. */
  fork: ForkJudge | undefined;

  constructor(scenario: Scenario, coverage: Coverage, ledgers: ReadonlyMap<number, SimulatedLedger>) {
    this.scenario = scenario;
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
        bookedUnits: zeros(),
        carriedUnits: zeros(),
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

  /** Where it is, or was. */
  areasOf({ area, moves }: MeterPlan): readonly string[] {
    return moves === undefined ? [area] : [area, moves.area];
  }

  isVoid(plan: MeterPlan, interval: number): boolean {
    for (const name of this.areasOf(plan)) {
      const area = this.area(name);
      const index = area.roster.findIndex(
        ({ meter, from, until }) => meter === plan.id && interval >= from && interval < until,
      );
      if (index === -1) continue;
      const page = area.pages.get(interval);
      if (page === undefined) return false;
      if (!page.set.has(index)) return true;
      return area.windows.get(this.windowStart(name, interval))?.fateOf(index, interval) !== undefined;
    }
    const [first, ...others] = this.areasOf(plan).map((name) =>
      this.area(name).roster.findLast(({ meter }) => meter === plan.id),
    );
    // Of no area, between two: for good once both lines are certified.
    if (plan.moves !== undefined)
      return others.some((line) => first !== undefined && line !== undefined && first.until < line.from);
    return this.area(plan.area).pages.has(interval);
  }

  /** Beginning of the window that an interval is in, by the scheme in force in an area. */
  windowStart(area: string, interval: number): number {
    return slowWindow(this.area(area).scheme, interval)!.from;
  }

  get loads(): Set<string> {
    return new Set(this.scenario.scheme.registers.flatMap(({ obis, isLoad }) => (isLoad ? [obis] : [])));
  }

  hasLoad(page: JudgedPage): boolean {
    return this.scenario.scheme.registers.some(({ obis, isLoad }) => isLoad && !page.empty.has(obis));
  }
}
