/** Attacks on single readings: each was a way to one, and each is refused now, beside a control that is not. [P-8] */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { Encoder, toBase64url } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { ELEMENT_BYTES, add, decodeElement, encodeElement, multiply } from '../../protocol/math/field.ts';
import { type TotalIdentity, totalDigest } from '../../protocol/wire/headers.ts';
import { interpolateAt } from '../../protocol/math/lagrange.ts';
import type { CertifiedEntry, ManifestMessage, RosterMeter, Scheme, SharesMessage } from '../../schemas/types.ts';
import { fullSetWeight } from '../../aggregator/fold.ts';
import { Unweighter } from '../../utility/settling/combine.ts';
import { secretNamed } from '../material.ts';
import { EXPORT, FIRST_INTERVAL, Grid, IMPORT } from '../simulation/grid.ts';
import {
  ACCEPTED,
  SIZE,
  announcement,
  answerOf,
  billedUnits,
  certified,
  entries,
  entryAfter,
  kinds,
  manifest,
  range,
  readBy,
  refused,
  releasedBy,
  sharesOf,
  strangerNamed,
  totalOf,
  value,
} from './forge.ts';

const TWO_AREAS = ['area-1', 'area-2'];

function said(grid: Grid, code: string): boolean {
  return grid.utility.notices.some((notice) => notice.code === code);
}

