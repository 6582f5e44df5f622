/**
 * A home's electricity meter: registers that count what the home uses, and what becomes of them. No two places of a register show
 * the same number, so that a number tells what was counted until it was shown. [P-2.4]
 */
import { type IntervalGrid, intervalAt, intervalEndMs, intervalStartMs } from '../../protocol/grid/interval.ts';
import type { RegisterValue, ToldValues } from '../../meter/sample.ts';

/** Farther apart than a fuse lets anything count in a whole run. */
const APART_MILLI = 10n ** 17n;
const ROLLS_OVER_AT_MILLI = 9n * APART_MILLI;
/** What no register ever shows. */
export const NONSENSE_MILLI = 7n * APART_MILLI;

/** From where on a register shows what was counted when it showed that. */
interface Stretch {
  readonly shownMilli: bigint;
  readonly countedMilli: bigint;
}

export class CountedRegister {
  readonly code: string;
  private readonly stepMilli: bigint;
  private readonly stretches: Stretch[] = [];
  private begunMilli = 0n;
  /** Of the device that is there, with what its last digit does not show. */
  private sinceMilli = 0n;
  private rollsOverAtMilli: bigint | undefined;

  /** `headroomMilli`: so much before it begins again at 0; undefined if it never does. */
  constructor(code: string, stepMilli: bigint, headroomMilli: bigint | undefined) {
    this.code = code;
    this.stepMilli = stepMilli;
    const isNearItsEnd = headroomMilli !== undefined;
    this.begin(isNearItsEnd ? ROLLS_OVER_AT_MILLI - this.steps(headroomMilli) - stepMilli : 4n * APART_MILLI, 0n);
    if (!isNearItsEnd) return;
    this.rollsOverAtMilli = ROLLS_OVER_AT_MILLI;
    this.stretches.push({ shownMilli: 0n, countedMilli: ROLLS_OVER_AT_MILLI - this.begunMilli });
  }

  private begin(shownMilli: bigint, countedMilli: bigint): void {
    this.begunMilli = shownMilli;
    this.sinceMilli = 0n;
    this.stretches.push({ shownMilli, countedMilli });
  }

  private steps(milli: bigint): bigint {
    return milli - (milli % this.stepMilli);
  }

  count(milli: bigint): void {
    this.sinceMilli += milli;
  }

  get shownMilli(): bigint {
    const milli = this.begunMilli + this.steps(this.sinceMilli);
    return this.hasRolledOver ? milli - ROLLS_OVER_AT_MILLI : milli;
  }

  get hasRolledOver(): boolean {
    return (
      this.rollsOverAtMilli !== undefined && this.begunMilli + this.steps(this.sinceMilli) >= this.rollsOverAtMilli
    );
  }

  get value(): RegisterValue {
    return {
      register: this.code,
      // Gas, where there is any.
      ...(this.code.startsWith('1-') ? {} : { unit: 'dm3' as const }),
      milli: this.shownMilli,
      resolutionMilli: this.stepMilli,
      ...(this.rollsOverAtMilli === undefined ? {} : { rollsOverAtMilli: this.rollsOverAtMilli }),
    };
  }

  /** All that was counted when it showed this; undefined if it never did. */
  countedAt(shownMilli: bigint): bigint | undefined {
    const stretch = this.stretches
      .filter((one) => one.shownMilli <= shownMilli)
      .toSorted((one, other) => (one.shownMilli < other.shownMilli ? -1 : 1))
      .at(-1);
    if (stretch === undefined || shownMilli - stretch.shownMilli >= APART_MILLI / 2n) return undefined;
    return stretch.countedMilli + shownMilli - stretch.shownMilli;
  }

  isOfThisDevice(shownMilli: bigint): boolean {
    const sinceMilli = shownMilli - this.begunMilli;
    return this.hasRolledOver || (sinceMilli >= 0n && sinceMilli < APART_MILLI / 2n);
  }

  get countedMilli(): bigint {
    return this.countedAt(this.shownMilli)!;
  }

  /** Another device takes its place, which shows less or more; once. */
  exchange(showsLess: boolean): ToldValues {
    const [finalMilli, countedMilli] = [this.shownMilli, this.countedMilli];
    const initialMilli = (showsLess ? 1n : 5n) * APART_MILLI;
    this.rollsOverAtMilli = undefined;
    this.begin(initialMilli, countedMilli);
    return { finalMilli: String(finalMilli), initialMilli: String(initialMilli) };
  }
}

/** What a home uses in an interval, evenly: in thousandths of a Wh, up to some moment in it. */
function partMilli(allMilli: bigint, interval: number, untilMs: number, grid: IntervalGrid): bigint {
  const startMs = intervalStartMs(interval, grid);
  const passedMs = Math.min(Math.max(0, Math.floor(untilMs) - startMs), grid.intervalSeconds * 1000);
  return (allMilli * BigInt(passedMs)) / BigInt(grid.intervalSeconds * 1000);
}

export class Device {
  readonly registers: readonly CountedRegister[];
  private readonly grid: IntervalGrid;
  /** Of the home, per interval; 0 for one in which nobody uses anything. */
  readonly usedMilli: (register: number, interval: number) => bigint;
  private nowMs: number;

  constructor(
    registers: readonly CountedRegister[],
    grid: IntervalGrid,
    usedMilli: (register: number, interval: number) => bigint,
    nowMs: number,
  ) {
    this.registers = registers;
    this.grid = grid;
    this.usedMilli = usedMilli;
    this.nowMs = nowMs;
  }

  /** Time passes, and the home uses what it uses. */
  pass(nowMs: number): void {
    const { grid, nowMs: beforeMs } = this;
    for (let interval = intervalAt(beforeMs, grid); interval <= intervalAt(nowMs, grid); interval++) {
      if (intervalEndMs(interval, grid) <= beforeMs) continue;
      for (const [at, register] of this.registers.entries()) {
        const allMilli = this.usedMilli(at, interval);
        register.count(partMilli(allMilli, interval, nowMs, grid) - partMilli(allMilli, interval, beforeMs, grid));
      }
    }
    this.nowMs = nowMs;
  }
}
