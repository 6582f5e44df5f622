/** Attacks and mistakes that once stopped an area or a party for ever: now they stop nothing. [P-7] */
import { describe, expect, test } from 'vitest';
import type { AggregatorInput } from '../../aggregator/machine.ts';
import type { LedgerOp, LedgerRead } from '../../aggregator/ledger.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { utf8 } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { MAX_ENTRY_BYTES_PER_MESSAGE, MAX_PAYLOAD_BYTES } from '../../protocol/wire/limits.ts';
import { Effects, type Outgoing } from '../../protocol/machine.ts';
import { withMac } from '../../protocol/wire/receipt.ts';
import { withSignature } from '../../protocol/keys/signing.ts';
import type { CertifiedEntry, Holdings, Manifest, Receipt } from '../../schemas/types.ts';
import { Attestations } from '../../utility/ordering/attestations.ts';
import { fitsAnnouncement, proposals } from '../../utility/ordering/proposals.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';
import {
  answerOf,
  billedUnits,
  certified,
  entries,
  entryAfter,
  expectExact,
  forgedTotal,
  kinds,
  manifest,
  range,
  readBy,
  readWindow,
  saidBy,
  SIZE,
  totalOf,
  value,
} from './forge.ts';

const ALL = Bitmap.of([0, 1, 2, 3]).encode();
const LESS = Bitmap.of([0, 1, 2]).encode();

