import { describe, expect, test } from 'vitest';
import { type Outgoing, OutgoingQueue } from './outgoing.ts';

function filled(count: number, options = { queueLimit: 1_000, inflightLimit: 3 }): OutgoingQueue {
  const queue = new OutgoingQueue(options);
  for (let index = 0; index < count; index += 1) {
    queue.push({ topic: 't', payload: String(index), isRetained: false }, undefined);
  }
  return queue;
}

function takeAll(queue: OutgoingQueue): Outgoing[] {
  const taken: Outgoing[] = [];
  for (let entry = queue.takeNext(0); entry !== undefined; entry = queue.takeNext(0)) taken.push(entry);
  return taken;
}

const payloads = (entries: Outgoing[]): unknown[] => entries.map(({ publication }) => publication.payload);

describe('[P-5] outgoing messages', () => {
  test('[P-5] a window of unacknowledged ones, each acknowledgement lets one more out', () => {
    const queue = filled(5);
    const first = takeAll(queue);
    expect(payloads(first)).toEqual(['0', '1', '2']);
    queue.acknowledge(first[1]!);
    queue.acknowledge(first[1]!);
    expect(payloads(takeAll(queue))).toEqual(['3']);
    expect(queue.pendingCount).toBe(4);
  });

  test('[P-5] after a lost connection the unacknowledged ones go first, in order', () => {
    const queue = filled(5);
    const first = takeAll(queue);
    queue.acknowledge(first[1]!);
    queue.requeue();
    expect(payloads(takeAll(queue))).toEqual(['0', '2', '3']);
  });

  test('[P-5] when full the oldest go and are counted, also in long queues', () => {
    const queue = filled(5_000, { queueLimit: 10, inflightLimit: 100 });
    expect(queue.droppedCount).toBe(4_990);
    expect(payloads(takeAll(queue))).toEqual([
      '4990',
      '4991',
      '4992',
      '4993',
      '4994',
      '4995',
      '4996',
      '4997',
      '4998',
      '4999',
    ]);
  });

  test('[P-10] a message over which connections keep closing is given up; its neighbours are not', () => {
    const queue = filled(3);
    const givenUp: unknown[] = [];
    for (let round = 0; round < 5; round += 1) {
      takeAll(queue);
      const entry = queue.requeue();
      if (entry !== undefined) givenUp.push(entry.publication.payload);
    }
    expect(givenUp).toEqual(['0']);
    // Each of the others was there as well: they go one by one, and are answered.
    for (const payload of ['1', '2']) {
      const alone = takeAll(queue);
      expect(payloads(alone)).toEqual([payload]);
      queue.acknowledge(alone[0]!);
    }
    expect(queue.droppedCount).toBe(1);
  });

  test('[P-10.6] a connection that ended counts as unexplained once all that had no answer has one', () => {
    const queue = filled(3);
    const unexplained: number[] = [];
    queue.onUnexplained = (livedMs) => unexplained.push(livedMs);
    takeAll(queue);
    queue.requeue(10);
    expect(unexplained).toEqual([]);
    const again = takeAll(queue);
    for (const entry of again) queue.acknowledge(entry);
    expect(unexplained).toEqual([10]);
    // Nothing was on its way: then it was not over a message.
    queue.requeue(20);
    expect(unexplained).toEqual([10, 20]);
    queue.push({ topic: 'forbidden', payload: '', isRetained: false }, undefined);
    for (let round = 0; round < 5; round += 1) {
      takeAll(queue);
      queue.requeue(30);
      expect(queue.culprit?.topic).toBe(round >= 1 && round < 4 ? 'forbidden' : undefined);
    }
    expect(unexplained).toEqual([10, 20]);
  });
});
