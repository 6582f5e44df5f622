/**
 * The topic table as users, permissions and topic permissions of RabbitMQ, in the form that it loads at its start. Its topics have
 * dots for slashes; a certificate's common name is the user. What it can't say is in docs/brokers.md. [P-10]
 */
import { parseIdentity, permittedFilters } from '../../protocol/wire/topic-rights.ts';

const EXCHANGE = 'amq.topic';
const VHOST = '/';

export interface Definitions {
  readonly vhosts: readonly object[];
  readonly users: readonly object[];
  readonly permissions: readonly object[];
  readonly topic_permissions: readonly object[];
  readonly policies: readonly object[];
}

/**
 * The queue of a subscription lives on one node, and while that is down nobody who was there gets in anywhere: the queue of
 * their name is there and can't be had. With a copy on a second node it goes on.
 */
const MIRRORED = {
  vhost: VHOST,
  name: 'subscriptions',
  pattern: '^mqtt-subscription-',
  'apply-to': 'queues',
  definition: { 'ha-mode': 'exactly', 'ha-params': 2 },
};

/** A name in a regular expression. */
const literal = (text: string): string => text.replaceAll(/[.\\+*?^$()[\]{}|]/g, String.raw`\$&`);

/** What matches exactly the topics of these filters, as RabbitMQ writes them; `isRead`: filters, too. Nothing for none. */
function patternOf(filters: readonly string[], isRead: boolean): string {
  // A `+` at the port is `*` there. `#` would reach below, and matches no level here.
  const any = isRead ? String.raw`([A-Za-z0-9_-]+|\*)` : '[A-Za-z0-9_-]+';
  const alternatives = filters.map((filter) =>
    filter
      .split('/')
      .map((level) => (level === '+' ? any : literal(level)))
      .join(String.raw`\.`),
  );
  return alternatives.length === 0 ? '^$' : `^(${alternatives.join('|')})$`;
}

/** `others`: users that may do what these filters say. Throws RangeError for a client id that names no party. */
export function rabbitDefinitions(
  clientIds: readonly string[],
  others: ReadonlyMap<string, readonly string[]> = new Map(),
): Definitions {
  const parties = clientIds.map((name) => {
    const identity = parseIdentity(name);
    if (identity === undefined) throw new RangeError(`"${name}" names no party`);
    const filtersFor = (action: 'publish' | 'subscribe'): string[] => permittedFilters(identity, action);
    return { name, write: filtersFor('publish'), read: filtersFor('subscribe') };
  });
  const guests = [...others].map(([name, filters]) => ({ name, write: [...filters], read: [...filters] }));
  const all = [...parties, ...guests];
  return {
    vhosts: [{ name: VHOST }],
    // Without a password nobody comes by one.
    users: all.map(({ name }) => ({
      name,
      password_hash: '',
      hashing_algorithm: 'rabbit_password_hashing_sha256',
      tags: '',
    })),
    permissions: all.map(({ name: user }) => {
      // The queue of a subscription has the client id in its name: nobody subscribes under another's.
      const own = `mqtt-subscription-${literal(user)}qos[01]`;
      return {
        user,
        vhost: VHOST,
        configure: `^${own}$`,
        write: `^(${own}|amq\\.topic)$`,
        read: `^(${own}|amq\\.topic)$`,
      };
    }),
    topic_permissions: all.map(({ name: user, write, read }) => ({
      user,
      vhost: VHOST,
      exchange: EXCHANGE,
      write: patternOf(write, false),
      read: patternOf(read, true),
    })),
    policies: [MIRRORED],
  };
}
