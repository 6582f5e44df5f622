/** Which intervals' shares are erased: spans of whole windows, in order and merged, however far apart they were settled. [P-6.5] */

/** Intervals [from, until). */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export class Spans {
  /** Ascending; none touches the next one. */
  private spans: readonly Span[] = [];

  static of(spans: Iterable<Span>): Spans {
    const all = new Spans();
    for (const span of spans) all.add(span);
    return all;
  }

  [Symbol.iterator](): Iterator<Span> {
    return this.spans[Symbol.iterator]();
  }

  add({ from, until }: Span): void {
    const isApart = (one: Span): boolean => one.until < from || one.from > until;
    const joined = this.spans.filter((one) => !isApart(one));
    const merged = {
      from: Math.min(from, ...joined.map((one) => one.from)),
      until: Math.max(until, ...joined.map((one) => one.until)),
    };
    this.spans = [...this.spans.filter(isApart), merged].toSorted((one, other) => one.from - other.from);
  }

  /** The span that an interval is in. */
  private at(interval: number): Span | undefined {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.spans[middle]?.until ?? 0) <= interval) low = middle + 1;
      else high = middle;
    }
    const span = this.spans[low];
    return span !== undefined && span.from <= interval ? span : undefined;
  }

  has(interval: number): boolean {
    return this.at(interval) !== undefined;
  }

  /** The first interval from this one on that is in no span. */
  after(interval: number): number {
    return this.at(interval)?.until ?? interval;
  }

  /** What lies between the spans, from 0 on; the last of it has no end. */
  *gaps(): Generator<Span> {
    let from = 0;
    for (const span of this.spans) {
      if (span.from > from) yield { from, until: span.from };
      from = span.until;
    }
    yield { from, until: Number.MAX_SAFE_INTEGER };
  }
}
