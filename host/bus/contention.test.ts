/** When closed connections are the work of a second process under the same name. */
import { describe, expect, test } from 'vitest';
import { Contention } from './contention.ts';
import { Takeovers } from '../../broker/takeovers.ts';

const MAX_MS = 60_000;

function closedOften(times: number, livedMs: number): Contention {
  const contention = new Contention(MAX_MS);
  for (let count = 0; count < times; count += 1) contention.closed(livedMs);
  return contention;
}

describe('[P-10.6] a party whose connections are closed', () => {
  test('says so after a few in a row, and leaves the name after a few more', () => {
    expect(closedOften(3, 1_000).problem('meter-m1')).toBe(undefined);
    expect(closedOften(4, 1_000).problem('meter-m1')).toContain('same client id meter-m1');
    expect(closedOften(7, 1_000).yieldMs).toBe(undefined);
    expect(closedOften(8, 1_000).yieldMs).toBe(300_000);
  });

  test('a connection as long as the longest wait of the other one says nothing else', () => {
    expect(closedOften(8, MAX_MS).closedInARow).toBe(8);
    expect(closedOften(8, MAX_MS + 20_000).closedInARow).toBe(0);
  });

  test('one whose other one has left the name goes on saying so until that would be back', () => {
    const contention = closedOften(5, 1_000);
    contention.lives(MAX_MS + 20_000);
    expect(contention.problem('meter-m1')).toContain('same client id');
    contention.lives(601_000);
    expect(contention.problem('meter-m1')).toBe(undefined);
  });

  test('a broker that is away between is the reason itself', () => {
    const contention = closedOften(3, 1_000);
    contention.brokerWasAway();
    contention.closed(1_000);
    expect(contention.closedInARow).toBe(1);
  });

  test('two that have begun to wait stay suspicious until one is alone for long', () => {
    const contention = closedOften(8, 1_000);
    // The other one came back after its wait.
    contention.closed(400_000);
    expect(contention.yieldMs).toBe(300_000);
    contention.lives(599_000);
    expect(contention.problem('utility')).not.toBe(undefined);
    contention.lives(601_000);
    expect(contention.problem('utility')).toBe(undefined);
  });
});

describe('[P-10.6] a broker', () => {
  test('names who is taken over many times within minutes, and forgets who was once', () => {
    const takeovers = new Takeovers();
    for (const atMs of [0, 60_000, 120_000]) takeovers.note('aggregator-1', atMs);
    takeovers.note('meter-m1', 120_000);
    expect(takeovers.contested(120_000)).toEqual([]);
    takeovers.note('aggregator-1', 180_000);
    expect(takeovers.contested(180_000)).toEqual(['aggregator-1']);
    expect(takeovers.contested(700_000)).toEqual([]);
  });
});
