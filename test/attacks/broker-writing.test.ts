/** Writing what is not one's own, on both brokers over mutual TLS: under another name, for later, as a last will. [P-10.2] [P-10.5] */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../host/bus/bus.conformance.ts';
import { topics } from '../../protocol/wire/topics.ts';
import { publishFrame } from '../fuzz/mqtt-frames.ts';
import { BrokerUnderAttack, KINDS } from './brokers.ts';
import type { RawClient, RawWill } from './raw-client.ts';

/** Who is not who may say this there, kept or not. */
const AS_ANOTHER: readonly (readonly [clientId: string, topic: string, isRetained: boolean])[] = [
  ['meter-m1', topics.receipts('m1', 1), true],
  ['meter-m1', topics.receipts('m2', 1), false],
  ['meter-m1', topics.bill('m1'), true],
  ['meter-m1', topics.totals(), false],
  ['meter-m1', topics.requests(1, 'area-1'), false],
  ['meter-m1', topics.key(1), true],
  ['meter-m1', topics.status(1), true],
  ['meter-m1', topics.scheme(), true],
  ['fleet-oak', topics.clock(), true],
  ['fleet-oak', topics.accepts(1, 'area-1'), false],
  ['aggregator-1', topics.accepts(2, 'area-1'), false],
  ['aggregator-1', topics.manifests(2, 'area-1'), false],
  ['aggregator-1', topics.log(2, 'area-1'), false],
  ['aggregator-1', topics.key(2), true],
  ['aggregator-1', topics.status(2), true],
  ['aggregator-1', topics.receipts('m1', 2), true],
  ['aggregator-1', topics.shares(1), false],
  ['aggregator-1', topics.requests(2, 'area-1'), false],
  ['aggregator-1', topics.scheme(), true],
  ['aggregator-1', topics.bill('m1'), true],
  ['utility', topics.totals(), false],
  ['utility', topics.accepts(1, 'area-1'), false],
  ['utility', topics.key(1), true],
  ['utility', topics.receipts('m1', 1), true],
  ['utility', topics.shares(1), false],
  ['debug-rogue', topics.shares(1), false],
  ['debug-rogue', topics.scheme(), true],
  ['meter-m1', 'grid/agg/17/shares', false],
  ['meter-m1', 'grid/agg/1/shares/more', false],
  ['meter-m1', 'other', true],
  ['meter-m1', '$SYS/broker/x', true],
];

/** Their own topic, but nothing that may be kept for others. */
const KEPT: readonly (readonly [clientId: string, topic: string])[] = [
  ['meter-m1', topics.shares(1)],
  ['fleet-oak', topics.shares(2)],
  ['aggregator-1', topics.accepts(1, 'area-1')],
  ['aggregator-1', topics.totals()],
  ['utility', topics.requests(1, 'area-1')],
];

const WILLS: readonly (readonly [clientId: string, will: RawWill])[] = [
  ['aggregator-1', { topic: topics.status(2), payload: 'offline', isRetained: true }],
  ['aggregator-1', { topic: topics.shares(1), payload: 'share', isRetained: false }],
  ['meter-m1', { topic: topics.bill('m1'), payload: 'bill', isRetained: true }],
  ['meter-m1', { topic: topics.totals(), payload: 'total', isRetained: false }],
  ['utility', { topic: topics.status(1), payload: 'offline', isRetained: true }],
];

/** A will on a topic that this party may write, but not as a will. */
const OWN_WILLS: readonly (readonly [clientId: string, will: RawWill])[] = [
  ['meter-m1', { topic: topics.shares(1), payload: 'will share', isRetained: false }],
  ['aggregator-1', { topic: topics.key(1), payload: 'will key', isRetained: true }],
  ['utility', { topic: topics.scheme(), payload: 'will scheme', isRetained: true }],
];

