/**
 * An area whose entries are audited as aggregators do, with the slow twin of its pages and bills beside it, and all that
 * its totals tell. [P-7, P-8]
 */
import { AreaLog } from '../../protocol/log/area-log.ts';
import { type Auditor, auditEntry } from '../../protocol/log/entry-audit.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { intervalEndMs, intervalStartMs } from '../../protocol/grid/interval.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import type { Refusal } from '../../protocol/wire/refusal.ts';
import { withSignature } from '../../protocol/keys/signing.ts';
import type { Entry, Floors, ManifestMessage, Scheme } from '../../schemas/types.ts';
import { type SlowPage, slowClose } from '../reference/area-log.ts';
import { slowRate, slowWindow } from '../reference/calendar.ts';
import { type SlowClosedPage, SlowWindow } from '../reference/remnants.ts';
import { Cast, fakeKit } from '../simulation/cast.ts';
import type { Consumption, ToldCell } from './consumption.ts';

type Body<T> = T extends unknown ? Omit<T, 'version' | 'deployment' | 'area' | 'sequence' | 'previous'> : never;
export type EntryBody = Body<Entry>;

export const FIRST = 1_000;

/** A meter of a history, by roster index: an id that comes back is the same home under another key epoch. */
export interface Member {
  readonly id: string;
  readonly keyEpoch: number;
  readonly registers: readonly string[];
  readonly from: number;
  readonly until: number;
}

/** The window whose bill entries are played, with the hash that its companions are drawn by. */
interface PlayedWindow {
  readonly from: number;
  readonly drawnBy: string;
  readonly slow: SlowWindow;
}

export class AuditedArea {
  readonly name: string;
  readonly log: AreaLog;
  readonly scheme: Scheme;
  readonly members: readonly Member[];
  readonly pages: SlowPage[] = [];
  readonly windows: PlayedWindow[] = [];
  private readonly cast: Cast;
  private readonly auditor: Auditor;
  private readonly hashes: string[] = [];
  /** Number of the entry that closed each page. */
  private readonly closedBy: number[] = [];

  constructor(name: string, scheme: Scheme, members: readonly Member[], floor: Floors = scheme.floors) {
    this.name = name;
    this.log = new AreaLog(name);
    this.scheme = scheme;
    this.members = members;
    const kit = fakeKit(() => undefined);
    const own = { minThreshold: scheme.threshold, trust: scheme.trust, ...floor };
    const plans = members.map(({ id, registers, from }) => ({ id, area: name, registers, from }));
    this.cast = new Cast(kit, scheme, own, plans);
    this.auditor = {
      crypto: kit.crypto,
      pins: this.cast.pins,
      signers: this.cast.signers,
      elsewhere: () => ({ boundTo: undefined, lines: [] }),
    };
  }

  entry(body: EntryBody): Entry {
    const { length: sequence, headHash: previous } = this.log;
    return { version: 1, deployment: this.scheme.deployment, area: this.name, sequence, previous, ...body };
  }

  /** What an aggregator's audit says to an entry at the time its interval asks for. */
  audit(body: EntryBody, basis: readonly ManifestMessage[] = []): Refusal | undefined {
    const atInterval = this.log.hasScheme ? this.log.nextToClose : FIRST - 1;
    const gridMs =
      body.kind === 'close' || body.kind === 'bill'
        ? intervalEndMs(atInterval, this.scheme) + this.scheme.closeAfterSeconds * 1000
        : intervalStartMs(atInterval, this.scheme);
    return auditEntry(this.auditor, this.log, this.entry(body), basis, { gridMs, monotonicMs: gridMs });
  }

  /** Applies an entry, whatever anybody thinks of it. */
  certify(body: EntryBody): void {
    const entry = this.entry(body);
    const hash = entryHash(this.auditor.crypto, entry);
    this.log.apply(entry, hash);
    this.hashes.push(hash);
    if (entry.kind === 'bill') {
      const released = new Set(Bitmap.decode(entry.released));
      this.windowAt(entry.from)?.slow.apply(entry.round, released, new Set(Bitmap.decode(entry.waiting)));
    }
  }

  /** Applies an entry that the audit must accept. */
  append(body: EntryBody, basis: readonly ManifestMessage[] = []): void {
    const refusal = this.audit(body, basis);
    if (refusal !== undefined) throw new Error(`the audit refuses an honest ${body.kind}: ${refusal.detail}`);
    this.certify(body);
  }

  windowAt(from: number): PlayedWindow | undefined {
    return this.windows.find((window) => window.from === from);
  }

  /** Members join and leave as planned. */
  enrolFor(interval: number): void {
    const leaving = this.members.filter(({ from, until }) => until === interval && until > from);
    for (const { id } of leaving) this.append({ kind: 'roster', from: interval, add: [], remove: [id] });
    for (const [index, { from, keyEpoch }] of this.members.entries()) {
      const { meter } = this.cast.enrolled[index]!;
      if (from === interval) this.append({ kind: 'roster', from: interval, add: [{ ...meter, keyEpoch }], remove: [] });
    }
  }

