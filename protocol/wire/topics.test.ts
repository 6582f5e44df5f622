import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Identity,
  mayLeaveWill,
  mayPublish,
  mayReceive,
  maySubscribe,
  parseIdentity,
  permittedFilters,
} from './topic-rights.ts';
import { isTopicMatched, parseTopic, topicFilter, TOPICS, topics } from './topics.ts';

const METER: Identity = { role: 'meter', meterId: 'm1' };
/** As certificates make them: of an area, and of none. */
const CERTIFIED: Identity = { role: 'meter', meterId: 'm1', area: 'zone-a' };
const HOMELESS: Identity = { role: 'meter', meterId: 'm1', area: '' };
const FLEET: Identity = { role: 'fleet' };
const AGGREGATOR: Identity = { role: 'aggregator', index: 2 };
const UTILITY: Identity = { role: 'utility' };
const DEBUG: Identity = { role: 'debug' };
const IDENTITIES = [METER, CERTIFIED, HOMELESS, FLEET, AGGREGATOR, UTILITY, DEBUG];

// Small alphabets, so that the wrong party's topics come up often.
const indexes = fc.constantFrom(1, 2, 3, 16);
const names = fc.constantFrom('m1', 'm2', 'zone-a', 'receipts');
const anyTopic = fc.oneof(
  ...[topics.requests, topics.manifests, topics.accepts, topics.log, topics.areaShares].map((build) =>
    fc.tuple(indexes, names).map(([j, area]) => build(j, area)),
  ),
  ...[topics.shares, topics.recovery, topics.key, topics.status, topics.rejections].map((build) => indexes.map(build)),
  names.map(topics.areaTotals),
  fc.constantFrom(topics.totals(), topics.scheme(), topics.tariffs(), topics.clock(), topics.utilityEvidence()),
  indexes.map(topics.evidence),
  names.map(topics.meterEvidence),
  names.map(topics.bill),
  names.map(topics.roster),
  fc.tuple(names, indexes).map(([meterId, j]) => topics.receipts(meterId, j)),
  fc.tuple(names, indexes, names).map(([meterId, j, area]) => topics.meterShares(j, area, meterId)),
);

/** The slow obvious twin: who may read a topic, written out from the document's table by hand. */
function mayReadByHand(identity: Identity, topic: string): boolean {
  const [, kind, who, what] = topic.split('/');
  if (identity.role === 'debug') return true;
  if (kind === 'scheme' || kind === 'tariffs' || kind === 'clock') return true;
  if (what === 'evidence') return kind === 'agg' || identity.role === 'aggregator' || identity.role === 'utility';
  if (who === 'evidence') return true;
  if (kind === 'roster') return identity.role === 'aggregator';
  if (kind === 'utility') return identity.role === 'utility';
  if (kind === 'meter') return identity.role === 'fleet' || (identity.role === 'meter' && who === identity.meterId);
  if (what === 'key' || what === 'status') return true;
  if (what === 'shares' || what === 'requests') return identity.role === 'aggregator' && who === String(identity.index);
  if (what === 'rejections') return identity.role === 'utility';
  if (what === 'recovery') return identity.role === 'aggregator';
  return identity.role === 'aggregator' || identity.role === 'utility';
}

function mayWriteByHand(identity: Identity, topic: string): boolean {
  const [, kind, who, what, last, meter] = topic.split('/');
  if (kind === 'meter' && what === 'evidence')
    return identity.role === 'fleet' || (identity.role === 'meter' && who === identity.meterId);
  if (who === 'evidence') return identity.role === 'utility';
  if (identity.role === 'meter') {
    const isOwnArea = last === undefined || identity.area === undefined || last === identity.area;
    return what === 'shares' && isOwnArea && (meter === undefined || meter === identity.meterId);
  }
  if (identity.role === 'fleet') return what === 'shares' || kind === 'clock';
  if (identity.role === 'utility')
    return what === 'requests' || what === 'bill' || kind === 'scheme' || kind === 'tariffs' || kind === 'roster';
  if (identity.role === 'debug') return false;
  if (kind === 'utility') return true;
  if (what === 'receipts') return last === String(identity.index);
  return kind === 'agg' && who === String(identity.index) && what !== 'shares' && what !== 'requests';
}

