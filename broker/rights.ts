/**
 * What a broker grants at one of its addresses: the topic table under the root of that deployment, and what its operator
 * closed of it. [P-10] The ACL file of Mosquitto says the same (`mosquitto-config.ts`).
 */
import { TopicRoot } from '../protocol/wire/topic-root.ts';
import {
  closedTopics,
  type Identity,
  mayLeaveWill,
  mayPublish,
  mayReceive,
  maySubscribe,
  parseIdentity,
} from '../protocol/wire/topic-rights.ts';
import { parseTopic, type SharesTopic, type TopicName } from '../protocol/wire/topics.ts';

/** What a broker's config says of topics. */
export interface TopicChoices {
  readonly isClockAllowed: boolean;
  /** Shares and totals in topics that say less are refused; default `aggregator`: none. */
  readonly sharesTopic?: SharesTopic;
  /** Default `grid`. */
  readonly topicRoot?: string;
  /** The only aggregator that has rights; default: everybody has. */
  readonly aggregator?: number | undefined;
}

/** Topics that this broker refuses to everybody. */
export function refusedTopics({ isClockAllowed, sharesTopic = 'aggregator' }: TopicChoices): ReadonlySet<TopicName> {
  const closed = closedTopics(sharesTopic);
  return isClockAllowed ? closed : new Set<TopicName>([...closed, 'clock']);
}

/** Whether this broker is there for such a party: an operator's own is for its aggregator only. */
export function isServed({ aggregator }: TopicChoices, identity: Identity): boolean {
  if (aggregator === undefined) return true;
  return identity.role === 'aggregator' && identity.index === aggregator;
}

/** What vouches for a client; undefined where nothing does, and its words are claims. */
type Voucher = { readonly area: string | undefined; readonly formerAreas?: readonly string[] } | undefined;

export class Rights {
  readonly root: TopicRoot;
  private readonly refused: ReadonlySet<TopicName>;
  private readonly choices: TopicChoices;

  /** Throws RangeError for a root that is none. */
  constructor(choices: TopicChoices) {
    this.root = new TopicRoot(choices.topicRoot);
    this.choices = choices;
    this.refused = refusedTopics(choices);
  }

  /** Undefined for a client id that names no party of this deployment, or one that this broker is not for. */
  identityOf(clientId: string, voucher: Voucher): Identity | undefined {
    const party = this.root.partyOf(clientId);
    if (party === undefined) return undefined;
    const area = voucher === undefined ? undefined : (voucher.area ?? '');
    const identity = parseIdentity(party, area, voucher?.formerAreas);
    return identity !== undefined && isServed(this.choices, identity) ? identity : undefined;
  }

  /** The topic's name in the table, if this party may publish there; else undefined. */
  mayPublish(identity: Identity, topic: string, isRetained: boolean): TopicName | undefined {
    const inward = this.root.inward(topic);
    const name = inward === undefined ? undefined : parseTopic(inward)?.name;
    if (inward === undefined || name === undefined || this.refused.has(name)) return undefined;
    return mayPublish(identity, inward, isRetained) ? name : undefined;
  }

  mayLeaveWill(identity: Identity, topic: string, isRetained: boolean): boolean {
    const inward = this.root.inward(topic);
    return inward !== undefined && mayLeaveWill(identity, inward, isRetained);
  }

  maySubscribe(identity: Identity, filter: string): boolean {
    const inward = this.root.inward(filter);
    return inward !== undefined && maySubscribe(identity, inward);
  }

  mayReceive(identity: Identity, topic: string): boolean {
    const inward = this.root.inward(topic);
    return inward !== undefined && mayReceive(identity, inward);
  }
}
