/** What keeps the meters of a process from reporting, in words for whoever runs it. */
import type { MeterEvidence } from './evidence.ts';
import type { GridView, SchemeView } from './grid-view.ts';
import type { Meter } from './meter.ts';

/** `view`: of some area; undefined if nothing is known yet. */
export function problemOfFleet(
  meters: readonly Meter[],
  grid: GridView,
  evidence: MeterEvidence,
  view: SchemeView | undefined,
): string | undefined {
  const stops = new Set(meters.flatMap(({ party }) => evidence.stopOf(party.area) ?? []));
  if (stops.size > 0) return `the meters do not report: ${[...stops].join('; ')}`;
  const silenced = meters.filter((meter) => meter.isSilenced).map(({ party }) => party.id);
  if (silenced.length > 0) {
    const who = silenced.length === 1 ? silenced[0] : `${silenced.length} meters`;
    return `${who} lost the store, or got an old copy, and is silent: new keys under the next key epoch, and an empty state folder`;
  }
  const removed = meters.filter((meter) => meter.isRemoved).map(({ party }) => party.id);
  if (removed.length > 0) {
    const who = removed.length === 1 ? `${removed[0]} is` : `${removed.length} meters are`;
    return `${who} taken out of the roster: what is read from then on is on no bill; ask the utility`;
  }
  const found = evidence.convictions.problem;
  if (found !== undefined) return found;
  const count = view?.sharing.aggregatorCount ?? 0;
  const ended = Array.from({ length: count }, (_, at) => at + 1).filter((index) => grid.cards.isOver(index));
  if (ended.length === 0) return undefined;
  const who = ended.join(' and ');
  return `readings for aggregator ${who} wait for a newer key card: they are kept; ask its operator whether it runs and is connected`;
}
