/** What a wrong total says: with readings that are powers of four, the difference names what was lost or counted twice. */

export interface Part {
  readonly what: string;
  readonly wh: number;
}

/** A total against the parts it should be the sum of, in words. */
export function explainTotal(total: number, parts: readonly Part[]): string {
  const expected = parts.reduce((sum, { wh }) => sum + wh, 0);
  const difference = total - expected;
  if (difference === 0) return `${total} Wh, exact`;
  const guesses = parts.flatMap(({ what, wh }) =>
    wh === 0 || difference % wh !== 0 || Math.abs(difference / wh) > 3
      ? []
      : [difference === -wh ? `${what} is lost` : `${what} counts ${1 + difference / wh} times`],
  );
  return `${total} Wh instead of ${expected} (${guesses.join(', or ') || 'shares of different sets or polynomials were mixed'})`;
}
