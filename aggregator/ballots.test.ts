/** What an aggregator promises and accepts under which ballot, by the machine itself. [P-7.1] */
import { describe, expect, test } from 'vitest';
import type { BallotBasis, BallotPromise, PromiseMessage, Scheme, Tariff } from '../schemas/types.ts';
import { ACCEPTED, type Answer, Bench, type EntryBody, OTHER_PROPOSER, PROPOSER } from '../test/simulation/bench.ts';
import { FIRST_INTERVAL, IMPORT } from '../test/simulation/grid.ts';
import { strangerNamed } from '../test/attacks/forge.ts';

function refused(code: string) {
  return { codes: [code], isAccepted: false, ops: [] };
}

function roster(name: string): EntryBody {
  return { kind: 'roster', from: FIRST_INTERVAL, add: [strangerNamed(name, [IMPORT])], remove: [] };
}

function promiseIn(answer: Answer): PromiseMessage | undefined {
  return answer.publications
    .map(({ payload }) => JSON.parse(payload) as PromiseMessage)
    .find(({ type }) => type === 'promise');
}

describe('[P-7.1] a promise', () => {
  test('is stored before it is published, is given again, and names what is locked', () => {
    const bench = Bench.started();
    const first = bench.prepare(1);
    expect(first).toMatchObject({ codes: [], ops: ['promise'] });
    expect(promiseIn(first)?.promise).toMatchObject({ sequence: 2, ballot: 1, proposer: PROPOSER, storeEpoch: 1 });
    expect(promiseIn(first)?.promise.lock).toBeUndefined();
    const again = bench.prepare(1);
    expect([again.ops, promiseIn(again)]).toEqual([[], promiseIn(first)]);
    expect(bench.announce(roster('one'), [], 1, [bench.promise(2, 1), bench.promise(3, 1)])).toMatchObject(ACCEPTED);
    const later = promiseIn(bench.prepare(2))!;
    expect(later.promise.lock?.ballot).toBe(1);
    expect(later.entry).toEqual(bench.entry(roster('one')));
  });

  test('binds: no other proposer under it, nothing below it; a higher one is open', () => {
    const bench = Bench.started();
    bench.prepare(3);
    for (const [ballot, proposer] of [
      [3, OTHER_PROPOSER],
      [2, PROPOSER],
      [1, OTHER_PROPOSER],
    ] as const) {
      const answer = bench.prepare(ballot, proposer);
      expect(answer).toMatchObject(refused('ballot_refused'));
      // What is promised can be learnt from the head.
      const head = answer.publications.find(({ topic }) => topic.includes('/log/'));
      expect(JSON.parse(head!.payload)).toMatchObject({ type: 'head', length: 2, ballot: 3 });
    }
    expect(bench.announce(roster('one'))).toMatchObject(refused('ballot_refused'));
    const others = [2, 3].map((at) => bench.promise(at, 3, undefined, 0, OTHER_PROPOSER));
    expect(bench.announce(roster('one'), [], 3, others)).toMatchObject(refused('ballot_refused'));
    expect(bench.prepare(4, OTHER_PROPOSER)).toMatchObject({ codes: [], ops: ['promise'] });
  });

  test('is for the next number only: before it come the entries, after it nothing', () => {
    const bench = Bench.started();
    const behind = bench.prepare(1, PROPOSER, 1);
    expect([behind.codes, promiseIn(behind)]).toEqual([[], undefined]);
    expect(bench.prepare(1, PROPOSER, 3)).toMatchObject(refused('log_gap'));
  });
});

