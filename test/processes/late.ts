/**
 * `npm run late`: an aggregator that has never run is started when the others have closed a page already, in a grid as large
 * as is said, at the speed of life. Whether its health says all the time that it is alive, and how long until it is level.
 */
import { parseArgs } from 'node:util';
import { diagnose } from '../../host/process/diagnosis.ts';
import { topics } from '../../protocol/wire/topics.ts';
import { BROKERS, ProcessGrid } from './grid.ts';
import { until, untilRetained } from './until.ts';

const AGGREGATORS = 3;
const LATE = `aggregator-${AGGREGATORS}`;
const OTHERS = Array.from({ length: AGGREGATORS - 1 }, (_, at) => `aggregator-${at + 1}`);
const TOLD_EVERY = 50;

interface Standing {
  readonly pages: number;
  readonly cells: number;
}

function standingOf(grid: ProcessGrid, name: string): Standing {
  const [entries = [], cells = []] = grid.snapshot(name, [
    'SELECT certified FROM entry ORDER BY sequence',
    'SELECT coalesce(sum(cells), 0) AS count FROM cell_batch',
  ]);
  const pages = entries.filter((row) => String(row['certified']).includes('"kind":"close"')).length;
  return { pages, cells: Number(cells[0]?.['count'] ?? 0) };
}

function textOf({ pages, cells }: Standing): string {
  return `${pages} pages, ${cells} cells`;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      meters: { type: 'string', default: '10000' },
      interval: { type: 'string', default: '60' },
      broker: { type: 'string', default: 'embedded' },
      seconds: { type: 'string', default: '60' },
    },
  });
  const intervalSeconds = Number(values.interval);
  const grid = await ProcessGrid.create({
    seed: 1,
    broker: BROKERS.find((kind) => kind === values.broker) ?? 'embedded',
    meters: Number(values.meters),
    areas: 1,
    aggregators: AGGREGATORS,
    threshold: 2,
    windowIntervals: 10,
    windows: 1,
    runOffIntervals: 0,
    intervalSeconds,
    speed: 1,
    leadMs: 20_000,
    patienceMs: 600_000,
  });
  const problems: string[] = [];
  let line = '';
  try {
    await grid.startBroker();
    // Its key is known, so that meters seal to it; of the log it knows nothing.
    grid.start(LATE);
    await untilRetained(grid, [topics.key(AGGREGATORS)], 30);
    await grid.kill(LATE);
    for (const name of grid.parties) if (name !== LATE) grid.start(name);
    const hasClosed = (name: string): boolean => standingOf(grid, name).pages > 0;
    await until('the others close a page', 5 * intervalSeconds + 120, grid, () => OTHERS.every(hasClosed) || undefined);
    grid.start(LATE);
    const runs = (): boolean => {
      const { isHealthy, isStarting } = diagnose(grid.stateOf(LATE), true, Date.now());
      return isHealthy && isStarting !== true;
    };
    await until('it runs', 30, grid, () => runs() || undefined);
    const unwell = new Set<string>();
    let oldestMs = 0;
    let looks = 0;
    const startedAtMs = performance.now();
    await until('it holds every cell of the pages that are closed', 600, grid, () => {
      const { isHealthy, text, health } = diagnose(grid.stateOf(LATE), true, Date.now());
      if (!isHealthy) unwell.add(text);
      oldestMs = Math.max(oldestMs, Date.now() - (health?.writtenAtMs ?? 0));
      looks += 1;
      const standings = [...OTHERS, LATE].map((name) => standingOf(grid, name));
      const [one, , own] = standings;
      if (looks % TOLD_EVERY === 1) process.stderr.write(`  ${standings.map(textOf).join('; ')}\n`);
      const isLevel = own?.pages === one?.pages && (own?.cells ?? 0) >= (own?.pages ?? 0) * grid.meters.length;
      return isLevel || undefined;
    });
    const seconds = (performance.now() - startedAtMs) / 1000;
    for (const text of unwell) problems.push(`health --alive said: ${text}`);
    if (seconds > Number(values.seconds)) problems.push(`it took longer than ${values.seconds} s`);
    const { pages, cells } = standingOf(grid, LATE);
    line =
      `${LATE} of ${grid.meters.length} meters at ${intervalSeconds} s was level after ${seconds.toFixed(1)} s (${pages} pages, ${cells} cells); ` +
      `the longest time between two signs of life was ${(oldestMs / 1000).toFixed(1)} s`;
  } catch (error) {
    problems.push(String(error));
  } finally {
    await grid.stop();
    grid.delete();
  }
  for (const problem of problems) process.stderr.write(`  ${problem}\n`);
  process.stdout.write(`${problems.length === 0 ? 'level' : 'NOT LEVEL'}: ${line}\n`);
  return problems.length === 0 ? 0 : 1;
}

process.exit(await main());
