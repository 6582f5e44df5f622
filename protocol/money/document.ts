/**
 * Tariff documents: what of one a bill's rates are made of, and whether it can be one at all. A rate's name and price in a scheme
 * follow from the document, whose hash is in the scheme: so q aggregators certify what a window costs before it begins. [P-8.7]
 */
import type { SignedTariff, TariffDocument } from '../../schemas/types.ts';
import type { Crypto, PublicKey } from '../keys/crypto-port.ts';
import { isSignedBy } from '../keys/signing.ts';
import { toBase64url, utf8 } from '../wire/bytes.ts';
import { canonicalJson } from '../wire/canonical.ts';
import { SINGLE_RATE } from '../grid/scheme.ts';

export type Component = TariffDocument['components'][number];
export type ComponentOf<K extends Component['kind']> = Extract<Component, { kind: K }>;

/** Whole, under its label: what a scheme's tariff names. */
export function documentHash(crypto: Crypto, document: TariffDocument): string {
  return toBase64url(crypto.sha256(utf8(`gridshare/1 tariff-document\n${canonicalJson(document)}`)));
}

/** Whether the utility signed it. [P-4.6] */
export function isTariffBy(crypto: Crypto, utility: PublicKey, tariff: SignedTariff): boolean {
  return isSignedBy(crypto, [utility], 'tariff', tariff);
}

/** What of a rate's price is of one component, or of several that can't be told apart. */
export interface PricePart {
  readonly components: readonly Component[];
  readonly microPerKwh: number;
}

/** A rate as bills have it. */
export interface PricedRate {
  readonly name: string;
  /** All parts together: the price of the first kWh, where there are blocks. */
  readonly microPerKwh: number;
  readonly parts: readonly PricePart[];
}

export function componentsOf<K extends Component['kind']>(document: TariffDocument, kind: K): ComponentOf<K>[] {
  return document.components.filter((one): one is ComponentOf<K> => one.kind === kind);
}

/** Price of the first kWh of what does not depend on time. */
export function basePrice(document: TariffDocument): number {
  return document.components.reduce((sum, component) => {
    if (component.kind === 'flat') return sum + component.microPerKwh;
    return component.kind === 'block' ? sum + (component.tiers[0]?.microPerKwh ?? 0) : sum;
  }, 0);
}

/** One rate of each component whose price depends on the time. */
export type Combination = readonly { readonly component: ComponentOf<'time-of-use'>; readonly rate: number }[];

/** All combinations, in the order of the document. */
function combinationsOf(document: TariffDocument): Combination[] {
  return componentsOf(document, 'time-of-use').reduce<Combination[]>(
    (known, component) => known.flatMap((before) => component.rates.map((_, rate) => [...before, { component, rate }])),
    [[]],
  );
}

function priceOf(component: ComponentOf<'time-of-use'>, rate: number): number {
  return component.rates[rate]?.microPerKwh ?? 0;
}

function nameOf(combination: Combination): string {
  const names = combination.map(({ component, rate }) => component.rates[rate]?.name ?? '');
  return names.length === 0 ? SINGLE_RATE : names.join('-');
}

function totalOf(combination: Combination): number {
  return combination.reduce((sum, { component, rate }) => sum + priceOf(component, rate), 0);
}

/** Combinations of one price are one rate: nobody pays differently for them. In order; the first gives the name. */
function groupsOf(document: TariffDocument): Combination[][] {
  return [...Map.groupBy(combinationsOf(document), totalOf).values()];
}

/** Of the components that are told apart in a group, their prices; the others together. */
function partsOf(group: readonly Combination[]): PricePart[] {
  const [first = []] = group;
  const own = first.filter(({ component, rate }, at) =>
    group.every((other) => priceOf(component, other[at]?.rate ?? 0) === priceOf(component, rate)),
  );
  const pooled = first.filter((one) => !own.includes(one));
  const parts: PricePart[] = own.map(({ component, rate }) => ({
    components: [component],
    microPerKwh: priceOf(component, rate),
  }));
  if (pooled.length > 0)
    parts.push({ components: pooled.map(({ component }) => component), microPerKwh: totalOf(pooled) });
  return parts;
}

