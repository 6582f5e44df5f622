/**
 * What every bus does, whatever broker is behind it: one suite for all of them. [P-5]
 * Nothing here sleeps: `until` lets packets travel (in memory) or the event loop turn, and looks again.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { HostError } from '../base/errors.ts';
import { topicFilter, topics } from '../../protocol/wire/topics.ts';
import type { BrokerKind, BrokerUnderTest, BusOptions } from './broker-kind.conformance.ts';
import type { Bus, BusMessage } from './bus.ts';

export interface Listener {
  readonly bus: Bus;
  readonly messages: BusMessage[];
  readonly texts: () => string[];
  connectedCount: number;
  readonly reasons: string[];
}

/** Looks until it is true; fails loudly with what it waited for. */
export async function until(what: string, isTrue: () => boolean, settle: () => void = () => {}): Promise<void> {
  const endMs = performance.now() + 30_000;
  for (;;) {
    settle();
    if (isTrue()) return;
    if (performance.now() > endMs) throw new Error(`gave up waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

export function listen(bus: Bus): { listener: Listener; started: Promise<void> } {
  const messages: BusMessage[] = [];
  const decoder = new TextDecoder();
  const texts = (): string[] => messages.map(({ payload }) => decoder.decode(payload));
  const listener: Listener = { bus, messages, texts, connectedCount: 0, reasons: [] };
  const started = bus.start({
    onMessage: (message) => messages.push(message),
    onConnected: () => {
      listener.connectedCount += 1;
    },
    onDisconnected: (reason) => listener.reasons.push(reason),
  });
  return { listener, started };
}

export function describeBus(name: string, kind: BrokerKind): void {
  const title =
    kind.skipReason === undefined ? `[P-5] bus: ${name}` : `[P-5] bus: ${name} (skipped: ${kind.skipReason})`;
  describe.skipIf(kind.skipReason !== undefined)(title, () => {
    let broker: BrokerUnderTest;
    let buses: Bus[] = [];

    const begin = async (): Promise<void> => {
      broker = await kind.start();
    };
    const settle = (): void => broker.settle();
    const see = (what: string, isTrue: () => boolean): Promise<void> => until(what, isTrue, settle);
    /** Awaits what only happens while packets travel. */
    const during = async <T>(what: string, promise: Promise<T>): Promise<T> => {
      let isSettled = false;
      const watched = promise.finally(() => {
        isSettled = true;
      });
      // The caller sees a rejection below; until then it must not count as unhandled.
      watched.catch(() => undefined);
      await see(what, () => isSettled);
      return watched;
    };
    const join = async (options: BusOptions, filters: readonly string[] = []): Promise<Listener> => {
      const bus = broker.newBus(options);
      buses.push(bus);
      const { listener, started } = listen(bus);
      await during(`${options.clientId} is connected`, started);
      if (filters.length > 0) await during('subscriptions are granted', bus.subscribe(filters));
      return listener;
    };

    afterEach(async () => {
      for (const bus of buses) await during('the bus has stopped', bus.stop(2_000));
      buses = [];
      await broker.stop();
    });

    test('[P-5] what one publishes, the subscriber gets, and PUBACK is reported', async () => {
      await begin();
      const aggregator = await join({ clientId: 'aggregator-1' }, [topics.shares(1)]);
      const meter = await join({ clientId: 'meter-m1' });
      let acknowledgedCount = 0;
      meter.bus.publish(
        { topic: topics.shares(1), payload: 'text', isRetained: false },
        () => (acknowledgedCount += 1),
      );
      const bytes = Uint8Array.of(0, 255, 1, 254);
      meter.bus.publish({ topic: topics.shares(1), payload: bytes, isRetained: false }, () => (acknowledgedCount += 1));
      await see('both arrived', () => aggregator.messages.length === 2 && acknowledgedCount === 2);
      expect(aggregator.texts()[0]).toBe('text');
      expect([...(aggregator.messages[1]?.payload ?? [])]).toEqual([0, 255, 1, 254]);
      expect(aggregator.messages[0]).toMatchObject({ topic: 'grid/agg/1/shares', isRetained: false });
      expect(meter.bus.pendingCount).toBe(0);
      expect(aggregator.connectedCount).toBe(1);
    });

    test('[P-5] order is kept, retained or not', async () => {
      await begin();
      const utility = await join({ clientId: 'utility' }, [topicFilter('accepts'), topicFilter('key')]);
      const aggregator = await join({ clientId: 'aggregator-1' });
      const sent = Array.from({ length: 600 }, (_, index) => String(index));
      for (const [index, payload] of sent.entries()) {
        const isRetained = index % 3 === 0;
        aggregator.bus.publish({
          topic: isRetained ? topics.key(1) : topics.accepts(1, 'area-1'),
          payload,
          isRetained,
        });
      }
      await see('all arrived', () => utility.messages.length >= sent.length);
      expect(utility.texts()).toEqual(sent);
    });

    test('[P-5] a retained message is delivered on subscription, the newest only, and marked as such', async () => {
      await begin();
      const aggregator = await join({ clientId: 'aggregator-2' });
      for (const payload of ['old', 'new']) {
        aggregator.bus.publish({ topic: topics.key(2), payload, isRetained: true });
      }
      aggregator.bus.publish({ topic: topics.status(2), payload: 'online', isRetained: true });
      aggregator.bus.publish({ topic: topics.status(2), payload: '', isRetained: true });
      await see('published', () => aggregator.bus.pendingCount === 0);
      const meter = await join({ clientId: 'meter-m1' }, [topicFilter('key'), topicFilter('status')]);
      await see('the key card is here', () => meter.messages.length > 0);
      // A marker behind it shows that nothing else comes.
      aggregator.bus.publish({ topic: topics.status(2), payload: 'marker', isRetained: true });
      await see('the marker is here', () => meter.texts().includes('marker'));
      expect(meter.texts()).toEqual(['new', 'marker']);
      expect(meter.messages.map(({ isRetained }) => isRetained)).toEqual([true, false]);
    });

    test('[P-5] a will is published when a party vanishes, and not when it says goodbye', async () => {
      await begin();
      const utility = await join({ clientId: 'utility' }, [topicFilter('status')]);
      const will = { topic: topics.status(1), payload: 'vanished', isRetained: true };
      const polite = await join({ clientId: 'aggregator-1', will });
      polite.bus.publish({ topic: topics.status(1), payload: 'goodbye', isRetained: true });
      await during('stopped', polite.bus.stop(2_000));
      await join({ clientId: 'aggregator-2', isCuttable: true, will: { ...will, topic: topics.status(2) } });
      broker.cut('aggregator-2');
      await see('the will is here', () => utility.texts().includes('vanished'));
      expect(utility.messages.map(({ topic }) => topic)).toEqual([topics.status(1), topics.status(2)]);
      expect(utility.texts()).toEqual(['goodbye', 'vanished']);
    });

    test('[P-5] after a restart of the broker every subscription is in force again before onConnected', async () => {
      await begin();
      const aggregator = await join({ clientId: 'aggregator-1' }, [topics.shares(1), topicFilter('accepts')]);
      const meter = await join({ clientId: 'meter-m1' });
      await broker.crash();
      await see('both noticed', () => aggregator.reasons.length > 0 && meter.reasons.length > 0);
      await broker.restart();
      await see('both are back', () => aggregator.connectedCount === 2 && meter.connectedCount === 2);
      meter.bus.publish({ topic: topics.shares(1), payload: 'again', isRetained: false });
      await see('it arrived', () => aggregator.messages.length === 1);
    });

    test('[P-5] what is published while disconnected arrives after reconnection, all of it, in order', async () => {
      await begin();
      const aggregator = await join({ clientId: 'aggregator-1' }, [topics.shares(1)]);
      const meter = await join({ clientId: 'meter-m1', isCuttable: true });
      broker.cut('meter-m1');
      await until('it noticed', () => meter.reasons.length > 0);
      const sent = Array.from({ length: 300 }, (_, index) => `late ${index}`);
      for (const payload of sent) meter.bus.publish({ topic: topics.shares(1), payload, isRetained: false });
      expect(meter.bus.pendingCount).toBe(300);
      await see('all arrived', () => aggregator.messages.length >= 300 && meter.bus.pendingCount === 0);
      expect(aggregator.texts()).toEqual(sent);
    });

    test('[P-5] a connection cut in the middle of a stream loses nothing and changes no order', async () => {
      await begin();
      const aggregator = await join({ clientId: 'aggregator-1' }, [topics.shares(1)]);
      const meter = await join({ clientId: 'meter-m1', isCuttable: true });
      const sent = Array.from({ length: 3_000 }, (_, index) => String(index));
      for (const payload of sent) meter.bus.publish({ topic: topics.shares(1), payload, isRetained: false });
      const step = (): void => broker.settle(500);
      await until('some arrived', () => aggregator.messages.length > 100, step);
      broker.cut('meter-m1');
      await until('it noticed', () => meter.reasons.length > 0);
      // Positive control: something was still on its way when the connection went.
      expect(meter.bus.pendingCount).toBeGreaterThan(0);
      await see('everything was acknowledged', () => meter.bus.pendingCount === 0);
      await see('the last one arrived', () => aggregator.texts().at(-1) === '2999');
      expect([...new Set(aggregator.texts())]).toEqual(sent);
    });

    test('[P-5] a subscription made while disconnected is granted after reconnection', async () => {
      await begin();
      const aggregator = await join({ clientId: 'aggregator-1' });
      await broker.crash();
      await see('it noticed', () => aggregator.reasons.length > 0);
      const granted = aggregator.bus.subscribe([topics.shares(1)]);
      await broker.restart();
      await during('it is granted', granted);
      const meter = await join({ clientId: 'meter-m1' });
      meter.bus.publish({ topic: topics.shares(1), payload: 'x', isRetained: false });
      await see('it arrived', () => aggregator.messages.length === 1);
    });

    test('[P-5] after unsubscribing nothing comes, and nothing comes back with a reconnection', async () => {
      await begin();
      const utility = await join({ clientId: 'utility' }, [topicFilter('accepts'), topicFilter('log')]);
      const aggregator = await join({ clientId: 'aggregator-1' });
      await during('unsubscribed', utility.bus.unsubscribe([topicFilter('accepts')]));
      const publishBoth = (round: string): void => {
        aggregator.bus.publish({ topic: topics.accepts(1, 'area-1'), payload: `accepts ${round}`, isRetained: false });
        aggregator.bus.publish({ topic: topics.log(1, 'area-1'), payload: `log ${round}`, isRetained: false });
      };
      publishBoth('1');
      await see('the log arrived', () => utility.texts().includes('log 1'));
      await broker.crash();
      await see('both noticed', () => utility.reasons.length > 0 && aggregator.reasons.length > 0);
      await broker.restart();
      await see('both are back', () => utility.connectedCount === 2 && aggregator.connectedCount === 2);
      publishBoth('2');
      await see('the log arrived again', () => utility.texts().includes('log 2'));
      expect(utility.texts()).toEqual(['log 1', 'log 2']);
    });

    // Mosquitto grants every subscription and filters on delivery: there is no refusal to report.
    const refusals = kind.reportsRefusedSubscriptions ? ['reported by name'] : [];
    test.each(refusals)('[P-10] a refused subscription is %s', async () => {
      await begin();
      const meter = await join({ clientId: 'meter-m1' });
      const asked = meter.bus.subscribe([topicFilter('key'), topics.shares(1)]);
      const refusal: unknown = await during('it is answered', asked).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(HostError);
      expect(refusal).toMatchObject({ code: 'ERR_BUS_SUBSCRIBE' });
      expect(String(refusal)).toContain('grid/agg/1/shares');
      expect(String(refusal)).not.toContain('key');
      // It is forgotten, so that the next reconnection does not fail over it; the granted one stays.
      await broker.crash();
      await see('it noticed', () => meter.reasons.length > 0);
      await broker.restart();
      await see('it is back', () => meter.connectedCount === 2);
      const aggregator = await join({ clientId: 'aggregator-1' });
      aggregator.bus.publish({ topic: topics.key(1), payload: 'card', isRetained: true });
      await see('the key card is here', () => meter.texts().includes('card'));
    });

    test('[P-5] start waits for a broker that is not there yet, and says so', async () => {
      await begin();
      await broker.crash();
      const bus = broker.newBus({ clientId: 'meter-m1' });
      buses.push(bus);
      const { listener, started } = listen(bus);
      bus.publish({ topic: topics.shares(1), payload: 'early', isRetained: false });
      await broker.restart();
      await during('connected', started);
      await see('published', () => bus.pendingCount === 0);
      expect(listener.connectedCount).toBe(1);
    });

    test('[P-5] 20,000 messages of 500 bytes arrive, once and in order', async () => {
      await begin();
      const aggregator = await join({ clientId: 'aggregator-1' }, [topics.shares(1)]);
      const fleet = await join({ clientId: 'fleet-oak' });
      const count = 20_000;
      for (let index = 0; index < count; index += 1) {
        const payload = new Uint8Array(500);
        new DataView(payload.buffer).setUint32(0, index);
        fleet.bus.publish({ topic: topics.shares(1), payload, isRetained: false });
      }
      await see('all arrived', () => aggregator.messages.length >= count && fleet.bus.pendingCount === 0);
      const isInOrder = aggregator.messages.every(
        ({ payload }, index) =>
          payload.length === 500 && new DataView(payload.buffer, payload.byteOffset).getUint32(0) === index,
      );
      expect(aggregator.messages.length).toBe(count);
      expect(isInOrder).toBe(true);
    });
  });
}
