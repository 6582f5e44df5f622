/**
 * The utility alone can't redirect a share or read one: it has its own keys, owns the broker, and says what it likes on any
 * topic. What meters send is opened by no key but those that a pinned operator signed. [P-9.1, P-9.2, P-9.3]
 */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { toBase64url } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { sharesAad } from '../../protocol/wire/headers.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import { OpeningSessions, meterSender } from '../../protocol/keys/seal.ts';
import { withSignature } from '../../protocol/keys/signing.ts';
import type { KeyCard, Scheme, SharesMessage } from '../../schemas/types.ts';
import { agreementNamed, bytesNamed, identityNamed } from '../material.ts';
import { agreementFromSeed } from '../../host/keys/crypto.ts';
import { FIRST_INTERVAL, Grid, type GridOptions } from '../simulation/grid.ts';
import { SIZE, certified, entryAfter, range, value } from './forge.ts';

/** The HPKE key that the utility would like shares to be sealed to. */
const MALLORY = agreementNamed('mallory/hpke');
const EVER = { validFromMs: 0, validUntilMs: Number.MAX_SAFE_INTEGER };

interface Recipient {
  readonly privateKey: (typeof MALLORY)['privateKey'];
  readonly publicRaw: Uint8Array;
}

/** How many of the share messages from a number on a key opens, whatever id it goes by. */
function openedBy(grid: Grid, recipient: Recipient, from = 0): number {
  const sessions = new OpeningSessions(nodeCrypto, 1_000);
  const shares = grid.tapped.slice(from).filter(({ topic }) => topic.endsWith('/shares'));
  return shares.filter(({ payload }) => {
    const message = JSON.parse(payload) as SharesMessage;
    const { sealed: _sealed, ...header } = message;
    const route = {
      purpose: 'shares' as const,
      deployment: 'test',
      sharing: message.sharing,
      sender: meterSender(message.meter, message.keyEpoch),
      recipient: `aggregator/${message.aggregator}`,
      keyId: message.keyId,
    };
    const identity = identityNamed(message.meter).publicKey;
    return sessions.open(route, [identity], recipient, message, sharesAad(header)) !== undefined;
  }).length;
}

function realCard(grid: Grid, aggregator: number): KeyCard {
  const found = grid.tapped.findLast(({ topic }) => topic === `grid/agg/${aggregator}/key`);
  if (found === undefined) throw new Error('there is a card');
  return JSON.parse(found.payload) as KeyCard;
}

function on(aggregator: number, card: object): Outgoing {
  return { topic: `grid/agg/${aggregator}/key`, payload: canonicalJson(card), isRetained: true };
}

/** A card of aggregator 1 with the utility's own HPKE key, to be signed. */
function redirecting(grid: Grid, changes: Partial<KeyCard> = {}) {
  const { signature: _signature, ...body } = realCard(grid, 1);
  const keys = [{ keyId: 'k1', publicKey: toBase64url(MALLORY.publicRaw), ...EVER }];
  return { ...body, serial: 1_000_000, keys, validFromMs: 0, validUntilMs: EVER.validUntilMs, ...changes };
}

function schemeCopy(grid: Grid, changes: Partial<Scheme>, by: readonly number[] = []): Outgoing {
  const entry = entryAfter(grid, { kind: 'scheme', scheme: { ...grid.scheme, ...changes } }, 'area-1');
  const message = { version: 1, deployment: 'test', type: 'scheme', entries: [certified(grid, entry, by)] };
  return { topic: 'grid/scheme', payload: canonicalJson(message), isRetained: true };
}

type Attempt = (grid: Grid) => readonly Outgoing[];
const { privateKey: utilityKey } = identityNamed('utility');

