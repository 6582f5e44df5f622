/**
 * Signed contradictions: whoever signs two things that can't both be honest is convicted by everybody who hears of both,
 * once and durably, and nobody else is stopped by it. [P-7.7]
 */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { contradictionsBetween } from '../../host/care/cross-check.ts';
import { AuditCheck } from '../../host/care/audit-check.ts';
import { auditFile, entryLine } from '../../host/care/audit-file.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { utf8 } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { culpritOf } from '../../protocol/log/contradiction.ts';
import { signAcceptance } from '../../protocol/log/entries.ts';
import { withSignature } from '../../protocol/keys/signing.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type { Accept, Evidence, Head, ManifestMessage, Proof } from '../../schemas/types.ts';
import { figurePort } from '../../utility/host/audit-figures.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';
import {
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
  releasedBy,
  value,
} from './forge.ts';

const METERS = 6;
const ALL = range(0, METERS);
/** What the second view leaves out: the first meter. */
const FEWER = ALL.slice(1);
const FLOORS = { minMeters: 5, minIntervals: 4, maxKnown: 0, minCrowd: 1 };

function gridOf(options: Partial<ConstructorParameters<typeof Grid>[0]> = {}): Grid {
  const grid = new Grid({ meters: METERS, aggregators: 3, threshold: 2, ...FLOORS, floor: FLOORS, ...options });
  grid.start();
  return grid;
}

/** Names of what a party has on disk. */
function keptBy(grid: Grid, aggregator: number): string[] {
  return grid.ledgers[aggregator - 1]!.standing().proofs.map(culpritOf).toSorted();
}

function codes(notices: readonly { readonly code: string }[]): Set<string> {
  return new Set(notices.map(({ code }) => code));
}

function publishedProofs(grid: Grid, topic: string): string[] {
  const last = grid.tapped.findLast((message) => message.topic === topic && message.isRetained);
  return last === undefined ? [] : (JSON.parse(last.payload) as Evidence).proofs.map(culpritOf).toSorted();
}

/** The utility and aggregator 1 have two closings of one page certified: of all with 2, of all but one with 3. */
function forked(options: Partial<ConstructorParameters<typeof Grid>[0]> = {}, isHidden = false) {
  const grid = gridOf({ patienceSeconds: 3_600, ...options });
  grid.onDeliver = ({ topic }, to) => to !== 'utility' || !topic.includes('/manifests/');
  grid.readInterval(0, (meter) => [value(meter, 0)]);
  grid.closeDue();
  grid.utility.isUp = false;
  if (isHidden) grid.onDeliver = ({ topic }, to) => !to.startsWith('aggregator') || topic.includes('/requests/');
  const last = (aggregator: number): ManifestMessage =>
    grid.tapped
      .filter(({ topic }) => topic === topics.manifests(aggregator, 'area-1'))
      .map(({ payload }) => JSON.parse(payload) as ManifestMessage)
      .findLast(({ type }) => type === 'manifest')!;
  const viewOf = (set: readonly number[], honest: number) => {
    const held = Bitmap.of(set).encode();
    const lie = JSON.parse(manifest(grid, 1, [{ interval: FIRST_INTERVAL, held }]).payload) as ManifestMessage;
    const entry = entryAfter(grid, { kind: 'close', pages: [{ interval: FIRST_INTERVAL, set: held, empty: [] }] });
    return { entry, basis: [lie, last(honest)] };
  };
  const views = new Map([
    [2, viewOf(ALL, 2)],
    [3, viewOf(FEWER, 3)],
  ]);
  for (const [honest, { entry, basis }] of views) {
    expect(answerOf(grid, honest, announcement(grid, honest, entry, basis)).isAccepted).toBe(true);
    grid.publish(entries(honest, [certified(grid, entry, [1, honest])]));
    grid.settle();
  }
  return { grid, sequence: views.get(2)!.entry.sequence };
}

/** An export of one aggregator, checked as `gridshare verify` does. */
function exported(grid: Grid, aggregator: number): AuditCheck {
  const { signers, deployment } = grid.utilityParty;
  const floor = { minThreshold: 2, trust: 'covert' as const, ...FLOORS };
  const check = new AuditCheck(signers, { deployment, operators: grid.scheme.operators, floor }, figurePort);
  const identity = grid.identityOf(aggregator).privateKey;
  const lines = grid.ledgers[aggregator - 1]!.restore()[0]!.entries.map((entry) =>
    entryLine('area-1', canonicalJson(entry)),
  );
  for (const line of auditFile({ deployment, party: `aggregator-${aggregator}`, identity }, 0, lines))
    check.add(line.trimEnd());
  return check;
}

