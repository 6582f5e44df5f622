/** Every entry that would tell more than it may is refused by the machine itself, with its code. [P-7.1, P-8] */
import { describe, expect, test } from 'vitest';
import { Bitmap } from '../protocol/math/bitmap.ts';
import type { BillEntry, ManifestMessage, Scheme, Tariff } from '../schemas/types.ts';
import { ACCEPTED, Bench, type EntryBody, page } from '../test/simulation/bench.ts';
import { EXPORT, FIRST_INTERVAL, IMPORT } from '../test/simulation/grid.ts';
import { intervalStartMs } from '../protocol/grid/interval.ts';

const ALL = [0, 1, 2, 3];

function refused(code: string) {
  return { codes: [code], isAccepted: false, ops: [] };
}

/** Manifests of all three aggregators that hold the same meters of one page. */
function manifests(bench: Bench, offset: number, members: readonly number[] = ALL): ManifestMessage[] {
  return [1, 2, 3].map((aggregator) => bench.manifest(aggregator, [[offset, members]]));
}

function tariffWith(id: string, offset: number, counts: readonly number[] = [8], firstPrice = 0): Tariff {
  return {
    id,
    from: FIRST_INTERVAL + offset,
    count: 8,
    rates: counts.map((_count, at) => ({ name: `r${at}`, microPerKwh: firstPrice + at })),
    runs: counts.map((count, rate) => ({ rate, count })),
  };
}

