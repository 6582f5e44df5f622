/** The state of a page and of its loads, with the reason and what is missing. [P-7.2, P-7.6] */
import { type Span, readableTime } from '../../protocol/grid/span.ts';
import { type RegisterUnit, unitOf } from '../../protocol/grid/register.ts';
import { intervalEndMs } from '../../protocol/grid/interval.ts';
import type { LoadFigure, LoadStatus } from '../archive.ts';
import { leastMeters } from '../../protocol/grid/floor.ts';
import { listOf, plural } from './wording.ts';
import type { IndexedArea } from './indexed-area.ts';
import type { Certified } from './log-index.ts';

/** `closing`: its time is over, its set is not certified yet. `empty`: closed with too few meters for any load. */
export type PageState = 'open' | 'closing' | 'closed' | 'empty';

export interface LoadView {
  readonly register: string;
  readonly unit: RegisterUnit;
  /** `opening`: fewer than k aggregators have answered. */
  readonly status: LoadStatus | 'opening';
  readonly totalUnits: number | undefined;
  /** Coverage: meters in it, and in the roster then. */
  readonly meters: number;
  readonly of: number;
  readonly setHash: string;
  readonly signers: readonly number[];
  readonly differing: readonly number[];
  readonly notAnswered: readonly number[];
  readonly reason: string;
}

export interface PageView extends Span {
  readonly area: string;
  readonly interval: number;
  readonly state: PageState;
  readonly reason: string;
  /** Aggregators that something is missing of. */
  readonly waitingFor: readonly number[];
  /** Meters in its set, and in the roster then. */
  readonly meters: number;
  readonly of: number;
  /** Meters of the roster that are not in it: their cells are void. */
  readonly voidMeters: readonly string[];
  readonly set: Certified | undefined;
  readonly loads: readonly LoadView[];
  /** What the footing of its window says about its loads; empty while nothing is on record. */
  readonly windowNote: string;
}

/** Why something is not done yet, and of which aggregators what is missing. */
export interface Reason {
  readonly reason: string;
  readonly waitingFor: readonly number[];
}

/** What the area is waiting for before `kind` can be announced; undefined if nothing stands in the way. */
export function pendingReason(area: IndexedArea, kind: 'close' | 'bill' | undefined): Reason | undefined {
  const { status, log } = area;
  if (!area.isLive)
    return { reason: 'the utility is not running: start it, and what is due is closed and billed', waitingFor: [] };
  if (area.live?.isConnected === false)
    return { reason: 'the utility is not connected to the broker', waitingFor: area.aggregators };
  if (status?.announcement !== undefined) {
    const { sequence, kind: announced, accepted } = status.announcement;
    const what = announced === kind ? `entry ${sequence} is announced` : `waits for entry ${sequence} (${announced})`;
    const by = accepted.length === 0 ? 'nobody has accepted it yet' : `accepted by ${listOf(accepted)}`;
    return { reason: `${what}: ${by}, ${log.quorum} are needed`, waitingFor: area.others(accepted) };
  }
  if (status?.complaint !== undefined)
    return { reason: `the next entry cannot be announced: ${status.complaint}`, waitingFor: [] };
  return undefined;
}

/** Why a page whose time is over is not closed. */
export function closingReason(area: IndexedArea, interval: number): Reason {
  const { log, status, gridMs } = area;
  const { scheme } = log;
  const closesAtMs = intervalEndMs(interval, scheme) + scheme.closeAfterSeconds * 1000;
  if (gridMs < closesAtMs)
    return { reason: `late readings have until ${readableTime(closesAtMs)} to arrive`, waitingFor: [] };
  const pending = pendingReason(area, interval === log.nextToClose ? 'close' : undefined);
  if (pending !== undefined) return pending;
  const page = status?.closing.find((closing) => closing.interval === interval);
  if (page === undefined)
    return { reason: `pages close in order, from ${area.at(log.nextToClose)} on`, waitingFor: [] };
  const missing = area.others(page.manifests);
  const graceEndMs = closesAtMs + scheme.graceSeconds * 1000;
  if (missing.length === 0 || (gridMs >= graceEndMs && page.manifests.length >= log.quorum)) {
    const before = interval - log.nextToClose;
    return {
      reason: before === 0 ? 'about to be announced' : `waits for ${plural(before, 'page')} before it`,
      waitingFor: [],
    };
  }
  const until =
    gridMs < graceEndMs
      ? `until ${readableTime(graceEndMs)}, then ${log.quorum} will do`
      : `at least ${log.quorum} are needed`;
  return {
    reason: `${plural(page.manifests.length, 'manifest')} of ${area.aggregators.length} in; ${until}`,
    waitingFor: missing,
  };
}

