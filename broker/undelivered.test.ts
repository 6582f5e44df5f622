import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { Undelivered } from './undelivered.ts';

/** A source that has another kilobyte whenever it is asked, and counts how often that was. */
class Endless extends Readable {
  askedCount = 0;

  override _read(): void {
    this.askedCount += 1;
    setImmediate(() => this.destroyed || this.push(Buffer.alloc(1_024)));
  }
}

function turns(count: number): Promise<void> {
  return new Promise((resolve) => {
    const turn = (left: number): void => void (left === 0 ? resolve() : setImmediate(turn, left - 1));
    turn(count);
  });
}

describe('[P-10.7] what is not delivered yet', () => {
  test('[P-10.7] stops the reading of its sender, and of others once all have much; each may have one more', async () => {
    const undelivered = new Undelivered({ ownBytes: 10_000, totalBytes: 15_000 });
    const sockets = Array.from({ length: 3 }, () => new Endless({ highWaterMark: 512 }));
    const inflows = sockets.map((socket) => undelivered.gate(socket));
    for (const socket of sockets) socket.pipe(new PassThrough().resume());
    const reading = async (): Promise<boolean[]> => {
      await turns(20);
      const before = sockets.map(({ askedCount }) => askedCount);
      await turns(50);
      return sockets.map(({ askedCount }, at) => askedCount > before[at]!);
    };
    expect(await reading()).toEqual([true, true, true]);
    inflows[0]!.accepted(12_000);
    expect(await reading()).toEqual([false, true, true]);
    inflows[1]!.accepted(4_000);
    // Nothing of the third is on its way: it may say something.
    expect(await reading()).toEqual([false, false, true]);
    inflows[2]!.accepted(1);
    expect(await reading()).toEqual([false, false, false]);
    inflows[0]!.delivered(12_000);
    expect(await reading()).toEqual([true, true, true]);
    for (const socket of sockets) socket.destroy();
  });
});
