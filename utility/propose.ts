/**
 * What the next entry of an area's log should be, by the log, the scheme and roster the utility wants, and what the
 * aggregators attest. Applies the same rules as those who check it. [P-7.1] Pure: proposes, announces nothing.
 */
import type { AreaLog } from '../protocol/area-log.ts';
import { utf8 } from '../protocol/bytes.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { intervalAt, intervalEndMs } from '../protocol/interval.ts';
import { MAX_INTERVALS_PER_MESSAGE, MAX_METERS_PER_ROSTER_ENTRY, MAX_PAYLOAD_BYTES } from '../protocol/limits.ts';
import type { Times } from '../protocol/machine.ts';
import { isSameScheme } from '../protocol/scheme.ts';
import type { ClosedPage, Entry, ManifestMessage } from '../schemas/types.ts';
import type { Attestations } from './attestations.ts';
import type { UtilityParty } from './party.ts';

export interface Proposed {
  readonly entry: Entry;
  /** The attestations it rests on. */
  readonly basis: readonly ManifestMessage[];
}

/** Room for what an announcement says besides its entry and what that rests on. */
const FRAME_BYTES = 1_024;

/** Whether an announcement can carry it: what is announced is announced for ever, so it has to arrive. */
export function fitsAnnouncement(proposed: Proposed): boolean {
  return utf8(canonicalJson(proposed)).length + FRAME_BYTES <= MAX_PAYLOAD_BYTES.request;
}

export function proposeNext(
  party: UtilityParty,
  log: AreaLog,
  attestations: Attestations,
  times: Times,
): Proposed | undefined {
  const common = {
    version: 1 as const,
    deployment: party.deployment,
    area: log.area,
    sequence: log.length,
    previous: log.headHash,
  };
  if (!log.hasScheme || !isSameScheme(log.scheme, party.scheme)) {
    return { entry: { ...common, kind: 'scheme', scheme: party.scheme }, basis: [] };
  }
  const roster = proposeRoster(party, log, times);
  if (roster !== undefined) return { entry: { ...common, kind: 'roster', ...roster }, basis: [] };
  for (
    let pages = proposePages(log, attestations, times);
    pages.length > 0;
    pages = pages.slice(0, pages.length >> 1)
  ) {
    const basis = attestations.manifestsFor(pages.map((page) => page.interval));
    const proposed: Proposed = { entry: { ...common, kind: 'close', pages }, basis };
    // Fewer pages rest on fewer manifests.
    if (pages.length === 1 || fitsAnnouncement(proposed)) return proposed;
  }
  const bill = proposeBill(log, attestations, times);
  if (bill === undefined) return undefined;
  return { entry: { ...common, kind: 'bill', ...bill }, basis: attestations.holdingsMessages() };
}

/** Meters enrolled and not in the roster yet, at most one entry's worth; all with the same first interval. */
function proposeRoster(party: UtilityParty, log: AreaLog, times: Times) {
  const wanted = party.enrolled.filter((enrolled) => enrolled.area === log.area);
  const wantedIds = new Set(wanted.map(({ meter }) => meter.id));
  const joining = wanted.filter(({ meter }) => {
    const known = log.roster.byId(meter.id);
    return known === undefined || known.meter.keyEpoch < meter.keyEpoch;
  });
  const leaving = log.roster.meters.filter(
    ({ meter, until }) => until === Number.MAX_SAFE_INTEGER && !wantedIds.has(meter.id),
  );
  const first = joining[0];
  if (first === undefined && leaving.length === 0) return undefined;
  const nextInterval = Math.max(log.nextToClose, intervalAt(times.gridMs, log.scheme.intervalSeconds) + 1);
  const from = first === undefined ? nextInterval : Math.max(log.nextToClose, first.from);
  const add = joining
    .filter((enrolled) => enrolled.from === first?.from)
    .slice(0, MAX_METERS_PER_ROSTER_ENTRY)
    .map(({ meter }) => meter);
  const replaced = add.filter((meter) => log.roster.isPresent(meter.id)).map((meter) => meter.id);
  const remove =
    first === undefined ? leaving.slice(0, MAX_METERS_PER_ROSTER_ENTRY).map(({ meter }) => meter.id) : replaced;
  return { from, add, remove };
}

/** Consecutive pages whose time is over: all manifests are in, or enough of them when the grace is over. */
function proposePages(log: AreaLog, attestations: Attestations, times: Times): ClosedPage[] {
  const { scheme } = log;
  const pages: ClosedPage[] = [];
  for (let interval = log.nextToClose; pages.length < MAX_INTERVALS_PER_MESSAGE; interval++) {
    const closesAtMs = intervalEndMs(interval, scheme.intervalSeconds) + scheme.closeAfterSeconds * 1000;
    const held = attestations.pageOf(interval);
    const isLate = times.gridMs >= closesAtMs + scheme.graceSeconds * 1000;
    if (times.gridMs < closesAtMs || held.size < (isLate ? log.quorum : scheme.operators.length)) break;
    pages.push(log.closePage(interval, held));
  }
  return pages;
}

/** The next window's bills, once all its pages are closed and their holders are known or the grace is over. */
function proposeBill(log: AreaLog, attestations: Attestations, times: Times) {
  const { scheme } = log;
  const window = log.nextWindow;
  const end = window.from + window.count;
  if (log.nextToClose < end) return undefined;
  const holdings = attestations.windowHoldings();
  const graceMs = (scheme.closeAfterSeconds + 2 * scheme.graceSeconds) * 1000;
  const isLate = times.gridMs >= intervalEndMs(end - 1, scheme.intervalSeconds) + graceMs;
  if (holdings.size < (isLate ? log.quorum : scheme.operators.length)) return undefined;
  const content = log.billContent(window, holdings);
  // Somebody's cells may still be on their way to an aggregator.
  if (!isLate && content.waiting.some(({ reason }) => reason === 'notHeld')) return undefined;
  return { ...window, ...content };
}
