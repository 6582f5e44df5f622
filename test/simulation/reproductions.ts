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
];
