/**
 * Which of a ledger's commits its counter counts. The ledger's transaction has the new count; then the counter is synced; only
 * then may anything be published. A crash in between leaves the ledger one ahead, with nothing published of it; a ledger that
 * was put back is behind. Cells alone bind to nothing and are not counted: loading costs no second fsync. [P-7.4.3]
 */
import { assert } from '../protocol/machine.ts';
import type { Counter, CounterRecord, Freshness, SignedArea } from './counter.ts';
import { DOUBTED, freshnessOf, mergeSigned } from './freshness.ts';
import type { LedgerOp, LedgerStanding } from './ledger.ts';

/** What signs nothing, and leads to no signature that must not be given twice. */
const UNBINDING = new Set<LedgerOp['kind']>(['cell', 'erase', 'trim', 'hint', 'peer-head']);

/** A commit as the ledger is to have it, and what the counter hears once that is durable. */
export interface CountedCommit {
  readonly ops: readonly LedgerOp[];
  /** `record`: it is counted. `begin`: a new counter begins, with the ledger's standing by then. */
  readonly next: 'nothing' | 'record' | 'begin';
}

/** What an empty ledger's first commit is, when its counter begins with it; undefined if one of them has counted already. */
export function firstCommit(
  standing: LedgerStanding,
  counter: Counter,
  drawMark: () => string,
): readonly LedgerOp[] | undefined {
  const state = counter.read();
  if (standing.count !== undefined || (state !== undefined && state.count > 0)) return undefined;
  const mark = drawMark();
  counter.begin({ mark, count: 0, storeEpoch: standing.storeEpoch, areas: new Map() });
  return [{ kind: 'count', count: { mark, value: 0 } }];
}

export class CommitCount {
  private readonly counter: Counter;
  private readonly drawMark: () => string;
  private known: Freshness;
  private mark: string;
  private count: number;

  /** `standing`: of the ledger, as it is opened. `drawMark`: a name that no counter ever had. */
  constructor(standing: LedgerStanding, counter: Counter, drawMark: () => string) {
    this.counter = counter;
    this.drawMark = drawMark;
    const state = counter.read();
    this.known = freshnessOf(standing, state);
    this.mark = state?.mark ?? '';
    this.count = Math.max(standing.count?.value ?? 0, state?.count ?? 0);
    // A commit that the counter never heard of: what it locked may be published again without another commit.
    if (this.known.kind === 'proved' && this.count > (state?.count ?? 0))
      counter.append({ count: this.count, storeEpoch: standing.storeEpoch, areas: standing.signed });
  }

  get freshness(): Freshness {
    return this.known;
  }

  /** Numbers a commit that binds. One at a time: `durable` comes before the next. */
  number(ops: readonly LedgerOp[]): CountedCommit {
    if (ops.some(({ kind }) => kind === 'recovering')) {
      this.known = { kind: 'unproved', why: 'its own signatures are newer' };
      return { ops: [...ops, { kind: 'count', count: { mark: DOUBTED, value: this.count } }], next: 'nothing' };
    }
    const begins = ops.some(({ kind }) => kind === 'store-epoch');
    const isCounted = this.known.kind === 'proved' ? ops.some(({ kind }) => !UNBINDING.has(kind)) : begins;
    if (!isCounted) return { ops, next: 'nothing' };
    const isAnew = this.known.kind === 'unproved';
    if (isAnew) this.mark = this.drawMark();
    this.count += 1;
    return {
      ops: [...ops, { kind: 'count', count: { mark: this.mark, value: this.count } }],
      next: isAnew ? 'begin' : 'record',
    };
  }

  /** The ledger has it: the counter hears of it. `standing`: the ledger's now, where a counter begins. */
  durable({ ops, next }: CountedCommit, standing?: LedgerStanding): void {
    if (next === 'nothing') return;
    if (next === 'record') this.counter.append(recordOf(this.count, ops));
    else {
      assert(standing !== undefined, 'a counter begins with what its ledger has signed');
      const { storeEpoch, signed } = standing;
      this.counter.begin({ mark: this.mark, count: this.count, storeEpoch, areas: signed });
    }
    this.known = { kind: 'proved' };
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
