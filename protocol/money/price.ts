/**
 * From the totals of a bill to amounts: what was opened, times what the document says. Nothing is ever opened for it. Utility
 * and meter compute by this one function, so a household that has the document needs to trust nobody. [P-8.8]
 */
import type { BillLine, MoneyBill, MoneyLine, TariffDocument } from '../../schemas/types.ts';
import { type Window, intervalStartMs } from '../grid/interval.ts';
import type { Scheme } from '../../schemas/types.ts';
import { isEnergy } from '../grid/register.ts';
import { asNumber, costOf, partOf } from './amount.ts';
import { type Component, type ComponentOf, basePrice, componentsOf, ratesOf } from './document.ts';

type Grid = Pick<Scheme, 'intervalSeconds' | 'intervalOffsetSeconds' | 'registers'>;

/** What is billed: the totals of a meter's window, and which of its intervals the meter was enrolled for. */
export interface Billed {
  readonly window: Window;
  readonly enrolled: Window;
  readonly totals: readonly Pick<BillLine, 'register' | 'rate' | 'totalUnits' | 'microPerKwh'>[];
}

const DAY_SECONDS = 86_400;

/** A line before its amount is known: VAT and text come from its components. */
type Draft = Omit<MoneyLine, 'component' | 'text' | 'vatPpm'>;

function lineOf(components: readonly Component[], draft: Draft): MoneyLine {
  const [first] = components;
  return {
    component: components.map(({ id }) => id).join('+'),
    text: components.map(({ title }) => title).join(' + '),
    vatPpm: first?.vatPpm ?? 0,
    ...draft,
  };
}

/** Sums of Wh by register and what a part costs, in the order in which they come. */
class Sums {
  private readonly byPrice = new Map<string, { register: string; microPerKwh: number; wh: bigint; rates: string[] }>();

  add(register: string, rate: string, microPerKwh: number, wh: number): void {
    const key = `${register}/${microPerKwh}`;
    const known = this.byPrice.get(key) ?? { register, microPerKwh, wh: 0n, rates: [] };
    known.wh += BigInt(wh);
    known.rates.push(rate);
    this.byPrice.set(key, known);
  }

  lines(components: readonly Component[]): MoneyLine[] {
    return [...this.byPrice.values()].map(({ register, microPerKwh, wh, rates }) => {
      const units = asNumber(wh);
      const [rate, ...more] = rates;
      const of = rate !== undefined && more.length === 0 ? { rate } : {};
      return lineOf(components, {
        kind: 'energy',
        register,
        ...of,
        units,
        microPerKwh,
        netMicro: costOf(units, microPerKwh),
      });
    });
  }
}

/** Computes the bills of one document. */
class Pricing {
  private readonly document: TariffDocument;
  private readonly grid: Grid;
  private readonly billed: Billed;
  private readonly imported: Billed['totals'];
  private readonly exported: Billed['totals'];

  constructor(document: TariffDocument, grid: Grid, billed: Billed) {
    const directions = new Map(grid.registers.map(({ obis, direction }) => [obis, direction]));
    const energy = billed.totals.filter(({ register }) => isEnergy(grid, register));
    this.document = document;
    this.grid = grid;
    this.billed = billed;
    this.imported = energy.filter(({ register }) => directions.get(register) === 'import');
    this.exported = energy.filter(({ register }) => directions.get(register) === 'export');
  }

  /** Components that can't be told apart in some rate have lines of their own beside those where they can. */
  private timed(): Map<string, MoneyLine[]> {
    const rates = new Map(ratesOf(this.document).map((rate) => [rate.name, rate]));
    const sums = new Map<string, { components: readonly Component[]; sums: Sums }>();
    for (const { register, rate, totalUnits } of this.imported) {
      for (const { components, microPerKwh } of rates.get(rate)?.parts ?? []) {
        const key = components.map(({ id }) => id).join('+');
        const known = sums.get(key) ?? { components, sums: new Sums() };
        known.sums.add(register, rate, microPerKwh, totalUnits);
        sums.set(key, known);
      }
    }
    const lines = [...sums.values()].map(({ components, sums: own }) => own.lines(components));
    // A line stands where its first component does.
    return Map.groupBy(lines.flat(), ({ component }) => component.split('+')[0] ?? '');
  }

  private flat(component: Component, priceOf: (line: Billed['totals'][number]) => number): MoneyLine[] {
    const sums = new Sums();
    for (const line of this.imported) sums.add(line.register, line.rate, priceOf(line), line.totalUnits);
    return sums.lines([component]);
  }

  private block(component: ComponentOf<'block'>): MoneyLine[] {
    const { window, enrolled } = this.billed;
    const total = this.imported.reduce((sum, { totalUnits }) => sum + totalUnits, 0);
    let from = 0;
    // A line for every tier, reached or not: how many there are must not tell how much was used. [P-4.4]
    return component.tiers.map(({ untilWh, microPerKwh }) => {
      const end =
        untilWh === undefined || !component.isProrated ? untilWh : partOf(untilWh, enrolled.count, window.count);
      const units = Math.max(0, Math.min(total, end ?? total) - from);
      const tier = { fromWh: from, ...(end === undefined ? {} : { untilWh: end }) };
      from = end ?? from;
      return lineOf([component], { kind: 'energy', tier, units, microPerKwh, netMicro: costOf(units, microPerKwh) });
    });
  }

