/* Generated from api.schema.json by `npm run generate`. Do not edit. */

/**
 * What a register counts.
 */
export type Unit = 'Wh' | 'dm3' | 'kJ';

/**
 * Every answer of the read-only API, by name. The OpenAPI document is made of it.
 */
export interface ApiAnswers {
  Unit: Unit;
  Certified: Certified;
  BillLine: BillLine;
  Bill: Bill;
  Load: Load;
  FootingSum: FootingSum;
  Footing: Footing;
  Settlement: Settlement;
  Billed: Billed;
  Area: Area;
  AggregatorArea: AggregatorArea;
  Aggregator: Aggregator;
  Evidence: Evidence;
  Utility: Utility;
  Deployment: Deployment;
  Problem: Problem;
  Health: Health;
  Areas: Areas;
  Aggregators: Aggregators;
  Bills: Bills;
  Loads: Loads;
  Settlements: Settlements;
  Evidences: Evidences;
  Refusals: Refusals;
  SightValue: SightValue;
  Sight: Sight;
  SightReading: SightReading;
  Sights: Sights;
  MoneyBill: MoneyBill;
  MoneyLine: MoneyLine;
  VatSum: VatSum;
  MoneyTier: MoneyTier;
  PricedBy: PricedBy;
  Invoice: Invoice;
  Contradiction: Contradiction;
  ContradictionSide: ContradictionSide;
  RunningOut: RunningOut;
}
/**
 * The certified entry that fixes whose cells are in a total.
 */
export interface Certified {
  /**
   * Number of the entry in the log of its area.
   */
  sequence: number;
  /**
   * Hash of the entry, base64url.
   */
  setHash: string;
  /**
   * Who accepted it.
   *
   * @maxItems 16
   */
  certifiedBy: number[];
  /**
   * How many had to.
   */
  quorum: number;
}
/**
 * One total of a bill: a register at a rate.
 */
export interface BillLine {
  /**
   * OBIS code.
   */
  register: string;
  /**
   * Name of the rate.
   */
  rate: string;
  /**
   * Intervals in it.
   */
  cells: number;
  /**
   * What the register counted, in its units.
   */
  totalUnits: number;
  unit: Unit;
  /**
   * Price of a kWh in millionths of the currency, net; negative where a dynamic price is.
   */
  microPerKwh: number;
}
/**
 * A meter's bill of a window. For operators only.
 */
export interface Bill {
  /**
   * Area.
   */
  area: string;
  /**
   * Meter id.
   */
  meter: string;
  /**
   * Which keys of the meter.
   */
  keyEpoch: number;
  /**
   * First interval.
   */
  from: number;
  /**
   * Intervals in the window.
   */
  count: number;
  /**
   * Begin, UTC.
   */
  begin: string;
  /**
   * End, UTC: the first moment that is no longer of it.
   */
  end: string;
  status: 'verified' | 'disputed' | 'failed' | 'waiting' | 'remnant';
  /**
   * Why it stands so.
   */
  reason: string;
  /**
   * Totals; empty unless verified.
   *
   * @maxItems 256
   */
  lines: BillLine[];
  /**
   * Intervals of the window of which the roster has the meter.
   */
  of: number;
  /**
   * Whose sums agree.
   *
   * @maxItems 16
   */
  signers: number[];
  /**
   * Whose sums do not.
   *
   * @maxItems 16
   */
  differing: number[];
  /**
   * Whether the meter itself is suspected.
   */
  suspicion?: 'possible' | 'certain';
  set?: Certified;
  money?: MoneyBill;
  /**
   * Of the bill as it was sent to the household: never two of one. Absent unless verified.
   */
  number?: string;
  /**
   * Which bill of this window it is, from 1 on. Absent unless verified.
   */
  revision?: number;
  /**
   * Number of the certified entry that released it, which is that of `set`.
   */
  run?: number;
  /**
   * What the household was sent before and stands no more, the oldest first: bills, each followed by the credit note over it.
   *
   * @maxItems 1024
   */
  earlier: Invoice[];
  /**
   * Whose evidence contradicts whom; empty of most bills.
   *
   * @maxItems 64
   */
  contradictions: Contradiction[];
}
/**
 * What a bill costs: its opened totals times the prices of a signed document.
 */