describe('[P-7.2] close entries', () => {
  function waiting(members: readonly number[] = ALL): { bench: Bench; basis: ManifestMessage[] } {
    const bench = Bench.started();
    bench.passClosing(0);
    return { bench, basis: manifests(bench, 0, members) };
  }

  test('control: what follows from the manifests is accepted, locked, and accepted again when it is repeated', () => {
    const { bench, basis } = waiting();
    const body: EntryBody = { kind: 'close', pages: [page(0, ALL)] };
    expect(bench.announce(body, basis)).toMatchObject({ ...ACCEPTED, ops: ['lock'] });
    expect(bench.announce(body, basis)).toMatchObject({ ...ACCEPTED, ops: [] });
  });

  test.each<[what: string, members: number[], empty: string[]]>([
    ['one meter fewer', [0, 1, 2], []],
    ['one meter more', [0, 1, 2, 3, 4], []],
    ['nobody', [], [IMPORT]],
    ['closing empty what is not', ALL, [IMPORT]],
    ['a bill-only register called empty', ALL, [EXPORT]],
  ])('a set that does not follow from the manifests: %s', (_what, members, empty) => {
    const { bench, basis } = waiting();
    const pages = [page(0, members, empty)];
    expect(bench.announce({ kind: 'close', pages }, basis)).toMatchObject(refused('batch_mismatch'));
  });

  test('a set written in another way', () => {
    const { bench, basis } = waiting();
    const pages = [{ ...page(0, ALL), set: `${page(0, ALL).set}A` }];
    expect(bench.announce({ kind: 'close', pages }, basis)).toMatchObject(refused('batch_mismatch'));
  });

  test('a cell held by fewer than q aggregators is not in the set', () => {
    const bench = Bench.started();
    bench.passClosing(0);
    const basis = [bench.manifest(1, [[0, ALL]]), bench.manifest(2, [[0, [0, 1]]]), bench.manifest(3, [[0, [0, 2]]])];
    expect(bench.announce({ kind: 'close', pages: [page(0, ALL)] }, basis)).toMatchObject(refused('batch_mismatch'));
    expect(bench.announce({ kind: 'close', pages: [page(0, [0, 1, 2])] }, basis)).toMatchObject(ACCEPTED);
  });

  test('fewer manifests than the quorum, and one twice', () => {
    const { bench, basis } = waiting();
    const body: EntryBody = { kind: 'close', pages: [page(0, ALL)] };
    expect(bench.announce(body, [])).toMatchObject(refused('batch_mismatch'));
    expect(bench.announce(body, basis.slice(0, 1))).toMatchObject(refused('batch_mismatch'));
    expect(bench.announce(body, [basis[0]!, basis[0]!])).toMatchObject(refused('batch_mismatch'));
    expect(bench.announce(body, basis.slice(1))).toMatchObject(ACCEPTED);
  });

  test("a manifest that another one's key is under", () => {
    const { bench, basis } = waiting();
    const forged = bench.manifest(3, [[0, ALL]], 2);
    const body: EntryBody = { kind: 'close', pages: [page(0, ALL)] };
    expect(bench.announce(body, [...basis.slice(0, 2), forged])).toMatchObject(refused('not_authentic'));
    const changed = { ...bench.manifest(3, [[0, [0]]]), pages: bench.manifest(3, [[0, ALL]]).pages };
    expect(bench.announce(body, [...basis.slice(0, 2), changed])).toMatchObject(refused('not_authentic'));
  });

  test('a manifest of another area', () => {
    const { bench, basis } = waiting();
    const other = { ...(basis[2] as ManifestMessage), area: 'area-2' };
    const body: EntryBody = { kind: 'close', pages: [page(0, ALL)] };
    expect(bench.announce(body, [...basis.slice(0, 2), other])).toMatchObject(refused('batch_mismatch'));
  });

  test('[P-7.2] two manifests of one aggregator for one page convict it, and stop nothing', () => {
    for (const isFirst of [true, false]) {
      const { bench, basis } = waiting();
      // 3 says first or second that it lacks meters; 1 and 2 are a quorum.
      const less = bench.manifest(3, [[0, [0, 1]]]);
      const both = isFirst ? [...basis.slice(0, 2), less, basis[2]!] : [...basis, less];
      const narrow: EntryBody = { kind: 'close', pages: [page(0, [0, 1])] };
      // Convicted are 3, and the utility by the second announcement.
      expect(bench.announce(narrow, both)).toMatchObject({ ...refused('batch_mismatch'), proofs: 1 });
      expect(bench.announce({ kind: 'close', pages: [page(0, ALL)] }, both)).toMatchObject(ACCEPTED);
    }
  });

  test('a page that is not the next, or comes twice', () => {
    const { bench, basis } = waiting();
    bench.passClosing(3);
    const all = [...basis, ...manifests(bench, 1), ...manifests(bench, 2)];
    const close = (...offsets: number[]): EntryBody => ({ kind: 'close', pages: offsets.map((at) => page(at, ALL)) });
    for (const offsets of [[1], [0, 2], [0, 0], [1, 0]])
      expect(bench.announce(close(...offsets), all)).toMatchObject(refused('batch_mismatch'));
    expect(bench.announce(close(0, 1, 2), all)).toMatchObject(ACCEPTED);
  });

  test('[P-7.1] a page that is open by this clock is accepted as soon as it is not, without a word before', () => {
    const { bench, basis } = waiting();
    bench.grid.gridMs -= 1;
    const body: EntryBody = { kind: 'close', pages: [page(0, ALL)] };
    expect(bench.announce(body, basis)).toMatchObject({ codes: [], isAccepted: false, ops: [] });
    expect(bench.feed({ kind: 'tick' })).toMatchObject({ isAccepted: false, ops: [] });
    bench.grid.gridMs += 1;
    expect(bench.feed({ kind: 'tick' })).toMatchObject({ ...ACCEPTED, ops: ['lock'] });
    expect(bench.feed({ kind: 'tick' })).toMatchObject({ isAccepted: false });
  });

  test('[P-7.1] an announcement that waited for its page and was certified meanwhile is forgotten', () => {
    const { bench, basis } = waiting();
    bench.grid.gridMs -= 30_000;
    expect(bench.announce({ kind: 'close', pages: [page(0, ALL)] }, basis)).toMatchObject({ isAccepted: false });
    bench.certify({ kind: 'close', pages: [page(0, ALL)] });
    bench.feed({ kind: 'tick' });
    const heads = [1, 2, 3].flatMap(() =>
      bench.feed({ kind: 'tick' }).publications.filter(({ payload }) => payload.includes('"type":"head"')),
    );
    expect(heads).toEqual([]);
  });

  test('[P-8.2] the load of one meter', () => {
    const { bench, basis } = waiting([2]);
    // The scheme's floor closes the page empty; any other closing does not follow.
    expect(bench.announce({ kind: 'close', pages: [page(0, [2])] }, basis)).toMatchObject(refused('batch_mismatch'));
    expect(bench.announce({ kind: 'close', pages: [page(0, [], [IMPORT])] }, basis)).toMatchObject(ACCEPTED);
  });

  test('[P-8.2] fewer meters than the own floor, though the others took a scheme that allows it', () => {
    const bench = Bench.started({ floor: { minMeters: 3 } });
    bench.passClosing(1);
    const few = manifests(bench, 0, [0, 1]);
    expect(bench.announce({ kind: 'close', pages: [page(0, [0, 1])] }, few)).toMatchObject(
      refused('invalid_batch_size'),
    );
    const wider = Bench.started({ floor: { minMeters: 3 } });
    wider.passClosing(1);
    const enough = manifests(wider, 0, [0, 1, 3]);
    expect(wider.announce({ kind: 'close', pages: [page(0, [0, 1, 3])] }, enough)).toMatchObject(ACCEPTED);
  });

  test('without a scheme nothing is closed', () => {
    const bench = new Bench();
    expect(bench.announce({ kind: 'close', pages: [page(0, ALL)] })).toMatchObject(refused('scheme_refused'));
  });
});