  /**
   * Closes the next page of which each aggregator holds what it says; a difference from the slow twin, in words.
   * `isApart`: as a rule would have it that looks at one register after the other, whatever the audit says.
   */
  close(held: readonly ReadonlySet<number>[], isApart = false): string | undefined {
    const interval = this.log.nextToClose;
    const joined = this.members.slice(0, this.log.roster.meters.length);
    const slow = isApart
      ? this.closedApart(interval, held)
      : slowClose(this.scheme, joined, this.log.quorum, interval, held);
    const slowPage = { interval, set: Bitmap.of(slow.set).encode(), empty: [...slow.empty] };
    const bitmaps = held.map((members) => Bitmap.of(members));
    const page = this.log.closePage(interval, new Map(bitmaps.map((bitmap, at) => [at + 1, bitmap])));
    const basis = bitmaps.map((bitmap, at) =>
      this.signed(at + 1, 'manifest', { pages: [{ interval, held: bitmap.encode() }] }),
    );
    if (isApart) this.certify({ kind: 'close', pages: [slowPage] });
    else this.append({ kind: 'close', pages: [page] }, basis);
    this.pages.push(slow);
    this.closedBy.push(this.log.length - 1);
    this.beginWindow(interval);
    const isSame = slowPage.set === page.set && slowPage.empty.toSorted().join() === page.empty.toSorted().join();
    return isSame || isApart ? undefined : `page ${interval} closes otherwise than its slow twin`;
  }

  private closedApart(interval: number, held: readonly ReadonlySet<number>[]): SlowPage {
    const { scheme, members, log } = this;
    const there = log.roster.meters
      .map(({ index }) => index)
      .filter((index) => log.roster.isIn(index, interval) && held.filter((one) => one.has(index)).length >= log.quorum);
    const { minMeters, minCrowd } = scheme.floors;
    const few = scheme.registers.filter(
      ({ obis, isLoad }) =>
        isLoad &&
        there.filter((index) => members[index]!.registers.includes(obis)).length < Math.max(minMeters, minCrowd),
    );
    return { interval, set: new Set(there), empty: new Set(few.map(({ obis }) => obis)) };
  }

  private beginWindow(interval: number): void {
    const { from, count } = slowWindow(this.scheme, interval)!;
    if (interval + 1 !== from + count) return;
    // The entry before the last one that may have been certified when the window began.
    const drawnBy = this.hashes[this.closedBy[from - FIRST - 2] ?? 0]!;
    this.windows.push({ from, drawnBy, slow: this.slowWindow(from, drawnBy, this.scheme.floors) });
  }

  /** The slow twin of a window, perhaps under other floors. */
  slowWindow(from: number, drawnBy: string, floors: Pick<Floors, 'minIntervals' | 'minCrowd'>): SlowWindow {
    const { scheme, members } = this;
    const loads = scheme.registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis);
    const own = this.pages.filter(({ interval }) => slowWindow(scheme, interval)!.from === from);
    const pages = own.map(({ interval, set, empty }): SlowClosedPage => {
      const opened = loads.filter((register) => !empty.has(register));
      return { interval, set, rate: slowRate(scheme, interval).name, loads: opened };
    });
    return new SlowWindow(pages, members.slice(0, this.log.roster.meters.length), new Set(loads), floors, drawnBy);
  }

  holdings(held: readonly Bitmap[]): ManifestMessage[] {
    const { from, count } = this.log.nextBill.window;
    return held.map((bitmap, at) => this.signed(at + 1, 'holdings', { from, count, held: bitmap.encode() }));
  }

  private signed(aggregator: number, type: 'manifest' | 'holdings', body: object): ManifestMessage {
    const { privateKey } = this.cast.identity(`aggregator-${aggregator}`);
    const common = { version: 1, deployment: this.scheme.deployment, area: this.name, aggregator, storeEpoch: 1, type };
    return withSignature(this.auditor.crypto, privateKey, type, { ...common, ...body }) as ManifestMessage;
  }

  /** Cells of a meter in some intervals, with one of its registers. */
  cellsOf(index: number, register: string, intervals: readonly number[]): ToldCell[] {
    const meter = this.members[index]!.id;
    return intervals.map((interval) => ({ meter, interval, register }));
  }

  /** All loads, and the bills of every window; `instead`: other ones of the window that starts there. */
  tell(to: Consumption, instead?: { readonly from: number; readonly slow: SlowWindow }): void {
    const loads = this.scheme.registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis);
    for (const { interval, set, empty } of this.pages)
      for (const register of loads.filter((one) => !empty.has(one)))
        to.tell(
          [...set]
            .filter((index) => this.members[index]!.registers.includes(register))
            .flatMap((index) => this.cellsOf(index, register, [interval])),
        );
    for (const { from, slow } of this.windows) this.tellBills(to, instead?.from === from ? instead.slow : slow);
  }

  private tellBills(to: Consumption, window: SlowWindow): void {
    for (const index of window.released) {
      const byRate = new Map<string, number[]>();
      for (const interval of window.covered(index)) {
        const { name } = slowRate(this.scheme, interval);
        byRate.set(name, [...(byRate.get(name) ?? []), interval]);
      }
      for (const register of this.members[index]!.registers)
        for (const intervals of byRate.values()) to.tell(this.cellsOf(index, register, intervals));
    }
  }
}
