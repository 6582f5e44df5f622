/**
 * Random histories of small areas, driven through the area log and the audit as in real life: late cells, absent meters,
 * rates, two registers, meters that join and leave, bills that wait. At every bill the audit's rules are held against what
 * elimination finds, for the entry that follows from the algorithm and for arbitrary other ones. [P-8]
 */
import { AreaLog } from '../../protocol/area-log.ts';
import { type Auditor, auditEntry } from '../../protocol/audit.ts';
import { Bitmap } from '../../protocol/bitmap.ts';
import { intervalEndMs, intervalStartMs } from '../../protocol/interval.ts';
import { entryHash } from '../../protocol/log.ts';
import type { Refusal } from '../../protocol/refusal.ts';
import { withSignature } from '../../protocol/signing.ts';
import type { Entry, Floors, ManifestMessage, Scheme, Tariff, WaitingMeter } from '../../schemas/types.ts';
import { EXPORT, IMPORT, schemeWith } from '../material.ts';
import { Cast, fakeKit } from '../simulation/cast.ts';
import { Random } from '../simulation/random.ts';
import { Known } from './known.ts';

type Body<T> = T extends unknown ? Omit<T, 'version' | 'deployment' | 'area' | 'sequence' | 'previous'> : never;
export type EntryBody = Body<Entry>;

export const FIRST = 1_000;
const AREA = 'area-1';

/** A meter of a history, by roster index. */
export interface Member {
  readonly id: string;
  readonly registers: readonly string[];
  readonly from: number;
  readonly until: number;
}

/** An area whose log is audited, with what the utility learned from it. */
export class AuditedArea {
  readonly log = new AreaLog(AREA);
  readonly known: Known;
  readonly scheme: Scheme;
  readonly members: readonly Member[];
  private readonly cast: Cast;
  private readonly auditor: Auditor;

  constructor(scheme: Scheme, members: readonly Member[], floor: Floors = scheme.floors) {
    this.scheme = scheme;
    this.members = members;
    const kit = fakeKit(() => undefined);
    const own = { minThreshold: scheme.threshold, trust: scheme.trust, ...floor };
    this.cast = new Cast(
      kit,
      scheme,
      own,
      members.map(({ id, registers, from }) => ({ id, area: AREA, registers, from })),
    );
    this.auditor = {
      crypto: kit.crypto,
      pins: this.cast.pins,
      signers: this.cast.signers,
      otherAreaOf: () => undefined,
    };
    const loads = scheme.registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis);
    this.known = new Known(members, new Set(loads));
  }

  entry(body: EntryBody): Entry {
    const { length: sequence, headHash: previous } = this.log;
    return { version: 1, deployment: this.scheme.deployment, area: AREA, sequence, previous, ...body };
  }

  /** What an aggregator's audit says to an entry at the time its interval asks for. */
  audit(
    body: EntryBody,
    basis: readonly ManifestMessage[] = [],
    atInterval = this.log.hasScheme ? this.log.nextToClose : FIRST - 1,
  ): Refusal | undefined {
    const { intervalSeconds, closeAfterSeconds } = this.scheme;
    const gridMs =
      body.kind === 'close' || body.kind === 'bill'
        ? intervalEndMs(atInterval, intervalSeconds) + closeAfterSeconds * 1000
        : intervalStartMs(atInterval, intervalSeconds);
    return auditEntry(this.auditor, this.log, this.entry(body), basis, { gridMs, monotonicMs: gridMs });
  }

  /** Applies an entry, whatever anybody thinks of it. */
  certify(body: EntryBody): void {
    const entry = this.entry(body);
    this.log.apply(entry, entryHash(this.auditor.crypto, entry));
    if (entry.kind === 'close') {
      for (const { interval, set, empty } of entry.pages)
        this.known.closed({
          interval,
          set: new Set(Bitmap.decode(set)),
          empty: new Set(empty),
          rate: this.rateAt(interval),
        });
    } else if (entry.kind === 'bill') {
      const end = entry.from + entry.count;
      this.known.billed(Bitmap.decode(entry.released)!, end);
      for (const { index, reason } of entry.waiting) if (reason === 'left') this.known.waived(index, end);
    }
  }

  /** Applies an entry that the audit must accept. */
  append(body: EntryBody, basis: readonly ManifestMessage[] = []): void {
    const refusal = this.audit(body, basis);
    if (refusal !== undefined) throw new Error(`the audit refuses an honest ${body.kind}: ${refusal.detail}`);
    this.certify(body);
  }

  /** The rate that the tariffs give an interval, worked out run by run. */
  private rateAt(interval: number): string {
    for (const { from, runs, rates } of this.scheme.tariffs) {
      let end = from;
      for (const { rate, count } of runs) {
        end += count;
        if (interval >= from && interval >= end - count && interval < end) return rates[rate]!.name;
      }
    }
    return 'all';
  }

  /** Members join and leave as planned, from the next page on at the latest. */
  enrolFor(interval: number): void {
    for (const [index, { id, from, until }] of this.members.entries()) {
      const { meter } = this.cast.enrolled[index]!;
      if (from === interval) this.append({ kind: 'roster', from: interval, add: [meter], remove: [] });
      if (until === interval && until > from) this.append({ kind: 'roster', from: interval, add: [], remove: [id] });
    }
  }

  /** Closes the next page of which each aggregator holds what it says. */
  close(held: readonly ReadonlySet<number>[]): void {
    const interval = this.log.nextToClose;
    const bitmaps = held.map((members) => Bitmap.of(members));
    const page = this.log.closePage(interval, new Map(bitmaps.map((bitmap, at) => [at + 1, bitmap])));
    const basis = bitmaps.map((bitmap, at) =>
      this.signed(at + 1, 'manifest', { pages: [{ interval, held: bitmap.encode() }] }),
    );
    this.append({ kind: 'close', pages: [page] }, basis);
  }

  /** What the audit says to a closing of the next page, when everybody holds these meters. */
  auditPage(content: { readonly set: string; readonly empty: string[] }, held: readonly number[]): Refusal | undefined {
    const interval = this.log.nextToClose;
    const pages = [{ interval, held: Bitmap.of(held).encode() }];
    const basis = [1, 2, 3].map((aggregator) => this.signed(aggregator, 'manifest', { pages }));
    return this.audit({ kind: 'close', pages: [{ interval, ...content }] }, basis);
  }

  holdings(held: readonly Bitmap[]): ManifestMessage[] {
    const { from, count } = this.log.nextWindow;
    return held.map((bitmap, at) => this.signed(at + 1, 'holdings', { from, count, held: bitmap.encode() }));
  }

  private signed(aggregator: number, type: 'manifest' | 'holdings', body: object): ManifestMessage {
    const { privateKey } = this.cast.identity(`aggregator-${aggregator}`);
    const common = { version: 1, deployment: this.scheme.deployment, area: AREA, aggregator, storeEpoch: 1, type };
    return withSignature(this.auditor.crypto, privateKey, type, { ...common, ...body }) as ManifestMessage;
  }

  /** Whether rules R1 and R4 let these meters be released for the next window. */
  mayRelease(released: Bitmap, waiting: readonly WaitingMeter[]): boolean {
    const window = this.log.nextWindow;
    const { floors } = this.scheme;
    const linesOf = this.log.linesUpTo(window);
    const isLong = [...released].every((index) =>
      linesOf(this.log.roster.byIndex(index)!).every(({ cells }) => cells >= floors.minIntervals),
    );
    return isLong && this.log.exposureOf(window, released, waiting, floors) === undefined;
  }
}