describe('[P-8] bill entries', () => {
  function bill(changes: Partial<BillEntry> = {}, released: readonly number[] = ALL): EntryBody {
    const set = Bitmap.of(released).encode();
    return { kind: 'bill', from: FIRST_INTERVAL, count: 8, round: 1, released: set, waiting: '', ...changes };
  }

  function holdings(bench: Bench, offset = 0, held: readonly number[] = ALL): ManifestMessage[] {
    return [1, 2, 3].map((aggregator) => bench.holdings(aggregator, offset, held));
  }

  function closedWindow(options: ConstructorParameters<typeof Bench>[0] = {}): Bench {
    const bench = Bench.started(options);
    bench.closePages(0, 8, ALL);
    return bench;
  }

  test('control: the next window, with the meters that follow, is accepted', () => {
    const bench = closedWindow();
    expect(bench.announce(bill(), holdings(bench))).toMatchObject({ ...ACCEPTED, ops: ['lock'] });
  });

  test('[P-8.1] a bill of one interval', () => {
    const bench = closedWindow();
    expect(bench.announce(bill({ count: 1 }), holdings(bench))).toMatchObject(refused('batch_overlap'));
    expect(bench.announce(bill({ from: FIRST_INTERVAL + 7, count: 1 }), holdings(bench))).toMatchObject(
      refused('batch_overlap'),
    );
  });

  test.each([
    ['one interval later', 1, 8],
    ['one interval earlier', -1, 8],
    ['one interval shorter', 0, 7],
    ['one interval longer', 0, 9],
    ['half a window', 0, 4],
    ['the window after', 8, 8],
  ])('[P-8.3] %s', (_what, offset, count) => {
    const bench = closedWindow();
    bench.closePages(8, 17, ALL);
    const entry = bill({ from: FIRST_INTERVAL + offset, count });
    expect(bench.announce(entry, holdings(bench, offset))).toMatchObject(refused('batch_overlap'));
    expect(bench.announce(bill(), holdings(bench))).toMatchObject(ACCEPTED);
  });

  test('[P-8.3] a window a second time, and one that overlaps it', () => {
    const bench = closedWindow();
    bench.closePages(8, 16, ALL);
    bench.certify(bill());
    expect(bench.announce(bill(), holdings(bench))).toMatchObject(refused('batch_overlap'));
    const overlapping = bill({ from: FIRST_INTERVAL + 4 });
    expect(bench.announce(overlapping, holdings(bench, 4))).toMatchObject(refused('batch_overlap'));
    const next = bill({ from: FIRST_INTERVAL + 8 });
    expect(bench.announce(next, holdings(bench, 8))).toMatchObject(ACCEPTED);
  });

  test('[P-7.5] a window with a page that is not closed', () => {
    const bench = Bench.started();
    bench.closePages(0, 7, ALL);
    bench.passClosing(20);
    expect(bench.announce(bill(), holdings(bench))).toMatchObject(refused('page_open'));
  });

  test.each<[what: string, released: number[], waiting: number[]]>([
    ['one meter alone', [2], []],
    ['all but one', [0, 1, 2], []],
    ['one that does not exist', [0, 1, 2, 3, 4], []],
    ['one that waits for no reason', [0, 1, 2], [3]],
    ['one both ways', ALL, [3]],
    ['nobody', [], []],
  ])('[P-7.5] meters that do not follow from log and holdings: %s', (_what, released, waiting) => {
    const bench = closedWindow();
    const changes = { waiting: Bitmap.of(waiting).encode() };
    expect(bench.announce(bill(changes, released), holdings(bench))).toMatchObject(refused('batch_mismatch'));
  });

  test('[P-7.5] a meter whose cells fewer than k attest to hold waits', () => {
    const bench = closedWindow();
    const basis = [bench.holdings(1, 0, ALL), bench.holdings(2, 0, [0, 1, 2]), bench.holdings(3, 0, [0, 1, 2])];
    expect(bench.announce(bill(), basis)).toMatchObject(refused('batch_mismatch'));
    const waits = bill({ waiting: Bitmap.of([3]).encode() }, [0, 1, 2]);
    expect(bench.announce(waits, basis)).toMatchObject(ACCEPTED);
  });

  test('holdings of another window, or under a wrong key, count for nothing', () => {
    const bench = closedWindow();
    expect(bench.announce(bill(), holdings(bench, 8))).toMatchObject(refused('batch_mismatch'));
    const forged = [bench.holdings(1, 0, ALL), bench.holdings(2, 0, ALL), bench.holdings(3, 0, ALL, 1)];
    expect(bench.announce(bill(), forged)).toMatchObject(refused('not_authentic'));
    // A manifest is no statement about a window.
    expect(bench.announce(bill(), manifests(bench, 0))).toMatchObject(refused('batch_mismatch'));
  });

  test('[P-7.5] who waited is released in the second round, before any later window', () => {
    const bench = closedWindow();
    const third = (held: readonly number[]) => [1, 2, 3].map((at) => bench.holdings(at, 0, at === 1 ? ALL : held));
    bench.certify(bill({ waiting: Bitmap.of([3]).encode() }, [0, 1, 2]));
    bench.closePages(8, 15, ALL);
    // Not while nobody holds it and its time is not over.
    expect(bench.announce(bill({ round: 2 }, []), third([]))).toMatchObject(refused('page_open'));
    expect(bench.announce(bill({ round: 2 }, [3]), third([]))).toMatchObject(refused('batch_mismatch'));
    expect(bench.announce(bill({ round: 1, from: FIRST_INTERVAL + 8 }), holdings(bench, 8))).toMatchObject(
      refused('batch_overlap'),
    );
    expect(bench.announce(bill({ round: 2 }, [3]), third([3]))).toMatchObject(ACCEPTED);
  });

  test('[P-7.5] who waited and is not held by the end of the next window is remnant, and the next one is billed', () => {
    const bench = closedWindow();
    const lacking = [1, 2, 3].map((at) => bench.holdings(at, 0, at === 1 ? [3] : []));
    bench.certify(bill({ waiting: Bitmap.of([3]).encode() }, [0, 1, 2]));
    bench.closePages(8, 16, ALL);
    expect(bench.announce(bill({ round: 2 }, []), lacking)).toMatchObject(ACCEPTED);
    bench.certify(bill({ round: 2 }, []));
    expect(bench.announce(bill({ from: FIRST_INTERVAL + 8 }), holdings(bench, 8))).toMatchObject(ACCEPTED);
  });

  test('[P-8.4] a meter with too few cells is not billed for them, and nobody waits', () => {
    const bench = Bench.started();
    bench.closePages(0, 3, ALL);
    bench.closePages(3, 8, [0, 1, 2]);
    expect(bench.announce(bill(), holdings(bench))).toMatchObject(refused('batch_mismatch'));
    expect(bench.announce(bill({}, [0, 1, 2]), holdings(bench))).toMatchObject(ACCEPTED);
  });

  test('[P-8.4] a crowd below the own floor, though the others took a scheme that allows it', () => {
    const few = (minCrowd: number): Bench => {
      const bench = Bench.started({ floor: { minCrowd } });
      bench.closePages(0, 3, ALL);
      bench.closePages(3, 8, [0, 1, 2]);
      return bench;
    };
    const strict = few(2);
    expect(strict.announce(bill({}, [0, 1, 2]), holdings(strict))).toMatchObject(refused('invalid_batch_size'));
    const lax = few(1);
    expect(lax.announce(bill({}, [0, 1, 2]), holdings(lax))).toMatchObject(ACCEPTED);
  });

  test('[P-8.1] fewer cells in a rate than the own floor, though the others took a scheme that allows it', () => {
    const tariffs = (): Tariff[] => [tariffWith('t', 0, [4, 4])];
    const strict = closedWindow({ tariffs, minIntervals: 2, floor: { minIntervals: 5 } });
    expect(strict.announce(bill(), holdings(strict))).toMatchObject(refused('invalid_batch_size'));
    const lax = closedWindow({ tariffs, minIntervals: 2, floor: { minIntervals: 4 } });
    expect(lax.announce(bill(), holdings(lax))).toMatchObject(ACCEPTED);
  });
});

