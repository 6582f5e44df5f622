/** Calendar periods that a bill may cover. */
export const PERIODS = ['month', 'week', 'day'] as const;
export type Period = (typeof PERIODS)[number];

export interface CalendarChoice {
  readonly period: Period;
  /** IANA name. */
  readonly timeZone: string;
  /** `YYYY-MM-DD`: the first window begins with this local day. With the next interval if undefined. */
  readonly from: string | undefined;
}
