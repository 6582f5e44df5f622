/**
 * A session is set up once: the set-up travels until a receipt names the session, and again when its aggregator has lost it. What
 * is lost, late, repeated or made up on the way costs bytes or a resend, and no reading. [P-4.2]
 */
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import type { Outgoing } from '../protocol/machine.ts';
import type { Receipt, SharesMessage } from '../schemas/types.ts';
import { FIRST_INTERVAL, Grid } from './simulation/grid.ts';

const METERS = 3;
const FIRST_RETRY_MS = 2_000;

function started(): Grid {
  const grid = new Grid({ meters: METERS, aggregators: 3, threshold: 2 });
  grid.start();
  return grid;
}

function read(grid: Grid, offset: number): void {
  grid.readInterval(offset, (meter) => [100 * meter + offset]);
}

/** Share messages to an aggregator from a number of the tap on. */
function shares(grid: Grid, aggregator: number, from = 0): SharesMessage[] {
  return grid.tapped
    .slice(from)
    .filter(({ topic }) => topic === `grid/agg/${aggregator}/shares`)
    .map(({ payload }) => JSON.parse(payload) as SharesMessage);
}

const isBare = ({ session, sessionSignature }: SharesMessage): boolean =>
  session === undefined && sessionSignature === undefined;

function receipts(grid: Grid, meter: string, aggregator: number, from = 0): Receipt[] {
  return grid.tapped
    .slice(from)
    .filter(({ topic }) => topic === `grid/meter/${meter}/receipts/${aggregator}`)
    .map(({ payload }) => JSON.parse(payload) as Receipt);
}

function cells(grid: Grid, aggregator: number): number {
  return grid.aggregatorMachines[aggregator - 1]!.heldCells;
}

/** A message of a meter as it was, but for some members. */
function changed(message: SharesMessage, members: Partial<Record<keyof SharesMessage, string>>): Outgoing {
  const topic = `grid/agg/${message.aggregator}/shares`;
  return { topic, payload: canonicalJson({ ...message, ...members }), isRetained: false };
}

describe('[P-4.2] the set-up of a session', () => {
  test('is sent until a receipt names the session', () => {
    const grid = started();
    grid.onDeliver = ({ topic }, to) => to !== 'fleet' || !topic.endsWith('/receipts/2');
    for (const offset of [0, 1, 2]) read(grid, offset);
    const counts = (aggregator: number) => shares(grid, aggregator).filter((message) => !isBare(message)).length;
    // Aggregator 2's receipts are lost: every message has it, also those sent again.
    expect(counts(1)).toBe(METERS);
    expect(counts(2)).toBe(shares(grid, 2).length);
    const { sessionId } = shares(grid, 1).find(({ meter }) => meter === 'meter-1')!;
    expect(receipts(grid, 'meter-1', 1).at(-1)?.sessionId).toBe(sessionId);
    grid.onDeliver = () => true;
    read(grid, 3);
    read(grid, 4);
    expect(shares(grid, 2).slice(-METERS).every(isBare)).toBe(true);
    expect([1, 2, 3].map((aggregator) => cells(grid, aggregator))).toEqual([15, 15, 15]);
  });

  test('is sent again to an aggregator that restarted, whose receipts name none', () => {
    const grid = started();
    read(grid, 0);
    const from = grid.tapped.length;
    grid.restartAggregator(2);
    grid.settle();
    expect(receipts(grid, 'meter-1', 2, from).map(({ sessionId }) => sessionId)).toEqual([undefined]);
    read(grid, 1);
    expect(shares(grid, 2, from).every((message) => !isBare(message))).toBe(true);
    expect(shares(grid, 1, from).every(isBare)).toBe(true);
    expect(grid.aggregatorMachines[1]!.stats.rejections).toEqual({});
    expect(cells(grid, 2)).toBe(2 * METERS);
  });

  test('is asked for where those receipts are lost, and what came without it is there before anything else is sent again', () => {
    const grid = started();
    read(grid, 0);
    grid.onDeliver = ({ topic }, to) => to !== 'fleet' || !topic.endsWith('/receipts/2');
    grid.restartAggregator(2);
    grid.settle();
    grid.onDeliver = () => true;
    const from = grid.tapped.length;
    read(grid, 1);
    expect(grid.aggregatorMachines[1]!.stats.rejections).toEqual({ hpke_unknown_session: METERS });
    expect(receipts(grid, 'meter-1', 2, from)[0]?.sessionId).toBeUndefined();
    // Encouraged: within a second, though a fresh reading waits two for its receipt.
    grid.wait(1_100);
    expect(1_100).toBeLessThan(FIRST_RETRY_MS);
    expect(cells(grid, 2)).toBe(2 * METERS);
    expect(shares(grid, 2, from).map(isBare)).toEqual([true, true, true, false, false, false]);
  });

  test('goes with the next sending where even the answer is lost, at the pace of any resend', () => {
    const grid = started();
    read(grid, 0);
    grid.onDeliver = ({ topic }, to) => to !== 'fleet' || !topic.endsWith('/receipts/2');
    grid.restartAggregator(2);
    read(grid, 1);
    grid.wait(30_000);
    expect(cells(grid, 2)).toBe(METERS);
    grid.onDeliver = () => true;
    grid.wait(60_000);
    expect(cells(grid, 2)).toBe(2 * METERS);
  });

  test('an old receipt of an aggregator that lost the session since costs a resend', () => {
    const grid = started();
    read(grid, 0);
    const [old] = grid.tapped.filter(({ topic }) => topic === 'grid/meter/meter-1/receipts/2').slice(-1);
    grid.restartAggregator(2);
    grid.settle();
    // Authentic, of the same store epoch, and it names the meter's own session.
    grid.publish(old!);
    grid.settle();
    read(grid, 1);
    expect(grid.aggregatorMachines[1]!.stats.rejections).toEqual({ hpke_unknown_session: 1 });
    grid.wait(1_100);
    expect(cells(grid, 2)).toBe(2 * METERS);
  });

  test('a receipt that names the session of an earlier process is not taken for the own', () => {
    const grid = started();
    read(grid, 0);
    const from = grid.tapped.length;
    grid.restartFleet();
    read(grid, 1);
    const sent = shares(grid, 1, from);
    expect(sent.every((message) => !isBare(message))).toBe(true);
    expect(sent.map(({ sessionId }) => sessionId)).not.toContain(shares(grid, 1)[0]!.sessionId);
    read(grid, 2);
    expect(shares(grid, 1).slice(-METERS).every(isBare)).toBe(true);
    expect(cells(grid, 1)).toBe(3 * METERS);
  });
});