describe('[P-7.2] attestations of one liar', () => {
  const attacks: [what: string, manifests: Manifest['pages'][]][] = [
    ['nothing false (control)', [[{ interval: FIRST_INTERVAL, held: ALL }]]],
    [
      'one page twice',
      [
        [
          { interval: FIRST_INTERVAL, held: ALL },
          { interval: FIRST_INTERVAL, held: LESS },
        ],
      ],
    ],
    [
      'a malformed bitmap beside a good one',
      [
        [
          { interval: FIRST_INTERVAL, held: ALL },
          { interval: FIRST_INTERVAL + 1, held: `${ALL}A` },
        ],
      ],
    ],
    [
      'pages that do not follow each other',
      [
        [
          { interval: FIRST_INTERVAL, held: ALL },
          { interval: FIRST_INTERVAL + 9, held: ALL },
        ],
      ],
    ],
    [
      'overlapping manifests that contradict each other',
      [
        [
          { interval: FIRST_INTERVAL, held: ALL },
          { interval: FIRST_INTERVAL + 1, held: LESS },
        ],
        [
          { interval: FIRST_INTERVAL, held: LESS },
          { interval: FIRST_INTERVAL + 1, held: ALL },
          { interval: FIRST_INTERVAL + 2, held: LESS },
        ],
        [
          { interval: FIRST_INTERVAL + 2, held: ALL },
          { interval: FIRST_INTERVAL + 3, held: '' },
        ],
      ],
    ],
    ['meters that are not in the roster', [[{ interval: FIRST_INTERVAL, held: Bitmap.of(range(0, 999)).encode() }]]],
    [
      'a manifest so large that no announcement could carry it',
      [
        [6_291_455, 6_291_455, 6_291_455, 6_285_000].map((index, at) => ({
          interval: FIRST_INTERVAL + at,
          held: Bitmap.of([0, 1, 2, 3, index]).encode(),
        })),
      ],
    ],
    [
      'a manifest for each page that names ninety others',
      range(0, 8).map((at) =>
        range(at - 95, at + 1).map((offset) => ({
          interval: FIRST_INTERVAL + offset,
          held: Bitmap.of([0, 1, 2, 3, 80_000]).encode(),
        })),
      ),
    ],
  ];

  test.each(attacks)('[P-7.2] %s: the log goes on, and bills are exact', (_what, pages) => {
    const grid = new Grid(SIZE);
    grid.start();
    const evil = pages.map((one) => manifest(grid, 3, one));
    const isEvil = (message: Outgoing): boolean => evil.some(({ payload }) => payload === message.payload);
    // Aggregator 3 says nothing else.
    grid.onDeliver = (message, to) =>
      to !== 'utility' || message.topic !== 'grid/agg/3/manifests/area-1' || isEvil(message);
    for (const message of evil) grid.publish(message);
    grid.settle();
    readWindow(grid);
    grid.closeDue();
    grid.wait(2_000);
    grid.onDeliver = () => true;
    grid.wait(8_000);
    expect(kinds(grid)).toContain('bill');
    expectExact(grid);
    for (const { stats } of grid.aggregatorMachines) expect(stats.rejections).toEqual({});
  });

  test.each([
    ['right (control)', true, {}],
    ['with another count', false, { count: 9 }],
    ['of another window', false, { from: FIRST_INTERVAL + 8 }],
    ['malformed', false, { held: `${ALL}A` }],
    ['of meters that are not there', false, { held: Bitmap.of(range(0, 999)).encode() }],
    ['too large for any announcement', false, { held: Bitmap.of([0, 1, 2, 3, 6_000_000]).encode() }],
  ] as const)(
    '[P-7.5] holdings %s while another aggregator lacks cells: the window is billed',
    (_what, counts, changes) => {
      const grid = new Grid(SIZE);
      grid.start();
      const lacks = (message: Outgoing, to: string): boolean =>
        to === 'aggregator-2' && message.topic.endsWith('/shares') && message.payload.includes('"meter-1"');
      for (const offset of range(0, 8)) {
        grid.onDeliver = (message, to) => offset < 4 || !lacks(message, to);
        grid.readInterval(offset, (meter) => [value(meter, offset)]);
      }
      const body = {
        version: 1 as const,
        deployment: 'test',
        type: 'holdings' as const,
        area: 'area-1',
        aggregator: 3,
        storeEpoch: 1,
        from: FIRST_INTERVAL,
        count: 8,
        held: ALL,
        ...changes,
      };
      const holdings: Holdings = withSignature(nodeCrypto, grid.identityOf(3).privateKey, 'holdings', body);
      const payload = canonicalJson(holdings);
      const isHonest = (message: Outgoing): boolean =>
        message.topic === 'grid/agg/3/manifests/area-1' &&
        message.payload.includes('"holdings"') &&
        message.payload !== payload;
      grid.onDeliver = (message, to) => !lacks(message, to) && !(to === 'utility' && isHonest(message));
      grid.publish({ topic: 'grid/agg/3/manifests/area-1', payload, isRetained: false });
      grid.closeDue();
      grid.wait(4_000);
      // Said at another time, too, when the window is about to be billed.
      grid.publish({ topic: 'grid/agg/3/manifests/area-1', payload, isRetained: false });
      grid.wait(2_000);
      grid.onDeliver = () => true;
      grid.wait(30_000);
      expect(kinds(grid)).toContain('bill');
      // Only words that count say who holds meter-1 wholly besides aggregator 1; else it waits for the second round.
      const late = counts ? [] : ['verified'];
      const status = counts ? 'verified' : 'waiting';
      expect(grid.bills.map((bill) => bill.status)).toEqual([status, 'verified', 'verified', 'verified', ...late]);
      readWindow(grid, 8, 16);
      grid.closeDue();
      grid.wait(8_000);
      const billed = range(0, 4).map((meter) =>
        billedUnits(grid, `meter-${meter + 1}`).reduce((sum, units) => sum + units, 0),
      );
      expect(billed).toEqual(range(0, 4).map((meter) => readBy(meter, range(0, 16))));
      for (const { stats } of grid.aggregatorMachines) expect(stats.rejections).toEqual({});
    },
  );
});

