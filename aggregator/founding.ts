/**
 * What is signed by hand when an aggregator is founded anew: the question of the one that lost ledger and counter, and
 * each other's statement about its own ledger. [P-7.4.7]
 */
import type { Crypto, PrivateKey } from '../protocol/keys/crypto-port.ts';
import { entryHash, type Signers } from '../protocol/log/entries.ts';
import { isSignedBy, withSignature } from '../protocol/keys/signing.ts';
import type { CertifiedEntry, Head, Inquiry, Witness, WitnessedArea } from '../schemas/types.ts';

/** Whose hand signs. */
export interface FoundingHand {
  readonly crypto: Crypto;
  readonly deployment: string;
  readonly index: number;
  readonly identity: PrivateKey;
}

/** A ledger as far as a statement tells of it. */
export interface FoundingLedger {
  headOf(aggregator: number): Head | undefined;
  areas(): readonly string[];
  lastEntry(area: string): CertifiedEntry | undefined;
  bonds(area: string): Pick<WitnessedArea, 'lock' | 'promised'>;
}

/** Of the aggregator that lost everything. */
export function foundingInquiry(hand: FoundingHand, nonce: string): Inquiry {
  const { crypto, deployment, index, identity } = hand;
  return withSignature(crypto, identity, 'inquiry', {
    version: 1 as const,
    deployment,
    type: 'inquiry' as const,
    aggregator: index,
    nonce,
  });
}

/** Of each other: what its own ledger says. */
export function foundingWitness(hand: FoundingHand, inquiry: Inquiry, ledger: FoundingLedger): Witness {
  const { crypto, deployment, index, identity } = hand;
  const { aggregator: about, nonce } = inquiry;
  const head = ledger.headOf(about);
  return withSignature(crypto, identity, 'founding', {
    version: 1 as const,
    deployment,
    type: 'witness' as const,
    aggregator: index,
    about,
    nonce,
    ...(head === undefined ? {} : { head }),
    areas: ledger.areas().map((area) => witnessedArea(crypto, ledger, area)),
  });
}

function witnessedArea(crypto: Crypto, ledger: FoundingLedger, area: string): WitnessedArea {
  const last = ledger.lastEntry(area);
  const { lock, promised } = ledger.bonds(area);
  return {
    area,
    ...(last === undefined
      ? {}
      : {
          certificate: {
            sequence: last.entry.sequence,
            previous: last.entry.previous,
            hash: entryHash(crypto, last.entry),
            ...last.certificate,
          },
        }),
    ...(lock === undefined ? {} : { lock }),
    ...(promised === undefined ? {} : { promised }),
  };
}

/** Which of the others have not signed what the inquiry asks. */
export function missingWitnesses(
  crypto: Crypto,
  signers: Signers,
  inquiry: Inquiry,
  witnesses: readonly Witness[],
): number[] {
  const hasSigned = (index: number): boolean =>
    witnesses.some(
      (witness) =>
        witness.aggregator === index &&
        witness.about === inquiry.aggregator &&
        witness.nonce === inquiry.nonce &&
        isSignedBy(crypto, signers.aggregators.get(index) ?? [], 'founding', witness),
    );
  return [...signers.aggregators.keys()].filter((index) => index !== inquiry.aggregator && !hasSigned(index));
}
