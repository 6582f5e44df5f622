/** A backlog takes a few bytes of memory for each reading, whether it is in a file or in the outbox. [P-2.4, P-6.3] */
import { afterEach, expect, test } from 'vitest';
import { BacklogRun, type Seen } from './processes/backlog-run.ts';
import { withFolder } from './gridshare.ts';

const METERS = 20;
const FEW_DAYS = 15;
const MANY_DAYS = 45;
/** So many readings were taken of the file before it is stopped. */
const TAKEN = 2_000;
/**
 * By how much so many more readings (864,000) may raise the peak: 58 bytes each. With objects for each it was by 100 MB and more
 * for a file, and by more than 1,000 MB for an outbox.
 */
const MOST_MORE_MB = 50;
/** Ends a process that keeps objects for each, or garbage; so nothing but what is kept makes the peak. */
const HEAP_MB = 48;
const END_WITHIN_MS = 2_000;

const runs: BacklogRun[] = [];
afterEach(async () => {
  await Promise.all(runs.splice(0).map((run) => run.end()));
});

function judge({ code, endMs, deadLooks, wrong }: Seen): void {
  expect({ code, deadLooks, wrong }).toEqual({ code: 0, deadLooks: 0, wrong: 0 });
  expect(endMs).toBeLessThan(END_WITHIN_MS);
}

async function played(days: number): Promise<{ readonly file: number; readonly outbox: number }> {
  return await withFolder(async (folder) => {
    const run = await BacklogRun.create(folder, { meters: METERS, days, heapMb: HEAP_MB });
    runs.push(run);
    await run.writeFile();
    const ofFile = await run.play(TAKEN, 0);
    run.fillOutbox();
    const restored = await run.play(run.count, 2_000);
    judge(ofFile);
    judge(restored);
    expect([ofFile.readings >= TAKEN, restored.readings]).toEqual([true, run.count]);
    return { file: ofFile.peakMb, outbox: restored.peakMb };
  });
}

test('a backlog three times as long takes little more memory, and is all there', { timeout: 600_000 }, async () => {
  const few = await played(FEW_DAYS);
  const many = await played(MANY_DAYS);
  expect(many.file - few.file).toBeLessThan(MOST_MORE_MB);
  expect(many.outbox - few.outbox).toBeLessThan(MOST_MORE_MB);
});
