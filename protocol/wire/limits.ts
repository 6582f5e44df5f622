/** Every limit by name, and how they hang together. A message above its limit is refused before it is parsed. [P-5.2] */

/** Intervals in one share message, pages in one close entry or manifest. */
export const MAX_INTERVALS_PER_MESSAGE = 96;
/** Most aggregators of a deployment. */
export const MAX_AGGREGATORS = 16;
/** Meters added by one roster entry. */
export const MAX_METERS_PER_ROSTER_ENTRY = 512;
/** Field elements in one bill total message: keeps it below a quarter of a megabyte. */
export const MAX_ELEMENTS_PER_TOTAL = 8192;
/** Certified entries in one catch-up message. */
export const MAX_ENTRIES_PER_MESSAGE = 64;
/** Bytes of certified entries in one catch-up message, unless a single one is larger. */
export const MAX_ENTRY_BYTES_PER_MESSAGE = 1_048_576;

/** Messages under one session's key: two of them share a nonce by chance with a probability below 2^-56. */
export const MAX_MESSAGES_PER_SESSION = 1_048_576;

/** How long a meter keeps billed readings for aggregators that lack them, and the utility sends a bill again with later ones. */
export const RETENTION_SECONDS = 60 * 86_400;

/** What is retained is repeated once an interval, and not more often than this. */
export const LEAST_REPEAT_SECONDS = 60;

/** Largest payload in bytes, by kind of message. */
export const MAX_PAYLOAD_BYTES = {
  shares: 262_144,
  request: 4_194_304,
  manifest: 4_194_304,
  accept: 4_096,
  log: 4_194_304,
  total: 1_048_576,
  receipt: 1_048_576,
  bill: 1_048_576,
  'key-card': 8_192,
  status: 1_024,
  rejection: 4_096,
  evidence: 2_097_152,
  'head-pair': 4_096,
  'scheme-copy': 4_194_304,
  'tariff-copy': 4_194_304,
  'roster-copy': 268_435_455,
  clock: 1_024,
} as const;

/** Most ballots that one announcement rests on, from one to the next. */
export const MAX_BALLOT_BASES = 8;

/** Room in an announcement besides its entry and what that rests on: a promise of every aggregator for so many ballots. */
export const ANNOUNCEMENT_FRAME_BYTES = 98_304;