export interface MoneyBill {
  tariff: PricedBy;
  /**
   * ISO 4217.
   */
  currency: string;
  /**
   * Digits that people are shown.
   */
  decimals: number;
  /**
   * In the order of the document.
   *
   * @minItems 0
   * @maxItems 1024
   */
  lines: MoneyLine[];
  /**
   * Once for each rate of VAT.
   *
   * @minItems 0
   * @maxItems 64
   */
  vat: VatSum[];
  /**
   * All lines.
   */
  netMicro: number;
  /**
   * All tax.
   */
  vatMicro: number;
  /**
   * What is due; negative where it is paid out.
   */
  totalMicro: number;
}
/**
 * The document, and the hash that the scheme names it by.
 */
export interface PricedBy {
  id: string;
  revision: number;
  title: string;
  /**
   * 32 bytes, base64url.
   */
  hash: string;
}
/**
 * An amount, and what it is for.
 */
export interface MoneyLine {
  /**
   * Id of the document's component; several with + between them, where a rate does not tell them apart.
   */
  component: string;
  /**
   * As the document names it.
   */
  text: string;
  kind: 'energy' | 'standing' | 'export';
  /**
   * OBIS code of a register, such as 1-0:1.8.0 (import).
   */
  register?: string;
  /**
   * Name of a tariff's rate.
   */
  rate?: string;
  tier?: MoneyTier;
  /**
   * Wh that it is of.
   */
  units?: number;
  /**
   * Of a standing charge per day: how long, 86400 a day.
   */
  seconds?: number;
  /**
   * Price in millionths of the currency unit per kWh, net.
   */
  microPerKwh?: number;
  /**
   * Of a standing charge.
   */
  microPerDay?: number;
  /**
   * Millionths of the currency; a credit is negative.
   */
  netMicro: number;
  /**
   * Value added tax, in millionths of the net amount: 190000 is 19 %.
   */
  vatPpm: number;
}
/**
 * Of a block: from which Wh on, and up to which, it holds.
 */
export interface MoneyTier {
  fromWh: number;
  untilWh?: number;
}
/**
 * What is taxed at one rate.
 */
export interface VatSum {
  /**
   * Value added tax, in millionths of the net amount: 190000 is 19 %.
   */
  vatPpm: number;
  /**
   * Sum of the lines.
   */
  netMicro: number;
  /**
   * The tax.
   */
  vatMicro: number;
}
/**
 * What a household was sent: a bill, or a credit note over one.
 */
export interface Invoice {
  /**
   * Never two of one.
   */
  number: string;
  kind: 'bill' | 'credit-note';
  /**
   * Of the bill: of the one that is taken back, too.
   */
  revision: number;
  /**
   * Number of the certified entry that the totals are of.
   */
  run: number;
  /**
   * Of a credit note: number of the bill that it takes back.
   */
  of?: string;
  /**
   * Of a credit note: why.
   */
  reason?: string;
  money?: MoneyBill;
}
/**
 * A piece of evidence, and who is on which side of it.
 */
export interface Contradiction {
  /**
   * Totals that the meter's tag confirms or does not; sums that do not lie on one polynomial; sums of the window's loads; what was found of the whole window; two signed statements.
   */
  kind: 'tag' | 'sums' | 'loads' | 'window' | 'signed';
  /**
   * In words.
   */
  text: string;
  /**
   * @maxItems 64
   */
  sides: ContradictionSide[];
}
/**
 * Parties, and what their evidence says.
 */
