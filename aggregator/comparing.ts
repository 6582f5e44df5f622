/**
 * What an aggregator compares of the others' signatures, and what it does with a contradiction: keeps the proof, tells
 * everybody, says so loudly. Where logs differ, each shows its certificate, until one has both. [P-7.7]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import {
  type Judge,
  acceptsIn,
  culpritOf,
  describeProof,
  isAuthentic,
  isAuthenticAccept,
  isAuthenticProposal,
  isCertificate,
} from '../protocol/log/contradiction.ts';
import type { Convictions } from '../protocol/log/convictions.ts';
import { entryHash } from '../protocol/log/entries.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { StatementMemory } from '../protocol/log/statement-memory.ts';
import { topics } from '../protocol/wire/topics.ts';
import type {
  Accept,
  Announcement,
  BallotPromise,
  CertifiedEntry,
  Evidence,
  Head,
  HeadPair,
  Proof,
  SignedCertificate,
  SignedProposal,
} from '../schemas/types.ts';
import type { ReleaseGate } from './gate.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';

type Out = Effects<LedgerOp, LedgerRead>;

/** An area as far as others are compared with it. */
export interface WatchedArea {
  readonly log: AreaLog;
  readonly gate: ReleaseGate;
  readonly hashOf: (sequence: number) => string | undefined;
}

/** How often a difference is looked into again, and how many at a time. */
const LOOK_AGAIN_MS = 30_000;
const MOST_DIFFERENCES = 64;
/** How far back acceptances are compared without the ledger. */
const NUMBERS_REMEMBERED = 64;

export class Comparing {
  private readonly party: RunningParty;
  private readonly judge: Judge;
  private readonly convictions: Convictions;
  private readonly areaNamed: (name: string) => WatchedArea | undefined;
  private readonly memory = new StatementMemory();
  /** Certificates of other entries than the own ones, by area and number, until the own is read. */
  private readonly foreign = new Map<string, SignedCertificate>();
  /** Differences looked into, and when again. */
  private readonly againAtMs = new Map<string, number>();

  constructor(
    party: RunningParty,
    judge: Judge,
    convictions: Convictions,
    areaNamed: (name: string) => WatchedArea | undefined,
  ) {
    this.party = party;
    this.judge = judge;
    this.convictions = convictions;
    this.areaNamed = areaNamed;
  }

  /** Others' words may let something be released: returns whether they do. */
  accept(accept: Accept, times: Times, out: Out): boolean {
    const area = this.areaNamed(accept.area);
    if (area === undefined) return false;
    const { aggregator, sequence, ballot, hash } = accept;
    const own = area.hashOf(sequence);
    const isOld = sequence < area.log.length - NUMBERS_REMEMBERED;
    if (this.memory.hasAccept(accept) || (isOld && own === hash) || !isAuthenticAccept(this.judge, accept))
      return false;
    for (const proof of this.memory.accept(accept)) this.found(proof, out);
    if (own !== undefined && own !== hash) this.compareWithOwn(area, sequence, times, out);
    const { area: name, previous, proposed: signature } = accept;
    const isAnnounced = this.proposed({ area: name, sequence, ballot, hash, previous, signature }, out);
    return isAnnounced && area.gate.heard(aggregator, { sequence, hash, ballot });
  }

  private proposed(proposal: SignedProposal, out: Out): boolean {
    if (!isAuthenticProposal(this.judge, proposal)) return false;
    for (const proof of this.memory.proposal(proposal)) this.found(proof, out);
    return true;
  }

  head(head: Head, times: Times, out: Out): boolean {
    const area = this.areaNamed(head.area);
    if (area === undefined || head.length === 0) return false;
    const own = area.hashOf(head.length - 1);
    const isOther = own !== undefined && own !== head.hash;
    if (this.memory.hasHead(head)) {
      // It may have come before the own entry, and what was shown may have got lost: again, until the fork is proved.
      if (isOther && !this.convictions.isForked(head.area)) this.show(head, times, out);
      return false;
    }
    if (!isAuthentic(this.judge, 'head', head)) return false;
    for (const proof of this.memory.head(head)) this.found(proof, out);
    if (isOther) this.show(head, times, out);
    return area.gate.heard(head.aggregator, { sequence: head.length - 1, hash: head.hash, ballot: undefined });
  }

  /** Another log than the own one: the own certificate is shown, so that whoever has the other has both. */
  private show({ area, aggregator, length }: Head, times: Times, out: Out): void {
    if (!this.isDue(`show/${area}/${length}`, times)) return;
    const text = `aggregator ${aggregator} signs another log of ${area} than this one has: it is asked for the certificate`;
    out.notice('error', 'log_fork', text, { area, aggregator, sequence: length - 1 });
    out.read({ kind: 'entries', area, sequence: length - 1, purpose: 'show' });
  }

  private isDue(what: string, times: Times): boolean {
    if (times.monotonicMs < (this.againAtMs.get(what) ?? 0)) return false;
    if (this.againAtMs.size >= MOST_DIFFERENCES) this.againAtMs.clear();
    this.againAtMs.set(what, times.monotonicMs + LOOK_AGAIN_MS);
    return true;
  }

