/**
 * Clocks of a world that a test tells the time, without a word to the code that it tries: processes that are started in it load
 * this module first. Time passes there as it does here, and leaps; it does so for everybody at once, by both clocks, as if all
 * machines had slept. Beside that the clock of a device may be wrong, and be put right while it runs.
 */
import { openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const WORLD = 'GRIDSHARE_TEST_WORLD';
const DEVICE = 'GRIDSHARE_TEST_DEVICE';

/** Two numbers in a file, for whoever has it open. */
class Numbers {
  private readonly file: number;
  private readonly numbers = new Float64Array(2);

  constructor(path: string, mode: 'r' | 'w') {
    this.file = openSync(path, mode);
  }

  read(): readonly [one: number, other: number] {
    readSync(this.file, this.numbers, 0, this.numbers.byteLength, 0);
    const [one = 0, other = 0] = this.numbers;
    return [one, other];
  }

  write(one: number, other: number): void {
    this.numbers.set([one, other]);
    writeSync(this.file, this.numbers, 0, this.numbers.byteLength, 0);
  }
}

/** The clock of a device, which may be wrong. */
export class DeviceClock {
  private readonly numbers: Numbers;
  readonly path: string;
  /** How far it is ahead of everybody else's; behind, if it is negative. */
  aheadMs = 0;

  constructor(path: string) {
    this.path = path;
    this.numbers = new Numbers(path, 'w');
    this.beRight();
  }

  beWrong(aheadMs: number): void {
    this.aheadMs = aheadMs;
    this.numbers.write(aheadMs, 0);
  }

  beRight(): void {
    this.beWrong(0);
  }
}

export class World {
  private readonly folder: string;
  private readonly path: string;
  /** This module, as JavaScript: what strips types would take memory of the processes that are measured here. */
  private readonly module: string;
  private readonly numbers: Numbers;
  private aheadMs: number;
  private leaptMs = 0;

  /** It is `startMs` there. */
  constructor(folder: string, startMs: number) {
    this.folder = folder;
    this.path = join(folder, 'world-clock');
    this.module = join(folder, 'world.mjs');
    writeFileSync(this.module, stripTypeScriptTypes(readFileSync(import.meta.filename, 'utf8')));
    this.numbers = new Numbers(this.path, 'w');
    this.aheadMs = startMs - Date.now();
    this.leapTo(startMs);
  }

  get nowMs(): number {
    return Date.now() + this.aheadMs;
  }

  /** The clock of a device in it. */
  device(name: string): DeviceClock {
    return new DeviceClock(join(this.folder, `clock-${name}`));
  }

  leapTo(atMs: number): void {
    const byMs = Math.max(0, atMs - this.nowMs);
    this.aheadMs += byMs;
    this.leaptMs += byMs;
    this.numbers.write(this.aheadMs, this.leaptMs);
  }

  /** Of a process in it. */
  environment(device?: DeviceClock): Record<string, string> {
    const own = device === undefined ? {} : { [DEVICE]: device.path };
    return {
      ...own,
      [WORLD]: this.path,
      NODE_OPTIONS: `--import=${pathToFileURL(this.module).href}`,
      TZ: 'Europe/Amsterdam',
    };
  }
}

/** This process lives in a world: its clocks are that one's. */
function live(worldPath: string, devicePath: string | undefined): void {
  const world = new Numbers(worldPath, 'r');
  const device = devicePath === undefined ? undefined : new Numbers(devicePath, 'r');
  const [wallNow, monotonicNow] = [Date.now, performance.now.bind(performance)];
  // A clock is put right after time has leapt: whoever looks in between sees either both or neither.
  const now = (): number => {
    for (;;) {
      const wrongMs = device?.read()[0] ?? 0;
      const ms = wallNow() + world.read()[0] + wrongMs;
      if ((device?.read()[0] ?? 0) === wrongMs) return ms;
    }
  };
  Date.now = now;
  globalThis.Date = new Proxy(Date, {
    // oxlint-disable-next-line typescript/no-unsafe-return -- a Date, as its constructor makes it
    construct: (target, words, asked) => Reflect.construct(target, words.length === 0 ? [now()] : words, asked),
  });
  performance.now = () => monotonicNow() + world.read()[1];
}

const worldPath = process.env[WORLD];
if (worldPath !== undefined) live(worldPath, process.env[DEVICE]);