/** The rates that a document without a dynamic component has, whether or not a window has all of them. */
export function ratesOf(document: TariffDocument): PricedRate[] {
  const base = basePrice(document);
  return groupsOf(document).map((group) => {
    const [first = []] = group;
    return { name: nameOf(first), microPerKwh: base + totalOf(first), parts: partsOf(group) };
  });
}

/** The name of the rate that a combination is part of. */
export function rateNamed(document: TariffDocument, combination: Combination): string {
  const total = totalOf(combination);
  const group = groupsOf(document).find(([first = []]) => totalOf(first) === total);
  return nameOf(group?.[0] ?? combination);
}

const RATE_NAME = /^[a-z][a-z0-9-]{0,31}$/;

function ratesProblem(document: TariffDocument): string | undefined {
  const groups = groupsOf(document);
  const names = combinationsOf(document).map(nameOf);
  const double = names.find((name, at) => names.indexOf(name) !== at);
  if (double !== undefined) return `two combinations of rates are both called ${double}: rename one`;
  const wrong = names.find((name) => !RATE_NAME.test(name));
  if (wrong !== undefined) return `a rate would be called ${wrong}, which is too long: 32 characters at most`;
  for (const parts of groups.map(partsOf)) {
    const mixed = parts.find(({ components }) => new Set(components.map(({ vatPpm }) => vatPpm)).size > 1);
    if (mixed === undefined) continue;
    const titles = mixed.components.map(({ title }) => title).join(' and ');
    return `${titles} add up to one price in different ways, and have different VAT: change one of their prices, so that a bill tells them apart`;
  }
  return undefined;
}

function componentProblem(component: Component): string | undefined {
  const { id } = component;
  if (component.kind === 'block') {
    const ends = component.tiers.map(({ untilWh }) => untilWh);
    const isOpen = ends.at(-1) === undefined && ends.slice(0, -1).every((end) => end !== undefined);
    if (!isOpen) return `${id}: every tier but the last says untilWh, and the last does not`;
    const isRising = ends.every((end, at) => at === 0 || end === undefined || end > (ends[at - 1] ?? 0));
    return isRising ? undefined : `${id}: its tiers do not rise`;
  }
  if (component.kind !== 'time-of-use') return undefined;
  const known = component.rates.map(({ name }) => name);
  if (new Set(known).size !== known.length) return `${id} names a rate twice`;
  const starts = component.seasons.map(({ from }) => from);
  if (starts.some((from, at) => at > 0 && from <= (starts[at - 1] ?? ''))) return `${id}: its seasons are not in order`;
  for (const plan of component.seasons.flatMap(({ weekday, weekend }) => [weekday, weekend ?? weekday])) {
    if (plan[0]?.from !== '00:00') return `${id}: a day begins at 00:00`;
    if (plan.some(({ from }, at) => at > 0 && from <= (plan[at - 1]?.from ?? '')))
      return `${id}: the times of a day are not in order`;
    const strange = plan.find(({ rate }) => !known.includes(rate));
    if (strange !== undefined) return `${id} has no rate ${strange.rate}`;
  }
  return undefined;
}

/** Why a document can't be a tariff, in words; undefined if it can. */
export function documentProblem(document: TariffDocument): string | undefined {
  const ids = document.components.map(({ id }) => id);
  const double = ids.find((id, at) => ids.indexOf(id) !== at);
  if (double !== undefined) return `two components are called ${double}`;
  for (const component of document.components) {
    const problem = componentProblem(component);
    if (problem !== undefined) return problem;
  }
  const dynamic = componentsOf(document, 'dynamic').length;
  if (dynamic > 1) return 'there are two dynamic components';
  if (dynamic === 1 && componentsOf(document, 'time-of-use').length > 0)
    return 'a dynamic component and one by time of use are in it: their levels and rates together would be too many';
  return ratesProblem(document);
}
