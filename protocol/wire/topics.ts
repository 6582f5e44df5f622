/**
 * The topic table: every topic, who may publish and subscribe it, what may be retained. [P-5] [P-10]
 * Rights (`topic-rights.ts`), Mosquitto's ACL file and the parties' topic names all come from this one table; default is deny.
 * The root is always `grid` here; that of a deployment comes in at the bus (`topic-root.ts`).
 */
import type { Scheme } from '../../schemas/types.ts';

/** Who: a whole role, or only the party that the topic itself names; a meter by its id, its area or both. */
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
  { name: 'areaShares', pattern: 'grid/agg/{aggregator}/shares/{area}', publishers: ['own-meter', 'fleet'], subscribers: ['own-aggregator', 'debug'], ...DATA },
  { name: 'meterShares', pattern: 'grid/agg/{aggregator}/shares/{area}/{meterId}', publishers: ['own-meter', 'fleet'], subscribers: ['own-aggregator', 'debug'], ...DATA },
  { name: 'requests', pattern: 'grid/agg/{aggregator}/requests/{area}', publishers: ['utility'], subscribers: ['own-aggregator', 'debug'], ...DATA },
  { name: 'manifests', pattern: 'grid/agg/{aggregator}/manifests/{area}', publishers: ['own-aggregator'], subscribers: PEERS, ...DATA },
  { name: 'accepts', pattern: 'grid/agg/{aggregator}/accepts/{area}', publishers: ['own-aggregator'], subscribers: PEERS, ...DATA },
  { name: 'log', pattern: 'grid/agg/{aggregator}/log/{area}', publishers: ['own-aggregator'], subscribers: PEERS, ...DATA },
  { name: 'recovery', pattern: 'grid/agg/{aggregator}/recovery', publishers: ['own-aggregator'], subscribers: ['aggregator', 'debug'], ...DATA },
  { name: 'key', pattern: 'grid/agg/{aggregator}/key', publishers: ['own-aggregator'], subscribers: EVERYONE, ...KEPT },
  { name: 'status', pattern: 'grid/agg/{aggregator}/status', publishers: ['own-aggregator'], subscribers: EVERYONE, ...KEPT, isWillAllowed: true },
  { name: 'rejections', pattern: 'grid/agg/{aggregator}/rejections', publishers: ['own-aggregator'], subscribers: ['utility', 'debug'], ...DATA },
  { name: 'evidence', pattern: 'grid/agg/{aggregator}/evidence', publishers: ['own-aggregator'], subscribers: EVERYONE, ...KEPT },
  { name: 'utilityEvidence', pattern: 'grid/utility/evidence', publishers: ['utility'], subscribers: EVERYONE, ...KEPT },
  { name: 'meterEvidence', pattern: 'grid/meter/{meterId}/evidence', publishers: ['own-meter', 'fleet'], subscribers: PEERS, ...KEPT },
  { name: 'totals', pattern: 'grid/utility/totals', publishers: ['aggregator'], subscribers: ['utility', 'debug'], ...DATA },
  { name: 'areaTotals', pattern: 'grid/utility/totals/{area}', publishers: ['aggregator'], subscribers: ['utility', 'debug'], ...DATA },
  { name: 'receipts', pattern: 'grid/meter/{meterId}/receipts/{aggregator}', publishers: ['own-aggregator'], subscribers: ['own-meter', 'fleet', 'debug'], ...KEPT },
  { name: 'bill', pattern: 'grid/meter/{meterId}/bill', publishers: ['utility'], subscribers: ['own-meter', 'fleet', 'debug'], ...KEPT },
  { name: 'scheme', pattern: 'grid/scheme', publishers: ['utility'], subscribers: EVERYONE, ...KEPT },
  { name: 'tariffs', pattern: 'grid/tariffs', publishers: ['utility'], subscribers: EVERYONE, ...KEPT },
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
export const MAX_TOPIC_LENGTH = 256;
export const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const INDEX = /^[1-9][0-9]?$/;

interface Compiled {
  readonly row: TopicEntry;
  readonly levels: readonly string[];
}

export const TABLE: readonly Compiled[] = TOPICS.map((row) => ({ row, levels: row.pattern.split('/') }));
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
  areaShares: (j: number, area: string): string => `grid/agg/${indexLevel(j)}/shares/${nameLevel(area)}`,
  meterShares: (j: number, area: string, meterId: string): string =>
    `grid/agg/${indexLevel(j)}/shares/${nameLevel(area)}/${nameLevel(meterId)}`,
  requests: (j: number, area: string): string => `grid/agg/${indexLevel(j)}/requests/${nameLevel(area)}`,
  manifests: (j: number, area: string): string => `grid/agg/${indexLevel(j)}/manifests/${nameLevel(area)}`,
  accepts: (j: number, area: string): string => `grid/agg/${indexLevel(j)}/accepts/${nameLevel(area)}`,
  log: (j: number, area: string): string => `grid/agg/${indexLevel(j)}/log/${nameLevel(area)}`,
  recovery: (j: number): string => `grid/agg/${indexLevel(j)}/recovery`,
  key: (j: number): string => `grid/agg/${indexLevel(j)}/key`,
  status: (j: number): string => `grid/agg/${indexLevel(j)}/status`,
  rejections: (j: number): string => `grid/agg/${indexLevel(j)}/rejections`,
  evidence: (j: number): string => `grid/agg/${indexLevel(j)}/evidence`,
  utilityEvidence: (): string => 'grid/utility/evidence',
  meterEvidence: (meterId: string): string => `grid/meter/${nameLevel(meterId)}/evidence`,
  totals: (): string => 'grid/utility/totals',
  areaTotals: (area: string): string => `grid/utility/totals/${nameLevel(area)}`,
  receipts: (meterId: string, j: number): string => `grid/meter/${nameLevel(meterId)}/receipts/${indexLevel(j)}`,
  bill: (meterId: string): string => `grid/meter/${nameLevel(meterId)}/bill`,
  scheme: (): string => 'grid/scheme',
  tariffs: (): string => 'grid/tariffs',
  roster: (area: string): string => `grid/roster/${nameLevel(area)}`,
  clock: (): string => 'grid/clock',
} as const satisfies Record<TopicName, (...values: never[]) => string>;

/** What a scheme's `sharesTopic` says; `aggregator` where it says nothing. */
export type SharesTopic = NonNullable<Scheme['sharesTopic']>;

/** Where a meter publishes shares for aggregator `j`. */
export function sharesTopicOf(form: SharesTopic | undefined, j: number, area: string, meterId: string): string {
  if (form === 'meter') return topics.meterShares(j, area, meterId);
  return form === 'area' ? topics.areaShares(j, area) : topics.shares(j);
}

/** Where aggregators publish totals of an area. */
export function totalsTopicOf(form: SharesTopic | undefined, area: string): string {
  return form === 'area' || form === 'meter' ? topics.areaTotals(area) : topics.totals();
}

export function isLevelValid(pattern: string, level: string): boolean {
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

/** What a topic carries, whichever form it has: shares are shares, by area, by meter or neither. */
export function kindOfTopic(topic: string): TopicName | undefined {
  const name = parseTopic(topic)?.name;
  if (name === 'areaShares' || name === 'meterShares') return 'shares';
  return name === 'areaTotals' ? 'totals' : name;
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