export interface ContradictionSide {
  /**
   * @maxItems 16
   *
   * Items: `aggregator-2`, `utility`, or `meter`: that of the bill.
   */
  parties: string[];
  says: string;
}
/**
 * What an area used in an interval, by register.
 */
export interface Load {
  /**
   * Area.
   */
  area: string;
  /**
   * Number of the interval.
   */
  interval: number;
  /**
   * Begin, UTC.
   */
  begin: string;
  /**
   * End, UTC: the first moment that is no longer of it.
   */
  end: string;
  /**
   * OBIS code.
   */
  register: string;
  unit: Unit;
  status: 'verified' | 'corrected' | 'unverified' | 'failed' | 'empty';
  /**
   * Why it stands so.
   */
  reason: string;
  /**
   * Absent while nothing could be opened.
   */
  totalUnits?: number;
  /**
   * Meters in it.
   */
  meters: number;
  /**
   * Meters in the roster then.
   */
  of: number;
  /**
   * Whose sums agree.
   *
   * @maxItems 16
   */
  signers: number[];
  /**
   * Whose sums do not.
   *
   * @maxItems 16
   */
  differing: number[];
  set?: Certified;
}
/**
 * What was compared of one register.
 */
export interface FootingSum {
  /**
   * OBIS code.
   */
  register: string;
  unit: Unit;
  billedUnits: number;
  loadUnits: number;
  /**
   * What they differ by: cells in a load and in no bill.
   */
  remnantUnits: number;
  remnantCells: number;
}
/**
 * Whether the loads of a window are its bills and remnants.
 */
export interface Footing {
  state: 'footed' | 'waiting' | 'differs' | 'unknown';
  reason: string;
  /**
   * Meters with cells in a load and in no bill.
   */
  remnantMeters: number;
  /**
   * @maxItems 64
   */
  sums: FootingSum[];
}
/**
 * How far a window of an area is settled. Names no meter.
 */
export interface Settlement {
  /**
   * Area.
   */
  area: string;
  /**
   * First interval.
   */
  from: number;
  /**
   * Intervals.
   */
  count: number;
  /**
   * Begin, UTC.
   */
  begin: string;
  /**
   * End, UTC: the first moment that is no longer of it.
   */
  end: string;
  state: 'open' | 'closing' | 'waiting' | 'billed' | 'failed';
  /**
   * Why it stands so.
   */
  reason: string;
  /**
   * Aggregators that something is missing of.
   *
   * @maxItems 16
   */
  waitingFor: number[];
  /**
   * Its pages by state.
   */
  pages: {
    open: number;
    closing: number;
    closed: number;
    empty: number;
  };
  /**
   * Its meters by state.
   */
  bills: {
    open: number;
    closing: number;
    waiting: number;
    billed: number;
    disputed: number;
    failed: number;
    remnant: number;
    empty: number;
  };
  footing: Footing;
  set?: Certified;
}
/**
 * Import on verified bills.
 */
export interface Billed {
  unit: Unit;
  units: number;
}
/**
 * How an area stands.
 */
export interface Area {
  /**
   * Area.
   */
  area: string;
  /**
   * In its roster now.
   */
  meters: number;
  /**
   * Certified entries of its log.
   */
  entries: number;
  /**
   * How many aggregators open a total.
   */
  threshold: number;
  /**
   * How many must agree.
   */
  quorum: number;
  /**
   * Intervals that are closed.
   */
  pagesClosed: number;
  /**
   * End of the last of them.
   */
  closedUntil?: string;
  /**
   * Intervals that are over and not closed.
   */
  closingCount: number;
  windowsBilled: number;
  windowsFooted: number;
  /**
   * All bills by status.
   */
  bills: {
    verified: number;
    waiting: number;
    disputed: number;
    failed: number;
    remnant: number;
  };
  /**
   * @maxItems 3
   */
  billed: Billed[];
  /**
   * Why the next entry can't be announced.
   */
  complaint?: string;
  /**
   * The feeder or transformer that it hangs on.
   */
  feeder?: string;
  /**
   * Who supplies it.
   */
  supplier?: string;
  /**
   * The energy community that it is of.
   */
  community?: string;
}
/**
 * One aggregator in one area.
 */
