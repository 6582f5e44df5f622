/**
 * The first levels of a deployment's topics: `grid`, unless several deployments share a broker. [P-5.1] [P-10.10]
 * Machines and the topic table know `grid` only; buses and brokers put the deployment's root in its place. Client ids are
 * one broker's, too, so under another root they end with it: `utility@city/north`.
 */

export const DEFAULT_ROOT = 'grid';
const MAX_LENGTH = 64;
const MAX_LEVELS = 8;
const LEVEL = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** Why a text can't be a root; undefined if it can. */
export function rootProblem(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  const levels = text.split('/');
  if (levels.length > MAX_LEVELS) return `it has more than ${MAX_LEVELS} levels`;
  if (levels.includes('')) return 'it begins or ends with /, is empty, or has an empty level';
  const bad = levels.find((level) => !LEVEL.test(level));
  if (bad === undefined) return undefined;
  return `its level "${bad}" is not made of A-Z a-z 0-9 _ - with a letter or digit first`;
}

/** The root that a client id belongs to. */
export function rootOfClient(clientId: string): string {
  const at = clientId.indexOf('@');
  return at < 0 ? DEFAULT_ROOT : clientId.slice(at + 1);
}

/** The party that a client id names, whatever its root. */
export function partyOfClient(clientId: string): string {
  const at = clientId.indexOf('@');
  return at < 0 ? clientId : clientId.slice(0, at);
}

export class TopicRoot {
  readonly text: string;
  /** What topics begin with on the wire. */
  private readonly prefix: string;
  private readonly isDefault: boolean;

  /** Throws RangeError for a text that can't be one: configs and options are looked at before. */
  constructor(text: string = DEFAULT_ROOT) {
    const problem = rootProblem(text);
    if (problem !== undefined) throw new RangeError(`"${text}" can't be a root: ${problem}`);
    this.text = text;
    this.prefix = `${text}/`;
    this.isDefault = text === DEFAULT_ROOT;
  }

  /** A topic or filter of the table as it is on the wire. */
  outward(topic: string): string {
    return this.isDefault ? topic : this.prefix + topic.slice(DEFAULT_ROOT.length + 1);
  }

  /** A topic or filter on the wire as the table has it; undefined for one of another root. */
  inward(topic: string): string | undefined {
    if (!topic.startsWith(this.prefix)) return undefined;
    return this.isDefault ? topic : `${DEFAULT_ROOT}/${topic.slice(this.prefix.length)}`;
  }

  /** How brokers know a party of this deployment. */
  clientIdOf(party: string): string {
    return this.isDefault ? party : `${party}@${this.text}`;
  }

  /** The party of this deployment that a client id names; undefined for one of another root. */
  partyOf(clientId: string): string | undefined {
    const party = partyOfClient(clientId);
    return this.clientIdOf(party) === clientId ? party : undefined;
  }

  /** Whether what one of both may read could reach into the other: they are the same, or one is the beginning of the other. */
  overlaps(other: TopicRoot): boolean {
    return this.prefix.startsWith(other.prefix) || other.prefix.startsWith(this.prefix);
  }
}
