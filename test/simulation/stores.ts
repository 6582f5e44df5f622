/**
 * The three ports of durable state over a simulated disk: what a commit wrote is there for ever, what it did not is gone
 * with the process. A power cut in the middle of a commit leaves all of it or nothing, as a checked journal does.
 * Semantics as the SQLite stores have them: a row that is there already makes the commit fail.
 */
import type { Lock, Promised } from '../../aggregator/counter.ts';
import type {
  CellRow,
  KeyCardRow,
  LedgerCount,
  LedgerOp,
  LedgerRead,
  LedgerRows,
  LedgerStanding,
  RestoredArea,
  StoredRelease,
} from '../../aggregator/ledger.ts';
import { type Span, Spans } from '../../aggregator/erased.ts';
import type { Counter, CounterRecord, CounterState, SignedArea } from '../../aggregator/counter.ts';
import { counted } from '../../aggregator/freshness.ts';
import type { Carry, Gap, Joining, KeptMessages, KeptTariff, OutboxOp, OutboxReading } from '../../meter/outbox.ts';
import type { RestoredMeter } from '../../meter/restored-meter.ts';
import type { LedgerStore } from '../../aggregator/host/ledger-store.ts';
import type { AtOnce } from '../../host/store/at-once.ts';
import type { OutboxStore } from '../../meter/host/outbox-store.ts';
import type { ArchiveStore } from '../../utility/host/archive-store.ts';
import { KeptReadings } from '../../meter/kept-readings.ts';
import type { Estimate, KeptSample } from '../../meter/sample.ts';
import type { Bitmap } from '../../protocol/math/bitmap.ts';
import { MAX_ENTRIES_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import type { CertifiedEntry, Head, Proof, Manifest } from '../../schemas/types.ts';
import type {
  Answer,
  ArchiveOp,
  ArchiveRead,
  ArchiveRows,
  ArchiveStanding,
  RestoredUtilityArea,
} from '../../utility/archive.ts';

function refuseTwice(isThere: boolean, what: string): void {
  if (isThere) throw new Error(`UNIQUE constraint failed: ${what}`);
}

interface LedgerArea {
  readonly cells: Map<number, Map<number, CellRow>>;
  erased: Spans;
  /** For the judge alone: what was erased. */
  readonly graves: Map<number, Map<number, CellRow>>;
  readonly entries: CertifiedEntry[];
  lock: Lock | undefined;
  promised: Promised | undefined;
  signFrom: number | undefined;
  lengthToReach: number;
  readonly manifests: Map<number, Manifest>;
  readonly releases: Map<string, StoredRelease>;
  readonly hints: Map<number, string>;
}

function newArea(): LedgerArea {
  return {
    cells: new Map(),
    erased: new Spans(),
    graves: new Map(),
    entries: [],
    lock: undefined,
    promised: undefined,
    signFrom: undefined,
    lengthToReach: 0,
    manifests: new Map(),
    releases: new Map(),
    hints: new Map(),
  };
}

/** Cells of a span go, but for those that are kept. */
function bury({ cells, graves }: LedgerArea, { from, until }: Span, kept: ReadonlyMap<number, Bitmap>): void {
  for (const [interval, page] of cells) {
    if (interval < from || interval >= until) continue;
    const grave = graves.get(interval) ?? new Map<number, CellRow>();
    graves.set(interval, grave);
    for (const [index, row] of page) {
      if (kept.get(interval)?.has(index) === true) continue;
      grave.set(index, row);
      page.delete(index);
    }
    if (page.size === 0) cells.delete(interval);
  }
}

function signedIn({ lock, promised, signFrom }: LedgerArea): SignedArea {
  const digest = lock && { sequence: lock.sequence, ballot: lock.ballot, hash: lock.hash };
  return { lock: digest, promised, signFrom };
}

export class SimulatedLedger implements AtOnce<LedgerStore> {
  private hasBegun = false;
  storeEpoch = 1;
  isRecovering = false;
  signFrom = 0;
  card: KeyCardRow | undefined;
  count: LedgerCount | undefined;
  foundedFromMs = 0;
  readonly peerHeads = new Map<number, Head>();
  readonly proofs = new Map<string, Proof>();
  readonly areas = new Map<string, LedgerArea>();

  /** A disk that lost everything, and knows it. */
  static lost(): SimulatedLedger {
    const ledger = new SimulatedLedger();
    ledger.isRecovering = true;
    return ledger;
  }

  /** A backup. */
  copy(): SimulatedLedger {
    const { storeEpoch, isRecovering, signFrom, card, count, foundedFromMs } = this;
    const ledger = Object.assign(new SimulatedLedger(), {
      storeEpoch,
      isRecovering,
      signFrom,
      card,
      count,
      foundedFromMs,
    });
    for (const [name, proof] of this.proofs) ledger.proofs.set(name, proof);
    for (const [index, head] of this.peerHeads) ledger.peerHeads.set(index, head);
    for (const [name, area] of this.areas) {
      ledger.areas.set(name, {
        ...area,
        erased: Spans.of(area.erased),
        graves: new Map([...area.graves].map(([interval, page]) => [interval, new Map(page)])),
        cells: new Map([...area.cells].map(([interval, page]) => [interval, new Map(page)])),
        entries: [...area.entries],
        manifests: new Map(area.manifests),
        releases: new Map(area.releases),
        hints: new Map(area.hints),
      });
    }
    return ledger;
  }

  isBlank(): boolean {
    return this.areas.size === 0 && !this.hasBegun && !this.isRecovering;
  }

  begin(): void {
    this.hasBegun = true;
  }

  markLost(): void {
    this.isRecovering = true;
  }

  standing(): LedgerStanding {
    const { storeEpoch, isRecovering, signFrom, card, count, foundedFromMs } = this;
    const signed = new Map([...this.areas].map(([name, area]) => [name, signedIn(area)]));
    return {
      storeEpoch,
      isRecovering,
      signFrom,
      card,
      count,
      foundedFromMs,
      signed,
      proofs: [...this.proofs.values()],
      peerHeads: [...this.peerHeads.values()],
    };
  }

  area(name: string): LedgerArea {
    let area = this.areas.get(name);
    if (area === undefined) {
      area = newArea();
      this.areas.set(name, area);
    }
    return area;
  }

  cell(area: string, interval: number, index: number): CellRow | undefined {
    const known = this.areas.get(area);
    return known?.cells.get(interval)?.get(index) ?? known?.graves.get(interval)?.get(index);
  }

  commit(ops: readonly LedgerOp[]): void {
    for (const op of ops) this.write(op);
  }

  private write(op: LedgerOp): void {
    switch (op.kind) {
      case 'recovering':
        this.isRecovering = true;
        break;
      case 'store-epoch':
        Object.assign(this, { storeEpoch: op.storeEpoch, signFrom: op.signFrom, isRecovering: false });
        break;
      case 'peer-head':
        this.peerHeads.set(op.head.aggregator, op.head);
        break;
      case 'card':
        this.card = op.card;
        break;
      case 'founded':
        this.foundedFromMs = op.fromMs;
        break;
      case 'count':
        this.count = op.count;
        break;
      case 'proof':
        this.proofs.set(op.name, op.proof);
        break;
      default:
        this.writeIn(op);
        break;
    }
  }

  private writeIn(op: Extract<LedgerOp, { readonly area: string }>): void {
    const area = this.area(op.area);
    switch (op.kind) {
      case 'cell': {
        const page = area.cells.get(op.row.interval) ?? new Map<number, CellRow>();
        refuseTwice(page.has(op.row.index), 'cell');
        page.set(op.row.index, op.row);
        area.cells.set(op.row.interval, page);
        break;
      }
      case 'erase':
        area.erased.add(op.span);
        bury(area, op.span, new Map());
        break;
      case 'trim':
        bury(area, op.span, op.kept);
        break;
      case 'entry':
        refuseTwice(op.certified.entry.sequence !== area.entries.length, 'entry');
        area.entries.push(op.certified);
        break;
      case 'lock':
        area.lock = op.lock;
        break;
      case 'promise':
        area.promised = op.promised;
        break;
      case 'sign-from':
        area.signFrom = op.sequence;
        break;
      case 'reach':
        area.lengthToReach = op.length;
        break;
      case 'manifest': {
        const first = op.manifest.pages[0]?.interval ?? 0;
        refuseTwice(area.manifests.has(first), 'manifest');
        area.manifests.set(first, op.manifest);
        break;
      }
      case 'release': {
        const { sequence, interval, meters } = op.release;
        const name = `${sequence}/${interval}/${meters}`;
        refuseTwice(area.releases.has(name), 'release');
        area.releases.set(name, op.release);
        break;
      }
      case 'hint':
        refuseTwice(area.hints.has(op.index), 'hint');
        area.hints.set(op.index, op.text);
        break;
    }
  }

  restore(): RestoredArea[] {
    return [...this.areas].map(([name, area]) => ({
      area: name,
      entries: [...area.entries],
      lock: area.lock,
      promised: area.promised,
      signFrom: area.signFrom,
      lengthToReach: area.lengthToReach,
      manifests: [...area.manifests].toSorted(([a], [b]) => a - b).map(([, manifest]) => manifest),
      hinted: [...area.hints.keys()],
      erased: [...area.erased],
      cells: [...area.cells.values()].flatMap((page) => [...page.values()]),
      releases: [...area.releases.values()],
    }));
  }

  read(query: LedgerRead): LedgerRows {
    const area = this.areas.get(query.area) ?? newArea();
    switch (query.kind) {
      case 'page':
        return { kind: 'cells', read: query, rows: this.rows(area, query.interval, query.interval + 1) };
      case 'window':
        return { kind: 'cells', read: query, rows: this.rows(area, query.from, query.end) };
      case 'releases': {
        const releases = [...area.releases.values()].filter(({ sequence }) => sequence === query.sequence);
        return { kind: 'releases', read: query, releases };
      }
      case 'entries': {
        const { sequence, purpose } = query;
        const most = purpose === undefined ? MAX_ENTRIES_PER_MESSAGE : 1;
        return { kind: 'entries', read: query, entries: area.entries.slice(sequence, sequence + most) };
      }
    }
  }

  private rows(area: LedgerArea, from: number, end: number): CellRow[] {
    const rows: CellRow[] = [];
    for (let interval = from; interval < end; interval++) rows.push(...(area.cells.get(interval)?.values() ?? []));
    return rows;
  }

  close(): void {}
}

/** A counter on another simulated medium. */
export class SimulatedCounter implements Counter {
  state: CounterState | undefined;
  /** As it was after each record, for whoever puts one back. */
  readonly past: CounterState[] = [];
  /** Called before anything is durable: a process may die there. */
  onSync: () => void = () => {};

  read(): CounterState | undefined {
    return this.state;
  }

  begin(state: CounterState): void {
    this.onSync();
    this.state = state;
    this.past.push(state);
  }

  append(record: CounterRecord): void {
    this.onSync();
    if (this.state === undefined) throw new Error('a counter begins before it counts');
    this.state = counted(this.state, record);
    this.past.push(this.state);
  }

  copy(): SimulatedCounter {
    return Object.assign(new SimulatedCounter(), { state: this.state });
  }
}

export interface OutboxMeter {
  lastInterval: number;
  lostKeyEpoch: number;
  joined: Joining | undefined;
  readonly before: Set<number>;
  readonly gaps: Gap[];
  readonly estimates: Estimate[];
  readonly replacements: string[];
  sample: KeptSample | undefined;
  readonly readings: Map<number, OutboxReading>;
  readonly carries: Map<string, Carry>;
  /** From where to where energy was booked: once only. */
  readonly bookings: Set<string>;
  readonly billed: Set<number>;
}

export class SimulatedOutbox implements AtOnce<OutboxStore> {
  readonly meters = new Map<string, OutboxMeter>();
  private scheme: string | undefined;
  private tariffs: readonly KeptTariff[] = [];
  readonly proofs = new Map<string, Proof>();
  readonly cards = new Map<number, string>();

  meter(id: string): OutboxMeter {
    let meter = this.meters.get(id);
    if (meter === undefined) {
      meter = {
        lastInterval: -1,
        lostKeyEpoch: 0,
        joined: undefined,
        before: new Set(),
        gaps: [],
        estimates: [],
        replacements: [],
        sample: undefined,
        readings: new Map(),
        carries: new Map(),
        bookings: new Set(),
        billed: new Set(),
      };
      this.meters.set(id, meter);
    }
    return meter;
  }

  commit(ops: readonly OutboxOp[]): void {
    for (const op of ops) {
      if (op.kind === 'scheme') {
        this.scheme = op.message;
        this.tariffs = [...op.tariffs];
      } else if (op.kind === 'card') this.cards.set(op.aggregator, op.message);
      else if (op.kind === 'proof') this.proofs.set(op.name, op.proof);
      else this.write(op, this.meter(op.meter));
    }
  }

  private write(op: Extract<OutboxOp, { meter: string }>, meter: OutboxMeter): void {
    switch (op.kind) {
      case 'reading':
        refuseTwice(meter.readings.has(op.reading.interval), 'reading');
        meter.readings.set(op.reading.interval, op.reading);
        meter.lastInterval = Math.max(meter.lastInterval, op.reading.interval);
        break;
      case 'carry':
        meter.carries.set(`${op.carry.interval}/${op.carry.register}`, op.carry);
        break;
      case 'booking': {
        const { register, from, to } = op.booking;
        refuseTwice(meter.bookings.has(`${register}/${from}/${to}`), 'booking');
        meter.bookings.add(`${register}/${from}/${to}`);
        break;
      }
      case 'bill':
      case 'refused':
      case 'counter':
        break;
      case 'sample':
        meter.sample = op.sample;
        break;
      case 'void': {
        const reading = meter.readings.get(op.interval);
        if (reading !== undefined) meter.readings.set(op.interval, { ...reading, isVoid: true });
        break;
      }
      case 'billed':
        meter.billed.add(op.from);
        for (const interval of op.intervals) {
          const reading = meter.readings.get(interval);
          if (reading !== undefined) meter.readings.set(interval, { ...reading, isBilled: true });
        }
        break;
      case 'lost':
        meter.lostKeyEpoch = op.keyEpoch;
        break;
      case 'joined':
        meter.joined = { area: op.area, keyEpoch: op.keyEpoch, interval: op.interval };
        break;
      case 'gap':
        refuseTwice(
          meter.gaps.some(({ from }) => from === op.gap.from),
          'gap',
        );
        meter.gaps.push(op.gap);
        break;
      case 'estimate':
        refuseTwice(
          meter.estimates.some(({ from }) => from === op.estimate.from),
          'estimate',
        );
        meter.estimates.push(op.estimate);
        break;
      case 'replacement':
        refuseTwice(meter.replacements.includes(op.replacement.id), 'replacement');
        meter.replacements.push(op.replacement.id);
        break;
      case 'before':
        for (const interval of op.intervals) {
          refuseTwice(meter.before.has(interval), 'reading from before');
          meter.before.add(interval);
          meter.readings.delete(interval);
        }
        break;
      case 'forget':
        for (const interval of op.intervals) meter.readings.delete(interval);
        break;
    }
  }

  restoreMessages(): KeptMessages {
    const cards = [...this.cards].toSorted(([a], [b]) => a - b).map(([, message]) => message);
    return { scheme: this.scheme, tariffs: this.tariffs, cards, proofs: [...this.proofs.values()] };
  }

  restore(): RestoredMeter[] {
    return [...this.meters].map(
      ([
        meter,
        {
          lastInterval,
          lostKeyEpoch,
          joined,
          before,
          gaps,
          estimates,
          replacements,
          sample,
          readings,
          carries,
          billed,
        },
      ]) => ({
        meter,
        lastInterval,
        lostKeyEpoch,
        joined,
        beforeCount: before.size,
        gaps,
        estimates,
        replacements,
        sample,
        readings: KeptReadings.of([...readings.values()].toSorted((a, b) => a.interval - b.interval)),
        carries: [...carries.values()]
          .filter(({ remainingWh }) => remainingWh > 0)
          .toSorted((a, b) => a.interval - b.interval || a.register - b.register),
        billed: [...billed],
      }),
    );
  }

  close(): void {}
}

function answerName({ sequence, interval, aggregator, meters, storeEpoch }: Answer): string {
  return `${sequence}/${interval}/${aggregator}/${meters}/${storeEpoch}`;
}

/** The last figure of each key, in the order of keys. */
function latest<Figure>(figures: readonly Figure[], keyOf: (figure: Figure) => readonly (number | string)[]): Figure[] {
  const found = new Map(figures.map((figure) => [keyOf(figure).join('/'), figure]));
  return [...found.values()].toSorted((one, other) => {
    const [left, right] = [keyOf(one), keyOf(other)];
    const at = left.findIndex((part, index) => part !== right[index]);
    return at === -1 ? 0 : left[at]! < right[at]! ? -1 : 1;
  });
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

export class SimulatedArchive implements AtOnce<ArchiveStore> {
  private hasBegun = false;
  isRecovering = false;
  readonly recovering = new Map<string, boolean>();
  readonly proofs = new Map<string, Proof>();
  readonly storeEpochs = new Map<number, number>();
  readonly areas = new Map<string, Mutable<RestoredUtilityArea>>();

  /** A disk that lost everything, and knows it. */
  static lost(): SimulatedArchive {
    const archive = new SimulatedArchive();
    archive.isRecovering = true;
    return archive;
  }

  isBlank(): boolean {
    return this.areas.size === 0 && !this.hasBegun && !this.isRecovering;
  }

  begin(): void {
    this.hasBegun = true;
  }

  markLost(): void {
    this.recovering.clear();
    this.isRecovering = true;
  }

  standing(): ArchiveStanding {
    const { isRecovering, recovering, storeEpochs, proofs } = this;
    return {
      isRecovering,
      areas: new Map(recovering),
      storeEpochs: new Map(storeEpochs),
      proofs: [...proofs.values()],
    };
  }

  area(name: string): Mutable<RestoredUtilityArea> {
    let area = this.areas.get(name);
    if (area === undefined) {
      area = {
        area: name,
        entries: [],
        announcement: undefined,
        answers: [],
        loads: [],
        bills: [],
        windows: [],
        sentBills: [],
      };
      this.areas.set(name, area);
    }
    return area;
  }

  commit(ops: readonly ArchiveOp[]): void {
    for (const op of ops) this.write(op);
  }

  private write(op: ArchiveOp): void {
    if (op.kind === 'store-epoch') {
      this.storeEpochs.set(op.aggregator, op.storeEpoch);
      return;
    }
    if (op.kind === 'proof') {
      this.proofs.set(op.name, op.proof);
      return;
    }
    const area = this.area(op.area);
    switch (op.kind) {
      case 'announcement':
        area.announcement = op.announcement;
        break;
      case 'entry':
        refuseTwice(op.certified.entry.sequence !== area.entries.length, 'entry');
        area.entries.push(op.certified);
        break;
      case 'answer': {
        const name = answerName(op.answer);
        refuseTwice(
          area.answers.some((answer) => answerName(answer) === name),
          'answer',
        );
        area.answers.push(op.answer);
        break;
      }
      case 'load':
        area.loads.push(op.figure);
        break;
      case 'bill':
        area.bills.push(op.figure);
        break;
      case 'window':
        area.windows.push(op.figure);
        break;
      case 'sealed-bill':
        area.sentBills = [...area.sentBills.filter(({ index }) => index !== op.sent.index), op.sent];
        break;
      case 'recovering':
        this.recovering.set(op.area, op.isRecovering);
        break;
      case 'evidence':
        break;
    }
  }

  read(query: ArchiveRead): ArchiveRows {
    const entries = this.areas.get(query.area)?.entries ?? [];
    return { read: query, entries: entries.slice(query.sequence, query.sequence + MAX_ENTRIES_PER_MESSAGE) };
  }

  restore(): RestoredUtilityArea[] {
    return [...this.areas.values()].map((area) => ({
      ...area,
      entries: [...area.entries],
      answers: [...area.answers],
      loads: latest(area.loads, ({ interval, register }) => [interval, register]),
      bills: latest(area.bills, ({ sequence, index }) => [sequence, index]),
      windows: latest(area.windows, ({ sequence }) => [sequence]),
      sentBills: [...area.sentBills],
    }));
  }

  close(): void {}
}
