/**
 * Fleets whose sources show registers, in some of the runs: what becomes of each electricity meter while chaos lasts, and what its
 * person says of an exchange. A source falls silent, shows nonsense or doubts itself; devices are exchanged. [P-2.4]
 */
import type { MeterMachine } from '../../meter/machine.ts';
import type { Replacement, Sample } from '../../meter/sample.ts';
import { intervalEndMs, intervalStartMs } from '../../protocol/grid/interval.ts';
import type { Times } from '../../protocol/machine.ts';
import type { MeterPlan } from './cast.ts';
import { CountedRegister, Device, NONSENSE_MILLI } from './device.ts';
import type { Random } from './random.ts';
import { FIRST_INTERVAL, type RegistersPlan } from './scenario.ts';
import type { FleetHost, World } from './world.ts';

/** So long after the last interval that is read it is looked at, so that its end is seen. */
const AFTER_END_MS = 6_000;
/** Two thirds of an interval and more. */
const STALE_MS = 17_000;
/** A person whose word is refused says it again, and gives up at last. */
const MOST_WORDS = 4;
const AGAIN_MS = 5_000;

interface Home {
  readonly plan: MeterPlan;
  readonly device: Device;
  readonly isExchanged: boolean;
  readonly hasSerial: boolean;
  /** Number of the device that is there. */
  number: number;
  /** It is looked at rarely, while chaos lasts. */
  readonly isStale: boolean;
  isUnplugged: boolean;
  /** Its next look shows nonsense. */
  isMad: boolean;
  /** What its person says, in a state folder. */
  readonly said: Replacement[];
  /** The process that was told, and of how much of it. */
  told: { machine: unknown; count: number };
  /** Monotonic, of the process that looked last. */
  lookedAt: { machine: unknown; monotonicMs: number };
}

export class SampledHomes {
  readonly homes = new Map<string, Home>();
  /** By meter: times at which it was looked at, by the clock of who looked. */
  readonly looks = new Map<string, number[]>();
  private readonly world: World;
  private readonly plan: RegistersPlan;
  private readonly random: Random;

  constructor(world: World, plan: RegistersPlan, random: Random) {
    this.world = world;
    this.plan = plan;
    this.random = random;
    const { scheme, readingWh, chaosIntervals } = world.scenario;
    for (const [number, meter] of world.scenario.fleets.flat().entries()) {
      const usedMilli = (register: number, interval: number): bigint =>
        interval < FIRST_INTERVAL || interval >= world.endInterval
          ? 0n
          : BigInt(readingWh(number, register, interval)) * 125n + BigInt((interval * 37 + number * 11) % 125);
      // Who said where a device ended that had begun again at 0 unseen would not be believed.
      const rollsOver = random.chance(plan.rollOvers);
      const registers = meter.registers.map((code, register) => {
        const allMilli = Array.from({ length: chaosIntervals }, (_, at) => usedMilli(register, FIRST_INTERVAL + at));
        const sumMilli = allMilli.reduce((sum, milli) => sum + milli, 0n);
        const headroom = rollsOver ? (sumMilli * BigInt(random.integer(1, 9))) / 10n : undefined;
        return new CountedRegister(code, plan.stepMilli, headroom);
      });
      this.looks.set(meter.id, []);
      this.homes.set(meter.id, {
        plan: meter,
        device: new Device(registers, scheme, usedMilli, world.scheduler.nowMs),
        isExchanged: !rollsOver && random.chance(plan.exchanges),
        hasSerial: random.chance(0.7),
        number: 1,
        isStale: random.chance(plan.stale),
        isUnplugged: false,
        isMad: false,
        said: [],
        told: { machine: undefined, count: 0 },
        lookedAt: { machine: undefined, monotonicMs: 0 },
      });
    }
  }

  /** What homes use is counted up to now: what is used from now on may change. */
  pass(): void {
    for (const { device } of this.homes.values()) device.pass(this.world.scheduler.nowMs);
  }

  /** Draws what will happen while chaos lasts. */
  start(): void {
    const { world, plan, random } = this;
    const { scheme, chaosIntervals } = world.scenario;
    const intervalMs = scheme.intervalSeconds * 1000;
    const spanMs = intervalStartMs(FIRST_INTERVAL + chaosIntervals, scheme) - world.scheduler.nowMs;
    const sometime = (run: () => void): void => world.scheduler.after(random.between(0.2, 1) * spanMs, run);
    for (const home of this.homes.values()) {
      if (home.isExchanged) sometime(() => this.exchange(home));
      if (random.chance(plan.silences)) sometime(() => this.unplug(home, random.between(0.2, 3) * intervalMs));
      if (random.chance(plan.nonsense)) sometime(() => (home.isMad = true));
    }
    for (const fleet of world.fleets) {
      if (random.chance(plan.stops)) sometime(() => world.scheduler.work(this.stop(fleet)));
      if (random.chance(plan.wrongClocks)) sometime(() => this.putClock(fleet, random.between(0.1, 3) * intervalMs));
    }
  }

  /** Its clock runs ahead or behind, by less than others notice or by more, and is put right. */
  private putClock(fleet: FleetHost, forMs: number): void {
    const { world, random } = this;
    fleet.skewMs = Math.floor(random.between(1, 3) * random.pick([-30_000, -4_000, 4_000, 30_000]));
    world.coverage.saw('a clock that stepped');
    world.event(`${fleet.name}'s clock is off by ${fleet.skewMs} ms`);
    world.scheduler.after(forMs, () => {
      fleet.skewMs = 0;
      world.event(`${fleet.name}'s clock is right`);
    });
  }

