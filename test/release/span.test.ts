/** What all released totals tell together: random histories, and planted leaks that audit and elimination both find. [P-8] */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { foldPage } from '../../aggregator/fold.ts';
import { Bitmap } from '../../protocol/bitmap.ts';
import { ELEMENT_BYTES } from '../../protocol/field.ts';
import { Judgement } from '../../protocol/release-graph.ts';
import { schemeProblem } from '../../protocol/scheme.ts';
import { isValid } from '../../schemas/validate.ts';
import type { Scheme, Tariff } from '../../schemas/types.ts';
import { EXPORT, IMPORT, schemeWith } from '../material.ts';
import { AuditedArea, type EntryBody, FIRST, type Member, noFindings, playHistory } from './histories.ts';
import { Known } from './known.ts';
import { Span } from './linear-forms.ts';

const COUNT = 8;
const FLOORS = { minMeters: 3, minIntervals: 4 };
const END = Number.MAX_SAFE_INTEGER;

function scheme(changes: Partial<Scheme> = {}): Scheme {
  return schemeWith({ floors: FLOORS, billing: { firstInterval: FIRST, intervalCount: COUNT }, ...changes });
}

function member(at: number, changes: Partial<Member> = {}): Member {
  return { id: `meter-${at}`, registers: [IMPORT], from: FIRST, until: END, ...changes };
}

/** An area whose first window is closed; `isMissing`: which cells nobody holds. */
function closedArea(
  members: readonly Member[],
  isMissing: (meter: number, offset: number) => boolean = () => false,
  changes: Partial<Scheme> = {},
): AuditedArea {
  const area = new AuditedArea(scheme(changes), members);
  area.append({ kind: 'scheme', scheme: area.scheme });
  closeWindow(area, isMissing);
  return area;
}

function closeWindow(area: AuditedArea, isMissing: (meter: number, offset: number) => boolean = () => false): void {
  const { from } = area.log.nextWindow;
  for (let offset = 0; offset < COUNT; offset++) {
    area.enrolFor(from + offset);
    const there = area.log.roster.meters.map(({ index }) => index).filter((index) => !isMissing(index, offset));
    area.close([new Set(there), new Set(there), new Set(there)]);
  }
}

function honestBill(area: AuditedArea) {
  const held = [1, 2, 3].map(() => Bitmap.of(area.log.roster.meters.map(({ index }) => index)));
  const content = area.log.billContent(area.log.nextWindow, new Map(held.map((bitmap, at) => [at + 1, bitmap])));
  const body: EntryBody = { kind: 'bill', ...area.log.nextWindow, ...content };
  return { ...content, body, basis: area.holdings(held) };
}

const SIX = [0, 1, 2, 3, 4, 5];
const six = SIX.map((at) => member(at));

/** What the utility knows when everybody of a closed window is billed, and what is planted besides. */
function billedWith(area: AuditedArea, plant: (known: Known, cell: (meter: number, offset: number) => number) => void) {
  const cell = (meter: number, offset: number, register = IMPORT): number =>
    area.known.cells.findIndex(
      (one) => one.meter === meter && one.interval === FIRST + offset && one.register === register,
    );
  return area.known
    .with((known) => {
      known.billed(SIX, FIRST + COUNT);
      plant(known, cell);
    })
    .leak(FLOORS);
}

const offsets = (from: number, end: number): number[] => Array.from({ length: end - from }, (_, at) => from + at);

afterEach(() => vi.restoreAllMocks());

