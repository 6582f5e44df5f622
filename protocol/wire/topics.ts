/**
 * The topic table: every topic, who may publish and subscribe it, what may be retained. [P-5] [P-10]
 * Aedes' rules, Mosquitto's ACL file and the parties' topic names all come from this one table; default is deny.
 * It names parties by client id only: that a client id is genuine is the transport's business (certificates).
 */

export type Identity =
  | { readonly role: 'meter'; readonly meterId: string }
  /** One process that hosts many meters: may do what any meter may. */
  | { readonly role: 'fleet' }
  | { readonly role: 'aggregator'; readonly index: number }
  | { readonly role: 'utility' }
  /** Reads everything under `grid/`, so only sealed payloads; publishes nothing. Off unless the broker allows it. */
  | { readonly role: 'debug' };

/** Who: a whole role, or only the party that the topic itself names. */
export type Right = 'meter' | 'own-meter' | 'fleet' | 'aggregator' | 'own-aggregator' | 'utility' | 'debug';

export interface TopicRow {
  readonly name: string;
  /** Levels in braces stand for a value: `{aggregator}` 1..16, `{meterId}`, `{area}`. */
  readonly pattern: string;
  readonly publishers: readonly Right[];
  readonly subscribers: readonly Right[];
  readonly isRetainedAllowed: boolean;
  readonly isWillAllowed: boolean;
  /** Demonstrations only: a broker refuses it unless told otherwise. */
  readonly isDemoOnly: boolean;
}

const EVERYONE = ['meter', 'fleet', 'aggregator', 'utility', 'debug'] as const satisfies Right[];
const PEERS = ['utility', 'aggregator', 'debug'] as const satisfies Right[];

const DATA = { isRetainedAllowed: false, isWillAllowed: false, isDemoOnly: false } as const;
const KEPT = { ...DATA, isRetainedAllowed: true } as const;

// prettier-ignore
export const TOPICS = [
  { name: 'shares', pattern: 'grid/agg/{aggregator}/shares', publishers: ['meter', 'fleet'], subscribers: ['own-aggregator', 'debug'], ...DATA },
  { name: 'meterShares', pattern: 'grid/agg/{aggregator}/shares/{meterId}', publishers: ['own-meter', 'fleet'], subscribers: ['own-aggregator', 'debug'], ...DATA },
  { name: 'requests', pattern: 'grid/agg/{aggregator}/requests', publishers: ['utility'], subscribers: ['own-aggregator', 'debug'], ...DATA },
  { name: 'manifests', pattern: 'grid/agg/{aggregator}/manifests', publishers: ['own-aggregator'], subscribers: PEERS, ...DATA },
  { name: 'accepts', pattern: 'grid/agg/{aggregator}/accepts', publishers: ['own-aggregator'], subscribers: PEERS, ...DATA },
  { name: 'log', pattern: 'grid/agg/{aggregator}/log', publishers: ['own-aggregator'], subscribers: PEERS, ...DATA },
  { name: 'key', pattern: 'grid/agg/{aggregator}/key', publishers: ['own-aggregator'], subscribers: EVERYONE, ...KEPT },
  { name: 'status', pattern: 'grid/agg/{aggregator}/status', publishers: ['own-aggregator'], subscribers: EVERYONE, ...KEPT, isWillAllowed: true },
  { name: 'rejections', pattern: 'grid/agg/{aggregator}/rejections', publishers: ['own-aggregator'], subscribers: ['utility', 'debug'], ...DATA },
  { name: 'evidence', pattern: 'grid/agg/{aggregator}/evidence', publishers: ['own-aggregator'], subscribers: EVERYONE, ...KEPT },
  { name: 'utilityEvidence', pattern: 'grid/utility/evidence', publishers: ['utility'], subscribers: EVERYONE, ...KEPT },
  { name: 'meterEvidence', pattern: 'grid/meter/{meterId}/evidence', publishers: ['own-meter', 'fleet'], subscribers: PEERS, ...KEPT },
  { name: 'totals', pattern: 'grid/utility/totals', publishers: ['aggregator'], subscribers: ['utility', 'debug'], ...DATA },
  { name: 'receipts', pattern: 'grid/meter/{meterId}/receipts/{aggregator}', publishers: ['own-aggregator'], subscribers: ['own-meter', 'fleet', 'debug'], ...KEPT },
  { name: 'bill', pattern: 'grid/meter/{meterId}/bill', publishers: ['utility'], subscribers: ['own-meter', 'fleet', 'debug'], ...KEPT },
  { name: 'scheme', pattern: 'grid/scheme', publishers: ['utility'], subscribers: EVERYONE, ...KEPT },
  { name: 'roster', pattern: 'grid/roster/{area}', publishers: ['utility'], subscribers: ['aggregator', 'debug'], ...KEPT },
  { name: 'clock', pattern: 'grid/clock', publishers: ['fleet'], subscribers: EVERYONE, ...KEPT, isDemoOnly: true },
] as const satisfies TopicRow[];