test('[P-7.2] a backlog whose manifests, one by one allowed, exceed an announcement together is closed in parts', () => {
  const { scheme, utilityParty } = new Grid(SIZE);
  const log = new AreaLog('area-1');
  const meters = range(0, 10_000).map((at) => ({ ...utilityParty.enrolled[0]!.meter, id: `meter-${at}` }));
  const common = { version: 1 as const, deployment: 'test', area: 'area-1' };
  log.apply({ ...common, sequence: 0, previous: log.headHash, kind: 'scheme', scheme }, 'one');
  const joining = { kind: 'roster' as const, from: FIRST_INTERVAL, add: meters, remove: [] };
  log.apply({ ...common, sequence: 1, previous: 'one', ...joining }, 'two');
  const enrolled = meters.map((meter) => ({ area: 'area-1', from: FIRST_INTERVAL, meter }));
  const times = { gridMs: (FIRST_INTERVAL + 200) * 900_000, monotonicMs: 0 };
  const held = Bitmap.of(range(0, 10_000)).encode();
  for (const isAttack of [false, true]) {
    const attestations = new Attestations();
    const add = (aggregator: number, first: number, end: number): void => {
      const pages = range(first, end).map((offset) => ({ interval: FIRST_INTERVAL + offset, held }));
      const body = { ...common, type: 'manifest' as const, aggregator, storeEpoch: 1, pages, signature: '' };
      expect(attestations.manifest(body, log)).toBeUndefined();
    };
    add(1, 0, 96);
    add(2, 0, 96);
    // One for each page, each naming as many that are closed already as it can.
    if (isAttack) for (const offset of range(0, 96)) add(3, offset - 95, offset + 1);
    else add(3, 0, 96);
    const wanted = { ...utilityParty, scheme, enrolled };
    const elsewhere = () => ({ boundTo: undefined, lines: [] });
    const [proposed] = [...proposals(wanted, log, attestations, new Set(), times, elsewhere)];
    if (proposed === undefined) throw new Error('something is proposed');
    expect(fitsAnnouncement(proposed)).toBe(true);
    expect(proposed.entry.kind === 'close' && proposed.entry.pages.length).toBe(isAttack ? 12 : 96);
  }
});

describe('[P-7.6] answers of one liar', () => {
  test.each([
    ['1, 2, 1', true],
    ['1 (control)', false],
  ])('[P-7.6] store epochs %s in answers do not stop the utility, now or after a restart', (_what, isAttack) => {
    for (const type of ['load', 'bill'] as const) {
      const grid = new Grid(SIZE);
      grid.start();
      readWindow(grid);
      grid.closeDue();
      grid.wait(4_000);
      const { message, identity } = totalOf(grid, 3, type);
      if (isAttack) {
        const sums = new Uint8Array(type === 'load' ? 16 : 4 * 32);
        for (const storeEpoch of [2, 1, 3, 2]) {
          grid.publish(
            storeEpoch === 1 ? message : forgedTotal(grid, 3, { ...identity, storeEpoch }, sums.fill(storeEpoch)),
          );
          grid.settle();
        }
      }
      grid.restartUtility();
      grid.publish(message);
      grid.wait(4_000);
      expectExact(grid);
      const sum = (offset: number): number => value(0, offset) + value(1, offset) + value(2, offset) + value(3, offset);
      expect(grid.loads.map(({ totalUnits }) => totalUnits)).toEqual(range(0, 8).map(sum));
      expect(saidBy(grid, 'evidence')).toBe(false);
    }
  });
});

