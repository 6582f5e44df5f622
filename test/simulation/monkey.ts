/** What goes wrong while a scenario's chaos lasts: deaths, cuts, wiped brokers, wrong clocks, full disks, new keys. */
import type { Random } from './random.ts';
import type { AnyHost, World } from './world.ts';

export class Monkey {
  private readonly world: World;
  private readonly random: Random;
  private isStopped = false;

  constructor(world: World, random: Random) {
    this.world = world;
    this.random = random;
  }

  private get intervalMs(): number {
    return this.world.scenario.scheme.intervalSeconds * 1000;
  }

  start(): void {
    const { world, random } = this;
    const { chaos, chaosIntervals, scheme } = world.scenario;
    for (const host of world.hosts) {
      host.downMs = () => random.between(100, chaos.downIntervals * this.intervalMs);
    }
    this.play();
    if (chaos.longAbsence === 'nobody') return;
    const absent: AnyHost = chaos.longAbsence === 'fleet' ? random.pick(world.fleets) : random.pick(world.aggregators);
    const windows = random.integer(1, Math.max(1, Math.floor(chaosIntervals / scheme.billing.intervalCount)));
    world.scheduler.after(random.between(0, chaosIntervals * this.intervalMs), () => {
      if (this.isStopped) return;
      world.coverage.saw(`${chaos.longAbsence === 'fleet' ? 'a fleet' : 'an aggregator'} away for whole windows`);
      this.kill(absent, windows * scheme.billing.intervalCount * this.intervalMs);
    });
  }

  /** Everything is well from now on: whoever is down comes back, clocks are right, disks have room. */
  stop(): void {
    this.isStopped = true;
    const { world } = this;
    world.network.heal();
    for (const host of world.hosts) {
      host.deathRate = 0;
      host.skewMs = 0;
      host.isDiskFull = false;
      host.commitDelayMs = Math.min(host.commitDelayMs, 100);
      host.downMs = () => 1_000;
      if (!host.isUp) host.start();
    }
  }

  private kill(host: AnyHost, forMs: number): void {
    if (!host.isUp) return;
    this.world.event(`${host.name} is killed for ${Math.round(forMs)} ms`);
    const before = host.downMs;
    host.downMs = () => forMs;
    host.die();
    host.downMs = before;
  }

  private play(): void {
    const { world, random } = this;
    const { chaos } = world.scenario;
    world.scheduler.after(random.between(0.2, 0.8) * this.intervalMs, () => {
      if (this.isStopped) return;
      if (random.chance(chaos.kill))
        this.kill(random.pick(world.hosts), random.between(50, chaos.downIntervals * this.intervalMs));
      if (random.chance(chaos.cut)) {
        const host = random.pick(world.hosts);
        world.event(`${host.name} is cut off`);
        world.network.cut(host.name, random.between(100, chaos.cutIntervals * this.intervalMs));
      }
      if (random.chance(chaos.wipe)) {
        world.event('the broker is wiped');
        world.network.wipe(random.between(100, this.intervalMs));
      }
      if (random.chance(chaos.clockStep)) this.stepClock();
      if (random.chance(chaos.fullDisk)) this.fillDisk();
      if (random.chance(chaos.rotateKey)) this.rotateKey();
      this.play();
    });
  }

  private stepClock(): void {
    const { world, random } = this;
    const { clockStepMs } = world.scenario.chaos;
    const host = random.pick(world.hosts);
    host.skewMs = Math.floor(random.between(-clockStepMs, clockStepMs));
    world.coverage.saw('a clock that stepped');
    world.event(`${host.name}'s clock is off by ${host.skewMs} ms`);
  }

  private fillDisk(): void {
    const { world, random } = this;
    const host = random.pick(world.hosts);
    host.isDiskFull = true;
    world.event(`${host.name}'s disk is full`);
    world.scheduler.after(random.between(0.1, 2) * this.intervalMs, () => {
      host.isDiskFull = false;
    });
  }

  private rotateKey(): void {
    const { world, random } = this;
    const index = random.integer(1, world.aggregators.length);
    const ids = world.keyIds.get(index)!;
    world.keyIds.set(index, [`key-${ids.length + 1}`, ...ids]);
    world.coverage.saw('an HPKE key rotated in the middle');
    world.event(`aggregator ${index} has a new key`);
    this.kill(world.aggregators[index - 1]!, 100);
  }
}
