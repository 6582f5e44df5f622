/** A message as a tap tells it: who to whom, what kind, how long, and what each party can and can't read of it. */
import { decodeMessage, SCHEMA_OF_TOPIC, type WireName } from '../../protocol/wire/envelope.ts';
import { escaped } from '../../host/base/printable.ts';
import {
  listenersOf,
  MEANING,
  sealedFor,
  senderOf,
  sightOf,
  type Sight,
  type Watcher,
} from '../../protocol/wire/sight.ts';
import { parseIdentity } from '../../protocol/wire/topic-rights.ts';
import { type ParsedTopic, parseTopic } from '../../protocol/wire/topics.ts';
import { formatCount } from '../render/format.ts';

/** Whoever carries a message sees what a tap sees. */
export const BYSTANDER = 'broker and taps';
const OTHERS = 'all others';
const SENDER = (party: string): PartySight => ({ party, can: 'said it itself' });

interface PartySight extends Partial<Sight> {
  /** `aggregator-2`, `aggregators`, `utility`, `meter-home-1`, `meters`, or one of the two above. */
  readonly party: string;
}

export interface Tapped {
  readonly at: string;
  /** As it is on the wire. */
  readonly topic: string;
  readonly from: string;
  readonly to: readonly string[];
  /** `unknown`: not a topic of the table. */
  readonly kind: WireName | 'unknown';
  /** What of that kind it is, where there are several. */
  readonly type: string | undefined;
  readonly bytes: number;
  readonly isRetained: boolean;
  /** Why it is no message of its topic. */
  readonly problem: string | undefined;
  readonly sealedFor: string | undefined;
  readonly about: string;
  readonly sees: readonly PartySight[];
}

/** Of the members that say what a message is about, in words. Values are nobody's reading: these stand beside what is sealed. */
function aboutOf(message: Readonly<Record<string, unknown>>, parsed: ParsedTopic): string {
  const said: string[] = [];
  const add = (member: string, words: (value: string) => string): void => {
    const value = message[member];
    if (typeof value === 'string' || typeof value === 'number') said.push(words(String(value)));
  };
  if (parsed.area !== undefined && message['area'] === undefined) said.push(parsed.area);
  add('area', (area) => area);
  add('state', (state) => state);
  add('code', (code) => code);
  add('detail', (detail) => detail);
  add('sequence', (sequence) => `entry ${sequence}`);
  add('interval', (interval) => `interval ${interval}`);
  const { from, count, pages, entries, proofs, holdMs } = message;
  if (typeof holdMs === 'number') said.push(`until ${new Date(holdMs).toISOString()}`);
  if (typeof from === 'number' && typeof count === 'number')
    said.push(count === 1 ? `interval ${from}` : `${count} intervals from ${from} on`);
  for (const [list, one, many] of [
    [pages, 'page', 'pages'],
    [entries, 'entry', 'entries'],
    [proofs, 'proof', 'proofs'],
  ] as const)
    if (Array.isArray(list)) said.push(`${list.length} ${list.length === 1 ? one : many}`);
  return said.join(', ');
}

/** One of the many that a name such as `meters` stands for. */
function representative(name: string, { aggregator }: ParsedTopic): Watcher | undefined {
  if (name === 'aggregators') return { role: 'aggregator', index: aggregator === 1 ? 2 : 1 };
  if (name === 'meters') return { role: 'meter', meterId: 'any' };
  const identity = parseIdentity(name);
  return identity === undefined || identity.role === 'fleet' ? undefined : identity;
}

/** What each party can and can't, or the one that is asked about. */
function sightsOf(
  kind: WireName,
  parsed: ParsedTopic,
  inward: string,
  { from, to }: Pick<Tapped, 'from' | 'to'>,
  view: View | undefined,
): PartySight[] {
  if (view?.name === from) return [SENDER(from)];
  if (view !== undefined) return [{ party: view.name, ...sightOf(view.watcher, kind, parsed, inward) }];
  const heard = to.flatMap((name) => {
    const watcher = representative(name, parsed);
    return watcher === undefined ? [] : [{ party: name, ...sightOf(watcher, kind, parsed, inward) }];
  });
  return [
    SENDER(from),
    ...heard,
    { party: OTHERS, isHeard: false, isOpened: false, cannot: 'see anything: they do not hear it' },
    { party: BYSTANDER, ...sightOf({ role: 'debug' }, kind, parsed, inward) },
  ];
}