  private unplug(home: Home, forMs: number): void {
    const { world } = this;
    home.isUnplugged = true;
    world.coverage.saw('a source that fell silent');
    world.event(`the source of ${home.plan.id} falls silent`);
    world.scheduler.after(forMs, () => (home.isUnplugged = false));
  }

  /** A fleet ends in order, and starts again. */
  private async stop(fleet: FleetHost): Promise<void> {
    this.world.event(`${fleet.name} is stopped in order`);
    this.world.coverage.saw('a fleet that was stopped in order');
    await fleet.end({ kind: 'stopping' });
  }

  private exchange(home: Home): void {
    const { world, random } = this;
    home.device.pass(world.scheduler.nowMs);
    home.number += 1;
    const showsLess = random.chance(0.5);
    const [soon, later] = [random.pick([0, 0, 4_000, 20_000, 60_000]), random.between(0, 2_000)];
    world.event(`${home.plan.id} gets another electricity meter`);
    for (const register of home.device.registers) {
      const told = register.exchange(showsLess);
      world.scheduler.after(soon + later, () => this.say(home, { register: register.code, ...told }));
    }
  }

  private say(home: Home, said: Omit<Replacement, 'id'>, words = 1): void {
    const { world } = this;
    const id = `${home.plan.id}/${said.register}/${home.number}/${words}`;
    home.said.push({ id, ...said });
    world.event(`${id} is said`);
  }

  /** What became of a word. */
  taken(meter: string, { id, ...said }: Replacement, isRefused: boolean): void {
    const home = this.homes.get(meter)!;
    const words = Number(id.split('/').at(-1));
    if (!isRefused || words === MOST_WORDS) return;
    const { register, finalMilli, initialMilli } = said;
    this.world.scheduler.after(AGAIN_MS, () => this.say(home, { register, finalMilli, initialMilli }, words + 1));
  }

  /** What a meter's host does besides its machine: hands over what the source shows, and what was said. */
  async look(host: FleetHost, fleet: readonly MeterPlan[], times: Times): Promise<void> {
    const { world } = this;
    for (const { id, from, deadFrom } of fleet) {
      const home = this.homes.get(id)!;
      await this.tell(host, home);
      const { scheme, chaosIntervals } = world.scenario;
      const firstMs = intervalStartMs(Math.max(FIRST_INTERVAL, from - 2), scheme);
      const lastMs = intervalEndMs(world.endInterval - 1, scheme) + AFTER_END_MS;
      if (times.gridMs < firstMs || times.gridMs > lastMs || !host.isUp) continue;
      const isChaos = world.endInterval === FIRST_INTERVAL + chaosIntervals;
      const isDead = deadFrom !== undefined && isChaos && times.gridMs >= intervalStartMs(deadFrom, scheme);
      if (home.isUnplugged || isDead) continue;
      const everyMs = home.isStale && isChaos ? STALE_MS : this.plan.everyMs;
      const { machine, monotonicMs } = home.lookedAt;
      if (machine === host.machine && times.monotonicMs - monotonicMs < everyMs) continue;
      if (home.isStale && isChaos) world.coverage.saw('a source that is looked at rarely');
      home.lookedAt = { machine: host.machine, monotonicMs: times.monotonicMs };
      await host.feed({ kind: 'sample', meter: id, sample: this.sample(home, times) });
    }
  }

  private async tell(host: FleetHost, home: Home): Promise<void> {
    if (home.told.machine !== host.machine) home.told = { machine: host.machine, count: 0 };
    while (home.told.count < home.said.length && host.isUp && (host.machine as MeterMachine).anyView !== undefined) {
      const replacement = home.said[home.told.count]!;
      home.told.count += 1;
      await host.feed({ kind: 'replaced', meter: home.plan.id, replacement });
    }
  }

  /** Whether its meter keeps what the device has shown that is there now. */
  private isKnown({ plan, device }: Home): boolean {
    const kept = this.world.outboxes.find(({ meters }) => meters.has(plan.id))?.meter(plan.id).sample?.registers ?? [];
    return device.registers.every((own) => {
      const milli = kept.find(({ register }) => register === own.code)?.milli;
      return milli !== undefined && own.isOfThisDevice(BigInt(milli));
    });
  }

  private sample(home: Home, { gridMs: hostMs, monotonicMs }: Times): Sample {
    const { device, hasSerial, number, plan } = home;
    device.pass(this.world.scheduler.nowMs);
    const isDoubtful = this.random.chance(0.03);
    // The first that is seen of a device is believed.
    const isNonsense = isDoubtful || (home.isMad && this.isKnown(home));
    if (isNonsense && !isDoubtful) {
      home.isMad = false;
      this.world.coverage.saw('a source that showed nonsense');
    }
    if (!isNonsense) this.looks.get(plan.id)!.push(hostMs);
    const values = device.registers.map(({ value }) => (isNonsense ? { ...value, milli: NONSENSE_MILLI } : value));
    return {
      hostMs,
      monotonicMs,
      ...(hasSerial ? { serial: `device-${number}` } : {}),
      quality: isDoubtful ? 'doubtful' : 'unchecked',
      registers: values,
    };
  }
}
