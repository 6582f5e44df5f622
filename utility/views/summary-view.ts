/** How far an area is settled, in a few numbers. [P-7] */
import { type RegisterUnit, unitOf } from '../../protocol/grid/register.ts';
import { isoTime } from '../../protocol/grid/span.ts';
import { intervalStartMs } from '../../protocol/grid/interval.ts';
import type { CertifiedEntry, Scheme } from '../../schemas/types.ts';
import type { BillFigure, WindowFigure } from '../archive.ts';

export interface SummaryView {
  readonly area: string;
  readonly entries: number;
  readonly pagesClosed: number;
  /** End of the last closed page; undefined while there is none. */
  readonly closedUntil: string | undefined;
  readonly windowsBilled: number;
  readonly windowsFooted: number;
  readonly billsVerified: number;
  readonly billsWaiting: number;
  readonly billsDisputed: number;
  readonly billsFailed: number;
  /** Import on verified bills, by what registers count. */
  readonly billedWh: number;
  readonly billedDm3: number;
  readonly billedKj: number;
}

/** What the archive has of an area. */
export interface AreaFigures {
  readonly area: string;
  readonly entries: readonly CertifiedEntry[];
  readonly bills: readonly BillFigure[];
  readonly windows: readonly WindowFigure[];
}

export function viewSummary({ area, entries, bills, windows }: AreaFigures, scheme: Scheme): SummaryView {
  const pages = entries.flatMap(({ entry }) => (entry.kind === 'close' ? entry.pages : []));
  const last = pages.at(-1);
  const imports = new Set(scheme.registers.filter(({ direction }) => direction === 'import').map(({ obis }) => obis));
  const verified = bills.filter(({ status }) => status === 'verified');
  const lines = verified.flatMap((bill) => bill.lines).filter(({ register }) => imports.has(register));
  const billed = (unit: RegisterUnit): number =>
    lines
      .filter(({ register }) => unitOf(scheme, register) === unit)
      .reduce((sum, { totalUnits }) => sum + totalUnits, 0);
  const countOf = (wanted: BillFigure['status']): number => bills.filter(({ status }) => status === wanted).length;
  return {
    area,
    entries: entries.length,
    pagesClosed: pages.length,
    closedUntil: last === undefined ? undefined : isoTime(intervalStartMs(last.interval + 1, scheme)),
    windowsBilled: entries.filter(({ entry: { kind } }) => kind === 'bill').length,
    windowsFooted: windows.filter(({ doesFoot }) => doesFoot).length,
    billsVerified: verified.length,
    billsWaiting: countOf('waiting'),
    billsDisputed: countOf('disputed'),
    billsFailed: countOf('failed'),
    billedWh: billed('Wh'),
    billedDm3: billed('dm3'),
    billedKj: billed('kJ'),
  };
}
