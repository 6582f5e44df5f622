/**
 * The audit: whether an entry may be the next of an area's log, by the log, what the entry rests on, and a party's own
 * floor. Aggregators audit before they accept, the utility before it announces, so that no entry is announced for ever
 * that nobody accepts. [P-7.1, P-8] Pure: it reads state and writes none.
 */
import type {
  BillEntry,
  CloseEntry,
  Entry,
  ManifestMessage,
  RosterEntry,
  RosterMeter,
  Scheme,
  SchemeEntry,
} from '../schemas/types.ts';
import type { AreaLog } from './area-log.ts';
import { metersOf, pagesOf } from './attestation.ts';
import { Bitmap } from './bitmap.ts';
import { fromBase64url } from './bytes.ts';
import { canonicalJson } from './canonical.ts';
import type { Crypto } from './crypto.ts';
import { type Pins, leastMeters, weaknessOf } from './floor.ts';
import { intervalEndMs, intervalStartMs } from './interval.ts';
import type { Signers } from './log.ts';
import type { Times } from './machine.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Exposure } from './release-graph.ts';
import { schemeQuorum, sharingIdOf } from './scheme.ts';
import { isSignedBy } from './signing.ts';

/** Who audits, and what it knows besides the log. */
export interface Auditor {
  readonly crypto: Crypto;
  readonly pins: Pins;
  readonly signers: Signers;
  /**
   * The area in which a meter's id or keys are enrolled already, other than this one; undefined if in none. A cell in two
   * areas would be in two loads, and their difference a reading. [P-8.3]
   */
  readonly otherAreaOf: (meter: RosterMeter) => string | undefined;
  /** Whether who audits lets this meter into the area's roster, by a list of its own; everybody without one. */
  readonly isApproved?: (meter: RosterMeter) => boolean;
}

/** Why the scheme in force can't be followed by another one; undefined if it can. */
function changeProblem(auditor: Auditor, before: Scheme, after: Scheme): Refusal | undefined {
  const { crypto } = auditor;
  if (sharingIdOf(crypto, before) !== sharingIdOf(crypto, after))
    return refuse('scheme_refused', 'the sharing id would change: readings would be split again');
  // With a smaller quorum two different entries could both be certified.
  if (schemeQuorum(after) < schemeQuorum(before))
    return refuse('scheme_refused', 'the quorum can not fall within a log');
  if (
    canonicalJson(before.billing) !== canonicalJson(after.billing) ||
    before.intervalSeconds !== after.intervalSeconds
  )
    return refuse('scheme_refused', 'billing windows and interval length can not change within a log');
  // Totals were checked under the old meaning of a register, and readings under the old limit.
  const kept = canonicalJson(after.registers.slice(0, before.registers.length));
  if (kept !== canonicalJson(before.registers)) return refuse('scheme_refused', 'registers can be added, not changed');
  if (after.maxReadingWh < before.maxReadingWh)
    return refuse('scheme_refused', 'maxReadingWh can not fall within a log');
  return undefined;
}

/** Tariffs are queries: on record before their window starts, and from then on unchanged, for ever. [P-8.5] */
function tariffProblem(before: Scheme | undefined, after: Scheme, times: Times): Refusal | undefined {
  const hasStarted = (from: number): boolean => intervalStartMs(from, after.intervalSeconds) < times.gridMs;
  const known = new Map((before?.tariffs ?? []).map((tariff) => [tariff.from, canonicalJson(tariff)]));
  const now = new Map(after.tariffs.map((tariff) => [tariff.from, canonicalJson(tariff)]));
  for (const [from, tariff] of now) {
    if (hasStarted(from) && known.get(from) !== tariff)
      return refuse('tariff_refused', `the tariff of the window from ${from} comes after the window has started`);
  }
  for (const from of known.keys()) {
    if (hasStarted(from) && !now.has(from))
      return refuse('tariff_refused', `the tariff of the window from ${from} is dropped: its bills still need it`);
  }
  return undefined;
}

function auditScheme(
  auditor: Auditor,
  log: AreaLog,
  entry: SchemeEntry,
  times: Times,
  wasTimely: boolean,
): Refusal | undefined {
  const { scheme } = entry;
  const weakness = weaknessOf(auditor.pins, scheme);
  if (weakness !== undefined) return weakness;
  if (!scheme.areas.includes(entry.area)) return refuse('scheme_refused', 'the scheme does not know this area');
  const before = log.hasScheme ? log.scheme : undefined;
  const change = before === undefined ? undefined : changeProblem(auditor, before, scheme);
  return change ?? (wasTimely ? undefined : tariffProblem(before, scheme, times));
}

