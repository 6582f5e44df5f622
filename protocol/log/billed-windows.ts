/**
 * The windows of an area that bill entries are about: their plans, what is released of each, and who waits. [P-7.5] [P-8.4]
 * The proposer and those who check it call the same functions, so a refused proposal can't wedge a window.
 */
import type { Scheme } from '../../schemas/types.ts';
import type { Window } from '../grid/interval.ts';
import { isEnergy } from '../grid/register.ts';
import type { EnrolledMeter, Roster } from '../grid/roster.ts';
import { SINGLE_RATE } from '../grid/scheme.ts';
import { assert } from '../machine.ts';
import { Bitmap } from '../math/bitmap.ts';
import type { Released } from '../release/crowd.ts';
import { type Part, WindowPlan } from '../release/remnants.ts';
import { EMPTY_LOG_HASH } from './entries.ts';
import { loadRegisters, type Page } from './page-set.ts';

/** What a certified bill releases for one meter. */
export interface MeterRelease {
  readonly enrolled: EnrolledMeter;
  readonly lines: readonly BillTotalLine[];
  /** Of the pages whose cells its lines are made of: a rate without a crowd is in nobody's bill. */
  readonly rates: ReadonlySet<string>;
}

/** A certified bill entry with what it releases, fixed at the moment it was certified. */
export interface BillRelease {
  readonly sequence: number;
  readonly window: Window;
  readonly round: 1 | 2;
  /** By roster index. */
  readonly meters: ReadonlyMap<number, MeterRelease>;
  /** Meters that wait for the window's second round. */
  readonly waiting: Bitmap;
}

/** One total that a bill opens: a vertex of the release graph. */
export interface BillTotalLine {
  /** Position of the register in the meter's list. */
  readonly registerIndex: number;
  readonly register: string;
  readonly rate: string;
  readonly cells: number;
}

/** A window of which at least one bill entry is certified. */
export interface BilledWindow {
  readonly plan: WindowPlan;
  readonly released: Bitmap;
  readonly waiting: Bitmap;
  readonly waitingCount: number;
  /** Parts without a crowd among those that were held in the end. */
  readonly withheld: ReadonlySet<Part>;
}

/** What the next bill entry of an area can be about. */
export interface NextBill {
  readonly window: Window;
  /** 2: meters wait in this window, and no later one is billed before it is settled. */
  readonly round: 1 | 2;
}

/** What a bill entry says of the meters: bitmaps as they travel. */
export interface BillContent {
  readonly released: string;
  readonly waiting: string;
}

/** What a window's plan is made of. */
export interface ClosedPages {
  readonly scheme: Scheme;
  readonly roster: Roster;
  /** By interval. */
  readonly pages: ReadonlyMap<number, Page>;
  isClosed(interval: number): boolean;
}

export class BilledWindows {
  private readonly log: ClosedPages;
  /** By start, windows with a certified bill entry. */
  private readonly windows = new Map<number, BilledWindow>();
  /** By window start: the hash of an entry from before it began. */
  private readonly drawnBy = new Map<number, string>();
  private planned: { readonly from: number; readonly scheme: Scheme; readonly plan: WindowPlan } | undefined;

  constructor(log: ClosedPages) {
    this.log = log;
  }

  /** Undefined while no bill entry of it is certified. */
  get(from: number): BilledWindow | undefined {
    return this.windows.get(from);
  }

  /** By start. */
  [Symbol.iterator](): IterableIterator<[number, BilledWindow]> {
    return this.windows.entries();
  }

  /** A window begins: its draws come from an entry of before. */
  begin(from: number, drawnBy: string): void {
    this.drawnBy.set(from, drawnBy);
  }

  /** A bill entry is certified. */
  apply(window: Window, round: 1 | 2, released: Bitmap, waiting: Bitmap): BilledWindow {
    const plan = this.planOf(window);
    const known = this.windows.get(window.from);
    const all = Bitmap.of([...(known?.released ?? []), ...released]);
    const withheld = round === 1 ? new Set<Part>() : this.uncrowded(plan, all);
    const billed = { plan, released: all, waiting, waitingCount: waiting.size, withheld };
    this.windows.set(window.from, billed);
    this.planned = undefined;
    return billed;
  }

  forget(from: number): void {
    this.windows.delete(from);
    this.drawnBy.delete(from);
  }

