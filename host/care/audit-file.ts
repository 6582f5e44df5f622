/**
 * The audit file: a party's log, evidence and figures as JSON lines. Each line ends in a hash over itself and all before
 * it, and the last one has the party's signature, so that whoever holds the anchors can check it offline. [P-4.6]
 */
import { toBase64url, utf8 } from '../../protocol/wire/bytes.ts';
import type { PrivateKey } from '../../protocol/keys/crypto-port.ts';
import { signStatement } from '../../protocol/keys/signing.ts';
import { nodeCrypto } from '../keys/crypto.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';

/** What a line says, without its hash. */
export type AuditLine =
  | {
      readonly line: 'head';
      readonly version: 1;
      readonly deployment: string;
      readonly party: string;
      readonly software: string;
      readonly atMs: number;
    }
  /** `text`: as stored, when that is no JSON. */
  | { readonly line: 'entry'; readonly area: string; readonly certified?: unknown; readonly text?: string }
  | { readonly line: 'evidence'; readonly area: string; readonly text: string }
  /** What its exporter noticed, and can prove to nobody. */
  | { readonly line: 'hint'; readonly area: string; readonly text: string }
  | {
      readonly line: 'figure';
      readonly kind: 'load' | 'bill' | 'window';
      readonly area: string;
      readonly revision: number;
      readonly figure: unknown;
    }
  | { readonly line: 'end'; readonly lines: number; readonly signature: string };

/** Who exports, and with what key it signs. */
export interface Exporter {
  readonly deployment: string;
  readonly party: string;
  readonly identity: PrivateKey;
}

/** What the signature of the last line is over: the statement `export`. */
export function exportStatement(deployment: string, party: string, lines: number, chain: string): object {
  return { deployment, party, lines, chain };
}

/** The hash that a line ends in, over the line without it and the hash before ('' for the first line). */
export function chainAfter(chain: string, body: string): string {
  return toBase64url(nodeCrypto.sha256(utf8(`gridshare/1 export\n${chain}\n${body}`)));
}

/** Takes a line apart: what it says, as text, and the hash it ends in; undefined if it is no line of an audit file. */
export function splitLine(text: string): { readonly body: string; readonly chain: string } | undefined {
  const match = /^(\{.*),"chain":"([A-Za-z0-9_-]{43})"\}$/s.exec(text);
  return match === null ? undefined : { body: `${match[1] ?? ''}}`, chain: match[2] ?? '' };
}

/** An entry's line, from its stored text. */
export function entryLine(area: string, text: string): Extract<AuditLine, { line: 'entry' }> {
  try {
    return { line: 'entry', area, certified: JSON.parse(text) as unknown };
  } catch {
    // A damaged store is exported as it is: finding that out is what the file is for.
    return { line: 'entry', area, text };
  }
}

/** The lines of an audit file, each with its line feed. */
export function* auditFile(exporter: Exporter, atMs: number, content: Iterable<AuditLine>): Generator<string> {
  const { deployment, party, identity } = exporter;
  let chain = '';
  let lines = 0;
  const closed = (line: AuditLine): string => {
    const body = JSON.stringify(line);
    chain = chainAfter(chain, body);
    lines += 1;
    return `${body.slice(0, -1)},"chain":"${chain}"}\n`;
  };
  yield closed({ line: 'head', version: 1, deployment, party, software: SOFTWARE_VERSION, atMs });
  for (const line of content) yield closed(line);
  const statement = exportStatement(deployment, party, lines, chain);
  yield closed({ line: 'end', lines, signature: signStatement(nodeCrypto, identity, 'export', statement) });
}