function auditRoster(auditor: Auditor, log: AreaLog, entry: RosterEntry): Refusal | undefined {
  const registers = new Set(log.scheme.registers.map(({ obis }) => obis));
  const problem = log.roster.problemWith(entry, registers);
  if (problem !== undefined) return refuse('roster_refused', problem);
  if (entry.from < log.nextToClose)
    return refuse('roster_refused', `pages from interval ${entry.from} on are closed already`);
  if (log.roster.meters.length + entry.add.length > log.scheme.maxMeters)
    return refuse('roster_refused', 'more meters than maxMeters');
  for (const meter of entry.add) {
    const identity = fromBase64url(meter.identity);
    const agreement = fromBase64url(meter.agreement);
    if (
      identity === undefined ||
      agreement === undefined ||
      auditor.crypto.identityPublicKey(identity) === undefined ||
      auditor.crypto.agreementPublicKey(agreement) === undefined
    )
      return refuse('roster_refused', `meter ${meter.id} has a key that is none`);
    const other = auditor.otherAreaOf(meter);
    if (other !== undefined)
      return refuse('roster_refused', `meter ${meter.id} or its keys are enrolled in ${other} already`);
    if (auditor.isApproved?.(meter) === false)
      return refuse(
        'roster_refused',
        `meter ${meter.id}, with these keys, is not on this operator's list of approved meters`,
      );
  }
  return undefined;
}

/**
 * The bitmaps by aggregator for each thing attested. The first message that speaks of it counts, so that an aggregator
 * that contradicts itself can't stop the log.
 */
function bitmapsOf(
  auditor: Auditor,
  log: AreaLog,
  basis: readonly ManifestMessage[],
  read: (message: ManifestMessage) => ReadonlyMap<number, Bitmap> | undefined,
): Map<number, Map<number, Bitmap>> | Refusal {
  const found = new Map<number, Map<number, Bitmap>>();
  for (const message of basis) {
    const identities = auditor.signers.aggregators.get(message.aggregator);
    const bitmaps = read(message);
    if (
      identities === undefined ||
      bitmaps === undefined ||
      message.deployment !== auditor.pins.deployment ||
      message.area !== log.area
    )
      return refuse('batch_mismatch', 'rests on a message that attests nothing about it');
    if (!isSignedBy(auditor.crypto, identities, message.type, message))
      return refuse('not_authentic', `a manifest is not signed by aggregator ${message.aggregator}`);
    for (const [at, bitmap] of bitmaps) {
      const byAggregator = found.get(at) ?? new Map<number, Bitmap>();
      if (!byAggregator.has(message.aggregator)) byAggregator.set(message.aggregator, bitmap);
      found.set(at, byAggregator);
    }
  }
  return found;
}

function auditClose(
  auditor: Auditor,
  log: AreaLog,
  entry: CloseEntry,
  basis: readonly ManifestMessage[],
  times: Times,
): Refusal | undefined {
  const held = bitmapsOf(auditor, log, basis, (message) =>
    message.type === 'manifest' ? pagesOf(message) : undefined,
  );
  if (!(held instanceof Map)) return held;
  const { scheme } = log;
  let expected = log.nextToClose;
  for (const page of entry.pages) {
    if (page.interval !== expected)
      return refuse('batch_mismatch', `page ${page.interval} where ${expected} is the next to close`);
    expected += 1;
    const closesAt = intervalEndMs(page.interval, scheme.intervalSeconds) + scheme.closeAfterSeconds * 1000;
    if (times.gridMs < closesAt) return refuse('page_open', `interval ${page.interval} is still open by this clock`);
    const byAggregator = held.get(page.interval);
    if (byAggregator === undefined || byAggregator.size < log.quorum)
      return refuse('batch_mismatch', `page ${page.interval} rests on fewer manifests than the quorum`);
    if (canonicalJson(log.closePage(page.interval, byAggregator)) !== canonicalJson(page))
      return refuse('batch_mismatch', `the set of page ${page.interval} does not follow from the manifests`);
    const counts = log.registerCounts(Bitmap.decode(page.set) ?? new Bitmap());
    for (const { obis, isLoad } of scheme.registers) {
      const meters = counts.get(obis) ?? 0;
      const least = leastMeters(auditor.pins.floor);
      if (isLoad && !page.empty.includes(obis) && meters < least)
        return refuse(
          'invalid_batch_size',
          `page ${page.interval} would open ${obis} of ${meters} meters, fewer than ${least}`,
        );
    }
  }
  return undefined;
}

