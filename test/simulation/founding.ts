/**
 * What all operators do by hand when an aggregator lost ledger and counter and no answers can prove what it signed: the
 * one that lost everything asks, each other signs what its own ledger says, and the next start goes by it. [P-7.4.7]
 */
import {
  type FoundingHand,
  type FoundingLedger,
  foundingInquiry,
  foundingWitness,
  missingWitnesses,
} from '../../aggregator/founding.ts';
import { toBase64url } from '../../protocol/wire/bytes.ts';
import type { Witness } from '../../schemas/types.ts';
import type { Cast } from './cast.ts';
import type { Random } from './random.ts';
import type { SimulatedLedger } from './simulated-ledger.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** A stopped aggregator is started again after so long. */
const APPLY_MS = 1_000;

/** What `gridshare found --sign` reads of a ledger. */
function readerOf(ledger: SimulatedLedger): FoundingLedger {
  return {
    headOf: (aggregator) => ledger.peerHeads.get(aggregator),
    areas: () => [...ledger.areas.keys()].toSorted(),
    lastEntry: (area) => ledger.area(area).entries.at(-1),
    bonds: (name) => {
      const { lock, promised } = ledger.area(name);
      return {
        ...(lock === undefined ? {} : { lock: { sequence: lock.sequence, ballot: lock.ballot, hash: lock.hash } }),
        ...(promised === undefined ? {} : { promised }),
      };
    },
  };
}

export class Founder {
  private readonly world: World;
  private readonly cast: Cast;
  private readonly random: Random;

  constructor(world: World, cast: Cast, random: Random) {
    this.world = world;
    this.cast = cast;
    this.random = random;
  }

  private get intervalMs(): number {
    return this.world.scenario.scheme.intervalSeconds * 1000;
  }

  private handOf(index: number): FoundingHand {
    const { kit, scheme } = this.cast;
    const identity = this.cast.identity(`aggregator-${index}`).privateKey;
    return { crypto: kit.crypto, deployment: scheme.deployment, index, identity };
  }

  /** Aggregator `index` has lost everything: its operators see it after a while, and a file goes round. */
  foundLater(index: number): void {
    const { world, random, cast } = this;
    const { scheduler } = world;
    scheduler.after(random.between(0.2, 3) * this.intervalMs, () => {
      const inquiry = foundingInquiry(this.handOf(index), toBase64url(random.bytes(16)));
      world.event(`the operator of aggregator-${index} asks all others to found it anew`);
      const others = world.scenario.scheme.operators.map((_, at) => at + 1).filter((other) => other !== index);
      const witnesses: Witness[] = [];
      const goOn = (): void => {
        const [next] = missingWitnesses(cast.kit.crypto, cast.signers, inquiry, witnesses);
        if (next === undefined) {
          this.apply(index, witnesses);
          return;
        }
        scheduler.after(random.between(0, 0.5) * this.intervalMs, () => {
          world.event(`the operator of aggregator-${next} signs what its ledger says`);
          witnesses.push(foundingWitness(this.handOf(next), inquiry, readerOf(world.ledgers.get(next)!)));
          if (witnesses.length > others.length) throw new Violation('every other operator signs a founding once');
          goOn();
        });
      };
      goOn();
    });
  }

  private apply(index: number, witnesses: readonly Witness[]): void {
    const { world } = this;
    world.event(`aggregator-${index} is founded anew with its next start`);
    const host = world.aggregators[index - 1]!;
    const before = host.downMs;
    host.downMs = () => APPLY_MS;
    host.die();
    host.downMs = before;
    world.foundings.set(index, witnesses);
  }
}
