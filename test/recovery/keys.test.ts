/** Key cards: an aggregator's HPKE key is replaced and nothing is lost; cards count in their time only. [P-9.1, P-9.2] */
import { describe, expect, test } from 'vitest';
import { type OwnKey, agreementFromSeed, nodeCrypto } from '../../host/keys/crypto.ts';
import { toBase64url } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { isSignedBy, withSignature } from '../../protocol/keys/signing.ts';
import type { KeyCard, SharesMessage } from '../../schemas/types.ts';
import { agreementNamed, bytesNamed } from '../material.ts';
import { SIZE, billedUnits, range, readBy, value } from '../attacks/forge.ts';
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
  expect(range(0, 4).map((meter) => billedUnits(grid, `meter-${meter + 1}`))).toEqual(
    range(0, 4).map((meter) => [readBy(meter, range(0, 8))]),
  );
  expect(grid.bills.map(({ signers }) => signers)).toEqual(range(0, 4).map(() => [1, 2, 3]));
}

describe('[P-9.2] a new key', () => {
  test('is used from its card on; what was sealed to the old one is opened as long as that is kept', () => {
    const grid = new Grid(SIZE);
    grid.start();
    // No receipt of it arrives: so every message brings the set-up of its session, which a restarted one does not know. [P-4.2]
    grid.onDeliver = ({ topic }) => !topic.endsWith('/receipts/1');
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

describe('[P-9.2] a rotation while the aggregator runs', () => {
  const HOUR_MS = 3_600_000;
  const startMs = FIRST_INTERVAL * 900_000;
  /** In the middle of interval 4. */
  const turnMs = startMs + 4.5 * 900_000;
  const next = { ...hpkeKey('k2', 'aggregator-1/new'), validFromMs: turnMs };
  const ending = { ...FIRST, validUntilMs: turnMs, openUntilMs: turnMs + HOUR_MS };

  test('is announced by the card, and meters change over at its time by their own clock', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    grid.rotateKeys(1, [next, ending]);
    // From here on no card reaches the meters: what they have says it all.
    grid.onDeliver = ({ topic }, to) => topic !== 'grid/agg/1/key' || to !== 'fleet';
    const before = grid.tapped.length;
    readSome(grid, 2, 4);
    expect(keyIds(grid, before)).toEqual(new Set(['k1']));
    const after = grid.tapped.length;
    readSome(grid, 4, 8);
    expect(keyIds(grid, after)).toEqual(new Set(['k2']));
    expect(cards(grid).map(({ serial, keys }) => [serial, keys.map(({ keyId }) => keyId)])).toEqual([
      [1, ['k1']],
      [2, ['k1', 'k2']],
      // Once it is over, the old one stands in no card.
      [3, ['k2']],
    ]);
    expect(grid.aggregatorMachines[0]!.stats.rejections).toEqual({});
    expectExact(grid);
  });

  test('opens what was on its way for its grace; later it comes again, sealed to the new key', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 3);
    grid.rotateKeys(1, [next, ending]);
    const held = grid.tapped.length;
    grid.onDeliver = ({ topic }) => topic !== 'grid/agg/1/shares';
    grid.readInterval(3, (meter) => [value(meter, 3)]);
    grid.onDeliver = () => true;
    const [first, second, ...rest] = grid.tapped.slice(held).filter(({ topic }) => topic === 'grid/agg/1/shares');
    const stats = grid.aggregatorMachines[0]!.stats;
    const deliver = (message: typeof first, gridMs: number): void => {
      grid.gridMs = gridMs;
      grid.aggregators[0]!.feed(
        { kind: 'message', topic: message!.topic, payload: Buffer.from(message!.payload) },
        grid.times,
      );
    };
    const cells = stats.cells;
    deliver(first, turnMs + HOUR_MS - 1);
    expect([stats.cells - cells, stats.rejections]).toEqual([1, {}]);
    deliver(second, turnMs + HOUR_MS);
    for (const message of rest) deliver(message, turnMs + HOUR_MS);
    expect([stats.cells - cells, stats.rejections]).toEqual([1, { hpke_unknown_config_id: 3 }]);
    grid.gridMs = turnMs - 900_000 / 2;
    const before = grid.tapped.length;
    grid.gridMs = turnMs + 1;
    grid.wait(4_000);
    expect(keyIds(grid, before)).toEqual(new Set(['k2']));
    expect(stats.cells - cells).toBe(4);
    // Its host deletes the old one: nothing changes.
    grid.rotateKeys(1, [next]);
    readSome(grid, 4, 8);
    expectExact(grid);
  });

  test('in an emergency takes effect at once: no reading is lost', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 3);
    grid.onDeliver = ({ topic }) => topic !== 'grid/agg/1/shares';
    const held = grid.tapped.length;
    grid.readInterval(3, (meter) => [value(meter, 3)]);
    grid.onDeliver = () => true;
    const late = grid.tapped.slice(held).filter(({ topic }) => topic === 'grid/agg/1/shares');
    grid.rotateKeys(1, [hpkeKey('k2', 'aggregator-1/new')]);
    const before = grid.tapped.length;
    for (const message of late) grid.publish(message);
    grid.wait(4_000);
    expect(grid.aggregatorMachines[0]!.stats.rejections).toEqual({ hpke_unknown_config_id: 4 });
    expect(keyIds(grid, before + late.length)).toContain('k2');
    expect(grid.aggregatorMachines[0]!.stats.cells).toBe(16);
    readSome(grid, 4, 8);
    expectExact(grid);
  });

  test('opens what a meter whose clock is ahead seals to the next key already', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 4);
    grid.rotateKeys(1, [next, ending]);
    const before = grid.tapped.length;
    const aheadMs = startMs + 5 * 900_000 - grid.gridMs;
    grid.gridMs += aheadMs;
    grid.fleet.feed(
      { kind: 'reading', meter: 'meter-1', reading: { interval: FIRST_INTERVAL + 4, valuesUnits: [value(0, 4)] } },
      grid.times,
    );
    grid.gridMs -= aheadMs;
    // The interval has not ended by the aggregator's clock: that much it says after opening.
    grid.settle();
    expect(keyIds(grid, before)).toEqual(new Set(['k2']));
    expect(Object.keys(grid.aggregatorMachines[0]!.stats.rejections)).toEqual(['report_too_early']);
    readSome(grid, 4, 5);
    grid.wait(4_000);
    readSome(grid, 5, 8);
    expectExact(grid);
  });

  test('that leaves no valid key is told to its operator; readings wait for the next one', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    grid.rotateKeys(1, [{ ...FIRST, validUntilMs: grid.gridMs }]);
    expect(grid.aggregators[0]!.notices.map(({ code }) => code)).toContain('no_hpke_key');
    readSome(grid, 2, 4);
    grid.rotateKeys(1, [hpkeKey('k2', 'aggregator-1/new'), FIRST]);
    readSome(grid, 4, 8);
    expectExact(grid);
  });

  test('also where an id comes again with another key, as after a lost key file', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 3);
    grid.rotateKeys(1, [hpkeKey('k1', 'aggregator-1/new')]);
    readSome(grid, 3, 8);
    expect(grid.aggregatorMachines[0]!.stats.rejections).toEqual({});
    expectExact(grid);
  });
});

