/** What goes wrong while a scenario's chaos lasts: deaths, cuts, wiped brokers, wrong clocks, full disks, new keys. */
import { kindOfTopic, parseTopic } from '../../protocol/wire/topics.ts';
import type { SharesMessage } from '../../schemas/types.ts';
import type { MeterPlan } from './cast.ts';
import type { Random } from './random.ts';
import { FIRST_INTERVAL, type LossKind, unprovable } from './scenario.ts';
import { SimulatedArchive } from './simulated-archive.ts';
import { SimulatedCounter } from './simulated-counter.ts';
import { SimulatedLedger } from './simulated-ledger.ts';
import type { AnyHost, World } from './world.ts';
import { Windows } from '../../protocol/grid/windows.ts';

const SITUATION_OF: Readonly<Record<LossKind, string>> = {
  lost: 'a ledger lost',
  restored: 'a ledger put back from a backup, restored',
  copied: 'rollback: a ledger put back in silence',
  snapshot: 'rollback: ledger and counter put back in silence',
  gone: 'rollback: ledger and counter lost',
};

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
    this.loseStores();
    this.moveOut();
    this.moveAway();
    if (chaos.isDeaf) this.deafen();
    if (chaos.longAbsence === 'nobody') return;
    const absent: AnyHost = chaos.longAbsence === 'fleet' ? random.pick(world.fleets) : random.pick(world.aggregators);
    const { longest } = Windows.of(scheme.billing);
    const windows = random.integer(1, Math.max(1, Math.floor(chaosIntervals / longest)));
    world.scheduler.after(random.between(0, chaosIntervals * this.intervalMs), () => {
      if (this.isStopped) return;
      world.coverage.saw(`${chaos.longAbsence === 'fleet' ? 'a fleet' : 'an aggregator'} away for whole windows`);
      this.kill(absent, windows * longest * this.intervalMs);
    });
  }

  /** Meters that leave: an operator takes them out of the roster. */
  private moveOut(): void {
    const { world } = this;
    for (const { id, leavesAt } of world.scenario.fleets.flat()) {
      if (leavesAt === undefined) continue;
      world.scheduler.after((leavesAt - FIRST_INTERVAL) * this.intervalMs, () => {
        world.coverage.saw('a meter that left the roster');
        world.event(`${id} is taken out of the roster`);
        world.takeOut(id);
      });
    }
  }

  /** Meters that move to another area: the roster file says so, and their process hears of its keys before or after. */
  private moveAway(): void {
    const { world, random } = this;
    for (const plan of world.scenario.fleets.flat()) {
      if (plan.moves === undefined) continue;
      const when = Math.max(0, plan.moves.at - FIRST_INTERVAL - random.integer(0, 2)) * this.intervalMs;
      world.scheduler.after(when, () => this.move(plan, random.between(0, 2) * this.intervalMs));
    }
  }

  /** Nobody moves whom its first area does not have yet. `toldMs`: until its process hears of it. */
  private move(plan: MeterPlan, toldMs: number): void {
    const { world } = this;
    const isThere = world.oracle.area(plan.area).roster.some(({ meter }) => meter === plan.id);
    if (!isThere) {
      world.scheduler.after(this.intervalMs, () => this.move(plan, toldMs));
      return;
    }
    world.coverage.saw('a meter that moved to another area');
    world.event(`${plan.id} moves to ${plan.moves!.area}`);
    world.move(plan);
    world.scheduler.after(toldMs, () => world.tellMoved(plan));
  }

  /** Aggregators in turn never get a fleet's readings of an interval: each holds most of them, and nobody holds all. */
  private deafen(): void {
    const { world } = this;
    const ids = new Set(world.scenario.fleets.at(-1)?.map(({ id }) => id));
    world.network.isDeaf = (to, { topic, payload }) => {
      const parsed = parseTopic(topic);
      if (kindOfTopic(topic) !== 'shares' || parsed?.aggregator === undefined) return false;
      const { meter, from } = JSON.parse(payload) as SharesMessage;
      return (
        ids.has(meter) &&
        to === `aggregator-${parsed.aggregator}` &&
        from % world.aggregators.length === parsed.aggregator - 1
      );
    };
  }

  /** Everything is well from now on: whoever is down comes back, clocks are right, disks have room. */
  async stop(): Promise<void> {
    this.isStopped = true;
    const { world } = this;
    const { rottenLedger } = world.scenario.chaos;
    if (rottenLedger !== undefined && world.oracle.rotten.size > 0) {
      this.loseLedger(rottenLedger, undefined, 'lost');
      world.oracle.rotten.clear();
    }
    world.network.heal();
    for (const host of world.hosts) {
      host.deathRate = 0;
      host.skewMs = 0;
      host.isDiskFull = false;
      host.commitDelayMs = Math.min(host.commitDelayMs, 100);
      host.storeMs = Math.min(host.storeMs, 20);
      // Whoever looks at its source more rarely than pages close would leave cells void for ever.
      host.tickMs = Math.min(host.tickMs, 1_000);
      host.downMs = () => 1_000;
      if (!host.isUp) await host.start();
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

  /** Somebody's disk is lost for good, or an old backup takes its place. One aggregator at most: others have to be there. */
  private loseStores(): void {
    const { world, random } = this;
    const { chaos, chaosIntervals } = world.scenario;
    const sometime = (): number => random.between(0.5, chaosIntervals) * this.intervalMs;
    if (chaos.lostLedger !== undefined) {
      const { index, how } = chaos.lostLedger;
      const lostAtMs = sometime();
      let backup: SimulatedLedger | undefined;
      let counter: SimulatedCounter | undefined;
      if (how !== 'lost' && how !== 'gone')
        world.scheduler.after(random.between(0, lostAtMs), () => {
          backup = world.ledgers.get(index)!.copy();
          counter = world.counters.get(index)!.copy();
        });
      const lose = (): void => {
        this.loseLedger(index, backup, how);
        if (how === 'gone') this.loseMachine(index);
        if (how === 'snapshot') world.counters.set(index, counter!);
      };
      if (unprovable(world.scenario) !== undefined && random.chance(0.5)) this.onceBilled(lose);
      else
        world.scheduler.after(lostAtMs, () => {
          if (!this.isStopped) lose();
        });
    }
    if (chaos.rottenLedger !== undefined) this.rotLater(chaos.rottenLedger);
    if (chaos.isArchiveLost)
      world.scheduler.after(sometime(), () => {
        if (!this.isStopped) this.loseArchive();
      });
  }

  /** As soon as a window is billed, when all else is well perhaps: some have not answered yet. */
  private onceBilled(run: () => void): void {
    const { world } = this;
    world.scheduler.after(10, () => {
      if ([...world.oracle.areas.values()].some(({ bills }) => bills.size > 0)) run();
      else this.onceBilled(run);
    });
  }

  /** The counter as well. Where answers prove nothing, all operators go by hand. */
  private loseMachine(index: number): void {
    const { world } = this;
    world.counters.set(index, new SimulatedCounter());
    if (unprovable(world.scenario) === undefined) return;
    world.oracle.founding.lose(index);
    world.founder.foundLater(index);
  }

  private loseLedger(index: number, backup: SimulatedLedger | undefined, how: LossKind): void {
    const { world } = this;
    world.event(`aggregator-${index}'s ledger: ${how}`);
    world.coverage.saw(SITUATION_OF[how]);
    this.kill(world.aggregators[index - 1]!, this.random.between(100, 2_000));
    const ledger = backup?.copy() ?? SimulatedLedger.lost();
    // Who puts a backup back with `gridshare restore` says so; who copies files does not.
    if (how === 'restored') ledger.isRecovering = true;
    world.ledgers.set(index, ledger);
    world.hasLostCells = true;
  }

  /** Now and then a byte of some cell changes on the disk, unnoticed by whoever wrote it. */
  private rotLater(index: number): void {
    const { world, random } = this;
    world.scheduler.after(random.between(0.3, 1.5) * this.intervalMs, () => this.rot(index));
  }

  private rot(index: number): void {
    const { world, random } = this;
    if (this.isStopped) return;
    // What was read while it was whole may still be summed: which that is, only the party knows.
    if (world.aggregators[index - 1]!.isFlushing) {
      world.scheduler.after(1, () => this.rot(index));
      return;
    }
    const pages = [...world.ledgers.get(index)!.areas].flatMap(([area, { cells }]) =>
      [...cells.values()].map((page) => ({ area, page })),
    );
    if (pages.length > 0) {
      const { area, page } = random.pick(pages);
      const row = random.pick([...page.values()]);
      const shares = Uint8Array.from(row.shares);
      const at = random.integer(0, shares.length - 1);
      shares[at] = shares[at]! ^ (1 << random.integer(0, 7));
      const name = `${index}/${area}/${row.interval}/${row.index}`;
      // The same bit a second time would make it whole again.
      if (!world.oracle.rotten.has(name)) page.set(row.index, { ...row, shares });
      world.oracle.rotten.add(name);
      world.coverage.saw('a cell that rotted on the disk');
      world.event(`aggregator ${index}'s disk rots: interval ${row.interval}, meter ${row.index}`);
    }
    this.rotLater(index);
  }

  private loseArchive(): void {
    const { world } = this;
    world.event("the utility's archive is lost");
    world.coverage.saw('an archive lost');
    this.kill(world.utility, this.random.between(100, 2_000));
    world.archive = SimulatedArchive.lost();
    world.oracle.archiveLost();
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
    const ring = world.keyRings.get(index)!;
    const host = world.aggregators[index - 1]!;
    if (random.chance(0.2)) {
      ring.replace();
      world.coverage.saw('an HPKE key replaced at once');
      world.event(`aggregator ${index} has another key, and no other`);
      return;
    }
    // Its operator reckons with its clock, down or not.
    const gridMs = Math.floor(world.scheduler.nowMs + host.skewMs);
    const fromMs = gridMs + Math.floor(random.between(0, 1.5) * this.intervalMs);
    if (!ring.rotate(gridMs, fromMs, Math.floor(random.between(0, 1) * this.intervalMs))) return;
    world.coverage.saw('an HPKE key rotated in the middle');
    world.event(`aggregator ${index} has a next key from ${fromMs} on`);
  }
}
