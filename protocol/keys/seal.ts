/**
 * Sealing: one HPKE set-up per (sender process, recipient key), signed by the sender's identity; then AES-256-GCM under
 * the exported key with a nonce that no two messages share. A message carries the set-up, or names by its id one that the
 * recipient is known to have, so no handshake exists. [P-4]
 */
import { Encoder, fromBase64url, toBase64url } from '../wire/bytes.ts';
import type { Crypto, PrivateKey, PublicKey, SecretKey } from './crypto-port.ts';
import { MAX_MESSAGES_PER_SESSION } from '../wire/limits.ts';
import { assert } from '../machine.ts';
import { signStatement, isStatementBy } from './signing.ts';

const NONCE_BYTES = 12;
const SESSION_ID_BYTES = 16;
const EXPORTER_CONTEXT = new Encoder('gridshare/1 session key').finish();
/** Sessions kept of one sender: of a process and the one before it. More would let one sender displace all others. */
const SESSIONS_PER_SENDER = 2;

/** Who seals for whom, and under which of the recipient's keys. */
export interface Route {
  readonly purpose: 'shares' | 'totals' | 'bill';
  readonly deployment: string;
  readonly sharing: string;
  readonly sender: string;
  readonly recipient: string;
  readonly keyId: string;
}

/** The set-up of a session as a message carries it: the encapsulated key, and the sender's signature over it. */
export interface SetUp {
  readonly session: string;
  readonly sessionSignature: string;
}

/** How a share message names its session: by id, and with the set-up as long as its recipient may not have it. */
export type SessionName = { readonly sessionId: string } & Partial<SetUp>;

/** What is sealed in a message, as its schema has it. */
export interface Sealing {
  /** 12 bytes. */
  readonly nonce: string;
  readonly sealed: string;
}

/** The sealed part of a message, which carries its set-up or names its session. */
export type SealedFields = Sealing & (SetUp | SessionName);

/** A meter as a sender. With its key epoch: what an old key opened must not open under new ones. */
export function meterSender(meter: string, keyEpoch: number): string {
  return `meter/${meter}/${keyEpoch}`;
}

function routeInfo(route: Route): Uint8Array {
  return new Encoder('gridshare/1 info')
    .text(route.purpose)
    .text(route.deployment)
    .text(route.sharing)
    .text(route.sender)
    .text(route.recipient)
    .text(route.keyId)
    .finish();
}

/** Follows from the set-up, so that nobody can choose one that somebody else's session has. */
function sessionIdOf(crypto: Crypto, info: Uint8Array, enc: Uint8Array): string {
  const hash = crypto.sha256(new Encoder('gridshare/1 session').data(info).data(enc).finish());
  return toBase64url(hash.subarray(0, SESSION_ID_BYTES));
}

function sessionStatement(info: Uint8Array, session: string): object {
  return { info: toBase64url(info), session };
}

/** Fresh 32-byte seeds from the one seed that the host drew when its process started. */
export class Seeds {
  private readonly crypto: Crypto;
  private readonly key: SecretKey;
  private count = 0;

  constructor(crypto: Crypto, processSeed: Uint8Array) {
    this.crypto = crypto;
    this.key = crypto.secretKey(processSeed);
  }

  next(purpose: string): Uint8Array {
    this.count += 1;
    return this.crypto.hmac(this.key, new Encoder('gridshare/1 seed').text(purpose).integer(this.count).finish());
  }
}

/** The sender's end. It lives in memory only: a restarted sender starts a new one. [P-4.2] */
export class SealingSession {
  private readonly crypto: Crypto;
  private readonly key: SecretKey;
  private readonly nonceKey: SecretKey;
  readonly id: string;
  private readonly setUp: SetUp;
  private sealedCount = 0;

  private constructor(crypto: Crypto, key: SecretKey, nonceKey: SecretKey, id: string, setUp: SetUp) {
    this.crypto = crypto;
    this.key = key;
    this.nonceKey = nonceKey;
    this.id = id;
    this.setUp = setUp;
  }

  /** Undefined when the recipient's key is unusable. `seed`: 32 bytes, used once. */
  static start(
    crypto: Crypto,
    route: Route,
    identity: PrivateKey,
    recipient: PublicKey,
    seed: Uint8Array,
  ): SealingSession | undefined {
    const info = routeInfo(route);
    const sender = crypto.hpkeSend(recipient, info, EXPORTER_CONTEXT, seed);
    if (sender === undefined) return undefined;
    const session = toBase64url(sender.enc);
    const sessionSignature = signStatement(crypto, identity, 'hpke-session', sessionStatement(info, session));
    const nonceKey = crypto.secretKey(crypto.hmac(crypto.secretKey(seed), new Encoder('gridshare/1 nonces').finish()));
    const id = sessionIdOf(crypto, info, sender.enc);
    return new SealingSession(crypto, sender.key, nonceKey, id, { session, sessionSignature });
  }

  /** Whether it has sealed as many messages as one key may: its sender starts another one. */
  get isSpent(): boolean {
    return this.sealedCount >= MAX_MESSAGES_PER_SESSION;
  }

  /** Seals `plaintext` with the set-up in the message; `aadOf` gets the header fields that belong to the session. */
  seal(aadOf: (fields: SetUp & { readonly nonce: string }) => Uint8Array, plaintext: Uint8Array): SetUp & Sealing {
    return this.sealAs(this.setUp, aadOf, plaintext);
  }

