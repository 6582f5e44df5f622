/**
 * What this aggregator holds of the others' signatures: acceptances, heads, and how long each log is. Whoever starts
 * asks for it, since its own store may be lost or older than it was; the answer consists of proofs. [P-7.4]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { acceptsIn } from '../protocol/log/contradiction.ts';
import { isAcceptedBy } from '../protocol/log/entries.ts';
import type { Effects } from '../protocol/machine.ts';
import { isSignedBy, withSignature } from '../protocol/keys/signing.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { Accept, CertifiedEntry, CompactCertificate, Head, Inquiry, WitnessedArea } from '../schemas/types.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { Votes } from './votes.ts';
import type { RunningParty } from './party.ts';

type Out = Effects<LedgerOp, LedgerRead>;

export class Witnesses {
  private readonly party: RunningParty;
  /** The head with the highest store epoch of each aggregator. */
  private readonly heads = new Map<number, Head>();
  /** By area, then aggregator: its acceptance with the highest number. */
  private readonly accepts = new Map<string, Map<number, Accept>>();
  private readonly certificates = new Map<string, CompactCertificate>();

  constructor(party: RunningParty, heads: readonly Head[]) {
    this.party = party;
    for (const head of heads) this.heads.set(head.aggregator, head);
  }

  /** An entry was applied: its certificate says who signed it. */
  certified(log: AreaLog, { entry, certificate, signature }: CertifiedEntry): void {
    const { deployment, area, sequence, previous } = entry;
    const { ballot, accepts } = certificate;
    const hash = log.headHash;
    const compact = { sequence, ballot, hash, previous, accepts };
    this.certificates.set(area, compact);
    for (const accept of acceptsIn(deployment, { area, certificate: compact, signature })) this.remember(accept);
  }

  private remember(accept: Accept): void {
    const known = this.accepts.get(accept.area) ?? new Map<number, Accept>();
    if (accept.sequence >= (known.get(accept.aggregator)?.sequence ?? 0)) known.set(accept.aggregator, accept);
    this.accepts.set(accept.area, known);
  }

  /** Somebody accepts: kept in memory only, until the certificate comes. Areas are opened by entries, not by this. */
  accepted(accept: Accept): void {
    const { crypto, signers, deployment } = this.party;
    const identities = signers.aggregators.get(accept.aggregator);
    if (identities === undefined || accept.deployment !== deployment || !this.certificates.has(accept.area)) return;
    const { area, sequence, ballot, hash, previous } = accept;
    if (isAcceptedBy(crypto, identities, { deployment, area, sequence, ballot, hash, previous }, accept))
      this.remember(accept);
  }

  head(head: Head, out: Out): void {
    const identities = this.party.signers.aggregators.get(head.aggregator);
    const known = this.heads.get(head.aggregator)?.storeEpoch ?? 0;
    if (identities === undefined || head.storeEpoch <= known) return;
    if (!isSignedBy(this.party.crypto, identities, 'head', head)) return;
    this.heads.set(head.aggregator, head);
    out.persist({ kind: 'peer-head', head });
  }

  /** Answers an inquiry, if it is authentic. */
  answer(inquiry: Inquiry, areas: ReadonlyMap<string, Votes>, out: Out): void {
    const { party } = this;
    const { aggregator: about, nonce } = inquiry;
    const identities = party.signers.aggregators.get(about);
    if (identities === undefined || !isSignedBy(party.crypto, identities, 'inquiry', inquiry)) return;
    const head = this.heads.get(about);
    const witness = withSignature(party.crypto, party.identity, 'witness', {
      version: 1 as const,
      deployment: party.deployment,
      type: 'witness' as const,
      aggregator: party.index,
      about,
      nonce,
      ...(head === undefined ? {} : { head }),
      areas: [...areas].map(([area, { bonds }]) => ({ ...this.areaOf(area, about), ...bonds })),
    });
    out.publish(topics.recovery(party.index), canonicalJson(witness));
  }

  private areaOf(area: string, about: number): WitnessedArea {
    const certificate = this.certificates.get(area);
    const accept = this.accepts.get(area)?.get(about);
    return {
      area,
      ...(certificate === undefined ? {} : { certificate }),
      ...(accept === undefined ? {} : { accept }),
    };
  }
}
