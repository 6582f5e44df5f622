/**
 * Bills: the totals of every released meter, register and rate, checked by their tags; who differs from a passing set
 * of answers is named. [P-7.6] Sealing a bill to its meter is in `billing.ts`.
 */
import type { AreaLog, BillRelease, MeterRelease } from '../protocol/area-log.ts';
import { Bitmap } from '../protocol/bitmap.ts';
import { fromBase64url } from '../protocol/bytes.ts';
import { ELEMENT_BYTES, decodeElement } from '../protocol/field.ts';
import { type Times, assert } from '../protocol/machine.ts';
import { betterPrice } from '../protocol/scheme.ts';
import { Tagger, deriveTagKey } from '../protocol/tag.ts';
import type { BillLine } from '../schemas/types.ts';
import type { Answer, ArchiveEffects, BillFigure } from './archive.ts';
import type { CertifiedEntries } from './certified.ts';
import { type CombinedBill, Unweighter, type WeightedLine, combineBill } from './combine.ts';
import type { UtilityParty } from './party.ts';

type Out = ArchiveEffects;

/** How long to wait for further answers before a bill that no k of them open is called failed. */
const FAIL_AFTER_MS = 3_000;

/** One aggregator's answer for one meter. */
interface MeterAnswer {
  readonly lines: readonly WeightedLine[];
  readonly storeEpoch: number;
}

interface OpenBill {
  readonly release: MeterRelease;
  readonly answers: Map<number, MeterAnswer>;
  changedAtMs: number;
  isChanged: boolean;
}

export interface OpenWindow {
  readonly bill: BillRelease;
  /** By roster index. */
  readonly meters: Map<number, OpenBill>;
  /** Aggregator -> meters in which its answer differs from a passing one. */
  readonly differing: Map<number, Set<number>>;
  /** By roster index: a meter that came back under new keys has two bills in one window. */
  readonly figures: Map<number, BillFigure>;
}

export interface VerifiedBill {
  readonly figure: BillFigure;
  readonly release: MeterRelease;
  /** It was not verified before. */
  readonly isNew: boolean;
}

export class Bills {
  private readonly party: UtilityParty;
  private readonly log: AreaLog;
  private readonly entries: CertifiedEntries;
  private readonly windows = new Map<number, OpenWindow>();
  /** Sequence numbers of the bills that are only in the archive. */
  private readonly forgotten = new Set<number>();
  private readonly taggers = new Map<number, Tagger>();
  private unweighter: Unweighter | undefined;

  constructor(party: UtilityParty, log: AreaLog, entries: CertifiedEntries) {
    this.party = party;
    this.log = log;
    this.entries = entries;
  }

  /** Certified bill entries and what came of them. */
  get all(): Iterable<OpenWindow> {
    return this.windows.values();
  }

  restore(answers: readonly Answer[], figures: readonly BillFigure[]): void {
    for (const figure of figures) this.windows.get(figure.sequence)?.figures.set(figure.index, figure);
    for (const answer of answers) if (answer.meters !== '') this.take(answer, 0);
    for (const window of this.windows.values()) this.restoreDiffering(window);
  }

  private restoreDiffering(window: OpenWindow): void {
    for (const [index, open] of window.meters) {
      const figure = window.figures.get(open.release.enrolled.index);
      for (const aggregator of figure?.differing ?? []) this.differs(window, aggregator, index);
    }
  }

  private differs(window: OpenWindow, aggregator: number, index: number): void {
    const meters = window.differing.get(aggregator) ?? new Set<number>();
    meters.add(index);
    window.differing.set(aggregator, meters);
  }

  /** A bill entry was certified: meters that wait have their figure at once. */
  certified(sequence: number, out: Out | undefined): void {
    const bill = this.log.bills.get(sequence);
    assert(bill !== undefined, 'a certified bill is known');
    const meters = new Map<number, OpenBill>();
    for (const [index, release] of bill.meters) {
      meters.set(index, { release, answers: new Map(), changedAtMs: 0, isChanged: false });
    }
    const window: OpenWindow = { bill, meters, differing: new Map(), figures: new Map() };
    this.windows.set(sequence, window);
    if (out === undefined) return;
    for (const { index, reason } of bill.waiting) {
      this.record(
        window,
        { ...this.frame(window, index), status: 'waiting', lines: [], signers: [], differing: [], reason },
        out,
      );
    }
  }

  /** An answer: `new`, `known`, `equivocation` if it contradicts an earlier one, or why it is refused, in words. */
  add(answer: Answer, times: Times, out: Out): string {
    const taken = this.take(answer, times.monotonicMs);
    if (taken === 'new') out.persist({ kind: 'answer', area: this.log.area, answer });
    return taken;
  }

