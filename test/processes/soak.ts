/**
 * `npm run soak`: a grid under steady load for some minutes, its memory read from /proc every few seconds, and a straight
 * line through what each process takes. Exits 1 if any grows faster than allowed, or a figure is not exact.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BROKERS, ProcessGrid } from './grid.ts';
import { verdictOf } from './verdict.ts';

const SAMPLE_MS = 2_000;
const SETTLE_MS = 60_000;
/** A day: with shorter ones the bills that each message to a meter repeats take longer than the run to reach their bound. */
const WINDOW_INTERVALS = 96;
/** A small heap, so that garbage goes soon and what stays shows; a real leak ends the process. */
const NODE_OPTIONS = '--max-old-space-size=40 --max-semi-space-size=1';

interface Sample {
  readonly minute: number;
  readonly megabytes: number;
}

/** Resident memory without pages of files, in MB. */
function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** The straight line of least squares: MB per minute. */
function slopeOf(samples: readonly Sample[]): number {
  const meanX = samples.reduce((sum, { minute }) => sum + minute, 0) / samples.length;
  const meanY = samples.reduce((sum, { megabytes }) => sum + megabytes, 0) / samples.length;
  const covariance = samples.reduce((sum, { minute, megabytes }) => sum + (minute - meanX) * (megabytes - meanY), 0);
  return covariance / samples.reduce((sum, { minute }) => sum + (minute - meanX) ** 2, 0);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      'warm-up': { type: 'string', default: '2' },
      meters: { type: 'string', default: '20' },
      broker: { type: 'string', default: 'embedded' },
      'intervals-per-second': { type: 'string', default: '4' },
      'max-slope': { type: 'string', default: '1' },
    },
  });
  const minutes = Number(values.minutes);
  const warmUp = Number(values['warm-up']);
  const pace = Number(values['intervals-per-second']);
  const broker = BROKERS.find((kind) => kind === values.broker) ?? 'embedded';
  const windows = Math.ceil(((minutes + warmUp) * 60 * pace) / WINDOW_INTERVALS);
  const grid = await ProcessGrid.create({
    seed: 1,
    broker,
    meters: Number(values.meters),
    areas: 1,
    aggregators: 3,
    threshold: 2,
    windowIntervals: WINDOW_INTERVALS,
    windows,
    runOffIntervals: 0,
    speed: 900 * pace,
  });
  process.env['NODE_OPTIONS'] = NODE_OPTIONS;
  const samples = new Map<string, Sample[]>();
  const problems: string[] = [];
  try {
    await grid.startBroker();
    for (const name of grid.parties) grid.start(name);
    const startedAtMs = performance.now();
    const written = (): number =>
      Number(grid.rows('fleet', 'SELECT max(last_interval) AS last FROM meter')[0]?.['last'] ?? 0) -
      grid.firstInterval +
      1;
    let first = 0;
    for (;;) {
      await pause();
      grid.check();
      const minute = (performance.now() - startedAtMs) / 60_000;
      if (minute < warmUp) continue;
      if (first === 0) first = written();
      if (minute > warmUp + minutes) break;
      for (const [name, pid] of grid.pids) {
        const known = samples.get(name) ?? [];
        known.push({ minute, megabytes: memoryOf(pid) });
        samples.set(name, known);
      }
    }
    const intervals = written() - first;
    process.stdout.write(
      `${minutes} min under load after ${warmUp} min of warm-up: ${intervals} intervals x ${grid.meters.length} meters on ${broker}\n`,
    );
    for (const [name, taken] of samples) {
      const slope = slopeOf(taken);
      const perCell = (slope * 1024 * 1024 * minutes) / (intervals * grid.meters.length);
      const sizes = taken.map(({ megabytes }) => megabytes);
      process.stdout.write(
        `  ${name.padEnd(14)} ${(sizes[0] ?? 0).toFixed(1)} -> ${(sizes.at(-1) ?? 0).toFixed(1)} MB (${Math.min(...sizes).toFixed(1)} to ${Math.max(...sizes).toFixed(1)}), ` +
          `slope ${slope.toFixed(3)} MB/min, ${perCell.toFixed(0)} bytes per interval and meter\n`,
      );
      if (slope > Number(values['max-slope'])) problems.push(`${name} grows by ${slope.toFixed(2)} MB/min`);
    }
    await exactly(grid, problems);
  } catch (error) {
    problems.push(String(error));
  } finally {
    await grid.stop();
    grid.delete();
  }
  for (const problem of problems) process.stderr.write(`  ${problem}\n`);
  const steepest = Math.max(...[...samples.values()].map(slopeOf));
  process.stdout.write(
    `${problems.length === 0 ? 'flat' : 'NOT FLAT'}: steepest slope ${steepest.toFixed(3)} MB/min\n`,
  );
  return problems.length === 0 ? 0 : 1;
}

/** What was billed by now is exact; what is still on its way is not waited for. */
async function exactly(grid: ProcessGrid, problems: string[]): Promise<void> {
  for (const endMs = performance.now() + SETTLE_MS; performance.now() < endMs; await pause()) {
    const { lost, double, bills } = verdictOf(grid);
    if (lost.length + double.length > 0) problems.push(...lost.slice(0, 5), ...double.slice(0, 5));
    if (bills > 0) return;
  }
  problems.push('no bill came');
}

process.exit(await main());
