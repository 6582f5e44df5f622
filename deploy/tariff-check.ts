/** What tariffs tell of a home, whether they are allowed, and with which code they would be refused. [P-8.5] Pure. */
import { type Pins, weaknessOf } from '../protocol/grid/floor.ts';
import { intervalStartMs } from '../protocol/grid/interval.ts';
import { schemeProblem } from '../protocol/grid/scheme.ts';
import { readableTime } from '../protocol/grid/span.ts';
import { COMPARED_WINDOWS, atomsFrom, tariffFloorOf } from '../protocol/grid/tariff.ts';
import { formatMoney } from '../protocol/money/amount.ts';
import type { Component } from '../protocol/money/document.ts';
import type { Scheme, Tariff, TariffDocument } from '../schemas/types.ts';
import { type PlannedTariffs, withTariffs } from './tariff-plan.ts';

export interface TariffReport {
  readonly isAllowed: boolean;
  /** What aggregators, and meters, would refuse it with; undefined if they don't. */
  readonly code: string | undefined;
  readonly lines: readonly string[];
}

/** The own floor of a party, as its config has it, and how to name it. */
export interface FloorOf {
  readonly name: string;
  readonly pins: Pins;
}

function numbersText(rates: Tariff['rates']): string {
  return `${rates.length} number${rates.length === 1 ? '' : 's'} per register, home and window`;
}

function describe(tariff: Tariff): string {
  const { id, from, rates } = tariff;
  return tariff.dynamic === true
    ? `${id} (window from ${from}): dynamic, ${numbersText(rates)}`
    : `${id} (window from ${from}): ${numbersText(rates)}: ${rates.map(({ name }) => name).join(', ')}`;
}

const DYNAMIC_TEXT =
  "Dynamic tariffs: which intervals have one level is another choice in every window, so over a year bills tell much of a home's mean day, and of the days that a level was for. Meters take part only if their own floor says dynamic: true.";

/** What the bills of some tariffs tell beside their numbers. */
function telling(scheme: Scheme, tariffs: readonly Tariff[]): string[] {
  const atoms = Math.max(0, ...tariffs.map(({ from }) => atomsFrom(scheme, from)));
  const lines: string[] = [];
  if (atoms > 0)
    lines.push(
      `The calendars of any ${COMPARED_WINDOWS} windows cut a day into ${atoms} set${atoms === 1 ? '' : 's'} at most (${tariffFloorOf(scheme.floors).maxAtoms} allowed): a year of bills tells so many numbers of a home's mean day, and nothing of a single day.`,
    );
  if (tariffs.some(({ dynamic }) => dynamic === true)) lines.push(DYNAMIC_TEXT);
  return lines;
}

/** The end of a report: what refuses the scheme, and with which code. */
function judged(scheme: Scheme, floors: readonly FloorOf[], first?: PlannedTariffs['refusal']) {
  const problem = schemeProblem(scheme);
  const own = first ?? (problem === undefined ? undefined : { code: 'scheme_refused', reason: problem });
  if (own !== undefined) return { isAllowed: false, code: own.code, lines: [`Refused (${own.code}): ${own.reason}.`] };
  for (const { name, pins } of floors) {
    const weakness = weaknessOf(pins, scheme);
    if (weakness === undefined) continue;
    const { code, detail } = weakness;
    return { isAllowed: false, code, lines: [`Refused by ${name} (${code}): ${detail}.`] };
  }
  const asked = floors.map(({ name }) => name);
  const by = asked.length === 0 ? '' : `, and those of ${asked.join(', ')}`;
  return { isAllowed: true, code: undefined, lines: [`Allowed under the floors of this scheme${by}.`] };
}

/** The tariffs of a scheme as it stands. */
export function checkTariffs(scheme: Scheme, floors: readonly FloorOf[] = []): TariffReport {
  const lines = scheme.tariffs.map(describe);
  if (lines.length === 0) lines.push('No tariffs: a bill has one number per register, home and window.');
  const verdict = judged(scheme, floors);
  return { ...verdict, lines: [...lines, ...telling(scheme, scheme.tariffs), ...verdict.lines] };
}

/** What a component costs, in words: amounts with all their digits. */
function componentText(component: Component, { currency }: TariffDocument): string {
  const price = (micro: number): string => formatMoney(micro, { currency, decimals: 6 }).replace(/0{1,4} /, ' ');
  const perKwh = (micro: number): string => `${price(micro)}/kWh`;
  const vat = component.vatPpm === 0 ? '' : `, plus ${component.vatPpm / 10_000} % VAT`;
  const costs = (): string => {
    switch (component.kind) {
      case 'flat':
        return perKwh(component.microPerKwh);
      case 'export':
        return `credit of ${perKwh(component.microPerKwh)}`;
      case 'standing':
        return `${price(component.micro)} a ${component.per}`;
      case 'block':
        return component.tiers
          .map(({ untilWh, microPerKwh }) =>
            untilWh === undefined
              ? `then ${perKwh(microPerKwh)}`
              : `up to ${untilWh / 1_000} kWh ${perKwh(microPerKwh)}`,
          )
          .join(', ');
      case 'time-of-use':
        return component.rates.map(({ name, microPerKwh }) => `${name} ${perKwh(microPerKwh)}`).join(', ');
      case 'dynamic':
        return `a price every ${component.prices.stepSeconds} s, as ${component.levels} levels at most`;
    }
  };
  return `  ${component.title} (${component.kind}): ${costs()}${vat}`;
}

/** A document, compiled for windows to come: what it costs, what it tells, and whether parties will take it. */
export function checkDocument(
  document: TariffDocument,
  scheme: Scheme,
  planned: PlannedTariffs,
  floors: readonly FloorOf[],
): TariffReport {
  const { tariffs, levels, refusal } = planned;
  const whole = withTariffs(scheme, tariffs);
  const at = (interval: number): string => readableTime(intervalStartMs(interval, scheme));
  const [first, last] = [tariffs[0], tariffs.at(-1)];
  const lines = [
    `${document.title} (${document.id}, revision ${document.revision}), in ${document.currency}, by the clock of ${document.timeZone}:`,
    ...document.components.map((component) => componentText(component, document)),
    ...(first === undefined || last === undefined
      ? []
      : [
          `For ${tariffs.length} window${tariffs.length === 1 ? '' : 's'}, from ${at(first.from)} to ${at(last.from + last.count)}.`,
        ]),
    ...new Set(tariffs.map(({ rates }) => `${numbersText(rates)}: ${rates.map(({ name }) => name).join(', ')}`)),
    ...telling(whole, tariffs),
    ...[...levels].map(
      ([from, { microPerKwh, mostOff, meanOff }]) =>
        `Window from ${at(from)}: ${microPerKwh.length} level${microPerKwh.length === 1 ? '' : 's'}; a kWh costs at most ${formatMoney(mostOff, { ...document, decimals: 6 })} more or less than by its own interval's price, ${formatMoney(meanOff, { ...document, decimals: 6 })} in the mean of all intervals.`,
    ),
  ];
  const verdict = judged(whole, floors, refusal);
  return { ...verdict, lines: [...lines, ...verdict.lines] };
}
