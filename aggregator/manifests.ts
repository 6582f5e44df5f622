/**
 * What this aggregator attests to hold: a manifest per page when its time is over, signed once; and, when a window is
 * wholly closed, which meters of it are held wholly. Repeated until the log has used them. [P-7.2, P-7.5]
 */
import type { AreaLog } from '../protocol/area-log.ts';
import { Bitmap } from '../protocol/bitmap.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { intervalEndMs } from '../protocol/interval.ts';
import { MAX_INTERVALS_PER_MESSAGE } from '../protocol/limits.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { withSignature } from '../protocol/signing.ts';
import { topics } from '../protocol/topics.ts';
import type { HeldPage, Manifest } from '../schemas/types.ts';
import { type CellIndex, holdsCells } from './cells.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';

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
  private holdings: { readonly held: string; readonly from: number; atMs: number } | undefined;

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
    this.repeatAtMs = 0;
    this.repeatDelayMs = REPEAT_MS;
  }

  /** Signs the pages whose time is over: a backlog after an outage gets `closeAfter` to arrive first. */
  private signDue(times: Times, openSinceMs: number, out: Out): void {
    const { intervalSeconds, closeAfterSeconds } = this.log.scheme;
    this.nextInterval = Math.max(this.nextInterval, this.log.nextToClose);
    const pages: HeldPage[] = [];
    const isDue = (interval: number): boolean =>
      times.gridMs >= Math.max(intervalEndMs(interval, intervalSeconds), openSinceMs) + closeAfterSeconds * 1000;
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
    for (const index of this.cells.held(interval)) if (this.log.roster.isIn(index, interval)) held.add(index);
    return held;
  }

  private attestHoldings(times: Times, out: Out): void {
    const { party, log } = this;
    const window = log.nextWindow;
    if (log.nextToClose < window.from + window.count) return;
    if (this.holdings?.from === window.from && times.monotonicMs < this.holdings.atMs + REPEAT_MS) return;
    const held = Bitmap.of(
      log.roster.meters
        .filter((enrolled) => {
          const from = log.unbilledFrom(enrolled.index);
          return holdsCells(log, this.cells, enrolled, from, window.from + window.count);
        })
        .map((enrolled) => enrolled.index),
    ).encode();
    this.holdings = { held, from: window.from, atMs: times.monotonicMs };
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
    out.publish(topics.manifests(party.index), canonicalJson(message));
  }

  private publish(manifest: Manifest, out: Out): void {
    out.publish(topics.manifests(this.party.index), canonicalJson(manifest));
  }
}
