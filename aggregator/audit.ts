/**
 * The audit: whether this aggregator may accept an entry, by the log, what the entry rests on, and its own floor. A
 * floor can only refuse, never change an entry. [P-7.1, P-8] Pure: it reads state and writes none.
 */
import type { AreaLog } from '../protocol/area-log.ts';
import { Bitmap } from '../protocol/bitmap.ts';
import { fromBase64url } from '../protocol/bytes.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { intervalEndMs, intervalStartMs } from '../protocol/interval.ts';
import type { Times } from '../protocol/machine.ts';
import { schemeProblem, sharingIdOf } from '../protocol/scheme.ts';
import { isSignedBy } from '../protocol/signing.ts';
import type { BillEntry, CloseEntry, Entry, ManifestMessage, RosterEntry, SchemeEntry } from '../schemas/types.ts';
import type { AggregatorParty, Refusal } from './party.ts';

function refuse(code: Refusal['code'], detail: string): Refusal {
  return { code, detail };
}

function auditScheme(party: AggregatorParty, log: AreaLog, entry: SchemeEntry, times: Times): Refusal | undefined {
  const { scheme } = entry;
  const problem = schemeProblem(scheme);
  if (problem !== undefined) return refuse('scheme_refused', problem);
  if (scheme.deployment !== party.deployment) return refuse('scheme_refused', 'the scheme is of another deployment');
  if (!scheme.areas.includes(entry.area)) return refuse('scheme_refused', 'the scheme does not know this area');
  if (canonicalJson(scheme.operators) !== canonicalJson(party.operators))
    return refuse('scheme_refused', 'its operators are not the pinned ones');
  const { floor } = party;
  if (scheme.threshold < floor.minThreshold)
    return refuse('scheme_refused', `threshold ${scheme.threshold} is below the own floor of ${floor.minThreshold}`);
  if (scheme.floors.minMeters < floor.minMeters)
    return refuse(
      'invalid_batch_size',
      `minMeters ${scheme.floors.minMeters} is below the own floor of ${floor.minMeters}`,
    );
  if (scheme.floors.minIntervals < floor.minIntervals)
    return refuse(
      'invalid_batch_size',
      `minIntervals ${scheme.floors.minIntervals} is below the own floor of ${floor.minIntervals}`,
    );
  if (log.hasScheme) {
    const before = log.scheme;
    if (sharingIdOf(party.crypto, before) !== sharingIdOf(party.crypto, scheme))
      return refuse('scheme_refused', 'the sharing id would change: readings would be split again');
    if (
      canonicalJson(before.billing) !== canonicalJson(scheme.billing) ||
      before.intervalSeconds !== scheme.intervalSeconds
    )
      return refuse('scheme_refused', 'billing windows and interval length can not change within a log');
  }
  // A tariff is a query: it has to be on record before the window it asks about has started. [P-8.5]
  const known = new Map(
    (log.hasScheme ? log.scheme.tariffs : []).map((tariff) => [tariff.from, canonicalJson(tariff)]),
  );
  const late = scheme.tariffs.find(
    (tariff) =>
      intervalStartMs(tariff.from, scheme.intervalSeconds) < times.gridMs &&
      known.get(tariff.from) !== canonicalJson(tariff),
  );
  if (late !== undefined) return refuse('tariff_refused', `tariff ${late.id} comes after its window has started`);
  const kept = new Set(scheme.tariffs.map((tariff) => tariff.from));
  const dropped = (log.hasScheme ? log.scheme.tariffs : []).find(
    (tariff) =>
      intervalStartMs(tariff.from, scheme.intervalSeconds) < times.gridMs &&
      !kept.has(tariff.from) &&
      tariff.from >= log.nextWindow.from,
  );
  return dropped === undefined
    ? undefined
    : refuse('tariff_refused', `tariff ${dropped.id} is dropped within its window`);
}

function auditRoster(party: AggregatorParty, log: AreaLog, entry: RosterEntry): Refusal | undefined {
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
      party.crypto.identityPublicKey(identity) === undefined ||
      party.crypto.agreementPublicKey(agreement) === undefined
    )
      return refuse('roster_refused', `meter ${meter.id} has a key that is none`);
  }
  return undefined;
}

