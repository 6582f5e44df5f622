/**
 * What the meters of a process know of the grid: the scheme in force, the aggregators' HPKE keys and who is online.
 * Keys are believed only under a pinned identity; a scheme weaker than the own floor silences the meters. [P-9]
 */
import type { Crypto } from '../protocol/crypto.ts';
import { weaknessOf } from '../protocol/floor.ts';
import { isCertified } from '../protocol/log.ts';
import { Calendar, schemeQuorum, sharingIdOf } from '../protocol/scheme.ts';
import type { CertifiedEntry, Scheme, SchemeCopy, Status } from '../schemas/types.ts';
import { type AggregatorKey, KeyCards } from './key-cards.ts';
import type { MeterAnchors } from './party.ts';
import type { Sharing } from './split.ts';

export interface SchemeView {
  /** Number of the log entry that put it in force. */
  readonly sequence: number;
  readonly scheme: Scheme;
  readonly calendar: Calendar;
  readonly sharing: Sharing;
}

export class GridView {
  readonly cards: KeyCards;
  readonly online = new Set<number>();
  private readonly offline = new Set<number>();
  private readonly crypto: Crypto;
  private readonly anchors: MeterAnchors;
  private readonly views = new Map<string, SchemeView>();

  constructor(crypto: Crypto, anchors: MeterAnchors) {
    this.crypto = crypto;
    this.anchors = anchors;
    this.cards = new KeyCards(crypto, anchors);
  }

  /** The key of each aggregator that is sealed to now. */
  get keys(): ReadonlyMap<number, AggregatorKey> {
    return this.cards.active;
  }

  /** The scheme that meters of an area report under; undefined while none is known that the own floor allows. */
  view(area: string): SchemeView | undefined {
    return this.views.get(area);
  }

  /**
   * Takes certified schemes; the utility's word alone is not enough. [P-9.3] Returns whether any was news, and why the
   * first of those not believed is not, in words.
   */
  schemes(message: SchemeCopy): { readonly isNews: boolean; readonly problem: string | undefined } {
    const results = message.entries.map((certified) => this.scheme(certified));
    return {
      isNews: results.includes('news'),
      problem: results.find((result) => result !== 'news' && result !== 'known'),
    };
  }

  /** `news`, `known`, or why it is not believed. */
  private scheme(certified: CertifiedEntry): string {
    const { entry } = certified;
    if (entry.kind !== 'scheme') return 'not a scheme';
    const { scheme, area, sequence } = entry;
    const weakness = weaknessOf(this.anchors.pins, scheme);
    if (weakness !== undefined) return weakness.detail;
    if (!isCertified(this.crypto, this.anchors.signers, schemeQuorum(scheme), certified))
      return `not certified by ${schemeQuorum(scheme)} aggregators`;
    const known = this.views.get(area);
    if (known !== undefined && sequence <= known.sequence) return 'known';
    const id = sharingIdOf(this.crypto, scheme);
    // A reading is never split again under another sharing id.
    if (known !== undefined && known.sharing.id !== id) return 'it would change the sharing id';
    const sharing = {
      id,
      aggregatorCount: scheme.operators.length,
      threshold: scheme.threshold,
      isTopicPerMeter: scheme.sharesTopic === 'meter',
    };
    this.views.set(area, { scheme, sequence, calendar: new Calendar(scheme), sharing });
    return 'news';
  }

  /** Takes a status hint; true if the aggregator has just come online. */
  status(message: Status): boolean {
    const { aggregator } = message;
    if (message.state === 'offline') {
      this.online.delete(aggregator);
      this.offline.add(aggregator);
      return false;
    }
    this.offline.delete(aggregator);
    return this.heardFrom(aggregator);
  }

  /**
   * A sign of life of an aggregator; true if it was not known to be online. One that said to be offline has to say that it
   * is back, and repeats it: a receipt may be one that the broker kept.
   */
  heardFrom(aggregator: number): boolean {
    if (this.online.has(aggregator) || this.offline.has(aggregator)) return false;
    this.online.add(aggregator);
    return true;
  }

  /** The bus is away: nobody is known to be online, or offline. */
  lostTouch(): void {
    this.online.clear();
    this.offline.clear();
  }
}