describe.each(KINDS)('[P-10.2] writing: %s', (kind) => {
  let broker: BrokerUnderAttack;
  let watch: RawClient;
  let round = 0;
  const isEmbedded = kind === 'embedded';

  beforeAll(async () => {
    const parties = ['meter-m1', 'meter-m2', 'fleet-oak', 'aggregator-1', 'aggregator-2', 'utility'];
    const debuggers = ['debug-watch', 'debug-late', 'debug-rogue'];
    broker = await BrokerUnderAttack.start({ kind, clientIds: [...parties, ...debuggers] });
  });
  afterEach(() => broker.closeClients());
  afterAll(() => broker.stop());

  async function begin(): Promise<void> {
    round += 1;
    watch = await broker.join('debug-watch', ['grid/#']);
  }

  /** What was delivered of this round, to whoever was there and to whoever comes later, once a control has come after it. */
  async function outcome(text = `${round}`): Promise<{ live: string[]; kept: string[] }> {
    await broker.publishAs('aggregator-2', topics.status(2), `${round} control`, true);
    const late = await broker.join('debug-late', ['grid/#', 'other']);
    for (const client of [watch, late]) {
      await until('the control is here', () => client.texts().includes(`${round} control`));
      await client.flush();
    }
    const found = ({ deliveries }: RawClient): string[] =>
      deliveries.filter((delivery) => delivery.text === text).map(({ topic }) => topic);
    return { live: found(watch), kept: found(late) };
  }

  test.each(AS_ANOTHER)('[P-10.2] %s does not publish %s (retained: %s)', async (clientId, topic, isRetained) => {
    await begin();
    const rogue = await broker.join(clientId);
    const isAcknowledged = await rogue.publish(topic, `${round}`, isRetained);
    // Mosquitto acknowledges and drops, since MQTT 3.1.1 has no word for it.
    if (isEmbedded) expect([isAcknowledged, rogue.isClosed]).toEqual([false, true]);
    expect(await outcome()).toEqual({ live: [], kept: [] });
  });

  test.each(KEPT)(
    '[P-10.2] what %s says on %s is not kept on the embedded broker; Mosquitto cannot refuse',
    async (clientId, topic) => {
      await begin();
      const rogue = await broker.join(clientId);
      await rogue.publish(topic, `${round}`, true);
      // What Mosquitto keeps is played to whoever subscribes anew: a replay of something that was said once, as its sender could do
      // by itself. test/attacks/broker-state.test.ts shows that it harms no party.
      expect(await outcome()).toEqual(isEmbedded ? { live: [], kept: [] } : { live: [topic], kept: [topic] });
      if (!isEmbedded) await broker.publishAs(clientId, topic, '', true);
    },
  );

  test('[P-5] control: what is one’s own is delivered, and kept where it may be', async () => {
    await begin();
    await broker.publishAs('meter-m1', topics.shares(1), `${round}`);
    await broker.publishAs('utility', topics.bill('m1'), `${round}`, true);
    const { live, kept } = await outcome();
    expect(live).toEqual([topics.shares(1), topics.bill('m1')]);
    expect(kept).toEqual([topics.bill('m1')]);
    await broker.publishAs('utility', topics.bill('m1'), '', true);
  });

  test('[P-10.2] what is said with QoS 2 is delivered to nobody, with QoS 0 on Mosquitto only', async () => {
    for (const qos of [2, 0]) {
      await begin();
      const rogue = await broker.join('meter-m1');
      rogue.socket.write(publishFrame(topics.shares(1), Buffer.from(`${round}`), false, qos));
      await rogue.flush();
      const isTaken = qos === 0 && !isEmbedded;
      expect(rogue.isClosed).toBe(!isTaken);
      expect(await outcome()).toEqual({ live: isTaken ? [topics.shares(1)] : [], kept: [] });
    }
  });

  test.each(WILLS)('[P-10.5] the last will of %s, %j, is never published', async (clientId, will) => {
    await begin();
    const rogue = broker.open(clientId);
    const payload = `${round}`;
    const isIn = await rogue.connect({ clientId, will: { ...will, payload } });
    if (isEmbedded) expect(isIn).toBe(false);
    await rogue.end(false);
    expect(await outcome()).toEqual({ live: [], kept: [] });
  });

  test.each(OWN_WILLS)(
    '[P-10.5] a last will of %s, %j, on its own topic: refused, or on Mosquitto said by itself',
    async (clientId, will) => {
      await begin();
      const rogue = broker.open(clientId);
      const payload = `${round}`;
      const isIn = await rogue.connect({ clientId, will: { ...will, payload } });
      expect(isIn).toBe(!isEmbedded);
      await rogue.end(false);
      if (!isEmbedded) await until('it was said', () => watch.texts().includes(payload));
      const { live } = await outcome();
      expect(live).toEqual(isEmbedded ? [] : [will.topic]);
      if (will.isRetained) await broker.publishAs(clientId, will.topic, '', true);
    },
  );

  test('[P-10.5] control: an aggregator’s will on its own status is published when it vanishes, and not when it says goodbye', async () => {
    await begin();
    const connected = (payload: string): Promise<RawClient> =>
      broker.join('aggregator-1', [], { will: { topic: topics.status(1), payload, isRetained: true } });
    await (await connected('orderly')).end(true);
    await (await connected(`${round}`)).end(false);
    await until('it was said', () => watch.texts().includes(`${round}`));
    expect(await outcome()).toEqual({ live: [topics.status(1)], kept: [topics.status(1)] });
    expect(watch.texts()).not.toContain('orderly');
  });

  test.each([true, false])(
    '[P-10.1] with a genuine certificate nobody takes another’s place, queue or messages (clean session: %s)',
    async (isClean) => {
      await begin();
      const victim = await broker.join('aggregator-1', [topics.shares(1)]);
      const thief = broker.open('meter-m1');
      const isIn = await thief.connect({ clientId: 'aggregator-1', isClean });
      if (isEmbedded) expect(isIn).toBe(false);
      else await thief.subscribe([topics.shares(1), topics.requests(1, 'area-1')]);
      await broker.publishAs('meter-m2', topics.shares(1), `${round}`);
      await until('it is here', () => victim.texts().includes(`${round}`));
      await broker.publishAs('utility', topics.requests(1, 'area-1'), `${round}`);
      if (isIn) await thief.publish(topics.accepts(1, 'area-1'), `${round}`);
      const { live } = await outcome();
      expect(live).toEqual([topics.shares(1), topics.requests(1, 'area-1')]);
      expect(thief.deliveries).toEqual([]);
      expect(victim.isClosed).toBe(false);
    },
  );

  test('[P-10.1] who was revoked while away gets nothing of what came meanwhile, nor does who has the name next', async () => {
    await begin();
    const away = broker.open('meter-m1');
    const isQueued = await away.connect({ clientId: 'meter-m1', isClean: false });
    if (isQueued) await away.subscribe(['grid/meter/m1/receipts/+', topics.bill('m1')]);
    await away.end(false);
    await broker.publishAs('utility', topics.bill('m1'), `${round} before`);
    const revoked = broker.filesOf('meter-m1');
    await broker.revoke('meter-m1');
    await broker.publishAs('utility', topics.bill('m1'), `${round} after`);
    for (const isClean of [true, false]) {
      const back = broker.open('meter-m1', revoked);
      expect(await back.connect({ clientId: 'meter-m1', isClean })).toBe(false);
      expect(back.deliveries).toEqual([]);
    }
    await broker.enrol('meter-m1');
    const next = await broker.join('meter-m1', [topics.bill('m1')]);
    // Mosquitto reads its new ACL when it comes to it.
    for (let tries = 0; tries < 500 && next.deliveries.length === 0; tries++) {
      await broker.publishAs('utility', topics.bill('m1'), `${round} now`);
      await next.flush();
    }
    expect([...new Set(next.texts())]).toEqual([`${round} now`]);
  });
});
