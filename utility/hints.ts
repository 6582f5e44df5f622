/** What aggregators say of themselves, for people: never a reason to believe anything, and good to know. [P-7] */
import type { Times } from '../protocol/machine.ts';
import type { AggregatorHint, KeyCard, LastRejection, Rejection, Status } from '../schemas/types.ts';

/** Codes are of the protocol: who makes up more is not counted. */
const MOST_CODES = 64;

export class Hints {
  /** Who is there. Whatever an aggregator signs counts as a sign of life, too. */
  readonly online = new Set<number>();
  private readonly cards = new Map<number, KeyCard>();
  private readonly software = new Map<number, string>();
  /** What each refused last. */
  private readonly last = new Map<number, LastRejection>();
  /** How often each refused what, since this process began. */
  private readonly counts = new Map<number, Map<string, number>>();

  status({ aggregator, software, state }: Status): void {
    this.software.set(aggregator, software);
    if (state === 'offline') this.online.delete(aggregator);
  }

  /** One that the aggregator has signed. */
  card(card: KeyCard): void {
    this.cards.set(card.aggregator, card);
  }

  rejection({ aggregator, code, detail = '' }: Rejection, times: Times): void {
    this.last.set(aggregator, { aggregator, code, detail, gridMs: Math.floor(times.gridMs) });
    const counts = this.counts.get(aggregator) ?? new Map<string, number>();
    this.counts.set(aggregator, counts);
    if (counts.has(code) || counts.size < MOST_CODES) counts.set(code, (counts.get(code) ?? 0) + 1);
  }

  /** Aggregators in order. */
  get onlineInOrder(): number[] {
    return [...this.online].toSorted((one, other) => one - other);
  }

  get rejections(): LastRejection[] {
    return [...this.last.values()];
  }

  /** Of those that said anything. */
  get aggregators(): AggregatorHint[] {
    const known = new Set([...this.software.keys(), ...this.counts.keys(), ...this.cards.keys()]);
    return [...known]
      .toSorted((one, other) => one - other)
      .map((aggregator) => {
        const software = this.software.get(aggregator);
        const refusals = [...(this.counts.get(aggregator) ?? [])].map(([code, count]) => ({ code, count }));
        const [key] = this.cards.get(aggregator)?.keys ?? [];
        return {
          aggregator,
          ...(software === undefined ? {} : { software }),
          ...(key === undefined ? {} : { keyId: key.keyId, keyFromMs: key.validFromMs, keyUntilMs: key.validUntilMs }),
          refusals,
        };
      });
  }
}
