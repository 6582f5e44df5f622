/**
 * Who says a message, who hears it, and what each can read of it: what a bystander can tell from a topic. [P-4.1] [P-5.1]
 * Checks nobody's word: a sender is who the topic and the message name.
 */
import type { WireName } from './envelope.ts';
import { aggregatorFilters, meterFilters, operatorFilters, utilityFilters } from './heard.ts';
import type { Identity } from './topic-rights.ts';
import { isTopicMatched, type ParsedTopic, topicRow } from './topics.ts';

/** What a kind of message is, who can read it, and what it proves. */
export const MEANING: Readonly<Record<WireName, string>> = {
  shares:
    "sealed Shamir shares of one meter. Only the named aggregator can open it, and sees numbers that say nothing without k-1 others'.",
  request:
    'from the utility: the next log entry with what it rests on, certified entries, or a request to repeat totals. Not secret.',
  manifest: 'which meters an aggregator holds, signed. Not secret: presence, never a value.',
  accept: "an aggregator's signed lock on one log entry. Not secret.",
  log: "how far an aggregator's certified log reaches, or what recovery after a loss needs, signed. Not secret.",
  total: "one aggregator's weighted sums. Only the utility can open it, and needs k of them.",
  receipt: 'what an aggregator has durably stored of a meter, with a MAC only that meter can check. Not secret.',
  bill: "a meter's bill. Only that meter can open it.",
  evidence: 'proofs that somebody signed two things that cannot both be honest. Public.',
  'head-pair': 'two signed heads of one log that differ, from the receipts of a meter. Not secret.',
  'key-card': "an aggregator's HPKE keys, signed by its pinned identity. Public.",
  status: 'online or offline. Unauthenticated: a hint.',
  rejection: 'why an aggregator refused a message. Never holds its payload.',
  'scheme-copy': 'the rules of the deployment, certified by the aggregators. Public.',
  'tariff-copy': 'what energy costs: documents signed by the utility. Public.',
  'roster-copy': 'who is enrolled in an area, certified by the aggregators. Public.',
  clock: 'grid time of a demo. Public.',
};

interface Seal {
  readonly for: 'aggregator' | 'utility' | 'meter';
  /** What whoever it is for finds in it, and what it still can't tell. */
  readonly inside: string;
  readonly hidden: string;
}

const SEALED: Partial<Record<WireName, Seal>> = {
  shares: {
    for: 'aggregator',
    inside: 'opens it: one share of each reading',
    hidden: "tell a reading: its numbers say nothing without k-1 other aggregators'",
  },
  total: {
    for: 'utility',
    inside: 'opens it: one share of each sum, and the sums once k aggregators have sent theirs',
    hidden: 'tell a sum from fewer than k of them, nor ever a single reading',
  },
  bill: { for: 'meter', inside: 'opens it: its own bill', hidden: "open anybody else's" },
};

/** What one party makes of a message: undefined where there is nothing to say. */
export interface Sight {
  readonly isHeard: boolean;
  /** It is sealed, and this party has the key. */
  readonly isOpened: boolean;
  readonly can?: string;
  readonly cannot?: string;
}

/** Who a message is sealed for, such as `aggregator-2`; undefined for one that everybody who hears it can read. */
export function sealedFor(kind: WireName, { aggregator, meterId }: ParsedTopic): string | undefined {
  switch (SEALED[kind]?.for) {
    case 'aggregator':
      return `aggregator-${aggregator ?? '?'}`;
    case 'meter':
      return `meter-${meterId ?? '?'}`;
    case 'utility':
      return 'utility';
    case undefined:
      return undefined;
  }
}

/** What a party subscribes to; `debug` is whoever carries or taps everything. Fleets are the meters that they host. */
export function filtersOf(party: Exclude<Identity, { role: 'fleet' }>): readonly string[] {
  switch (party.role) {
    case 'aggregator':
      return aggregatorFilters(party.index);
    case 'utility':
      return [...utilityFilters(), ...operatorFilters()];
    case 'meter':
      return meterFilters([party.meterId]);
    case 'debug':
      return ['grid/#'];
  }
}

export type Watcher = Parameters<typeof filtersOf>[0];

/** Whether it listens there. In a demonstration everybody listens to the clock. */
export function isHeardBy(party: Watcher, parsed: ParsedTopic, topic: string): boolean {
  return topicRow(parsed.name).isDemoOnly || filtersOf(party).some((filter) => isTopicMatched(filter, topic));
}

/** `topic`: as the table has it, below `grid`. */
export function sightOf(party: Watcher, kind: WireName, parsed: ParsedTopic, topic: string): Sight {
  if (!isHeardBy(party, parsed, topic))
    return { isHeard: false, isOpened: false, cannot: 'see anything: does not hear it' };
  const seal = SEALED[kind];
  if (seal === undefined) return { isHeard: true, isOpened: false, can: 'reads all of it; no reading is in it' };
  if (seal.for === party.role) return { isHeard: true, isOpened: true, can: seal.inside, cannot: seal.hidden };
  const addressee = sealedFor(kind, parsed);
  return {
    isHeard: true,
    isOpened: false,
    can: 'sees who, to whom, when, how long',
    cannot: `see any value: only ${addressee} can open it`,
  };
}

/** Who sent it, as far as topic and message say: `aggregator-2`, `meter-home-1`, `utility`, `fleet`. */
export function senderOf(
  parsed: ParsedTopic,
  message: { readonly aggregator?: unknown; readonly meter?: unknown },
): string {
  const named = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
  const [right] = topicRow(parsed.name).publishers;
  switch (right) {
    case 'own-aggregator':
      return `aggregator-${named(parsed.aggregator)}`;
    case 'aggregator':
      return `aggregator-${named(message.aggregator)}`;
    case 'meter':
    case 'own-meter':
      return `meter-${named(parsed.meterId ?? message.meter)}`;
    default:
      return right ?? '?';
  }
}

/** Who listens there besides the sender: `aggregator-2`, `aggregators` (all, or all the others), `utility`, `meter-home-1`, `meters`. */
export function listenersOf(parsed: ParsedTopic, topic: string, sender: string): readonly string[] {
  const { aggregator: own, meterId } = parsed;
  const isHeardByAggregator = (index: number): boolean => isHeardBy({ role: 'aggregator', index }, parsed, topic);
  const found: string[] = [];
  if (isHeardByAggregator(own === 1 ? 2 : 1)) found.push('aggregators');
  else if (own !== undefined && isHeardByAggregator(own)) found.push(`aggregator-${own}`);
  if (isHeardBy({ role: 'utility' }, parsed, topic)) found.push('utility');
  if (isHeardBy({ role: 'meter', meterId: meterId ?? 'any' }, parsed, topic))
    found.push(meterId === undefined ? 'meters' : `meter-${meterId}`);
  return found.filter((name) => name !== sender);
}
