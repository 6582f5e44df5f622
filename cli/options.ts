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

export const configOption = () =>
  new Option('--config <file>', "the utility's config file (YAML)").makeOptionMandatory();
export const csvOption = () => new Option('--csv', 'print CSV').default(false).conflicts('json');