describe('[P-8.4] random histories', () => {
  test('audit and elimination agree: nothing accepted tells too few cells, everything that would is refused', () => {
    const findings = noFindings();
    for (let seed = 1; seed <= 300; seed++) playHistory(seed, findings);
    expect(findings.problems).toEqual([]);
    // Control: there was something to refuse, and somebody to wait for every reason.
    expect(findings.leaking).toBeGreaterThan(100);
    expect([...findings.waiting.keys()].toSorted()).toEqual(['companion', 'fewIntervals', 'left', 'notHeld']);
    expect(findings.needless).toBeLessThan(findings.tried / 50);
  });

  test('control: without the release graph, elimination finds what is accepted', () => {
    vi.spyOn(Judgement.prototype, 'exposure').mockReturnValue(undefined);
    const findings = noFindings();
    for (let seed = 1; seed <= 100; seed++) playHistory(seed, findings);
    expect(findings.problems.filter((problem) => problem.includes('an accepted bill tells'))).not.toEqual([]);
  });

  test('control: elimination finds small supports, and no others', () => {
    const form = (...cells: number[]) => new Map(cells.map((at) => [at, 1]));
    const span = new Span([form(0, 1, 2, 3), form(2, 3, 4, 5), form(0, 1, 5)], 6);
    const all = offsets(0, 6);
    // The first less the other two: 4 and twice 5. The third less half of that: 0, 1 and 4.
    expect(span.isolated(all, 1, new Set())).toBeUndefined();
    expect(span.isolated(all, 2, new Set())).toEqual([4, 5]);
    expect(span.isolated(all, 2, new Set([4, 5]))).toBeUndefined();
    expect(span.isolated(all, 3, new Set([4, 5]))).toEqual([0, 1, 4]);
    expect(new Span([form(0, 1), form(1, 2), form(0, 2)], 3).isolated([0, 1, 2], 1, new Set())).toEqual([0]);
  });
});

