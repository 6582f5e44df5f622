/** Options that commands share, and parsers for their values: each says what it wants when it gets something else. */
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

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

export const configOption = () =>
  new Option('--config <file>', "the utility's config file (YAML)").makeOptionMandatory();
export const csvOption = () => new Option('--csv', 'print CSV').default(false).conflicts('json');
