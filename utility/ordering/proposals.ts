/**
 * What the next entry of an area's log should be, by the log, the scheme and roster the utility wants, and what the
 * aggregators attest. Applies the same rules as those who check it. [P-7.1] Pure: proposes, announces nothing.
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { utf8 } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { intervalAt, intervalEndMs } from '../../protocol/grid/interval.ts';
import {
  ANNOUNCEMENT_FRAME_BYTES,
  MAX_INTERVALS_PER_MESSAGE,
  MAX_METERS_PER_ROSTER_ENTRY,
  MAX_PAYLOAD_BYTES,
} from '../../protocol/wire/limits.ts';
import type { Times } from '../../protocol/machine.ts';
import { isSameScheme } from '../../protocol/grid/scheme.ts';
import type { ClosedPage, EnrolledMeter, Entry, ManifestMessage, RosterEntry } from '../../schemas/types.ts';
import { type EnrolledMeter as EnrolledInRoster, PRESENT } from '../../protocol/grid/roster.ts';
import { movesFrom } from '../../protocol/grid/enrolled-marks.ts';
import type { Auditor } from '../../protocol/log/entry-audit.ts';
import type { Attestations } from './attestations.ts';
import type { UtilityParty } from '../party.ts';

export interface Proposed {
  readonly entry: Entry;
  /** The attestations it rests on. */
  readonly basis: readonly ManifestMessage[];
}

/** Whether an announcement can carry it, with the promises that a higher ballot needs. */
export function fitsAnnouncement(proposed: Proposed): boolean {
  return utf8(canonicalJson(proposed)).length + ANNOUNCEMENT_FRAME_BYTES <= MAX_PAYLOAD_BYTES.request;
}

/**
 * What the next entry could be, the most urgent first: the next is asked for when one can't be announced, so that a
 * scheme that must not be does not stop pages from closing.
 */
export function* proposals(
  party: UtilityParty,
  log: AreaLog,
  attestations: Attestations,
  suspects: ReadonlySet<string>,
  times: Times,
  elsewhere: Auditor['elsewhere'],
): Generator<Proposed> {
  const common = {
    version: 1 as const,
    deployment: party.deployment,
    area: log.area,
    sequence: log.length,
    previous: log.headHash,
  };
  if (!log.hasScheme || !isSameScheme(log.scheme, party.scheme))
    yield { entry: { ...common, kind: 'scheme', scheme: party.scheme }, basis: [] };
  if (!log.hasScheme) return;
  for (const roster of rosterChanges(party, log, suspects, times, elsewhere))
    yield { entry: { ...common, kind: 'roster', ...roster }, basis: [] };
  for (
    let pages = proposePages(log, attestations, times);
    pages.length > 0;
    pages = pages.slice(0, pages.length >> 1)
  ) {
    const basis = attestations.manifestsFor(pages.map((page) => page.interval));
    const proposed: Proposed = { entry: { ...common, kind: 'close', pages }, basis };
    // Fewer pages rest on fewer manifests.
    if (pages.length > 1 && !fitsAnnouncement(proposed)) continue;
    yield proposed;
    return;
  }
  const bill = proposeBill(log, attestations, times);
  if (bill !== undefined) yield { entry: { ...common, kind: 'bill', ...bill }, basis: attestations.holdingsMessages() };
}

/** Whether a scheme or roster entry is still what the configuration asks for. */
export function isWanted(
  party: UtilityParty,
  log: AreaLog,
  suspects: ReadonlySet<string>,
  entry: Entry,
  times: Times,
  elsewhere: Auditor['elsewhere'],
): boolean {
  if (entry.kind === 'scheme') return isSameScheme(entry.scheme, party.scheme);
  if (entry.kind !== 'roster') return true;
  // From when on it holds follows from when it was proposed.
  return rosterChanges(party, log, suspects, times, elsewhere).some(
    ({ add, remove }) => canonicalJson([add, remove]) === canonicalJson([entry.add, entry.remove]),
  );
}

type RosterChange = Pick<RosterEntry, 'from' | 'add' | 'remove'>;

