/**
 * Bills: the totals of every released meter, register and rate, checked by their tags; who is to blame where answers differ
 * is named. [P-7.6] Sealing a bill to its meter is in `bill-sender.ts`.
 */
import type { AreaLog, BillRelease, MeterRelease } from '../../protocol/log/area-log.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { fromBase64url } from '../../protocol/wire/bytes.ts';
import { ELEMENT_BYTES, decodeElement } from '../../protocol/math/field.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import { type Times, assert } from '../../protocol/machine.ts';
import { Tagger, deriveTagKey } from '../../protocol/keys/tag.ts';
import type { BillLine } from '../../schemas/types.ts';
import type { Answer, ArchiveEffects, BillFigure } from '../archive.ts';
import type { CertifiedEntries } from '../ordering/certified.ts';
import { type CombinedBill, combineBill } from './combine-bill.ts';
import { Unweighter } from './combine.ts';
import { type Finding, type Judgement, judge } from './judgement.ts';
import type { Loads, PageDoubts } from './loads.ts';
import type { UtilityParty } from '../party.ts';
import type { MeterAnswer, OpenBill, OpenWindow } from './open-window.ts';
import { accusationText, disputeText } from './reasons.ts';
import { SelfFooting } from './self-footing.ts';
import { Suspicions } from './suspicions.ts';

type Out = ArchiveEffects;

const LEFT_OUT = {
  waiting: 'fewer aggregators than the threshold hold all its cells; it waits for the second round',
  remnant:
    'its cells are remnant: too few for a bill of their own, or held by too few; the meter books the energy again',
} as const;

/** How long to wait for further answers before a bill that no k of them open is called failed. */
const FAIL_AFTER_MS = 3_000;

export interface Verdicts {
  /** Bills that say something new. */
  readonly fresh: readonly FreshBill[];
  /** Windows of which something else is said than before: their loads have to be looked at again. */
  readonly changed: readonly Window[];
}

export interface FreshBill {
  readonly figure: BillFigure;
  readonly release: MeterRelease;
  /** It had another status before: its meter is to hear of it. */
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
  private readonly selfFooting: SelfFooting;
  private readonly suspicions = new Suspicions();

  constructor(party: UtilityParty, log: AreaLog, entries: CertifiedEntries, loads: Loads) {
    this.party = party;
    this.log = log;
    this.entries = entries;
    this.selfFooting = new SelfFooting(log, loads);
  }

  /** Certified bill entries and what came of them. */
  get all(): Iterable<OpenWindow> {
    return this.windows.values();
  }

  restore(answers: readonly Answer[], figures: readonly BillFigure[]): void {
    for (const figure of figures) this.windows.get(figure.sequence)?.figures.set(figure.index, figure);
    for (const answer of answers) if (answer.meters !== '') this.take(answer, 0);
  }

  /** A bill entry was certified: meters that wait have their figure at once. */
  certified(sequence: number, out: Out | undefined): void {
    const bill = this.log.bills.get(sequence);
    assert(bill !== undefined, 'a certified bill is known');
    const meters = new Map<number, OpenBill>();
    for (const [index, release] of bill.meters) {
      meters.set(index, { release, answers: new Map(), changedAtMs: 0, isChanged: false });
    }
    const window: OpenWindow = { bill, meters, findings: new Map(), figures: new Map() };
    this.windows.set(sequence, window);
    if (out === undefined) return;
    for (const [index, status] of this.leftOut(bill)) {
      const nothing = { status, lines: [], signers: [], differing: [], reason: LEFT_OUT[status] };
      this.record(window, { ...this.frame(window, index), ...nothing }, out);
    }
  }

  /** Meters with cells in the window of which this entry releases nothing. */
  private leftOut({ window, round, meters, waiting }: BillRelease): Map<number, 'waiting' | 'remnant'> {
    const { log } = this;
    const found = new Map<number, 'waiting' | 'remnant'>();
    for (const index of waiting) found.set(index, 'waiting');
    // In round 2 those who waited in vain; else those that have cells, and none that a bill may have.
    const others = round === 2 ? this.waitedFor(window.from) : log.planOf(window).remnantOnly();
    for (const index of others) if (!meters.has(index)) found.set(index, 'remnant');
    return found;
  }