const ATTEMPTS: readonly (readonly [what: string, attempt: Attempt])[] = [
  [
    'a key card that it signed itself',
    (grid) => [on(1, withSignature(nodeCrypto, utilityKey, 'key-card', redirecting(grid)))],
  ],
  [
    'a key card of an identity of its making',
    (grid) => [on(1, withSignature(nodeCrypto, identityNamed('mallory').privateKey, 'key-card', redirecting(grid)))],
  ],
  [
    'the real card with another key in it',
    (grid) => {
      const card = realCard(grid, 1);
      return [on(1, { ...card, keys: redirecting(grid).keys }), on(1, { ...card, ...redirecting(grid) })];
    },
  ],
  [
    'the real card with a later end or a higher serial',
    (grid) => [
      on(1, { ...realCard(grid, 1), validUntilMs: EVER.validUntilMs }),
      on(1, { ...realCard(grid, 1), serial: 9 }),
    ],
  ],
  [
    'something else that the operator signed, called a card',
    (grid) => [on(1, withSignature(nodeCrypto, grid.identityOf(1).privateKey, 'head', redirecting(grid)))],
  ],
  ["another operator's card in the place of this one's", (grid) => [on(1, realCard(grid, 2))]],
  [
    'a card of another deployment',
    (grid) => [
      on(
        1,
        withSignature(nodeCrypto, grid.identityOf(1).privateKey, 'key-card', redirecting(grid, { deployment: 'x' })),
      ),
    ],
  ],
  [
    "a card signed by the operator of another index, or under another operator's name",
    (grid) => [
      on(1, withSignature(nodeCrypto, grid.identityOf(2).privateKey, 'key-card', redirecting(grid))),
      on(1, withSignature(nodeCrypto, grid.identityOf(1).privateKey, 'key-card', redirecting(grid, { operator: 'x' }))),
    ],
  ],
  [
    'a card whose time is over',
    (grid) => [
      on(
        1,
        withSignature(
          nodeCrypto,
          grid.identityOf(1).privateKey,
          'key-card',
          redirecting(grid, { validUntilMs: grid.gridMs }),
        ),
      ),
    ],
  ],
  [
    'a scheme with other operators',
    (grid) => [
      schemeCopy(grid, { operators: ['mallory-1', 'mallory-2', 'mallory-3'] }),
      schemeCopy(grid, { operators: ['mallory-1', 'mallory-2', 'mallory-3'] }, [1]),
    ],
  ],
  ['a scheme with k = 1', (grid) => [schemeCopy(grid, { threshold: 1 }), schemeCopy(grid, { threshold: 1 }, [1])]],
  [
    'a scheme with fewer aggregators, and so another sharing id',
    (grid) => [schemeCopy(grid, { operators: ['operator-1', 'operator-2'] }, [1])],
  ],
  [
    'a scheme with lower floors',
    (grid) => [schemeCopy(grid, { floors: { minMeters: 1, minIntervals: 1, maxKnown: 0, minCrowd: 1 } }, [1])],
  ],
];

function play(attempt: Attempt, isFresh: boolean, options: Partial<GridOptions> = {}): Grid {
  const grid = new Grid({ ...SIZE, ...options });
  grid.start();
  // A meter that has seen nothing yet, and whose broker tells it the utility's version first.
  if (isFresh) grid.forgetFleet();
  else grid.readInterval(0, (meter) => [value(meter, 0)]);
  for (const message of attempt(grid)) {
    grid.publish(message);
    grid.settle();
  }
  if (isFresh) {
    grid.restartFleet();
    grid.readInterval(1, (meter) => [value(meter, 1)]);
    // Everybody repeats what is true, as they do once an interval.
    for (const index of [1, 2, 3]) grid.restartAggregator(index);
    grid.restartUtility();
    grid.settle();
  }
  for (const offset of range(2, 4)) {
    grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.wait(2_500);
  }
  return grid;
}

describe('[P-9.2] the utility alone redirects no share', () => {
  describe.each([
    ['to meters that run', false],
    ['to meters that know nothing yet', true],
  ])('%s', (_whom, isFresh) => {
    test.each(ATTEMPTS)('%s', (_what, attempt) => {
      const grid = play(attempt, isFresh);
      expect(openedBy(grid, MALLORY)).toBe(0);
      // The meters go on, sealed to keys that the operators signed: each aggregator opened all it was sent.
      for (const { stats } of grid.aggregatorMachines) {
        expect(stats.rejections).toEqual({});
        expect(stats.cells).toBeGreaterThanOrEqual(4 * 2);
      }
      expect(grid.meterMachine.grid.view('area-1')?.scheme).toEqual(grid.scheme);
    });
  });

  test('control: meters that pin the utility as an operator are redirected, and this is seen', () => {
    const grid = play(ATTEMPTS[0]![1], false, { isUtilityPinned: true });
    expect(openedBy(grid, MALLORY)).toBeGreaterThan(0);
  });
});

