/** Reading what is not one's own, on both brokers over mutual TLS. What counts is who got what. [P-10.3] [P-10.4] */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../host/bus/bus.conformance.ts';
import { mayReceive, parseIdentity } from '../../protocol/wire/topic-rights.ts';
import { topics } from '../../protocol/wire/topics.ts';
import { BrokerUnderAttack, KINDS, topicsOf } from './brokers.ts';
import type { RawClient } from './raw-client.ts';

const ROLES = ['meter-m1', 'fleet-oak', 'aggregator-1', 'utility'] as const;

const ROGUE_FILTERS = [
  '#',
  'grid/#',
  '+/#',
  'grid/+/+/+/+',
  'grid/agg/+/+',
  'grid/agg/+/shares',
  'grid/agg/2/shares',
  'grid/agg/2/#',
  'grid/meter/#',
  'grid/meter/m2/+',
  '$SYS/#',
  '$share/g/grid/agg/2/shares',
];

/** One of each kind that is not for everybody: who says it, where, and whether it is kept. */
const MESSAGES: readonly (readonly [clientId: string, topic: string, isRetained: boolean])[] = [
  ['meter-m2', topics.shares(2), false],
  ['aggregator-2', topics.manifests(2, 'area-1'), false],
  ['aggregator-2', topics.accepts(2, 'area-1'), false],
  ['aggregator-2', topics.log(2, 'area-1'), false],
  ['aggregator-2', topics.rejections(2), false],
  ['aggregator-2', topics.totals(), false],
  ['aggregator-2', topics.areaTotals('area-1'), false],
  ['aggregator-2', topics.recovery(2), false],
  ['aggregator-2', topics.receipts('m2', 2), true],
  ['utility', topics.requests(2, 'area-1'), false],
  ['utility', topics.bill('m2'), true],
  ['utility', topics.roster('oak'), true],
];
const CONTROL = topics.status(2);

describe.each(KINDS)('[P-10.3] reading: %s', (kind) => {
  let broker: BrokerUnderAttack;
  let round = 0;

  beforeAll(async () => {
    const clientIds = [...ROLES, 'meter-m2', 'aggregator-2', 'debug-watch'];
    broker = await BrokerUnderAttack.start({ kind, clientIds });
  });
  afterEach(() => broker.closeClients());
  afterAll(() => broker.stop());

  /** Publishes everything; `rogue` says its own part itself, if it is there. */
  async function publishAll(role: string, rogue: RawClient | undefined, isRetainedOnly: boolean): Promise<string[]> {
    const said: string[] = [];
    for (const [clientId, topic, isRetained] of MESSAGES) {
      if (isRetainedOnly && !isRetained) continue;
      if (clientId === role && rogue === undefined) continue;
      if (clientId === role) await rogue?.publish(topic, `${round}`, isRetained);
      else await broker.publishAs(clientId, topic, `${round}`, isRetained);
      said.push(topic);
    }
    return said;
  }

  /** What this rogue was given of this round, once what it may have has come after it. */
  async function given(rogue: RawClient): Promise<string[]> {
    await broker.publishAs('aggregator-2', CONTROL, `${round} control`, true);
    await until('the control is here', () => rogue.texts().includes(`${round} control`));
    await rogue.flush();
    return topicsOf(rogue.deliveries.filter(({ text }) => text === `${round}`));
  }

  /** Nothing that the table does not give this role, and no counters of the broker. */
  function expectPermitted(role: string, rogue: RawClient, found: readonly string[], said: readonly string[]): void {
    const identity = parseIdentity(role)!;
    const secret = said.filter((topic) => !mayReceive(identity, topic));
    expect(secret.length).toBeGreaterThan(0);
    expect(found.filter((topic) => secret.includes(topic))).toEqual([]);
    expect(rogue.deliveries.filter(({ topic }) => !mayReceive(identity, topic))).toEqual([]);
    // Refused filters leave nothing at all; Mosquitto grants them, and they stay silent about what is not permitted.
    if (kind === 'embedded') expect(found).toEqual([]);
  }

  async function subscribe(rogue: RawClient): Promise<void> {
    const codes = await rogue.subscribe(ROGUE_FILTERS);
    if (kind === 'embedded') expect(codes).toEqual(ROGUE_FILTERS.map(() => 0x80));
    expect(await rogue.subscribe([CONTROL])).toEqual([1]);
  }

  test.each(ROLES)('[P-10.3] %s gets nothing live through any of 12 rogue filters', async (role) => {
    round += 1;
    const watch = await broker.join('debug-watch', ['grid/#']);
    const rogue = await broker.join(role);
    await subscribe(rogue);
    const said = await publishAll(role, rogue, false);
    expectPermitted(role, rogue, await given(rogue), said);
    // Control: it was all said, and who may read it did.
    await until('all is here', () => watch.deliveries.filter(({ text }) => text === `${round}`).length === said.length);
    expect(topicsOf(watch.deliveries.filter(({ text }) => text === `${round}`))).toEqual(said.toSorted());
  });

  test.each(ROLES)('[P-10.3] %s gets nothing that is kept through any of 12 rogue filters', async (role) => {
    round += 1;
    const before = await broker.join(role);
    const said = await publishAll(role, before, true);
    await before.end(true);
    const rogue = await broker.join(role);
    await subscribe(rogue);
    expectPermitted(role, rogue, await given(rogue), said);
    // Control: it is kept, for whoever may have it.
    const watch = await broker.join('debug-watch', ['grid/#']);
    await until('all is here', () => watch.deliveries.filter(({ text }) => text === `${round}`).length === said.length);
    expect(watch.deliveries.filter(({ text }) => text === `${round}`).every(({ isRetained }) => isRetained)).toBe(true);
  });

  test.each(ROLES)(
    '[P-10.6] %s gets nothing from a queue of its absence through any of 12 rogue filters',
    async (role) => {
      round += 1;
      const first = broker.open(role);
      const isQueued = await first.connect({ clientId: role, isClean: false });
      // A queue in the broker's memory, for as long as somebody likes: the embedded broker knows none.
      expect(isQueued).toBe(kind === 'Mosquitto');
      const absent = isQueued ? first : await broker.join(role);
      await subscribe(absent);
      await absent.end(false);
      const said = await publishAll(role, undefined, false);
      await broker.publishAs('aggregator-2', CONTROL, `${round} away`, true);
      const rogue = broker.open(role);
      expect(await rogue.connect({ clientId: role, isClean: !isQueued })).toBe(true);
      await rogue.subscribe([CONTROL]);
      expectPermitted(role, rogue, await given(rogue), said);
      // Control: what it may have was queued, or is kept.
      expect(rogue.texts()).toContain(`${round} away`);
    },
  );
});
