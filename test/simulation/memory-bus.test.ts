import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topicFilter, topics } from '../../protocol/wire/topics.ts';
import { listen } from '../../host/bus/bus.conformance.ts';
import { MemoryBroker } from './memory-broker.ts';
import { MemoryBus } from './memory-bus.ts';

/** Two meters send to one aggregator while connections are cut and the broker restarts; returns what arrived. */
function play(choices: readonly number[]): string[] {
  let at = 0;
  const choose = (count: number): number => (choices[at++ % choices.length] ?? 0) % count;
  const broker = new MemoryBroker({ chooseLink: choose });
  const join = (clientId: string, filters: string[]): ReturnType<typeof listen>['listener'] => {
    const bus = new MemoryBus(broker, { clientId });
    const { listener } = listen(bus);
    void bus.subscribe(filters);
    return listener;
  };
  const aggregator = join('aggregator-1', [topics.shares(1)]);
  broker.deliverAll();
  const meters = ['meter-a', 'meter-b'].map((clientId) => join(clientId, [topicFilter('key')]));
  for (let index = 0; index < 20; index += 1) {
    for (const [m, meter] of meters.entries()) {
      meter.bus.publish({ topic: topics.shares(1), payload: `${m} ${index}`, isRetained: false });
    }
    for (let step = 0; step < 3; step += 1) broker.deliverNext();
    if (choose(7) === 0) broker.disconnect('meter-a');
  }
  broker.deliverAll();
  return aggregator.texts();
}

describe('[P-5] in-memory broker', () => {
  test('[P-5] the same choices give the same run; links keep their order under every choice', () => {
    const orders = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000 }), { minLength: 5, maxLength: 40 }), (choices) => {
        const got = play(choices);
        expect(play(choices)).toEqual(got);
        orders.add(got.join());
        for (const m of ['0', '1']) {
          const firsts = [...new Set(got.filter((line) => line.startsWith(`${m} `)))];
          const sorted = firsts.toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
          expect(firsts).toEqual(sorted);
        }
      }),
      { numRuns: 200 },
    );
    // Positive control: the choices do make a difference.
    expect(orders.size).toBeGreaterThan(50);
  });

  test('[P-5] nothing moves by itself', () => {
    const broker = new MemoryBroker();
    const { listener } = listen(new MemoryBus(broker, { clientId: 'utility' }));
    expect(listener.connectedCount).toBe(0);
    expect(broker.inTransitCount).toBe(1);
    while (broker.deliverNext());
    expect(listener.connectedCount).toBe(1);
  });

  test('[P-5] wipe: retained messages are gone, everybody comes back', () => {
    const broker = new MemoryBroker();
    const { listener: aggregator } = listen(new MemoryBus(broker, { clientId: 'aggregator-1' }));
    aggregator.bus.publish({ topic: topics.key(1), payload: 'card', isRetained: true });
    broker.deliverAll();
    broker.wipe();
    broker.deliverAll();
    expect(aggregator.connectedCount).toBe(2);
    const { listener: meter } = listen(new MemoryBus(broker, { clientId: 'meter-m1' }));
    void meter.bus.subscribe([topicFilter('key')]);
    broker.deliverAll();
    expect(meter.messages).toEqual([]);
    aggregator.bus.publish({ topic: topics.key(1), payload: 'card', isRetained: true });
    broker.deliverAll();
    expect(meter.texts()).toEqual(['card']);
  });

  test('[P-10] the rights of the table hold here too, unless switched off', async () => {
    for (const hasPermissions of [true, false]) {
      const broker = new MemoryBroker({ hasPermissions });
      const { listener: rogue } = listen(new MemoryBus(broker, { clientId: 'meter-m1' }));
      const asked = rogue.bus.subscribe(['grid/#']).then(
        () => 'granted',
        () => 'refused',
      );
      rogue.bus.publish({ topic: topics.totals(), payload: 'forged', isRetained: false });
      broker.deliverAll();
      expect(await asked).toBe(hasPermissions ? 'refused' : 'granted');
      expect(rogue.texts()).toEqual(hasPermissions ? [] : ['forged']);
      expect(broker.stats.refusedPublishes).toBe(hasPermissions ? 1 : 0);
    }
  });

  test('[P-10] a client id that names no party is refused', () => {
    const broker = new MemoryBroker();
    const { listener } = listen(new MemoryBus(broker, { clientId: 'root' }));
    broker.deliverAll();
    expect(listener.reasons).toEqual(['refused by the broker']);
  });

  test('[P-5] changing a payload after it was delivered changes nobody else’s', () => {
    const broker = new MemoryBroker();
    const readers = ['utility', 'aggregator-2'].map((clientId) => {
      const { listener } = listen(new MemoryBus(broker, { clientId }));
      void listener.bus.subscribe([topicFilter('accepts')]);
      return listener;
    });
    const { listener: aggregator } = listen(new MemoryBus(broker, { clientId: 'aggregator-1' }));
    aggregator.bus.publish({ topic: topics.accepts(1, 'area-1'), payload: Uint8Array.of(1), isRetained: false });
    broker.deliverAll();
    readers[0]?.messages[0]?.payload.fill(9);
    expect([...(readers[1]?.messages[0]?.payload ?? [])]).toEqual([1]);
  });
});