/** What the roster lacks, the most urgent first: each can be had without the next. `suspects`: ids that their bills put out. */
function rosterChanges(
  party: UtilityParty,
  log: AreaLog,
  suspects: ReadonlySet<string>,
  times: Times,
  elsewhere: Auditor['elsewhere'],
): RosterChange[] {
  const changes = [proposeRoster(party, log, times, elsewhere), proposeRemoval(party, log, suspects, times)];
  return changes.filter((change) => change !== undefined);
}

/**
 * Suspected meters are out with the next window: proposed in the second half of the current one, so that the operator has
 * time to say otherwise.
 */
function proposeRemoval(
  party: UtilityParty,
  log: AreaLog,
  suspects: ReadonlySet<string>,
  times: Times,
): RosterChange | undefined {
  const current = Math.max(log.nextToClose - 1, intervalAt(times.gridMs, log.scheme));
  const window = log.billing.windowOf(current);
  if (window === undefined || current - window.from < window.count >> 1) return undefined;
  const remove = [...suspects]
    .filter((id) => log.roster.isPresent(id) && !party.keptMeters.has(id))
    .toSorted()
    .slice(0, MAX_METERS_PER_ROSTER_ENTRY);
  return remove.length === 0 ? undefined : { from: window.from + window.count, add: [], remove };
}

/** What of the meters that are enrolled the roster lacks, and what it has too many. */
interface RosterLack {
  readonly enrolled: UtilityParty['enrolled'];
  readonly revision: number;
  readonly joining: readonly EnrolledMeter[];
  readonly leaving: readonly EnrolledInRoster[];
  /** First interval in the area that they move to, of those who leave for one. */
  readonly moving: ReadonlyMap<string, number>;
}

/** It is asked for ten times a second, and changes with the roster and the enrolment only. */
const knownLacks = new WeakMap<AreaLog, RosterLack>();

function lackOf({ enrolled }: UtilityParty, log: AreaLog): RosterLack {
  const { revision } = log.roster;
  const known = knownLacks.get(log);
  if (known?.enrolled === enrolled && known.revision === revision) return known;
  const wanted = enrolled.filter(({ area }) => area === log.area);
  const wantedIds = new Set(wanted.map(({ meter }) => meter.id));
  const joining = wanted.filter(({ meter }) => {
    const present = log.roster.byId(meter.id);
    return present === undefined || present.meter.keyEpoch < meter.keyEpoch;
  });
  const leaving = log.roster.meters.filter(({ meter, until }) => until === PRESENT && !wantedIds.has(meter.id));
  const leavingIds = new Set(leaving.map(({ meter }) => meter.id));
  const moving = new Map(
    enrolled.filter(({ meter }) => leavingIds.has(meter.id)).map(({ meter, from }) => [meter.id, from]),
  );
  const lack = { enrolled, revision, joining, leaving, moving };
  knownLacks.set(log, lack);
  return lack;
}

/** Who is to join, and from when on at the earliest. */
interface Joining extends EnrolledMeter {
  readonly earliest: number;
}

/**
 * Who may join by now: of a meter that another area has, when that has let it go for good, and from then on. It leaves there first:
 * a cell of it in two areas could never be taken back. [P-7.1.11]
 */
function joinersOf(
  { enrolled }: UtilityParty,
  joining: readonly EnrolledMeter[],
  elsewhere: Auditor['elsewhere'],
): Joining[] {
  return joining.flatMap((one) => {
    const { lines } = elsewhere(one.meter);
    const open = lines.filter(({ until }) => until === PRESENT);
    // Where it is wanted in both, the audit says so: somebody has to correct that.
    const isLeaving = open.some(({ area }) => !enrolled.some((other) => isListed(other, area, one.meter.id)));
    const ends = lines.flatMap(({ until }) => (until === PRESENT ? [] : [until]));
    return isLeaving ? [] : [{ ...one, earliest: Math.max(one.from, ...ends) }];
  });
}

function isListed({ area, meter }: EnrolledMeter, name: string, id: string): boolean {
  return area === name && meter.id === id;
}