  private waitedFor(from: number): number[] {
    for (const { bill } of this.windows.values())
      if (bill.window.from === from && bill.round === 1) return [...bill.waiting];
    return [];
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
    const window = this.windows.get(sequence);
    if (window !== undefined) this.selfFooting.forget(window.bill.window.from);
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

  /** Combines what changed; whether anything came of it. */
  combine(times: Times): boolean {
    let hasNews = false;
    for (const window of this.windows.values()) {
      for (const [index, open] of window.meters) {
        if (!open.isChanged || open.answers.size < this.log.scheme.threshold) continue;
        const combined = this.combineMeter(window, index, open);
        const isFinal =
          combined.status !== 'failed' ||
          open.answers.size === this.log.scheme.operators.length ||
          times.monotonicMs >= open.changedAtMs + FAIL_AFTER_MS;
        if (!isFinal) continue;
        open.isChanged = false;
        hasNews = true;
        window.findings.set(index, { combined, answering: ascending(open.answers.keys()) });
      }
    }
    return hasNews;
  }

  /** Judges who is to blame where answers differ. */
  judge(out: Out): Verdicts {
    const verdicts = [...this.byStart().values()].map((windows) => this.judgeWindow(windows, out));
    return {
      fresh: verdicts.flatMap(({ fresh }) => fresh),
      changed: verdicts.flatMap(({ changed }) => changed),
    };
  }

  /** Bills of one window belong together. */
  private byStart(): Map<number, OpenWindow[]> {
    const found = new Map<number, OpenWindow[]>();
    for (const window of this.windows.values()) {
      const { from } = window.bill.window;
      found.set(from, [...(found.get(from) ?? []), window]);
    }
    return found;
  }

  private judgeWindow(windows: readonly OpenWindow[], out: Out): Verdicts {
    const [first] = windows;
    const findings = new Map(windows.flatMap((window) => [...window.findings]));
    if (first === undefined || findings.size === 0) return { fresh: [], changed: [] };
    const { from } = first.bill.window;
    const meters = windows.reduce((sum, window) => sum + window.meters.size, 0);
    const caught = this.selfFooting.caught(windows);
    const { scheme } = this.log;
    const judgement = judge(findings, meters, scheme.threshold, this.maxKnown, caught);
    const before = this.suspicions.judgementOf(from);
    this.suspicions.judged(from, judgement, meters);
    for (const aggregator of judgement.liars) {
      if (before?.liars.has(aggregator) === true) continue;
      const how = caught.has(aggregator)
        ? 'its loads and its bills differ from each other'
        : 'it differs in most bills';
      const text = `aggregator ${aggregator} lied about the window from ${from}: ${how}. Its operator has to explain it.`;
      out.notice('error', 'aggregator_lied', text, { area: this.log.area, aggregator, from });
    }
    const fresh = windows.flatMap((window) => this.recordAll(window, judgement, out));
    const isChanged = fresh.length > 0 || !isSameJudgement(before, judgement);
    return { fresh, changed: isChanged ? [first.bill.window] : [] };
  }

  private recordAll(window: OpenWindow, judgement: Judgement, out: Out): FreshBill[] {
    const fresh: FreshBill[] = [];
    for (const [index, finding] of window.findings) {
      const open = window.meters.get(index);
      if (open === undefined) continue;
      const figure = this.figureOf(window, index, open.release, finding, judgement);
      const before = window.figures.get(figure.index);
      if (!this.record(window, figure, out)) continue;
      this.tell(figure, before, out);
      fresh.push({ figure, release: open.release, isNew: before?.status !== figure.status });
    }
    return fresh;
  }

  private tell(figure: BillFigure, before: BillFigure | undefined, out: Out): void {
    const { meter, from, reason } = figure;
    const where = { area: this.log.area, meter, from };
    if (figure.status === 'disputed' && before?.status !== 'disputed')
      out.notice('error', 'bill_disputed', `the bill of ${meter} is disputed: ${reason}`, where);
    if (figure.suspicion === undefined || figure.suspicion === before?.suspicion) return;
    const rest = 'It is out with the next window unless keepMeters in the config of the utility names it.';
    const text = `the shares of ${meter} are inconsistent: ${accusationText(figure)}. ${this.leaving.has(meter) ? rest : ''}`;
    out.notice('error', 'meter_inconsistent', text.trimEnd(), where);
  }

  private get maxKnown(): number {
    return this.log.scheme.floors.maxKnown;
  }

  /** Ids of the meters in the roster that their own bills put out of it, from the next window on. */
  get leaving(): Set<string> {
    const { roster, hasScheme } = this.log;
    if (!hasScheme) return new Set();
    const ids = [...this.suspicions.leaving(this.maxKnown)].flatMap((index) => {
      const enrolled = roster.byIndex(index);
      const isThere = enrolled !== undefined && enrolled.until === Number.MAX_SAFE_INTEGER;
      return isThere ? [enrolled.meter.id] : [];
    });
    return new Set(ids);
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
    this.log.forEachCell(release.enrolled, window.bill.window, (interval, registerIndex, rate) => {
      intervals[slots.get(`${registerIndex}/${rate}`) ?? -1]?.push(interval);
    });
    return intervals;
  }

  private combineMeter(window: OpenWindow, index: number, open: OpenBill): CombinedBill {
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
      return tagger.isTotal(meter.keyEpoch, line.register, offsets[at] ?? 0n, total, tag);
    };
    this.unweighter = Unweighter.of(scheme.operators.length, this.unweighter);
    const combined = combineBill(answers, scheme.threshold, this.unweighter, isTotal);
    if (combined.status !== 'verified') return combined;
    // Not what a tag can tell: the cells can't hold more than the fuse limit lets through. Only the meter can have sent it.
    const isPossible = release.lines.every(
      ({ cells }, at) => (combined.totals[at] ?? 0n) <= BigInt(cells) * BigInt(scheme.maxReadingWh),
    );
    return isPossible ? combined : { status: 'failed', isConsistent: combined.differing.length === 0 };
  }

