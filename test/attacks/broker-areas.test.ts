/**
 * Who may publish shares and totals where, under each form that a scheme may have: with genuine certificates, and a broker that
 * was told the form or was not. What is asserted is what was delivered.
 */
import { describe, expect, test } from 'vitest';
import { until } from '../../host/bus/bus.conformance.ts';
import { type SharesTopic, topics } from '../../protocol/wire/topics.ts';
import { BrokerUnderAttack, KINDS } from './brokers.ts';

const FORMS = ['aggregator', 'area', 'meter'] as const;
const AREAS = { 'meter-m1': 'oak', 'meter-m2': 'elm' };
const PARTIES = ['meter-m1', 'meter-m2', 'meter-nowhere', 'fleet-oak', 'aggregator-1', 'aggregator-2', 'utility'];

/** Under which forms each may. */
const TRIES: readonly (readonly [clientId: string, topic: string, allowedUnder: readonly SharesTopic[]])[] = [
  ['meter-m1', topics.shares(1), ['aggregator']],
  ['meter-nowhere', topics.shares(1), ['aggregator']],
  ['meter-m1', topics.areaShares(1, 'oak'), ['aggregator', 'area']],
  ['meter-m2', topics.areaShares(2, 'elm'), ['aggregator', 'area']],
  ['meter-m1', topics.areaShares(1, 'elm'), []],
  ['meter-m2', topics.areaShares(1, 'oak'), []],
  // A certificate that names no area.
  ['meter-nowhere', topics.areaShares(1, 'oak'), []],
  ['meter-nowhere', topics.meterShares(1, 'oak', 'nowhere'), []],
  ['meter-m1', topics.meterShares(1, 'oak', 'm1'), FORMS],
  ['meter-m2', topics.meterShares(2, 'elm', 'm2'), FORMS],
  ['meter-m1', topics.meterShares(1, 'oak', 'm2'), []],
  ['meter-m1', topics.meterShares(1, 'elm', 'm1'), []],
  ['meter-m1', topics.meterShares(1, 'elm', 'm2'), []],
  ['fleet-oak', topics.areaShares(1, 'elm'), ['aggregator', 'area']],
  ['fleet-oak', topics.meterShares(1, 'elm', 'm2'), FORMS],
  ['aggregator-1', topics.totals(), ['aggregator']],
  ['aggregator-1', topics.areaTotals('oak'), FORMS],
  ['aggregator-1', topics.areaShares(1, 'oak'), []],
  ['aggregator-1', topics.manifests(1, 'oak'), FORMS],
  ['aggregator-1', topics.manifests(2, 'oak'), []],
  ['aggregator-1', topics.recovery(1), FORMS],
  ['aggregator-1', topics.recovery(2), []],
  ['utility', topics.areaTotals('oak'), []],
  ['utility', topics.requests(2, 'elm'), FORMS],
  ['meter-m1', topics.areaTotals('oak'), []],
  ['meter-m1', topics.requests(1, 'oak'), []],
];

describe.each(KINDS)('[P-5.1] areas in topics: %s', (kind) => {
  test.each(FORMS)('[P-10.2] with the form %s a party publishes in its own topics only', async (sharesTopic) => {
    const clientIds = [...PARTIES, 'debug-watch'];
    const broker = await BrokerUnderAttack.start({ kind, clientIds, areas: AREAS, sharesTopic });
    try {
      const watch = await broker.join('debug-watch', ['grid/#']);
      for (const [at, [clientId, topic]] of TRIES.entries()) {
        const client = await broker.join(clientId);
        await client.publish(topic, `try ${at}`, false);
        await client.end(true);
      }
      await broker.publishAs('aggregator-2', topics.status(2), 'control', true);
      await until('the control is here', () => watch.texts().includes('control'));
      await watch.flush();
      const delivered = watch.deliveries.filter(({ text }) => text !== 'control');
      const allowed = TRIES.flatMap(([, topic, forms], at) =>
        forms.includes(sharesTopic) ? [{ topic, text: `try ${at}`, isRetained: false }] : [],
      );
      expect(allowed.length).toBeGreaterThan(6);
      expect(delivered.toSorted((a, b) => a.text.localeCompare(b.text))).toEqual(
        allowed.toSorted((a, b) => a.text.localeCompare(b.text)),
      );
    } finally {
      await broker.stop();
    }
  });

  test('[P-10.3] who serves some areas hears those only', async () => {
    const broker = await BrokerUnderAttack.start({ kind, clientIds: [...PARTIES], areas: AREAS });
    try {
      const filters = [topics.requests(1, 'oak'), topics.areaShares(1, 'oak'), `${topics.areaShares(1, 'oak')}/+`];
      const worker = await broker.join('aggregator-1', [...filters, topics.log(2, 'oak'), topics.accepts(2, 'oak')]);
      const others = [topics.requests(1, 'elm'), topics.requests(1, 'oak')].map((topic) => ['utility', topic] as const);
      const shares = [
        ['meter-m2', topics.areaShares(1, 'elm')],
        ['meter-m2', topics.meterShares(1, 'elm', 'm2')],
        ['meter-m1', topics.areaShares(1, 'oak')],
        ['meter-m1', topics.meterShares(1, 'oak', 'm1')],
        ['aggregator-2', topics.log(2, 'elm')],
        ['aggregator-2', topics.log(2, 'oak')],
        ['aggregator-2', topics.accepts(2, 'oak')],
      ] as const;
      for (const [clientId, topic] of [...others, ...shares]) await broker.publishAs(clientId, topic, topic);
      await until('the last one is here', () => worker.texts().includes(topics.accepts(2, 'oak')));
      expect(worker.texts().filter((topic) => topic.includes('elm'))).toEqual([]);
      expect(worker.texts()).toHaveLength(5);
    } finally {
      await broker.stop();
    }
  });
});
