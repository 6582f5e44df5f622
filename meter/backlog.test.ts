/** A fleet with a long backlog sends it by turns: no step may keep its process from messages, probes and signals. [P-6.3] */
import { expect, test } from 'vitest';
import type { SharesMessage } from '../schemas/types.ts';
import { FIRST_INTERVAL, Grid } from '../test/simulation/grid.ts';
import { MAX_SHARES_PER_TICK } from './sending.ts';

const METERS = 5;
const AGGREGATORS = 3;
const INTERVALS = 200;

test('a backlog after a restart goes out in steps of a bounded length', () => {
  const grid = new Grid({ meters: METERS, aggregators: AGGREGATORS, threshold: 2 });
  grid.start();
  const isShares = (topic: string): boolean => topic.endsWith('/shares');
  // Nothing of it arrives: the aggregators can't be reached.
  grid.onDeliver = ({ topic }) => !isShares(topic);
  for (let offset = 0; offset < INTERVALS; offset += 1) grid.readInterval(offset, (meter) => [10 * meter + offset]);
  grid.restartFleet();
  const sent = new Map<string, number>();
  let longest = 0;
  for (let step = 0; step < 100 && sent.size <= MAX_SHARES_PER_TICK; step += 1) {
    grid.monotonicMs += 500;
    const before = grid.tapped.length;
    grid.fleet.feed({ kind: 'tick' }, grid.times);
    grid['deliverAll']();
    let count = 0;
    for (const { topic, payload } of grid.tapped.slice(before)) {
      if (!isShares(topic)) continue;
      const message = JSON.parse(payload) as SharesMessage;
      count += message.count;
      for (let at = 0; at < message.count; at += 1)
        sent.set(`${message.meter}/${message.aggregator}/${message.from + at}`, step);
    }
    longest = Math.max(longest, count);
  }
  // More than one step can take.
  expect(sent.size).toBeGreaterThan(MAX_SHARES_PER_TICK);
  expect(longest).toBeLessThanOrEqual(MAX_SHARES_PER_TICK);
  expect(new Set(sent.values()).size).toBeGreaterThan(1);
});

test('what is read while the bus is away is sealed when it is back, many intervals a message', () => {
  const meters = 3;
  const grid = new Grid({ meters, aggregators: AGGREGATORS, threshold: 2 });
  grid.start();
  const sharesSince = (from: number): SharesMessage[] =>
    grid.tapped
      .slice(from)
      .flatMap(({ topic, payload }) => (topic.endsWith('/shares') ? [JSON.parse(payload) as SharesMessage] : []));
  grid.readInterval(0, (meter) => [meter]);
  // Control: while it is connected each goes at once.
  expect(sharesSince(0).map(({ count }) => count)).toEqual(Array.from({ length: meters * AGGREGATORS }, () => 1));
  const away = grid.tapped.length;
  grid.fleet.feed({ kind: 'disconnected' }, grid.times);
  grid.onDeliver = (_message, to) => to !== grid.fleet.name;
  for (let offset = 1; offset <= 10; offset += 1) grid.readInterval(offset, (meter) => [10 * meter + offset]);
  expect(sharesSince(away)).toEqual([]);
  // The aggregators closed these pages without it, and it does not hear of that.
  grid.onDeliver = ({ topic }, to) => to === grid.fleet.name && topic.endsWith('/status');
  grid['connect'](grid.fleet as never);
  for (let step = 0; step < 40; step += 1) {
    grid.monotonicMs += 500;
    grid.fleet.feed({ kind: 'tick' }, grid.times);
    grid.settle();
  }
  const sent = sharesSince(away);
  expect(new Set(sent.map(({ from, count }) => `${from - FIRST_INTERVAL}/${count}`))).toEqual(new Set(['1/10']));
  expect(new Set(sent.map(({ meter, aggregator }) => `${meter}/${aggregator}`)).size).toBe(meters * AGGREGATORS);
});
