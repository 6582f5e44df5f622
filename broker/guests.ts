/** A connection at the embedded broker: what is known of it, and why it is not let in. [P-10.1] [P-10.5] [P-10.6] */
import type { Identity } from '../protocol/wire/topic-rights.ts';
import type { FrameLimit } from './frame-limit.ts';
import type { Arrival } from './reception.ts';
import type { Rights } from './rights.ts';
import type { Inflow } from './undelivered.ts';

export const MAX_KEEPALIVE_SECONDS = 300;
const MAX_WILL_BYTES = 1024;
/** CONNACK codes of MQTT 3.1.1. */
const IDENTIFIER_REJECTED = 2;
const NOT_AUTHORIZED = 5;

/** As its CONNECT has it. */
export interface LastWill {
  readonly topic: string;
  readonly payload: Buffer | string;
  readonly qos?: number;
  readonly retain?: boolean;
}

/** What the broker knows of a connection. */
export interface Guest extends Arrival {
  readonly rights: Rights;
  readonly isDebugAllowed: boolean;
  readonly isTls: boolean;
  readonly limit: FrameLimit;
  readonly inflow: Inflow;
  will: LastWill | undefined;
  keepaliveSeconds: number;
  /** Who it is, once it was let in, and until its certificate ends. */
  identity: Identity | undefined;
}

export interface DoorRefusal {
  readonly returnCode: number;
  readonly message: string;
}

function refuse(returnCode: number, message: string): DoorRefusal {
  return { returnCode, message };
}

/** Who a guest is by its CONNECT, or why it is not let in. */
export function judge(guest: Guest, clientId: string, isClean: boolean): Identity | DoorRefusal {
  const { rights, peer, will, keepaliveSeconds } = guest;
  const identity = rights.identityOf(clientId, peer);
  if (identity === undefined) {
    const root = rights.root.text;
    return refuse(
      IDENTIFIER_REJECTED,
      `ERR_BROKER_IDENTITY: the client id names no party of a deployment under ${root}`,
    );
  }
  // Attack: a genuine certificate and somebody else's client id.
  if (guest.isTls && peer?.clientId !== clientId) {
    return refuse(NOT_AUTHORIZED, `ERR_BROKER_CERTIFICATE: the certificate is for ${peer?.clientId ?? 'nobody'}`);
  }
  if (identity.role === 'debug' && !guest.isDebugAllowed) {
    return refuse(NOT_AUTHORIZED, 'ERR_BROKER_DEBUG: debug identities are switched off');
  }
  // Attack: subscribe, go away, and let the broker's memory fill with a queue; or come as somebody else and get his.
  if (!isClean) return refuse(NOT_AUTHORIZED, 'ERR_BROKER_SESSION: only clean sessions are accepted');
  if (keepaliveSeconds === 0 || keepaliveSeconds > MAX_KEEPALIVE_SECONDS) {
    const text = `ERR_BROKER_KEEPALIVE: keep-alive ${keepaliveSeconds}: set 1 to ${MAX_KEEPALIVE_SECONDS} seconds`;
    return refuse(NOT_AUTHORIZED, text);
  }
  if (will !== undefined) {
    // Attack: a will is published later and past the checks at publication, for instance as a retained share.
    const isAllowed = rights.mayLeaveWill(identity, will.topic, will.retain === true) && will.qos === 1;
    if (!isAllowed || Buffer.byteLength(will.payload) > MAX_WILL_BYTES) {
      return refuse(NOT_AUTHORIZED, `ERR_BROKER_WILL: no will is accepted for ${will.topic}`);
    }
  }
  return identity;
}
