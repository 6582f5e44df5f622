/**
 * Signed contradictions: whether two statements of one signer can't both be honest, and a proof of it that convinces
 * whoever has the anchors. [P-7.7] Pure. What is honest after all: acceptances of different entries under different
 * ballots (Paxos), heads and manifests of different store epochs (a loss), holdings (they grow).
 */
import type {
  Accept,
  BallotPromise,
  CertificatesProof,
  Head,
  LockProof,
  ManifestsProof,
  Proof,
  SignedCertificate,
  SignedProposal,
  TotalMessage,
} from '../../schemas/types.ts';
import { canonicalJson } from '../wire/canonical.ts';
import type { Crypto } from '../keys/crypto-port.ts';
import { type Proposal, type Signers, isAcceptedBy, isProposedBy } from './entries.ts';
import { type Statement, isSignedBy } from '../keys/signing.ts';

/** What a proof is held against. */
export interface Judge {
  readonly crypto: Crypto;
  readonly deployment: string;
  readonly signers: Signers;
  /** q of an area by the scheme that the judge knows; undefined if it knows none. */
  readonly quorumOf: (area: string) => number | undefined;
}

/** Whom or what a proof is about: one is kept of each. */
export type Culprit = `aggregator-${number}` | 'utility' | `fork/${string}`;

export function culpritOf(proof: Proof): Culprit {
  switch (proof.kind) {
    case 'announcements':
      return 'utility';
    case 'certificates':
      return `fork/${proof.one.area}`;
    case 'lock':
      return `aggregator-${proof.accept.aggregator}`;
    default:
      return `aggregator-${proof.one.aggregator}`;
  }
}

/** The area that a proof is about. */
export function areaOf(proof: Proof): string {
  return proof.kind === 'lock' ? proof.accept.area : proof.one.area;
}

/**
 * Whether somebody who lost its store may have signed under a number before the loss and again after it: only where
 * everybody must sign, since elsewhere it leaves out what it may have signed. [P-7.4]
 */
function mayHaveLost(judge: Judge, area: string): boolean {
  const quorum = judge.quorumOf(area);
  return quorum === undefined || quorum >= judge.signers.aggregators.size;
}

function areAccepts(judge: Judge, one: Accept, other: Accept): boolean {
  if (one.aggregator !== other.aggregator || one.area !== other.area || one.sequence !== other.sequence) return false;
  if (one.ballot === other.ballot) return one.hash !== other.hash;
  // An acceptance follows the signer's own log, which is one within a store epoch.
  return one.previous !== other.previous && !mayHaveLost(judge, one.area);
}

/** A promise names the last acceptance under its number, and rules out any later one below its ballot. */
function isConcealed(judge: Judge, { accept, promise }: LockProof): boolean {
  const { lock } = promise;
  if (accept.aggregator !== promise.aggregator || accept.area !== promise.area) return false;
  if (accept.sequence !== promise.sequence || accept.ballot > promise.ballot) return false;
  if (lock?.ballot === accept.ballot) return lock.hash !== accept.hash;
  if (accept.ballot === promise.ballot || (lock !== undefined && lock.ballot > accept.ballot)) return false;
  return promise.storeEpoch === 1 || !mayHaveLost(judge, accept.area);
}

function arePromises(one: BallotPromise, other: BallotPromise): boolean {
  if (one.aggregator !== other.aggregator || one.area !== other.area || one.sequence !== other.sequence) return false;
  return one.storeEpoch === other.storeEpoch && one.ballot === other.ballot && one.proposer !== other.proposer;
}

function areHeads(one: Head, other: Head): boolean {
  if (one.aggregator !== other.aggregator || one.area !== other.area || one.storeEpoch !== other.storeEpoch)
    return false;
  return one.length === other.length && one.hash !== other.hash;
}

function areManifests({ one, other }: ManifestsProof): boolean {
  if (one.type !== 'manifest' || other.type !== 'manifest') return false;
  if (one.aggregator !== other.aggregator || one.area !== other.area || one.storeEpoch !== other.storeEpoch)
    return false;
  const held = new Map(one.pages.map((page) => [page.interval, page.held]));
  return other.pages.some((page) => held.has(page.interval) && held.get(page.interval) !== page.held);
}

