/**
 * What the meters of a process know of the grid: the scheme in force, the aggregators' HPKE keys and who is online.
 * Keys are believed only under a pinned identity; a scheme weaker than the own floor silences the meters. [P-9]
 */
import { canonicalJson } from '../protocol/wire/canonical.ts';
import type { Crypto } from '../protocol/keys/crypto-port.ts';
import { weaknessOf } from '../protocol/grid/floor.ts';
import { intervalStartMs } from '../protocol/grid/interval.ts';
import { isCertified } from '../protocol/log/entries.ts';
import type { Times } from '../protocol/machine.ts';
import { Calendar, schemeQuorum, sharingIdOf } from '../protocol/grid/scheme.ts';
import type { CertifiedEntry, Scheme, SchemeCopy, Status, Tariff } from '../schemas/types.ts';
import { type AggregatorKey, KeyCards } from './key-cards.ts';
import type { KeptTariff } from './outbox.ts';
import type { MeterAnchors } from './party.ts';
import { RateCells } from './rate-cells.ts';
import type { Sharing } from './split.ts';
import { Windows } from '../protocol/grid/windows.ts';

export interface SchemeView {
  /** Number of the log entry that put it in force. */
  readonly sequence: number;
  readonly scheme: Scheme;
  readonly calendar: Calendar;
  /** Which cells take carried energy. */
  readonly cells: RateCells;
  readonly sharing: Sharing;
}

/** What came of a message with schemes. */
interface Taken {
  readonly isNews: boolean;
  /** Why the first of those not believed is not, in words. */
  readonly problem: string | undefined;
  /** Windows that had begun, and whose tariff is another one by now. */
  readonly changed: readonly KeptTariff[];
}

function textOf(tariff: Tariff | undefined): string {
  return tariff === undefined ? '' : canonicalJson(tariff);
}

export class GridView {
  readonly cards: KeyCards;
  readonly online = new Set<number>();
  /** Whether the bus is connected. */
  isInTouch = false;
  private readonly offline = new Set<number>();
  private readonly crypto: Crypto;
  private readonly anchors: MeterAnchors;
  private readonly views = new Map<string, SchemeView>();
  private readonly kept: KeptTariff[] = [];

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

  /** The schemes of all areas. */
  get believed(): Scheme[] {
    return [...this.views.values()].map(({ scheme }) => scheme);
  }

  /** Takes certified schemes; the utility's word alone is not enough. [P-9.3] */
  schemes(message: SchemeCopy, times: Times): Taken {
    const before = this.kept.length;
    const results = message.entries.map((certified) => this.scheme(certified, times.gridMs));
    return {
      isNews: results.includes('news'),
      problem: results.find((result) => result !== 'news' && result !== 'known'),
      changed: this.kept.slice(before),
    };
  }

  /** Takes what was believed before a restart. */
  restore(message: SchemeCopy, tariffs: readonly KeptTariff[]): void {
    this.kept.push(...tariffs);
    for (const certified of message.entries) this.scheme(certified, undefined);
  }

  get keptTariffs(): readonly KeptTariff[] {
    return this.kept;
  }

  /**
   * The scheme as the meters of an area go by it: where the tariff of a window was changed after it had begun, by the one
   * they knew. Whoever certified that may not choose anew what the bills of a window tell. [P-8.5]
   */
  private withKnownTariffs(
    scheme: Scheme,
    area: string,
    known: Scheme | undefined,
    gridMs: number | undefined,
  ): Scheme {
    const was = new Map(known?.tariffs.map((tariff) => [tariff.from, tariff]));
    const is = new Map(scheme.tariffs.map((tariff) => [tariff.from, tariff]));
    if (known !== undefined && gridMs !== undefined) {
      for (const from of new Set([...was.keys(), ...is.keys()])) {
        const isKept = this.kept.some((kept) => kept.area === area && kept.from === from);
        if (isKept || intervalStartMs(from, scheme) >= gridMs) continue;
        const tariff = was.get(from);
        if (textOf(tariff) === textOf(is.get(from))) continue;
        this.kept.push({ area, from, ...(tariff === undefined ? {} : { tariff }) });
      }
    }
    for (const kept of this.kept) {
      if (kept.area !== area) continue;
      is.delete(kept.from);
      if (kept.tariff !== undefined) is.set(kept.from, kept.tariff);
    }
    return { ...scheme, tariffs: [...is.values()] };
  }

  /** `news`, `known`, or why it is not believed. */
  private scheme(certified: CertifiedEntry, gridMs: number | undefined): string {
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
    if (known !== undefined && !Windows.of(scheme.billing).prolong(Windows.of(known.scheme.billing)))
      return 'it would change billing windows that are fixed';
    const sharing = {
      id,
      aggregatorCount: scheme.operators.length,
      threshold: scheme.threshold,
      ...(scheme.sharesTopic === undefined ? {} : { topic: scheme.sharesTopic }),
    };
    const own = this.withKnownTariffs(scheme, area, known?.scheme, gridMs);
    const calendar = new Calendar(own);
    this.views.set(area, { scheme: own, sequence, calendar, cells: new RateCells(own, calendar), sharing });
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
    this.isInTouch = false;
    this.online.clear();
    this.offline.clear();
  }
}