describe('[P-9.2] a stolen key', () => {
  const stolen = agreementFromSeed(bytesNamed('aggregator-1/hpke'));
  const fresh = agreementNamed('aggregator-1/new');
  const next = { keyId: 'k2', privateKey: fresh.privateKey, publicRaw: fresh.publicRaw };

  function rotated(hasRead: boolean): { readonly grid: Grid; readonly old: KeyCard } {
    const grid = new Grid(SIZE);
    grid.start();
    if (hasRead) grid.readInterval(0, (meter) => [value(meter, 0)]);
    const old = realCard(grid, 1);
    grid.rotateKeys(1, [next]);
    return { grid, old };
  }

  test.each([false, true])(
    'opens nothing after it was replaced, whoever plays the old card; restarted: %s',
    (again) => {
      const { grid, old } = rotated(true);
      const from = grid.tapped.length;
      if (again) grid.restartFleet();
      for (const offset of range(1, 4)) {
        grid.publish(on(1, old));
        grid.settle();
        grid.readInterval(offset, (meter) => [value(meter, offset)]);
      }
      expect(openedBy(grid, stolen, from)).toBe(0);
      expect(openedBy(grid, next, from)).toBeGreaterThan(0);
      // Control: before, it did.
      expect(openedBy(grid, stolen)).toBeGreaterThan(0);
    },
  );

  test('opens what a meter sends that is kept from the new card for as long as the old one lasts, a week, and no more', () => {
    const { grid, old } = rotated(false);
    grid.forgetFleet();
    grid.onDeliver = ({ topic, payload }, to) =>
      to !== 'fleet' || topic !== 'grid/agg/1/key' || payload === canonicalJson(old);
    grid.restartFleet();
    grid.publish(on(1, old));
    grid.settle();
    const from = grid.tapped.length;
    grid.readInterval(1, (meter) => [value(meter, 1)]);
    expect(openedBy(grid, stolen, from)).toBe(4);
    grid.gridMs = old.validUntilMs;
    grid.publish(on(1, old));
    grid.settle();
    const later = grid.tapped.length;
    const weekOn = 7 * 96 + 2;
    grid.readInterval(weekOn, (meter) => [value(meter, 2)]);
    expect(openedBy(grid, stolen, later)).toBe(0);
    expect(grid.fleet.notices.map(({ code }) => code)).toContain('key_card_ended');
    expect(grid.meterMachine.problem).toContain(
      'readings for aggregator 1 wait for a newer key card: they are kept; ask its operator',
    );
    expect(FIRST_INTERVAL * 900_000 + 7 * 86_400_000).toBeLessThan(grid.gridMs);
  });
});

describe('[P-9.3] a scheme below the own floor', () => {
  test('silences meters that know no other, and they say why until there is a better one', () => {
    const grid = new Grid({ ...SIZE, floor: { minMeters: 2 }, minMeters: 2, meterFloor: { minMeters: 3 } });
    grid.start();
    grid.readInterval(0, (meter) => [value(meter, 0)]);
    expect(grid.tapped.filter(({ topic }) => topic.endsWith('/shares'))).toEqual([]);
    expect(grid.meterMachine.problem).toBe('the meters are silent: minMeters 2 is below the own floor of 3');
    expect(grid.fleet.notices.map(({ code, text }) => [code, text])).toContainEqual([
      'scheme_refused',
      'the meters are silent: minMeters 2 is below the own floor of 3',
    ]);
    grid.restartUtility({
      scheme: { ...grid.scheme, floors: { minMeters: 3, minIntervals: 4, maxKnown: 0, minCrowd: 1 } },
    });
    grid.wait(4_000);
    expect(grid.meterMachine.problem).toBeUndefined();
    grid.readInterval(1, (meter) => [value(meter, 1)]);
    expect(grid.tapped.filter(({ topic }) => topic.endsWith('/shares')).length).toBeGreaterThan(0);
  });
});
