/**
 * Signed messages: Ed25519 over a label that names the kind of statement and the canonical form of everything but the
 * signature itself. A signature for one kind of statement never passes for another. [P-4.6]
 */
import { fromBase64url, toBase64url, utf8 } from '../wire/bytes.ts';
import { canonicalJson } from '../wire/canonical.ts';
import type { Crypto, PrivateKey, PublicKey } from './crypto-port.ts';

/** Kinds of signed statements. */
export type Statement =
  | 'entry'
  | 'accept'
  | 'prepare'
  | 'promise'
  | 'manifest'
  | 'holdings'
  | 'resend'
  | 'head'
  | 'inquiry'
  | 'witness'
  | 'founding'
  | 'total'
  | 'key-card'
  | 'tariff'
  | 'hpke-session'
  | 'export';

function statementBytes(statement: Statement, body: object): Uint8Array {
  return utf8(`gridshare/1 ${statement}\n${canonicalJson(body)}`);
}

/** The base64url signature over `body`. */
export function signStatement(crypto: Crypto, key: PrivateKey, statement: Statement, body: object): string {
  return toBase64url(crypto.sign(key, statementBytes(statement, body)));
}

export function isStatementBy(
  crypto: Crypto,
  keys: readonly PublicKey[],
  statement: Statement,
  body: object,
  signature: string,
): boolean {
  const bytes = fromBase64url(signature);
  if (bytes === undefined) return false;
  const signed = statementBytes(statement, body);
  return keys.some((key) => crypto.verify(key, signed, bytes));
}

/** `body` with its signature as the member `signature`. */
export function withSignature<T extends object>(
  crypto: Crypto,
  key: PrivateKey,
  statement: Statement,
  body: T,
): T & { signature: string } {
  return { ...body, signature: signStatement(crypto, key, statement, body) };
}

/** Whether the member `signature` of a message signs all the rest. */
export function isSignedBy(
  crypto: Crypto,
  keys: readonly PublicKey[],
  statement: Statement,
  message: { readonly signature: string },
): boolean {
  const { signature, ...body } = message;
  return isStatementBy(crypto, keys, statement, body, signature);
}
