/** Parsers for option values: each says what it wants when it gets something else. */
import { InvalidArgumentError } from '@commander-js/extra-typings';

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };
}