describe('[P-7.1] clocks and wake-ups', () => {
  test.each([0, -590_000])(
    '[P-7.1] a clock that is off by %i ms makes no storm of heads, and pages close',
    (skewMs) => {
      const grid = new Grid(SIZE);
      grid.start();
      grid.readInterval(0, (meter) => [value(meter, 0)]);
      grid.skewMs.set('aggregator-3', skewMs);
      const before = grid.tapped.length;
      grid.gridMs += 600_000;
      grid.wait(10_000);
      const heads = [1, 2, 3].map(
        (aggregator) =>
          grid.tapped.slice(before).filter(({ topic }) => topic === `grid/agg/${aggregator}/log/area-1`).length,
      );
      expect(Math.max(...heads)).toBeLessThan(10);
      expect(kinds(grid)).toEqual(['scheme', 'roster', 'close']);
    },
  );

  test('[P-7.5] cells that come while a bill is being read are not forgotten: their answer follows', () => {
    const grid = new Grid(SIZE);
    grid.start();
    const isLate = ({ topic, payload }: Outgoing): boolean =>
      topic === 'grid/agg/3/shares' && /"meter-[12]"/.test(payload);
    for (const offset of range(0, 8)) {
      grid.onDeliver = (message, to) => !(to === 'aggregator-3' && isLate(message) && offset >= 2);
      grid.readInterval(offset, (meter) => [value(meter, offset)]);
    }
    grid.onDeliver = (message, to) =>
      !(to === 'aggregator-3' && message.topic.endsWith('/shares')) && !message.topic.endsWith('/bill');
    grid.closeDue();
    grid.wait(4_000);
    const shares = grid.tapped.filter(isLate);
    // As a host does it: rows come at the next flush, later than further messages and ticks.
    const out = new Effects<LedgerOp, LedgerRead>();
    const feed = (input: AggregatorInput): void => grid.aggregatorMachines[2]!.step(input, grid.times, out);
    const flush = (): void => {
      grid.ledgers[2]!.commit(out.ops.splice(0));
      for (const read of out.reads.splice(0)) feed({ kind: 'rows', answer: grid.ledgers[2]!.read(read) });
    };
    for (const meter of ['"meter-1"', '"meter-2"']) {
      for (const { topic, payload } of shares.filter((share) => share.payload.includes(meter)))
        feed({ kind: 'message', topic, payload: utf8(payload) });
      feed({ kind: 'tick' });
    }
    const released: string[] = [];
    for (let round = 0; round < 3; round++) {
      flush();
      feed({ kind: 'tick' });
      for (const op of out.ops) if (op.kind === 'release' && op.release.meters !== '') released.push(op.release.meters);
    }
    expect(released).toEqual([Bitmap.of([0]).encode(), Bitmap.of([1]).encode()]);
  });
});

describe('[P-6.3] words of one aggregator', () => {
  function falseHead(grid: Grid): Outgoing {
    const topic = 'grid/meter/meter-1/receipts/3';
    const last = grid.tapped.findLast((message) => message.topic === topic)!;
    const { mac: _mac, ...body } = JSON.parse(last.payload) as Receipt;
    const key = grid.meterMachine.meters.get('meter-1')!.party.receiptKeys.get(3)!;
    const { signature: _signature, ...said } = body.head;
    const head = withSignature(nodeCrypto, grid.identityOf(3).privateKey, 'head', { ...said, hash: 'A'.repeat(43) });
    const receipt = withMac(nodeCrypto, key, { ...body, head });
    return { topic, payload: canonicalJson(receipt), isRetained: true };
  }

  test.each([true, false])(
    '[P-6.3] a false head (%s) of one aggregator is reported and silences no meter',
    (isAttack) => {
      const grid = new Grid(SIZE);
      grid.start();
      grid.readInterval(0, (meter) => [value(meter, 0)]);
      if (isAttack) grid.publish(falseHead(grid));
      grid.settle();
      expect(grid.fleet.notices.some(({ code }) => code === 'log_fork')).toBe(isAttack);
      // What needs to be sent again is sent again, too.
      grid.onDeliver = (message) => !message.topic.endsWith('/shares');
      grid.readInterval(1, (meter) => [value(meter, 1)]);
      grid.onDeliver = () => true;
      grid.wait(4_000);
      readWindow(grid, 2, 8);
      grid.closeDue();
      grid.wait(8_000);
      expectExact(grid);
    },
  );

  test.each([
    ["on another's topic", 'grid/agg/3/status', [1, 2, 3]],
    ['on its own topic (control)', 'grid/agg/1/status', [2, 3]],
  ])('[P-5.1] a status %s', (_what, topic, online) => {
    const grid = new Grid(SIZE);
    grid.start();
    const status = { version: 1, deployment: 'test', type: 'status', aggregator: 1, state: 'offline', software: 'x' };
    grid.publish({ topic, payload: canonicalJson(status), isRetained: true });
    grid.settle();
    expect([...grid.meterMachine.grid.online].toSorted((one, other) => one - other)).toEqual(online);
    // What aggregator 1 missed is sent to it again as long as it is not held to be offline.
    grid.onDeliver = (message, to) => to !== 'aggregator-1' || !message.topic.endsWith('/shares');
    grid.readInterval(0, (meter) => [value(meter, 0)]);
    grid.onDeliver = () => true;
    grid.wait(10_000);
    expect(grid.aggregatorMachines[0]!.stats.cells).toBe(online.includes(1) ? 4 : 0);
  });
});

