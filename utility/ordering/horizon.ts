/**
 * What of a scheme runs out: the list of windows, after which their last length goes on for ever, and tariffs, after which windows have
 * one rate and no price. Told while there is time to do something. [P-2.6, P-8.5.2] Pure.
 */
import { intervalAt, intervalStartMs } from '../../protocol/grid/interval.ts';
import { readableTime } from '../../protocol/grid/span.ts';
import { Windows } from '../../protocol/grid/windows.ts';
import { componentsOf } from '../../protocol/money/document.ts';
import type { TariffDocuments } from '../../protocol/money/price.ts';
import type { Scheme } from '../../schemas/types.ts';

const DAY_MS = 86_400_000;
/** Or two windows, if that is more. */
const LEAST_LEAD_MS = 14 * DAY_MS;
const LEAD_WINDOWS = 2;
/** Prices of a dynamic tariff are known a day ahead: nobody can add them earlier. */
const DYNAMIC_LEAD_MS = DAY_MS / 4;

export interface Shortage {
  readonly what: 'windows' | 'tariffs';
  /** When it ends, Unix ms; windows may have ended. */
  readonly endMs: number;
  readonly text: string;
  readonly advice: string;
}

function leadMs(windows: Windows, { intervalSeconds }: Scheme): number {
  return Math.max(LEAST_LEAD_MS, LEAD_WINDOWS * windows.longest * intervalSeconds * 1_000);
}

function windowsShortage(scheme: Scheme, nowMs: number): Shortage | undefined {
  const windows = Windows.of(scheme.billing);
  // Of one length they go on as they are, list or not.
  if (windows.longest === windows.shortest) return undefined;
  const endMs = intervalStartMs(windows.listedEnd, scheme);
  if (endMs - nowMs >= leadMs(windows, scheme)) return undefined;
  const at = readableTime(endMs);
  const last = windows.before(windows.listedEnd)?.count ?? 0;
  return endMs > nowMs
    ? {
        what: 'windows',
        endMs,
        text: `the list of billing windows ends ${at}: from then on each has ${last} intervals, as the last one of the list, whatever the calendar says`,
        advice: 'before that: gridshare billing extend --config FILE, then restart the utility',
      }
    : {
        what: 'windows',
        endMs,
        text: `the list of billing windows ended ${at}: each has ${last} intervals since, whatever the calendar says`,
        advice: 'it can not be prolonged any more: calendar windows need a deployment of its own (gridshare init)',
      };
}

/** The first window to come that no tariff is for: of the one that is open it is too late. */
function untariffed(scheme: Scheme, windows: Windows, nowMs: number): number {
  const tariffs = new Set(scheme.tariffs.map(({ from }) => from));
  const open = windows.windowOf(intervalAt(nowMs, scheme));
  let window = open === undefined ? windows.from(windows.first) : windows.after(open);
  while (tariffs.has(window.from)) window = windows.after(window);
  return window.from;
}

function isDynamic(scheme: Scheme, documents: TariffDocuments): boolean {
  const document = documents.get(scheme.tariffs.at(-1)?.document ?? '');
  return document !== undefined && componentsOf(document, 'dynamic').length > 0;
}

function tariffsShortage(scheme: Scheme, documents: TariffDocuments, nowMs: number): Shortage | undefined {
  // Who bills without money misses none.
  if (scheme.tariffs.length === 0) return undefined;
  const windows = Windows.of(scheme.billing);
  const endMs = intervalStartMs(untariffed(scheme, windows, nowMs), scheme);
  const lead = isDynamic(scheme, documents) ? DYNAMIC_LEAD_MS : leadMs(windows, scheme);
  if (endMs - nowMs >= lead) return undefined;
  return {
    what: 'tariffs',
    endMs,
    text: `no tariff is for the window from ${readableTime(endMs)} on: it will have one rate and no price`,
    advice: 'before a window begins: gridshare tariff add DOCUMENT --config FILE, then restart the utility',
  };
}

/** What runs out within two windows or 14 days, or has. `documents`: by their hash. */
export function shortagesOf(scheme: Scheme, documents: TariffDocuments, nowMs: number): Shortage[] {
  return [windowsShortage(scheme, nowMs), tariffsShortage(scheme, documents, nowMs)].filter((one) => one !== undefined);
}