const anyFilter = fc.oneof(
  // A real topic with some levels turned into wildcards: near the edge of what is permitted.
  fc.tuple(anyTopic, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), fc.constantFrom('', '', '/#', '/+')).map(
    ([topic, holes, tail]) =>
      topic
        .split('/')
        .map((level, at) => (holes[at] === true ? '+' : level))
        .join('/') + tail,
  ),
  fc
    .array(fc.constantFrom('grid', 'agg', 'meter', '+', '1', '2', 'm1', 'shares', 'key', 'receipts', ''), {
      maxLength: 6,
    })
    .map((levels) => levels.join('/')),
  fc.tuple(anyTopic, fc.nat({ max: 5 })).map(([topic, depth]) => [...topic.split('/').slice(0, depth), '#'].join('/')),
  fc.constantFrom(
    '#',
    '+',
    '$SYS/#',
    '$share/g/grid/agg/1/shares',
    'grid/#',
    '+/agg/+/key',
    '/grid/scheme',
    'grid/scheme/',
  ),
);

describe('[P-5] topics', () => {
  test('[P-5] every row can be built, parsed back and matched by its own filter', () => {
    fc.assert(
      fc.property(anyTopic, (topic) => {
        const parsed = parseTopic(topic);
        expect(parsed).toBeDefined();
        expect(isTopicMatched(topicFilter(parsed!.name), topic)).toBe(true);
      }),
    );
    const values = { aggregator: 7, meterId: 'm-1', area: 'oak' };
    for (const { name, pattern } of TOPICS) {
      const topic = pattern.replace(/\{(\w+)\}/g, (_, key: keyof typeof values) => String(values[key]));
      expect(parseTopic(topic)?.name).toBe(name);
    }
    expect(parseTopic(topics.receipts('m-1', 16))).toEqual({ name: 'receipts', meterId: 'm-1', aggregator: 16 });
    expect(parseTopic(topics.roster('oak'))).toEqual({ name: 'roster', area: 'oak' });
  });

  test.each([
    ['grid/agg/0/shares'],
    ['grid/agg/17/shares'],
    ['grid/agg/01/shares'],
    ['grid/agg/1 /shares'],
    ['grid/agg/1/shares/'],
    ['/grid/agg/1/shares'],
    ['grid//scheme'],
    ['grid/agg/+/shares'],
    ['grid/meter/-m/bill'],
    ['grid/meter/m\n/bill'],
    [`grid/meter/${'m'.repeat(65)}/bill`],
    ['GRID/scheme'],
    ['$SYS/broker'],
    [''],
  ])('[P-5] bad topic %j is no topic', (topic) => {
    expect(parseTopic(topic)).toBeUndefined();
    for (const identity of IDENTITIES) expect(mayPublish(identity, topic, false)).toBe(false);
  });

  test('[P-5] builders refuse values that would change the shape of a topic', () => {
    for (const j of [0, 17, 1.5, Number.NaN, -1]) expect(() => topics.shares(j)).toThrow(RangeError);
    for (const id of ['', '+', '#', 'a/b', '-a', 'a'.repeat(65), 'ä'])
      expect(() => topics.bill(id)).toThrow(RangeError);
  });

  test('[P-10] client ids name a party or nobody', () => {
    expect(parseIdentity('meter-m1')).toEqual(METER);
    expect(parseIdentity('meter-a-b_c')).toEqual({ role: 'meter', meterId: 'a-b_c' });
    expect(parseIdentity('fleet-oak')).toEqual(FLEET);
    expect(parseIdentity('aggregator-2')).toEqual(AGGREGATOR);
    expect(parseIdentity('utility')).toEqual(UTILITY);
    expect(parseIdentity('debug-me')).toEqual(DEBUG);
    const nobodies = ['', 'meter', 'meter-', 'meter--a', 'meter-+', 'aggregator-0', 'aggregator-17', 'aggregator-02'];
    nobodies.push(
      'aggregator-2x',
      'utility-1',
      'Utility',
      'debug',
      'debug-',
      'root',
      '#',
      'meter-a/b',
      'constructor-a',
    );
    nobodies.push(`meter-${'m'.repeat(65)}`, `fleet-${'f'.repeat(80)}`, '__proto__-a', 'meter-a\n');
    for (const clientId of nobodies) expect(parseIdentity(clientId), clientId).toBeUndefined();
  });
});