  /** Time is counted in whole days, a day of 23 or 25 hours is one; of windows of less than half a day in seconds. */
  private chargedSeconds(): number {
    const { window, enrolled } = this.billed;
    const lengthOf = ({ from, count }: Window): number =>
      (intervalStartMs(from + count, this.grid) - intervalStartMs(from, this.grid)) / 1_000;
    const seconds = lengthOf(enrolled);
    return 2 * lengthOf(window) < DAY_SECONDS ? seconds : Math.round(seconds / DAY_SECONDS) * DAY_SECONDS;
  }

  private standing(component: ComponentOf<'standing'>): MoneyLine {
    const { window, enrolled } = this.billed;
    if (component.per === 'window')
      return lineOf([component], { kind: 'standing', netMicro: partOf(component.micro, enrolled.count, window.count) });
    const seconds = this.chargedSeconds();
    return lineOf([component], {
      kind: 'standing',
      seconds,
      microPerDay: component.micro,
      netMicro: partOf(component.micro, seconds, DAY_SECONDS),
    });
  }

  private exportCredit(component: ComponentOf<'export'>): MoneyLine[] {
    const sums = new Map<string, number>();
    for (const { register, totalUnits } of this.exported) sums.set(register, (sums.get(register) ?? 0) + totalUnits);
    const { microPerKwh } = component;
    return [...sums].map(([register, units]) => {
      const credit = costOf(units, microPerKwh);
      return lineOf([component], {
        kind: 'export',
        register,
        units,
        microPerKwh,
        netMicro: credit === 0 ? 0 : -credit,
      });
    });
  }

  lines(): MoneyLine[] {
    const timed = this.timed();
    const base = basePrice(this.document);
    return this.document.components.flatMap((component) => {
      switch (component.kind) {
        case 'flat':
          return this.flat(component, () => component.microPerKwh);
        case 'dynamic':
          // What a level costs is certified with the scheme; the rest of it is known.
          return this.flat(component, ({ microPerKwh }) => microPerKwh - base);
        case 'block':
          return this.block(component);
        case 'time-of-use':
          return timed.get(component.id) ?? [];
        case 'standing':
          return [this.standing(component)];
        case 'export':
          return this.exportCredit(component);
      }
    });
  }
}

/** VAT is computed once of all net amounts at one rate. */
function vatOf(lines: readonly MoneyLine[]): MoneyBill['vat'] {
  return [...Map.groupBy(lines, ({ vatPpm }) => vatPpm)]
    .toSorted(([one], [other]) => one - other)
    .map(([vatPpm, own]) => {
      const netMicro = own.reduce((sum, line) => sum + line.netMicro, 0);
      return { vatPpm, netMicro, vatMicro: partOf(netMicro, vatPpm, 1_000_000) };
    });
}

/** Why totals are not of a window of this document, in words; undefined if they are. */
export function pricingProblem(document: TariffDocument, { registers }: Grid, { totals }: Billed): string | undefined {
  if (componentsOf(document, 'dynamic').length > 0) return undefined;
  const prices = new Map(ratesOf(document).map(({ name, microPerKwh }) => [name, microPerKwh]));
  const strange = totals.find(
    ({ register, rate, microPerKwh }) => isEnergy({ registers }, register) && prices.get(rate) !== microPerKwh,
  );
  return strange && `rate ${strange.rate} is not one of ${document.id}, or costs something else there`;
}

/** What a bill costs. `hash`: of the document. The totals must be of it (`pricingProblem`). */
export function priceBill(document: TariffDocument, hash: string, grid: Grid, billed: Billed): MoneyBill {
  const lines = new Pricing(document, grid, billed).lines();
  const vat = vatOf(lines);
  const netMicro = lines.reduce((sum, line) => sum + line.netMicro, 0);
  const vatMicro = vat.reduce((sum, one) => sum + one.vatMicro, 0);
  const { id, revision, title, currency, decimals } = document;
  return {
    tariff: { id, revision, title, hash },
    currency,
    decimals,
    lines,
    vat,
    netMicro: asNumber(BigInt(netMicro)),
    vatMicro,
    totalMicro: asNumber(BigInt(netMicro) + BigInt(vatMicro)),
  };
}

/** Documents by their hash. */
export type TariffDocuments = ReadonlyMap<string, TariffDocument>;

/** Which document prices a window by its scheme, with the hash that the scheme names it by; undefined if none does, or it is not known. */
export function documentOf(
  documents: TariffDocuments,
  { tariffs }: Pick<Scheme, 'tariffs'>,
  window: Window,
): { readonly hash: string; readonly document: TariffDocument } | undefined {
  const hash = tariffs.find(({ from }) => from === window.from)?.document;
  const document = hash === undefined ? undefined : documents.get(hash);
  return hash === undefined || document === undefined ? undefined : { hash, document };
}

/** What a window's bill costs; undefined where no document is known for it, or the totals are not of it. */
export function moneyOf(documents: TariffDocuments, scheme: Scheme, billed: Billed): MoneyBill | undefined {
  const known = documentOf(documents, scheme, billed.window);
  if (known === undefined || pricingProblem(known.document, scheme, billed) !== undefined) return undefined;
  return priceBill(known.document, known.hash, scheme, billed);
}

/** The intervals of a window of which a roster has a meter. */
export function enrolledIn({ from, count }: Window, joined: number, until: number): Window {
  const first = Math.max(from, joined);
  return { from: first, count: Math.max(0, Math.min(from + count, until) - first) };
}
