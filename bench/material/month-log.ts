/** The log of an area over whole windows, built entry by entry as one that is restored is: nothing in it is signed. */
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { MAX_INTERVALS_PER_MESSAGE, MAX_METERS_PER_ROSTER_ENTRY } from '../../protocol/wire/limits.ts';
import type { Entry, RosterMeter } from '../../schemas/types.ts';

type Body<T> = T extends unknown ? Omit<T, 'version' | 'deployment' | 'area' | 'sequence' | 'previous'> : never;
export type EntryBody = Body<Entry>;

/** The entry that would come next. */
export function entryOf(log: AreaLog, body: EntryBody): Entry {
  return { version: 1, deployment: 'test', area: log.area, sequence: log.length, previous: log.headHash, ...body };
}

export function append(log: AreaLog, body: EntryBody): Entry {
  const entry = entryOf(log, body);
  log.apply(entry, entryHash(nodeCrypto, entry));
  return entry;
}

/** Enrols meters from an interval on, in as many entries as the protocol wants. */
export function enrolAll(log: AreaLog, from: number, meters: readonly RosterMeter[]): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < meters.length; at += MAX_METERS_PER_ROSTER_ENTRY) {
    const add = meters.slice(at, at + MAX_METERS_PER_ROSTER_ENTRY);
    entries.push(append(log, { kind: 'roster', from, add, remove: [] }));
  }
  return entries;
}

/** Closes all pages of the next window. `offset`: intervals since those of the deployment began. */
export function closeWindow(log: AreaLog, isMissing: (meter: number, offset: number) => boolean): Entry[] {
  const { from, count } = log.nextWindow;
  const meters = log.roster.meters.length;
  const sinceFirst = from - log.scheme.billing.firstInterval;
  const entries: Entry[] = [];
  for (let first = 0; first < count; first += MAX_INTERVALS_PER_MESSAGE) {
    const pages = Array.from({ length: Math.min(MAX_INTERVALS_PER_MESSAGE, count - first) }, (_, at) => {
      const set = new Bitmap();
      for (let meter = 0; meter < meters; meter++) if (!isMissing(meter, sinceFirst + first + at)) set.add(meter);
      return { interval: from + first + at, set: set.encode(), empty: [] };
    });
    entries.push(append(log, { kind: 'close', pages }));
  }
  return entries;
}
