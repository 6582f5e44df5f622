/**
 * `npm run catch-up`: an aggregator is killed before the first reading of a day and started when the others have closed
 * and billed it. How long until its answers are in every figure, and whether they are what they would have been. [P-7.4]
 */
import { parseArgs } from 'node:util';
import { ELEMENT_BYTES, P, decodeElement } from '../../protocol/math/field.ts';
import { topics } from '../../protocol/wire/topics.ts';
import { BROKERS, ProcessGrid } from './grid.ts';
import { until, untilRetained } from './until.ts';
import { type Verdict, logsOf, verdictOf } from './verdict.ts';

const LIMIT_SECONDS = 300;
const AGGREGATORS = 3;
const LATE = AGGREGATORS;

/** Totals as all aggregators' own answers give them: the weighted sums of the full set simply add up. */
function answeredTotals(grid: ProcessGrid): Map<string, bigint> {
  const totals = new Map<string, bigint>();
  const logs = logsOf(grid);
  const rows = grid.rows('utility', "SELECT area, interval, sums FROM answer WHERE meters = ''");
  for (const row of rows) {
    const interval = Number(row['interval']);
    const sums = row['sums'] as Uint8Array;
    const loads = logs.get(String(row['area']))?.pages.get(interval)?.loads ?? [];
    loads.forEach((register, at) => {
      const name = `${row['area']}/${interval}/${register}`;
      totals.set(name, ((totals.get(name) ?? 0n) + decodeElement(sums, at * ELEMENT_BYTES)) % P);
    });
  }
  return totals;
}

function figureTotals(grid: ProcessGrid): Map<string, bigint> {
  const totals = new Map<string, bigint>();
  for (const row of grid.rows('utility', 'SELECT area, interval, register, figure FROM load ORDER BY revision')) {
    const { totalUnits } = JSON.parse(String(row['figure'])) as { totalUnits?: number };
    if (totalUnits !== undefined)
      totals.set(`${row['area']}/${row['interval']}/${row['register']}`, BigInt(totalUnits));
  }
  return totals;
}

/** The verdict once nothing is missing but what the late one has not answered. */
function billedWithoutTheLate(grid: ProcessGrid): Verdict | undefined {
  const verdict = verdictOf(grid);
  const isBilled = verdict.bills === grid.meters.length && verdict.loads === grid.intervalCount;
  return isBilled && verdict.unsettled.every((text) => text.endsWith('have answered')) ? verdict : undefined;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      meters: { type: 'string', default: '100' },
      intervals: { type: 'string', default: '96' },
      broker: { type: 'string', default: 'embedded' },
      seconds: { type: 'string', default: '60' },
    },
  });
  const broker = BROKERS.find((kind) => kind === values.broker) ?? 'embedded';
  const grid = await ProcessGrid.create({
    seed: 1,
    broker,
    meters: Number(values.meters),
    areas: 1,
    aggregators: AGGREGATORS,
    threshold: 2,
    windowIntervals: Number(values.intervals),
    windows: 1,
    runOffIntervals: 0,
    // So that the fleet begins without the dead one; far longer than any receipt takes.
    patienceMs: 600_000,
  });
  let problems: string[] = [];
  let line = '';
  try {
    await grid.startBroker();
    for (const name of grid.parties) if (name !== 'fleet') grid.start(name);
    const cards = Array.from({ length: AGGREGATORS }, (_, at) => topics.key(at + 1));
    await untilRetained(grid, [topics.scheme(), ...cards], LIMIT_SECONDS);
    await grid.kill(`aggregator-${LATE}`);
    const dayAtMs = performance.now();
    grid.start('fleet');
    const before = await until('the others close and bill the day', LIMIT_SECONDS, grid, () =>
      billedWithoutTheLate(grid),
    );
    const daySeconds = (performance.now() - dayAtMs) / 1000;
    const had = grid.rows(`aggregator-${LATE}`, 'SELECT coalesce(sum(cells), 0) AS count FROM cell_batch')[0]?.[
      'count'
    ];
    const startedAtMs = performance.now();
    grid.start(`aggregator-${LATE}`);
    const expected = grid.meters.length * grid.intervalCount;
    const heldSeconds = await until('it holds every cell', LIMIT_SECONDS, grid, () => {
      const rows = grid.rows(`aggregator-${LATE}`, 'SELECT coalesce(sum(cells), 0) AS count FROM cell_batch');
      // What it has answered for is erased again. [P-6.5]
      const hasErased = grid.rows(`aggregator-${LATE}`, 'SELECT area FROM erased').length > 0;
      const hasAll = hasErased || Number(rows[0]?.['count'] ?? 0) === expected;
      return hasAll ? (performance.now() - startedAtMs) / 1000 : undefined;
    });
    const after = await until('every figure has its answer', LIMIT_SECONDS, grid, () => {
      const verdict = verdictOf(grid);
      return verdict.unsettled.length === 0 ? verdict : undefined;
    });
    const seconds = (performance.now() - startedAtMs) / 1000;
    problems = [...before.lost, ...before.double, ...after.lost, ...after.double];
    if (Number(had ?? 0) > 0) problems.push(`it held ${Number(had)} cells before it was started`);
    if (after.voidCells > 0) problems.push(`${after.voidCells} cells are void`);
    const answered = answeredTotals(grid);
    for (const [name, totalUnits] of figureTotals(grid))
      if (answered.get(name) !== totalUnits) problems.push(`the answers to ${name} do not add up to its figure`);
    if (seconds > Number(values.seconds)) problems.push(`it took longer than ${values.seconds} s`);
    line =
      `aggregator ${LATE} of ${AGGREGATORS} was away for ${grid.intervalCount} intervals of ${grid.meters.length} meters on ${broker} ` +
      `(replayed in ${daySeconds.toFixed(1)} s): all ${expected} cells after ${heldSeconds.toFixed(1)} s, ` +
      `${after.loads} loads and ${after.bills} bills confirmed by all ${AGGREGATORS} after ${seconds.toFixed(1)} s`;
  } catch (error) {
    problems.push(String(error), ...verdictOf(grid).unsettled.slice(0, 10));
  } finally {
    await grid.stop();
    grid.delete();
  }
  for (const problem of problems.slice(0, 20)) process.stderr.write(`  ${problem}\n`);
  process.stdout.write(`${problems.length === 0 ? 'caught up' : 'NOT CAUGHT UP'}: ${line}\n`);
  return problems.length === 0 ? 0 : 1;
}

process.exit(await main());
