/** A utility whose archive is gone, or older than what it announced: it asks what may be, and contradicts nobody. [P-7.1] */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { toBase64url } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { entryHash, proposalOf, signAcceptance } from '../../protocol/log/entries.ts';
import type { Announcement, CertifiedEntry, RequestMessage } from '../../schemas/types.ts';
import { agreementNamed, identityNamed } from '../material.ts';
import { Grid } from '../simulation/grid.ts';
import { SIZE, billedUnits, certified, entries, entryAfter, kinds, range, readBy, value } from '../attacks/forge.ts';

function readSome(grid: Grid, from: number, end: number): void {
  for (const offset of range(from, end)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
}

function finish(grid: Grid, from: number): void {
  readSome(grid, from, 8);
  grid.closeDue();
  grid.wait(20_000);
}

function expectExact(grid: Grid): void {
  expect(range(0, 4).map((meter) => billedUnits(grid, `meter-${meter + 1}`))).toEqual(
    range(0, 4).map((meter) => [readBy(meter, range(0, 8))]),
  );
}

function log(grid: Grid): readonly CertifiedEntry[] {
  return grid.archive.restore()[0]?.entries ?? [];
}

function said(grid: Grid, code: string): boolean {
  return grid.utility.notices.some((notice) => notice.code === code);
}

function announcements(grid: Grid, from = 0): Announcement[] {
  return grid.tapped
    .slice(from)
    .filter(({ topic }) => topic.includes('/requests/'))
    .map(({ payload }) => JSON.parse(payload) as RequestMessage)
    .filter((message) => message.type === 'announcement');
}

function rejections(grid: Grid): Record<string, number> {
  const all: Record<string, number> = {};
  for (const { stats } of grid.aggregatorMachines)
    for (const [code, count] of Object.entries(stats.rejections)) all[code] = (all[code] ?? 0) + count;
  return all;
}

describe('[P-7.1] an archive that is gone', () => {
  test.each([
    ['2 of 3, covert', SIZE],
    ['2 of 2', { meters: 4, aggregators: 2, threshold: 2 }],
    ['3 of 5, active', { meters: 4, aggregators: 5, threshold: 3, trust: 'active' as const }],
  ])('%s: log, figures and bills are as they were, and all goes on', (_what, options) => {
    const grid = new Grid(options);
    grid.start();
    finish(grid, 0);
    const [before, loads, bills] = [log(grid), grid.loads, grid.bills];
    const sent = grid.tapped.length;
    grid.loseArchive();
    grid.wait(20_000);
    expect(log(grid).map(({ entry }) => entry)).toEqual(before.map(({ entry }) => entry));
    expect(grid.loads).toEqual(loads);
    expect(grid.bills).toEqual(bills);
    expect(grid.tapped.slice(sent).filter(({ topic }) => topic.endsWith('/bill'))).toHaveLength(4);
    expect(announcements(grid, sent)).toEqual([]);
    // The first number is asked for, all later ones are announced as ever.
    readSome(grid, 8, 16);
    grid.closeDue();
    grid.wait(20_000);
    const ballots = log(grid)
      .slice(before.length)
      .map(({ certificate }) => certificate.ballot);
    expect(ballots).toEqual([1, ...ballots.slice(1).map(() => 0)]);
    expect(billedUnits(grid, 'meter-2')).toEqual([readBy(1, range(0, 8)), readBy(1, range(8, 16))]);
    expect(rejections(grid)).toEqual({});
  });

  test.each([
    ['nobody', [], 0],
    ['one aggregator that is away afterwards', [3], 1],
    ['one aggregator', [3], 0],
    ['a quorum', [2, 3], 0],
  ])('with an entry announced, accepted by %s: one entry is certified under its number', (_what, reached, gone) => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    // The next closing reaches some, and their acceptances reach nobody.
    grid.onDeliver = ({ topic, payload }, to) =>
      !topic.includes('/accepts/') &&
      !(payload.includes('"announcement"') && !reached.some((index) => to === `aggregator-${index}`));
    readSome(grid, 2, 3);
    const [pending] = announcements(grid).slice(-1);
    const length = log(grid).length;
    expect(pending?.entry.sequence).toBe(length);
    if (gone > 0) grid.stopAggregator(3);
    grid.onDeliver = () => true;
    // Another enrolment and another time: it would propose something else.
    const enrolled = grid.utilityParty.enrolled.slice(0, 3);
    grid.utilityParty = { ...grid.utilityParty, enrolled };
    grid.loseArchive();
    grid.wait(10_000);
    if (gone > 0) grid.resumeAggregator(3);
    grid.wait(10_000);
    const [next] = log(grid).slice(length);
    expect(next).toBeDefined();
    if (reached.length >= 2) expect(next?.entry).toEqual(pending?.entry);
    readSome(grid, 3, 8);
    grid.closeDue();
    grid.wait(20_000);
    expect(kinds(grid)).toContain('bill');
    expect(rejections(grid)['evidence']).toBeUndefined();
    // Everybody has the same log.
    for (const ledger of grid.ledgers) expect(ledger.restore()[0]?.entries).toEqual(log(grid));
  });

  test('together with a ledger: what the other two hold is enough', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 4);
    const before = log(grid).map(({ entry }) => entry);
    grid.loseLedger(2);
    grid.loseArchive();
    grid.wait(20_000);
    expect(log(grid).map(({ entry }) => entry)).toEqual(before);
    finish(grid, 4);
    expectExact(grid);
  });

  test.each([1, 2, 3])('a crash of the new process after %i of its writes', (writes) => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 4);
    grid.loseArchive();
    let left = writes;
    grid.utility.crash = () => {
      left -= 1;
      return left === 0 ? 'before' : left === -20 ? 'after' : undefined;
    };
    finish(grid, 4);
    expectExact(grid);
    expect(rejections(grid)['evidence']).toBeUndefined();
  });

  test('forged entries are not taken, and do not stop it', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    const body = { kind: 'roster' as const, from: 1_000_002, add: [], remove: ['meter-1'] };
    const fork = certified(grid, entryAfter(grid, body, 'area-1', log(grid).slice(0, 2)), [3]);
    grid.loseArchive();
    const message = { version: 1, deployment: 'test', type: 'log-entries', area: 'area-1' };
    const publish = (list: readonly CertifiedEntry[]): void =>
      grid.publish({
        topic: 'grid/agg/3/log/area-1',
        payload: canonicalJson({ ...message, entries: list }),
        isRetained: false,
      });
    publish([fork]);
    grid.wait(10_000);
    expect(log(grid).some(({ entry }) => canonicalJson(entry) === canonicalJson(fork.entry))).toBe(false);
    finish(grid, 2);
    expectExact(grid);
  });
});

