/** The life of an HPKE key of an aggregator: pending, sealed to, opened only, gone. Grid times; missing ones never come. [P-9.2] */

export interface KeyLife {
  readonly validFromMs?: number | undefined;
  readonly validUntilMs?: number | undefined;
  readonly openUntilMs?: number | undefined;
}

/** From when until when a key is sealed to, as a card says it. */
export function validityOf(life: KeyLife): { readonly validFromMs: number; readonly validUntilMs: number } {
  return { validFromMs: life.validFromMs ?? 0, validUntilMs: life.validUntilMs ?? Number.MAX_SAFE_INTEGER };
}

export function isPending(life: KeyLife, gridMs: number): boolean {
  return gridMs < validityOf(life).validFromMs;
}

/** Whether it is sealed to now. */
export function isValid(life: KeyLife, gridMs: number): boolean {
  return !isPending(life, gridMs) && gridMs < validityOf(life).validUntilMs;
}

/** Whether nothing sealed to it is opened any more: it can be deleted. */
export function isGone(life: KeyLife, gridMs: number): boolean {
  return gridMs >= (life.openUntilMs ?? Number.POSITIVE_INFINITY);
}
