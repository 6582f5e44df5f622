/**
 * Signed contradictions that a party's store keeps, as far as its anchors bear them out, and which of them its operators
 * have acknowledged. [P-7.7]
 */
import { areaOf, culpritOf, describeProof, isProof } from '../../protocol/log/contradiction.ts';
import type { Anchors, Proof } from '../../schemas/types.ts';
import { acknowledgedIn } from '../process/acknowledged.ts';
import { type Check, ok, warning } from '../care/finding.ts';
import { nodeCrypto } from '../keys/crypto.ts';
import { importAnchors } from '../keys/keys.ts';

export interface KeptProof {
  /** Whom it convicts, or `fork/AREA`. */
  readonly name: string;
  /** That it is about. */
  readonly area: string;
  readonly text: string;
  readonly isAcknowledged: boolean;
  readonly proof: Proof;
}

interface Party {
  readonly stateFolder: string;
  readonly deployment: string;
  readonly anchors: Anchors;
}

/** Of the proofs in a store, those that hold. Throws HostError ERR_ACKNOWLEDGED. */
export function keptProofs({ stateFolder, deployment, anchors }: Party, proofs: readonly Proof[]): KeptProof[] {
  const { signers } = importAnchors(anchors);
  const judge = { crypto: nodeCrypto, deployment, signers, quorumOf: () => 1 };
  const acknowledged = new Set(acknowledgedIn(stateFolder));
  return proofs
    .filter((proof) => isProof(judge, proof))
    .map((proof) => {
      const name = culpritOf(proof);
      return { name, area: areaOf(proof), text: describeProof(proof), isAcknowledged: acknowledged.has(name), proof };
    });
}

/** The doctor's finding. */
export function evidenceCheck(party: Party, proofs: readonly Proof[]): Check {
  const kept = keptProofs(party, proofs);
  const open = kept.filter(({ isAcknowledged }) => !isAcknowledged);
  const named = (some: readonly KeptProof[]): string => some.map(({ name, text }) => `${name}: ${text}`).join('; ');
  if (kept.length === 0) return ok('evidence', 'nobody is convicted');
  if (open.length === 0) return ok('evidence', `acknowledged: ${named(kept)}`);
  const advice = 'see what to do in docs/operating.md, then gridshare evidence acknowledge NAME';
  return warning('evidence', named(open), advice);
}