describe('[P-9.2] a card', () => {
  const WEEK_MS = 7 * 86_400_000;

  test('ends a week after it was signed, for whoever gets no newer one; else there is one in time', () => {
    const grid = new Grid(SIZE);
    grid.start();
    const [{ validFromMs, validUntilMs }] = cards(grid) as [KeyCard];
    expect([validFromMs, validUntilMs]).toEqual([grid.gridMs - 86_400_000, grid.gridMs + WEEK_MS]);
    grid.gridMs += WEEK_MS - 1;
    grid.settle();
    expect(grid.meterMachine.grid.keys.has(1)).toBe(true);
    grid.onDeliver = ({ topic }) => topic !== 'grid/agg/1/key';
    for (let half = 0; half < 2; half++) {
      grid.gridMs += WEEK_MS / 2;
      grid.settle();
    }
    expect([1, 2, 3].map((index) => grid.meterMachine.grid.keys.has(index))).toEqual([false, true, true]);
    expect(grid.fleet.notices.filter(({ code }) => code === 'key_card_ended').map(({ fields }) => fields)).toEqual([
      { aggregator: 1 },
    ]);
    grid.onDeliver = () => true;
    grid.restartAggregator(1);
    grid.settle();
    expect(grid.meterMachine.grid.keys.has(1)).toBe(true);
  });

  test('of before is not believed by a restarted meter either, and it seals without waiting for one', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    grid.rotateKeys(1, [hpkeKey('k2', 'aggregator-1/new'), FIRST]);
    const [old] = cards(grid);
    // The broker plays the old one to the new process, and nothing else of that topic.
    grid.onDeliver = ({ topic, payload }, to) =>
      topic !== 'grid/agg/1/key' || to !== 'fleet' || payload === canonicalJson(old!);
    grid.restartFleet();
    grid.publish({ topic: 'grid/agg/1/key', payload: canonicalJson(old!), isRetained: false });
    grid.settle();
    expect(grid.fleet.notices.at(-1)).toMatchObject({ code: 'key_card_refused' });
    const before = grid.tapped.length;
    readSome(grid, 2, 8);
    expect(keyIds(grid, before)).toEqual(new Set(['k2']));
    expectExact(grid);
  });

  test.each([
    [400, 'over for 393 days', 'ahead'],
    [-10, 'not valid for another 9 days', 'behind'],
  ])(
    'that is refused for its time, %i days off, says that this clock may be wrong; it is taken when that is right',
    (days, words, off) => {
      const grid = new Grid(SIZE);
      const skewMs = (days * WEEK_MS) / 7;
      grid.skewMs.set('fleet', skewMs);
      grid.start();
      const problemAt = (aheadMs: number): string | undefined =>
        grid.meterMachine.clockProblem({ ...grid.times, gridMs: grid.gridMs + aheadMs });
      expect(grid.meterMachine.grid.keys.size).toBe(0);
      expect(problemAt(skewMs)).toContain(`the key card of aggregator 1 and 2 and 3 is ${words}: the clock is ${off} `);
      grid.skewMs.delete('fleet');
      grid.wait(1_000);
      expect(problemAt(0)).toBeUndefined();
      expect(grid.meterMachine.grid.keys.size).toBe(3);
    },
  );

  test('of a ledger that was put back has a higher serial than the one that the broker kept', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    const writes = grid.aggregators[0]!.history.length;
    grid.rotateKeys(1, [hpkeKey('k2', 'aggregator-1/new'), FIRST]);
    grid.rotateKeys(1, [hpkeKey('k3', 'aggregator-1/newer'), FIRST]);
    expect(cards(grid).at(-1)!.serial).toBe(3);
    grid.restartAggregator(1, { hpkeKeys: [hpkeKey('k4', 'aggregator-1/newest'), FIRST] });
    grid.rollBackLedger(1, writes);
    grid.settle();
    expect(grid.meterMachine.grid.keys.get(1)?.keyId).toBe('k4');
    expect(cards(grid).at(-1)!.serial).toBeGreaterThan(3);
  });
});