  private frame(window: OpenWindow, index: number) {
    const { sequence } = window.bill;
    const meter = this.log.roster.byIndex(index)?.meter.id ?? '';
    return { sequence, ...window.bill.window, index, meter, setHash: this.entries.hashOf(sequence) ?? '' };
  }

  private figureOf(
    window: OpenWindow,
    index: number,
    release: MeterRelease,
    { combined, answering }: Finding,
    { accused }: Judgement,
  ): BillFigure {
    const frame = this.frame(window, index);
    const accusation = accused.get(index);
    const suspicion = accusation && { suspicion: accusation.suspicion };
    switch (combined.status) {
      case 'verified': {
        const { agreeing, differing } = combined;
        const reason =
          suspicion === undefined ? 'its tag confirms it' : 'its tag confirms it, though not all answers agree';
        const lines = this.linesOf(frame, release, combined.totals);
        return { ...frame, status: 'verified', lines, signers: agreeing, differing, reason, ...suspicion };
      }
      case 'disputed': {
        const differing = [...(accusation?.aggregators ?? combined.differing)];
        const reason = disputeText(combined, release.lines, this.log.scheme.maxReadingWh, differing);
        return { ...frame, status: 'disputed', lines: [], signers: [], differing, reason, ...suspicion };
      }
      case 'failed': {
        // Fewer than that lie on one polynomial by themselves, or k liars' answers do.
        const reason =
          accusation?.suspicion === 'certain'
            ? `the ${answering.length} answers agree with each other, and the meter's tag does not confirm their total`
            : `no ${this.log.scheme.threshold} of the ${answering.length} answers give a total that its tag confirms`;
        return { ...frame, status: 'failed', lines: [], signers: [], differing: [], reason, ...suspicion };
      }
    }
  }

  private linesOf(frame: Window, release: MeterRelease, totals: readonly bigint[]): BillLine[] {
    const prices = this.pricesOf(frame);
    return release.lines.map((line, at) => ({
      register: line.register,
      rate: line.rate,
      cells: line.cells,
      totalWh: Number(totals[at] ?? 0n),
      microPerKwh: prices.get(line.rate) ?? 0,
    }));
  }

  /** By rate: what its window's pages closed with. */
  private pricesOf({ from, count }: Window): Map<string, number> {
    const prices = new Map<string, number>();
    for (let interval = from; interval < from + count; interval++) {
      const rate = this.log.pages.get(interval)?.rate;
      if (rate !== undefined) prices.set(rate.name, rate.microPerKwh);
    }
    return prices;
  }

  /** False if the figure says nothing new, or may not take the place of the one there is. */
  private record(window: OpenWindow, figure: BillFigure, out: Out): boolean {
    const known = window.figures.get(figure.index);
    // What a tag has confirmed stays, unless it has confirmed another total, too.
    if (known?.status === 'verified' && figure.status === 'failed') return false;
    const isSame =
      known !== undefined &&
      known.status === figure.status &&
      known.signers.join() === figure.signers.join() &&
      known.differing.join() === figure.differing.join() &&
      known.suspicion === figure.suspicion &&
      known.reason === figure.reason;
    if (isSame) return false;
    window.figures.set(figure.index, figure);
    out.persist({ kind: 'bill', area: this.log.area, figure });
    return true;
  }

  /** Who lied about a page's window, and which meters of the page may have sent shares that fit nothing. */
  doubtsAt(interval: number): PageDoubts {
    const window = this.windowAt(interval);
    const page = this.log.pages.get(interval);
    const judgement = window === undefined ? undefined : this.suspicions.judgementOf(window.bill.window.from);
    const suspects: string[] = [];
    for (const index of page?.set ?? []) {
      // Until its window is billed, what was said of a meter before is the best there is to say.
      const accusation = window === undefined ? this.suspicions.accusationOf(index) : judgement?.accused.get(index);
      const id = this.log.roster.byIndex(index)?.meter.id;
      if (accusation !== undefined && id !== undefined) suspects.push(id);
    }
    return { liars: judgement?.liars ?? new Set(), suspects };
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

function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].toSorted((one, other) => one - other);
}

function isSameJudgement(before: Judgement | undefined, { liars, accused }: Judgement): boolean {
  if (before === undefined) return liars.size === 0 && accused.size === 0;
  const names = (of: Iterable<number>): string => ascending(of).join();
  return names(before.liars) === names(liars) && names(before.accused.keys()) === names(accused.keys());
}