/** As one party hears it. */
export interface View {
  readonly name: string;
  readonly watcher: Watcher;
}

export interface Arrival {
  /** When it came, ISO 8601. */
  readonly at: string;
  /** Below `grid`, as the table has it. */
  readonly inward: string;
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly isRetained: boolean;
}

/** Throws nothing: whatever came is told. */
export function tapped({ at, inward, topic, payload, isRetained }: Arrival, view?: View): Tapped {
  const common = { at, topic, bytes: payload.length, isRetained };
  const unread = { type: undefined, sealedFor: undefined, about: '', sees: [] };
  const parsed = parseTopic(inward);
  if (parsed === undefined)
    return {
      ...common,
      ...unread,
      about: topic,
      from: '?',
      to: [],
      kind: 'unknown',
      problem: 'not a topic of the table',
    };
  const kind = SCHEMA_OF_TOPIC[parsed.name];
  const decoded = decodeMessage(kind, payload);
  if (!decoded.isOk) {
    const problem = payload.length === 0 ? 'empty: what was retained here is gone' : decoded.detail;
    const from = senderOf(parsed, {});
    return { ...common, ...unread, from, to: listenersOf(parsed, inward, from), kind, problem };
  }
  const message: Readonly<Record<string, unknown>> = { ...decoded.message };
  const from = senderOf(parsed, message);
  const to = listenersOf(parsed, inward, from);
  const type = message['type'];
  return {
    ...common,
    from,
    to,
    kind,
    type: typeof type === 'string' && type !== kind ? type : undefined,
    problem: undefined,
    sealedFor: sealedFor(kind, parsed),
    about: aboutOf(message, parsed),
    sees: sightsOf(kind, parsed, inward, { from, to }, view),
  };
}

/** "can X; can't Y", as far as there is something to say. */
function wordsOf({ can, cannot }: PartySight): string {
  return [can, cannot === undefined ? undefined : `can't ${cannot}`].filter((words) => words !== undefined).join('; ');
}

/** The one line of a message. */
export function lineOf(message: Tapped, isViewed: boolean): string {
  const { at, from, to, kind, type, bytes, isRetained, problem, about, sees } = message;
  const [only] = sees;
  const seen = isViewed && only !== undefined ? wordsOf(only) : sealWords(message);
  const words = [
    `${from} > ${to.join(', ') || 'nobody'}`.padEnd(37),
    (type === undefined ? kind : `${kind}/${type}`).padEnd(20),
    `${formatCount(bytes)} B`.padStart(9),
    ...(about === '' ? [] : [about]),
    ...(isRetained ? ['(retained)'] : []),
    `[${problem === undefined ? seen : `INVALID: ${problem}`}]`,
  ];
  return escaped(`${at.slice(11, 23)}  ${words.join('  ')}`);
}

function sealWords({ sealedFor: addressee }: Tapped): string {
  return addressee === undefined ? 'open' : `sealed for ${addressee}`;
}

/** What the first message of a kind shows of all that follow: what it is, and what each party makes of it. */
export function legendOf({ kind, sees }: Tapped, isViewed: boolean): string {
  if (kind === 'unknown') return '';
  const byWords = new Map<string, string[]>();
  for (const sight of isViewed ? [] : sees) {
    const words = wordsOf(sight);
    byWords.set(words, [...(byWords.get(words) ?? []), sight.party]);
  }
  const lines = [...byWords].map(([words, parties]) => `      ${parties.join(', ')}: ${words}`);
  return [`    ${kind}: ${MEANING[kind]}`, ...lines].map((line) => escaped(line)).join('\n');
}