describe('[P-7.7] a fork', () => {
  test('is proved, kept and published by both sides, and opens nothing', () => {
    const { grid, sequence } = forked();
    const all = ['aggregator-1', 'fork/area-1', 'utility'];
    for (const honest of [2, 3]) {
      expect(keptBy(grid, honest)).toEqual(all);
      expect(publishedProofs(grid, topics.evidence(honest))).toEqual(all);
      expect(releasedBy(grid, honest, sequence)).toBeUndefined();
      expect(codes(grid.aggregators[honest - 1]!.notices)).toContain('evidence');
      expect(grid.aggregatorMachines[honest - 1]!.problem).toContain('area-1 has two certified logs');
    }
    // Meters hear it, stop, and say why; what they read waits.
    const shares = (): number => grid.tapped.filter(({ topic }) => topic.endsWith('/shares')).length;
    const before = shares();
    grid.readInterval(1, (meter) => [value(meter, 1)]);
    grid.wait(10_000);
    expect(shares()).toBe(before);
    expect(grid.meterMachine.problem).toContain('do not report: area-1 has two certified logs');
    // It lasts over restarts, and nothing more is accepted or released.
    for (const honest of [2, 3]) grid.restartAggregator(honest);
    grid.wait(60_000);
    const next = entryAfter(grid, { kind: 'roster', from: FIRST_INTERVAL + 9, add: [], remove: ['meter-1'] });
    for (const honest of [2, 3]) {
      expect(releasedBy(grid, honest, sequence)).toBeUndefined();
      expect(answerOf(grid, honest, announcement(grid, honest, next)).codes).toEqual(['area_stopped']);
    }
  });

  test('its operators say which log stays: whoever has it goes on, and releases when the others have it, too', () => {
    const { grid, sequence } = forked();
    const acknowledge = (aggregator: number): void => {
      grid.aggregators[aggregator - 1]!.feed({ kind: 'acknowledged', names: ['fork/area-1', 'utility'] }, grid.times);
    };
    acknowledge(2);
    grid.wait(5_000);
    // One alone of two that count is no quorum.
    expect(releasedBy(grid, 2, sequence)).toBeUndefined();
    const [entry] = grid.ledgers[1]!.restore()[0]!.entries.slice(-1);
    grid.loseLedger(3);
    grid.wait(10_000);
    const lost = grid.ledgers[1]!.restore()[0]!.entries;
    grid.publish(entries(3, lost));
    grid.settle();
    acknowledge(3);
    grid.wait(10_000);
    expect(grid.ledgers[2]!.restore()[0]!.entries.at(-1)).toEqual(entry);
    // What aggregator 3 said by the log that is gone counts no more: it gets the cell that it called void.
    grid.fleet.feed({ kind: 'acknowledged', names: ['fork/area-1', 'utility'] }, grid.times);
    grid.wait(20_000);
    expect(
      [...grid.ledgers[2]!.restore()[0]!.cells].map(({ index }) => index).toSorted((one, other) => one - other),
    ).toEqual(ALL);
    expect(releasedBy(grid, 2, sequence)).toBeDefined();
  });

  test('hidden by the broker, it opens nothing before patience is over, and is found when the broker stops', () => {
    const { grid, sequence } = forked({}, true);
    grid.wait(60_000);
    for (const honest of [2, 3]) expect(releasedBy(grid, honest, sequence)).toBeUndefined();
    expect(keptBy(grid, 2)).toEqual([]);
    grid.onDeliver = () => true;
    grid.wait(70_000);
    for (const honest of [2, 3]) {
      expect(keptBy(grid, honest)).toContain('fork/area-1');
      expect(releasedBy(grid, honest, sequence)).toBeUndefined();
    }
  });

  test('is found though the first that was shown of it got lost', () => {
    const { grid } = forked({}, true);
    grid.onDeliver = ({ payload }) => !payload.includes('"type":"log-entries"');
    grid.wait(20_000);
    for (const honest of [2, 3]) {
      expect(codes(grid.aggregators[honest - 1]!.notices)).toContain('log_fork');
      expect(keptBy(grid, honest)).not.toContain('fork/area-1');
    }
    grid.onDeliver = () => true;
    grid.wait(100_000);
    for (const honest of [2, 3]) expect(keptBy(grid, honest)).toContain('fork/area-1');
  });

  test('control: hidden for longer than patience, both views are opened', () => {
    const { grid, sequence } = forked({ patienceSeconds: 10 }, true);
    grid.wait(12_000);
    for (const honest of [2, 3]) expect(releasedBy(grid, honest, sequence)).toBeDefined();
  });

  test('two exports show it offline, and whom it convicts', () => {
    const { grid } = forked();
    const [two, three] = [exported(grid, 2), exported(grid, 3)];
    expect([two.report().problems, three.report().problems]).toEqual([[], []]);
    const names = contradictionsBetween(two.judge, two, three).map(culpritOf).toSorted();
    expect(names).toEqual(['aggregator-1', 'fork/area-1', 'utility']);
    // Control: a file and itself, and one that is merely shorter, contradict nothing.
    expect(contradictionsBetween(two.judge, two, exported(grid, 2))).toEqual([]);
    expect(contradictionsBetween(two.judge, two, exported(grid, 1))).toEqual([]);
  });
});