describe('[P-8.3] one meter in two areas', () => {
  /** The utility wants four of five meters in a second area, too; `renamed`: four others. */
  function withSecondArea(isAttack: boolean): Grid {
    const grid = new Grid({ ...SIZE, meters: 5 });
    grid.start();
    for (const offset of range(0, 4)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    const enrolled = grid.utilityParty.enrolled.slice(0, 4).map((one, at) => ({
      ...one,
      area: 'area-2',
      meter: isAttack ? one.meter : strangerNamed(`stranger-${at}`, [IMPORT]),
    }));
    grid.restartUtility({
      scheme: { ...grid.scheme, areas: TWO_AREAS },
      enrolled: [...grid.utilityParty.enrolled, ...enrolled],
    });
    grid.wait(4_000);
    return grid;
  }

  test('[P-8.3] a meter enrolled in two areas is refused by the utility itself; it is billed once', () => {
    const grid = withSecondArea(true);
    expect(kinds(grid, 'area-2')).toEqual(['scheme']);
    expect(said(grid, 'roster_refused')).toBe(true);
    for (const offset of range(4, 8)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.closeDue();
    grid.wait(8_000);
    expect(billedUnits(grid, 'meter-1')).toEqual([readBy(0, range(0, 8))]);
    expect(kinds(grid, 'area-2')).toEqual(['scheme']);
    const other = grid.archive.restore().find(({ area }) => area === 'area-2');
    expect([other?.loads, other?.bills]).toEqual([[], []]);
  });

  test('control: other meters get an area of their own', () => {
    const grid = withSecondArea(false);
    expect(kinds(grid, 'area-2')).toEqual(['scheme', 'roster', 'close']);
    expect(said(grid, 'roster_refused')).toBe(false);
  });

  test('[P-8.3] a meter enrolled in two areas is refused by every honest aggregator, under its id or its keys alone', () => {
    const grid = new Grid(SIZE);
    grid.start();
    const known = grid.utilityParty.enrolled[0]!.meter;
    const stranger = strangerNamed('stranger', [IMPORT]);
    const scheme = { ...grid.scheme, areas: TWO_AREAS };
    const first = certified(grid, entryAfter(grid, { kind: 'scheme', scheme }, 'area-2', []), [1, 2, 3]);
    const rosterOf = (meter: RosterMeter) =>
      entryAfter(grid, { kind: 'roster', from: FIRST_INTERVAL, add: [meter], remove: [] }, 'area-2', [first]);
    for (const aggregator of [1, 2, 3]) {
      expect(answerOf(grid, aggregator, entries(aggregator, [first], 'area-2')).codes).toEqual([]);
      for (const meter of [
        known,
        { ...stranger, id: known.id },
        { ...stranger, identity: known.identity },
        { ...stranger, agreement: known.agreement },
      ])
        expect(answerOf(grid, aggregator, announcement(grid, aggregator, rosterOf(meter)))).toEqual(
          refused('roster_refused'),
        );
      expect(answerOf(grid, aggregator, announcement(grid, aggregator, rosterOf(stranger)))).toEqual(ACCEPTED);
    }
  });

  test('[P-4.3] whoever did certify such a roster: recorded shares of one area open in no other', () => {
    const grid = new Grid(SIZE);
    grid.start();
    grid.readInterval(0, (meter) => [value(meter, 0)]);
    const scheme = { ...grid.scheme, areas: TWO_AREAS };
    const { meter } = grid.utilityParty.enrolled[0]!;
    const log: CertifiedEntry[] = [];
    log.push(certified(grid, entryAfter(grid, { kind: 'scheme', scheme }, 'area-2', log), [1, 2]));
    const joining = { kind: 'roster' as const, from: FIRST_INTERVAL, add: [meter], remove: [] };
    log.push(certified(grid, entryAfter(grid, joining, 'area-2', log), [1, 2]));
    answerOf(grid, 3, entries(3, log, 'area-2'));
    const recorded = grid.tapped.find(
      ({ topic, payload }) => topic === 'grid/agg/3/shares' && payload.includes('"meter-1"'),
    )!;
    const moved = { ...(JSON.parse(recorded.payload) as SharesMessage), area: 'area-2' };
    const { stats } = grid.aggregatorMachines[2]!;
    const before = { ...stats };
    expect(answerOf(grid, 3, { ...recorded, payload: canonicalJson(moved) }).codes).toEqual(['hpke_decrypt_error']);
    expect(stats.cells).toBe(before.cells);
    // Control: as it was sent it opens, and is a duplicate.
    expect(answerOf(grid, 3, recorded).codes).toEqual([]);
    expect(stats.duplicates).toBe(before.duplicates + 1);
  });
});

describe('[P-9] schemes that would weaken the sharing', () => {
  const STRONG = {
    meters: 4,
    aggregators: 5,
    threshold: 3,
    trust: 'active',
    floor: { minThreshold: 3, trust: 'active' },
  } as const;

  function copyOf(certificates: readonly CertifiedEntry[]) {
    const payload = canonicalJson({ version: 1, deployment: 'test', type: 'scheme', entries: certificates });
    return { topic: 'grid/scheme', payload, isRetained: true };
  }

  const WEAKER: [what: string, changes: Partial<Scheme>][] = [
    ['with fewer shares to open', { threshold: 2, trust: 'covert' }],
    ['with lower trust', { trust: 'covert' }],
  ];
  const SIGNERS: [who: string, by: number[]][] = [
    ['the utility alone', []],
    ['the utility and k-1 aggregators', [1, 2]],
    ['as many as it asks for', [1, 2, 3]],
  ];
  const cases = WEAKER.flatMap(([what, changes]) => SIGNERS.map(([who, by]) => ({ what, changes, who, by })));

  test.each(cases)('[P-9.3] a scheme $what, signed by $who, is believed by no meter, new or old', ({ changes, by }) => {
    const grid = new Grid(STRONG);
    const body = { kind: 'scheme', scheme: { ...grid.scheme, ...changes } } as const;
    // A meter that knows no scheme yet.
    const first = copyOf([certified(grid, entryAfter(grid, body, 'area-1', []), by)]);
    grid.onDeliver = (message) => message.topic !== first.topic || message.payload === first.payload;
    grid.publish(first);
    grid.settle();
    grid.onDeliver = () => true;
    const fresh = grid.meterMachine.grid.view('area-1');
    grid.start();
    const view = grid.meterMachine.grid.view('area-1');
    grid.publish(copyOf([certified(grid, entryAfter(grid, body), by)]));
    grid.settle();
    expect(fresh).toBeUndefined();
    expect(view?.scheme.trust).toBe('active');
    expect(grid.meterMachine.grid.view('area-1')).toBe(view);
    // Without any acceptance it is not even well-formed.
    const code = by.length === 0 ? 'invalid_message' : 'scheme_refused';
    expect(grid.fleet.notices.filter((notice) => notice.code === code)).toHaveLength(2);
    grid.readInterval(0, (meter) => [value(meter, 0)]);
    // Three shares, not two, open what was sent.
    const [one, two, three] = [1, 2, 3].map((aggregator) => sharesOf(grid, aggregator).get(0)!);
    expect(
      interpolateAt(
        [
          { x: 1, y: one! },
          { x: 2, y: two! },
        ],
        0,
      ),
    ).not.toBe(BigInt(value(0, 0)));
    expect(
      interpolateAt(
        [1, 2, 3].map((x, at) => ({ x, y: [one!, two!, three!][at]! })),
        0,
      ),
    ).toBe(BigInt(value(0, 0)));
  });

  test('[P-9.3] even without a floor of its own a meter believes no scheme that the utility signed alone', () => {
    const grid = new Grid({ ...STRONG, floor: {} });
    grid.start();
    const view = grid.meterMachine.grid.view('area-1');
    const scheme = { ...grid.scheme, closeAfterSeconds: 90 };
    const entry = entryAfter(grid, { kind: 'scheme', scheme });
    for (const by of [[], [1], [1, 2], [1, 2, 3], [1, 1, 1, 1]]) {
      grid.publish(copyOf([certified(grid, entry, by)]));
      grid.settle();
      expect(grid.meterMachine.grid.view('area-1')).toBe(view);
    }
    // Control: q of them signed it.
    grid.publish(copyOf([certified(grid, entry, [1, 2, 3, 4])]));
    grid.settle();
    expect(grid.meterMachine.grid.view('area-1')?.scheme.closeAfterSeconds).toBe(90);
  });

  test.each(WEAKER)(
    '[P-7.1] a later scheme %s is refused by aggregators and utility, whatever their floors',
    (_what, changes) => {
      for (const floor of [STRONG.floor, {}]) {
        const grid = new Grid({ ...STRONG, floor });
        grid.start();
        const weaker = entryAfter(grid, { kind: 'scheme', scheme: { ...grid.scheme, ...changes } });
        for (const aggregator of [1, 2, 3, 4, 5])
          expect(answerOf(grid, aggregator, announcement(grid, aggregator, weaker))).toEqual(refused('scheme_refused'));
        grid.restartUtility({ scheme: { ...grid.scheme, ...changes } });
        grid.wait(4_000);
        expect(kinds(grid)).toEqual(['scheme', 'roster']);
        expect(said(grid, 'scheme_refused')).toBe(true);
        // Control, and the way out: a scheme that is as strong.
        grid.restartUtility({ scheme: { ...grid.scheme, closeAfterSeconds: 90 } });
        grid.wait(4_000);
        expect(kinds(grid)).toEqual(['scheme', 'roster', 'scheme']);
      }
    },
  );

  test('[P-7.1] an unknown area is opened by no scheme with a quorum of its own choosing; real areas go on', () => {
    const grid = new Grid(STRONG);
    grid.start();
    const evil = (changes: Partial<Scheme>, by: readonly number[]): CertifiedEntry[] => {
      const scheme = { ...grid.scheme, areas: ['evil'], ...changes };
      const first = certified(grid, entryAfter(grid, { kind: 'scheme', scheme }, 'evil', []), by);
      const meters = grid.utilityParty.enrolled.map(({ meter }) => meter);
      const joining = { kind: 'roster' as const, from: FIRST_INTERVAL, add: meters, remove: [] };
      return [first, certified(grid, entryAfter(grid, joining, 'evil', [first]), by)];
    };
    for (const aggregator of [3, 4, 5]) {
      const attempt = (changes: Partial<Scheme>, by: readonly number[]) =>
        answerOf(grid, aggregator, entries(aggregator, evil(changes, by), 'evil')).codes;
      const pair = { operators: ['x', 'y'], threshold: 2, trust: 'covert' as const };
      expect(attempt(pair, [1, 2])).toEqual(['scheme_refused']);
      expect(attempt({ threshold: 2, trust: 'covert' }, [1, 2, 3])).toEqual(['scheme_refused']);
      expect(attempt({ trust: 'covert' }, [1, 2, 3])).toEqual(['scheme_refused']);
      expect(attempt({}, [1, 2])).toEqual(['not_authentic']);
    }
    for (const offset of range(0, 8)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.closeDue();
    grid.wait(8_000);
    expect(grid.aggregatorMachines.map(({ stats }) => stats.cells)).toEqual([32, 32, 32, 32, 32]);
    expect(billedUnits(grid, 'meter-1')).toEqual([readBy(0, range(0, 8))]);
  });

  test.each([true, false])(
    '[P-1.2] two sets of one page are not both opened by utility and k-1 deviating aggregators; trust lowered first: %s',
    (isLowered) => {
      const grid = new Grid({ ...STRONG, floor: {} });
      grid.start();
      if (isLowered) {
        grid.restartUtility({ scheme: { ...grid.scheme, trust: 'covert' } });
        grid.wait(4_000);
      }
      grid.onDeliver = (message, to) => !(to === 'utility' && message.topic.includes('/manifests/'));
      grid.readInterval(0, (meter) => [value(meter, 0)]);
      grid.closeDue();
      const log = grid.archive.restore()[0]!.entries;
      const manifestOf = (aggregator: number, set: readonly number[]): ManifestMessage =>
        JSON.parse(
          manifest(grid, aggregator, [{ interval: FIRST_INTERVAL, held: Bitmap.of(set).encode() }]).payload,
        ) as ManifestMessage;
      /** Aggregator j is shown one set, by 1 and 2 who collude; what it releases is combined with their shares. */
      const opened = (aggregator: number, set: readonly number[], by: readonly number[]): bigint | undefined => {
        const pages = [{ interval: FIRST_INTERVAL, set: Bitmap.of(set).encode(), empty: [] }];
        const entry = entryAfter(grid, { kind: 'close', pages });
        const honest = grid.tapped.find(({ topic }) => topic === `grid/agg/${aggregator}/manifests/area-1`)!;
        const basis = [
          manifestOf(1, set),
          manifestOf(2, set),
          JSON.parse(honest.payload) as ManifestMessage,
          ...by.filter((other) => other > 2 && other !== aggregator).map((other) => manifestOf(other, set)),
        ];
        grid.onDeliver = (_message, to) => to === `aggregator-${aggregator}`;
        const isAccepted = answerOf(grid, aggregator, announcement(grid, aggregator, entry, basis)).isAccepted;
        const signers = isAccepted ? [...new Set([...by, aggregator])] : by;
        answerOf(grid, aggregator, entries(aggregator, [certified(grid, entry, signers)]));
        const sums = releasedBy(grid, aggregator, log.length);
        if (sums === undefined) return undefined;
        const own = (colluder: number): bigint =>
          [...sharesOf(grid, colluder)]
            .filter(([index]) => set.includes(index))
            .reduce((sum, [, y]) => add(sum, y), 0n);
        const point = new Unweighter(5).point(aggregator, decodeElement(sums, 0));
        return interpolateAt([{ x: 1, y: own(1) }, { x: 2, y: own(2) }, point], 0);
      };
      expect(opened(3, [0, 1, 2, 3], [1, 2])).toBeUndefined();
      expect(opened(4, [0, 1, 2], [1, 2])).toBeUndefined();
      // Control: with a real quorum the page is opened, and to what was used.
      expect(opened(5, [0, 1, 2, 3], [1, 2, 3])).toBe(BigInt(value(0, 0) + value(1, 0) + value(2, 0) + value(3, 0)));
    },
  );
});

describe('[P-8.2] what a closed page opens stays what it was when it closed', () => {
  /** One roof exports; its register has no load. Aggregator 3 is kept behind. */
  function closedPage(): Grid {
    const grid = new Grid({
      ...SIZE,
      minMeters: 3,
      floor: { minMeters: 3 },
      registersOf: (meter) => (meter === 0 ? [IMPORT, EXPORT] : [IMPORT]),
    });
    grid.start();
    grid.onDeliver = (message, to) => !(to === 'aggregator-3' && message.topic.includes('/requests/'));
    grid.readInterval(0, (meter) => (meter === 0 ? [111, 4242] : [value(meter, 0)]));
    grid.closeDue();
    grid.wait(4_000);
    expect(kinds(grid)).toEqual(['scheme', 'roster', 'close']);
    return grid;
  }

  const flipped = (grid: Grid): Scheme => ({
    ...grid.scheme,
    registers: grid.scheme.registers.map((register) => ({ ...register, isLoad: true })),
  });

  test('[P-8.2] a register called a load after the close is refused by utility and aggregators', () => {
    const grid = closedPage();
    const entry = entryAfter(grid, { kind: 'scheme', scheme: flipped(grid) });
    grid.restartUtility({ scheme: flipped(grid) });
    grid.wait(4_000);
    expect(kinds(grid)).toEqual(['scheme', 'roster', 'close']);
    expect(said(grid, 'scheme_refused')).toBe(true);
    for (const aggregator of [1, 2])
      expect(answerOf(grid, aggregator, announcement(grid, aggregator, entry))).toEqual(refused('scheme_refused'));
  });

  test('[P-8.2] whoever certified it: an aggregator that gets closing and change in one message opens no single roof', () => {
    for (const isAttack of [true, false]) {
      const grid = closedPage();
      const log = grid.archive.restore()[0]!.entries;
      const scheme = isAttack ? flipped(grid) : { ...grid.scheme, closeAfterSeconds: 90 };
      const change = certified(grid, entryAfter(grid, { kind: 'scheme', scheme }), [1, 2]);
      grid.onDeliver = (_message, to) => to === 'aggregator-3';
      grid.publish(entries(3, [log[2]!, change]));
      grid.settle();
      // One element, the load of all; nothing of the register of the one roof.
      const sums = releasedBy(grid, 3, 2)!;
      expect(sums).toHaveLength(ELEMENT_BYTES);
      const own = [...sharesOf(grid, 1).values()].reduce((sum, share) => add(sum, share), 0n);
      const point = new Unweighter(3).point(3, decodeElement(sums, 0));
      expect(interpolateAt([{ x: 1, y: own }, point], 0)).toBe(BigInt(111 + value(1, 0) + value(2, 0) + value(3, 0)));
      // Control for the tool: two shares of the roof itself would open it.
      const roof = [1, 3].map((x) => ({ x, y: sharesOf(grid, x, 1).get(0)! }));
      expect(interpolateAt(roof, 0)).toBe(4242n);
    }
  });

  test.each<[what: string, change: (registers: Scheme['registers']) => Scheme['registers']]>([
    ['another direction', ([one, two]) => [{ ...one!, direction: 'export' }, two!]],
    [
      'a load no longer',
      ([one, two]) => [
        { ...one!, isLoad: false },
        { ...two!, isLoad: true },
      ],
    ],
    ['one fewer', ([one]) => [one!]],
    ['another order', ([one, two]) => [two!, one!]],
    ['a new one in front', ([one, two]) => [{ obis: '1-0:3.8.0', direction: 'import', isLoad: true }, one!, two!]],
  ])(
    '[P-7.1] registers changed after the close (%s) are refused, and the utility starts again and again',
    (_what, change) => {
      const grid = closedPage();
      grid.onDeliver = () => true;
      grid.wait(4_000);
      const loads = grid.loads.map(({ status, totalUnits }) => [status, totalUnits]);
      const scheme = { ...grid.scheme, registers: change(grid.scheme.registers) };
      const entry = entryAfter(grid, { kind: 'scheme', scheme });
      for (const aggregator of [1, 2, 3])
        expect(answerOf(grid, aggregator, announcement(grid, aggregator, entry))).toEqual(refused('scheme_refused'));
      for (let restart = 0; restart < 2; restart++) {
        grid.restartUtility({ scheme });
        grid.wait(2_000);
      }
      expect(kinds(grid)).toEqual(['scheme', 'roster', 'close']);
      // Control: a register that is added changes nothing of what was closed.
      const added = { obis: '1-0:3.8.0', direction: 'import', isLoad: true } as const;
      for (let restart = 0; restart < 2; restart++) {
        grid.restartUtility({ scheme: { ...grid.scheme, registers: [...grid.scheme.registers, added] } });
        grid.wait(2_000);
      }
      expect(kinds(grid)).toEqual(['scheme', 'roster', 'close', 'scheme']);
      expect(grid.loads.map(({ status, totalUnits }) => [status, totalUnits])).toEqual(loads);
      expect(loads).toEqual([['verified', 111 + value(1, 0) + value(2, 0) + value(3, 0)]]);
    },
  );
});

/** The plain hash that a total's digest once was. */
function plainDigest(identity: TotalIdentity, sums: Uint8Array): string {
  const encoded = new Encoder('gridshare/1 total')
    .integer(identity.version)
    .text(identity.type)
    .text(identity.deployment)
    .text(identity.area)
    .integer(identity.sequence)
    .text(identity.entry)
    .integer(identity.aggregator)
    .integer(identity.storeEpoch)
    .integer(identity.type === 'load' ? identity.interval : 0)
    .data(sums)
    .finish();
  return toBase64url(nodeCrypto.sha256(encoded));
}

test('[P-7.5] who knows k-1 shares of a load finds it by trying digests only with a key of that aggregator', () => {
  const grid = new Grid(SIZE);
  grid.start();
  grid.readInterval(0, (meter) => [value(meter, 0)]);
  grid.closeDue();
  const { identity, digest } = totalOf(grid, 2, 'load');
  const own = [...sharesOf(grid, 1).values()].reduce((sum, share) => add(sum, share), 0n);
  const weight = fullSetWeight(2, 3);
  const found = (digestOf: (sums: Uint8Array) => string): number | undefined =>
    range(0, 1_500).find((guess) => {
      const share = interpolateAt(
        [
          { x: 0, y: BigInt(guess) },
          { x: 1, y: own },
        ],
        2,
      );
      const sums = new Uint8Array(ELEMENT_BYTES);
      encodeElement(multiply(share, weight), sums, 0);
      return digestOf(sums) === digest;
    });
  const keyed = (key: Parameters<typeof totalDigest>[1]) =>
    found((sums) => totalDigest(nodeCrypto, key, identity, sums));
  const { digestKeys } = grid.utilityParty;
  expect(found((sums) => plainDigest(identity, sums))).toBeUndefined();
  expect(keyed(digestKeys.get(1)!)).toBeUndefined();
  expect(keyed(secretNamed('guessed'))).toBeUndefined();
  // Control: it is the key that the attacker lacks, not the sums.
  expect(keyed(digestKeys.get(2)!)).toBe(value(0, 0) + value(1, 0) + value(2, 0) + value(3, 0));
});
