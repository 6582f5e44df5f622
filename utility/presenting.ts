/**
 * What meters need to have of the utility: the schemes in force, its evidence, their bills. It is retained, and repeated all
 * the same, since a broker's full queue drops it as silently as anything. [P-7.1]
 */
import type { Times } from '../protocol/machine.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { LEAST_REPEAT_SECONDS } from '../protocol/wire/limits.ts';
import { topics } from '../protocol/wire/topics.ts';
import { withSignature } from '../protocol/keys/signing.ts';
import type { CertifiedEntry, SignedTariff, TariffCopy } from '../schemas/types.ts';
import type { ArchiveEffects } from './archive.ts';
import type { Area } from './area.ts';
import type { UtilityComparing } from './ordering/comparing.ts';
import type { UtilityParty } from './party.ts';
import { Windows } from '../protocol/grid/windows.ts';

type Out = ArchiveEffects;

/** As many as one message holds. */
const MOST_DOCUMENTS = 64;

export class Presenting {
  private readonly party: UtilityParty;
  private readonly areas: ReadonlyMap<string, Area>;
  private readonly comparing: UtilityComparing;
  private repeatAtMs = Number.POSITIVE_INFINITY;
  private repeatCount = 0;
  private signed: SignedTariff[] | undefined;

  constructor(party: UtilityParty, areas: ReadonlyMap<string, Area>, comparing: UtilityComparing) {
    this.party = party;
    this.areas = areas;
    this.comparing = comparing;
  }

  connected(times: Times, out: Out): void {
    for (const area of this.areas.values()) if (area.log.length > 0) area.publishRoster(out);
    this.repeatCount = 0;
    this.present(times, out);
  }

  disconnected(): void {
    this.repeatAtMs = Number.POSITIVE_INFINITY;
  }

  tick(times: Times, out: Out): void {
    if (times.monotonicMs >= this.repeatAtMs) this.present(times, out);
  }

  /** Schemes once an interval, bills four times a window. */
  private present(times: Times, out: Out): void {
    const { scheme } = this.party;
    this.publishScheme(out);
    this.publishTariffs(out);
    this.comparing.publish(out);
    if (this.repeatCount % Math.max(1, Windows.of(scheme.billing).shortest >> 2) === 0)
      for (const area of this.areas.values()) area.billSender.publishAll(out);
    this.repeatCount += 1;
    this.repeatAtMs = times.monotonicMs + Math.max(scheme.intervalSeconds, LEAST_REPEAT_SECONDS) * 1000;
  }

  /** The documents that tariffs of the scheme name, the latest of them. [P-8.7] */
  private publishTariffs(out: Out): void {
    const { crypto, deployment, documents, identity, scheme } = this.party;
    const named = new Set(scheme.tariffs.toSorted((a, b) => a.from - b.from).map(({ document }) => document));
    const latest = [...named]
      .flatMap((hash) => (hash === undefined ? [] : (documents.get(hash) ?? [])))
      .slice(-MOST_DOCUMENTS);
    if (latest.length === 0) return;
    this.signed ??= latest.map((document) =>
      withSignature(crypto, identity, 'tariff', { version: 1 as const, deployment, type: 'tariff' as const, document }),
    );
    const copy: TariffCopy = { version: 1, deployment, type: 'tariffs', tariffs: this.signed };
    out.publish(topics.tariffs(), canonicalJson(copy), true);
  }

  /** Once every area has a scheme and all its meters, meters may report: they get the certified entries in force. */
  publishScheme(out: Out): void {
    const { party } = this;
    const entries: CertifiedEntry[] = [];
    for (const area of this.areas.values()) {
      const { scheme } = area.entries;
      if (scheme === undefined) return;
      entries.push(scheme);
    }
    const isMissing = party.enrolled.some(
      ({ area, meter }) => this.areas.get(area)?.log.roster.byId(meter.id) === undefined,
    );
    if (isMissing) return;
    const copy = { version: 1, deployment: party.deployment, type: 'scheme', entries };
    out.publish(topics.scheme(), canonicalJson(copy), true);
  }
}