/** What a total is about: two digests of it convict. */
export function identityOf(total: TotalMessage): string {
  const { area, sequence, entry, aggregator, storeEpoch } = total;
  const about = total.type === 'load' ? total.interval : total.meters;
  return canonicalJson([total.type, area, sequence, entry, aggregator, storeEpoch, about]);
}

function areProposals(one: SignedProposal, other: SignedProposal): boolean {
  return (
    one.area === other.area && one.sequence === other.sequence && one.ballot === other.ballot && one.hash !== other.hash
  );
}

function areCertificates({ one, other }: CertificatesProof): boolean {
  if (one.area !== other.area) return false;
  const [first, second] = [one.certificate, other.certificate];
  if (second.sequence === first.sequence) return second.hash !== first.hash;
  // Certified after another entry than the one that is certified before it.
  return second.sequence === first.sequence + 1 && second.previous !== first.hash;
}

/** Whether what a proof says can't be honest, if its signatures are right. */
function isContradiction(judge: Judge, proof: Proof): boolean {
  switch (proof.kind) {
    case 'accepts':
      return areAccepts(judge, proof.one, proof.other);
    case 'lock':
      return isConcealed(judge, proof);
    case 'promises':
      return arePromises(proof.one, proof.other);
    case 'heads':
      return areHeads(proof.one, proof.other);
    case 'manifests':
      return areManifests(proof);
    case 'totals':
      return identityOf(proof.one) === identityOf(proof.other) && proof.one.digest !== proof.other.digest;
    case 'announcements':
      return areProposals(proof.one, proof.other);
    case 'certificates':
      return areCertificates(proof);
  }
}

export function isAuthenticAccept(judge: Omit<Judge, 'quorumOf'>, accept: Accept): boolean {
  const { deployment, area, sequence, ballot, hash, previous, aggregator } = accept;
  const identities = judge.signers.aggregators.get(aggregator);
  if (identities === undefined || deployment !== judge.deployment) return false;
  return isAcceptedBy(judge.crypto, identities, { deployment, area, sequence, ballot, hash, previous }, accept);
}

/** Whether an aggregator signed this message of its, for this deployment. */
export function isAuthentic(
  judge: Omit<Judge, 'quorumOf'>,
  statement: Statement,
  message: { readonly deployment: string; readonly aggregator: number; readonly signature: string },
): boolean {
  const identities = judge.signers.aggregators.get(message.aggregator);
  if (identities === undefined || message.deployment !== judge.deployment) return false;
  return isSignedBy(judge.crypto, identities, statement, message);
}

export function isAuthenticProposal(judge: Omit<Judge, 'quorumOf'>, signed: SignedProposal): boolean {
  const { signature, ...said } = signed;
  return isProposedBy(judge.crypto, judge.signers.utility, { deployment: judge.deployment, ...said }, signature);
}

/** What a certificate without its entry says that was proposed. */
function proposalIn(judge: Omit<Judge, 'quorumOf'>, { area, certificate }: SignedCertificate): Proposal {
  const { sequence, ballot, hash, previous } = certificate;
  return { deployment: judge.deployment, area, sequence, ballot, hash, previous };
}

/** Whether the utility announced it and at least `quorum` aggregators accepted it. */
export function isCertificate(judge: Omit<Judge, 'quorumOf'>, signed: SignedCertificate, quorum: number): boolean {
  const { crypto, signers } = judge;
  const proposal = proposalIn(judge, signed);
  if (!isProposedBy(crypto, signers.utility, proposal, signed.signature)) return false;
  const accepting = new Set<number>();
  for (const acceptance of signed.certificate.accepts) {
    const identities = signers.aggregators.get(acceptance.aggregator) ?? [];
    if (isAcceptedBy(crypto, identities, proposal, acceptance)) accepting.add(acceptance.aggregator);
  }
  return accepting.size >= quorum;
}