/** Checks who signed what; the bitmaps by aggregator for one page or window. */
function bitmapsOf(
  party: AggregatorParty,
  log: AreaLog,
  basis: readonly ManifestMessage[],
  pick: (message: ManifestMessage) => readonly { readonly at: number; readonly held: string }[],
): Map<number, Map<number, Bitmap>> | Refusal {
  const found = new Map<number, Map<number, Bitmap>>();
  for (const message of basis) {
    const identities = party.signers.aggregators.get(message.aggregator);
    if (identities === undefined || message.deployment !== party.deployment || message.area !== log.area)
      return refuse('batch_mismatch', 'rests on a manifest of another deployment, area or aggregator');
    if (!isSignedBy(party.crypto, identities, message.type, message))
      return refuse('not_authentic', `a manifest is not signed by aggregator ${message.aggregator}`);
    for (const { at, held } of pick(message)) {
      const bitmap = Bitmap.decode(held);
      if (bitmap === undefined)
        return refuse('batch_mismatch', `aggregator ${message.aggregator}'s manifest holds no bitmap`);
      const byAggregator = found.get(at) ?? new Map<number, Bitmap>();
      const other = byAggregator.get(message.aggregator);
      if (other !== undefined && other.encode() !== bitmap.encode())
        return refuse('evidence', `aggregator ${message.aggregator} signed two manifests for one page`);
      byAggregator.set(message.aggregator, bitmap);
      found.set(at, byAggregator);
    }
  }
  return found;
}

function auditClose(
  party: AggregatorParty,
  log: AreaLog,
  entry: CloseEntry,
  basis: readonly ManifestMessage[],
  times: Times,
): Refusal | undefined {
  const held = bitmapsOf(party, log, basis, (message) =>
    message.type === 'manifest' ? message.pages.map((page) => ({ at: page.interval, held: page.held })) : [],
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
    const set = Bitmap.decode(page.set) ?? new Bitmap();
    const counts = log.registerCounts(set);
    for (const { obis, isLoad } of scheme.registers) {
      const meters = counts.get(obis) ?? 0;
      if (isLoad && !page.empty.includes(obis) && meters < party.floor.minMeters)
        return refuse(
          'invalid_batch_size',
          `page ${page.interval} would open ${obis} of ${meters} meters, fewer than ${party.floor.minMeters}`,
        );
    }
  }
  return undefined;
}

function auditBill(
  party: AggregatorParty,
  log: AreaLog,
  entry: BillEntry,
  basis: readonly ManifestMessage[],
): Refusal | undefined {
  const window = log.nextWindow;
  const end = entry.from + entry.count;
  if (entry.count < party.floor.minIntervals)
    return refuse('invalid_batch_size', `a bill of ${entry.count} intervals, fewer than ${party.floor.minIntervals}`);
  // R3: a cell is billed at most once, so windows are the scheme's, one after the other.
  if (entry.from < window.from) return refuse('batch_overlap', `intervals from ${entry.from} on were billed already`);
  if (entry.from !== window.from || entry.count !== window.count)
    return refuse(
      'batch_overlap',
      `not the next billing window, which is [${window.from}, ${window.from + window.count})`,
    );
  if (log.nextToClose < end) return refuse('page_open', `page ${log.nextToClose} of the window is not closed`);
  const held = bitmapsOf(party, log, basis, (message) =>
    message.type === 'holdings' && message.from === entry.from && message.count === entry.count
      ? [{ at: entry.from, held: message.held }]
      : [],
  );
  if (!(held instanceof Map)) return held;
  const content = log.billContent(window, held.get(entry.from) ?? new Map<number, Bitmap>());
  if (content.released !== entry.released || canonicalJson(content.waiting) !== canonicalJson(entry.waiting))
    return refuse('batch_mismatch', 'the meters released do not follow from the log and the holdings');
  for (const index of Bitmap.decode(entry.released) ?? []) {
    const enrolled = log.roster.byIndex(index);
    if (enrolled === undefined) return refuse('batch_mismatch', 'releases a meter that is not in the roster');
    const thin = log
      .billLines(enrolled, log.unbilledFrom(index), end)
      .find((line) => line.cells < party.floor.minIntervals);
    if (thin !== undefined)
      return refuse(
        'invalid_batch_size',
        `meter ${enrolled.meter.id}: ${thin.cells} cells of ${thin.register} at rate ${thin.rate}, fewer than ${party.floor.minIntervals}`,
      );
  }
  return undefined;
}

/** Why this aggregator must not accept an entry as the next of its log; undefined if it may. */
export function auditEntry(
  party: AggregatorParty,
  log: AreaLog,
  entry: Entry,
  basis: readonly ManifestMessage[],
  times: Times,
): Refusal | undefined {
  if (entry.kind !== 'scheme' && !log.hasScheme) return refuse('scheme_refused', 'no scheme is in force yet');
  switch (entry.kind) {
    case 'scheme':
      return auditScheme(party, log, entry, times);
    case 'roster':
      return auditRoster(party, log, entry);
    case 'close':
      return auditClose(party, log, entry, basis, times);
    case 'bill':
      return auditBill(party, log, entry, basis);
  }
}