  /** `new`, `known`, `equivocation`, or why the answer is refused, in words. Nothing of a refused one is taken. */
  private take(answer: Answer, atMs: number): string {
    if (this.forgotten.has(answer.sequence)) return 'known';
    const window = this.windows.get(answer.sequence);
    const meters = Bitmap.decode(answer.meters);
    if (window === undefined || meters === undefined) return 'speaks of a bill that is not certified';
    const indices = [...meters];
    const opens = indices.map((index) => window.meters.get(index));
    if (opens.includes(undefined)) return 'speaks of a meter that the bill does not release';
    const elements = opens.reduce((sum, open) => sum + (open?.release.lines.length ?? 0) * 2, 0);
    if (answer.sums.length !== elements * ELEMENT_BYTES) return 'has a wrong number of sums';
    let offset = 0;
    const next = (): bigint => {
      const element = decodeElement(answer.sums, offset);
      offset += ELEMENT_BYTES;
      return element;
    };
    const fresh: [OpenBill, MeterAnswer][] = [];
    for (const open of opens) {
      if (open === undefined) continue;
      const lines = open.release.lines.map(() => ({ value: next(), tag: next() }));
      const known = open.answers.get(answer.aggregator);
      // A broker may deliver what was said before a disk was lost after what was said since.
      if (known !== undefined && answer.storeEpoch < known.storeEpoch) continue;
      if (known?.storeEpoch === answer.storeEpoch) {
        const isSame = lines.every(
          ({ value, tag }, at) => known.lines[at]?.value === value && known.lines[at]?.tag === tag,
        );
        if (!isSame) return 'equivocation';
      } else {
        fresh.push([open, { lines, storeEpoch: answer.storeEpoch }]);
      }
    }
    for (const [open, lines] of fresh) {
      open.answers.set(answer.aggregator, lines);
      open.changedAtMs = atMs;
      open.isChanged = true;
    }
    return fresh.length > 0 ? 'new' : 'known';
  }

  forget(sequence: number): void {
    this.windows.delete(sequence);
    this.forgotten.add(sequence);
  }

  /** Whether an aggregator has answered for every meter of a bill. */
  hasAnswered(sequence: number, aggregator: number): boolean {
    const window = this.windows.get(sequence);
    if (window === undefined) return true;
    for (const open of window.meters.values()) if (!open.answers.has(aggregator)) return false;
    return true;
  }

  /** Combines what changed; returns the verified bills that are new, or name other aggregators than before. */
  combine(times: Times, out: Out): VerifiedBill[] {
    const verified: VerifiedBill[] = [];
    for (const window of this.windows.values()) {
      for (const [index, open] of window.meters) {
        if (!open.isChanged || open.answers.size < this.log.scheme.threshold) continue;
        const figure = this.combineMeter(window, index, open, times);
        if (figure === undefined) continue;
        open.isChanged = false;
        const isNew = window.figures.get(figure.index)?.status !== 'verified';
        if (this.record(window, figure, out) && figure.status === 'verified')
          verified.push({ figure, release: open.release, isNew });
      }
    }
    return verified;
  }

  private tagger(index: number): Tagger | undefined {
    const known = this.taggers.get(index);
    if (known !== undefined) return known;
    const { crypto, agreement, deployment } = this.party;
    const meter = this.log.roster.byIndex(index)?.meter;
    const raw = meter === undefined ? undefined : fromBase64url(meter.agreement);
    const publicKey = raw === undefined ? undefined : crypto.agreementPublicKey(raw);
    const key =
      publicKey === undefined || meter === undefined
        ? undefined
        : deriveTagKey(crypto, agreement, publicKey, deployment, meter.id);
    if (key === undefined) return undefined;
    const tagger = new Tagger(crypto, key);
    this.taggers.set(index, tagger);
    return tagger;
  }

  /** Intervals of each line of a release. */
  private intervalsByLine(window: OpenWindow, release: MeterRelease): number[][] {
    const slots = new Map(release.lines.map((line, at) => [`${line.registerIndex}/${line.rate}`, at]));
    const intervals: number[][] = release.lines.map(() => []);
    const end = window.bill.window.from + window.bill.window.count;
    this.log.forEachCell(release.enrolled, release.from, end, (interval, registerIndex, rate) => {
      intervals[slots.get(`${registerIndex}/${rate}`) ?? -1]?.push(interval);
    });
    return intervals;
  }