export interface AggregatorArea {
  /**
   * Area.
   */
  area: string;
  /**
   * Certified entries it says it has.
   */
  logLength?: number;
  /**
   * Since when it says it keeps shares.
   */
  keptSince?: string;
  /**
   * Closed pages of windows that are not settled, and that it has not answered for.
   */
  unansweredPages: number;
  /**
   * Bills of such windows.
   */
  unansweredBills: number;
}
/**
 * An aggregator as the utility knows it.
 */
export interface Aggregator {
  /**
   * Its number.
   */
  aggregator: number;
  /**
   * Who runs it.
   */
  operator: string;
  /**
   * By its own word; absent while the utility does not run.
   */
  isOnline?: boolean;
  /**
   * Version, by its own word.
   */
  software?: string;
  /**
   * What it refused last.
   */
  refused?: {
    /**
     * Code of the rule.
     */
    code: string;
    /**
     * When, by grid time.
     */
    at: string;
  };
  /**
   * @maxItems 65536
   */
  areas: AggregatorArea[];
  /**
   * How often it refused what, since the utility started.
   *
   * @maxItems 64
   */
  refusals: Refusals[];
  key?: SealingKey;
  /**
   * In how many totals its sums disagree with those of the others: lies, or a ledger that is not sound.
   */
  differing: number;
}
/**
 * Of one code.
 */
export interface Refusals {
  /**
   * Code of the rule.
   */
  code: string;
  count: number;
}
/**
 * The key that meters seal to, by its signed card.
 */
export interface SealingKey {
  /**
   * Id of the key.
   */
  keyId: string;
  /**
   * Sealed to from then on; absent if always.
   */
  since?: string;
  /**
   * No longer sealed to from then on; absent if it does not end.
   */
  until?: string;
}
/**
 * Two signed statements that can't both be honest.
 */
export interface Evidence {
  /**
   * Whom it convicts, or `fork/AREA`.
   */
  name: string;
  /**
   * In words.
   */
  text: string;
  /**
   * Whether the operators have said that they have seen it.
   */
  isAcknowledged: boolean;
  /**
   * That it is about.
   */
  area: string;
  /**
   * What was signed twice.
   */
  kind: 'accepts' | 'lock' | 'promises' | 'heads' | 'manifests' | 'totals' | 'announcements' | 'certificates';
}
/**
 * Whether the utility is at work.
 */
export interface Utility {
  /**
   * By its last status.
   */
  isRunning: boolean;
  /**
   * To the broker.
   */
  isConnected: boolean;
  /**
   * Grid time of its last status.
   */
  gridTime?: string;
  /**
   * In words.
   */
  text: string;
}
/**
 * What is served here, and to whom.
 */
export interface Deployment {
  /**
   * Its name.
   */
  deployment: string;
  role: 'viewer' | 'operator';
  /**
   * Whom the token was given to.
   */
  name: string;
  /**
   * Time is replayed: nothing here is real.
   */
  isDemo: boolean;
  /**
   * Length of an interval.
   */
  intervalSeconds: number;
  /**
   * @maxItems 64
   *
   * Items: A register of the scheme.
   */
  registers: {
    /**
     * OBIS code.
     */
    obis: string;
    unit: Unit;
    direction: 'import' | 'export';
    /**
     * Whether it has a load curve.
     */
    isLoad: boolean;
  }[];
  /**
   * Of the scheme.
   *
   * @maxItems 65536
   *
   * Items: Area.
   */
  areas: string[];
  utility: Utility;
  /**
   * The last event when this was made: `Last-Event-ID` of a stream that goes on from there.
   */
  lastEvent: string;
  /**
   * Whether the archive is read; until then lists answer 503.
   */
  isReady: boolean;
  /**
   * Intervals begin so long after the whole multiples of their length.
   */
  intervalOffsetSeconds: number;
  /**
   * What of the scheme ends within two windows or 14 days.
   *
   * @maxItems 2
   */
  runningOut: RunningOut[];
  /**
   * Of a demonstration: when its readings end, UTC. Loads after that are of the run-off, in which only energy that came too late is booked.
   */
  readingsEnd?: string;
}
/**
 * Listed windows, or tariffs.
 */