export type TopicName = (typeof TOPICS)[number]['name'];
export type TopicEntry = TopicRow & { readonly name: TopicName };

export interface ParsedTopic {
  readonly name: TopicName;
  readonly aggregator?: number;
  readonly meterId?: string;
  readonly area?: string;
}

const MAX_AGGREGATOR_INDEX = 16;
const MAX_TOPIC_LENGTH = 256;
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const CLIENT_ID = /^[A-Za-z0-9_-]{1,80}$/;
const INDEX = /^[1-9][0-9]?$/;

interface Compiled {
  readonly row: TopicEntry;
  readonly levels: readonly string[];
}

const TABLE: readonly Compiled[] = TOPICS.map((row) => ({ row, levels: row.pattern.split('/') }));
const ROW_BY_NAME = new Map<TopicName, TopicEntry>(TABLE.map(({ row }) => [row.name, row]));

export function topicRow(name: TopicName): TopicEntry {
  const row = ROW_BY_NAME.get(name);
  if (row === undefined) throw new RangeError(`no such topic: ${name}`);
  return row;
}

/** The filter that matches every topic of this name, for those who may read them all. */
export function topicFilter(name: TopicName): string {
  return topicRow(name).pattern.replace(/\{\w+\}/g, '+');
}

function indexLevel(j: number): string {
  if (!Number.isInteger(j) || j < 1 || j > MAX_AGGREGATOR_INDEX)
    throw new RangeError(`aggregator index ${j}: not 1..16`);
  return String(j);
}

function nameLevel(value: string): string {
  if (!NAME.test(value)) throw new RangeError(`"${value}" can't stand in a topic: 1..64 of A-Z a-z 0-9 _ -`);
  return value;
}

/** Builds topic names; throws RangeError on a value that can't stand in a topic (our own bug, never a peer's). */
export const topics = {
  shares: (j: number): string => `grid/agg/${indexLevel(j)}/shares`,
  meterShares: (j: number, meterId: string): string => `grid/agg/${indexLevel(j)}/shares/${nameLevel(meterId)}`,
  requests: (j: number): string => `grid/agg/${indexLevel(j)}/requests`,
  manifests: (j: number): string => `grid/agg/${indexLevel(j)}/manifests`,
  accepts: (j: number): string => `grid/agg/${indexLevel(j)}/accepts`,
  log: (j: number): string => `grid/agg/${indexLevel(j)}/log`,
  key: (j: number): string => `grid/agg/${indexLevel(j)}/key`,
  status: (j: number): string => `grid/agg/${indexLevel(j)}/status`,
  rejections: (j: number): string => `grid/agg/${indexLevel(j)}/rejections`,
  evidence: (j: number): string => `grid/agg/${indexLevel(j)}/evidence`,
  utilityEvidence: (): string => 'grid/utility/evidence',
  meterEvidence: (meterId: string): string => `grid/meter/${nameLevel(meterId)}/evidence`,
  totals: (): string => 'grid/utility/totals',
  receipts: (meterId: string, j: number): string => `grid/meter/${nameLevel(meterId)}/receipts/${indexLevel(j)}`,
  bill: (meterId: string): string => `grid/meter/${nameLevel(meterId)}/bill`,
  scheme: (): string => 'grid/scheme',
  roster: (area: string): string => `grid/roster/${nameLevel(area)}`,
  clock: (): string => 'grid/clock',
} as const satisfies Record<TopicName, (...values: never[]) => string>;

function isLevelValid(pattern: string, level: string): boolean {
  if (pattern === '{aggregator}') return INDEX.test(level) && Number(level) <= MAX_AGGREGATOR_INDEX;
  return pattern.startsWith('{') ? NAME.test(level) : pattern === level;
}

/** Topics parsed before: a broker asks for every message and every delivery. Bounded, since clients choose topics. */
const parsedBefore = new Map<string, ParsedTopic | undefined>();
const MAX_PARSED = 65_536;

