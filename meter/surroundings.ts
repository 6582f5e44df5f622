/** What the parts of one meter share: who it is, what it knows of the grid, and whom it lets watch. */
import type { Seeds } from '../protocol/keys/seal.ts';
import type { MeterEvidence } from './evidence.ts';
import type { GridView, SchemeView } from './grid-view.ts';
import type { MeterObserver, MeterParty } from './party.ts';

export class Surroundings {
  /** Another one once it has moved. */
  party: MeterParty;
  readonly grid: GridView;
  readonly evidence: MeterEvidence;
  readonly seeds: Seeds;
  readonly observer: MeterObserver;

  constructor(party: MeterParty, grid: GridView, evidence: MeterEvidence, seeds: Seeds, observer: MeterObserver) {
    this.party = party;
    this.grid = grid;
    this.evidence = evidence;
    this.seeds = seeds;
    this.observer = observer;
  }

  /** The same around one of its key epochs, for good. */
  of(party: MeterParty): Surroundings {
    return new Surroundings(party, this.grid, this.evidence, this.seeds, this.observer);
  }

  /** The scheme in force in this meter's area, if known. */
  get view(): SchemeView | undefined {
    return this.grid.view(this.party.area);
  }

  /** How many aggregators must say a thing before it is believed: fewer could lie. Infinite while no scheme is known. */
  get threshold(): number {
    return this.view?.sharing.threshold ?? Number.POSITIVE_INFINITY;
  }

  /** Bits of all aggregators. */
  get everybody(): number {
    const count = this.view?.sharing.aggregatorCount ?? 31;
    return (1 << (count + 1)) - 2;
  }

  /** Why nothing of this meter's area is reported, in words; undefined if it is. */
  get stop(): string | undefined {
    return this.evidence.stopOf(this.party.area);
  }

  /** In [0, 1). */
  jitter(): number {
    const bytes = this.seeds.next('jitter');
    return ((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) / 65536;
  }
}