describe('[P-9.1] a cold identity', () => {
  test('carries on after the disk with the first is lost: cards, log and bills', () => {
    const grid = new Grid({ ...SIZE, isColdPinned: true });
    grid.start();
    readSome(grid, 0, 3);
    const cold = grid.coldIdentityOf(1);
    grid.loseLedger(1, { identity: cold.privateKey, hpkeKeys: [hpkeKey('k1', 'aggregator-1/new')] });
    grid.wait(4_000);
    const card = cards(grid).at(-1)!;
    const pinned = nodeCrypto.identityPublicKey(cold.publicRaw)!;
    expect(isSignedBy(nodeCrypto, [pinned], 'key-card', card)).toBe(true);
    expect(grid.meterMachine.grid.keys.get(1)?.publicRaw).toBe(card.keys[0]!.publicKey);
    readSome(grid, 3, 8);
    expectExact(grid);
  });

  test('that nobody pins is nobody (control)', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 3);
    const { keyId } = grid.meterMachine.grid.keys.get(1)!;
    const cold = grid.coldIdentityOf(1);
    grid.loseLedger(1, { identity: cold.privateKey, hpkeKeys: [hpkeKey('k2', 'aggregator-1/new')] });
    grid.wait(4_000);
    expect(grid.meterMachine.grid.keys.get(1)?.keyId).toBe(keyId);
    expect(grid.archive.restore()[0]!.entries.length).toBeGreaterThan(0);
  });
});

describe('[P-9.2] a card in its time', () => {
  const start = FIRST_INTERVAL * 900_000;
  const never = Number.MAX_SAFE_INTEGER;
  /** Its own card would make it issue a newer one. */
  const unheardBy =
    (name: string): Grid['onDeliver'] =>
    ({ topic }, to) =>
      topic !== 'grid/agg/1/key' || to !== name;

  function cardOf(grid: Grid, validFromMs: number, validUntilMs: number) {
    const { signature: _signature, ...body } = cards(grid)[0]!;
    const { publicRaw } = hpkeKey('k9', 'aggregator-1/other');
    const keys = [{ keyId: 'k9', publicKey: toBase64url(publicRaw), validFromMs: 0, validUntilMs: never }];
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
    grid.onDeliver = unheardBy('aggregator-1');
    grid.publish(cardOf(grid, from, until));
    grid.settle();
    expect(grid.meterMachine.grid.keys.get(1)?.keyId).toBe(keyId);
  });

  test('that ends is not used any more: readings wait for the next one', () => {
    const grid = new Grid(SIZE);
    grid.start();
    grid.onDeliver = unheardBy('aggregator-1');
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
