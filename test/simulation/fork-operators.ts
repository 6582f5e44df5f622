/**
 * What all operators do when a fork is found: they choose the log that the utility and most aggregators have. Everybody
 * acknowledges, and the one with the other log begins with an empty store. [P-7.7.4]
 */
import { SimulatedLedger } from './simulated-ledger.ts';
import type { ForkJudge } from './fork-judge.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

const EMPTIED_MS = 1_000;

export class ForkOperators {
  private readonly world: World;
  private readonly judge: ForkJudge;
  private readonly random: Random;
  private readonly deceived: number;

  constructor(world: World, judge: ForkJudge, random: Random, deceived: number) {
    this.world = world;
    this.judge = judge;
    this.random = random;
    this.deceived = deceived;
  }

  private get intervalMs(): number {
    return this.world.scenario.scheme.intervalSeconds * 1000;
  }

  /** They look now and then, and call each other when everybody has the proof. */
  watch(): void {
    const { world, judge } = this;
    world.scheduler.after(0.25 * this.intervalMs, () => {
      const isFound = judge.isStanding && judge.unfound(world.hosts.map(({ name }) => name)) === undefined;
      if (!isFound) {
        this.watch();
        return;
      }
      world.coverage.saw('a fork found');
      world.event('everybody has the proof of the fork');
      world.scheduler.after(this.random.between(0.2, 2) * this.intervalMs, () => this.goOn());
    });
  }

  private goOn(): void {
    const { world, judge, deceived } = this;
    world.event(`all operators acknowledge the fork, and aggregator-${deceived} gets an empty store`);
    const host = world.aggregators[deceived - 1]!;
    const before = host.downMs;
    host.downMs = () => EMPTIED_MS;
    host.die();
    host.downMs = before;
    world.ledgers.set(deceived, SimulatedLedger.lost());
    world.hasLostCells = true;
    judge.acknowledge();
    for (const { name } of world.hosts) world.acknowledged.set(name, [judge.name, 'utility']);
  }
}
