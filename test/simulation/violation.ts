/** An invariant does not hold. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

export function demand(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new Violation(invariant);
}