/** Meters enrolled and not in the roster yet, at most one entry's worth; all with the same first interval. */
function proposeRoster(
  party: UtilityParty,
  log: AreaLog,
  times: Times,
  elsewhere: Auditor['elsewhere'],
): RosterChange | undefined {
  const lack = lackOf(party, log);
  const joiners = joinersOf(party, lack.joining, elsewhere);
  const first = joiners[0];
  if (first === undefined) return proposeLeaving(log, lack, times, elsewhere);
  const add = joiners
    .filter(({ earliest }) => earliest === first.earliest)
    .slice(0, MAX_METERS_PER_ROSTER_ENTRY)
    .map(({ meter }) => meter);
  const remove = add.filter((meter) => log.roster.isPresent(meter.id)).map((meter) => meter.id);
  return { from: Math.max(log.nextToClose, first.earliest), add, remove };
}

/** Whoever moves leaves with the interval in which it joins the other area: each interval is of one area. */
function proposeLeaving(
  log: AreaLog,
  { leaving, moving }: RosterLack,
  times: Times,
  elsewhere: Auditor['elsewhere'],
): RosterChange | undefined {
  const next = Math.max(log.nextToClose, intervalAt(times.gridMs, log.scheme) + 1);
  const leavers = leaving.map(({ meter, from }) => {
    const { id, keyEpoch } = meter;
    const asked = moving.get(id);
    if (asked === undefined) return { id, from: next };
    const others = elsewhere(meter).lines.map((line) => line.keyEpoch);
    return { id, from: movesFrom(Math.max(next, asked), { keyEpoch, from }, others, log.billing) };
  });
  const [first] = leavers;
  if (first === undefined) return undefined;
  const remove = leavers
    .filter(({ from }) => from === first.from)
    .slice(0, MAX_METERS_PER_ROSTER_ENTRY)
    .map(({ id }) => id);
  return { from: first.from, add: [], remove };
}

/** Consecutive pages whose time is over: all manifests are in, or enough of them when the grace is over. */
function proposePages(log: AreaLog, attestations: Attestations, times: Times): ClosedPage[] {
  const { scheme } = log;
  const pages: ClosedPage[] = [];
  for (let interval = log.nextToClose; pages.length < MAX_INTERVALS_PER_MESSAGE; interval++) {
    const closesAtMs = intervalEndMs(interval, scheme) + scheme.closeAfterSeconds * 1000;
    const held = attestations.pageOf(interval);
    const isLate = times.gridMs >= closesAtMs + scheme.graceSeconds * 1000;
    if (times.gridMs < closesAtMs || held.size < (isLate ? log.quorum : scheme.operators.length)) break;
    pages.push(log.closePage(interval, held));
  }
  return pages;
}

/**
 * The next bill entry. Round 1: when all pages are closed and their holders are known or the grace is over. Round 2: when
 * everybody who waits is held, or the next window is closed.
 */
function proposeBill(log: AreaLog, attestations: Attestations, times: Times) {
  const { scheme, nextBill } = log;
  const { window, round } = nextBill;
  const end = window.from + window.count;
  if (log.nextToClose < end) return undefined;
  const holdings = attestations.windowHoldings();
  const lastEnd = log.billing.endOf(window.from, round);
  const graceMs = (scheme.closeAfterSeconds + 2 * scheme.graceSeconds) * 1000;
  const isLate = log.nextToClose >= lastEnd && times.gridMs >= intervalEndMs(lastEnd - 1, scheme) + graceMs;
  if (holdings.size < (isLate ? log.quorum : scheme.operators.length)) {
    // Enough may be known to release everybody who waits, whoever is away.
    if (round === 1 || holdings.size < log.quorum) return undefined;
  }
  const content = log.billContent(nextBill, holdings);
  const isWaiting =
    round === 1 ? content.waiting !== '' : (Bitmap.decode(content.released)?.size ?? 0) < log.waitingCount(window.from);
  // Somebody's cells may still be on their way to an aggregator.
  if (!isLate && isWaiting) return undefined;
  return { ...window, round, ...content };
}