describe('[P-7.1] memory and disk', () => {
  function evidenceIn(grid: Grid): string[] {
    const kept: string[] = [];
    const ledger = grid.ledgers[0]!;
    const commit = ledger.commit.bind(ledger);
    ledger.commit = (ops) => {
      for (const op of ops) if (op.kind === 'proof') kept.push(op.name);
      commit(ops);
    };
    return kept;
  }

  test('[P-7.1] nothing is kept as evidence that is not authentic, and what is, once', () => {
    const grid = new Grid(SIZE);
    grid.start();
    const kept = evidenceIn(grid);
    const fork = (offset: number, by: readonly number[]): CertifiedEntry => {
      const body = { kind: 'roster' as const, from: FIRST_INTERVAL + offset, add: [], remove: ['meter-1'] };
      return certified(grid, { ...entryAfter(grid, body), previous: 'A'.repeat(43) }, by);
    };
    for (const offset of range(0, 20)) {
      const unsigned = { ...fork(offset, [1, 2]), signature: 'A'.repeat(86) };
      expect(answerOf(grid, 1, entries(1, [unsigned])).codes).toEqual(['not_authentic']);
      expect(answerOf(grid, 1, entries(1, [fork(offset, [3])])).codes).toEqual(['not_authentic']);
    }
    expect(kept).toEqual([]);
    // Control: two of three and the utility did sign a fork.
    for (let again = 0; again < 3; again++)
      expect(answerOf(grid, 1, entries(1, [fork(0, [2, 3])])).codes).toEqual(['log_conflict']);
    expect(kept).toEqual(['fork/area-1']);
  });

  test('[P-7.1] what an aggregator lacks is sent in messages of bounded size, until it lacks nothing', () => {
    const grid = new Grid(SIZE);
    grid.stopAggregator(3);
    grid.start();
    // Tariffs for years to come make large schemes, and each change of one is an entry.
    const tariffs = range(1, 1_000).map((window) => ({
      id: `t${window}`,
      from: FIRST_INTERVAL + 8 * window,
      count: 8,
      rates: [{ name: 'a', microPerKwh: window }],
      runs: [{ rate: 0, count: 8 }],
    }));
    for (const seconds of range(61, 74)) {
      grid.restartUtility({ scheme: { ...grid.scheme, closeAfterSeconds: seconds, tariffs } });
      grid.settle();
    }
    const log = grid.archive.restore()[0]!.entries;
    const total = log.reduce((sum, entry) => sum + canonicalJson(entry).length, 0);
    expect(total).toBeGreaterThan(MAX_ENTRY_BYTES_PER_MESSAGE);
    grid.resumeAggregator(3);
    grid.wait(10_000);
    const sizes = grid.tapped
      .filter(({ topic, payload }) => topic === 'grid/agg/3/requests/area-1' && payload.includes('"type":"entries"'))
      .map(({ payload }) => payload.length);
    expect(Math.max(...sizes)).toBeLessThan(MAX_ENTRY_BYTES_PER_MESSAGE + 1_024);
    expect(Math.max(...sizes)).toBeLessThan(MAX_PAYLOAD_BYTES.request);
    const heads = [1, 3].map((aggregator) => {
      const last = grid.tapped.findLast(
        ({ topic, payload }) =>
          topic === `grid/agg/${aggregator}/log/area-1` && (JSON.parse(payload) as { type: string }).type === 'head',
      )!;
      return (JSON.parse(last.payload) as { length: number }).length;
    });
    expect(heads).toEqual([log.length, log.length]);
  });
});
