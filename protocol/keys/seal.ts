/**
 * Sealing: one HPKE set-up per (sender process, recipient key), signed by the sender's identity; then AES-256-GCM under
 * the exported key with a nonce that no two messages share. Every message carries the set-up, so no handshake exists. [P-4]
 */
import { Encoder, fromBase64url, toBase64url } from '../wire/bytes.ts';
import type { Crypto, PrivateKey, PublicKey, SecretKey } from './crypto-port.ts';
import { MAX_MESSAGES_PER_SESSION } from '../wire/limits.ts';
import { assert } from '../machine.ts';
import { signStatement, isStatementBy } from './signing.ts';

const NONCE_BYTES = 12;
const EXPORTER_CONTEXT = new Encoder('gridshare/1 session key').finish();

/** Who seals for whom, and under which of the recipient's keys. */
export interface Route {
  readonly purpose: 'shares' | 'totals' | 'bill';
  readonly deployment: string;
  readonly sharing: string;
  readonly sender: string;
  readonly recipient: string;
  readonly keyId: string;
}

/** The sealed part of a message, as its schema has it. */
export interface SealedFields {
  readonly session: string;
  readonly sessionSignature: string;
  /** 12 bytes. */
  readonly nonce: string;
  readonly sealed: string;
}

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
  private readonly session: string;
  private readonly sessionSignature: string;
  private sealedCount = 0;

  private constructor(crypto: Crypto, key: SecretKey, nonceKey: SecretKey, session: string, sessionSignature: string) {
    this.crypto = crypto;
    this.key = key;
    this.nonceKey = nonceKey;
    this.session = session;
    this.sessionSignature = sessionSignature;
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
    const signature = signStatement(crypto, identity, 'hpke-session', sessionStatement(info, session));
    const nonceKey = crypto.secretKey(crypto.hmac(crypto.secretKey(seed), new Encoder('gridshare/1 nonces').finish()));
    return new SealingSession(crypto, sender.key, nonceKey, session, signature);
  }

  /** Whether it has sealed as many messages as one key may: its sender starts another one. */
  get isSpent(): boolean {
    return this.sealedCount >= MAX_MESSAGES_PER_SESSION;
  }

  /** Seals `plaintext`; `aadOf` gets the header fields that belong to the session. */
  seal(aadOf: (fields: Omit<SealedFields, 'sealed'>) => Uint8Array, plaintext: Uint8Array): SealedFields {
    assert(!this.isSpent, 'a spent session seals nothing');
    const { session, sessionSignature } = this;
    const unnumbered = aadOf({ session, sessionSignature, nonce: '' });
    const nonce = this.nonceOf(unnumbered, plaintext);
    const fields = { session, sessionSignature, nonce: toBase64url(nonce) };
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

/** The recipient's end: verifies and opens a set-up once, then keeps its key, the least recently used leaving first. */
export class OpeningSessions {
  private readonly crypto: Crypto;
  private readonly capacity: number;
  private readonly keys = new Map<string, SecretKey>();

  constructor(crypto: Crypto, capacity: number) {
    this.crypto = crypto;
    this.capacity = capacity;
  }

  private keyOf(
    route: Route,
    senders: readonly PublicKey[],
    recipient: { readonly privateKey: PrivateKey; readonly publicRaw: Uint8Array },
    fields: SealedFields,
  ): SecretKey | undefined {
    const name = `${route.purpose}/${route.sender}/${route.keyId}/${fields.session}/${fields.sessionSignature}`;
    const known = this.keys.get(name);
    if (known !== undefined) {
      this.keys.delete(name);
      this.keys.set(name, known);
      return known;
    }
    const enc = fromBase64url(fields.session);
    if (enc === undefined) return undefined;
    const info = routeInfo(route);
    const statement = sessionStatement(info, fields.session);
    if (!isStatementBy(this.crypto, senders, 'hpke-session', statement, fields.sessionSignature)) return undefined;
    const key = this.crypto.hpkeReceive(recipient.privateKey, recipient.publicRaw, enc, info, EXPORTER_CONTEXT);
    if (key === undefined) return undefined;
    this.keys.set(name, key);
    if (this.keys.size > this.capacity) {
      const oldest = this.keys.keys().next();
      if (oldest.done !== true) this.keys.delete(oldest.value);
    }
    return key;
  }

  /** The plaintext, or undefined whatever the reason: failures to open must not be told apart. [P-4.3] */
  open(
    route: Route,
    senders: readonly PublicKey[],
    recipient: { readonly privateKey: PrivateKey; readonly publicRaw: Uint8Array },
    fields: SealedFields,
    aad: Uint8Array,
  ): Uint8Array | undefined {
    const sealed = fromBase64url(fields.sealed);
    const nonce = fromBase64url(fields.nonce);
    const key = this.keyOf(route, senders, recipient, fields);
    if (sealed === undefined || nonce?.length !== NONCE_BYTES || key === undefined) return undefined;
    return this.crypto.aeadOpen(key, nonce, aad, sealed);
  }
}