describe('[P-8] scheme entries', () => {
  function announced(bench: Bench, changes: Partial<Scheme> = {}) {
    return bench.announce({ kind: 'scheme', scheme: { ...bench.grid.scheme, ...changes } });
  }

  test('control: the first scheme, and a later one with a tariff to come, are accepted', () => {
    expect(announced(new Bench())).toMatchObject({ ...ACCEPTED, ops: ['lock'] });
    expect(announced(Bench.started(), { tariffs: [tariffWith('t', 8)] })).toMatchObject(ACCEPTED);
    expect(
      announced(Bench.started(), {
        closeAfterSeconds: 90,
        floors: { minMeters: 3, minIntervals: 4, maxKnown: 0, minCrowd: 1 },
      }),
    ).toMatchObject(ACCEPTED);
  });

  test.each<[what: string, code: string, changes: Partial<Scheme>]>([
    ['that cannot be run', 'scheme_refused', { threshold: 4 }],
    ['with a rate of one interval', 'scheme_refused', { tariffs: [tariffWith('t', 8, [7, 1])] }],
    ['with a tariff that is no partition', 'scheme_refused', { tariffs: [tariffWith('t', 8, [4, 5])] }],
    ['of another deployment', 'scheme_refused', { deployment: 'other' }],
    ['without this area', 'scheme_refused', { areas: ['area-2'] }],
    ['with another operator', 'scheme_refused', { operators: ['operator-1', 'operator-2', 'evil'] }],
    [
      'with its operators in another order',
      'scheme_refused',
      { operators: ['operator-2', 'operator-1', 'operator-3'] },
    ],
    ['with fewer operators', 'scheme_refused', { operators: ['operator-1', 'operator-2'] }],
    [
      'with fewer meters than the own floor',
      'invalid_batch_size',
      { floors: { minMeters: 1, minIntervals: 4, maxKnown: 0, minCrowd: 1 } },
    ],
    [
      'with fewer intervals than the own floor',
      'invalid_batch_size',
      { floors: { minMeters: 2, minIntervals: 3, maxKnown: 0, minCrowd: 1 } },
    ],
  ])('a first scheme %s, and a later one', (_what, code, changes) => {
    expect(announced(new Bench(), changes)).toMatchObject(refused(code));
    expect(announced(Bench.started(), changes)).toMatchObject(refused(code));
  });

  test('[P-9] a threshold below the own floor', () => {
    expect(announced(new Bench({ floor: { minThreshold: 3 } }))).toMatchObject(refused('scheme_refused'));
    expect(announced(new Bench({ threshold: 3, floor: { minThreshold: 3 } }))).toMatchObject(ACCEPTED);
  });

  test.each<[what: string, changes: Partial<Scheme>]>([
    ['another threshold: readings would be split again', { threshold: 3 }],
    ['other windows', { billing: { firstInterval: FIRST_INTERVAL, windows: [{ count: 1, intervalCount: 16 }] } }],
    [
      'windows from elsewhere on',
      { billing: { firstInterval: FIRST_INTERVAL + 1, windows: [{ count: 1, intervalCount: 8 }] } },
    ],
    ['another interval', { intervalSeconds: 450 }],
    ['intervals that begin elsewhere', { intervalOffsetSeconds: 450 }],
  ])('[P-3.5] a later scheme with %s', (_what, changes) => {
    expect(announced(Bench.started(), changes)).toMatchObject(refused('scheme_refused'));
    if (!('intervalSeconds' in changes)) expect(announced(new Bench(), changes)).toMatchObject(ACCEPTED);
  });

  const windows = (...runs: readonly (readonly [count: number, intervalCount: number])[]): Partial<Scheme> => ({
    billing: {
      firstInterval: FIRST_INTERVAL,
      windows: runs.map(([count, intervalCount]) => ({ count, intervalCount })),
    },
  });

  test('[P-2.6] more windows, before the end of those that are listed', () => {
    const bench = Bench.started();
    expect(announced(bench, windows([1, 8], [2, 12]))).toMatchObject(ACCEPTED);
    expect(announced(Bench.started(), windows([2, 8], [2, 12]))).toMatchObject(ACCEPTED);
    expect(announced(Bench.started(), windows([1, 9]))).toMatchObject(refused('scheme_refused'));
  });

  test('[P-2.6] more windows once the last one that is listed is over, by the clock or by the log', () => {
    const byClock = Bench.started();
    byClock.grid.gridMs = intervalStartMs(FIRST_INTERVAL + 8, byClock.grid.scheme);
    expect(announced(byClock, windows([1, 8], [2, 12]))).toMatchObject(ACCEPTED);
    const late = Bench.started();
    late.grid.gridMs = intervalStartMs(FIRST_INTERVAL + 8, late.grid.scheme) + 1;
    expect(announced(late, windows([1, 8], [2, 12]))).toMatchObject(refused('scheme_refused'));
    const byLog = Bench.started();
    byLog.closePages(0, 9, [0, 1, 2]);
    byLog.grid.gridMs = intervalStartMs(FIRST_INTERVAL, byLog.grid.scheme);
    expect(announced(byLog, windows([1, 8], [2, 12]))).toMatchObject(refused('scheme_refused'));
  });

  test('[P-8.5] a tariff after its window has started', () => {
    const bench = Bench.started();
    bench.grid.gridMs += 1;
    expect(announced(bench, { tariffs: [tariffWith('t', 0)] })).toMatchObject(refused('tariff_refused'));
    expect(announced(bench, { tariffs: [tariffWith('t', 8)] })).toMatchObject(ACCEPTED);
  });

  test('[P-8.5] a tariff that changes or goes after its window has started', () => {
    const tariffs = (): Tariff[] => [tariffWith('t', 0), tariffWith('u', 8)];
    const bench = Bench.started({ tariffs });
    bench.grid.gridMs += 1;
    for (const changed of [
      [tariffWith('t', 0, [8], 1), tariffWith('u', 8)],
      [tariffWith('x', 0), tariffWith('u', 8)],
      [tariffWith('u', 8)],
    ])
      expect(announced(bench, { tariffs: changed }).isAccepted).toBe(false);
    expect(announced(bench, { tariffs: [tariffWith('x', 0), tariffWith('u', 8)] })).toMatchObject(
      refused('tariff_refused'),
    );
    expect(announced(bench, { tariffs: [tariffWith('u', 8)] })).toMatchObject(refused('tariff_refused'));
    // What is still to come may change.
    expect(announced(bench, { tariffs: [tariffWith('t', 0)] })).toMatchObject(ACCEPTED);
  });
});