export interface RunningOut {
  what: 'windows' | 'tariffs';
  /**
   * When, UTC; it may be past.
   */
  end: string;
  /**
   * What happens then.
   */
  text: string;
  /**
   * What to do.
   */
  advice: string;
}
/**
 * RFC 9457.
 */
export interface Problem {
  type: 'about:blank';
  /**
   * The status in words.
   */
  title: string;
  /**
   * HTTP status.
   */
  status: number;
  /**
   * What was wrong with this request.
   */
  detail?: string;
}
/**
 * For whoever restarts what does not answer.
 */
export interface Health {
  status: 'ok' | 'starting';
}
/**
 * Areas by name.
 */
export interface Areas {
  /**
   * @maxItems 1000
   */
  items: Area[];
  /**
   * Handed back as `after`, gives what follows; absent at the end.
   */
  next?: string;
}
/**
 * Aggregators by number.
 */
export interface Aggregators {
  /**
   * @maxItems 1000
   */
  items: Aggregator[];
  /**
   * Handed back as `after`, gives what follows; absent at the end.
   */
  next?: string;
}
/**
 * Bills by area, window and meter.
 */
export interface Bills {
  /**
   * @maxItems 1000
   */
  items: Bill[];
  /**
   * Handed back as `after`, gives what follows; absent at the end.
   */
  next?: string;
}
/**
 * Loads by area, interval and register.
 */
export interface Loads {
  /**
   * @maxItems 1000
   */
  items: Load[];
  /**
   * Handed back as `after`, gives what follows; absent at the end.
   */
  next?: string;
}
/**
 * Windows by area and time.
 */
export interface Settlements {
  /**
   * @maxItems 1000
   */
  items: Settlement[];
  /**
   * Handed back as `after`, gives what follows; absent at the end.
   */
  next?: string;
}
/**
 * Evidence in the order it was found.
 */
export interface Evidences {
  /**
   * @maxItems 1000
   */
  items: Evidence[];
  /**
   * Handed back as `after`, gives what follows; absent at the end.
   */
  next?: string;
}
/**
 * Something that a party has of it.
 */
export interface SightValue {
  /**
   * What it is.
   */
  label: string;
  /**
   * As it is, or as much of it as shows how it looks.
   */
  text: string;
  /**
   * Whether it says nothing by itself.
   */
  isNoise: boolean;
}
/**
 * What one party sees.
 */
export interface Sight {
  /**
   * Who.
   */
  name: string;
  role: 'meter' | 'aggregator' | 'broker' | 'utility';
  /**
   * What it can make of it.
   */
  can?: string;
  /**
   * What it can't.
   */
  cannot?: string;
  /**
   * Where it has it from.
   */
  from?: string;
  bytes?: number;
  /**
   * @maxItems 16
   */
  values: SightValue[];
}
/**
 * What the meter measured.
 */
export interface SightReading {
  /**
   * OBIS code.
   */
  register: string;
  unit: Unit;
  units: number;
}
/**
 * One interval of one home as each party of a demonstration sees it. A real grid has none.
 */
export interface Sights {
  /**
   * Meter id.
   */
  meter: string;
  /**
   * Area.
   */
  area: string;
  interval: number;
  /**
   * Begin, UTC.
   */
  begin: string;
  /**
   * End, UTC.
   */
  end: string;
  threshold: number;
  /**
   * @maxItems 64
   */
  reading: SightReading[];
  /**
   * @maxItems 32
   */
  parties: Sight[];
}
