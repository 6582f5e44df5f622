/** What a tariff would have cost homes whose readings are known: by the same engine that makes bills. [P-8.8] */
import { readSpacing } from '../homes/csv.ts';
import type { Household, Households } from '../homes/household.ts';
import { openSource } from '../meter/host/open-source.ts';
import type { IntervalGrid, Window } from '../protocol/grid/interval.ts';
import { isEnergy } from '../protocol/grid/register.ts';
import { TariffCalendar } from '../protocol/grid/tariff.ts';
import { costOf } from '../protocol/money/amount.ts';
import { type ComponentOf, componentsOf } from '../protocol/money/document.ts';
import { priceBill } from '../protocol/money/price.ts';
import type { MoneyBill, Scheme, Tariff, TariffDocument } from '../schemas/types.ts';
import { maxReadingWhOf } from './plan.ts';
import type { PlannedTariffs } from './tariff-plan.ts';

export interface PreviewedBill {
  readonly meter: string;
  readonly from: number;
  readonly importWh: number;
  readonly money: MoneyBill;
  /** Of a dynamic tariff: what it would have been by the price of every interval, net of VAT. */
  readonly exactNetMicro: number | undefined;
}

/** Homes of a CSV file. Throws HouseholdError. */
export async function readHomes(file: string, intervalSeconds: number | undefined, intervalOffsetSeconds: number) {
  const grid: IntervalGrid = {
    intervalSeconds: intervalSeconds ?? (await readSpacing(file)) ?? 900,
    intervalOffsetSeconds,
  };
  const maxReadingWh = maxReadingWhOf(grid.intervalSeconds);
  return { grid, homes: await openSource({ kind: 'csv', file }, { ...grid, maxReadingWh }, process.cwd()) };
}

function isImport(scheme: Scheme, register: string): boolean {
  const definition = scheme.registers.find(({ obis }) => obis === register);
  return definition?.direction === 'import' && isEnergy(scheme, register);
}

/** Totals of a home's window by register and rate, as its bill would have them. */
function totalsOf(home: Household, tariff: Tariff, scheme: Scheme) {
  const calendar = new TariffCalendar(scheme, tariff);
  const energy = home.registers.map((register) => isEnergy(scheme, register));
  const sums = new Map<string, number>();
  for (let interval = tariff.from; interval < tariff.from + tariff.count; interval++) {
    const values = home.readings.get(interval);
    if (values === undefined) continue;
    const rate = calendar.rateOf(interval);
    for (const [at, wh] of values.entries()) {
      if (energy[at] === true) sums.set(`${at}/${rate}`, (sums.get(`${at}/${rate}`) ?? 0) + wh);
    }
  }
  return home.registers.flatMap((register, at) =>
    tariff.rates.flatMap(({ name, microPerKwh }, rate) => {
      const totalUnits = sums.get(`${at}/${rate}`);
      return totalUnits === undefined ? [] : [{ register, rate: name, totalUnits, microPerKwh }];
    }),
  );
}

/** What a dynamic component would have cost by every interval's own price. */
function exactMicro(home: Household, { prices }: ComponentOf<'dynamic'>, window: Window, scheme: Scheme): number {
  const imports = home.registers.flatMap((register, at) => (isImport(scheme, register) ? [at] : []));
  let sum = 0;
  for (let interval = window.from; interval < window.from + window.count; interval++) {
    const seconds = interval * scheme.intervalSeconds + scheme.intervalOffsetSeconds - prices.beginsAtSeconds;
    const price = prices.microPerKwh[Math.floor(seconds / prices.stepSeconds)] ?? 0;
    for (const at of imports) sum += costOf(home.readings.get(interval)?.[at] ?? 0, price);
  }
  return sum;
}

/** The bills of all homes, window by window. */
export function previewBills(
  document: TariffDocument,
  scheme: Scheme,
  { hash, tariffs }: PlannedTariffs,
  { households, firstInterval, intervalCount }: Households,
): PreviewedBill[] {
  const [dynamic] = componentsOf(document, 'dynamic');
  const end = firstInterval + intervalCount;
  return tariffs.flatMap((tariff) => {
    const window: Window = { from: tariff.from, count: tariff.count };
    const from = Math.max(window.from, firstInterval);
    const enrolled = { from, count: Math.min(window.from + window.count, end) - from };
    return households.map((home): PreviewedBill => {
      const totals = totalsOf(home, tariff, scheme);
      const money = priceBill(document, hash, scheme, { window, enrolled, totals });
      const importWh = totals.reduce(
        (sum, { register, totalUnits }) => sum + (isImport(scheme, register) ? totalUnits : 0),
        0,
      );
      const levelled = money.lines
        .filter(({ component }) => component === dynamic?.id)
        .reduce((sum, { netMicro }) => sum + netMicro, 0);
      const exactNetMicro =
        dynamic === undefined ? undefined : money.netMicro - levelled + exactMicro(home, dynamic, window, scheme);
      return { meter: home.meterId, from: window.from, importWh, money, exactNetMicro };
    });
  });
}