describe('[P-7.1] an archive that is older than what it announced', () => {
  test('is noticed by certified entries that aggregators have and it has not', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    const writes = grid.utility.history.length;
    readSome(grid, 2, 4);
    const before = log(grid).map(({ entry }) => entry);
    grid.loseArchive(writes, false);
    grid.wait(10_000);
    expect(said(grid, 'archive_rolled_back')).toBe(true);
    expect(log(grid).map(({ entry }) => entry)).toEqual(before);
    finish(grid, 4);
    expectExact(grid);
    expect(rejections(grid)['evidence']).toBeUndefined();
  });

  test('where only an announcement was lost, another one in its place is refused at first, and then asked about', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    const writes = grid.utility.history.length;
    grid.onDeliver = ({ topic }) => !topic.includes('/accepts/');
    readSome(grid, 2, 3);
    grid.onDeliver = () => true;
    const joining = grid.utilityParty.enrolled.slice(0, 3);
    grid.utilityParty = { ...grid.utilityParty, enrolled: joining };
    grid.loseArchive(writes, false);
    grid.wait(30_000);
    expect(rejections(grid)['evidence']).toBeGreaterThan(0);
    finish(grid, 3);
    expect(kinds(grid)).toContain('bill');
    for (const ledger of grid.ledgers) expect(ledger.restore()[0]?.entries).toEqual(log(grid));
  });

  test('control: a restart on the same archive asks for no ballot and says nothing', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    const before = grid.tapped.length;
    grid.restartUtility();
    finish(grid, 2);
    expectExact(grid);
    expect(said(grid, 'archive_rolled_back')).toBe(false);
    expect(grid.tapped.slice(before).some(({ payload }) => payload.includes('"prepare"'))).toBe(false);
  });
});

