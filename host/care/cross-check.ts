/** Holding two audit files against each other: whether they are of one log, and whom it convicts if not. [P-7.7] */
import { type Judge, convictedBy, culpritOf, describeProof, isProof } from '../../protocol/log/contradiction.ts';
import type { Proof } from '../../schemas/types.ts';
import type { AuditCheck } from './audit-check.ts';

/** What two exports prove together: for each area the first number that is certified twice, and who signed both. */
export function contradictionsBetween(judge: Judge, one: AuditCheck, other: AuditCheck): Proof[] {
  const found = new Map<string, Proof>();
  for (const [area, certificates] of one.certificates) {
    const twins = other.certificates.get(area) ?? [];
    const at = certificates.findIndex(
      ({ certificate }, index) => twins[index] !== undefined && twins[index].certificate.hash !== certificate.hash,
    );
    const [mine, theirs] = [certificates[at], twins[at]];
    if (mine === undefined || theirs === undefined) continue;
    const fork = { kind: 'certificates' as const, one: mine, other: theirs };
    for (const proof of [fork, ...convictedBy(judge, fork)])
      if (isProof(judge, proof) && !found.has(culpritOf(proof))) found.set(culpritOf(proof), proof);
  }
  return [...found.values()];
}

export function describeContradictions(proofs: readonly Proof[]): string {
  if (proofs.length === 0) return 'Both files are of the same logs, as far as both reach.\n';
  return `The files contradict each other:\n${proofs.map((proof) => `  ${culpritOf(proof)}: ${describeProof(proof)}\n`).join('')}`;
}
