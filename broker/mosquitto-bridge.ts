/**
 * The bridge of an operator's own Mosquitto to the broker of everybody (the head-end's): which topics cross, and how. [P-10.11]
 * There it is its aggregator, by a certificate of that name, so the rights there are the table's. In comes what the aggregator
 * hears, out goes what it may publish; both as they are, retained ones as retained.
 */
import { aggregatorFilters } from '../protocol/wire/heard.ts';
import { TopicRoot } from '../protocol/wire/topic-root.ts';
import { permittedFilters } from '../protocol/wire/topic-rights.ts';
import { topics } from '../protocol/wire/topics.ts';
import { refusedTopics, type TopicChoices } from './rights.ts';

export interface BridgeOptions {
  /** Index of the operator's aggregator. */
  readonly aggregator: number;
  /** Where the head-end's broker is, by a name or address that its certificate has. */
  readonly host: string;
  readonly port: number;
  /** Of a certificate in the aggregator's name; relative ones are relative to where Mosquitto is started. */
  readonly files: { readonly ca: string; readonly cert: string; readonly key: string };
}

/** Lines of a `mosquitto.conf`, to stand behind those of its listener. */
export function bridgeLines({ aggregator, host, port, files }: BridgeOptions, choices: TopicChoices): string[] {
  const root = new TopicRoot(choices.topicRoot);
  const refused = [...refusedTopics(choices)];
  const topic = (direction: 'in' | 'out') => (filter: string) => `topic ${root.outward(filter)} ${direction} 1`;
  return [
    'connection head-end',
    // An IPv6 address, too, without brackets: in them Mosquitto takes it for a name.
    `address ${host}:${port}`,
    // Its options say at each subscription: nothing of one's own comes back, retained ones stay so. Hence no message goes in circles.
    'bridge_protocol_version mqttv50',
    `bridge_cafile ${files.ca}`,
    `bridge_certfile ${files.cert}`,
    `bridge_keyfile ${files.key}`,
    `remote_clientid ${root.clientIdOf(`aggregator-${aggregator}`)}`,
    // Nothing rests on a broker: what is lost while the bridge is down is sent again by who sent it. [P-6.3] Nor is there a session
    // left behind, which before 2.1 can end a Mosquitto when it reads its files again.
    'cleansession true',
    'start_type automatic',
    'restart_timeout 1 10',
    'keepalive_interval 20',
    // A topic of its own, which is nobody's here.
    'notifications false',
    'bridge_attempt_unsubscribe false',
    'bridge_outgoing_retain true',
    ...[...aggregatorFilters(aggregator), ...(choices.isClockAllowed ? [topics.clock()] : [])].map(topic('in')),
    ...permittedFilters({ role: 'aggregator', index: aggregator }, 'publish', refused).map(topic('out')),
  ];
}