describe('[P-7.1] roster entries', () => {
  const key = 'A'.repeat(43);

  function joining(id: string, changes: object = {}) {
    return { id, keyEpoch: 1, registers: [IMPORT], identity: key, agreement: key, ...changes };
  }

  function roster(add: ReturnType<typeof joining>[], remove: string[] = [], offset = 0): EntryBody {
    return { kind: 'roster', from: FIRST_INTERVAL + offset, add, remove };
  }

  test('control: a meter that joins, one that leaves, one that comes back under a new key epoch', () => {
    for (const body of [
      roster([joining('new')]),
      roster([], ['meter-1']),
      roster([joining('meter-1', { keyEpoch: 2 })], ['meter-1']),
    ])
      expect(Bench.started().announce(body)).toMatchObject(ACCEPTED);
  });

  test.each<[what: string, body: EntryBody]>([
    ['an identity that is no key', roster([joining('new', { identity: `${key.slice(1)}B` })])],
    ['an agreement key that is none', roster([joining('new', { agreement: `${key.slice(1)}B` })])],
    ['a meter twice', roster([joining('new'), joining('new')])],
    ['one that is there already', roster([joining('meter-1', { keyEpoch: 2 })])],
    ['one that comes back with its old key epoch', roster([joining('meter-1')], ['meter-1'])],
    ['one leaving that is not there', roster([], ['nobody'])],
    ['a register the scheme does not know', roster([joining('new', { registers: ['1-0:3.8.0'] })])],
    ['a register twice', roster([joining('new', { registers: [IMPORT, IMPORT] })])],
  ])('%s', (_what, body) => {
    expect(Bench.started().announce(body)).toMatchObject(refused('roster_refused'));
  });

  test('from a page on that is closed', () => {
    const bench = Bench.started();
    bench.closePages(0, 2, ALL);
    expect(bench.announce(roster([joining('new')], [], 1))).toMatchObject(refused('roster_refused'));
    expect(bench.announce(roster([joining('new')], [], 2))).toMatchObject(ACCEPTED);
  });

  test('[P-2.5] more meters than the proof of the field allows', () => {
    const bench = Bench.started();
    bench.certify({ kind: 'scheme', scheme: { ...bench.grid.scheme, maxMeters: 5 } });
    expect(bench.announce(roster([joining('a'), joining('b')]))).toMatchObject(refused('roster_refused'));
    expect(bench.announce(roster([joining('a')]))).toMatchObject(ACCEPTED);
  });
});

