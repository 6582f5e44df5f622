/**
 * A meter can make any aggregator differ, and an aggregator can lie about any meter. Who is named must have had a part in it,
 * and no total counts that somebody else's key has made pass. [P-7.6]
 */
import { describe, expect, test } from 'vitest';
import { AuditCheck } from '../../host/care/audit-check.ts';
import { auditFile, entryLine } from '../../host/care/audit-file.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { ELEMENT_BYTES, add, decodeElement, invert, multiply, subtract } from '../../protocol/math/field.ts';
import { evaluate, lagrangeWeights } from '../../protocol/math/lagrange.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import { parseTopic, topics } from '../../protocol/wire/topics.ts';
import type { TotalMessage } from '../../schemas/types.ts';
import { type MeterBooks } from '../../meter/views/own-books.ts';
import { viewOwnBills } from '../../meter/views/own-bills.ts';
import { figurePort } from '../../utility/host/audit-figures.ts';
import { type BillSurroundings, contradictionsOf } from '../../utility/views/contradictions.ts';
import { formatCount } from '../../utility/views/wording.ts';
import { elementBytes, forgedShares, forgedTotal, range, readBy, releasedBy, value } from './forge.ts';
import { FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from '../simulation/grid.ts';

const THREE = { meters: 6, aggregators: 3, threshold: 2, minMeters: 3, maxKnown: 2, minCrowd: 3 };
const FIVE = { ...THREE, aggregators: 5, threshold: 3, trust: 'active' as const };

function grid(options: GridOptions): Grid {
  const started = new Grid(options);
  started.start();
  return started;
}

/** Reads whole windows of eight intervals, one after the other, and lets each be billed. */
function play(running: Grid, windows: number, before: (offset: number) => void = () => {}, first = 0): void {
  for (const offset of range(first * 8, (first + windows) * 8)) {
    running.gridMs = (FIRST_INTERVAL + offset + 1) * 900_000;
    before(offset);
    running.readInterval(offset, (meter) => [value(meter, offset)]);
    running.wait(2_000);
    if (offset % 8 === 7) {
      running.closeDue();
      running.wait(8_000);
    }
  }
}

/** Meters that send aggregator `victim` shares that fit none of the others'; what they sent themselves is lost. */
function inconsistent(running: Grid, rogues: readonly string[], victim: number): (offset: number) => void {
  const { operators, threshold } = running.scheme;
  const forged = new Set<Outgoing>();
  running.onDeliver = (message) => {
    if (parseTopic(message.topic)?.name !== 'shares' || forged.has(message)) return true;
    return !rogues.includes((JSON.parse(message.payload) as { meter: string }).meter);
  };
  return (offset) => {
    for (const rogue of rogues) {
      const units = BigInt(value(running.meterIds.indexOf(rogue), offset));
      const { tagger } = running.meterMachine.meters.get(rogue)!.party;
      const tag = tagger.tag(1, IMPORT, FIRST_INTERVAL + offset, units);
      const polynomials = [units, tag].map((secret, at) => [
        secret,
        ...range(1, threshold).map((d) => BigInt(10 * at + d)),
      ]);
      for (const [at] of operators.entries()) {
        const error = at + 1 === victim ? 7n : 0n;
        const elements = polynomials.map((polynomial) => add(evaluate(polynomial, at + 1), error));
        const message = forgedShares(running, rogue, at + 1, offset, elements);
        forged.add(message);
        running.publish(message);
      }
    }
  };
}

/**
 * Aggregator 1 takes 500 Wh off meter-1's bill. `knowsKey`: the tag is right all the same, by the meter's own alpha.
 * `inLoads`: it takes them off the first page's load, too.
 */
function steal(running: Grid, knowsKey: boolean, inLoads = false): void {
  const forged = new Set<Outgoing>();
  running.onDeliver = (message, to) => {
    if (to !== 'utility' || message.topic !== topics.totals() || forged.has(message)) return true;
    const total = JSON.parse(message.payload) as TotalMessage;
    const isLoad = total.type === 'load';
    if (total.aggregator !== 1 || (isLoad && !(inLoads && total.interval === FIRST_INTERVAL))) return true;
    const sums = releasedBy(running, 1, total.sequence)!;
    const elements = range(0, sums.length / ELEMENT_BYTES).map((at) => decodeElement(sums, at * ELEMENT_BYTES));
    const alpha = running.meterMachine.meters.get('meter-1')!.party.tagger.alpha(1, IMPORT);
    const error = multiply(multiply(500n, invert(lagrangeWeights([1, 2])[0]!)), lagrangeWeights([1, 2, 3])[0]!);
    elements[0] = subtract(elements[0]!, error);
    if (knowsKey && !isLoad) elements[1] = subtract(elements[1]!, multiply(alpha, error));
    const { session: _1, sessionSignature: _2, sealed: _3, signature: _4, digest: _5, ...identity } = total;
    const stolen = forgedTotal(running, 1, identity, elementBytes(elements));
    forged.add(stolen);
    running.publish(stolen);
    return false;
  };
}

function codes(running: Grid, code: string): Record<string, unknown>[] {
  return running.utility.notices.filter((notice) => notice.code === code).map(({ fields }) => ({ ...fields }));
}

function billOf(running: Grid, meter: string, from = FIRST_INTERVAL) {
  return running.bills.find((bill) => bill.meter === meter && bill.from === from);
}

function loadsFrom(running: Grid, window: number): string[] {
  const from = FIRST_INTERVAL + window * 8;
  const loads = running.loads.filter(
    ({ interval, register }) => register === IMPORT && interval >= from && interval < from + 8,
  );
  return [...new Set(loads.map(({ status, differing }) => `${status} ${differing.join()}`.trim()))];
}

function isPresent(running: Grid, meter: string): boolean {
  const entries = running.archive.restore()[0]!.entries.map(({ entry }) => entry);
  return !entries.some((entry) => entry.kind === 'roster' && entry.remove.includes(meter));
}

describe('[P-7.6.3] a thief with one aggregator', () => {
  test("a meter's owner and one of three: the bill is disputed, both are named, and the honest aggregators are not", () => {
    const running = grid({ ...THREE, meters: 4 });
    steal(running, true);
    play(running, 1);
    expect(billOf(running, 'meter-1')).toMatchObject({
      status: 'disputed',
      lines: [],
      differing: [1],
      suspicion: 'certain',
    });
    expect(codes(running, 'aggregator_lied')).toEqual([{ area: 'area-1', aggregator: 1, from: FIRST_INTERVAL }]);
    expect(codes(running, 'bill_disputed').map(({ meter }) => meter)).toEqual(['meter-1']);
    expect(codes(running, 'meter_inconsistent').map(({ meter }) => meter)).toEqual(['meter-1']);
    expect(loadsFrom(running, 0)).toEqual(['verified']);
    for (const meter of ['meter-2', 'meter-3', 'meter-4'])
      expect(billOf(running, meter)).toMatchObject({ status: 'verified', differing: [] });
    // No window foots with a bill that nobody knows.
    expect(running.windows).toEqual([]);
    // The household hears of it, and its readings stay.
    expect(running.fleet.notices.filter(({ code }) => code === 'bill_disputed')).toHaveLength(1);
    expect(running.outbox.restore().find(({ meter }) => meter === 'meter-1')).toMatchObject({ billed: [] });
  });

  test('control: without the key it is the lie of one aggregator, the bill is right and the meter is not suspected', () => {
    const running = grid({ ...THREE, meters: 4 });
    steal(running, false);
    play(running, 1);
    const bill = billOf(running, 'meter-1');
    expect(bill).toMatchObject({ status: 'verified', differing: [1] });
    expect(bill?.lines[0]?.totalUnits).toBe(readBy(0, range(0, 8)));
    expect(bill?.suspicion).toBeUndefined();
    expect(codes(running, 'aggregator_lied')).toHaveLength(1);
    expect(codes(running, 'meter_inconsistent')).toEqual([]);
    expect(running.windows[0]?.doesFoot).toBe(true);
  });

  test('a total that two of three made pass first does not stay when the third answers', () => {
    const running = grid({ ...THREE, meters: 4 });
    steal(running, true);
    const forging = running.onDeliver;
    const held: Outgoing[] = [];
    running.onDeliver = (message, to) => {
      const isThird = message.payload.includes('"aggregator":3,') && message.payload.includes('"type":"bill"');
      if (to === 'utility' && message.topic === topics.totals() && isThird) {
        held.push(message);
        return false;
      }
      return forging(message, to);
    };
    play(running, 1);
    const stolen = billOf(running, 'meter-1');
    expect(stolen).toMatchObject({ status: 'verified', signers: [1, 2] });
    expect(stolen?.lines[0]?.totalUnits).not.toBe(readBy(0, range(0, 8)));
    running.onDeliver = forging;
    for (const message of held) running.publish(message);
    running.wait(8_000);
    expect(billOf(running, 'meter-1')?.status).toBe('disputed');
  });

  /** Totals of aggregator 3 are late at the utility: all of the window, or the bills' only. */
  function withoutThird(running: Grid, isLate: (total: TotalMessage) => boolean): () => void {
    const forging = running.onDeliver;
    const held: Outgoing[] = [];
    running.onDeliver = (message, to) => {
      if (to === 'utility' && message.topic === topics.totals()) {
        const total = JSON.parse(message.payload) as TotalMessage;
        if (total.aggregator === 3 && isLate(total)) {
          held.push(message);
          return false;
        }
      }
      return forging(message, to);
    };
    return () => {
      running.onDeliver = forging;
      for (const message of held.splice(0)) running.publish(message);
      running.wait(8_000);
    };
  }

  /** What an auditor finds in the utility's export. */
  function exportProblems(running: Grid): readonly unknown[] {
    const { signers, deployment } = running.utilityParty;
    const { operators, floors, threshold, trust } = running.scheme;
    const floor = { ...floors, minThreshold: threshold, trust };
    const check = new AuditCheck(signers, { deployment, operators, floor }, figurePort);
    const { entries = [], loads = [], bills = [], windows = [] } = running.archive.restore()[0] ?? {};
    const figures = [
      ...loads.map((figure) => ({ kind: 'load' as const, figure })),
      ...bills.map((figure) => ({ kind: 'bill' as const, figure })),
      ...windows.map((figure) => ({ kind: 'window' as const, figure })),
    ];
    const lines = [
      ...entries.map((entry) => entryLine('area-1', canonicalJson(entry))),
      ...figures.map((one, revision) => ({ line: 'figure' as const, area: 'area-1', revision, ...one })),
    ];
    for (const line of auditFile({ deployment, party: 'utility', identity: running.utilityParty.identity }, 0, lines))
      check.add(line.trimEnd());
    return check.report().problems;
  }

  test('a window that footed before the third answered foots no more; nobody can tell while it is silent', () => {
    const running = grid({ ...THREE, meters: 4 });
    steal(running, true, true);
    const third = withoutThird(running, () => true);
    play(running, 1);
    // What two of three say alike, with the key, is all there is: the lower limit of k answers.
    expect(billOf(running, 'meter-1')).toMatchObject({ status: 'verified', signers: [1, 2] });
    expect(running.windows).toMatchObject([{ state: 'footed' }]);
    third();
    expect(billOf(running, 'meter-1')?.status).toBe('disputed');
    expect(running.windows).toMatchObject([{ state: 'unknown', doesFoot: false, sums: [] }]);
    // It is said once, also over a restart, and the utility's own export bears it out.
    const { length } = running.utility.history.filter(({ kind }) => kind === 'window');
    running.restartUtility();
    running.wait(8_000);
    expect(running.windows).toMatchObject([{ state: 'unknown' }]);
    expect(running.utility.history.filter(({ kind }) => kind === 'window')).toHaveLength(length);
    expect(exportProblems(running)).toEqual([]);
  });

  /** Of this meter there are fewer cells than a bill has: a remnant. */
  function onlyOneCellOf(running: Grid, meterId: string): void {
    const before = running.onDeliver;
    running.onDeliver = (message, to) => {
      if (parseTopic(message.topic)?.name !== 'shares') return before(message, to);
      const { meter, from } = JSON.parse(message.payload) as { meter: string; from: number };
      return meter !== meterId || from === FIRST_INTERVAL;
    };
  }

  test('nor does one whose loads were final, and whose remnants hid the difference', () => {
    const running = grid(THREE);
    steal(running, true);
    const third = withoutThird(running, ({ type }) => type === 'bill');
    onlyOneCellOf(running, 'meter-6');
    play(running, 1);
    expect(loadsFrom(running, 0)).toEqual(['verified']);
    expect(running.windows).toMatchObject([{ state: 'footed', remnantMeters: 3 }]);
    third();
    expect(billOf(running, 'meter-1')?.status).toBe('disputed');
    expect(running.windows).toMatchObject([{ state: 'unknown', doesFoot: false }]);
    expect(exportProblems(running)).toEqual([]);
  });

  test('a window that differed by a lie in a load is unknown once that load opens no more', () => {
    // One bill over one cell convicts nobody, and a lie that is the same in both keeps the liar from differing from itself.
    const few = { minMeters: 1, minIntervals: 1, maxKnown: 0, minCrowd: 1 };
    const running = grid({ meters: 1, aggregators: 3, threshold: 2, ...few, floor: few, lieWh: new Map([[1, 3_000]]) });
    onlyOneCellOf(running, 'meter-1');
    const third = withoutThird(running, ({ type }) => type === 'load');
    play(running, 1);
    expect(running.windows).toMatchObject([{ state: 'differs', doesFoot: false }]);
    third();
    expect(loadsFrom(running, 0)).toEqual(['failed', 'empty']);
    expect(running.windows).toMatchObject([{ state: 'unknown', doesFoot: false, sums: [] }]);
    expect(exportProblems(running)).toEqual([]);
  });

  test('control: a late liar without the key is named, and the window foots as before', () => {
    const running = grid({ ...THREE, meters: 4, lieWh: new Map([[3, 1_000]]) });
    const third = withoutThird(running, () => true);
    play(running, 1);
    expect(running.windows).toMatchObject([{ state: 'footed' }]);
    third();
    expect(billOf(running, 'meter-1')).toMatchObject({ status: 'verified', differing: [3] });
    expect([loadsFrom(running, 0), running.windows.map(({ state }) => state)]).toEqual([['unverified'], ['footed']]);
    expect(exportProblems(running)).toEqual([]);
  });

  test('control: a third answer that fits changes nothing of a window that footed', () => {
    const running = grid({ ...THREE, meters: 4 });
    const third = withoutThird(running, () => true);
    play(running, 1);
    third();
    expect(running.windows).toMatchObject([{ state: 'footed' }]);
    expect(running.utility.history.filter(({ kind }) => kind === 'window')).toHaveLength(1);
    expect(exportProblems(running)).toEqual([]);
  });
});

describe('[P-7.6.4] meters whose shares fit nothing', () => {
  test('one in two of three is named, its loads say why they fail, and it is out with the next window', () => {
    const running = grid(THREE);
    const before = inconsistent(running, ['meter-1'], 3);
    play(running, 1, before);
    expect(billOf(running, 'meter-1')).toMatchObject({ status: 'verified', differing: [3], suspicion: 'possible' });
    expect(codes(running, 'aggregator_lied')).toEqual([]);
    expect(loadsFrom(running, 0)).toEqual(['failed']);
    for (const { reason } of running.loads) expect(reason).toContain('meter-1');
    expect(isPresent(running, 'meter-1')).toBe(true);
    // What is known survives a restart, and is said once.
    running.restartUtility();
    play(running, 1, before, 1);
    expect(isPresent(running, 'meter-1')).toBe(false);
    expect(codes(running, 'meter_inconsistent').map(({ meter, from }) => [meter, from])).toEqual([
      ['meter-1', FIRST_INTERVAL],
      ['meter-1', FIRST_INTERVAL + 8],
    ]);
    play(running, 1, before, 2);
    expect(loadsFrom(running, 2)).toEqual(['verified']);
    expect(running.windows.at(-1)).toMatchObject({ from: FIRST_INTERVAL + 16, doesFoot: true });
  });

  test('control: a meter that the operator keeps stays, and its loads go on failing', () => {
    const running = grid({ ...THREE, keptMeters: ['meter-1'] });
    play(running, 3, inconsistent(running, ['meter-1'], 3));
    expect(isPresent(running, 'meter-1')).toBe(true);
    expect(loadsFrom(running, 2)).toEqual(['failed']);
  });

  for (const [name, size] of [
    ['two of three', THREE],
    ['three of five, active', FIVE],
  ] as const) {
    test(`two of them in ${name} make nobody a liar, correct no load, and both are out`, () => {
      const running = grid({ ...size, floor: { minThreshold: size.threshold } });
      const before = inconsistent(running, ['meter-1', 'meter-2'], 3);
      play(running, 3, before);
      expect(codes(running, 'aggregator_lied')).toEqual([]);
      expect(running.loads.filter(({ status }) => status === 'corrected')).toEqual([]);
      expect(loadsFrom(running, 0)).toEqual([size === THREE ? 'failed' : 'unverified 3']);
      for (const meter of ['meter-1', 'meter-2']) {
        expect(billOf(running, meter)?.suspicion).toBe('possible');
        expect(isPresent(running, meter)).toBe(false);
      }
      expect(loadsFrom(running, 2)).toEqual(['verified']);
    });
  }

  test('more of them than may be rogue convict nobody either, and nobody is out on their word', () => {
    const running = grid(FIVE);
    const rogues = ['meter-1', 'meter-2', 'meter-3'];
    play(running, 3, inconsistent(running, rogues, 3));
    expect(codes(running, 'aggregator_lied')).toEqual([]);
    for (const meter of rogues) {
      expect(billOf(running, meter)?.suspicion).toBe('possible');
      expect(isPresent(running, meter)).toBe(true);
    }
  });

  test('control: an aggregator that lies about every meter is named, no meter is suspected, loads are corrected', () => {
    const running = grid({ ...FIVE, lieWh: new Map([[4, 1_000]]) });
    play(running, 2);
    expect(codes(running, 'aggregator_lied').map(({ aggregator }) => aggregator)).toEqual([4, 4]);
    expect(codes(running, 'meter_inconsistent')).toEqual([]);
    expect(loadsFrom(running, 0)).toEqual(['corrected 4']);
    expect(running.bills.map(({ suspicion }) => suspicion)).toEqual(running.bills.map(() => undefined));
  });
});

describe('[P-7.6.8] whose evidence contradicts whom', () => {
  const readings = (): MeterBooks['readings'] =>
    range(0, 8).map((offset) => ({
      interval: FIRST_INTERVAL + offset,
      sharing: '',
      bookedUnits: [value(0, offset)],
      isVoid: false,
      isBilled: false,
    }));

  /** What the household of meter-1 finds, by what its running meter has kept and heard. */
  function household(running: Grid) {
    const bills = running.fleet.history.flatMap((op) =>
      op.kind === 'bill' && op.meter === 'meter-1' ? [op.bill] : [],
    );
    const last = bills.at(-1);
    const books: MeterBooks = {
      meter: 'meter-1',
      lastInterval: FIRST_INTERVAL + 7,
      meteredUnits: [],
      readings: readings(),
      voids: [],
      refused: [],
      joined: FIRST_INTERVAL,
      before: [],
      gaps: [],
      estimates: [],
      replacements: [],
      sample: undefined,
      counters: [],
      bills: last === undefined ? [] : [last],
    };
    const { heard } = running.meterMachine.meters.get('meter-1')!.bills;
    return viewOwnBills(books, [IMPORT], running.scheme, new Map(), heard);
  }

  /** Bills' totals of one aggregator come late; what lets them through. */
  function late(running: Grid, aggregator: number): () => void {
    const before = running.onDeliver;
    const held: Outgoing[] = [];
    running.onDeliver = (message, to) => {
      if (to !== 'utility' || message.topic !== topics.totals()) return before(message, to);
      const total = JSON.parse(message.payload) as TotalMessage;
      if (total.aggregator !== aggregator || total.type !== 'bill') return before(message, to);
      held.push(message);
      return false;
    };
    return () => {
      running.onDeliver = before;
      for (const message of held.splice(0)) running.publish(message);
      running.wait(8_000);
    };
  }

  const around = (running: Grid): BillSurroundings => ({
    scheme: running.scheme,
    area: 'area-1',
    differingLoads: new Map(),
    footingProblem: undefined,
    proofs: [],
  });
  const right = readBy(0, range(0, 8));

  test('a dispute names the totals, whose sums give each, and who lied; its household sees which is its own', () => {
    const running = grid({ ...THREE, meters: 4 });
    steal(running, true);
    play(running, 1);
    const bill = billOf(running, 'meter-1')!;
    const stolen = right - 500;
    const claims = bill.dispute!.claims.map(({ totalUnits, aggregators }) => [totalUnits, aggregators.join()]);
    expect(claims).toEqual(
      expect.arrayContaining([
        [stolen, '1,2'],
        [right, '2,3'],
      ]),
    );
    expect(bill.dispute).toMatchObject({ answering: [1, 2, 3], liars: [1] });
    const [tag, window, ...rest] = contradictionsOf(bill, around(running));
    expect(tag).toMatchObject({ kind: 'tag' });
    expect(tag!.sides).toEqual(
      expect.arrayContaining([
        { parties: ['aggregator-2', 'aggregator-3'], says: `${IMPORT} at rate all is ${formatCount(right)} Wh` },
        { parties: ['aggregator-1'], says: "can't all be right" },
        { parties: ['meter'], says: expect.stringContaining('tag key') },
      ]),
    );
    expect([window?.kind, window?.sides.map(({ parties }) => parties), rest]).toEqual([
      'window',
      [['aggregator-1']],
      [],
    ]);
    const [own] = household(running);
    expect(own).toMatchObject({ energy: 'differs', cost: 'not-billed', open: { status: 'disputed' } });
    expect(own!.findings).toEqual(
      expect.arrayContaining([
        `sums of aggregators 2, 3 say ${right} Wh of ${IMPORT} at rate all: so do this meter's own readings`,
        `sums of aggregators 1, 2 say ${stolen} Wh of ${IMPORT} at rate all: by this meter's own readings it is ${right} Wh`,
      ]),
    );
    // The control: what nobody contradicts has nothing to tell.
    expect(contradictionsOf(billOf(running, 'meter-2')!, around(running))).toEqual([]);
  });

  test('a bill that does not foot is seen as the running meter has it, and what is disputed later, too', () => {
    const thieves = grid({ ...THREE, meters: 4 });
    steal(thieves, true);
    late(thieves, 3);
    play(thieves, 1);
    // Two made a wrong total pass: it is in no book of the meter, and its household hears where it differs.
    expect(household(thieves)).toMatchObject([
      {
        energy: 'differs',
        open: undefined,
        findings: [expect.stringContaining(`${IMPORT}/all differs`), expect.anything()],
      },
    ]);
    const running = grid({ ...THREE, meters: 4 });
    steal(running, true);
    const first = late(running, 1);
    play(running, 1);
    expect(household(running)).toMatchObject([{ energy: 'exact', open: undefined }]);
    first();
    expect(billOf(running, 'meter-1')?.status).toBe('disputed');
    const [own] = household(running);
    expect(own).toMatchObject({ energy: 'exact', open: { status: 'disputed' } });
    expect(own!.findings.join('\n')).toMatch(
      /since then the utility has no such bill any more.*so do this meter's own/s,
    );
    // A process that starts again hears it from what the broker kept.
    running.restartFleet();
    running.wait(8_000);
    expect(household(running)).toMatchObject([{ open: { status: 'disputed' } }]);
  });

  test('sums, loads, the window and signed statements are told apart, each with its parties', () => {
    const running = grid({ ...THREE, meters: 4 });
    steal(running, false);
    play(running, 1);
    const found = contradictionsOf(billOf(running, 'meter-1')!, {
      ...around(running),
      differingLoads: new Map([[1, 3]]),
      footingProblem: 'bills and loads differ by 5 Wh',
      proofs: [
        { name: 'aggregator-1', area: 'area-2', text: 'aggregator 1 signed two different logs' },
        { name: 'fork/area-2', area: 'area-2', text: 'two different logs of area-2 are certified' },
        { name: 'utility', area: 'area-1', text: 'the utility announced two different entries' },
      ],
    });
    expect(found.map(({ kind, sides }) => [kind, ...sides.map(({ parties }) => parties.join())])).toEqual([
      ['sums', 'aggregator-2,aggregator-3', 'aggregator-1'],
      ['loads', 'aggregator-2,aggregator-3', 'aggregator-1'],
      ['window'],
      // Another area's fork says nothing of this bill.
      ['signed', 'aggregator-1'],
      ['signed', 'utility'],
    ]);
  });

  test('a failed bill names whose sums were looked at, and what the tag says', () => {
    const running = grid(FIVE);
    const before = inconsistent(running, ['meter-1'], 4);
    play(running, 1, before);
    const differing = contradictionsOf(billOf(running, 'meter-1')!, around(running));
    expect(differing[0]?.sides.map(({ parties }) => parties.join())).toEqual([
      'aggregator-1,aggregator-2,aggregator-3,aggregator-5',
      'aggregator-4',
      'meter',
    ]);
    const failed = {
      status: 'failed',
      signers: [],
      differing: [],
      dispute: { claims: [], answering: [1, 2, 3], liars: [] },
    };
    const sides = (suspicion: 'possible' | 'certain') =>
      contradictionsOf({ ...failed, suspicion }, around(running))[0]?.sides.map(({ parties }) => parties.join());
    expect(sides('certain')).toEqual(['aggregator-1,aggregator-2,aggregator-3', 'meter']);
    expect(sides('possible')).toEqual(['aggregator-1,aggregator-2,aggregator-3', 'meter']);
  });
});