describe('[P-4.2] who is not the meter', () => {
  test('sends garbage under its session’s id, and neither ends the session nor hears more than that it does not open', () => {
    const grid = started();
    read(grid, 0);
    read(grid, 1);
    const genuine = shares(grid, 1).findLast(({ meter }) => meter === 'meter-1')!;
    const withSetUp = shares(grid, 1).find(({ meter }) => meter === 'meter-1')!;
    expect([isBare(genuine), isBare(withSetUp)]).toEqual([true, false]);
    const { session, sessionSignature } = shares(grid, 1).find(({ meter }) => meter === 'meter-2')!;
    const other = { session: session!, sessionSignature: sessionSignature! };
    const own = { session: withSetUp.session!, sessionSignature: withSetUp.sessionSignature! };
    const from = grid.tapped.length;
    for (const message of [
      changed(genuine, { sealed: 'A'.repeat(64) }),
      // With a set-up that it has not, another's or its own: the header is another one.
      changed(genuine, other),
      changed(genuine, own),
      changed(withSetUp, other),
      changed(withSetUp, { sessionId: 'A'.repeat(22) }),
    ]) {
      grid.publish(message);
      grid.settle();
    }
    const { rejections } = grid.aggregatorMachines[0]!.stats;
    expect(rejections).toEqual({ hpke_decrypt_error: 5 });
    expect(receipts(grid, 'meter-1', 1, from)).toEqual([]);
    read(grid, 2);
    expect(
      shares(grid, 1, from).filter(({ meter, from: at }) => meter === 'meter-1' && at > genuine.from),
    ).toHaveLength(1);
    expect(rejections).toEqual({ hpke_decrypt_error: 5 });
    expect(cells(grid, 1)).toBe(3 * METERS);
  });

  test('can’t drive receipts by naming sessions that nobody has', () => {
    const grid = started();
    read(grid, 0);
    read(grid, 1);
    const genuine = shares(grid, 1).findLast(({ meter }) => meter === 'meter-1')!;
    const from = grid.tapped.length;
    const startMs = grid.monotonicMs;
    for (let count = 0; count < 300; count++) {
      grid.publish(changed(genuine, { sessionId: `${String(count).padStart(21, 'B')}A` }));
      grid.settle();
    }
    expect(grid.aggregatorMachines[0]!.stats.rejections).toEqual({ hpke_unknown_session: 300 });
    const elapsedSeconds = (grid.monotonicMs - startMs) / 1_000;
    expect(elapsedSeconds).toBeLessThan(100);
    expect(receipts(grid, 'meter-1', 1, from).length).toBeLessThanOrEqual(elapsedSeconds + 1);
    // They say what is true: the session is known, and the meter goes on without its set-up.
    expect(receipts(grid, 'meter-1', 1, from)[0]?.sessionId).toBe(genuine.sessionId);
    read(grid, 2);
    const [last] = shares(grid, 1, from).filter(({ from: at }) => at === FIRST_INTERVAL + 2);
    expect(isBare(last!)).toBe(true);
    expect(cells(grid, 1)).toBe(3 * METERS);
  });
});

describe('[P-4.1] suites', () => {
  test.each([
    ['X-Wing', true, 1_120],
    ['X25519', false, 32],
  ])('a window under %s is exact, and its set-up is sent once', (_name, isHybrid, bytes) => {
    const grid = new Grid({ meters: METERS, aggregators: 3, threshold: 2, isHybrid });
    grid.start();
    for (let offset = 0; offset < 8; offset++) read(grid, offset);
    grid.closeDue();
    grid.wait(4_000);
    expect(grid.bills.map(({ status }) => status)).toEqual(Array.from({ length: METERS }, () => 'verified'));
    const billed = grid.bills.map(({ lines }) => lines.reduce((sum, { totalUnits }) => sum + (totalUnits ?? 0), 0));
    expect(billed.toSorted((one, other) => one - other)).toEqual([0, 1, 2].map((meter) => 800 * meter + 28));
    const sent = shares(grid, 1);
    expect(sent.map(({ session }) => session).filter((session) => session !== undefined)).toHaveLength(METERS);
    for (const { session } of sent.filter((message) => !isBare(message)))
      expect(Buffer.from(session ?? '', 'base64url')).toHaveLength(bytes);
    const totals = grid.tapped.filter(({ topic }) => topic.startsWith('grid/utility/totals'));
    expect(totals.length).toBeGreaterThan(8);
    for (const { payload } of totals)
      expect(Buffer.from((JSON.parse(payload) as { session: string }).session, 'base64url')).toHaveLength(bytes);
  });
});
