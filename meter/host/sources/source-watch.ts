/**
 * What a source says of itself: that it is silent and why, how much of what came could not be read (once a minute, and nothing
 * of what it says), which registers it lacks, and that what it shows is coarse.
 */
import type { Times } from '../../../protocol/machine.ts';
import { ENERGY_UNIT, type RegisterUnit, resolutionOf, thousandOf, unitOf } from '../../../protocol/grid/register.ts';
import type { Scheme } from '../../../schemas/types.ts';
import type { RegisterValue, Sample } from '../../sample.ts';
import { DeviceTimes } from './device-times.ts';

/** What could not be read is told of at most so often. */
const TELL_MS = 60_000;
/** A source is silent that has had no sample for so long: two intervals, and at least as long as this. */
const LEAST_SILENCE_MS = 60_000;
/** A register that has not come by then does not come. */
const LACKING_MS = 60_000;
/** A step as large as this (a kWh, a m³, a MJ) says little of an interval, unless the scheme knows that it is. */
const COARSE_MILLI = 1_000_000n;
/** Samples in a row that come so rarely that no interval has its boundaries. */
const RARE_COUNT = 2;
/** So many samples in a row with whole kWh (m³, MJ), since a number may end there by chance. */
const COARSE_COUNT = 10;

/** What a source stands on, in a meter or in the command that looks at it. */
export interface SourceHost {
  /** A warning or an error for a person, with a stable code. Never what a telegram says. */
  tell(level: 'error' | 'warn', code: string, text: string, count?: number): void;
  now(): Times;
  /** The meter that samples are of. */
  readonly meter: string;
  /** Its registers; empty for whoever wants them all. */
  readonly registers: readonly string[];
  readonly intervalSeconds: number;
  /** What the scheme says of its registers; undefined for whoever has none. */
  readonly scheme: Pick<Scheme, 'registers'> | undefined;
  /** What relative file names are relative to. */
  readonly folder: string;
  /** Where something may be kept; undefined where there is no such place. */
  readonly stateFolder: string | undefined;
  /** Whether it is tried again where it can't be opened: it may be plugged in later. */
  readonly isPatient: boolean;
  /** What came from a port, raw: for who looks at a cable. */
  heard?(bytes: Uint8Array): void;
  /** Whether more can wait: samples or readings would pile up. */
  isBusy(): boolean;
  /** What a register showed in the sample that was written down last with a reading; not where nothing is written. */
  shownMilli?(register: string): bigint | undefined;
}

export class SourceWatch {
  readonly name: string;
  private readonly host: SourceHost;
  /** Monotonic: when it was opened first. */
  private readonly startedMs: number;
  /** Monotonic: when the last sample came. */
  private sampledMs: number | undefined;
  private readonly seen = new Set<string>();
  private readonly counts = new Map<string, number>();
  private toldMs = Number.NEGATIVE_INFINITY;
  private readonly told = new Set<string>();
  private readonly devices: DeviceTimes;
  /** By unit: samples in a row whose registers show whole thousands of it. */
  private readonly coarseCounts = new Map<RegisterUnit, number>();
  private rareCount = 0;
  /** Why it can't be opened, or isn't understood; undefined while it is. */
  trouble: string | undefined;

  constructor(name: string, host: SourceHost) {
    this.name = name;
    this.host = host;
    this.startedMs = host.now().monotonicMs;
    this.devices = new DeviceTimes(host.intervalSeconds);
  }

  /** What could not be read so far, by what was wrong with it. */
  get faults(): ReadonlyMap<string, number> {
    return this.counts;
  }

  /** A sample came. */
  sampled(sample: Sample): void {
    const { monotonicMs } = this.host.now();
    const longMs = Math.max(900_000, 500 * this.host.intervalSeconds);
    const isRare = this.sampledMs !== undefined && monotonicMs - this.sampledMs > longMs;
    this.rareCount = isRare ? this.rareCount + 1 : 0;
    this.sampledMs = monotonicMs;
    this.trouble = undefined;
    for (const value of sample.registers) this.see(value);
    if (this.rareCount === RARE_COUNT)
      this.once(
        'source_rare',
        `registers come from ${this.name} so rarely that an interval has no sample near its boundary: it has no reading`,
      );
    for (const [register, seconds] of this.devices.sampled(sample, monotonicMs))
      this.once(
        `source_rare ${register}`,
        `${register} of ${this.name} is read every ${seconds} s only, and an interval has ${this.host.intervalSeconds} s: what it counts is in the interval in which it was read; bills are right, and intervals jump`,
      );
    for (const [unit, values] of Map.groupBy(sample.registers, (one) => one.unit ?? ENERGY_UNIT))
      this.seeSteps(unit, values);
  }

