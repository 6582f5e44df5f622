/** Samples that are written as lines: rows of a CSV file, which may grow, or standard input, as rows or as JSON. */
import { resolve } from 'node:path';
import { readTextLines } from '../../../host/base/text-file.ts';
import { CsvRows } from '../../sources/csv-rows.ts';
import { LineError, decodeLine } from '../../sources/json-line.ts';
import { type SourceSpec, textOf } from '../../sources/source-spec.ts';
import { followedLines, standardLines } from '../line-input.ts';
import type { SourceSink } from '../source.ts';
import { type Mapping, mappingOf } from './mapped-values.ts';
import type { SourceHost } from './source-watch.ts';
import { WatchedSource } from './watched-source.ts';

const PAUSE_MS = 100;
/** Clocks of two machines differ by so much, and not more. */
const MOST_AHEAD_MS = 60_000;
/** Columns that are taken for the time of a row, where none is named. */
const TIMES = ['time', 'timestamp'];

export class RowSource extends WatchedSource {
  /** Undefined for standard input. */
  private readonly path: string | undefined;
  private readonly isGrowing: boolean;
  private readonly rows: CsvRows | undefined;
  private mapping: Mapping;
  private hasEnded = false;

  constructor(spec: SourceSpec, host: SourceHost) {
    const isFile = spec.kind === 'csv';
    const path = isFile ? resolve(host.folder, spec.target) : undefined;
    const isGrowing = !isFile || spec.parameters.has('follow');
    const mapping = mappingOf(spec, 'import');
    super(path ?? 'standard input', host, !isGrowing && mapping.time === undefined);
    this.path = path;
    this.isGrowing = isGrowing;
    this.mapping = mapping;
    const columns = this.mapping.registers.map(({ value }) => value ?? '');
    this.rows = isFile || textOf(spec, 'format') === 'csv' ? new CsvRows(columns) : undefined;
  }

  override get problem(): string | undefined {
    return this.hasEnded
      ? `the source of readings has ended (${this.watch.name}): start it and this meter again`
      : this.watch.problem;
  }

  async run(sink: SourceSink): Promise<void> {
    const { stopped } = this;
    for await (const line of this.lines(stopped)) {
      if (line !== '') this.take(line, sink);
      // A backlog waits where it is. What has no time of its own is as old as its wait: it never does.
      while (this.mapping.time !== undefined && this.host.isBusy() && !stopped.aborted) await this.pauseFor(PAUSE_MS);
      if (stopped.aborted) return;
    }
    this.hasEnded = !stopped.aborted;
  }

  private async *lines(signal: AbortSignal): AsyncGenerator<string> {
    const { path, rows, isGrowing } = this;
    if (path === undefined) {
      yield* standardLines(signal);
      return;
    }
    if (!isGrowing) {
      yield* readTextLines(path);
      return;
    }
    // Names of columns stand at the beginning, wherever reading begins.
    const head = await firstLine(path);
    if (head !== undefined && rows !== undefined) this.head(head, rows);
    // Without times of their own, nobody knows how old the rows are that are there already.
    yield* followedLines(path, head === undefined || this.mapping.time !== undefined, signal);
  }

  /** Whether a line is of names of columns; then a time is found among them. */
  private head(line: string, rows: CsvRows): boolean {
    if (!rows.isHead(line)) return false;
    const time = this.mapping.time ?? rows.columns.find((name) => TIMES.includes(name.toLowerCase()));
    if (time !== undefined) this.mapping = { ...this.mapping, time };
    return true;
  }

  private take(line: string, sink: SourceSink): void {
    const { host, rows } = this;
    if (rows !== undefined && this.head(line, rows)) return;
    const now = host.now();
    try {
      const json = rows === undefined ? line : rows.json(line);
      if (json === undefined) throw new LineError('no row of names of columns stands before it');
      const { timeMs, ...sample } = decodeLine(json, this.mapping);
      if (timeMs !== undefined && timeMs > now.gridMs + MOST_AHEAD_MS)
        throw new LineError('its time is still to come: one of two clocks is wrong');
      const at = timeMs === undefined ? { hostMs: now.gridMs, monotonicMs: now.monotonicMs } : { hostMs: timeMs };
      this.handOver({ ...at, ...sample }, sink);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      this.watch.fault('line', error.message);
    }
  }
}

/** Undefined where there is no file, or nothing in it. */
async function firstLine(path: string): Promise<string | undefined> {
  try {
    for await (const line of readTextLines(path)) return line;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return undefined;
}