  /** Who can be billed of a window, and what of it is remnant: fixed once its first bill entry is certified. [P-8.4] */
  planOf(window: Window): WindowPlan {
    const fixed = this.windows.get(window.from);
    if (fixed !== undefined) return fixed.plan;
    const { scheme, roster } = this.log;
    if (this.planned?.from === window.from && this.planned.scheme === scheme) return this.planned.plan;
    assert(this.log.isClosed(window.from + window.count - 1), 'a window is planned when its pages are closed');
    const loads = loadRegisters(scheme);
    const drawnBy = this.drawnBy.get(window.from) ?? EMPTY_LOG_HASH;
    const plan = new WindowPlan(window, this.pagesOf(window), roster.meters, loads, scheme.floors, drawnBy);
    this.planned = { from: window.from, scheme, plan };
    return plan;
  }

  /** Parts of a window in which these meters, alone, would be no crowd. */
  private uncrowded(plan: WindowPlan, released: Bitmap): Set<Part> {
    const { minCrowd } = this.log.scheme.floors;
    const found = new Set<Part>();
    for (const part of plan.parts) {
      if (part.isWhole || part.loads === '') continue;
      const meters = [...part.kept.keys()].filter((index) => released.has(index));
      if (meters.length > 0 && !plan.isCrowded(part, meters, minCrowd)) found.add(part);
    }
    return found;
  }

  private pagesOf({ from, count }: Window): Page[] {
    return Array.from({ length: count }, (_, at) => this.log.pages.get(from + at)).filter((page) => page !== undefined);
  }

  /**
   * Which meters a bill entry releases and which wait: a function of the log and of who attests to hold what.
   * [P-7.5, P-8.4] `holdings`: one bitmap of wholly held meters per aggregator.
   */
  content({ window, round }: NextBill, holdings: ReadonlyMap<number, Bitmap>): BillContent {
    const { threshold } = this.log.scheme;
    const plan = this.planOf(window);
    const known = this.windows.get(window.from);
    const able = round === 1 ? plan.billable() : [...(known?.waiting ?? [])];
    const isHeld = (index: number): boolean => {
      let holders = 0;
      for (const bitmap of holdings.values()) if (bitmap.has(index)) holders += 1;
      return holders >= threshold;
    };
    const held = able.filter((index) => isHeld(index));
    const uncrowded = this.uncrowded(plan, Bitmap.of([...(known?.released ?? []), ...held]));
    // Too few are held to hide each other: everybody waits for the others once.
    if (round === 1 && uncrowded.size > 0) return { released: '', waiting: Bitmap.of(able).encode() };
    const released = held.filter((index) => plan.partsOf(index).some((part) => !uncrowded.has(part)));
    const waiting = round === 1 ? able.filter((index) => !isHeld(index)) : [];
    return { released: Bitmap.of(released).encode(), waiting: Bitmap.of(waiting).encode() };
  }

  /** What a bill entry with this content would make of its window. */
  releasedBy({ window, round }: NextBill, released: Bitmap): Released {
    const plan = this.planOf(window);
    const known = this.windows.get(window.from)?.released;
    const all = Bitmap.of([...(known ?? []), ...released]);
    const withheld = round === 1 ? new Set<Part>() : this.uncrowded(plan, all);
    return { plan, isReleased: (index) => all.has(index), withheld };
  }

  /** What is released of a window by its certified bill entries; undefined while there is none. */
  releasedOf(window: Window): Released | undefined {
    const known = this.windows.get(window.from);
    return known && { plan: known.plan, isReleased: (index) => known.released.has(index), withheld: known.withheld };
  }

  /** What a bill of a window releases of a meter. */
  releaseOf(enrolled: EnrolledMeter, window: Window): MeterRelease {
    return releaseOf(this.log.scheme, this.planOf(window), enrolled, this.windows.get(window.from)?.withheld);
  }
}

/** Lines in order: by register, then by rate name. Of a register without prices all cells are one line. [P-8.5] */
export function releaseOf(
  scheme: Scheme,
  plan: WindowPlan,
  enrolled: EnrolledMeter,
  withheld?: ReadonlySet<Part>,
): MeterRelease {
  const parts = plan.partsOf(enrolled.index).filter((part) => withheld?.has(part) !== true);
  const counts = parts.map(({ rate, kept }) => ({ rate, cells: kept.get(enrolled.index) ?? 0 }));
  const all = { rate: SINGLE_RATE, cells: counts.reduce((sum, { cells }) => sum + cells, 0) };
  const lines = enrolled.meter.registers.flatMap((register, registerIndex) => {
    const ofRegister = isEnergy(scheme, register) ? counts : all.cells === 0 ? [] : [all];
    return ofRegister.map((count) => ({ registerIndex, register, ...count }));
  });
  return { enrolled, lines, rates: new Set(counts.map(({ rate }) => rate)) };
}