  /** One in another unit than the scheme has for it is none. */
  private see({ register, unit = ENERGY_UNIT }: RegisterValue): void {
    const { scheme, registers } = this.host;
    const wanted = unitOf(scheme, register);
    if (scheme === undefined || unit === wanted || !registers.includes(register)) this.seen.add(register);
    else
      this.once(
        `source_unit ${register}`,
        `${register} of ${this.name} counts ${unit}, and by the scheme it is ${wanted}: nothing is taken of it. Ask the utility`,
      );
  }

  private seeSteps(unit: RegisterUnit, values: readonly RegisterValue[]): void {
    const { scheme } = this.host;
    const isStep = ({ register, resolutionMilli }: RegisterValue): boolean =>
      resolutionMilli >= COARSE_MILLI &&
      resolutionMilli > 1_000n * BigInt(scheme === undefined ? 1 : resolutionOf(scheme, register));
    const counted = values.filter(({ milli }) => milli > 0n);
    const step = counted.find((value) => isStep(value));
    const isCoarse = step !== undefined && counted.every((value) => isStep(value));
    const count = isCoarse ? (this.coarseCounts.get(unit) ?? 0) + 1 : 0;
    this.coarseCounts.set(unit, count);
    if (count !== COARSE_COUNT) return;
    const advice =
      unit === ENERGY_UNIT
        ? ' Let the electricity meter show all digits; many want a PIN for that, which the grid operator has'
        : '';
    this.once(
      `source_coarse ${unit}`,
      `${step?.register} of ${this.name} shows whole ${thousandOf(unit)} only: bills are right, and intervals jump.${advice}`,
    );
  }

  /** It can't be read, or no longer: told when it begins, and not with every try. */
  away(text: string): void {
    if (this.trouble === undefined) this.host.tell('warn', 'source_away', text);
    this.trouble = text;
  }

  /** Something came that could not be read. `text`: of what kind, for a person. */
  fault(kind: string, text: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    const { monotonicMs } = this.host.now();
    if (monotonicMs - this.toldMs < TELL_MS) return;
    this.toldMs = monotonicMs;
    const all = [...this.counts].map(([one, count]) => `${one} ${count}`).join(', ');
    const count = [...this.counts.values()].reduce((sum, one) => sum + one, 0);
    const said = `something that came from ${this.name} could not be read: ${text}. Nothing was taken of it; so far ${all}`;
    this.host.tell('warn', 'telegram_refused', said, count);
  }

  /** What keeps it from handing anything over, in words; undefined while nothing does. */
  get problem(): string | undefined {
    const { monotonicMs } = this.host.now();
    const silentMs = monotonicMs - (this.sampledMs ?? this.startedMs);
    const isSilent = silentMs >= Math.max(LEAST_SILENCE_MS, 2_000 * this.host.intervalSeconds);
    if (isSilent || (this.sampledMs === undefined && this.trouble !== undefined))
      return (
        this.trouble ??
        `no sample came from ${this.name} for ${Math.round(silentMs / 60_000)} min: look at its cable and power`
      );
    const lacking = this.host.registers.filter((register) => !this.seen.has(register));
    if (this.sampledMs === undefined || monotonicMs - this.startedMs < LACKING_MS) return undefined;
    if (lacking.length === 0) return this.silentDevice(monotonicMs);
    return `${this.name} has no ${lacking.join(' and no ')}, which the meter ${this.host.meter} has: without it no interval has a reading. Enrol it again with the registers that there are, or correct the source`;
  }

  private silentDevice(monotonicMs: number): string | undefined {
    const silent = this.devices.silentOf(this.host.registers, monotonicMs);
    if (silent === undefined) return undefined;
    return `${silent.register} of ${this.name} was not read for ${silent.hours} h: look at the battery and the radio of that device. What it counts meanwhile comes with its next value`;
  }

  /** `what`: a code, and of what it is told once. */
  private once(what: string, text: string): void {
    if (this.told.has(what)) return;
    this.told.add(what);
    this.host.tell('warn', what.split(' ')[0] ?? '', text);
  }
}