  /** Seals `plaintext` under the session's id; with the set-up as well unless the recipient is known to have it. */
  sealNamed(
    isSetUpKnown: boolean,
    aadOf: (fields: SessionName & { readonly nonce: string }) => Uint8Array,
    plaintext: Uint8Array,
  ): SessionName & Sealing {
    return this.sealAs({ sessionId: this.id, ...(isSetUpKnown ? {} : this.setUp) }, aadOf, plaintext);
  }

  private sealAs<Named extends SetUp | SessionName>(
    named: Named,
    aadOf: (fields: Named & { readonly nonce: string }) => Uint8Array,
    plaintext: Uint8Array,
  ): Named & Sealing {
    assert(!this.isSpent, 'a spent session seals nothing');
    const nonce = this.nonceOf(aadOf({ ...named, nonce: '' }), plaintext);
    const fields = { ...named, nonce: toBase64url(nonce) };
    const sealed = this.crypto.aeadSeal(this.key, nonce, aadOf(fields), plaintext);
    return { ...fields, sealed: toBase64url(sealed) };
  }

  /**
   * Looks random to everybody else, and follows from the whole message and its number: a process that is set back to a
   * snapshot of its memory, whose every source of chance goes back with it, repeats a nonce for the very same message
   * only.
   */
  private nonceOf(header: Uint8Array, plaintext: Uint8Array): Uint8Array {
    this.sealedCount += 1;
    const message = new Encoder('gridshare/1 nonce').integer(this.sealedCount).data(header).data(plaintext);
    return this.crypto.hmac(this.nonceKey, message.finish()).slice(0, NONCE_BYTES);
  }
}

/** A set-up that was verified and has opened a message. */
interface OpenSession {
  readonly id: string;
  readonly sharing: string;
  readonly keyId: string;
  readonly key: SecretKey;
}

/** A recipient's own key. */
interface Recipient {
  readonly privateKey: PrivateKey;
  readonly publicRaw: Uint8Array;
}

/**
 * The recipient's end of one purpose: verifies and opens a set-up once, then keeps its key: of so many senders, the least
 * recently heard leaving first.
 */
export class OpeningSessions {
  private readonly crypto: Crypto;
  private readonly capacity: number;
  /** By sender and recipient; of each the session last, which opened a message last. */
  private readonly kept = new Map<string, readonly OpenSession[]>();

  /** `capacity`: of how many senders. */
  constructor(crypto: Crypto, capacity: number) {
    this.crypto = crypto;
    this.capacity = capacity;
  }

  private known({ sender, recipient, sharing, keyId }: Route, id: string): OpenSession | undefined {
    const sessions = this.kept.get(nameOf(sender, recipient));
    return sessions?.find((session) => session.id === id && session.keyId === keyId && session.sharing === sharing);
  }

  /** Whether a message under this session opens without the set-up. */
  knows(route: Route, sessionId: string): boolean {
    return this.known(route, sessionId) !== undefined;
  }

  /** Id of the session that opened the last message of a sender; undefined if none is kept. */
  latestOf(sender: string, recipient: string): string | undefined {
    return this.kept.get(nameOf(sender, recipient))?.at(-1)?.id;
  }

  private sessionOf(
    route: Route,
    senders: readonly PublicKey[],
    recipient: Recipient,
    fields: SealedFields,
  ): OpenSession | undefined {
    const named = 'sessionId' in fields ? this.known(route, fields.sessionId) : undefined;
    if (named !== undefined) return named;
    const { session = '', sessionSignature = '' } = fields;
    const enc = fromBase64url(session);
    if (enc === undefined) return undefined;
    const info = routeInfo(route);
    const id = sessionIdOf(this.crypto, info, enc);
    if ('sessionId' in fields && fields.sessionId !== id) return undefined;
    const known = this.known(route, id);
    if (known !== undefined) return known;
    const statement = sessionStatement(info, session);
    if (!isStatementBy(this.crypto, senders, 'hpke-session', statement, sessionSignature)) return undefined;
    const key = this.crypto.hpkeReceive(recipient.privateKey, recipient.publicRaw, enc, info, EXPORTER_CONTEXT);
    return key && { id, sharing: route.sharing, keyId: route.keyId, key };
  }

  /** It has opened a message: kept from now on, as its sender's latest. */
  private keep({ sender, recipient }: Route, session: OpenSession): void {
    const name = nameOf(sender, recipient);
    const before = this.kept.get(name) ?? [];
    const isLatest = before.at(-1) === session;
    const sessions = isLatest ? before : [...before.filter((one) => one !== session), session];
    this.kept.delete(name);
    this.kept.set(name, isLatest ? sessions : sessions.slice(-SESSIONS_PER_SENDER));
    if (this.kept.size <= this.capacity) return;
    const oldest = this.kept.keys().next();
    if (oldest.done !== true) this.kept.delete(oldest.value);
  }

  /**
   * The plaintext, or undefined whatever the reason: failures to open must not be told apart. `aad` covers the set-up if
   * the message carries one: of a session that is known it is not verified again. [P-4.3]
   */
  open(
    route: Route,
    senders: readonly PublicKey[],
    recipient: Recipient,
    fields: SealedFields,
    aad: Uint8Array,
  ): Uint8Array | undefined {
    const sealed = fromBase64url(fields.sealed);
    const nonce = fromBase64url(fields.nonce);
    const session = this.sessionOf(route, senders, recipient, fields);
    if (sealed === undefined || nonce?.length !== NONCE_BYTES || session === undefined) return undefined;
    const plaintext = this.crypto.aeadOpen(session.key, nonce, aad, sealed);
    if (plaintext !== undefined) this.keep(route, session);
    return plaintext;
  }
}

function nameOf(sender: string, recipient: string): string {
  return `${sender} ${recipient}`;
}