function loadViews(area: IndexedArea, interval: number): LoadView[] {
  const { log } = area;
  const page = log.pages.get(interval);
  if (page === undefined) return [];
  const counts = log.registerCounts(page.set);
  const answered = area.answeredPage(interval);
  return log.scheme.registers
    .filter(({ obis }) => page.loads.includes(obis) || page.empty.has(obis))
    .map(({ obis: register }) => {
      const figure = area.load(interval, register);
      const of = log.roster.meters.filter(
        ({ index, meter }) => log.roster.isIn(index, interval) && meter.registers.includes(register),
      ).length;
      const isEmpty = page.empty.has(register);
      return {
        register,
        unit: unitOf(log.scheme, register),
        status: figure?.status ?? (isEmpty ? 'empty' : 'opening'),
        totalUnits: figure?.totalUnits,
        meters: counts.get(register) ?? 0,
        of,
        setHash: area.certified(page.sequence)?.setHash ?? '',
        signers: figure?.signers ?? [],
        differing: figure?.differing ?? [],
        notAnswered: isEmpty ? [] : area.others(answered),
        reason: figure?.reason ?? `${answered.size} of ${log.scheme.threshold} answers are in`,
      };
    });
}

export function stateOfPage(area: IndexedArea, interval: number): PageState {
  const page = area.log.pages.get(interval);
  if (page !== undefined) return page.loads.length === 0 ? 'empty' : 'closed';
  return intervalEndMs(interval, area.log.scheme) <= area.gridMs ? 'closing' : 'open';
}

/** An unverified load of a window that foots with verified bills was right. */
function windowNote(area: IndexedArea, interval: number): string {
  for (const { from, count, state, reason } of area.windowFigures.values()) {
    if (interval < from || interval >= from + count) continue;
    return state === 'footed'
      ? `its window foots: ${reason}`
      : `its window does not foot${state === 'differs' ? '' : ' yet'}: ${reason}`;
  }
  return '';
}

export function viewPage(area: IndexedArea, interval: number): PageView {
  const { log } = area;
  const state = stateOfPage(area, interval);
  const page = log.pages.get(interval);
  const inRoster = log.roster.meters.filter(({ index }) => log.roster.isIn(index, interval));
  const span = area.span({ from: interval, count: 1 });
  const frame = { area: area.area, interval, ...span, state, of: inRoster.length };
  if (page === undefined) {
    const why =
      state === 'closing' ? closingReason(area, interval) : { reason: 'its time is not over', waitingFor: [] };
    return { ...frame, ...why, meters: 0, voidMeters: [], set: undefined, loads: [], windowNote: '' };
  }
  const loads = loadViews(area, interval);
  const least = leastMeters(log.scheme.floors);
  const set = area.certified(page.sequence);
  const meters = page.set.size;
  const held = `${meters} of ${plural(inRoster.length, 'meter')} in it`;
  const reason =
    state === 'empty'
      ? `${held}, a load needs ${least}: nothing is opened, and the energy is booked on later readings`
      : `${held}, by entry ${page.sequence}`;
  const waitingFor = loads.some(({ status }) => status === 'opening') ? area.others(area.answeredPage(interval)) : [];
  const voidMeters = inRoster.filter(({ index }) => !page.set.has(index)).map(({ meter }) => meter.id);
  return { ...frame, reason, waitingFor, meters, voidMeters, set, loads, windowNote: windowNote(area, interval) };
}

/** Earlier and latest figures of a page, the oldest first. */
export function viewLoadHistory(area: IndexedArea, figures: readonly LoadFigure[]): (LoadFigure & Span)[] {
  return figures.map((figure) => ({ ...figure, ...area.span({ from: figure.interval, count: 1 }) }));
}
