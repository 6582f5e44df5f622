/** What an embedded broker counts. */
import type { TopicName } from '../protocol/wire/topics.ts';

export interface BrokerStats {
  /** Messages accepted, by topic name. */
  readonly messages: Readonly<Partial<Record<TopicName, number>>>;
  readonly deliveries: number;
  readonly refusedPublishes: number;
  readonly refusedSubscribes: number;
  /** Messages withheld at delivery although a subscription existed: should stay 0. */
  readonly refusedForwards: number;
  readonly refusedConnections: number;
  /** Of these, by what a client said of itself in CONNECT. */
  readonly refusedClients: number;
  /** The others, before anybody knew who it was: too many of them, or no handshake. */
  readonly refusedStrangers: number;
  /** Connections closed because their certificate was revoked or ended. */
  readonly endedCertificates: number;
  readonly refusedFrames: number;
  /** A second connection under a connected client id: the first one was closed. */
  readonly takeovers: number;
  readonly connections: number;
}
