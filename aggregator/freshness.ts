/**
 * Whether a ledger is as new as its signatures. A small counter on another medium has the number of every commit that
 * binds, and what was last locked and promised in each area; it is written after the ledger and before anything is
 * published. A ledger that it is ahead of was put back. [P-7.4.3]
 */
import type { CounterRecord, CounterState, Freshness, SignedArea } from './counter.ts';
import type { LedgerOp, LedgerStanding, RestoredArea } from './ledger.ts';

/** In the place of a mark: others have proved that ledger and counter were put back together. */
export const DOUBTED = 'doubted';

export function freshnessOf(
  ledger: Pick<LedgerStanding, 'count' | 'isRecovering'>,
  counter: CounterState | undefined,
): Freshness {
  const { count, isRecovering } = ledger;
  if (count?.mark === DOUBTED)
    return { kind: 'unproved', why: 'ledger and counter were put back together, as others have proved' };
  if (counter === undefined) return { kind: 'unproved', why: 'its counter is missing or damaged' };
  if (count === undefined) return { kind: 'older', counter, isKnown: isRecovering };
  if (count.mark !== counter.mark) return { kind: 'unproved', why: 'the counter is that of another ledger' };
  if (count.value < counter.count) return { kind: 'older', counter, isKnown: isRecovering };
  // The ledger is written first: one commit may lack its mark in the counter, and nothing of it was published.
  if (count.value > counter.count + 1) return { kind: 'unproved', why: 'the counter is older than the ledger' };
  return isRecovering ? { kind: 'older', counter, isKnown: true } : { kind: 'proved' };
}

export function mergeSigned(known: SignedArea | undefined, change: SignedArea): SignedArea {
  return {
    lock: change.lock ?? known?.lock,
    promised: change.promised ?? known?.promised,
    signFrom: change.signFrom ?? known?.signFrom,
  };
}

/** The state after a record. */
export function counted(state: CounterState, { count, storeEpoch, areas }: CounterRecord): CounterState {
  const merged = new Map(state.areas);
  for (const [area, change] of areas) merged.set(area, mergeSigned(merged.get(area), change));
  return { mark: state.mark, count, storeEpoch: storeEpoch ?? state.storeEpoch, areas: merged };
}

/** Nothing is restored of it: an area that the counter alone knows. */
function unknownArea(area: string): RestoredArea {
  const nothing = { lock: undefined, promised: undefined, signFrom: undefined };
  return {
    area,
    entries: [],
    ...nothing,
    lengthToReach: 0,
    manifests: [],
    hinted: [],
    erased: [],
    cells: [],
    releases: [],
  };
}

function isNewer(one: { sequence: number; ballot: number }, other: { sequence: number; ballot: number } | undefined) {
  if (other === undefined || one.sequence > other.sequence) return true;
  return one.sequence === other.sequence && one.ballot > other.ballot;
}

/** What an older ledger has, with what its counter knows to have been signed since; and how the ledger learns of it. */
export function withCounter(
  restored: readonly RestoredArea[],
  { areas }: CounterState,
): { readonly areas: readonly RestoredArea[]; readonly ops: readonly LedgerOp[] } {
  const merged = new Map(restored.map((one) => [one.area, one]));
  const ops: LedgerOp[] = [];
  for (const [area, signed] of areas) {
    let known = merged.get(area) ?? unknownArea(area);
    if (signed.lock !== undefined && isNewer(signed.lock, known.lock)) {
      known = { ...known, lock: { ...signed.lock, announcement: undefined } };
      ops.push({ kind: 'lock', area, lock: { ...signed.lock, announcement: undefined } });
    }
    if (signed.promised !== undefined && isNewer(signed.promised, known.promised)) {
      known = { ...known, promised: signed.promised };
      ops.push({ kind: 'promise', area, promised: signed.promised });
    }
    if ((signed.signFrom ?? 0) > (known.signFrom ?? 0)) {
      known = { ...known, signFrom: signed.signFrom };
      ops.push({ kind: 'sign-from', area, sequence: signed.signFrom ?? 0 });
    }
    merged.set(area, known);
  }
  return { areas: [...merged.values()], ops };
}
