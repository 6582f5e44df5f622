/** A home that reports less than it used: for demonstrations of what a feeder meter shows. [P-11] */
import { type Households, IMPORT_REGISTER } from './household.ts';

export interface Thief {
  readonly meter: string;
  /** How much of what it drew it reports, 0 to 99. */
  readonly percent: number;
}

/** The homes as their meters report them: the thief's import is cut, whole Wh, rounded down. */
export function withThief(households: Households, thief: Thief | undefined): Households {
  if (thief === undefined) return households;
  return {
    ...households,
    households: households.households.map((home) =>
      home.meterId === thief.meter
        ? {
            ...home,
            readings: new Map(
              [...home.readings].map(([interval, valuesWh]) => [
                interval,
                valuesWh.map((wh, at) =>
                  home.registers[at] === IMPORT_REGISTER ? Math.floor((wh * thief.percent) / 100) : wh,
                ),
              ]),
            ),
          }
        : home,
    ),
  };
}