describe('[P-7.1] evidence', () => {
  function evidenceIn(grid: Grid): string[] {
    return grid.utility.history.flatMap((op) => (op.kind === 'proof' ? [op.name] : []));
  }

  test.each([true, false])('an acceptance of another entry (%s) than was announced is kept once', (isAnother) => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    const [last] = log(grid).slice(-1);
    const entry = isAnother ? { ...last!.entry, previous: 'A'.repeat(43) } : last!.entry;
    const proposal = proposalOf(entry, 0, entryHash(nodeCrypto, entry));
    const signature = signAcceptance(nodeCrypto, grid.identityOf(3).privateKey, 3, proposal);
    const accept = { version: 1, type: 'accept', aggregator: 3, ...proposal, proposed: signature, signature };
    const forged = { ...accept, aggregator: 2 };
    for (const message of [accept, accept, forged])
      grid.publish({ topic: 'grid/agg/3/accepts/area-1', payload: canonicalJson(message), isRetained: false });
    grid.settle();
    expect(evidenceIn(grid)).toEqual(isAnother ? ['aggregator-3'] : []);
    expect(said(grid, 'evidence')).toBe(isAnother);
  });

  test('two certified entries under one number are kept by an aggregator that has applied one of them', () => {
    const grid = new Grid(SIZE);
    grid.start();
    readSome(grid, 0, 2);
    const before = log(grid).slice(0, 2);
    const body = { kind: 'roster' as const, from: 1_000_002, add: [], remove: ['meter-1'] };
    const kept = (): string[] =>
      grid.aggregators[0]!.history.flatMap((op) => (op.kind === 'proof' ? [op.name] : [])).toSorted();
    const send = (by: readonly number[]): void => {
      grid.publish(entries(1, [certified(grid, entryAfter(grid, body, 'area-1', before), by)]));
      grid.settle();
    };
    send([3]);
    expect(kept()).toEqual([]);
    send([2, 3]);
    send([2, 3]);
    // Under one ballot whoever signed both is convicted, and the utility.
    expect(kept()).toEqual(['aggregator-2', 'aggregator-3', 'fork/area-1', 'utility']);
    expect(rejections(grid)).toMatchObject({ log_conflict: 2, not_authentic: 1 });
  });
});

describe('[P-7.1] an announcement that nobody needs any more', () => {
  test('a scheme that a quorum refuses by its own floors stops no pages, and is tried again later', () => {
    const grid = new Grid({ ...SIZE, floor: { minMeters: 2, minIntervals: 4, maxKnown: 0, minCrowd: 1 } });
    grid.start();
    readSome(grid, 0, 2);
    const weaker = { ...grid.scheme, floors: { minMeters: 2, minIntervals: 3, maxKnown: 0, minCrowd: 1 } };
    grid.restartUtility({ scheme: weaker });
    grid.wait(30_000);
    expect(rejections(grid)['invalid_batch_size']).toBeGreaterThan(0);
    finish(grid, 2);
    expect(kinds(grid)).toContain('bill');
    expectExact(grid);
    expect(kinds(grid).filter((kind) => kind === 'scheme')).toHaveLength(1);
    const before = announcements(grid).length;
    grid.monotonicMs += 600_000;
    grid.wait(1_000);
    expect(
      announcements(grid)
        .slice(before)
        .some(({ entry }) => entry.kind === 'scheme'),
    ).toBe(true);
  });

  test('control: an entry that is wanted and only slow is not withdrawn', () => {
    const grid = new Grid(SIZE);
    grid.start();
    grid.stopAggregator(2);
    grid.stopAggregator(3);
    grid.restartUtility({ scheme: { ...grid.scheme, closeAfterSeconds: 70 } });
    grid.wait(60_000);
    expect(said(grid, 'withdrawn')).toBe(false);
    grid.resumeAggregator(2);
    grid.wait(4_000);
    expect(kinds(grid).filter((kind) => kind === 'scheme')).toHaveLength(2);
  });

  test('a meter whose enrolment was withdrawn is enrolled in another area', () => {
    const grid = new Grid(SIZE);
    grid.start();
    const { enrolled } = grid.utilityParty;
    const other = {
      ...enrolled[0]!,
      meter: {
        ...enrolled[0]!.meter,
        id: 'meter-9',
        identity: toBase64url(identityNamed('meter-9').publicRaw),
        agreement: toBase64url(agreementNamed('meter-9').publicRaw),
      },
    };
    const areas = ['area-1', 'area-2'];
    // It reaches aggregator 1 alone.
    grid.onDeliver = ({ payload }, to) =>
      !(payload.includes('"announcement"') && payload.includes('meter-9') && to !== 'aggregator-1');
    grid.restartUtility({ enrolled: [...enrolled, other] });
    grid.wait(2_000);
    grid.stopAggregator(1);
    grid.restartUtility({ scheme: { ...grid.scheme, areas }, enrolled });
    grid.wait(20_000);
    expect(said(grid, 'withdrawn')).toBe(true);
    grid.onDeliver = () => true;
    grid.resumeAggregator(1);
    grid.stopAggregator(2);
    grid.restartUtility({ enrolled: [...enrolled, { ...other, area: 'area-2' }] });
    grid.wait(20_000);
    expect(kinds(grid, 'area-2')).toEqual(['scheme', 'roster']);
  });
});
