/** Loads of the API as curves: of one area, or of several together where the load of each is open. */
import type { IntervalGrid } from '../../protocol/grid/interval.ts';
import { LABELS, type LoadCurve, curvesOf } from '../views/load-curve.ts';
import type { ListedLoad } from '../views/figure-list.ts';
import { areas, client, deployment, take } from './store.tsx';
import { time } from './words.tsx';

/** All of them. */
export const ALL = 'all';
const MOST_ROWS = 50_000;

/** Areas whose loads are looked at as one, under a name for people. */
export interface Group {
  readonly key: string;
  readonly text: string;
  readonly areas: readonly string[];
}

/** All together, those with one label, each by itself. */
export function groups(): Group[] {
  const all = areas.value.map(({ area }) => area);
  const labelled = LABELS.flatMap((label) => {
    const values = [...new Set(areas.value.flatMap((area) => area[label] ?? []))].toSorted();
    return values.map((value) => ({
      key: `${label}/${value}`,
      text: `${label} ${value}`,
      areas: areas.value.filter((area) => area[label] === value).map(({ area }) => area),
    }));
  });
  const single = all.map((area) => ({ key: `area/${area}`, text: area, areas: [area] }));
  return [{ key: ALL, text: 'all together', areas: all }, ...labelled, ...single];
}

export function grid(): IntervalGrid {
  const { intervalSeconds = 900, intervalOffsetSeconds = 0 } = deployment.value ?? {};
  return { intervalSeconds, intervalOffsetSeconds };
}

function closedUntilMs(): number | undefined {
  const ends = areas.value.flatMap(({ closedUntil }) => (closedUntil === undefined ? [] : [Date.parse(closedUntil)]));
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** When the readings of a demonstration end, in Unix ms; undefined elsewhere, and until then. */
export function runOffBeginMs(): number | undefined {
  const { readingsEnd } = deployment.value ?? {};
  const endMs = readingsEnd === undefined ? undefined : Date.parse(readingsEnd);
  return endMs !== undefined && (closedUntilMs() ?? 0) > endMs ? endMs : undefined;
}

/** When the loads end that there are, in Unix ms. The run-off of a demonstration would look like a city whose lights went out. */
export function loadsEndMs(): number {
  return runOffBeginMs() ?? closedUntilMs() ?? Date.now();
}

/** Why a curve ends earlier than the intervals that are closed. */
export function RunOff() {
  const beginMs = runOffBeginMs();
  if (beginMs === undefined) return null;
  return (
    <p class="hint">
      The readings of this demonstration end {time(new Date(beginMs).toISOString())}, and so does the curve. After that
      comes the run-off, in which only energy that came too late is booked.
    </p>
  );
}

/** Undefined where nothing is open. */
export async function readCurve(
  group: Group,
  register: string,
  fromMs: number,
  untilMs: number,
): Promise<LoadCurve | undefined> {
  const query = { from: new Date(fromMs).toISOString(), until: new Date(untilMs).toISOString() };
  const loads: ListedLoad[] = [];
  for (const area of group.areas)
    for (const load of await take(client.all('load', { ...query, area }), MOST_ROWS - loads.length))
      if (load.register === register) loads.push({ ...load, totalUnits: load.totalUnits, set: undefined });
  return curvesOf(new Map([[group.text, group.areas]]), loads, grid())[0];
}

/** As a chart has it. */
export interface Series {
  /** Unix seconds. */
  readonly times: readonly number[];
  /** Null where some area's load is not open. */
  readonly values: readonly (number | null)[];
}

export function seriesOf(
  points: readonly { readonly begin: string; readonly units: number | undefined }[],
  shiftMs = 0,
): Series {
  return {
    times: points.map(({ begin }) => (Date.parse(begin) + shiftMs) / 1_000),
    values: points.map(({ units }) => units ?? null),
  };
}

export function pointsOf(curve: LoadCurve | undefined) {
  return (curve?.points ?? []).map(({ begin, totalUnits }) => ({ begin, units: totalUnits }));
}

/** Registers that have a load curve. */
export function loadRegisters() {
  return (deployment.value?.registers ?? []).filter(({ isLoad }) => isLoad);
}
