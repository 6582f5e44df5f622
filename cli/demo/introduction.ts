/** What a demo is about to do, said before it starts. */
import { covertText } from '../../deploy/plan.ts';
import { withoutCredentials } from '../../host/base/address.ts';
import { escaped } from '../../host/base/printable.ts';
import { schemeQuorum } from '../../protocol/grid/scheme.ts';
import { formatCount } from '../render/format.ts';
import { type Terminal, paint } from '../render/terminal.ts';
import type { Demo, DemoOptions } from './demo-plan.ts';
import { spanText, thiefLines } from './words.ts';

export function showIntroduction(options: DemoOptions, demo: Demo, terminal: Terminal): string {
  const { scheme, meters } = demo.plan;
  const lines = [
    paint(
      'bold',
      `gridshare: ${formatCount(meters.length)} homes, ${options.aggregators} aggregators, any ${options.threshold} open a total, trust ${options.trust} (${schemeQuorum(scheme)} must agree)`,
      terminal.hasColor,
    ),
    `Homes from ${options.data === undefined ? `the simulator (seed ${options.seed})` : `${escaped(options.data)}${demo.encoding === undefined ? '' : ` (${demo.encoding})`}`}, ${scheme.areas.length === 1 ? 'one area' : `${scheme.areas.length} areas`}, from ${spanText(demo)}.`,
    `Broker: ${withoutCredentials(options.broker)}. Every party is a process of its own with its own keys.`,
    `Demo floors: at least ${scheme.floors.minMeters} homes in a load, ${scheme.floors.minIntervals} intervals in a bill, a crowd of ${scheme.floors.minCrowd} (init takes half of the homes, and windows of a month).`,
    ...[covertText(scheme.trust) ?? []].flat(),
    ...thiefLines(demo),
    ...demo.faults.map((fault) => {
      if (fault.kind === 'lie') return `Fault: aggregator ${fault.aggregator} adds 1,000 Wh to every total.`;
      const when = `${Math.round(fault.at * 100)} % of the run`;
      return fault.kind === 'restart-broker'
        ? `Fault: the broker is killed after ${when}, its data deleted.`
        : `Fault: aggregator ${fault.aggregator} is killed for good after ${when}.`;
    }),
    '',
  ];
  return `${lines.join('\n')}\n`;
}
