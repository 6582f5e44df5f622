/**
 * Planted faults: each is a mistake that somebody could make, switched on for one run from here alone, and each must be
 * caught within so many seeds. A simulator that misses one of them proves nothing about it.
 */
import { AGGREGATOR_MUTANTS } from './aggregator-mutants.ts';
import { EVIDENCE_MUTANTS } from './evidence-mutants.ts';
import { HOST_MUTANTS } from './host-mutants.ts';
import { METER_MUTANTS } from './meter-mutants.ts';
import { RELEASE_MUTANTS } from './release-mutants.ts';
import type { Mutant } from './patches.ts';

/** Seeds within which a planted fault must be caught. */
export const MOST_SEEDS = 500;

export const MUTANTS: readonly Mutant[] = [
  ...HOST_MUTANTS,
  ...METER_MUTANTS,
  ...AGGREGATOR_MUTANTS,
  ...RELEASE_MUTANTS,
  ...EVIDENCE_MUTANTS,
];
