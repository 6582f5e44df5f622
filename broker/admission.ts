/**
 * Which connections a broker takes before it knows who they are: so many that have not said it, so many of these from one
 * address, and no more new ones per second. [P-10.6]
 * Attack: sockets that stay silent, or come by the thousand, until there are none left for anybody else.
 */

import type { ConnectionLimits } from '../schemas/types.ts';

/** As the schema of the broker's config has them. */
export const DEFAULT_LIMITS: ConnectionLimits = {
  maxConnections: 10_000,
  maxPending: 1_000,
  maxPendingPerAddress: 200,
  connectsPerSecond: 100,
  connectWithinMs: 5_000,
};

type AdmissionLimits = Pick<ConnectionLimits, 'maxPending' | 'maxPendingPerAddress' | 'connectsPerSecond'>;

const BURST_SECONDS = 10;
/** Addresses remembered; those that have been quiet are forgotten first. */
const MAX_ADDRESSES = 65_536;

interface Visitor {
  pending: number;
  /** Connections it may still make at once, as of `atMs`. */
  tokens: number;
  atMs: number;
}

/** Who counts as one: an IPv4 address, or the network of an IPv6 one (a household has 2^64 of those). */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = (tail ?? '').split(':').filter((group) => group !== '');
  // `::` stands for as many zeros as are missing.
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}

export class Admission {
  private readonly limits: AdmissionLimits;
  private readonly visitors = new Map<string, Visitor>();
  private pending = 0;

  constructor(limits: AdmissionLimits) {
    this.limits = limits;
  }

  /** Why a new connection is not let in; undefined lets it in, as pending until `settle`. */
  refusal(address: string, nowMs: number): string | undefined {
    const { maxPending, maxPendingPerAddress, connectsPerSecond } = this.limits;
    const visitor = this.visitor(addressGroup(address), nowMs);
    const burst = connectsPerSecond * BURST_SECONDS;
    visitor.tokens = Math.min(burst, visitor.tokens + ((nowMs - visitor.atMs) / 1_000) * connectsPerSecond);
    visitor.atMs = nowMs;
    if (visitor.tokens < 1) return 'too many new connections from this address';
    visitor.tokens -= 1;
    if (visitor.pending >= maxPendingPerAddress) return 'too many connections from this address that say nothing';
    if (this.pending >= maxPending) return 'too many connections that say nothing';
    visitor.pending += 1;
    this.pending += 1;
    return undefined;
  }

  /** A pending connection has said who it is, or ended. Once per connection. */
  settle(address: string): void {
    this.pending -= 1;
    const visitor = this.visitors.get(addressGroup(address));
    if (visitor !== undefined) visitor.pending -= 1;
  }

  private visitor(group: string, nowMs: number): Visitor {
    const known = this.visitors.get(group);
    if (known !== undefined) return known;
    if (this.visitors.size >= MAX_ADDRESSES) this.forget(nowMs);
    const visitor = { pending: 0, tokens: this.limits.connectsPerSecond * BURST_SECONDS, atMs: nowMs };
    this.visitors.set(group, visitor);
    return visitor;
  }

  /** Those without pending connections whose tokens are all back are as good as new. */
  private forget(nowMs: number): void {
    for (const [group, { pending, atMs }] of this.visitors) {
      if (pending === 0 && nowMs - atMs > BURST_SECONDS * 1_000) this.visitors.delete(group);
    }
  }
}
