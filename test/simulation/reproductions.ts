/**
 * What the simulator found, by the seed that found it: played again by the tests. A seed shows its bug only while the
 * scenarios drawn from seeds stay as they were, so each is also a plain test where the code is.
 */

export interface Reproduction {
  readonly seed: number;
  readonly found: string;
}

export const REPRODUCTIONS: readonly Reproduction[] = [
  {
    seed: 11,
    found:
      'an aggregator waited for the cell of a page that had closed empty, which its meter never sends: no bill of it was ever answered',
  },
  {
    seed: 3,
    found: 'a lost status kept a meter from ever sending again what an aggregator lacked',
  },
  {
    seed: 40,
    found: 'a lost key card kept a meter from ever sending to an aggregator',
  },
  {
    seed: 27,
    found: 'a meter deleted billed readings that an aggregator, away for the window, could then never get',
  },
  {
    seed: 68,
    found:
      'a meter never sent again what an aggregator had lost with an old copy of its ledger, taken before anything was signed that others could show it',
  },
  {
    seed: 524,
    found: 'a remnant cell was sent to nobody again: who lacked it never answered for its page',
  },
  {
    seed: 5763,
    found:
      'an aggregator that took its lock over from its counter waited for its announcement, and the utility for its promise',
  },
  {
    seed: 142,
    found:
      'an aggregator that was founded anew and started again before its log was there took what it had lost for a rollback, and waited for ever',
  },
  {
    seed: 19,
    found: 'an aggregator that had not proved what it signed answered every certified entry with a signed head',
  },
  {
    seed: 4472,
    found:
      'an aggregator that was founded anew before the first entry kept the log from ever beginning, where everybody must sign',
  },
  {
    seed: 36,
    found:
      'a meter believed an aggregator that got an empty store after a fork in what it had called void by the other log, and never sent it that cell',
  },
  {
    seed: 1872,
    found: 'a window was said to differ, by a load that a later answer had closed again: the figure was not taken back',
  },
  {
    seed: 11416,
    found:
      'an aggregator of whose lock only the hash was left accepted its entry when it was announced again, and did not take it up: it could promise nothing, and where all must sign nothing went on',
  },
  {
    seed: 3345,
    found:
      'an aggregator whose ledger went back behind what it had accepted and promised above refused its proposal and any higher ballot',
  },
  {
    seed: 7576,
    found: 'a load of just k answers was taken from a liar that its own bills had convicted',
  },
];
