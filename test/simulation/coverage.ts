/**
 * What a run must have seen: a simulator that never kills anybody between commit and publication proves nothing about it.
 * A large run fails if no seed saw a listed situation.
 */

export const SITUATIONS = [
  'a message lost',
  'a message delivered twice',
  'a message overtaken by later ones',
  'a party cut off the broker',
  'the broker lost everything',
  'a death before a commit',
  'a death between commit and publication',
  'a death after a commit that nobody heard of',
  'a death before a answer',
  'a torn commit',
  'a full disk',
  'a clock that stepped',
  'an HPKE key rotated in the middle',
  'an HPKE key replaced at once',
  'a share sealed to a key that is pending',
  'a share sealed to a key that is retired',
  'a share sealed to a key that is gone',
  'notice hpke_unknown_config_id',
  'an aggregator away for whole windows',
  'a fleet away for whole windows',
  'a void cell',
  'void energy booked again',
  'a page that closed empty',
  'a cell that came to its closed page',
  'a meter that waits: fewIntervals',
  'a meter that waits: notHeld',
  'a meter that waits: companion',
  'a bill that covers cells which had waited',
  'a bill verified',
  'a bill failed',
  'a load verified',
  'a load corrected',
  'a load unverified',
  'a load empty',
  'a cell that rotted on the disk',
  'notice ledger_corrupt',
  'a ledger lost',
  'a ledger put back from a backup, restored',
  'a ledger put back from a backup, copied',
  'a new store epoch',
  'an archive lost',
  'an entry certified under a higher ballot',
  'notice ledger_rolled_back',
  'notice log_gap',
  'notice batch_collected',
  'notice report_too_early',
] as const;

export class Coverage {
  readonly counts = new Map<string, number>();

  saw(situation: string): void {
    this.counts.set(situation, (this.counts.get(situation) ?? 0) + 1);
  }
}
