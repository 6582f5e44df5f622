/** A home of a test grid: its electricity meter at its cable, the agent that reads it, and what its registers have counted. */
import { join } from 'node:path';
import { readLive } from '../../meter/host/live.ts';
import type { MeterBooks } from '../../meter/views/own-books.ts';
import type { start } from '../gridshare.ts';
import { EXPORT, IMPORT, booksIn } from '../sampled-grid.ts';
import type { Device, PortKind } from './devices.ts';
import type { DeviceClock } from './world.ts';

export interface Kind {
  readonly kind: PortKind;
  /** Nobody sees that it is another meter: it has to be said. */
  readonly hasNoSerial?: true;
  /** It shows nothing: its agent counts, and what comes while nobody looks is not counted. */
  readonly isCounted?: true;
  /** It counts in steps of so many Wh: those that a floating-point number has exactly. */
  readonly stepWh?: number;
  /** Both if not said. */
  readonly registers?: readonly string[];
  /** What its registers show at first. */
  readonly shownWh?: Pair;
}

export type Pair = readonly [importWh: number, exportWh: number];

/** Nine digits of Wh: where those roll over that show how many they have. */
export const ROLLS_OVER_WH = 1_000_000_000;
/** P1 has a second tariff, which counts nothing. */
const SECOND_TARIFF_WH = 123_456;

const sum = ([one, two]: Pair, [three, four]: Pair): Pair => [one + three, two + four];

export class Home {
  readonly id: string;
  readonly kind: Kind;
  readonly at: number;
  readonly clock: DeviceClock;
  /** Of its config. */
  readonly folder: string;
  agent: ReturnType<typeof start> | undefined;
  /** Counted since the beginning, whatever device it was that counted. */
  counted: Pair = [0, 0];
  /** The same at each look whose registers its agent saw. */
  readonly seen = new Map<number, Pair>();
  serial = 1;
  private cable: Device | undefined;
  /** What the device would show if nothing had been counted since the beginning. */
  private shownAt: Pair;

  constructor(at: number, id: string, kind: Kind, clock: DeviceClock, folder: string) {
    this.at = at;
    this.id = id;
    this.kind = kind;
    this.clock = clock;
    this.folder = folder;
    this.shownAt = kind.shownWh ?? [0, 0];
  }

  get device(): Device {
    if (this.cable === undefined) throw new Error(`${this.id} has no meter yet`);
    return this.cable;
  }

  set device(device: Device) {
    this.cable = device;
  }

  get registers(): readonly string[] {
    return this.kind.registers ?? [IMPORT, EXPORT];
  }

  /** What the device shows. */
  get shown(): Pair {
    const [importWh, exportWh] = sum(this.shownAt, this.counted);
    return [importWh % ROLLS_OVER_WH, exportWh % ROLLS_OVER_WH];
  }

  /** What the device shows of a register, in thousandths of a Wh. */
  shownMilli(register: string): bigint {
    return BigInt(this.totalUnits(register, this.shown[this.registers.indexOf(register)] ?? 0)) * 1000n;
  }

  /** What the register of an agent has for what the device shows. */
  totalUnits(register: string, shownWh: number): number {
    return this.kind.kind.startsWith('p1') && register === IMPORT ? shownWh + SECOND_TARIFF_WH : shownWh;
  }

  count(used: Pair): void {
    this.counted = sum(this.counted, used);
  }

  /** Another device, which shows this much. */
  exchange(initial: Pair): void {
    this.serial += 1;
    this.shownAt = [initial[0] - this.counted[0], initial[1] - this.counted[1]];
  }

  /** What registers counted from one look to another, in Wh. */
  between(from: number, until: number): number[] {
    return this.registers.map((_, at) => (this.seen.get(until)?.[at] ?? NaN) - (this.seen.get(from)?.[at] ?? NaN));
  }

  get state(): string {
    return join(this.folder, 'state');
  }

  get books(): MeterBooks | undefined {
    return booksIn(this.state, this.id);
  }

  /** Whether its agent has sampled what the device shows since a time. */
  async isSampled(sinceMs: number): Promise<boolean> {
    if (this.device.isRead?.() === false) return false;
    const sample = (await readLive(this.state))?.samples[this.id];
    if (sample === undefined || sample.hostMs < sinceMs + this.clock.aheadMs) return false;
    return this.registers.every((register) => {
      const milli = sample.registers.find((one) => one.register === register)?.milli;
      return milli !== undefined && BigInt(milli) === this.shownMilli(register);
    });
  }
}
