/**
 * The truth of meters whose sources show registers. Whatever their outbox has at any moment is what the registers counted: on
 * readings, in what waits for the next one, or said to be missing; nothing of it twice. What no sample showed is marked. [P-2.4]
 */
import type { OutboxOp } from '../../meter/outbox.ts';
import type { CounterEvent, Estimate, KeptSample } from '../../meter/sample.ts';
import { type IntervalGrid, intervalEndMs, intervalStartMs } from '../../protocol/grid/interval.ts';
import type { MeterPlan } from './cast.ts';
import type { Coverage } from './coverage.ts';
import type { CountedRegister } from './device.ts';
import type { SampledHomes } from './sampled-homes.ts';
import { demand } from './violation.ts';

interface Judged {
  readonly register: CountedRegister;
  /** All that the register had counted when its meter began; undefined before its first sample is kept. */
  originMilli: bigint | undefined;
  /** On readings. */
  readMilli: bigint;
  /** Between devices, and nobody has said how much. */
  lostMilli: bigint;
  /** The last change that nobody has explained. */
  unexplained: { readonly hostMs: number; readonly milli: bigint } | undefined;
  /** Before boundaries that were not seen: in a gap, which is on no bill. */
  missedMilli: bigint;
}

interface JudgedMeter {
  readonly plan: MeterPlan;
  readonly registers: readonly Judged[];
  readonly estimates: Estimate[];
  lastRead: number;
  /** What was on its first reading is known. */
  hasBegun: boolean;
  /** All that was counted when the sample was taken that it keeps. */
  keptMilli: readonly bigint[];
}

/** A part of a total that is spread over so many intervals: each ends where its share of the whole does. */
function slowPart(units: number, at: number, count: number): number {
  const upTo = (parts: number): number => Number((BigInt(units) * BigInt(parts)) / BigInt(count));
  return upTo(at + 1) - upTo(at);
}

export class RegisterJudge {
  private readonly homes: SampledHomes;
  private readonly grid: IntervalGrid;
  private readonly coverage: Coverage;
  private readonly meters = new Map<string, JudgedMeter>();

  constructor(homes: SampledHomes, grid: IntervalGrid, coverage: Coverage) {
    this.homes = homes;
    this.grid = grid;
    this.coverage = coverage;
    for (const [id, { plan, device }] of homes.homes)
      this.meters.set(id, {
        plan,
        registers: device.registers.map((register) => ({
          register,
          originMilli: undefined,
          readMilli: 0n,
          lostMilli: 0n,
          unexplained: undefined,
          missedMilli: 0n,
        })),
        estimates: [],
        lastRead: -1,
        hasBegun: false,
        keptMilli: [],
      });
  }

  /** A reading, without what is booked again on it. */
  reading(id: string, interval: number, usedWh: readonly number[]): void {
    const meter = this.meters.get(id)!;
    demand(interval > meter.lastRead, `${id} reads interval ${interval} after the one before`);
    meter.lastRead = interval;
    for (const [at, one] of meter.registers.entries()) one.readMilli += BigInt(usedWh[at] ?? 0) * 1000n;
    const estimate = meter.estimates.find(({ from, until }) => interval >= from && interval < until);
    if (estimate === undefined) {
      this.coverage.saw('a reading made of samples');
      for (const boundaryMs of [intervalStartMs(interval, this.grid), intervalEndMs(interval, this.grid)])
        demand(
          this.isSeenAt(id, boundaryMs),
          `${id} marks interval ${interval} as estimated, since nobody looked at its registers at ${boundaryMs}`,
        );
      return;
    }
    this.coverage.saw('an estimated reading');
    const { from, until, units } = estimate;
    const parts = units.map((total) => slowPart(total, interval - from, until - from));
    demand(
      parts.every((part, at) => part === usedWh[at]),
      `${id} spreads ${units.join(' ')} Wh evenly from interval ${from} up to ${until}: ${usedWh.join(' ')} Wh in ${interval}`,
    );
  }

  /** Whether somebody looked at the registers at a boundary, or half an interval before it at most. */
  private isSeenAt(id: string, boundaryMs: number): boolean {
    const oldestMs = this.grid.intervalSeconds * 500;
    return this.homes.looks.get(id)!.some((atMs) => atMs <= boundaryMs && boundaryMs - atMs <= oldestMs);
  }

