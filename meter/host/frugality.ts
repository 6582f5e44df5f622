/** A meter's process waits most of its life, on a small machine: what it need not have in memory. */
import { setFlagsFromString } from 'node:v8';

/** More homes than a household has: a fleet, which computes enough that faster code is worth its memory. */
const FEW_HOMES = 10;

/**
 * V8 compiles what runs often once more, and better. For one home, a reading each quarter of an hour, that gains nothing, and
 * the compilers take 12 MB as soon as they first run. So the launcher turns them off for meters; here a fleet gets them back.
 */
export function optimizeFor(homes: number): void {
  if (homes <= FEW_HOMES) return;
  setFlagsFromString('--no-optimize-for-size');
  setFlagsFromString('--opt');
  setFlagsFromString('--maglev');
}
