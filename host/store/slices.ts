/** Work that may take minutes, such as reading a store of millions of rows, in parts between which everything else has its turn. */
import { setImmediate as breath } from 'node:timers/promises';

/** So long may the event loop be held. */
const SLICE_MS = 20;

/** Work that may be interrupted wherever it yields; it yields how far it is. */
export type Slices<Result, Progress = void> = Generator<Progress, Result, undefined>;

/** All of it at one go. Throws what the work throws. */
export function allAtOnce<Result, Progress>(slices: Slices<Result, Progress>): Result {
  for (;;) {
    const part = slices.next();
    if (part.done === true) return part.value;
  }
}

/** With a breath after every 20 ms; `heard` is told before each how far it is. Rejects with what the work throws. */
export async function inSlices<Result, Progress>(
  slices: Slices<Result, Progress>,
  heard: (progress: Progress) => void = () => {},
): Promise<Result> {
  let sinceMs = performance.now();
  for (;;) {
    const part = slices.next();
    if (part.done === true) return part.value;
    if (performance.now() - sinceMs < SLICE_MS) continue;
    heard(part.value);
    await breath();
    sinceMs = performance.now();
  }
}
