/** What a demo explains where it appears: its span, its thief, and what "exact" means. */
import { escaped } from '../../host/base/printable.ts';
import { formatCount, formatInterval } from '../render/format.ts';
import { type Demo, demoWindow } from './demo-plan.ts';

/** From when on, how many intervals the source has, and why bills are of more. */
export function spanText({ households, plan }: Demo): string {
  const { firstInterval, intervalCount, intervalSeconds } = households;
  const billed = demoWindow(plan.scheme).count;
  return (
    `${formatInterval(firstInterval, households)}, ${formatCount(intervalCount)} intervals of ${intervalSeconds} s. Bills and loads are of ` +
    `${formatCount(billed)}: ${formatCount(billed - intervalCount)} without consumption follow, in which energy that came too late is billed`
  );
}

/** A thief's bill is exact: that is what has to be said before it is seen. */
export function thiefLines({ plan: { thief } }: Demo): string[] {
  if (thief === undefined) return [];
  const { meter, percent } = thief;
  return [
    `Thief: ${escaped(meter)} reports ${percent} % of what it used. Its bill is "exact" all the same, since exact means as reported; the feeder meter of its area shows the rest.`,
  ];
}

/** `exact`: the utility opened what the meter booked. Of a thief that is not what it used. */
export function verdictText(verdict: string, meter: string, { plan: { thief } }: Demo): string {
  return verdict === 'exact' && meter === thief?.meter ? 'exact, as reported' : verdict;
}
