/** A tariff document for windows that are to come: compiled one by one, and judged together with what the scheme has. [P-8.5, P-8.7] */
import { nodeCrypto } from '../host/keys/crypto.ts';
import { type IntervalGrid, type Window, intervalAt, intervalStartMs } from '../protocol/grid/interval.ts';
import { schemeProblem } from '../protocol/grid/scheme.ts';
import { readableTime } from '../protocol/grid/span.ts';
import { Windows } from '../protocol/grid/windows.ts';
import { TariffCompiler, type WallClock } from '../protocol/money/compile.ts';
import { componentsOf, documentHash } from '../protocol/money/document.ts';
import type { PriceLevels } from '../protocol/money/levels.ts';
import type { Scheme, Tariff, TariffDocument } from '../schemas/types.ts';

export interface PlannedTariffs {
  readonly hash: string;
  readonly tariffs: readonly Tariff[];
  /** By the first interval of their window: of a dynamic document, how far levels are from prices. */
  readonly levels: ReadonlyMap<number, PriceLevels>;
  /** Why a window can't have it, with the code that aggregators would refuse it with; undefined if all can. */
  readonly refusal: { readonly code: 'scheme_refused' | 'tariff_refused'; readonly reason: string } | undefined;
}

/** A year of months is looked at together. */
const COMPARED_WINDOWS = 12;

/** Whether prices of a dynamic document are known for all of a window. */
function isPriced(document: TariffDocument, { from, count }: Window, grid: IntervalGrid): boolean {
  return componentsOf(document, 'dynamic').every(({ prices }) => {
    const endSeconds = prices.beginsAtSeconds + prices.microPerKwh.length * prices.stepSeconds;
    return (
      intervalStartMs(from, grid) >= prices.beginsAtSeconds * 1_000 &&
      intervalStartMs(from + count, grid) <= endSeconds * 1_000
    );
  });
}

/**
 * The windows that a document is for: so many from the first that begins at a time or later. A dynamic one is for those of
 * them whose every price is known.
 */
export function windowsFor(
  document: TariffDocument,
  scheme: Scheme,
  fromMs: number,
  count = COMPARED_WINDOWS,
): Window[] {
  const windows = Windows.of(scheme.billing);
  const [prices] = componentsOf(document, 'dynamic');
  const atMs = Math.max(fromMs, prices === undefined ? 0 : prices.prices.beginsAtSeconds * 1_000);
  const interval = Math.max(windows.first, intervalAt(atMs - 1, scheme) + 1);
  const first =
    windows.windowFrom(interval) ?? windows.after(windows.windowOf(interval) ?? windows.from(windows.first));
  const all = windows.between(first.from, windows.endOf(first.from, count));
  const end = all.findIndex((window) => !isPriced(document, window, scheme));
  return end === -1 ? all : all.slice(0, end);
}

/** Compiles a document for windows, in the place of what the scheme has for them. */
export function planTariffs(
  document: TariffDocument,
  scheme: Scheme,
  windows: readonly Window[],
  clock: WallClock,
  nowMs: number,
): PlannedTariffs {
  const hash = documentHash(nodeCrypto, document);
  const compiler = new TariffCompiler(document, hash, scheme, clock);
  const levels = new Map<number, PriceLevels>();
  const tariffs: Tariff[] = [];
  const refused = (code: 'scheme_refused' | 'tariff_refused', reason: string): PlannedTariffs => ({
    hash,
    tariffs,
    levels,
    refusal: { code, reason },
  });
  for (const window of windows) {
    const compiled = compiler.compile(window);
    if ('problem' in compiled) return refused('scheme_refused', compiled.problem);
    tariffs.push(compiled.tariff);
    if (compiled.levels !== undefined) levels.set(window.from, compiled.levels);
  }
  if (windows.length === 0) return refused('scheme_refused', 'there is no whole window that its prices are known for');
  const problem = schemeProblem(withTariffs(scheme, tariffs));
  if (problem !== undefined) return refused('scheme_refused', problem);
  const begun = windows.find(({ from }) => intervalStartMs(from, scheme) < nowMs);
  if (begun !== undefined) {
    const at = readableTime(intervalStartMs(begun.from, scheme));
    return refused(
      'tariff_refused',
      `the window from ${begun.from} began at ${at}, and a tariff comes before its window`,
    );
  }
  return { hash, tariffs, levels, refusal: undefined };
}

/** A scheme with these tariffs instead of those that it has for their windows; in the order of the windows. */
export function withTariffs(scheme: Scheme, tariffs: readonly Tariff[]): Scheme {
  const planned = new Set(tariffs.map(({ from }) => from));
  const others = scheme.tariffs.filter(({ from }) => !planned.has(from));
  return { ...scheme, tariffs: [...others, ...tariffs].toSorted((one, other) => one.from - other.from) };
}
