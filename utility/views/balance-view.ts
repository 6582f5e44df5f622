/**
 * The balance of an area: what its feeder meter drew against what its meters reported. What is missing is losses, theft, or
 * meters that lie: a number for the size of it, never whose. [P-11]
 */
import { isEnergy } from '../../protocol/grid/register.ts';
import type { Span } from '../../protocol/grid/span.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import type { IndexedArea } from './indexed-area.ts';

/** What a feeder meter drew and, if it tells that, what it fed back, in Wh; undefined of an interval that it lacks. */
export interface FeederReadings {
  get(interval: number): readonly number[] | undefined;
}

export interface IntervalBalance extends Span {
  readonly interval: number;
  /** What the area drew through its feeder, less what it fed back; undefined if the feeder has no reading. */
  readonly feederWh: number | undefined;
  /** What its meters drew; undefined if the load is not known, or not reported. */
  readonly loadWh: number | undefined;
  /** Undefined where either is, and where some meter feeds in: what it fed is known by window only. */
  readonly balanceWh: number | undefined;
  /** Meters of the roster that are not in the load. */
  readonly lacking: number;
  /** Fewer of them than a load may have: with a feeder, what they used is nearly known. */
  readonly isThin: boolean;
}

export interface BalanceView extends Window, Span {
  readonly area: string;
  readonly intervals: readonly IntervalBalance[];
  /** Intervals of which both are known: all sums are over these. */
  readonly compared: number;
  readonly feederWh: number;
  readonly loadWh: number;
  /** What meters fed in, by their bills; undefined if some meter feeds in and that is not known. */
  readonly exportWh: number | undefined;
  readonly balanceWh: number | undefined;
  /** Of what was there to be used, in percent to two decimals; undefined if nothing was. */
  readonly percent: number | undefined;
  readonly thinPages: number;
  readonly reason: string;
}

function feederOf(feeder: FeederReadings, interval: number): number | undefined {
  const values = feeder.get(interval);
  return values === undefined ? undefined : (values[0] ?? 0) - (values[1] ?? 0);
}

/** The import of a page, if it is reported: an unverified load counts once its window foots. [P-7.6.4] */
function loadOf(area: IndexedArea, interval: number, isFooted: boolean): number | undefined {
  const imports = area.log.scheme.registers.filter(
    ({ obis, isLoad, direction }) => isLoad && direction === 'import' && isEnergy(area.log.scheme, obis),
  );
  let sumWh = 0;
  for (const { obis } of imports) {
    const figure = area.load(interval, obis);
    const isReported =
      figure?.status === 'verified' || figure?.status === 'corrected' || (figure?.status === 'unverified' && isFooted);
    if (!isReported || figure.totalUnits === undefined) return undefined;
    sumWh += figure.totalUnits;
  }
  return sumWh;
}

function intervalBalance(
  area: IndexedArea,
  feeder: FeederReadings,
  interval: number,
  frame: { readonly isFooted: boolean; readonly hasExport: boolean },
): IntervalBalance {
  const { log } = area;
  const feederWh = feederOf(feeder, interval);
  const loadWh = loadOf(area, interval, frame.isFooted);
  const page = log.pages.get(interval);
  const roster = log.roster.meters.filter(({ index }) => log.roster.isIn(index, interval));
  const lacking = page === undefined ? 0 : roster.filter(({ index }) => !page.set.has(index)).length;
  const isKnown = feederWh !== undefined && loadWh !== undefined;
  return {
    interval,
    ...area.span({ from: interval, count: 1 }),
    feederWh,
    loadWh,
    balanceWh: isKnown && !frame.hasExport ? feederWh - loadWh : undefined,
    lacking,
    isThin: loadWh !== undefined && lacking > 0 && lacking < log.scheme.floors.minMeters,
  };
}

/** What the window's bills say was fed in; undefined unless every bill of a meter that feeds in is verified. */
function exportOf(area: IndexedArea, window: Window, exports: ReadonlySet<string>): number | undefined {
  const release = area.release(window.from);
  if (release === undefined) return undefined;
  let sumWh = 0;
  for (const { index, meter } of area.log.roster.meters) {
    if (!meter.registers.some((register) => exports.has(register))) continue;
    const figure = area.bill(release.sequence, index);
    if (figure?.status !== 'verified') return undefined;
    for (const line of figure.lines) if (exports.has(line.register)) sumWh += line.totalUnits;
  }
  return sumWh;
}

export function viewBalance(area: IndexedArea, feeder: FeederReadings, window: Window): BalanceView {
  const { log } = area;
  const exports = new Set(
    log.scheme.registers
      .filter(({ obis, direction }) => direction === 'export' && isEnergy(log.scheme, obis))
      .map(({ obis }) => obis),
  );
  const hasExport = log.roster.meters.some(({ meter }) => meter.registers.some((register) => exports.has(register)));
  const isFooted = area.windowFigures.get(window.from)?.state === 'footed';
  const intervals = Array.from({ length: window.count }, (_, at) =>
    intervalBalance(area, feeder, window.from + at, { isFooted, hasExport }),
  );
  let compared = 0;
  let feederWh = 0;
  let loadWh = 0;
  for (const one of intervals) {
    if (one.feederWh === undefined || one.loadWh === undefined) continue;
    compared += 1;
    feederWh += one.feederWh;
    loadWh += one.loadWh;
  }
  const isWhole = compared === window.count;
  const exportWh = hasExport ? (isWhole ? exportOf(area, window, exports) : undefined) : 0;
  const balanceWh = exportWh === undefined || compared === 0 ? undefined : feederWh + exportWh - loadWh;
  const availableWh = feederWh + (exportWh ?? 0);
  return {
    area: area.area,
    ...window,
    ...area.span(window),
    intervals,
    compared,
    feederWh,
    loadWh,
    exportWh,
    balanceWh,
    percent:
      balanceWh === undefined || availableWh <= 0 ? undefined : Math.round((balanceWh / availableWh) * 10_000) / 100,
    thinPages: intervals.filter(({ isThin }) => isThin).length,
    reason: reasonOf(compared, window.count, balanceWh),
  };
}

function reasonOf(compared: number, count: number, balanceWh: number | undefined): string {
  if (compared === 0) return 'no interval has both a reported load and a reading of the feeder';
  const part = compared === count ? 'the whole window' : `${compared} of ${count} intervals`;
  if (balanceWh !== undefined) return part;
  return `${part}; some meters feed in, which is known for whole windows only, once they are billed`;
}
