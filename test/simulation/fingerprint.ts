/** What a wrong total says: with readings that are powers of four, the difference names what was lost or counted twice. */

export interface Part {
  readonly what: string;
  readonly units: number;
}

/** A total against the parts it should be the sum of, in words. */
export function explainTotal(total: number, parts: readonly Part[]): string {
  const expected = parts.reduce((sum, { units }) => sum + units, 0);
  const difference = total - expected;
  if (difference === 0) return `${total} Wh, exact`;
  const guesses = parts.flatMap(({ what, units }) =>
    units === 0 || difference % units !== 0 || Math.abs(difference / units) > 3
      ? []
      : [difference === -units ? `${what} is lost` : `${what} counts ${1 + difference / units} times`],
  );
  return `${total} Wh instead of ${expected} (${guesses.join(', or ') || 'shares of different sets or polynomials were mixed'})`;
}
