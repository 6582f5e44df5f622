/** Footing: over a closed window, bills and loads are sums over the same cells, so they must be equal. [P-7.6] */
import type { AreaLog } from '../protocol/area-log.ts';
import type { WindowFigure } from './archive.ts';
import type { Bills, OpenWindow } from './bills.ts';
import type { Loads } from './load.ts';

/** Whether the bills of a window and its loads foot; undefined while that can't be said. */
export function footingOf(log: AreaLog, bills: Bills, loads: Loads, window: OpenWindow): WindowFigure | undefined {
  const { sequence } = window.bill;
  const { from, count } = window.bill.window;
  const frame = { sequence, from, count };
  if (!bills.hasVerifiedAll(window)) return undefined;
  const billed = new Map<string, number>();
  for (const { release } of window.meters.values()) {
    if (release.from < from) return { ...frame, doesFoot: false, reason: 'a bill covers cells of an earlier window' };
    for (const line of window.figures.get(release.enrolled.meter.id)?.lines ?? []) {
      billed.set(line.register, (billed.get(line.register) ?? 0) + line.totalWh);
    }
  }
  const loaded = new Map<string, number>();
  for (let interval = from; interval < from + count; interval++) {
    const page = log.pages.get(interval);
    for (const register of page === undefined ? [] : page.loads) {
      const figure = loads.figureAt(interval, register);
      if (figure?.totalWh === undefined) return undefined;
      loaded.set(register, (loaded.get(register) ?? 0) + figure.totalWh);
    }
  }
  if (window.bill.waiting.length > 0) return { ...frame, doesFoot: false, reason: 'meters wait for their next window' };
  for (const { obis, isLoad } of log.scheme.registers) {
    if (isLoad && (billed.get(obis) ?? 0) !== (loaded.get(obis) ?? 0))
      return { ...frame, doesFoot: false, reason: `${obis}: bills and loads differ` };
  }
  return { ...frame, doesFoot: true, reason: 'bills and loads are equal' };
}