function auditBill(
  auditor: Auditor,
  log: AreaLog,
  entry: BillEntry,
  basis: readonly ManifestMessage[],
): Refusal | undefined {
  const window = log.nextWindow;
  const end = entry.from + entry.count;
  const { minIntervals } = auditor.pins.floor;
  if (entry.count < minIntervals)
    return refuse('invalid_batch_size', `a bill of ${entry.count} intervals, fewer than ${minIntervals}`);
  // R3: a cell is billed at most once, so windows are the scheme's, one after the other.
  if (entry.from < window.from) return refuse('batch_overlap', `intervals from ${entry.from} on were billed already`);
  if (entry.from !== window.from || entry.count !== window.count)
    return refuse(
      'batch_overlap',
      `not the next billing window, which is [${window.from}, ${window.from + window.count})`,
    );
  if (log.nextToClose < end) return refuse('page_open', `page ${log.nextToClose} of the window is not closed`);
  const held = bitmapsOf(auditor, log, basis, (message) => {
    const bitmap = message.type === 'holdings' ? metersOf(message) : undefined;
    const isAbout = message.type === 'holdings' && message.from === entry.from && message.count === entry.count;
    return isAbout && bitmap !== undefined ? new Map([[entry.from, bitmap]]) : undefined;
  });
  if (!(held instanceof Map)) return held;
  const byAggregator = held.get(entry.from) ?? new Map<number, Bitmap>();
  // Fewer would let the utility choose who waits.
  if (byAggregator.size < log.quorum)
    return refuse('batch_mismatch', 'rests on the holdings of fewer aggregators than the quorum');
  const content = log.billContent(window, byAggregator);
  if (content.released !== entry.released || canonicalJson(content.waiting) !== canonicalJson(entry.waiting))
    return refuse('batch_mismatch', 'the meters released do not follow from the log and the holdings');
  const linesOf = log.linesUpTo(window);
  const released = Bitmap.decode(entry.released) ?? new Bitmap();
  for (const index of released) {
    const enrolled = log.roster.byIndex(index);
    if (enrolled === undefined) return refuse('batch_mismatch', 'releases a meter that is not in the roster');
    const thin = linesOf(enrolled).find((line) => line.cells < minIntervals);
    if (thin !== undefined)
      return refuse(
        'invalid_batch_size',
        `meter ${enrolled.meter.id}: ${thin.cells} cells of ${thin.register} at rate ${thin.rate}, fewer than ${minIntervals}`,
      );
  }
  const exposure = log.exposureOf(window, released, entry.waiting, auditor.pins.floor);
  return exposure && refuse('invalid_batch_size', thinCutText(log, exposure));
}

/** Most cells of a thin cut that a refusal lists. */
const LISTED_CELLS = 5;

/** Which cells would stand apart, for the operator. */
export function thinCutText(log: AreaLog, { register, cells }: Exposure): string {
  const listed = cells
    .slice(0, LISTED_CELLS)
    .map(({ index, interval }) => `${log.roster.byIndex(index)?.meter.id ?? index} at ${interval}`);
  const more = cells.length > LISTED_CELLS ? ` and ${cells.length - LISTED_CELLS} more` : '';
  return `the totals released would tell ${cells.length} cells of ${register} from all others: ${listed.join(', ')}${more}`;
}

/**
 * Why an entry must not become the next of the log; undefined if it may. `wasTimely`: enough aggregators had accepted
 * it before, so its tariffs were on record in time, whatever the clock says by now. [P-7.1]
 */
export function auditEntry(
  auditor: Auditor,
  log: AreaLog,
  entry: Entry,
  basis: readonly ManifestMessage[],
  times: Times,
  wasTimely = false,
): Refusal | undefined {
  if (entry.deployment !== auditor.pins.deployment) return refuse('scheme_refused', 'of another deployment');
  if (entry.kind !== 'scheme' && !log.hasScheme) return refuse('scheme_refused', 'no scheme is in force yet');
  switch (entry.kind) {
    case 'scheme':
      return auditScheme(auditor, log, entry, times, wasTimely);
    case 'roster':
      return auditRoster(auditor, log, entry);
    case 'close':
      return auditClose(auditor, log, entry, basis, times);
    case 'bill':
      return auditBill(auditor, log, entry, basis);
  }
}
