/**
 * What lists of figures need to know of an area's log: rosters, who certified what, which bill entry is of which window. Without
 * pages and plans of windows, so that it is made in no time. [P-7.1]
 */
import type { Window } from '../../protocol/grid/interval.ts';
import { type EnrolledMeter, Roster } from '../../protocol/grid/roster.ts';
import { schemeQuorum } from '../../protocol/grid/scheme.ts';
import { assert } from '../../protocol/machine.ts';
import type { TariffDocuments } from '../../protocol/money/price.ts';
import type { CertifiedEntry, Scheme } from '../../schemas/types.ts';

/** The certified entry that fixes a set, and who accepted it. */
export interface Certified {
  readonly sequence: number;
  readonly setHash: string;
  readonly certifiedBy: readonly number[];
  readonly quorum: number;
}

export class LogIndex {
  readonly area: string;
  /** What windows cost. */
  readonly documents: TariffDocuments;
  readonly roster = new Roster();
  /** Bill entries in order. */
  readonly bills: { readonly sequence: number; readonly window: Window }[] = [];
  private currentScheme: Scheme | undefined;
  private readonly certificates: Omit<Certified, 'setHash'>[] = [];

  constructor(area: string, entries: readonly CertifiedEntry[], documents: TariffDocuments = new Map()) {
    this.area = area;
    this.documents = documents;
    for (const certified of entries) this.add(certified);
  }

  /** The next entry of the log. */
  add({ entry, certificate }: CertifiedEntry): void {
    const { sequence } = entry;
    assert(sequence === this.certificates.length, 'entries are read in order');
    if (entry.kind === 'scheme') this.currentScheme = entry.scheme;
    if (entry.kind === 'roster') this.roster.apply(entry);
    if (entry.kind === 'bill') this.bills.push({ sequence, window: { from: entry.from, count: entry.count } });
    const certifiedBy = certificate.accepts.map(({ aggregator }) => aggregator).toSorted((one, other) => one - other);
    this.certificates.push({ sequence, certifiedBy, quorum: schemeQuorum(this.scheme) });
  }

  get scheme(): Scheme {
    assert(this.currentScheme !== undefined, 'a log begins with a scheme');
    return this.currentScheme;
  }

  certified(sequence: number, setHash: string): Certified | undefined {
    const known = this.certificates[sequence];
    return known && { sequence, setHash, certifiedBy: known.certifiedBy, quorum: known.quorum };
  }

  /** Every enrolment of a meter, under all its keys. */
  enrolmentsOf(meter: string): EnrolledMeter[] {
    return this.roster.meters.filter(({ meter: { id } }) => id === meter);
  }

  /** Every enrolment of a meter whose id has this in it, as it is written or not. */
  enrolmentsLike(text: string): EnrolledMeter[] {
    const wanted = text.toLowerCase();
    return this.roster.meters.filter(({ meter: { id } }) => id.toLowerCase().includes(wanted));
  }
}
