/** Who says and hears each topic, and what each party can read of it, written by hand: the table's twin. [P-5.1] */
import { describe, expect, test } from 'vitest';
import { SCHEMA_OF_TOPIC } from './envelope.ts';
import { isHeardBy, listenersOf, MEANING, sealedFor, senderOf, sightOf, type Watcher } from './sight.ts';
import { parseTopic, TOPICS } from './topics.ts';

const MESSAGE = { aggregator: 2, meter: 'm1' };
const CASES: readonly (readonly [topic: string, from: string, to: readonly string[], sealed?: string])[] = [
  ['grid/agg/2/shares', 'meter-m1', ['aggregator-2'], 'aggregator-2'],
  ['grid/agg/2/shares/oak', 'meter-m1', ['aggregator-2'], 'aggregator-2'],
  ['grid/agg/2/shares/oak/m1', 'meter-m1', ['aggregator-2'], 'aggregator-2'],
  ['grid/agg/2/requests/oak', 'utility', ['aggregator-2']],
  ['grid/agg/2/manifests/oak', 'aggregator-2', ['utility']],
  ['grid/agg/2/accepts/oak', 'aggregator-2', ['aggregators', 'utility']],
  ['grid/agg/2/log/oak', 'aggregator-2', ['aggregators', 'utility']],
  ['grid/agg/2/recovery', 'aggregator-2', ['aggregators']],
  ['grid/agg/2/key', 'aggregator-2', ['utility', 'meters']],
  ['grid/agg/2/status', 'aggregator-2', ['utility', 'meters']],
  ['grid/agg/2/rejections', 'aggregator-2', ['utility']],
  ['grid/agg/2/evidence', 'aggregator-2', ['aggregators', 'utility', 'meters']],
  ['grid/utility/evidence', 'utility', ['aggregators', 'meters']],
  ['grid/meter/m1/evidence', 'meter-m1', ['aggregators', 'utility']],
  ['grid/utility/totals', 'aggregator-2', ['utility'], 'utility'],
  ['grid/utility/totals/oak', 'aggregator-2', ['utility'], 'utility'],
  ['grid/meter/m1/receipts/2', 'aggregator-2', ['meter-m1']],
  ['grid/meter/m1/bill', 'utility', ['meter-m1'], 'meter-m1'],
  ['grid/scheme', 'utility', ['meters']],
  ['grid/tariffs', 'utility', ['meters']],
  ['grid/roster/oak', 'utility', []],
  ['grid/clock', 'fleet', ['aggregators', 'utility', 'meters']],
];

const WATCHERS: Readonly<Record<string, Watcher>> = {
  'aggregator-1': { role: 'aggregator', index: 1 },
  'aggregator-2': { role: 'aggregator', index: 2 },
  utility: { role: 'utility' },
  'meter-m1': { role: 'meter', meterId: 'm1' },
  'meter-m2': { role: 'meter', meterId: 'm2' },
  broker: { role: 'debug' },
};

const parsedOf = (topic: string) => {
  const parsed = parseTopic(topic);
  if (parsed === undefined) throw new Error(topic);
  return parsed;
};

describe('what a bystander can tell', () => {
  test('the cases are all topics, in order', () => {
    expect(CASES.map(([topic]) => parseTopic(topic)?.name)).toEqual(TOPICS.map(({ name }) => name));
  });

  test.each(CASES.map(([topic, from, to, sealed]) => ({ topic, from, to, sealed })))(
    '$topic',
    ({ topic, from, to, sealed }) => {
      const parsed = parsedOf(topic);
      const kind = SCHEMA_OF_TOPIC[parsed.name];
      expect(senderOf(parsed, MESSAGE)).toBe(from);
      expect(listenersOf(parsed, topic, from)).toEqual(to);
      expect(sealedFor(kind, parsed)).toBe(sealed);
      expect(MEANING[kind]).toMatch(/\.$/);
      // What is sealed is opened by one party alone, and the broker never sees a value.
      const openers = Object.entries(WATCHERS).filter(([, watcher]) => sightOf(watcher, kind, parsed, topic).isOpened);
      expect(openers.map(([name]) => name)).toEqual(sealed === undefined ? [] : [sealed]);
      const outside = sightOf({ role: 'debug' }, kind, parsed, topic);
      expect(outside.isHeard).toBe(true);
      expect(outside.cannot).toBe(sealed === undefined ? undefined : `see any value: only ${sealed} can open it`);
      for (const watcher of Object.values(WATCHERS)) {
        const { isHeard, can, cannot } = sightOf(watcher, kind, parsed, topic);
        expect(isHeard).toBe(isHeardBy(watcher, parsed, topic));
        expect([can !== undefined, (cannot ?? '').includes('does not hear it')]).toEqual([isHeard, !isHeard]);
      }
    },
  );

  test('a message that does not say who sent it gets no made-up sender', () => {
    for (const meter of [undefined, null, {}, ['m1']])
      expect(senderOf(parsedOf('grid/agg/2/shares'), { meter })).toBe('meter-?');
  });
});