function areSigned(judge: Judge, proof: Proof): boolean {
  switch (proof.kind) {
    case 'accepts':
      return isAuthenticAccept(judge, proof.one) && isAuthenticAccept(judge, proof.other);
    case 'lock':
      return isAuthenticAccept(judge, proof.accept) && isAuthentic(judge, 'promise', proof.promise);
    case 'promises':
      return isAuthentic(judge, 'promise', proof.one) && isAuthentic(judge, 'promise', proof.other);
    case 'heads':
      return isAuthentic(judge, 'head', proof.one) && isAuthentic(judge, 'head', proof.other);
    case 'manifests':
      return isAuthentic(judge, 'manifest', proof.one) && isAuthentic(judge, 'manifest', proof.other);
    case 'totals':
      return isAuthentic(judge, 'total', proof.one) && isAuthentic(judge, 'total', proof.other);
    case 'announcements':
      return isAuthenticProposal(judge, proof.one) && isAuthenticProposal(judge, proof.other);
    case 'certificates': {
      const quorum = judge.quorumOf(proof.one.area) ?? Number.POSITIVE_INFINITY;
      return isCertificate(judge, proof.one, quorum) && isCertificate(judge, proof.other, quorum);
    }
  }
}

/** Whether a proof proves what it says: cheap tests first, then its signatures. */
export function isProof(judge: Judge, proof: Proof): boolean {
  return isContradiction(judge, proof) && areSigned(judge, proof);
}

/**
 * Whom two certificates convict besides: under one ballot, whoever signed both, and the utility. Under two ballots somebody
 * broke a promise, and an honest one can be in both.
 */
export function convictedBy(judge: Judge, { one, other }: CertificatesProof): Proof[] {
  if (one.certificate.ballot !== other.certificate.ballot || one.certificate.sequence !== other.certificate.sequence)
    return [];
  const proofs: Proof[] = [{ kind: 'announcements', one: announced(one), other: announced(other) }];
  for (const accept of acceptsIn(judge.deployment, one)) {
    const twin = acceptsIn(judge.deployment, other).find(({ aggregator }) => aggregator === accept.aggregator);
    if (twin !== undefined) proofs.push({ kind: 'accepts', one: accept, other: twin });
  }
  return proofs;
}

function announced({ area, certificate, signature }: SignedCertificate): SignedProposal {
  const { sequence, ballot, hash, previous } = certificate;
  return { area, sequence, ballot, hash, previous, signature };
}

/** The acceptances of a certificate, as their signers published them. */
export function acceptsIn(deployment: string, { area, certificate, signature }: SignedCertificate): Accept[] {
  const { sequence, ballot, hash, previous, accepts } = certificate;
  return accepts.map((acceptance) => ({
    version: 1,
    deployment,
    type: 'accept',
    area,
    sequence,
    ballot,
    hash,
    previous,
    proposed: signature,
    ...acceptance,
  }));
}

/** What a proof says, for people. */
export function describeProof(proof: Proof): string {
  switch (proof.kind) {
    case 'accepts':
      return `aggregator ${proof.one.aggregator} accepted two different entries ${proof.one.sequence} of ${proof.one.area}`;
    case 'lock':
      return `aggregator ${proof.accept.aggregator} concealed that it had accepted an entry ${proof.accept.sequence} of ${proof.accept.area}`;
    case 'promises':
      return `aggregator ${proof.one.aggregator} promised ballot ${proof.one.ballot} for entry ${proof.one.sequence} of ${proof.one.area} to two proposers`;
    case 'heads':
      return `aggregator ${proof.one.aggregator} signed two different logs of ${proof.one.area} with ${proof.one.length} entries`;
    case 'manifests':
      return `aggregator ${proof.one.aggregator} signed two different manifests of one page of ${proof.one.area}`;
    case 'totals':
      return `aggregator ${proof.one.aggregator} signed two different sums for entry ${proof.one.sequence} of ${proof.one.area}`;
    case 'announcements':
      return `the utility announced two different entries ${proof.one.sequence} of ${proof.one.area} under one ballot`;
    case 'certificates':
      return `two different logs of ${proof.one.area} are certified from entry ${proof.one.certificate.sequence} on`;
  }
}