/** Undefined for anything that is not exactly a topic of the table. */
export function parseTopic(topic: string): ParsedTopic | undefined {
  if (topic.length > MAX_TOPIC_LENGTH) return undefined;
  const known = parsedBefore.get(topic);
  if (known !== undefined || parsedBefore.has(topic)) return known;
  const parsed = parseUnknownTopic(topic);
  if (parsedBefore.size >= MAX_PARSED) parsedBefore.clear();
  parsedBefore.set(topic, parsed);
  return parsed;
}

function parseUnknownTopic(topic: string): ParsedTopic | undefined {
  const levels = topic.split('/');
  for (const { row, levels: patterns } of TABLE) {
    if (patterns.length !== levels.length) continue;
    if (!patterns.every((pattern, at) => isLevelValid(pattern, levels[at] ?? ''))) continue;
    const parsed: { name: TopicName; aggregator?: number; meterId?: string; area?: string } = { name: row.name };
    for (const [at, pattern] of patterns.entries()) {
      const level = levels[at] ?? '';
      if (pattern === '{aggregator}') parsed.aggregator = Number(level);
      else if (pattern === '{meterId}') parsed.meterId = level;
      else if (pattern === '{area}') parsed.area = level;
    }
    return parsed;
  }
  return undefined;
}

/** Client ids: `meter-<id>`, `fleet-<name>`, `aggregator-<j>`, `utility`, `debug-<name>`. Anything else is nobody. */
export function parseIdentity(clientId: string): Identity | undefined {
  if (!CLIENT_ID.test(clientId)) return undefined;
  if (clientId === 'utility') return { role: 'utility' };
  const dash = clientId.indexOf('-');
  if (dash < 0) return undefined;
  const role = clientId.slice(0, dash);
  const rest = clientId.slice(dash + 1);
  if (role === 'aggregator') {
    return isLevelValid('{aggregator}', rest) ? { role, index: Number(rest) } : undefined;
  }
  if (!NAME.test(rest)) return undefined;
  if (role === 'meter') return { role, meterId: rest };
  return role === 'fleet' || role === 'debug' ? { role } : undefined;
}

/** What this right makes of one level: the only value allowed there, or undefined for "any". */
function boundLevel(right: Right, identity: Identity, pattern: string): string | undefined {
  if (!pattern.startsWith('{')) return pattern;
  if (right === 'own-meter' && pattern === '{meterId}' && identity.role === 'meter') return identity.meterId;
  if (right === 'own-aggregator' && pattern === '{aggregator}' && identity.role === 'aggregator') {
    return String(identity.index);
  }
  return undefined;
}

function rightOf(rights: readonly Right[], identity: Identity): Right | undefined {
  return rights.find((right) => right === identity.role || right === `own-${identity.role}`);
}

/** The MQTT filters that together say all that this party may publish or subscribe. */
export function permittedFilters(identity: Identity, action: 'publish' | 'subscribe'): string[] {
  return TABLE.flatMap(({ row, levels }) => {
    const right = rightOf(action === 'publish' ? row.publishers : row.subscribers, identity);
    if (right === undefined) return [];
    return [levels.map((pattern) => boundLevel(right, identity, pattern) ?? '+').join('/')];
  });
}

export function mayPublish(identity: Identity, topic: string, isRetained: boolean): boolean {
  const parsed = parseTopic(topic);
  if (parsed === undefined) return false;
  const row = topicRow(parsed.name);
  const right = rightOf(row.publishers, identity);
  if (right === undefined || (isRetained && !row.isRetainedAllowed)) return false;
  if (right === 'own-aggregator') return identity.role === 'aggregator' && identity.index === parsed.aggregator;
  if (right === 'own-meter') return identity.role === 'meter' && identity.meterId === parsed.meterId;
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

/** MQTT topic matching [MQTT-4.7]; wildcards at the first level don't match topics beginning with `$`. */
export function isTopicMatched(filter: string, topic: string): boolean {
  const filterLevels = filter.split('/');
  const levels = topic.split('/');
  if (topic.startsWith('$') && (filterLevels[0] === '+' || filterLevels[0] === '#')) return false;
  for (const [at, level] of filterLevels.entries()) {
    if (level === '#') return true;
    if (at >= levels.length || (level !== '+' && level !== levels[at])) return false;
  }
  return filterLevels.length === levels.length;
}