describe('[P-7.1] an announcement under a higher ballot', () => {
  test('needs q promises for it', () => {
    const bench = Bench.started();
    const body = roster('one');
    const [two, three] = [bench.promise(2, 1), bench.promise(3, 1)];
    for (const promises of [undefined, [two], [two, two], [two, bench.promise(3, 2)], [two, { ...three, sequence: 3 }]])
      expect(bench.announce(body, [], 1, promises)).toMatchObject(refused('ballot_refused'));
    expect(bench.announce(body, [], 1, [two, three])).toMatchObject({ ...ACCEPTED, ops: ['promise', 'lock'] });
    expect(bench.announce(body, [], 1, [two, three])).toMatchObject({ ...ACCEPTED, ops: [] });
  });

  test('is of the entry that they bind to, and replaces what is locked', () => {
    const bench = Bench.started();
    expect(bench.announce(roster('one'))).toMatchObject(ACCEPTED);
    expect(bench.announce(roster('two'))).toMatchObject({ codes: ['evidence'], isAccepted: false });
    const bound = [bench.promise(1, 1, roster('one')), bench.promise(3, 1)];
    expect(bench.announce(roster('two'), [], 1, bound)).toMatchObject(refused('ballot_refused'));
    const free = [bench.promise(2, 1), bench.promise(3, 1)];
    expect(bench.announce(roster('two'), [], 1, free)).toMatchObject({ ...ACCEPTED, ops: ['promise', 'lock'] });
    expect(bench.announce(roster('one'), [], 1, bound)).toMatchObject({ codes: ['evidence'], isAccepted: false });
    expect(bench.announce(roster('one'))).toMatchObject(refused('ballot_refused'));
  });

  test('[P-7.1.9] a lying utility and k - 1 liars do not replace what may be certified', () => {
    const bench = Bench.started({ aggregators: 5, threshold: 3, trust: 'active' });
    expect(bench.announce(roster('one'))).toMatchObject(ACCEPTED);
    // 2 and 3 lie: with them, what 1 and another one accepted is certified. They claim to be locked on something newer.
    const [two, three] = [2, 3].map((at) => bench.promise(at, 6, roster('two'), 5));
    const honest = [bench.promise(1, 6, roster('one')), bench.promise(4, 6)];
    const announce = (bases?: BallotBasis[]) => bench.announce(roster('two'), [], 6, [two!, three!, ...honest], bases);
    expect(announce()).toMatchObject(refused('ballot_refused'));
    const hash = bench.hashOf(roster('two'));
    const basis = (promises: BallotPromise[]) => [{ ballot: 5, hash, promises }];
    const lies = [bench.promise(2, 5), bench.promise(3, 5)];
    expect(announce(basis([...lies, bench.promise(1, 5, roster('one')), bench.promise(4, 5)]))).toMatchObject(
      refused('ballot_refused'),
    );
    expect(announce(basis(lies))).toMatchObject(refused('ballot_refused'));
    // A claim under the ballot of the lock itself decides nothing either.
    const old = [2, 3].map((at) => bench.promise(at, 6, roster('two')));
    expect(bench.announce(roster('two'), [], 6, [...old, ...honest])).toMatchObject(refused('ballot_refused'));
    // Where 4 and 5 had nothing accepted when they promised ballot 5, the first one can't be certified any more.
    expect(announce(basis([...lies, bench.promise(4, 5), bench.promise(5, 5)]))).toMatchObject(ACCEPTED);
  });

  test('is audited as any other', () => {
    const bench = Bench.started();
    const body: EntryBody = { ...roster('one'), from: FIRST_INTERVAL } as EntryBody;
    bench.closePages(0, 2, [0, 1, 2, 3]);
    const free = [bench.promise(2, 1), bench.promise(3, 1)];
    expect(bench.announce(body, [], 1, free)).toMatchObject(refused('roster_refused'));
  });
});

describe('[P-8.5] a tariff that comes late by the clock', () => {
  const late: Tariff = {
    id: 't',
    from: FIRST_INTERVAL,
    count: 8,
    rates: [{ name: 'a', microPerKwh: 1 }],
    runs: [{ rate: 0, count: 8 }],
  };

  test.each<[trust: Scheme['trust'], holders: number, isTaken: boolean]>([
    ['covert', 1, false],
    ['covert', 2, true],
    ['active', 2, false],
    ['active', 3, true],
  ])('%s: is taken when enough had accepted it (%i: %s)', (trust, holders, isTaken) => {
    const size = trust === 'covert' ? {} : { aggregators: 5, threshold: 3, trust };
    const bench = Bench.started(size);
    bench.passClosing(1);
    const body: EntryBody = { kind: 'scheme', scheme: { ...bench.grid.scheme, tariffs: [late] } };
    expect(bench.announce(body)).toMatchObject(refused('tariff_refused'));
    const promises = (trust === 'covert' ? [2, 3] : [2, 3, 4, 5]).map((aggregator, at) =>
      bench.promise(aggregator, 1, at < holders ? body : undefined),
    );
    expect(bench.announce(body, [], 1, promises)).toMatchObject(isTaken ? ACCEPTED : refused('tariff_refused'));
  });
});