/** An acceptance of anything, signed by an aggregator: the utility never announced it. */
function acceptOf(grid: Grid, aggregator: number, sequence: number, letter: string): Accept {
  const proposal = {
    deployment: 'test',
    area: 'area-1',
    sequence,
    ballot: 0,
    hash: `${letter.repeat(42)}A`,
    previous: 'A'.repeat(43),
  };
  const signature = signAcceptance(nodeCrypto, grid.identityOf(aggregator).privateKey, aggregator, proposal);
  return { version: 1, type: 'accept', aggregator, ...proposal, proposed: signature, signature };
}

function headOf(grid: Grid, aggregator: number, length: number, letter: string, storeEpoch = 1): Head {
  return withSignature(nodeCrypto, grid.identityOf(aggregator).privateKey, 'head', {
    version: 1 as const,
    deployment: 'test',
    type: 'head' as const,
    area: 'area-1',
    aggregator,
    storeEpoch,
    length,
    hash: `${letter.repeat(42)}A`,
    ballot: 0,
    keptFrom: 0,
  });
}

function say(grid: Grid, topic: string, message: object): void {
  grid.publish({ topic, payload: canonicalJson(message), isRetained: topic.endsWith('/evidence') });
  grid.settle();
}

/** A whole window, in which somebody may do something at every interval; bills exact for everybody. */
function playWindow(grid: Grid, during: (offset: number) => void): void {
  for (const offset of range(0, 8)) {
    grid.readInterval(offset, (meter) => [value(meter, offset)]);
    during(offset);
    grid.wait(2_000);
  }
  grid.closeDue();
  grid.wait(20_000);
}

describe('[P-7.7] one liar', () => {
  test('that equivocates again and again stops nobody else, and one proof of it is kept', () => {
    const grid = gridOf();
    playWindow(grid, (offset) => {
      for (const at of range(0, 8)) {
        say(grid, topics.log(3, 'area-1'), headOf(grid, 3, offset + 2, 'ABCDEFGH'[at]!));
        say(grid, topics.accepts(3, 'area-1'), acceptOf(grid, 3, offset + 2, 'ABCDEFGH'[at]!));
        say(
          grid,
          topics.manifests(3, 'area-1'),
          JSON.parse(
            manifest(grid, 3, [{ interval: FIRST_INTERVAL + offset, held: Bitmap.of(range(0, at % METERS)).encode() }])
              .payload,
          ) as object,
        );
      }
    });
    for (const meter of ALL) expect(billedUnits(grid, `meter-${meter + 1}`)).toEqual([readBy(meter, range(0, 8))]);
    for (const honest of [1, 2]) {
      expect(keptBy(grid, honest)).toEqual(['aggregator-3']);
      expect(grid.aggregators[honest - 1]!.history.filter((op) => op.kind === 'proof')).toHaveLength(1);
    }
    expect(grid.archive.standing().proofs.map(culpritOf)).toEqual(['aggregator-3']);
    expect(grid.outbox.restoreMessages().proofs.map(culpritOf)).toEqual(['aggregator-3']);
  });

  test('that is convicted counts no more: its acceptance and manifest make no quorum', () => {
    const closes = (isConvicted: boolean): number => {
      const grid = gridOf();
      if (isConvicted) for (const letter of ['B', 'C']) say(grid, topics.log(3, 'area-1'), headOf(grid, 3, 1, letter));
      grid.stopAggregator(2);
      grid.readInterval(0, (meter) => [value(meter, 0)]);
      grid.closeDue();
      grid.gridMs += 3_600_000;
      grid.wait(60_000);
      return kinds(grid).filter((kind) => kind === 'close').length;
    };
    expect(closes(true)).toBe(0);
    // Control: without the proof its words make a quorum with those of the first.
    expect(closes(false)).toBeGreaterThan(0);
  });

  test('found by a meter in its receipts is convicted by all, on its two signatures', () => {
    const grid = gridOf();
    const pair = { version: 1, deployment: 'test', type: 'head-pair' };
    const [one, other] = [headOf(grid, 3, 1, 'B'), headOf(grid, 3, 1, 'C')];
    say(grid, topics.meterEvidence('meter-1'), { ...pair, one, other });
    expect([keptBy(grid, 1), keptBy(grid, 2)]).toEqual([['aggregator-3'], ['aggregator-3']]);
  });
});

