/** Loads of the API as curves: of one area, or of several together, which is a sum of what was released. */
import type { Load } from '../../host/api/client.ts';
import { areas, client, deployment, take } from './store.tsx';

export const ALL_AREAS = '';
const MOST_POINTS = 20_000;

export interface Series {
  /** Unix seconds. */
  readonly times: readonly number[];
  /** Null where some area's load is not open. */
  readonly values: readonly (number | null)[];
}

/** When the loads end that there are, in Unix ms. */
export function loadsEndMs(): number {
  const ends = areas.value.flatMap(({ closedUntil }) => (closedUntil === undefined ? [] : [Date.parse(closedUntil)]));
  return ends.length === 0 ? Date.now() : Math.max(...ends);
}

export async function readLoads(area: string, register: string, fromMs: number, untilMs: number): Promise<Load[]> {
  const query = { from: new Date(fromMs).toISOString(), until: new Date(untilMs).toISOString() };
  const names = area === ALL_AREAS ? areas.value.map((one) => one.area) : [area];
  const found: Load[] = [];
  for (const name of names) {
    const own = await take(client.all('load', { ...query, area: name }), MOST_POINTS - found.length);
    found.push(...own.filter((load) => load.register === register));
  }
  return found;
}

/** `areaCount`: of so many areas a time has to have a load. */
export function seriesOf(loads: readonly Load[], areaCount: number, shiftMs = 0): Series {
  const sums = new Map<number, { sum: number; known: number }>();
  for (const { begin, totalUnits } of loads) {
    const at = (Date.parse(begin) + shiftMs) / 1_000;
    const before = sums.get(at) ?? { sum: 0, known: 0 };
    sums.set(at, { sum: before.sum + (totalUnits ?? 0), known: before.known + (totalUnits === undefined ? 0 : 1) });
  }
  const times = [...sums.keys()].toSorted((one, other) => one - other);
  return {
    times,
    values: times.map((at) => {
      const { sum, known } = sums.get(at) ?? { sum: 0, known: 0 };
      return known < areaCount ? null : sum;
    }),
  };
}

/** Registers that have a load curve. */
export function loadRegisters() {
  return (deployment.value?.registers ?? []).filter(({ isLoad }) => isLoad);
}