  private combineMeter(window: OpenWindow, index: number, open: OpenBill, times: Times): BillFigure | undefined {
    const { scheme } = this.log;
    const { release } = open;
    const answers = new Map([...open.answers].map(([aggregator, { lines }]) => [aggregator, lines]));
    const { meter } = release.enrolled;
    const tagger = this.tagger(index);
    const intervals = this.intervalsByLine(window, release);
    const offsets = release.lines.map(
      (line, at) => tagger?.offset(meter.keyEpoch, line.register, intervals[at] ?? []) ?? 0n,
    );
    const isTotal = (at: number, total: bigint, tag: bigint): boolean => {
      const line = release.lines[at];
      if (line === undefined || tagger === undefined) return false;
      // Not what a tag can tell: the cells can't hold more than the fuse limit lets through.
      if (total > BigInt(line.cells) * BigInt(scheme.maxReadingWh)) return false;
      return tagger.isTotal(meter.keyEpoch, line.register, offsets[at] ?? 0n, total, tag);
    };
    const suspects = new Set(window.differing.keys());
    this.unweighter = Unweighter.of(scheme.operators.length, this.unweighter);
    const combined = combineBill(answers, scheme.threshold, this.unweighter, suspects, isTotal);
    const frame = this.frame(window, index);
    if (combined !== undefined) {
      for (const aggregator of combined.differing) this.differs(window, aggregator, index);
      return this.verifiedFigure(frame, release, combined);
    }
    const isFinal = answers.size === scheme.operators.length || times.monotonicMs >= open.changedAtMs + FAIL_AFTER_MS;
    if (!isFinal) return undefined;
    const reason = `no ${scheme.threshold} of the ${answers.size} answers give a total that its tag confirms`;
    return { ...frame, status: 'failed', lines: [], signers: [], differing: [], reason };
  }

  private frame(window: OpenWindow, index: number) {
    const { sequence } = window.bill;
    const meter = this.log.roster.byIndex(index)?.meter.id ?? '';
    return { sequence, ...window.bill.window, index, meter, setHash: this.entries.hashOf(sequence) ?? '' };
  }

  private verifiedFigure(frame: ReturnType<Bills['frame']>, release: MeterRelease, combined: CombinedBill): BillFigure {
    const prices = this.pricesOf(frame, release);
    const lines: BillLine[] = release.lines.map((line, at) => ({
      register: line.register,
      rate: line.rate,
      cells: line.cells,
      totalWh: Number(combined.totals[at] ?? 0n),
      microPerKwh: prices.get(`${line.registerIndex}/${line.rate}`) ?? 0,
    }));
    const { agreeing, differing } = combined;
    return { ...frame, status: 'verified', lines, signers: agreeing, differing, reason: 'its tag confirms it' };
  }

  /** By line: the best price for the household among the cells it covers, since cells that waited can't be told apart. */
  private pricesOf(frame: ReturnType<Bills['frame']>, release: MeterRelease): Map<string, number> {
    const { log } = this;
    const prices = new Map<string, number>();
    log.forEachCell(release.enrolled, release.from, frame.from + frame.count, (interval, registerIndex, rate) => {
      const price = log.pages.get(interval)?.rate.microPerKwh ?? 0;
      const register = release.enrolled.meter.registers[registerIndex] ?? '';
      const name = `${registerIndex}/${rate}`;
      prices.set(name, betterPrice(log.scheme, register, prices.get(name) ?? price, price));
    });
    return prices;
  }

  /** False if the figure says nothing new, or may not take the place of the one there is. */
  private record(window: OpenWindow, figure: BillFigure, out: Out): boolean {
    const known = window.figures.get(figure.index);
    // What a tag has confirmed stays.
    if (known?.status === 'verified' && figure.status !== 'verified') return false;
    const isSame =
      known !== undefined &&
      known.status === figure.status &&
      known.signers.join() === figure.signers.join() &&
      known.differing.join() === figure.differing.join() &&
      known.reason === figure.reason;
    if (isSame) return false;
    window.figures.set(figure.index, figure);
    out.persist({ kind: 'bill', area: this.log.area, figure });
    return true;
  }

  /**
   * Aggregators that a window's bills convict: they differ in the bills of more than one meter, or of the only one. In
   * a single bill of many it may as well be the meter that shared inconsistently.
   */
  namedIn(window: OpenWindow): Set<number> {
    const named = new Set<number>();
    for (const [aggregator, meters] of window.differing) {
      if (meters.size > 1 || window.meters.size === 1) named.add(aggregator);
    }
    return named;
  }

  windowAt(interval: number): OpenWindow | undefined {
    for (const window of this.windows.values()) {
      const { from, count } = window.bill.window;
      if (interval >= from && interval < from + count) return window;
    }
    return undefined;
  }

  hasVerifiedAll(window: OpenWindow): boolean {
    for (const open of window.meters.values()) {
      if (window.figures.get(open.release.enrolled.index)?.status !== 'verified') return false;
    }
    return true;
  }
}
