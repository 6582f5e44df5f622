/**
 * Who may publish, subscribe and receive what, by the topic table; default is deny. [P-10]
 * It names parties only: that a client id and an area are genuine is the transport's business (certificates).
 */
import {
  isLevelValid,
  MAX_TOPIC_LENGTH,
  NAME,
  type ParsedTopic,
  parseTopic,
  type Right,
  type SharesTopic,
  TABLE,
  type TopicName,
  topicRow,
} from './topics.ts';

export type Identity =
  /** `area`: as its certificate says, empty where that says none. Undefined where nobody vouches for it: a claim, as the id is. */
  | {
      readonly role: 'meter';
      readonly meterId: string;
      readonly area?: string;
      /** Areas that it has left: it still publishes there what it owes. [P-9.6.7] */
      readonly formerAreas?: readonly string[];
    }
  /** One process that hosts many meters: may do what any meter may. */
  | { readonly role: 'fleet' }
  | { readonly role: 'aggregator'; readonly index: number }
  | { readonly role: 'utility' }
  /** Reads everything under the root, so only sealed payloads; publishes nothing. Off unless the broker allows it. */
  | { readonly role: 'debug' };

const PARTY = /^[A-Za-z0-9_-]{1,80}$/;

/** What a broker that is told so refuses to everybody: topics that say less than this form does. [P-10.2] */
export function closedTopics(form: SharesTopic): ReadonlySet<TopicName> {
  if (form === 'aggregator') return new Set();
  return new Set<TopicName>(form === 'area' ? ['shares', 'totals'] : ['shares', 'areaShares', 'totals']);
}

/**
 * Parties: `meter-<id>`, `fleet-<name>`, `aggregator-<j>`, `utility`, `debug-<name>`. Anything else is nobody. `area`: what
 * vouches for the party says of its area; empty if it says nothing, undefined if nothing vouches.
 */
export function parseIdentity(party: string, area?: string, formerAreas?: readonly string[]): Identity | undefined {
  if (!PARTY.test(party)) return undefined;
  if (party === 'utility') return { role: 'utility' };
  const dash = party.indexOf('-');
  if (dash < 0) return undefined;
  const role = party.slice(0, dash);
  const rest = party.slice(dash + 1);
  if (role === 'aggregator') {
    return isLevelValid('{aggregator}', rest) ? { role, index: Number(rest) } : undefined;
  }
  if (!NAME.test(rest)) return undefined;
  if (role === 'meter') {
    const former = formerAreas === undefined || formerAreas.length === 0 ? {} : { formerAreas };
    return { role, meterId: rest, ...(area === undefined ? {} : { area }), ...former };
  }
  return role === 'fleet' || role === 'debug' ? { role } : undefined;
}

/** What this right makes of one level: the only value allowed there, or undefined for "any". */
function boundLevel(right: Right, identity: Identity, pattern: string): string | undefined {
  if (!pattern.startsWith('{')) return pattern;
  if (right === 'own-meter' && identity.role === 'meter') {
    if (pattern === '{meterId}') return identity.meterId;
    if (pattern === '{area}') return identity.area;
  }
  if (right === 'own-aggregator' && pattern === '{aggregator}' && identity.role === 'aggregator') {
    return String(identity.index);
  }
  return undefined;
}

function rightOf(rights: readonly Right[], identity: Identity): Right | undefined {
  return rights.find((right) => right === identity.role || right === `own-${identity.role}`);
}

/** The MQTT filters that together say all that this party may publish or subscribe. `refused`: topics that nobody may. */
export function permittedFilters(
  identity: Identity,
  action: 'publish' | 'subscribe',
  refused: readonly TopicName[] = [],
): string[] {
  return TABLE.flatMap(({ row, levels }) => {
    if (refused.includes(row.name)) return [];
    const right = rightOf(action === 'publish' ? row.publishers : row.subscribers, identity);
    if (right === undefined) return [];
    const filters = standings(identity).flatMap((one) => {
      const bound = levels.map((pattern) => boundLevel(right, one, pattern) ?? '+');
      // An empty level: a meter whose certificate names no area has no right in any.
      return bound.includes('') ? [] : [bound.join('/')];
    });
    return [...new Set(filters)];
  });
}

/** A party in each of its areas. */
function standings(identity: Identity): readonly Identity[] {
  if (identity.role !== 'meter' || identity.formerAreas === undefined) return [identity];
  return [identity, ...identity.formerAreas.map((area) => ({ ...identity, area }))];
}

function isOwnOf({ meterId, area, formerAreas }: Extract<Identity, { role: 'meter' }>, topic: ParsedTopic): boolean {
  if (topic.meterId !== undefined && topic.meterId !== meterId) return false;
  const isFormer = topic.area !== undefined && formerAreas?.includes(topic.area) === true;
  return topic.area === undefined || area === undefined || topic.area === area || isFormer;
}

export function mayPublish(identity: Identity, topic: string, isRetained: boolean): boolean {
  const parsed = parseTopic(topic);
  if (parsed === undefined) return false;
  const row = topicRow(parsed.name);
  const right = rightOf(row.publishers, identity);
  if (right === undefined || (isRetained && !row.isRetainedAllowed)) return false;
  if (right === 'own-aggregator') return identity.role === 'aggregator' && identity.index === parsed.aggregator;
  if (right === 'own-meter' && identity.role === 'meter') return isOwnOf(identity, parsed);
  return true;
}

/** A last will is a publication at a moment the broker chooses, so only status topics take one. [P-10] */
export function mayLeaveWill(identity: Identity, topic: string, isRetained: boolean): boolean {
  const parsed = parseTopic(topic);
  return parsed !== undefined && topicRow(parsed.name).isWillAllowed && mayPublish(identity, topic, isRetained);
}

function isFilterWellFormed(levels: readonly string[]): boolean {
  return levels.every((level, at) => {
    if (level === '+' || (level === '#' && at === levels.length - 1)) return true;
    return !/[+#\0]/.test(level);
  });
}

/**
 * True when everything the filter can match is permitted. One row must cover all of it: a `+` matches more values than any
 * number of rows could list, so no union of rows covers what no single row does. `#` reaches below every row.
 */
export function maySubscribe(identity: Identity, filter: string): boolean {
  if (filter.length > MAX_TOPIC_LENGTH) return false;
  const levels = filter.split('/');
  if (!isFilterWellFormed(levels)) return false;
  if (identity.role === 'debug') return levels[0] === 'grid' && levels.length > 1;
  return TABLE.some(({ row, levels: patterns }) => {
    const right = rightOf(row.subscribers, identity);
    if (right === undefined || patterns.length !== levels.length) return false;
    return patterns.every((pattern, at) => {
      const level = levels[at] ?? '';
      const bound = boundLevel(right, identity, pattern);
      return bound === undefined ? level === '+' || isLevelValid(pattern, level) : level === bound;
    });
  });
}

/** Re-check at delivery: a right that ended after the subscription must end the flow too. [P-10] */
export function mayReceive(identity: Identity, topic: string): boolean {
  return !/[+#]/.test(topic) && maySubscribe(identity, topic);
}