describe('[P-7.1] one entry per number', () => {
  test('a second entry under a number that is locked is evidence, kept and never signed', () => {
    const bench = Bench.started();
    expect(bench.announce({ kind: 'roster', from: FIRST_INTERVAL, add: [], remove: ['meter-1'] })).toMatchObject(
      ACCEPTED,
    );
    const other: EntryBody = { kind: 'roster', from: FIRST_INTERVAL, add: [], remove: ['meter-2'] };
    expect(bench.announce(other)).toMatchObject({ codes: ['evidence'], isAccepted: false, ops: [], proofs: 1 });
  });

  test('a ballot without promises, a number too far, a wrong predecessor', () => {
    const bench = Bench.started();
    const body: EntryBody = { kind: 'roster', from: FIRST_INTERVAL, add: [], remove: ['meter-1'] };
    expect(bench.announce(body, [], 1)).toMatchObject(refused('ballot_refused'));
    expect(bench.announce(bench.entry(body, { sequence: 3 }))).toMatchObject(refused('log_gap'));
    const forked = bench.entry(body, { previous: 'B'.repeat(43) });
    expect(bench.announce(forked)).toMatchObject(refused('log_conflict'));
    expect(bench.announce(body)).toMatchObject(ACCEPTED);
  });

  test('an entry of another area opens no log that is not authentic, and is refused without a scheme', () => {
    const bench = Bench.started();
    const body: EntryBody = { kind: 'roster', from: FIRST_INTERVAL, add: [], remove: [] };
    const elsewhere = bench.entry(body, { area: 'area-2', sequence: 0, previous: 'A'.repeat(43) });
    expect(bench.announce(elsewhere)).toMatchObject(refused('scheme_refused'));
  });
});