describe('[P-10] permissions', () => {
  test('[P-10] an allowed filter never matches a topic that its owner may not read', () => {
    let allowedCount = 0;
    let matchedCount = 0;
    let forbiddenCount = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...IDENTITIES),
        anyFilter,
        fc.array(anyTopic, { minLength: 20, maxLength: 20 }),
        (identity, filter, list) => {
          const isAllowed = maySubscribe(identity, filter);
          const matched = list.filter((topic) => isTopicMatched(filter, topic));
          const isLeak = matched.some((topic) => !mayReadByHand(identity, topic));
          if (isLeak) forbiddenCount += 1;
          if (isAllowed) allowedCount += 1;
          if (isAllowed && matched.length > 0) matchedCount += 1;
          expect(isAllowed && isLeak, `${identity.role} ${filter}`).toBe(false);
        },
      ),
      { numRuns: 20_000 },
    );
    // Positive control: the generator does reach forbidden topics, and allowed filters that match something.
    expect(forbiddenCount).toBeGreaterThan(500);
    expect(allowedCount).toBeGreaterThan(500);
    expect(matchedCount).toBeGreaterThan(200);
  });

  test('[P-10] single topics: the table agrees with its twin written by hand, for reading and writing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...IDENTITIES), anyTopic, (identity, topic) => {
        expect(mayReceive(identity, topic), `${identity.role} reads ${topic}`).toBe(mayReadByHand(identity, topic));
        expect(mayPublish(identity, topic, false), `${identity.role} writes ${topic}`).toBe(
          mayWriteByHand(identity, topic),
        );
      }),
      { numRuns: 5_000 },
    );
  });

  test('[P-10] permitted filters are themselves allowed, and cover whatever is allowed', () => {
    for (const identity of IDENTITIES) {
      for (const filter of permittedFilters(identity, 'subscribe'))
        expect(maySubscribe(identity, filter), filter).toBe(true);
    }
    expect(permittedFilters(METER, 'publish')).toEqual([
      'grid/agg/+/shares',
      'grid/agg/+/shares/+',
      'grid/agg/+/shares/+/m1',
      'grid/meter/m1/evidence',
    ]);
    expect(permittedFilters(CERTIFIED, 'publish')).toEqual([
      'grid/agg/+/shares',
      'grid/agg/+/shares/zone-a',
      'grid/agg/+/shares/zone-a/m1',
      'grid/meter/m1/evidence',
    ]);
    expect(permittedFilters(HOMELESS, 'publish')).toEqual(['grid/agg/+/shares', 'grid/meter/m1/evidence']);
    expect(permittedFilters(METER, 'subscribe')).toContain('grid/meter/m1/receipts/+');
    expect(permittedFilters(AGGREGATOR, 'publish')).toContain('grid/meter/+/receipts/2');
  });

  test.each([
    [
      METER,
      [
        'grid/agg/+/key',
        'grid/agg/1/status',
        'grid/scheme',
        'grid/clock',
        'grid/meter/m1/receipts/+',
        'grid/meter/m1/bill',
      ],
    ],
    [FLEET, ['grid/meter/+/receipts/+', 'grid/meter/+/bill', 'grid/meter/m9/receipts/1', 'grid/agg/+/key']],
    [
      AGGREGATOR,
      [
        'grid/agg/2/shares',
        'grid/agg/2/shares/oak',
        'grid/agg/2/shares/+/+',
        'grid/agg/2/requests/+',
        'grid/agg/+/manifests/oak',
        'grid/agg/+/accepts/+',
        'grid/agg/+/log/oak',
        'grid/agg/+/recovery',
        'grid/agg/+/key',
        'grid/roster/+',
      ],
    ],
    [
      UTILITY,
      [
        'grid/utility/totals',
        'grid/utility/totals/oak',
        'grid/utility/totals/+',
        'grid/agg/+/manifests/oak',
        'grid/agg/+/accepts/+',
        'grid/agg/+/log/+',
        'grid/agg/+/rejections',
        'grid/agg/+/status',
      ],
    ],
    [DEBUG, ['grid/#', 'grid/agg/1/shares', 'grid/agg/+/shares', 'grid/+/+/shares']],
  ])('[P-10] %j may subscribe what its work needs', (identity, filters) => {
    for (const filter of filters) expect(maySubscribe(identity, filter), filter).toBe(true);
  });

  test.each([
    [
      METER,
      [
        'grid/meter/+/bill',
        'grid/meter/m2/bill',
        'grid/meter/m1/+',
        'grid/meter/m1/#',
        'grid/agg/1/shares',
        'grid/agg/+/+',
        'grid/roster/oak',
      ],
    ],
    [FLEET, ['grid/agg/+/shares', 'grid/meter/+/+', 'grid/meter/#', 'grid/utility/totals']],
    [
      AGGREGATOR,
      [
        'grid/agg/+/shares',
        'grid/agg/1/shares',
        'grid/agg/2/+',
        'grid/agg/2/#',
        'grid/utility/totals',
        'grid/meter/+/bill',
        'grid/agg/+/rejections',
      ],
    ],
    [
      UTILITY,
      [
        'grid/agg/1/shares',
        'grid/agg/+/shares',
        'grid/agg/+/+',
        'grid/meter/m1/bill',
        'grid/+/totals',
        'grid/agg/+/requests/+',
        'grid/agg/1/requests/oak',
        'grid/agg/+/recovery',
        'grid/agg/1/shares/oak',
      ],
    ],
    [DEBUG, ['#', '+/#', '$SYS/#', '$share/g/grid/#', 'grid', 'gr#', 'grid/#/a', 'grid/a+']],
  ])('[P-10] %j is refused what would show more', (identity, filters) => {
    const always = [
      '#',
      '+',
      '$SYS/#',
      '$share/g/grid/scheme',
      '/grid/scheme',
      'grid/scheme/#',
      'grid/+',
      '+/scheme',
      '',
    ];
    for (const filter of [...filters, ...(identity.role === 'debug' ? ['#', ''] : always)]) {
      expect(maySubscribe(identity, filter), filter).toBe(false);
    }
  });

  test('[P-10] a level that no topic can have is refused in a filter too', () => {
    for (const filter of ['grid/agg/17/key', 'grid/agg/0/status', 'grid/roster/#', 'grid/roster/-x', 'grid/agg//key']) {
      expect(maySubscribe(AGGREGATOR, filter), filter).toBe(false);
    }
    expect(maySubscribe(FLEET, 'grid/meter/-x/bill')).toBe(false);
    expect(maySubscribe(FLEET, 'grid/meter/x/bill')).toBe(true);
  });

  test('[P-10] retained only where the table says so: a retained share would outlive its meter', () => {
    expect(mayPublish(METER, topics.shares(1), false)).toBe(true);
    expect(mayPublish(METER, topics.shares(1), true)).toBe(false);
    expect(mayPublish(AGGREGATOR, topics.receipts('m1', 2), true)).toBe(true);
    expect(mayPublish(UTILITY, topics.bill('m1'), true)).toBe(true);
    expect(mayPublish(AGGREGATOR, topics.accepts(2, 'oak'), true)).toBe(false);
  });

  test('[P-10] wills only on the own status topic', () => {
    expect(mayLeaveWill(AGGREGATOR, topics.status(2), true)).toBe(true);
    expect(mayLeaveWill(AGGREGATOR, topics.status(1), true)).toBe(false);
    expect(mayLeaveWill(AGGREGATOR, topics.key(2), true)).toBe(false);
    expect(mayLeaveWill(METER, topics.shares(1), false)).toBe(false);
  });

  test('[MQTT-4.7] topic matching', () => {
    const cases: [string, string, boolean][] = [
      ['a/#', 'a', true],
      ['a/#', 'a/b/c', true],
      ['#', '$SYS/a', false],
      ['+/a', '$SYS/a', false],
      ['$SYS/#', '$SYS/a', true],
      ['a/+', 'a', false],
      ['a/+', 'a/', true],
      ['a/+/c', 'a/b/c', true],
      ['a/+/c', 'a/b/c/d', false],
      ['a', 'a/b', false],
    ];
    for (const [filter, topic, expected] of cases)
      expect(isTopicMatched(filter, topic), `${filter} ${topic}`).toBe(expected);
  });
});

test('[P-9.6.7] a meter that moved publishes in its area and in those that it left, and in no other', () => {
  const moved = parseIdentity('meter-m-1', 'oak', ['elm'])!;
  const may = (area: string, id = 'm-1'): boolean => mayPublish(moved, `grid/agg/1/shares/${area}/${id}`, false);
  expect([may('oak'), may('elm'), may('ash'), may('elm', 'm-2')]).toEqual([true, true, false, false]);
  const filters = permittedFilters(moved, 'publish').filter((filter) => filter.includes('/shares/'));
  expect(filters).toEqual([
    'grid/agg/+/shares/oak',
    'grid/agg/+/shares/elm',
    'grid/agg/+/shares/oak/m-1',
    'grid/agg/+/shares/elm/m-1',
  ]);
  // Control: one that never moved.
  const stayed = parseIdentity('meter-m-1', 'oak')!;
  expect(mayPublish(stayed, 'grid/agg/1/shares/elm/m-1', false)).toBe(false);
});
