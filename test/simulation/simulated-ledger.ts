/**
 * An aggregator's store over a simulated disk: what a commit wrote is there for ever, what it did not is gone with the process. A power cut in the
 * middle of a commit leaves all of it or nothing, as a checked journal does.
 * Semantics as SQLite has them: a row that is there already makes the commit fail.
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
import type { SignedArea } from '../../aggregator/counter.ts';
import type { LedgerStore } from '../../aggregator/host/ledger-store.ts';
import type { AtOnce } from '../../host/store/at-once.ts';
import type { Bitmap } from '../../protocol/math/bitmap.ts';
import { MAX_ENTRIES_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import type { CertifiedEntry, Head, Proof, Manifest } from '../../schemas/types.ts';
import { refuseTwice } from './refuse-twice.ts';

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