/** What a history came to. */
export interface Findings {
  bills: number;
  released: number;
  waiting: Map<string, number>;
  /** Arbitrary sets of released meters that were tried, and how many of them leak. */
  tried: number;
  leaking: number;
  /** Refused by the rules, though elimination finds nothing. */
  needless: number;
  /** Where audit and elimination disagree the dangerous way, or an honest entry leaks. */
  problems: string[];
}

export function noFindings(): Findings {
  return { bills: 0, released: 0, waiting: new Map(), tried: 0, leaking: 0, needless: 0, problems: [] };
}

function drawScheme(random: Random): Scheme {
  const intervalCount = random.pick([2, 4, 4, 4, 8]);
  const minIntervals = Math.min(random.pick([1, 2, 2, 3, 4]), intervalCount / 2);
  const windows = 4;
  const tariffs: Tariff[] = [];
  for (let window = 0; window < windows && random.chance(0.5); window++) {
    const names = random.chance(0.2) ? ['c', 'a'] : ['a', 'b'];
    const first = random.integer(minIntervals, intervalCount - minIntervals);
    const split = random.integer(0, first);
    const counts = [split, intervalCount - first, first - split];
    tariffs.push({
      id: `tariff-${window}`,
      from: FIRST + window * intervalCount,
      count: intervalCount,
      rates: names.map((name, at) => ({ name, microPerKwh: at })),
      runs: counts.map((count, at) => ({ rate: at % 2, count })).filter(({ count }) => count > 0),
    });
  }
  return schemeWith({
    registers: [
      { obis: IMPORT, direction: 'import', isLoad: true },
      { obis: EXPORT, direction: 'export', isLoad: random.chance(0.6) },
    ],
    floors: { minMeters: random.pick([1, 2, 2, 3, 4]), minIntervals },
    billing: { firstInterval: FIRST, intervalCount },
    tariffs,
  });
}

function drawMembers(random: Random, intervals: number): Member[] {
  const count = random.integer(2, 6);
  const swapAt = random.chance(0.2) ? FIRST + random.integer(1, intervals - 1) : undefined;
  return Array.from({ length: count }, (_, at): Member => {
    const registers = random.chance(0.4) ? [IMPORT, EXPORT] : [IMPORT];
    const isOld = at < count / 2;
    let from = random.chance(0.15) ? FIRST + random.integer(1, intervals) : FIRST;
    let until = random.chance(0.15) ? FIRST + random.integer(1, intervals) : Number.MAX_SAFE_INTEGER;
    // A fleet that is swapped but for one.
    if (swapAt !== undefined && at > 0) {
      from = isOld ? FIRST : swapAt;
      until = isOld ? swapAt : Number.MAX_SAFE_INTEGER;
    }
    return { id: `meter-${at}`, registers, from, until: Math.max(from, until) };
  }).toSorted((one, other) => one.from - other.from);
}

