/**
 * What this aggregator attests to hold: a manifest per page when its time is over, signed once; and, when a window is
 * wholly closed, which meters of it are held wholly. Repeated until the log has used them. [P-7.2, P-7.5]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { intervalEndMs } from '../protocol/grid/interval.ts';
import { MAX_INTERVALS_PER_MESSAGE } from '../protocol/wire/limits.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { withSignature } from '../protocol/keys/signing.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { HeldPage, Manifest } from '../schemas/types.ts';
import { type CellIndex, whollyHeld } from './cells.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import { type RunningParty, isOfThisFounding } from './party.ts';

type Out = Effects<LedgerOp, LedgerRead>;

/** How often an attestation is repeated while the log has not used it; in vain ever more slowly. */
const REPEAT_MS = 2_000;
const LONGEST_REPEAT_MS = 60_000;

export class Manifests {
  private readonly party: RunningParty;
  private readonly log: AreaLog;
  private readonly cells: CellIndex;
  /** Signed manifests with pages that are still open, oldest first. */
  private open: Manifest[];
  private nextInterval: number;
  private repeatAtMs = 0;
  private repeatDelayMs = REPEAT_MS;
  private holdings:
    | {
        readonly held: string;
        readonly from: number;
        readonly round: 1 | 2;
        readonly delayMs: number;
        atMs: number;
      }
    | undefined;

  constructor(party: RunningParty, log: AreaLog, cells: CellIndex, restored: readonly Manifest[]) {
    this.party = party;
    this.log = log;
    this.cells = cells;
    this.open = [...restored];
    this.nextInterval = (restored.at(-1)?.pages.at(-1)?.interval ?? -1) + 1;
  }

  /** `openSinceMs`: grid time since which this aggregator has been reachable without a break. */
  tick(times: Times, openSinceMs: number, out: Out): void {
    if (!this.log.hasScheme) return;
    this.signDue(times, openSinceMs, out);
    const { length } = this.open;
    this.open = this.open.filter((manifest) => (manifest.pages.at(-1)?.interval ?? 0) >= this.log.nextToClose);
    if (this.open.length < length) this.repeatDelayMs = REPEAT_MS;
    if (times.monotonicMs >= this.repeatAtMs) {
      for (const manifest of this.open) this.publish(manifest, out);
      this.repeatAtMs = times.monotonicMs + this.repeatDelayMs;
      this.repeatDelayMs = Math.min(this.repeatDelayMs * 2, LONGEST_REPEAT_MS);
    }
    this.attestHoldings(times, out);
  }

  /** Somebody asks: what is attested is said again soon. */
  repeatSoon(): void {
    if (this.holdings !== undefined) this.holdings.atMs = 0;
    this.repeatAtMs = 0;
    this.repeatDelayMs = REPEAT_MS;
  }

  /** Signs the pages whose time is over: a backlog after an outage gets `closeAfter` to arrive first. */
  private signDue(times: Times, openSinceMs: number, out: Out): void {
    const { scheme } = this.log;
    this.nextInterval = Math.max(this.nextInterval, this.log.nextToClose);
    const pages: HeldPage[] = [];
    const isDue = (interval: number): boolean =>
      times.gridMs >= Math.max(intervalEndMs(interval, scheme), openSinceMs) + scheme.closeAfterSeconds * 1000;
    while (pages.length < MAX_INTERVALS_PER_MESSAGE && isDue(this.nextInterval)) {
      pages.push({ interval: this.nextInterval, held: this.heldOf(this.nextInterval).encode() });
      this.nextInterval += 1;
    }
    if (pages.length === 0) return;
    const { party, log } = this;
    const manifest: Manifest = withSignature(party.crypto, party.identity, 'manifest', {
      version: 1 as const,
      deployment: party.deployment,
      type: 'manifest' as const,
      area: log.area,
      aggregator: party.index,
      storeEpoch: party.storeEpoch,
      pages,
    });
    this.open.push(manifest);
    this.repeatSoon();
    out.persist({ kind: 'manifest', area: log.area, manifest });
    this.publish(manifest, out);
  }

  private heldOf(interval: number): Bitmap {
    const held = new Bitmap();
    if (!isOfThisFounding(this.party, interval, this.log.scheme)) return held;
    for (const index of this.cells.held(interval)) if (this.log.roster.isIn(index, interval)) held.add(index);
    return held;
  }

  /** Of the window that is billed next: who is held wholly; in its second round, of those who wait. */
  private attestHoldings(times: Times, out: Out): void {
    const { party, log } = this;
    const { window, round } = log.nextBill;
    if (log.nextToClose < window.from + window.count) return;
    const known = this.holdings;
    const isKnown = known?.from === window.from && known.round === round;
    if (isKnown && times.monotonicMs < known.atMs) return;
    const isFounded = isOfThisFounding(party, window.from, log.scheme);
    const asked = round === 1 ? log.planOf(window).billable() : log.waitingIn(window.from);
    const held = Bitmap.of(isFounded ? whollyHeld(log, this.cells, asked, window) : []).encode();
    // The utility may be away for long, and a second round last for a window: what stays is repeated ever more slowly.
    const isNews = !isKnown || known.held !== held;
    const delayMs = isNews ? REPEAT_MS : Math.min(known.delayMs * 2, LONGEST_REPEAT_MS);
    this.holdings = { held, from: window.from, round, delayMs, atMs: times.monotonicMs + delayMs };
    const message = withSignature(party.crypto, party.identity, 'holdings', {
      version: 1 as const,
      deployment: party.deployment,
      type: 'holdings' as const,
      area: log.area,
      aggregator: party.index,
      storeEpoch: party.storeEpoch,
      from: window.from,
      count: window.count,
      held,
    });
    out.publish(topics.manifests(party.index, log.area), canonicalJson(message));
  }

  private publish(manifest: Manifest, out: Out): void {
    out.publish(topics.manifests(this.party.index, this.log.area), canonicalJson(manifest));
  }
}
