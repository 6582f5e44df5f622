/** Key cards: an aggregator's HPKE key is replaced and nothing is lost; cards count in their time only. [P-9.2] */
import { describe, expect, test } from 'vitest';
import { type OwnKey, agreementFromSeed, nodeCrypto } from '../../host/crypto.ts';
import { toBase64url } from '../../protocol/bytes.ts';
import { canonicalJson } from '../../protocol/canonical.ts';
import { withSignature } from '../../protocol/signing.ts';
import type { KeyCard, SharesMessage } from '../../schemas/types.ts';
import { agreementNamed, bytesNamed } from '../material.ts';
import { SIZE, billedWh, range, readBy, value } from '../attacks/forge.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';

function hpkeKey(keyId: string, name: string, { privateKey, publicRaw }: OwnKey = agreementNamed(name)) {
  return { keyId, privateKey, publicRaw };
}

/** As the grid made it. */
const FIRST = hpkeKey('k1', '', agreementFromSeed(bytesNamed('aggregator-1/hpke')));

function cards(grid: Grid): KeyCard[] {
  return grid.tapped
    .filter(({ topic }) => topic === 'grid/agg/1/key')
    .map(({ payload }) => JSON.parse(payload) as KeyCard);
}

function keyIds(grid: Grid, from: number): Set<string> {
  const shares = grid.tapped.slice(from).filter(({ topic }) => topic === 'grid/agg/1/shares');
  return new Set(shares.map(({ payload }) => (JSON.parse(payload) as SharesMessage).keyId));
}

function readSome(grid: Grid, from: number, end: number): void {
  for (const offset of range(from, end)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
}

function expectExact(grid: Grid): void {
  grid.closeDue();
  grid.wait(20_000);
  expect(range(0, 4).map((meter) => billedWh(grid, `meter-${meter + 1}`))).toEqual(
    range(0, 4).map((meter) => [readBy(meter, range(0, 8))]),
  );
  expect(grid.bills.map(({ signers }) => signers)).toEqual(range(0, 4).map(() => [1, 2, 3]));
}

describe('[P-9.2] a new key', () => {
  test('is used from its card on; what was sealed to the old one is opened as long as that is kept', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 3);
    // Messages on their way while the key changes.
    const held = grid.tapped.length;
    grid.onDeliver = (_message, to) => to !== 'aggregator-1';
    grid.readInterval(3, (meter) => [value(meter, 3)]);
    grid.onDeliver = () => true;
    const late = grid.tapped.slice(held).filter(({ topic }) => topic === 'grid/agg/1/shares');
    const before = grid.tapped.length;
    grid.restartAggregator(1, { hpkeKeys: [hpkeKey('k2', 'aggregator-1/new'), FIRST] });
    for (const message of late) grid.publish(message);
    grid.settle();
    expect(grid.aggregatorMachines[0]!.stats.rejections).toEqual({});
    readSome(grid, 4, 8);
    expect(keyIds(grid, before + late.length + 20)).toEqual(new Set(['k2']));
    expect(cards(grid).map(({ serial, keys }) => [serial, keys.map(({ keyId }) => keyId)])).toEqual([
      [1, ['k1']],
      [2, ['k2']],
    ]);
    expectExact(grid);
  });

  test('also where the old one is gone at once: readings come again, sealed to the new one', () => {
    const grid = new Grid(SIZE);
    grid.start();
    grid.onDeliver = (_message, to) => to !== 'aggregator-1';
    readSome(grid, 0, 3);
    grid.onDeliver = () => true;
    grid.restartAggregator(1, { hpkeKeys: [hpkeKey('k2', 'aggregator-1/new')] });
    grid.wait(4_000);
    expect(grid.aggregatorMachines[0]!.stats.cells).toBe(12);
    readSome(grid, 3, 8);
    expectExact(grid);
  });

  test('keeps its serial over restarts, and a card of before is not believed again', () => {
    const grid = new Grid(SIZE);
    grid.start();
    const hpkeKeys = [hpkeKey('k2', 'aggregator-1/new'), FIRST];
    for (let again = 0; again < 3; again++) {
      grid.restartAggregator(1, { hpkeKeys });
      grid.settle();
    }
    expect(cards(grid).map(({ serial }) => serial)).toEqual([1, 2, 2, 2]);
    const [old] = cards(grid);
    grid.publish({ topic: 'grid/agg/1/key', payload: canonicalJson(old!), isRetained: true });
    grid.settle();
    expect(grid.meterMachine.grid.keys.get(1)?.keyId).toBe('k2');
    expect(grid.fleet.notices.some(({ code }) => code === 'key_card_refused')).toBe(true);
  });

  test('after a loss has a higher serial than any before, so that meters take it', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    grid.restartAggregator(1, { hpkeKeys: [hpkeKey('k2', 'aggregator-1/new'), FIRST] });
    grid.settle();
    grid.loseLedger(1);
    grid.wait(4_000);
    grid.restartAggregator(1, { hpkeKeys: [hpkeKey('k3', 'aggregator-1/newer'), FIRST] });
    grid.settle();
    expect(cards(grid).map(({ serial }) => serial)).toEqual([1, 2, 1_000_001, 1_000_002]);
    expect(grid.meterMachine.grid.keys.get(1)?.keyId).toBe('k3');
    readSome(grid, 2, 8);
    expectExact(grid);
  });
});

describe('[P-9.2] a card in its time', () => {
  const start = FIRST_INTERVAL * 900_000;
  const never = Number.MAX_SAFE_INTEGER;

  function cardOf(grid: Grid, validFromMs: number, validUntilMs: number) {
    const { signature: _signature, ...body } = cards(grid)[0]!;
    const { publicRaw } = hpkeKey('k9', 'aggregator-1/other');
    const keys = [{ keyId: 'k9', publicKey: toBase64url(publicRaw) }];
    const changed = { ...body, serial: 9, keys, validFromMs, validUntilMs };
    const card = withSignature(nodeCrypto, grid.identityOf(1).privateKey, 'key-card', changed);
    return { topic: 'grid/agg/1/key', payload: canonicalJson(card), isRetained: true };
  }

  test.each([
    ['for ever (control)', 0, never, 'k9'],
    ['now (control)', start, start + 1, 'k9'],
    ['that is over', 0, start, 'k1'],
    ['that has not begun', start + 1, never, 'k1'],
  ])('%s', (_what, from, until, keyId) => {
    const grid = new Grid(SIZE);
    grid.start();
    grid.publish(cardOf(grid, from, until));
    grid.settle();
    expect(grid.meterMachine.grid.keys.get(1)?.keyId).toBe(keyId);
  });

  test('that ends is not used any more: readings wait for the next one', () => {
    const grid = new Grid(SIZE);
    grid.start();
    grid.publish(cardOf(grid, 0, start + 900_000));
    grid.settle();
    expect(grid.meterMachine.grid.keys.has(1)).toBe(true);
    const before = grid.tapped.length;
    readSome(grid, 0, 2);
    expect(grid.meterMachine.grid.keys.has(1)).toBe(false);
    grid.wait(4_000);
    const to = (aggregator: number): number =>
      grid.tapped.slice(before).filter(({ topic }) => topic === `grid/agg/${aggregator}/shares`).length;
    expect([to(1), to(2)]).toEqual([0, 8]);
  });
});