/** Plays one history and compares at every bill. */
export function playHistory(seed: number, findings: Findings): void {
  const random = new Random(seed, 77);
  const scheme = drawScheme(random);
  const { intervalCount } = scheme.billing;
  const intervals =
    intervalCount * (intervalCount === 8 ? random.integer(1, 2) : Math.floor(random.integer(8, 12) / intervalCount));
  const area = new AuditedArea(scheme, drawMembers(random, intervals));
  const missing = random.pick([0, 0.03, 0.1, 0.3]);
  const absent = random.pick([0, 0, 0.3]);
  const late = random.pick([0, 0, 0.1, 0.3]);
  area.append({ kind: 'scheme', scheme });
  const away = new Map<number, number>();
  for (let interval = FIRST; interval < FIRST + intervals; interval++) {
    area.enrolFor(interval);
    const present = area.log.roster.meters.map(({ index }) => index);
    for (const index of present)
      if (random.chance(absent / intervalCount)) away.set(index, interval + random.integer(1, intervalCount));
    const reported = present.filter((index) => interval >= (away.get(index) ?? 0) && !random.chance(missing));
    const held = [1, 2, 3].map(() => new Set(reported.filter(() => !random.chance(late / 3))));
    area.close(held);
    if ((interval + 1 - FIRST) % intervalCount === 0) playBill(area, random, findings, late);
  }
}

function playBill(area: AuditedArea, random: Random, findings: Findings, late: number): void {
  const { log, known, scheme } = area;
  const window = log.nextWindow;
  const end = window.from + window.count;
  const indices = log.roster.meters.map(({ index }) => index);
  const unheld = new Set(indices.filter(() => random.chance(late)));
  const held = [1, 2, 3].map((at) => Bitmap.of(indices.filter((index) => at === 1 || !unheld.has(index))));
  const content = log.billContent(window, new Map(held.map((bitmap, at) => [at + 1, bitmap])));
  const basis = area.holdings(held);
  const honest: EntryBody = { kind: 'bill', ...window, ...content };
  const refusal = area.audit(honest, basis, end - 1);
  if (refusal !== undefined) findings.problems.push(`an honest bill is refused: ${refusal.detail}`);
  findings.bills += 1;
  findings.released += [...Bitmap.decode(content.released)!].length;
  for (const { reason } of content.waiting) findings.waiting.set(reason, (findings.waiting.get(reason) ?? 0) + 1);
  const leaving = content.waiting.filter(({ reason }) => reason === 'left');
  const learn = (released: Bitmap): Known =>
    known.with((copy) => {
      copy.billed(released, end);
      for (const { index } of leaving) copy.waived(index, end);
    });
  const leak = learn(Bitmap.decode(content.released)!).leak(scheme.floors);
  if (leak !== undefined)
    findings.problems.push(
      `an accepted bill tells ${leak.cells.join(', ')}, fewer than ${leak.least}, from all others`,
    );
  let next = honest;
  const billable = indices.filter(
    (index) => known.lines(index, end).size > 0 && !leaving.some((one) => one.index === index),
  );
  for (let variant = 0; variant < 3; variant++) {
    const keep = random.pick([0.5, 0.8, 1]);
    const released = Bitmap.of(billable.filter(() => random.chance(keep)));
    const isAllowed = area.mayRelease(released, leaving);
    const hasLeak = learn(released).leak(scheme.floors);
    findings.tried += 1;
    if (hasLeak !== undefined) findings.leaking += 1;
    if (isAllowed && hasLeak !== undefined)
      findings.problems.push(`the rules allow what tells ${hasLeak.cells.join(', ')} (fewer than ${hasLeak.least})`);
    if (!isAllowed && hasLeak === undefined) findings.needless += 1;
    const isFollowing = released.encode() === content.released;
    const body: EntryBody = { kind: 'bill', ...window, released: released.encode(), waiting: content.waiting };
    if (!isFollowing && area.audit(body, basis, end - 1) === undefined)
      findings.problems.push('an entry that does not follow from the holdings is accepted');
    // Histories that only the prescribed algorithm would never reach.
    if (isAllowed && random.chance(0.3)) next = { ...body, waiting: leaving };
  }
  const [shift, stretch] = random.pick<readonly [number, number]>([
    [0, -1],
    [0, 1],
    [1, 0],
    [-1, 0],
    [1, -1],
  ]);
  const shifted: EntryBody = { ...honest, from: window.from + shift, count: window.count + stretch };
  if (area.audit(shifted, basis, end - 1) === undefined) findings.problems.push('another window is accepted');
  area.certify(next);
}
