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
} from '../../schemas/types.ts';
import type { AreaLog } from './area-log.ts';
import { metersOf, pagesOf } from './attestation.ts';
import { Bitmap } from '../math/bitmap.ts';
import { fromBase64url } from '../wire/bytes.ts';
import { canonicalJson } from '../wire/canonical.ts';
import { crowdProblem } from '../release/crowd.ts';
import type { Crypto } from '../keys/crypto-port.ts';
import { type Elsewhere, moveProblem } from '../grid/enrolled-marks.ts';
import { type Pins, leastMeters, weaknessOf } from '../grid/floor.ts';
import { intervalEndMs, intervalStartMs } from '../grid/interval.ts';
import type { Signers } from './entries.ts';
import type { Times } from '../machine.ts';
import { type Refusal, refuse } from '../wire/refusal.ts';
import { registerChangeProblem } from '../grid/register.ts';
import { schemeQuorum, sharingIdOf } from '../grid/scheme.ts';
import { isSignedBy } from '../keys/signing.ts';
import { Windows } from '../grid/windows.ts';

/** Who audits, and what it knows besides the log. */
export interface Auditor {
  readonly crypto: Crypto;
  readonly pins: Pins;
  readonly signers: Signers;
  /** What is known of a meter in other areas than this one. [P-8.3] */
  readonly elsewhere: (meter: RosterMeter) => Elsewhere;
  /** By a list of its own: why a meter may not join the area's roster, or leave it, with an interval. Without one they may. */
  readonly joinProblem?: (meter: RosterMeter, from: number) => string | undefined;
  readonly leaveProblem?: (meter: RosterMeter, from: number) => string | undefined;
  /** Whom a meter counts as: where a list of its own says which meters are of one home. */
  readonly personOf?: ((meterId: string) => string) | undefined;
  /** Whether an aggregator is convicted: what it attests counts for nothing. [P-7.7] */
  readonly isConvicted?: (aggregator: number) => boolean;
}

/** Why the scheme in force can't be followed by another one; undefined if it can. */
function changeProblem(auditor: Auditor, before: Scheme, after: Scheme): Refusal | undefined {
  const { crypto } = auditor;
  if (sharingIdOf(crypto, before) !== sharingIdOf(crypto, after))
    return refuse('scheme_refused', 'the sharing id would change: readings would be split again');
  // With a smaller quorum two different entries could both be certified.
  if (schemeQuorum(after) < schemeQuorum(before))
    return refuse('scheme_refused', 'the quorum can not fall within a log');
  if (before.intervalSeconds !== after.intervalSeconds || before.intervalOffsetSeconds !== after.intervalOffsetSeconds)
    return refuse('scheme_refused', 'intervals (length, offset) can not change within a log');
  if (!Windows.of(after.billing).prolong(Windows.of(before.billing)))
    return refuse(
      'scheme_refused',
      'billing windows that are listed can not change within a log, only more follow them',
    );
  const registers = registerChangeProblem(before.registers, after.registers);
  if (registers !== undefined) return refuse('scheme_refused', registers);
  if (after.maxReadingWh < before.maxReadingWh)
    return refuse('scheme_refused', 'maxReadingWh can not fall within a log');
  return undefined;
}

/** Tariffs are queries: on record before their window starts, and from then on unchanged, for ever. [P-8.5] */
function tariffProblem(before: Scheme | undefined, after: Scheme, times: Times): Refusal | undefined {
  const hasStarted = (from: number): boolean => intervalStartMs(from, after) < times.gridMs;
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

/** Windows after those listed go on as the last of them: once they have begun, nobody lists others. [P-2.6] */
function windowsProblem(log: AreaLog, after: Scheme, times: Times, wasTimely: boolean): Refusal | undefined {
  const before = log.scheme;
  if (canonicalJson(before.billing) === canonicalJson(after.billing)) return undefined;
  const { listedEnd } = Windows.of(before.billing);
  if (log.nextToClose <= listedEnd && (wasTimely || intervalStartMs(listedEnd, after) >= times.gridMs))
    return undefined;
  return refuse(
    'scheme_refused',
    `the windows from ${listedEnd} on have begun: the list comes too late to be prolonged`,
  );
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
  const change =
    before === undefined
      ? undefined
      : (changeProblem(auditor, before, scheme) ?? windowsProblem(log, scheme, times, wasTimely));
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
      return refuse('roster_refused', `meter ${meter.id} has an invalid key`);
    const own = log.roster.byId(meter.id);
    const moves = moveProblem(meter, entry.from, auditor.elsewhere(meter), own, log.billing);
    if (moves !== undefined) return refuse('roster_refused', `meter ${meter.id} ${moves}`);
    const joinProblem = auditor.joinProblem?.(meter, entry.from);
    if (joinProblem !== undefined) return refuse('roster_refused', `meter ${meter.id} ${joinProblem}`);
  }
  const returning = new Set(entry.add.map(({ id }) => id));
  for (const id of entry.remove) {
    const enrolled = log.roster.byId(id);
    // Under new keys it stays: whether it may is asked of those.
    if (enrolled === undefined || returning.has(id)) continue;
    const leaveProblem = auditor.leaveProblem?.(enrolled.meter, entry.from);
    if (leaveProblem !== undefined) return refuse('roster_refused', `meter ${id} ${leaveProblem}`);
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
    if (auditor.isConvicted?.(message.aggregator) === true) continue;
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
    const closesAt = intervalEndMs(page.interval, scheme) + scheme.closeAfterSeconds * 1000;
    if (times.gridMs < closesAt) return refuse('page_open', `interval ${page.interval} is still open by this clock`);
    const byAggregator = held.get(page.interval);
    if (byAggregator === undefined || byAggregator.size < log.quorum)
      return refuse('batch_mismatch', `page ${page.interval} rests on fewer manifests than the quorum`);
    if (canonicalJson(log.closePage(page.interval, byAggregator)) !== canonicalJson(page))
      return refuse('batch_mismatch', `the set of page ${page.interval} does not follow from the manifests`);
    const least = leastMeters(auditor.pins.floor);
    for (const [loads, meters] of log.classCounts(Bitmap.decode(page.set) ?? new Bitmap())) {
      if (meters < least)
        return refuse(
          'invalid_batch_size',
          `page ${page.interval} would open ${loads} of ${meters} meters, fewer than ${least}`,
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
  const { nextBill } = log;
  const { window, round } = nextBill;
  const end = entry.from + entry.count;
  // R3: a cell is billed at most once, so windows are the scheme's, one after the other.
  if (entry.from < window.from) return refuse('batch_overlap', `intervals from ${entry.from} on were billed already`);
  if (entry.from !== window.from || entry.count !== window.count || entry.round !== round)
    return refuse(
      'batch_overlap',
      `not the next bill, which is round ${round} of [${window.from}, ${window.from + window.count})`,
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
  const content = log.billContent(nextBill, byAggregator);
  if (content.released !== entry.released || content.waiting !== entry.waiting)
    return refuse('batch_mismatch', 'the meters released do not follow from the log and the holdings');
  const released = Bitmap.decode(entry.released) ?? new Bitmap();
  // Those who wait have one window's time to be held.
  if (
    round === 2 &&
    log.nextToClose < log.billing.endOf(window.from, 2) &&
    released.size < log.waitingCount(window.from)
  )
    return refuse('page_open', 'meters wait that are not held, and the next window is not closed');
  const problem = crowdProblem(log.releasedBy(nextBill, released), auditor.pins.floor, auditor.personOf);
  return problem === undefined ? undefined : refuse('invalid_batch_size', `it would set ${problem}`);
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