  /** What else is written of the registers of a meter. */
  write(op: Extract<OutboxOp, { kind: 'sample' | 'counter' | 'estimate' | 'replacement' | 'gap' }>): void {
    const meter = this.meters.get(op.meter)!;
    switch (op.kind) {
      case 'estimate':
        meter.estimates.push(op.estimate);
        break;
      case 'gap':
        for (const [at, one] of meter.registers.entries()) one.missedMilli += BigInt(op.gap.units[at] ?? 0) * 1000n;
        break;
      case 'replacement':
        if (op.replacement.problem !== undefined) this.coverage.saw('a word on an exchange that was refused');
        this.homes.taken(op.meter, op.replacement, op.replacement.problem !== undefined);
        break;
      case 'counter':
        this.changed(op.meter, meter, op.event);
        break;
      case 'sample':
        this.kept(op.meter, meter, op.sample);
        break;
    }
  }

  private changed(id: string, { registers }: JudgedMeter, event: CounterEvent): void {
    const judged = registers.find(({ register }) => register.code === event.register);
    demand(judged !== undefined, `${id} has a register ${event.register}`);
    this.coverage.saw(`a register that was ${event.kind}`);
    const [fromMilli, toMilli] = [event.fromMilli, event.toMilli].map((milli) =>
      judged.register.countedAt(BigInt(milli)),
    );
    demand(
      fromMilli !== undefined && toMilli !== undefined,
      `${id} was ${event.kind} from ${event.fromMilli} to ${event.toMilli}, which its register showed`,
    );
    if (event.kind === 'rolled-over') return;
    if (event.kind === 'replaced') {
      demand(fromMilli === toMilli, `${id} believes what was said of its exchange`);
      if (judged.unexplained?.hostMs !== event.hostMs) return;
      this.coverage.saw('an exchange that was explained later');
      judged.lostMilli -= judged.unexplained.milli;
      judged.unexplained = undefined;
      return;
    }
    judged.unexplained = { hostMs: event.hostMs, milli: toMilli - fromMilli };
    judged.lostMilli += toMilli - fromMilli;
  }

  private kept(id: string, meter: JudgedMeter, { registers, missedUnits, gapUnits }: KeptSample): void {
    const keptMilli = meter.registers.map((one, at) => {
      const kept = registers.find(({ register }) => register === one.register.code);
      demand(kept !== undefined, `${id} keeps ${one.register.code}`);
      const shownMilli = one.register.countedAt(BigInt(kept.milli));
      demand(shownMilli !== undefined, `${id} keeps what ${kept.register} showed, and not ${kept.milli}`);
      const waitsMilli = BigInt((missedUnits[at] ?? 0) + (gapUnits[at] ?? 0)) * 1000n + BigInt(kept.pendingMilli);
      const knownMilli = one.readMilli + one.lostMilli + one.missedMilli + waitsMilli;
      // What was used before the first boundary that was seen is on no bill, as what was used before the meter was there.
      if (one.originMilli === undefined || !meter.hasBegun) one.originMilli = shownMilli - knownMilli;
      const wholeMilli = one.originMilli + knownMilli;
      demand(
        wholeMilli === shownMilli,
        `what ${id} has of ${kept.register} is what it counted: ${shownMilli - one.originMilli} thousandths of a Wh, and not ${knownMilli} ` +
          `(${one.readMilli} on readings, ${waitsMilli} wait, ${one.missedMilli} are missed, ${one.lostMilli} lost)`,
      );
      return shownMilli;
    });
    meter.keptMilli = keptMilli;
    meter.hasBegun = meter.lastRead !== -1;
  }

  /** What is not as it must be when all is well again, in words. */
  problem(id: string, endInterval: number): string | undefined {
    const { registers, lastRead, keptMilli } = this.meters.get(id)!;
    if (lastRead !== endInterval - 1)
      return `${id} has read up to interval ${lastRead}, and not up to ${endInterval - 1}`;
    const lost = registers.find(({ lostMilli }) => lostMilli !== 0n);
    if (lost !== undefined) return `${id} has lost ${lost.lostMilli} thousandths of a Wh of ${lost.register.code}`;
    const { usedMilli } = this.homes.homes.get(id)!.device;
    const behind = registers.find(
      ({ register }, at) => register.countedMilli - (keptMilli[at] ?? 0n) > usedMilli(at, endInterval - 1),
    );
    return behind === undefined ? undefined : `${id} has not read all that ${behind.register.code} counted`;
  }
}
