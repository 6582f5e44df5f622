/**
 * Footing: of every window the loads are its bills and what is remnant of it, sums over the same closed pages. So what
 * they differ by is the remnant's sum, a figure of its own; without remnants they must be equal. [P-7.6]
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { maxReadingOf } from '../../protocol/grid/register.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import type { FootingSum, WindowFigure } from '../archive.ts';
import type { Bills } from './bills.ts';
import type { OpenWindow } from './open-window.ts';
import type { Loads } from './loads.ts';
import { type Rest, restOf } from './rest.ts';

export class Footing {
  private readonly log: AreaLog;
  private readonly bills: Bills;
  private readonly loads: Loads;
  /** What is on record, by window start. */
  private readonly recorded = new Map<number, { readonly figure: WindowFigure; readonly text: string }>();
  /** Windows that foot and whose loads are all final: only a dispute changes what is said of them. */
  private readonly final = new Set<number>();
  /** By window start: fixed once the window is settled. */
  private readonly rests = new Map<number, Rest>();

  constructor(log: AreaLog, bills: Bills, loads: Loads) {
    this.log = log;
    this.bills = bills;
    this.loads = loads;
  }

  restore(figures: readonly WindowFigure[]): void {
    for (const figure of figures) this.recorded.set(figure.from, { figure, text: canonicalJson(figure) });
  }

  /** Figures that are new or differ from those on record, which they supersede. */
  news(): WindowFigure[] {
    const news: WindowFigure[] = [];
    for (const rounds of this.byWindow().values()) {
      const from = rounds[0]?.bill.window.from ?? 0;
      if (this.final.has(from)) {
        if (this.areVerified(rounds)) continue;
        this.final.delete(from);
      }
      const figure = this.figureOf(rounds) ?? this.takenBack(from);
      if (figure === undefined) continue;
      const text = canonicalJson(figure);
      if (this.recorded.get(from)?.text === text) continue;
      this.recorded.set(from, { figure, text });
      news.push(figure);
    }
    return news;
  }

  /** Windows that are settled, foot, and whose loads are all final: no figure of them can change any more. */
  get settled(): readonly (readonly OpenWindow[])[] {
    return [...this.byWindow()].flatMap(([from, rounds]) => (this.final.has(from) ? [rounds] : []));
  }

  forget(from: number): void {
    this.recorded.delete(from);
    this.final.delete(from);
    this.rests.delete(from);
  }

  /** The one or two bill entries of each window. */
  private byWindow(): Map<number, OpenWindow[]> {
    const windows = new Map<number, OpenWindow[]>();
    for (const round of this.bills.all) {
      const { from } = round.bill.window;
      const known = windows.get(from);
      if (known === undefined) windows.set(from, [round]);
      else known.push(round);
    }
    return windows;
  }

  private areVerified(rounds: readonly OpenWindow[]): boolean {
    return rounds.every((round) => this.bills.hasVerifiedAll(round));
  }

  /** What supersedes a figure once a later answer leaves a bill or a load of the window without a total. */
  private takenBack(from: number): WindowFigure | undefined {
    const figure = this.recorded.get(from)?.figure;
    if (figure === undefined || figure.state === 'unknown') return undefined;
    const reason = 'it could be told until a bill of it was disputed, or a load failed';
    return { ...figure, state: 'unknown', doesFoot: false, reason, sums: [] };
  }

  /** Nothing while it can't be said: a bill is not verified, or a load not open. */
  private figureOf(rounds: readonly OpenWindow[]): WindowFigure | undefined {
    const last = rounds.at(-1);
    if (last === undefined || !this.areVerified(rounds)) return undefined;
    const { window, sequence } = last.bill;
    const loads = this.loadSums(window);
    if (loads === undefined) return undefined;
    const waitingMeters = this.log.waitingCount(window.from);
    const isSettled = waitingMeters === 0;
    const rest = this.rest(window, isSettled);
    const billed = billedSums(rounds);
    const sums: FootingSum[] = [...loads.sums].map(([register, loadUnits]) => {
      const billedUnits = billed.get(register) ?? 0;
      return {
        register,
        billedUnits,
        loadUnits,
        remnantUnits: loadUnits - billedUnits,
        remnantCells: rest.byRegister.get(register) ?? 0,
      };
    });
    const problem = sums.flatMap(({ register, remnantUnits, remnantCells }) => {
      if (remnantUnits >= 0 && remnantUnits <= remnantCells * maxReadingOf(this.log.scheme, register)) return [];
      const cannot = remnantCells === 0 ? '' : `, and ${remnantCells} cells without a bill cannot hold the difference`;
      return [`${register}: bills and loads differ${cannot}`];
    })[0];
    const state = problem !== undefined ? 'differs' : isSettled ? 'footed' : 'waiting';
    if (state === 'footed' && loads.isFinal) this.final.add(window.from);
    const cells = Math.max(0, ...rest.byRegister.values());
    const reason = problem ?? reasonOf(cells, rest.meters, waitingMeters);
    return {
      sequence,
      ...window,
      state,
      doesFoot: state === 'footed',
      reason,
      remnantMeters: rest.meters,
      waitingMeters,
      sums,
    };
  }

  private rest(window: Window, isSettled: boolean): Rest {
    const known = this.rests.get(window.from);
    if (known !== undefined) return known;
    const rest = restOf(this.log, window);
    if (isSettled) this.rests.set(window.from, rest);
    return rest;
  }

  /** By register, of those that are loads on every page; undefined while a load is not open. */
  private loadSums({ from, count }: Window) {
    const { log } = this;
    const sums = new Map(log.scheme.registers.map(({ obis }) => [obis, 0]));
    let isFinal = true;
    for (let interval = from; interval < from + count; interval++) {
      const page = log.pages.get(interval);
      if (page === undefined) continue;
      for (const register of sums.keys()) {
        if (page.empty.has(register)) continue;
        // It became a load later: its bills cover cells that no load does.
        if (!page.loads.includes(register)) sums.delete(register);
        else {
          const figure = this.loads.figureAt(interval, register);
          if (figure?.totalUnits === undefined) return undefined;
          isFinal &&= figure.status === 'verified';
          sums.set(register, (sums.get(register) ?? 0) + figure.totalUnits);
        }
      }
    }
    return { sums, isFinal };
  }
}

function billedSums(rounds: readonly OpenWindow[]): Map<string, number> {
  const billed = new Map<string, number>();
  for (const round of rounds) {
    for (const { release } of round.meters.values()) {
      for (const line of round.figures.get(release.enrolled.index)?.lines ?? [])
        billed.set(line.register, (billed.get(line.register) ?? 0) + line.totalUnits);
    }
  }
  return billed;
}

function reasonOf(cells: number, meters: number, waiting: number): string {
  const ones = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  if (waiting > 0) return `${ones(waiting, 'meter')} wait to be held by enough aggregators`;
  if (cells === 0) return 'bills and loads are equal';
  return `loads are bills and the remnant of ${ones(meters, 'meter')}`;
}
