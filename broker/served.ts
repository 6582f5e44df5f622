/** Which deployments an embedded broker serves: each at an address of its own, and under a root apart from the others'. [P-10.10] */
import { HostError } from '../host/base/errors.ts';
import type { BusLogger } from '../host/bus/bus.ts';
import type { ConnectionLimits } from '../schemas/types.ts';
import { Rights, type TopicChoices } from './rights.ts';
import type { BrokerTlsFiles } from './tls-door.ts';
import type { UndeliveredLimits } from './undelivered.ts';

/** Where one deployment is served, and what is granted there. */
export interface BrokerAddress extends TopicChoices {
  /** Address to listen on; without `tls` one of the loopback interface. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly isDebugAllowed: boolean;
  /** Mutual TLS instead of plain TCP. */
  readonly tls?: BrokerTlsFiles;
}

export interface EmbeddedBrokerOptions extends BrokerAddress {
  /** Of other deployments, whose roots lie apart from this one's and each other's. */
  readonly others?: readonly BrokerAddress[];
  /** Largest frame of an accepted client; default 1 MiB. */
  readonly maxPacketBytes?: number;
  /** Default: 4 MiB of a connection, 64 MiB of all. */
  readonly undelivered?: Partial<UndeliveredLimits>;
  /** Of each address. Default: those of the config's schema. */
  readonly limits?: Partial<ConnectionLimits>;
  readonly logger?: BusLogger;
}

export interface Served {
  readonly address: BrokerAddress;
  readonly rights: Rights;
}

/** Throws HostError ERR_BROKER_ROOTS where one deployment's rights could reach into another's. */
export function servedBy(options: EmbeddedBrokerOptions): Served[] {
  const served = [options, ...(options.others ?? [])].map((address) => ({ address, rights: new Rights(address) }));
  for (const [at, { rights }] of served.entries()) {
    const other = served.slice(0, at).find((before) => before.rights.root.overlaps(rights.root));
    if (other === undefined) continue;
    const message = `The deployments of one broker need topics apart, and ${rights.root.text} and ${other.rights.root.text} are not: give one of them another topicRoot, in the configs of all its parties`;
    throw new HostError('ERR_BROKER_ROOTS', message);
  }
  return served;
}
