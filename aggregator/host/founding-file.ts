/**
 * Founding an aggregator anew, by the hands of all operators, after it lost ledger and counter where no answer can prove
 * what it signed: a file that goes round, a statement of each about its own ledger, and its place in the end. [P-7.4.7]
 */
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { besideConfig } from '../../host/base/config.ts';
import { secretBeside } from '../../host/keys/credentials.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { HostError } from '../../host/base/errors.ts';
import { describeTrouble } from '../../host/base/trouble.ts';
import { importAnchors, readPartyKeys } from '../../host/keys/keys.ts';
import { isStateLocked } from '../../host/base/lock.ts';
import { readTextFile } from '../../host/base/text-file.ts';
import { isSignedBy } from '../../protocol/keys/signing.ts';
import type { AggregatorConfig, Inquiry, Witness } from '../../schemas/types.ts';
import { isValid } from '../../schemas/validate.ts';
import { type FoundingHand, foundingInquiry, foundingWitness, missingWitnesses } from '../founding.ts';
import { LedgerReader } from './ledger-reader.ts';
import { LEDGER_FILE } from './ledger-tables.ts';

/** In the state folder of the aggregator that is founded anew; the second name once that is done. */
const FOUNDING_FILE = 'founding.json';
const LAST_FOUNDING_FILE = 'last-founding.json';

/** As it goes round. */
export interface Founding {
  /** Of the aggregator that lost everything. */
  readonly inquiry: Inquiry;
  /** Of the others, each signed by hand as `founding`. */
  readonly witnesses: readonly Witness[];
}

function invalid(path: string, what: string): HostError {
  return new HostError('ERR_FOUNDING', `${path}: ${what}`);
}

function partsOf(data: unknown): { readonly inquiry?: unknown; readonly witnesses?: unknown } {
  return typeof data === 'object' && data !== null ? data : {};
}

/** Throws HostError ERR_FOUNDING or ERR_FILE_ENCODING. Who signed it is not looked at. */
export function readFounding(path: string): Founding {
  let data: unknown;
  try {
    data = JSON.parse(readTextFile(path));
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_FOUNDING', `${path} can't be read: ${describeTrouble(cause)}`, { cause });
  }
  const { inquiry, witnesses } = partsOf(data);
  if (!isValid('log', inquiry) || inquiry.type !== 'inquiry' || !Array.isArray(witnesses))
    throw invalid(path, 'this is not a founding: let the aggregator that lost its ledger write it with --to');
  const said = witnesses.map((witness: unknown) => {
    if (!isValid('log', witness) || witness.type !== 'witness') throw invalid(path, 'a statement in it is damaged');
    return witness;
  });
  return { inquiry, witnesses: said };
}

export function writeFounding(path: string, founding: Founding): void {
  writeFileSync(path, `${JSON.stringify(founding, undefined, 2)}\n`, { mode: 0o600, flush: true });
}

/** Begins one: for the aggregator that lost its ledger and its counter. */
export function beginFounding(configPath: string, config: AggregatorConfig): Founding {
  const inquiry = foundingInquiry(handOf(configPath, config), randomBytes(16).toString('base64url'));
  return { inquiry, witnesses: [] };
}

function handOf(configPath: string, { keys, deployment, index }: AggregatorConfig): FoundingHand {
  const identity = readPartyKeys(secretBeside(configPath, keys)).identity.privateKey;
  return { crypto: nodeCrypto, deployment, index, identity };
}

/** With what this operator's own ledger says. Throws HostError ERR_FOUNDING. */
export function signFounding(path: string, configPath: string, config: AggregatorConfig): Founding {
  const { inquiry, witnesses } = readFounding(path);
  if (inquiry.aggregator === config.index) throw invalid(path, 'the others sign it, not the one that it is about');
  assertAsked(path, config, inquiry);
  const reader = LedgerReader.open(join(besideConfig(configPath, config.state), LEDGER_FILE));
  try {
    const witness = foundingWitness(handOf(configPath, config), inquiry, reader);
    return { inquiry, witnesses: [...witnesses.filter(({ aggregator }) => aggregator !== config.index), witness] };
  } finally {
    reader.close();
  }
}

function assertAsked(path: string, config: AggregatorConfig, inquiry: Inquiry): void {
  const { signers } = importAnchors(config.anchors);
  const identities = signers.aggregators.get(inquiry.aggregator) ?? [];
  if (inquiry.deployment !== config.deployment || !isSignedBy(nodeCrypto, identities, 'inquiry', inquiry))
    throw invalid(path, `it is not signed by aggregator ${inquiry.aggregator} of ${config.deployment}`);
}

/** Puts it in place; the next start goes by it. Throws HostError ERR_FOUNDING or ERR_PARTY_RUNNING. */
export function applyFounding(path: string, configPath: string, config: AggregatorConfig): void {
  const founding = readFounding(path);
  const { inquiry, witnesses } = founding;
  if (inquiry.aggregator !== config.index) throw invalid(path, `it is about aggregator ${inquiry.aggregator}`);
  assertAsked(path, config, inquiry);
  const { signers } = importAnchors(config.anchors);
  const missing = missingWitnesses(nodeCrypto, signers, inquiry, witnesses);
  if (missing.length > 0) throw invalid(path, `not signed yet by aggregator ${missing.join(', ')}`);
  const state = besideConfig(configPath, config.state);
  if (isStateLocked(state)) throw new HostError('ERR_PARTY_RUNNING', `a process runs with ${state}: stop it first`);
  writeFounding(join(state, FOUNDING_FILE), founding);
}

/** What was put in place, if anything. Throws HostError ERR_FOUNDING. */
export function foundingIn(state: string): readonly Witness[] | undefined {
  const path = join(state, FOUNDING_FILE);
  return existsSync(path) ? readFounding(path).witnesses : undefined;
}

/** It was gone by, or not needed: it must not be gone by again. */
export function retireFounding(state: string): void {
  const path = join(state, FOUNDING_FILE);
  if (existsSync(path)) renameSync(path, join(state, LAST_FOUNDING_FILE));
}
