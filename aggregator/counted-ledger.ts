/**
 * A ledger with its counter. The ledger's transaction has the new count; then the counter is synced; only then does the
 * step loop publish. A crash in between leaves the ledger one ahead, with nothing published of it; a ledger that was put
 * back is behind. Cells alone bind to nothing and are not counted: loading costs no second fsync. [P-7.4.3]
 */
import { assert } from '../protocol/machine.ts';
import type { Counter, CounterRecord, Freshness, SignedArea } from './counter.ts';
import { DOUBTED, freshnessOf, mergeSigned } from './freshness.ts';
import type { Ledger, LedgerOp, LedgerRead, LedgerRows, MachineStanding, RestoredArea } from './ledger.ts';

/** What signs nothing, and leads to no signature that must not be given twice. */
const UNBINDING = new Set<LedgerOp['kind']>(['cell', 'erase', 'trim', 'hint', 'peer-head']);

export class CountedLedger implements Ledger {
  private readonly ledger: Ledger;
  private readonly counter: Counter;
  private readonly drawMark: () => string;
  private freshness: Freshness;
  private mark: string;
  private count: number;

  /** `drawMark`: a name that no counter ever had. */
  constructor(ledger: Ledger, counter: Counter, drawMark: () => string) {
    this.ledger = ledger;
    this.counter = counter;
    this.drawMark = drawMark;
    const standing = ledger.standing();
    const state = counter.read();
    this.freshness = freshnessOf(standing, state);
    this.mark = state?.mark ?? '';
    this.count = Math.max(standing.count?.value ?? 0, state?.count ?? 0);
    // A commit that the counter never heard of: what it locked may be published again without another commit.
    if (this.freshness.kind === 'proved' && this.count > (state?.count ?? 0))
      counter.append({ count: this.count, storeEpoch: standing.storeEpoch, areas: standing.signed });
  }

  /** A deployment's new ledger begins its counter, unless that has counted something. Before the ledger counts as begun. */
  static begin(ledger: Ledger, counter: Counter, drawMark: () => string): void {
    const state = counter.read();
    if (ledger.standing().count !== undefined || (state !== undefined && state.count > 0)) return;
    const mark = drawMark();
    counter.begin({ mark, count: 0, storeEpoch: ledger.standing().storeEpoch, areas: new Map() });
    ledger.commit([{ kind: 'count', count: { mark, value: 0 } }]);
  }

  standing(): MachineStanding {
    return { ...this.ledger.standing(), freshness: this.freshness };
  }

  restore(): RestoredArea[] {
    return this.ledger.restore();
  }

  read(query: LedgerRead): LedgerRows {
    return this.ledger.read(query);
  }

  close(): void {
    this.ledger.close();
  }

  commit(ops: readonly LedgerOp[]): void {
    if (ops.some(({ kind }) => kind === 'recovering')) {
      this.freshness = { kind: 'unproved', why: 'its own signatures are newer' };
      this.ledger.commit([...ops, { kind: 'count', count: { mark: DOUBTED, value: this.count } }]);
      return;
    }
    const begins = ops.some(({ kind }) => kind === 'store-epoch');
    const isCounted = this.freshness.kind === 'proved' ? ops.some(({ kind }) => !UNBINDING.has(kind)) : begins;
    if (!isCounted) {
      this.ledger.commit(ops);
      return;
    }
    const isAnew = this.freshness.kind === 'unproved';
    if (isAnew) this.mark = this.drawMark();
    this.count += 1;
    this.ledger.commit([...ops, { kind: 'count', count: { mark: this.mark, value: this.count } }]);
    if (isAnew) {
      const { storeEpoch, signed } = this.ledger.standing();
      this.counter.begin({ mark: this.mark, count: this.count, storeEpoch, areas: signed });
    } else this.counter.append(recordOf(this.count, ops));
    this.freshness = { kind: 'proved' };
  }
}

/** What a commit changed of what is signed. */
function recordOf(count: number, ops: readonly LedgerOp[]): CounterRecord {
  const areas = new Map<string, SignedArea>();
  let storeEpoch: number | undefined;
  for (const op of ops) {
    const change = changeOf(op);
    if (op.kind === 'store-epoch') storeEpoch = op.storeEpoch;
    if (change === undefined) continue;
    assert('area' in op, 'what is signed is signed for an area');
    areas.set(op.area, mergeSigned(areas.get(op.area), change));
  }
  return { count, storeEpoch, areas };
}

function changeOf(op: LedgerOp): SignedArea | undefined {
  switch (op.kind) {
    case 'lock': {
      const { sequence, ballot, hash } = op.lock;
      return { lock: { sequence, ballot, hash } };
    }
    case 'promise':
      return { promised: op.promised };
    case 'sign-from':
      return { signFrom: op.sequence };
    default:
      return undefined;
  }
}