describe('[P-7.7] false proofs', () => {
  test('convict nobody: honest pairs, changed and foreign signatures, other signers', () => {
    const grid = gridOf();
    const [one, other] = [headOf(grid, 3, 1, 'B'), headOf(grid, 3, 1, 'C')];
    const [first, second] = [acceptOf(grid, 3, 7, 'B'), acceptOf(grid, 3, 7, 'C')];
    const pretended: Proof[] = [
      { kind: 'heads', one, other: one },
      { kind: 'heads', one, other: headOf(grid, 3, 2, 'C') },
      { kind: 'heads', one, other: headOf(grid, 3, 1, 'C', 2) },
      { kind: 'heads', one, other: headOf(grid, 2, 1, 'C') },
      { kind: 'heads', one, other: { ...other, hash: `${'D'.repeat(42)}A` } },
      {
        kind: 'heads',
        one: { ...headOf(grid, 1, 1, 'B'), aggregator: 3 },
        other: { ...headOf(grid, 1, 1, 'C'), aggregator: 3 },
      },
      { kind: 'heads', one: { ...one, deployment: 'other' }, other: { ...other, deployment: 'other' } },
      { kind: 'accepts', one: first, other: { ...second, ballot: 1 } },
      { kind: 'accepts', one: first, other: acceptOf(grid, 3, 8, 'C') },
      { kind: 'accepts', one: first, other: acceptOf(grid, 1, 7, 'C') },
    ];
    for (const proof of pretended) {
      const message = { version: 1, deployment: 'test', type: 'evidence', proofs: [proof] };
      for (const topic of [topics.evidence(1), topics.evidence(2), topics.utilityEvidence()]) say(grid, topic, message);
    }
    for (const aggregator of [1, 2, 3]) expect(keptBy(grid, aggregator)).toEqual([]);
    expect(grid.archive.standing().proofs).toEqual([]);
    expect(grid.outbox.restoreMessages().proofs).toEqual([]);
    // Control: the real one convicts.
    const real = { version: 1, deployment: 'test', type: 'evidence', proofs: [{ kind: 'heads', one, other }] };
    say(grid, topics.evidence(1), real);
    for (const aggregator of [1, 2, 3]) expect(keptBy(grid, aggregator)).toEqual(['aggregator-3']);
  });
});

describe('[P-7.5] before a release', () => {
  function waited(trust: 'covert' | 'active', isSilent: boolean): boolean[] {
    const grid = gridOf({ aggregators: 4, trust, patienceSeconds: 30 });
    if (isSilent) grid.stopAggregator(4);
    grid.readInterval(0, (meter) => [value(meter, 0)]);
    grid.closeDue();
    grid.gridMs += 600_000;
    grid.wait(3_000);
    const sequence = kinds(grid).indexOf('close');
    expect(sequence).toBeGreaterThan(0);
    const early = releasedBy(grid, 1, sequence) !== undefined;
    grid.wait(32_000);
    return [early, releasedBy(grid, 1, sequence) !== undefined];
  }

  test('covert waits for everybody, and for the silent as long as the scheme says', () => {
    expect(waited('covert', true)).toEqual([false, true]);
    expect(waited('covert', false)).toEqual([true, true]);
  });

  test('active waits for nobody', () => {
    expect(waited('active', true)).toEqual([true, true]);
  });

  test('an acceptance that was lost is asked for again', () => {
    const grid = gridOf({ patienceSeconds: 3_600 });
    let isLossy = true;
    grid.onDeliver = ({ topic }, to) =>
      !isLossy || to !== 'aggregator-1' || !/agg\/[23]\/(?:accepts|log|recovery)/.test(topic);
    grid.readInterval(0, (meter) => [value(meter, 0)]);
    grid.closeDue();
    grid.wait(1_000);
    const sequence = kinds(grid).indexOf('close');
    expect(sequence).toBeGreaterThan(0);
    isLossy = false;
    const requests = (): number => grid.tapped.filter(({ payload }) => payload.includes('"head-request"')).length;
    const before = requests();
    grid.wait(10_000);
    expect(requests()).toBeGreaterThan(before);
    expect(releasedBy(grid, 1, sequence)).toBeDefined();
  });
});

test('[P-7.7] what is decoded is what was signed: a proof is checked as it came', () => {
  const grid = gridOf();
  const message = { version: 1, deployment: 'test', type: 'evidence', proofs: [] };
  grid.aggregators[0]!.feed(
    { kind: 'message', topic: topics.evidence(2), payload: utf8(canonicalJson(message)) },
    grid.times,
  );
  // An empty list is no message of the schema.
  expect(codes(grid.aggregators[0]!.notices)).toContain('invalid_message');
});
