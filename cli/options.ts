/** Options that commands share, and parsers for their values: each says what it wants when it gets something else. */
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Selection } from '../utility/views/slice.ts';
import { HostError } from '../host/base/errors.ts';
import { rootProblem } from '../protocol/wire/topic-root.ts';

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3_600, d: 86_400 };

/** Seconds, or a length such as `15m`. */
export function seconds(least: number, most: number): (text: string) => number {
  return (text) => {
    const [, digits, unit = ''] = /^(\d{1,9})([smhd]?)$/.exec(text) ?? [];
    const value = Number(digits) * (UNIT_SECONDS[unit] ?? Number.NaN);
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      `It must be a whole number of seconds from ${least} to ${most}, or a length such as 90s, 15m, 1h or 30d.`,
    );
  };
}

/** A time as people write it (UTC unless it says otherwise), or a day, which begins at midnight UTC; undefined if it is neither. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (match === null) return undefined;
  const [, day, time = '00:00', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${time}${zone === 'UTC' ? 'Z' : zone}`);
  return Number.isNaN(ms) ? undefined : ms;
}

function timeArgument(text: string): number {
  const ms = parseTime(text);
  if (ms === undefined || ms < 0)
    throw new InvalidArgumentError('It must be a day or a time such as 2026-01-05 or 2026-01-05T06:15Z (UTC).');
  return ms;
}

function topicRoot(text: string): string {
  const problem = rootProblem(text);
  if (problem === undefined) return text;
  throw new HostError(
    'ERR_USAGE',
    `--root "${text}" is invalid: ${problem}; it must be one to eight levels such as grid or city/north`,
  );
}

export const rootOption = () =>
  new Option('--root <levels>', 'first levels of all topics: another one for each deployment of a broker')
    .argParser(topicRoot)
    .default('grid');
export const sharesTopicOption = () =>
  new Option(
    '--shares-topic <form>',
    'where shares are published: in a topic of each aggregator, of each of its areas, or of each meter; a broker with certificates holds a meter to its area or itself',
  )
    .choices(['aggregator', 'area', 'meter'] as const)
    .default('aggregator' as const);
export const suiteOption = () =>
  new Option('--suite <which>', 'what is sealed with: x-wing (ML-KEM-768 and X25519), or x25519 alone')
    .choices(['x-wing', 'x25519'] as const)
    .default('x-wing' as const);
export const configOption = () =>
  new Option('--config <file>', "the utility's config file (YAML)").makeOptionMandatory();
export const csvOption = () => new Option('--csv', 'print CSV').default(false).conflicts('json');
export const areaOption = () => new Option('--area <area>', 'of this area only');
export const fromOption = () =>
  new Option('--from <time>', 'from this time on: 2026-01-05 or 2026-01-05T06:15Z').argParser(timeArgument);
export const untilOption = () =>
  new Option('--until <time>', 'until before this time: 2026-01-06').argParser(timeArgument);

/** What the options select. */
export function selectionOf(options: {
  readonly area?: string | undefined;
  readonly meter?: string | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}): Selection {
  const { area, meter, from: fromMs, until: untilMs } = options;
  return { area, meter, fromMs, untilMs };
}
