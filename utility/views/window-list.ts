/** Lists by billing window: how far each is settled, and what its area's feeder meter drew. [P-7, P-11] */
import { type WindowView, standingsOf, viewWindow, windowsOf } from './area-view.ts';
import { type BalanceView, type FeederReadings, viewBalance } from './balance-view.ts';
import type { IndexedArea } from './indexed-area.ts';
import { type Selection, type Slice, type SliceRequest, areasIn, isWindowIn, rowsAfterKey, sliceOf } from './slice.ts';

function selectedWindows(area: IndexedArea, selection: Selection) {
  return windowsOf(area).filter((window) => isWindowIn(window, selection, area.log.scheme));
}

/** The windows that have begun, in order. */
export function listWindows(
  areas: readonly IndexedArea[],
  selection: Selection,
  request: SliceRequest,
): Slice<WindowView> {
  return sliceOf('windows', areasIn(areas, selection), request, (area, key, limit) => {
    const windows = selectedWindows(area, selection).map((window) => ({ key: [window.from], item: window }));
    return rowsAfterKey(windows, key, limit).map(({ key: own, item: window }) => ({
      key: own,
      item: viewWindow(area, window, standingsOf(area, window)),
    }));
  });
}

/** The balances of areas that have a feeder meter. `feeders`: by area. */
export function listBalances(
  areas: readonly IndexedArea[],
  feeders: ReadonlyMap<string, FeederReadings>,
  selection: Selection,
  request: SliceRequest,
): Slice<BalanceView> {
  const metered = areasIn(areas, selection).filter(({ area }) => feeders.has(area));
  return sliceOf('balances', metered, request, (area, key, limit) => {
    const windows = selectedWindows(area, selection).map((window) => ({ key: [window.from], item: window }));
    const feeder = feeders.get(area.area);
    if (feeder === undefined) return [];
    return rowsAfterKey(windows, key, limit).map(({ key: own, item: window }) => ({
      key: own,
      item: viewBalance(area, feeder, window),
    }));
  });
}