describe('planted leaks', () => {
  test('control: everybody billed for what the loads are sums of, and nothing is told', () => {
    const area = closedArea(six);
    const { body, basis, waiting } = honestBill(area);
    expect(waiting).toEqual([]);
    expect(area.audit(body, basis)).toBeUndefined();
    expect(billedWith(area, () => undefined)).toBeUndefined();
  });

  test('[P-8.3] overlap: a second bill of some of the same cells', () => {
    const area = closedArea(six);
    const { body, basis } = honestBill(area);
    area.certify(body);
    closeWindow(area);
    const again: EntryBody = { ...body, kind: 'bill', from: FIRST + 1, count: COUNT };
    expect(area.audit(again, basis)?.code).toBe('batch_overlap');
    const leak = billedWith(area, (known, cell) => {
      const overlapping = offsets(1, 7).map((at) => [cell(2, at), 1] as const);
      known.planted.push({ register: IMPORT, form: new Map(overlapping) });
    });
    expect(leak?.cells).toHaveLength(2);
  });

  test('[P-8.3] off by one: a window that is one interval shorter', () => {
    const area = closedArea(six);
    const { body, basis } = honestBill(area);
    expect(area.audit({ ...body, from: FIRST + 1, count: COUNT - 1 }, basis)?.code).toBe('batch_overlap');
    const known = area.known.with((copy) => {
      copy.billed(SIX.slice(1), FIRST + COUNT);
      const form = new Map(copy.unbilled(0, FIRST + COUNT, FIRST + 1).map((at) => [at, 1]));
      copy.planted.push({ register: IMPORT, form });
    });
    expect(known.leak(FLOORS)?.cells).toEqual([`${IMPORT} of meter 0 at ${FIRST}`]);
  });

  test('[P-7.5] a bill shown to two aggregators in two ways: one of both does not follow', () => {
    const area = closedArea(six, (meter, offset) => meter === 0 && offset > 2);
    const { body, basis, waiting } = honestBill(area);
    // Meter 0 has three cells: with another one it waits.
    expect(waiting.map(({ reason }) => reason)).toEqual(['fewIntervals', 'companion']);
    const other = {
      ...body,
      released: Bitmap.of([1, 2, 3, 4, 5]).encode(),
      waiting: [waiting[0]!],
    };
    expect(area.audit(body, basis)).toBeUndefined();
    expect(area.audit(other, basis)?.code).toBe('batch_mismatch');
    const [one, two] = [
      [2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ].map((released) => area.known.with((known) => known.billed(released, FIRST + COUNT)).leak(FLOORS));
    expect(one).toBeUndefined();
    expect(two?.cells).toHaveLength(3);
    // And by the graph alone, whatever follows from what.
    expect(area.mayRelease(Bitmap.of([1, 2, 3, 4, 5]), [])).toBe(false);
  });

  test('[P-7.5] a cell in one dimension only: an entry has no words for cells', () => {
    const area = closedArea(six, (meter, offset) => meter === 3 && offset === 5);
    const { body } = honestBill(area);
    const entry = area.entry(body);
    expect(isValid('entry', entry)).toBe(true);
    expect(isValid('entry', { ...entry, cells: [5] })).toBe(false);
    const leak = billedWith(area, (known) => {
      // A bill of meter 3 that has the cell which its page has not.
      known.cells.push({
        meter: 3,
        interval: FIRST + 5,
        register: IMPORT,
        rate: 'all',
        isOfLoad: false,
        bill: undefined,
        isWaived: false,
      });
      const form = new Map([...known.cells.keys()].filter((at) => known.cells[at]!.meter === 3).map((at) => [at, 1]));
      known.planted.push({ register: IMPORT, form });
    });
    expect(leak?.cells).toEqual([`${IMPORT} of meter 3 at ${FIRST + 5}`]);
  });

  test('[P-8.4] a fleet swapped but for one meter, which came just before', () => {
    const swap = FIRST + 4;
    const old = [0, 1, 2].map((at) => member(at, { until: swap }));
    const bridge = member(3, { from: FIRST + 3 });
    const young = [4, 5].map((at) => member(at, { from: swap }));
    const more = member(6, { from: swap });
    const area = closedArea([...old, bridge, ...young, more]);
    const everybody = Bitmap.of([0, 1, 2, 3, 4, 5, 6]);
    expect(area.mayRelease(everybody, [])).toBe(false);
    expect(area.known.with((known) => known.billed(everybody, FIRST + COUNT)).leak(FLOORS)?.cells).toEqual([
      `${IMPORT} of meter 3 at ${FIRST + 3}`,
    ]);
    const { body, basis, released } = honestBill(area);
    expect(area.audit(body, basis)).toBeUndefined();
    expect(
      area.known.with((known) => known.billed(Bitmap.decode(released)!, FIRST + COUNT)).leak(FLOORS),
    ).toBeUndefined();
  });

  const tariff = (counts: readonly number[], at = 0): Tariff => ({
    id: `tariff-${at}`,
    from: FIRST,
    count: COUNT,
    rates: counts.map((_, rate) => ({ name: `r${rate}`, microPerKwh: rate })),
    runs: counts.map((count, rate) => ({ rate, count })),
  });

  test('[P-8.5] a lone calendar: one tariff a window, for everybody', () => {
    expect(schemeProblem(scheme({ tariffs: [tariff([4, 4])] }))).toBeUndefined();
    expect(schemeProblem(scheme({ tariffs: [tariff([4, 4]), tariff([5, 3], 1)] }))).toContain(
      'a window has two tariffs',
    );
    const area = closedArea(six, undefined, { tariffs: [tariff([4, 4])] });
    const known = area.known.with((copy) => {
      copy.billed(SIX.slice(1), FIRST + COUNT);
      const cells = copy.unbilled(0, FIRST + COUNT);
      for (const part of [cells.slice(0, 3), cells.slice(3)])
        copy.planted.push({ register: IMPORT, form: new Map(part.map((at) => [at, 1])) });
    });
    expect(known.leak(FLOORS)?.cells).toHaveLength(1);
  });

  test.each<[what: string, counts: number[], weights: number[]]>([
    ['a lone rate', [7, 1], [1, 1, 1, 1, 1, 1, 1, 2]],
    ['a selector: 1, 0, 0, ...', [1, 7], [1, 0, 0, 0, 0, 0, 0, 0]],
    ['a packed tariff: 1, 2^20, 2^40, ...', [1, 1, 1, 1, 1, 1, 1, 1], offsets(0, COUNT).map((at) => 2 ** (6 * at))],
    ['an opened cost: 1000 everywhere, 1001 once', [7, 1], [1000, 1000, 1000, 1000, 1000, 1000, 1000, 1001]],
  ])('[P-8.5] %s', (_what, counts, weights) => {
    // What a weight sets apart can be read off a cost: its tariff would have a rate with too few intervals.
    expect(schemeProblem(scheme({ tariffs: [tariff(counts)] }))).toMatch(/intervals at rate .*fewer than 4/);
    const area = closedArea(six);
    const leak = billedWith(area, (known, cell) =>
      known.openCost(
        IMPORT,
        weights.map((weight, at) => [cell(2, at), weight]),
      ),
    );
    expect(leak?.cells).toHaveLength(1);
    // And no message can carry a cost of an aggregator.
    const total = { amount: 5 };
    expect(isValid('total', total)).toBe(false);
  });

  test('[P-8.5] control: the opened cost does tell the reading, by plain arithmetic', () => {
    const readings = [412, 93, 7, 0, 999, 250, 31, 64];
    const cost = readings.reduce((sum, wh, at) => sum + wh * (at === 5 ? 1001 : 1000), 0);
    expect(cost % 1000).toBe(readings[5]);
  });

  test('[P-8.3] rates and their total both opened: the total tells what a rate with too few cells has', () => {
    const area = closedArea(six, (meter, offset) => meter === 1 && offset > 5, { tariffs: [tariff([4, 4])] });
    const { body, basis, waiting } = honestBill(area);
    // Two cells at the second rate: it waits, all of it.
    expect(waiting.find(({ index }) => index === 1)?.reason).toBe('fewIntervals');
    expect(area.audit(body, basis)).toBeUndefined();
    const known = area.known.with((copy) => {
      const cells = copy.unbilled(1, FIRST + COUNT);
      for (const part of [cells, cells.slice(0, 4)])
        copy.planted.push({ register: IMPORT, form: new Map(part.map((at) => [at, 1])) });
    });
    expect(known.leak(FLOORS)?.cells).toHaveLength(2);
    // A line has a rate: there is none for all of them.
    expect(
      area.log
        .linesUpTo(area.log.nextWindow)(area.log.roster.byIndex(0)!)
        .map(({ rate }) => rate),
    ).toEqual(['r0', 'r1']);
  });

  test('[P-8.2] a lone export register', () => {
    const registers = [
      { obis: IMPORT, direction: 'import' as const, isLoad: true },
      { obis: EXPORT, direction: 'export' as const, isLoad: true },
    ];
    const members = SIX.map((at) => member(at, at === 4 ? { registers: [IMPORT, EXPORT] } : {}));
    const area = closedArea(members, undefined, { registers });
    expect([...area.log.pages.values()].every(({ empty }) => empty.has(EXPORT))).toBe(true);
    expect(billedWith(area, () => undefined)).toBeUndefined();
    const leak = billedWith(area, (known) => {
      known.cells.push({
        meter: 4,
        interval: FIRST,
        register: EXPORT,
        rate: 'all',
        isOfLoad: true,
        bill: undefined,
        isWaived: false,
      });
      known.planted.push({ register: EXPORT, form: new Map([[known.cells.length - 1, 1]]) });
    });
    expect(leak?.cells).toEqual([`${EXPORT} of meter 4 at ${FIRST}`]);
    const { set } = area.log.closePage(area.log.nextToClose, new Map([1, 2, 3].map((at) => [at, Bitmap.of(SIX)])));
    expect(area.auditPage({ set, empty: [] }, SIX)?.code).toBe('batch_mismatch');
    expect(area.auditPage({ set, empty: [EXPORT] }, SIX)).toBeUndefined();
  });

  test('[P-3.1] tags added across meters: alphas that the utility knows set every meter apart', () => {
    const area = closedArea(six);
    const leak = billedWith(area, (known, cell) =>
      known.openCost(
        IMPORT,
        SIX.map((meter) => [cell(meter, 0), 1_000_003 * (meter + 1)]),
      ),
    );
    expect(leak?.cells).toHaveLength(1);
    // A load has one element per register, its value; a tag has no place in it.
    const page = area.log.pages.get(FIRST)!;
    const rows = SIX.map((index) => ({ interval: FIRST, index, digest: 0, shares: new Uint8Array(2 * ELEMENT_BYTES) }));
    expect(foldPage(area.log, page, rows, () => true, 1n, 0n)).toHaveLength(ELEMENT_BYTES);
  });
});
