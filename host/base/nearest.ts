/** What somebody may have meant: the word that takes the fewest changes of letters. */
import leven from 'leven';

/** Undefined if there are none to choose from. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  return known.toSorted((one, other) => leven(one, word) - leven(other, word))[0];
}