  promise(promise: BallotPromise, out: Out): void {
    const area = this.areaNamed(promise.area);
    // Only about the number that is being decided: of what is certified nobody promises.
    if (area === undefined || promise.sequence < area.log.length - 1) return;
    if (!isAuthentic(this.judge, 'promise', promise)) return;
    for (const proof of this.memory.promise(promise)) this.found(proof, out);
  }

  /** What an announcement brings along of the others: manifests and promises. */
  announcement({ entry, ballot, manifests, promises = [], bases = [], signature }: Announcement, out: Out): void {
    if (this.areaNamed(entry.area) === undefined) return;
    const { area, sequence, previous } = entry;
    const hash = entryHash(this.party.crypto, entry);
    if (!this.proposed({ area, sequence, ballot, hash, previous, signature }, out)) return;
    for (const promise of [...promises, ...bases.flatMap((basis) => basis.promises)]) this.promise(promise, out);
    for (const manifest of manifests) {
      if (manifest.type !== 'manifest' || this.areaNamed(manifest.area) === undefined) continue;
      if (this.memory.hasManifest(manifest) || !isAuthentic(this.judge, 'manifest', manifest)) continue;
      for (const proof of this.memory.manifest(manifest)) this.found(proof, out);
    }
  }

  /** A certified entry that somebody shows: kept to be compared if it is another one than the own. */
  certified({ entry, certificate, signature }: CertifiedEntry, times: Times, out: Out): void {
    const area = this.areaNamed(entry.area);
    if (area === undefined || !area.log.hasScheme || entry.deployment !== this.party.deployment) return;
    const { sequence, previous } = entry;
    const own = area.hashOf(sequence);
    const hash = entryHash(this.party.crypto, entry);
    if (own === hash || sequence > area.log.length) return;
    const { ballot, accepts } = certificate;
    const foreign = { area: entry.area, certificate: { sequence, ballot, hash, previous, accepts }, signature };
    if (!isCertificate(this.judge, foreign, area.log.quorum)) return;
    for (const accept of acceptsIn(this.party.deployment, foreign))
      if (isAuthenticAccept(this.judge, accept)) for (const proof of this.memory.accept(accept)) this.found(proof, out);
    // One that is next, and follows another entry than the last one here, is a fork as well.
    if (own === undefined && previous === area.log.headHash) return;
    const number = own === undefined ? sequence - 1 : sequence;
    if (this.foreign.size >= MOST_DIFFERENCES) this.foreign.clear();
    this.foreign.set(`${entry.area}/${number}`, foreign);
    this.compareWithOwn(area, number, times, out);
  }

  private compareWithOwn({ log: { area } }: WatchedArea, sequence: number, times: Times, out: Out): void {
    const hasForeign = this.foreign.has(`${area}/${sequence}`);
    if (hasForeign || this.isDue(`compare/${area}/${sequence}`, times))
      out.read({ kind: 'entries', area, sequence, purpose: 'compare' });
  }

  /** An own certified entry was read, to be compared. */
  own({ entry, certificate, signature }: CertifiedEntry, out: Out): void {
    const { area, sequence, previous } = entry;
    const { ballot, accepts } = certificate;
    const hash = entryHash(this.party.crypto, entry);
    const own: SignedCertificate = { area, certificate: { sequence, ballot, hash, previous, accepts }, signature };
    for (const accept of acceptsIn(this.party.deployment, own))
      if (isAuthenticAccept(this.judge, accept)) for (const proof of this.memory.accept(accept)) this.found(proof, out);
    this.proposed({ area, sequence, ballot, hash, previous, signature }, out);
    const other = this.foreign.get(`${area}/${sequence}`);
    if (other === undefined) return;
    this.foreign.delete(`${area}/${sequence}`);
    this.found({ kind: 'certificates', one: own, other }, out);
  }

  /** Proofs that another party publishes: each is checked, and what is new is told on. */
  evidence({ proofs }: Evidence, out: Out): void {
    for (const proof of proofs) this.found(proof, out);
  }

  /** Two heads from a meter's receipts: its own word counts for nothing, the signatures do. */
  headPair({ one, other }: HeadPair, times: Times, out: Out): void {
    if (one.aggregator === other.aggregator) this.found({ kind: 'heads', one, other }, out);
    for (const head of [one, other]) if (head.aggregator !== this.party.index) this.head(head, times, out);
  }

  /** Keeps what is proved, once, and tells everybody. */
  found(proof: Proof, out: Out): void {
    const news = this.convictions.take(proof);
    if (news.length === 0) return;
    for (const one of news) {
      out.persist({ kind: 'proof', name: culpritOf(one), proof: one });
      out.notice('error', 'evidence', `${describeProof(one)}: kept and published, see gridshare evidence list`, {
        name: culpritOf(one),
      });
    }
    this.publish(out);
  }

  publish(out: Out): void {
    const message = this.convictions.message();
    if (message !== undefined) out.publish(topics.evidence(this.party.index), canonicalJson(message), true);
  }
}
