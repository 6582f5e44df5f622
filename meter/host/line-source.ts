/** A source of samples that others read: lines of JSON on standard input, or in a file that is followed. */
import { resolve } from 'node:path';
import { HostError } from '../../host/base/errors.ts';
import type { PartyLogger } from '../../host/base/logger.ts';
import type { Times } from '../../protocol/machine.ts';
import { unitOf } from '../../protocol/grid/register.ts';
import type { LinesSource, Scheme } from '../../schemas/types.ts';
import type { MeterParty } from '../party.ts';
import { LineError, decodeLine } from '../sources/json-line.ts';
import { registerUnitOf } from '../sources/quantity.ts';
import { followedLines, standardLines } from './line-input.ts';
import type { MeterSource, SourceSink } from './source.ts';

/** Lines that say nothing are told of at most so often. */
const TELL_MS = 60_000;
/** A source is silent that has had no sample for so long: two intervals, and at least as long as this. */
const LEAST_SILENCE_MS = 60_000;
const PAUSE_MS = 100;
/** Clocks of two machines differ by so much, and not more. */
const MOST_AHEAD_MS = 60_000;

export interface LineSourceHost {
  readonly logger: PartyLogger;
  readonly meters: readonly Pick<MeterParty, 'id' | 'registers'>[];
  readonly scheme: Pick<Scheme, 'intervalSeconds' | 'registers'>;
  /** What relative file names are relative to. */
  readonly folder: string;
  now(): Times;
  /** Whether more can wait: samples or readings would pile up. */
  isBusy(): boolean;
}

/** Throws HostError ERR_SOURCE_CONFIG if the source can't be one of these meters. */
function assertFits({ meter, registers }: LinesSource, { meters, scheme }: LineSourceHost): void {
  const codes = registers.map(({ register }) => register);
  const refuse = (text: string): never => {
    throw new HostError('ERR_SOURCE_CONFIG', text);
  };
  if (new Set(codes).size < codes.length) refuse('source.registers names a register twice: remove one');
  if (meter === undefined && meters.length > 1)
    refuse(`there are ${meters.length} meters in this process: say in source.meter where a line names its meter`);
  for (const { register, unit = 'kWh' } of registers) {
    const [given, wanted] = [registerUnitOf(unit), unitOf(scheme, register)];
    if (given !== wanted)
      refuse(`source.registers has ${register} in ${unit}, and by the scheme it counts ${wanted}: say its unit`);
  }
  for (const { id, registers: own } of meters) {
    const lacking = own.filter((register) => !codes.includes(register));
    if (lacking.length > 0)
      refuse(`meter ${id} has ${lacking.join(' and ')}: say in source.registers where a line has that`);
  }
}

export class LineSource implements MeterSource {
  private readonly config: LinesSource;
  private readonly host: LineSourceHost;
  private readonly meters: ReadonlySet<string>;
  private readonly stopping = new AbortController();
  private hasEnded = false;
  /** Monotonic: when the last sample came, or it was opened. */
  private lastMs: number;
  private badCount = 0;
  private toldMs = Number.NEGATIVE_INFINITY;

  /** Throws HostError ERR_SOURCE_CONFIG. */
  constructor(config: LinesSource, host: LineSourceHost) {
    assertFits(config, host);
    this.config = config;
    this.host = host;
    this.meters = new Set(host.meters.map(({ id }) => id));
    this.lastMs = host.now().monotonicMs;
  }

  private get name(): string {
    return this.config.file ?? 'standard input';
  }

  get problem(): string | undefined {
    if (this.hasEnded) return `the source of readings has ended (${this.name}): start it and this meter again`;
    const silentMs = this.host.now().monotonicMs - this.lastMs;
    if (silentMs < Math.max(LEAST_SILENCE_MS, 2_000 * this.host.scheme.intervalSeconds)) return undefined;
    return `no sample came from ${this.name} for ${Math.round(silentMs / 60_000)} min: does what writes it still run?`;
  }

  stop(): void {
    this.stopping.abort();
  }

  async run(sink: SourceSink): Promise<void> {
    const { config, host, stopping } = this;
    const { signal } = stopping;
    // Without times of their own, nobody knows how old the lines are that are there already.
    const lines =
      config.file === undefined
        ? standardLines(signal)
        : followedLines(resolve(host.folder, config.file), config.time !== undefined, signal);
    for await (const line of lines) {
      if (line !== '') this.take(line, sink);
      // A backlog waits where it is. What has no time of its own is as old as its wait: it never does.
      while (config.time !== undefined && host.isBusy() && !signal.aborted)
        await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
    if (signal.aborted) return;
    this.hasEnded = true;
    host.logger.error({ code: 'source_ended' }, `${this.problem}`);
  }

  private take(line: string, sink: SourceSink): void {
    const { host, config } = this;
    const now = host.now();
    try {
      const { meter = host.meters[0]?.id ?? '', timeMs, ...sample } = decodeLine(line, config);
      if (!this.meters.has(meter)) throw new LineError('of a meter that is not of this process');
      if (timeMs !== undefined && timeMs > now.gridMs + MOST_AHEAD_MS)
        throw new LineError('its time is still to come: one of two clocks is wrong');
      const at = timeMs === undefined ? { hostMs: now.gridMs, monotonicMs: now.monotonicMs } : { hostMs: timeMs };
      this.lastMs = now.monotonicMs;
      sink.sample(meter, { ...at, ...sample });
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      this.tell(error.message, now.monotonicMs);
    }
  }

  /** Once a minute, and never what a line says. */
  private tell(problem: string, monotonicMs: number): void {
    this.badCount += 1;
    if (monotonicMs - this.toldMs < TELL_MS) return;
    this.toldMs = monotonicMs;
    const text = `a line of ${this.name} is no sample: ${problem}. Nothing was taken of it; ${this.badCount} such lines so far`;
    this.host.logger.warn({ code: 'line_refused', count: this.badCount }, text);
  }
}
