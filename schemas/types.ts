/* Generated from the JSON Schemas in this folder by `npm run generate`. Do not edit. */

/**
 * An entry of an area's log: everything that decides what is summed. [P-7]
 */
export type Entry = SchemeEntry | RosterEntry | CloseEntry | BillEntry;
export type SourceLine = string;
export type SourceObject = CsvSource | SimulatedSource | LinesSource;
/**
 * Two signed statements that can't both be honest. [P-7.7]
 */
export type Proof =
  | AcceptsProof
  | LockProof
  | PromisesProof
  | HeadsProof
  | ManifestsProof
  | TotalsProof
  | AnnouncementsProof
  | CertificatesProof;
/**
 * Topic grid/agg/<j>/manifests.
 */
export type ManifestMessage = Manifest | Holdings;
/**
 * Topic grid/utility/totals.
 */
export type TotalMessage = LoadTotal | BillTotal;
/**
 * Topic grid/agg/<j>/log, from aggregator j: how far its log reaches, and what recovery needs. [P-7.1, P-7.4]
 */
export type LogMessage = Head | PromiseMessage | LogEntries | Inquiry | Witness | HeadRequest;
/**
 * One closed list; docs/protocol.md explains each.
 */
export type RejectionCode =
  | 'invalid_message'
  | 'outdated_config'
  | 'unknown_meter'
  | 'hpke_unknown_config_id'
  | 'hpke_unknown_session'
  | 'hpke_decrypt_error'
  | 'invalid_element'
  | 'report_too_early'
  | 'report_dropped'
  | 'report_conflict'
  | 'batch_collected'
  | 'not_authentic'
  | 'log_gap'
  | 'log_conflict'
  | 'ballot_refused'
  | 'recovering'
  | 'scheme_refused'
  | 'roster_refused'
  | 'page_open'
  | 'batch_mismatch'
  | 'batch_overlap'
  | 'invalid_batch_size'
  | 'tariff_refused'
  | 'evidence'
  | 'area_stopped';
/**
 * Topic grid/agg/<j>/requests, from the utility.
 */
export type RequestMessage = Announcement | Prepare | Entries | ResendRequest;
/**
 * Rates of a day, in order: each until the next begins, the last until midnight.
 *
 * @minItems 1
 * @maxItems 24
 */
export type DayPlan = DayPart[];

/**
 * Every schema by name, with the type it describes.
 */
export interface SchemaTypes {
  accept: Accept;
  access: AccessFile;
  anchors: Anchors;
  'approved-meters': ApprovedMeters;
  'bill-statement': BillStatement;
  bill: SealedBill;
  'certified-entry': CertifiedEntry;
  clock: ReplayClock;
  'config-aggregator': AggregatorConfig;
  'config-authority': AuthorityConfig;
  'config-broker': BrokerConfig;
  'config-meter': MeterConfig;
  'config-utility': UtilityConfig;
  'enrol-answer': EnrolAnswer;
  'enrol-request': EnrolRequest;
  enrolment: Enrolment;
  entry: Entry;
  evidence: Evidence;
  'head-pair': HeadPair;
  'key-card': KeyCard;
  keys: KeyFile;
  kit: MeterKit;
  log: LogMessage;
  manifest: ManifestMessage;
  'meter-keys': MeterKeyFile;
  'money-bill': MoneyBill;
  'move-answer': MoveAnswer;
  'move-request': MoveRequest;
  receipt: Receipt;
  rejection: Rejection;
  'renew-answer': RenewAnswer;
  'renew-request': RenewRequest;
  request: RequestMessage;
  'roster-copy': RosterCopy;
  'scheme-copy': SchemeCopy;
  scheme: Scheme;
  'settlement-status': SettlementStatus;
  shares: SharesMessage;
  'signed-tariff': SignedTariff;
  status: Status;
  'tariff-copy': TariffCopy;
  tariff: TariffDocument;
  total: TotalMessage;
}
/**
 * Topic grid/agg/<j>/accepts: a signed lock on one log entry.
 */
export interface Accept {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'accept';
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * Sequence number.
   */
  ballot: number;
  /**
   * Hash of the entry.
   */
  hash: string;
  /**
   * 32 bytes, base64url.
   */
  previous: string;
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * The utility's signature over what is accepted: nobody accepts what was never announced.
   */
  proposed: string;
  /**
   * 64 bytes, base64url.
   */
  signature: string;
}
/**
 * Who may ask the utility's dashboard and its API: written by gridshare access. Of tokens it has hashes only.
 */
export interface AccessFile {
  version: 1;
  /**
   * @maxItems 1000
   */
  entries: AccessEntry[];
}
/**
 * One person or program.
 */
export interface AccessEntry {
  name: string;
  /**
   * Operators see bills of meters; viewers what areas used.
   */
  role: 'viewer' | 'operator';
  kind: 'token' | 'certificate';
  /**
   * SHA-256 of the token, or of the certificate.
   */
  hash: string;
  /**
   * Milliseconds since 1970 UTC.
   */
  createdAtMs: number;
  /**
   * Milliseconds since 1970 UTC.
   */
  untilMs: number;
}
/**
 * Trust anchors: whom this party believes. [P-9]
 */
export interface Anchors {
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  utility: UtilityAnchor;
  /**
   * Aggregators in order of their index.
   *
   * @minItems 2
   * @maxItems 16
   */
  aggregators: AggregatorAnchor[];
}
/**
 * The pinned utility.
 */
export interface UtilityAnchor {
  /**
   * Ed25519 public key.
   */
  identity: string;
  /**
   * Static X25519 public key (tags, digests).
   */
  agreement: string;
  /**
   * What totals are sealed to; missing: the static key.
   */
  totals?: string;
}
/**
 * A pinned aggregator.
 */
export interface AggregatorAnchor {
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  index: number;
  /**
   * An aggregator operator's stable id.
   */
  operator: string;
  /**
   * Ed25519 public keys: the one in use, then the one kept cold.
   *
   * @minItems 1
   * @maxItems 2
   *
   * Items: 32 bytes, base64url.
   */
  identities: string[];
  /**
   * Static X25519 public key (receipts).
   */
  agreement: string;
}
/**
 * Meters that an aggregator's operator lets into rosters, and keeps in them. [P-7.1.6]
 */
export interface ApprovedMeters {
  /**
   * Meters.
   *
   * @minItems 0
   * @maxItems 1000000
   */
  meters: ApprovedMeter[];
}
/**
 * A meter, its area, and what else the operator knows of it.
 */
export interface ApprovedMeter {
  /**
   * Area id.
   */
  area: string;
  /**
   * The interval it joins with; any if absent.
   */
  from?: number;
  /**
   * The interval it may leave with; none while it is on the list if absent.
   */
  until?: number;
  /**
   * The home it is in, in the operator's own words: meters of one home count as one in a crowd.
   */
  premises?: string;
  meter: RosterMeter;
}
/**
 * One meter as the roster admits it.
 */
export interface RosterMeter {
  /**
   * Meter id.
   */
  id: string;
  /**
   * Key epoch or store epoch, from 1.
   */
  keyEpoch: number;
  /**
   * What it reports, in this order.
   *
   * @minItems 1
   * @maxItems 16
   *
   * Items: OBIS code of a register, such as 1-0:1.8.0 (import).
   */
  registers: string[];
  /**
   * Ed25519 public key.
   */
  identity: string;
  /**
   * Static X25519 public key.
   */
  agreement: string;
}
/**
 * What a sealed bill contains: the meter's latest bills, so that one that was away misses none.
 */
export interface BillStatement {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Meter id.
   */
  meter: string;
  /**
   * The latest bills, the oldest first.
   *
   * @minItems 1
   * @maxItems 64
   */
  bills: Bill[];
}
/**
 * The bill of one window.
 */
export interface Bill {
  /**
   * First interval of the window the bill belongs to.
   */
  from: number;
  /**
   * A number of consecutive intervals.
   */
  count: number;
  /**
   * Bit i - from: the cells of interval i are in the totals, for all registers of the meter.
   */
  covered: string;
  /**
   * Lines.
   *
   * @minItems 0
   * @maxItems 1024
   */
  totals: BillLine[];
  open?: OpenBill;
  enrolled?: Enrolled;
  money?: MoneyBill;
}
/**
 * The total of one register in one rate.
 */
export interface BillLine {
  /**
   * OBIS code of a register, such as 1-0:1.8.0 (import).
   */
  register: string;
  /**
   * Name of a tariff's rate.
   */
  rate: string;
  /**
   * Number of cells in the total.
   */
  cells: number;
  /**
   * What was counted, in whole units of the register.
   */
  totalUnits: number;
  /**
   * Price.
   */
  microPerKwh: number;
}
/**
 * Only of a bill that is not to be had: it has no totals, and covers nothing yet.
 */
export interface OpenBill {
  status: 'disputed' | 'failed';
  /**
   * Why, in words.
   */
  reason: string;
  /**
   * Of a disputed bill: the totals in dispute, and whose sums give them.
   *
   * @minItems 1
   * @maxItems 8
   */
  claims?: BillClaim[];
}
/**
 * A total in dispute.
 */
export interface BillClaim {
  /**
   * OBIS code of a register, such as 1-0:1.8.0 (import).
   */
  register: string;
  /**
   * Name of a tariff's rate.
   */
  rate: string;
  /**
   * Absent if it is more than a fuse lets through.
   */
  totalUnits?: number;
  /**
   * Whose sums give it.
   *
   * @minItems 1
   * @maxItems 16
   *
   * Items: Aggregator index j, its x in Shamir's scheme.
   */
  aggregators: number[];
}
/**
 * Of which intervals of the window the roster has the meter: who moves in or out pays standing charges for these.
 */
export interface Enrolled {
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  from: number;
  /**
   * A number of consecutive intervals.
   */
  count: number;
}
/**
 * What a bill costs: its opened totals times the prices of a signed document. [P-8.8]
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
 * Topic grid/meter/<id>/bill, retained: a bill only its meter can open.
 */
export interface SealedBill {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'bill';
  /**
   * Meter id.
   */
  meter: string;
  /**
   * Key epoch or store epoch, from 1.
   */
  keyEpoch: number;
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  from: number;
  /**
   * A number of consecutive intervals.
   */
  count: number;
  /**
   * HPKE encapsulated key of the sender's session.
   */
  session: string;
  /**
   * The sender's Ed25519 signature over the session's set-up.
   */
  sessionSignature: string;
  /**
   * AEAD nonce of this message.
   */
  nonce: string;
  /**
   * AES-256-GCM ciphertext and tag.
   */
  sealed: string;
}
/**
 * A log entry with the utility's signature and its certificate.
 */
export interface CertifiedEntry {
  entry: Entry;
  /**
   * The utility's signature over the entry and ballot.
   */
  signature: string;
  certificate: Certificate;
}
/**
 * Puts a scheme in force.
 */
export interface SchemeEntry {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * Hash of the entry before; 32 zero bytes for the first.
   */
  previous: string;
  kind: 'scheme';
  scheme: Scheme;
}
/**
 * The rules of a deployment. Signed by the utility and certified as an entry of every area's log.
 */
export interface Scheme {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * k: how many shares open a secret.
   */
  threshold: number;
  /**
   * How far up to k-1 aggregators may deviate; decides the quorum. [P-1]
   */
  trust: 'covert' | 'active';
  field: 'Field128';
  /**
   * HPKE suite that keys are made for: a key itself says which one it is for. [P-4.1]
   */
  suite: 'X-Wing, HKDF-SHA256, AES-256-GCM' | 'DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM';
  /**
   * The aggregators' operators; operator of aggregator j at position j-1.
   *
   * @minItems 2
   * @maxItems 16
   *
   * Items: An aggregator operator's stable id.
   */
  operators: string[];
  /**
   * Length of an interval in seconds.
   */
  intervalSeconds: number;
  /**
   * Interval i begins at i x intervalSeconds + intervalOffsetSeconds of Unix time; less than intervalSeconds. For hours of a zone half an hour off UTC: 1800. Messages always say it.
   */
  intervalOffsetSeconds: number;
  /**
   * The fuse limit: no reading of one interval of a register in Wh exceeds it.
   */
  maxReadingWh: number;
  /**
   * Registers in use.
   *
   * @minItems 1
   * @maxItems 16
   */
  registers: RegisterDefinition[];
  /**
   * Areas.
   *
   * @minItems 1
   * @maxItems 4096
   *
   * Items: Area id.
   */
  areas: string[];
  /**
   * Most meters an area will ever have; part of the proof that no total wraps around the field.
   */
  maxMeters: number;
  floors: Floors;
  /**
   * How long after an interval's end its page stays open.
   */
  closeAfterSeconds: number;
  /**
   * How long after closing the utility waits for late manifests.
   */
  graceSeconds: number;
  /**
   * Under covert: how long a release waits for aggregators that are silent about its entry. [P-7.5]
   */
  patienceSeconds?: number;
  billing: Billing;
  /**
   * Tariffs by window, of registers in Wh; a window without one, and a register in another unit, has the single rate 'all'.
   *
   * @minItems 0
   * @maxItems 1000
   */
  tariffs: Tariff[];
  /**
   * Where share messages are published: one topic per aggregator, as when not said; one per aggregator and area; or one per aggregator and meter. The latter two a broker can bind to the meter's certificate, and totals then go to a topic of their area.
   */
  sharesTopic?: 'aggregator' | 'area' | 'meter';
}
/**
 * A register that meters of this deployment may report.
 */
export interface RegisterDefinition {
  /**
   * OBIS code of a register, such as 1-0:1.8.0 (import).
   */
  obis: string;
  /**
   * Import is billed to the household, export credited.
   */
  direction: 'import' | 'export';
  /**
   * Whether the register's total per interval (the load curve) is released; otherwise it is bill-only.
   */
  isLoad: boolean;
  /**
   * What the register counts in, in whole: readings, totals and bills of it are so many of these. Wh if not said; dm3 of gas and water, kJ of heat (a GJ is no whole number of Wh).
   */
  unit?: 'Wh' | 'dm3' | 'kJ';
  /**
   * No reading of one interval exceeds it, in the register's unit. Of registers in another unit than Wh, which have maxReadingWh.
   */
  maxReading?: number;
  /**
   * The least step that its meters show, in the register's unit: 10 of a water meter with two decimals of a m3. 1 if not said. Nothing is rounded by it; a coarser source is warned of.
   */
  resolution?: number;
}
/**
 * Release floors; every aggregator obeys the stricter of these and its own.
 */
export interface Floors {
  /**
   * R2: meters in a load, of each list of load registers.
   */
  minMeters: number;
  /**
   * R1: cells in a bill, in each rate that is told apart.
   */
  minIntervals: number;
  /**
   * R4: of how many meters the utility may be assumed to know the readings.
   */
  maxKnown: number;
  /**
   * R4: meters among whose cells a few must hide; more than maxKnown.
   */
  minCrowd: number;
  /**
   * R5: most rates of a tariff; 4 if not said.
   */
  maxRates?: number;
  /**
   * R5: most sets that the calendars of any 12 consecutive windows cut a day into, together; 8 if not said.
   */
  maxAtoms?: number;
  /**
   * R5: whether a tariff may be dynamic, and so outside of what holds for calendars; false if not said.
   */
  dynamic?: boolean;
}
/**
 * Billing windows: consecutive, from the first interval on, of lengths that are fixed ahead. [P-2.6]
 */
export interface Billing {
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  firstInterval: number;
  /**
   * Lengths of the windows, in order; after the last of them its length goes on for ever. A later scheme may only prolong the list.
   *
   * @minItems 1
   * @maxItems 4096
   */
  windows: WindowRun[];
}
/**
 * So many consecutive windows of one length.
 */
export interface WindowRun {
  /**
   * Number of windows.
   */
  count: number;
  /**
   * A number of consecutive intervals.
   */
  intervalCount: number;
}
/**
 * A signed partition of one window into rates. It is a query, so it can be an attack: costs are never opened, only one total per rate. [P-8.5]
 */
export interface Tariff {
  /**
   * Tariff id.
   */
  id: string;
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  from: number;
  /**
   * A number of consecutive intervals.
   */
  count: number;
  /**
   * Rates.
   *
   * @minItems 1
   * @maxItems 48
   */
  rates: Rate[];
  /**
   * The partition of a day, from local midnight on; their counts add up to a day's intervals. Of the window, from its first interval on, where it is shorter than a day or the tariff dynamic.
   *
   * @minItems 1
   * @maxItems 100000
   */
  runs: RateRun[];
  /**
   * The same for Saturdays and Sundays, where they differ.
   *
   * @minItems 1
   * @maxItems 100000
   */
  weekend?: WeekendRun[];
  days?: Days;
  /**
   * Its levels follow a market price: no pattern of the day, so nothing bounds what its bills tell of a home's days. Only where the floors say so.
   */
  dynamic?: boolean;
  /**
   * Hash of the document that says what it costs, for people: certified with it before the window begins. [P-8.7]
   */
  document?: string;
}
/**
 * One rate: a name and its price.
 */
export interface Rate {
  /**
   * Name of a tariff's rate.
   */
  name: string;
  /**
   * Price in millionths of the currency unit per kWh; the utility multiplies what was opened.
   */
  microPerKwh: number;
}
/**
 * Consecutive intervals at one rate.
 */
export interface RateRun {
  /**
   * Index into rates.
   */
  rate: number;
  /**
   * A number of consecutive intervals.
   */
  count: number;
}
/**
 * Consecutive intervals at one rate.
 */
export interface WeekendRun {
  /**
   * Index into rates.
   */
  rate: number;
  /**
   * A number of consecutive intervals.
   */
  count: number;
}
/**
 * Where the tariff's days begin. Those of UTC if not said.
 */
export interface Days {
  /**
   * How far local time is ahead of UTC.
   */
  utcOffsetSeconds: number;
  change?: ClockChange;
}
/**
 * Summer time begins or ends within the window.
 */
export interface ClockChange {
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  from: number;
  /**
   * How far local time is ahead of UTC from there on.
   */
  utcOffsetSeconds: number;
}
/**
 * Meters in or out from a named interval on. Meters get the next dense indices in the order listed.
 */
export interface RosterEntry {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * Hash of the entry before; 32 zero bytes for the first.
   */
  previous: string;
  kind: 'roster';
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  from: number;
  /**
   * Meters that join.
   *
   * @minItems 0
   * @maxItems 512
   */
  add: RosterMeter[];
  /**
   * Meters that leave.
   *
   * @minItems 0
   * @maxItems 512
   *
   * Items: Meter id.
   */
  remove: string[];
}
/**
 * Closes consecutive pages.
 */
export interface CloseEntry {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * Hash of the entry before; 32 zero bytes for the first.
   */
  previous: string;
  kind: 'close';
  /**
   * Pages in order of their intervals.
   *
   * @minItems 1
   * @maxItems 96
   */
  pages: ClosedPage[];
}
/**
 * The set of one closed page.
 */
export interface ClosedPage {
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  interval: number;
  /**
   * Meters (dense roster index) whose cells are in the page.
   */
  set: string;
  /**
   * Load registers that nobody in the set reports: they have no load.
   *
   * @minItems 0
   * @maxItems 16
   *
   * Items: OBIS code of a register, such as 1-0:1.8.0 (import).
   */
  empty: string[];
}
/**
 * Releases bills of one window. Round 1 comes at its end; round 2 only where meters waited, and settles the window for good.
 */
export interface BillEntry {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * Hash of the entry before; 32 zero bytes for the first.
   */
  previous: string;
  kind: 'bill';
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  from: number;
  /**
   * A number of consecutive intervals.
   */
  count: number;
  /**
   * 2: for those that waited in round 1; whoever is not released then is remnant.
   */
  round: 1 | 2;
  /**
   * Meters (dense roster index) whose totals are released.
   */
  released: string;
  /**
   * Meters with enough cells of which fewer than k aggregators hold all: round 2 is for them. Empty in round 2.
   */
  waiting: string;
}
/**
 * q aggregators' acceptances of one entry under one ballot: the entry stands for ever. [P-7.1]
 */
export interface Certificate {
  /**
   * Sequence number.
   */
  ballot: number;
  /**
   * Acceptances by distinct aggregators.
   *
   * @minItems 1
   * @maxItems 16
   */
  accepts: Acceptance[];
}
/**
 * One aggregator's signature over a log entry.
 */
export interface Acceptance {
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * 64 bytes, base64url.
   */
  signature: string;
}
/**
 * Topic grid/clock, retained, in demos only: grid time may not pass this.
 */
export interface ReplayClock {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'clock';
  /**
   * Milliseconds since 1970 UTC.
   */
  holdMs: number;
}
/**
 * gridshare aggregator.
 */
export interface AggregatorConfig {
  role: 'aggregator';
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  index: number;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Path of this party's key file, relative to this file.
   */
  keys: string;
  /**
   * Folder for this party's state, relative to this file.
   */
  state: string;
  /**
   * File that counts what this aggregator signs, relative to this file: on another medium than the state folder, and in no backup. Default: beside the state folder, where a snapshot of the machine takes both back. [P-7.4.3]
   */
  counter?: string;
  backup?: BackupConfig;
  bus: BusConfig;
  anchors: Anchors;
  clock: ClockConfig;
  log: LogConfig;
  metrics?: MetricsConfig;
  commit: CommitConfig;
  floor: LocalFloor;
  /**
   * File of the meters that this operator lets into rosters, relative to this file, in the format of the utility's roster file; read again when it changes. Without it every well-formed meter is let in.
   */
  approvedMeters?: string;
  /**
   * Meters whose HPKE sessions are kept open. Beyond it a meter that was not heard for a while sends its set-up, and what it sent before, once more.
   */
  sessionCacheSize: number;
  test?: AggregatorTestHooks;
}
/**
 * Backups of the store, as something that keeps time starts them: where they go, and how old the newest may be.
 */
export interface BackupConfig {
  /**
   * Folder of the backups, relative to this file: on another disk. gridshare backup without --to writes there.
   */
  folder: string;
  /**
   * How many stay there. Those of a ledger are deleted after 60 days all the same. [P-6.5]
   */
  keep: number;
  /**
   * Health and doctor say so when the newest backup is older.
   */
  maxAgeHours: number;
}
/**
 * How to reach the broker.
 */
export interface BusConfig {
  /**
   * mqtts://host:port with `tls`, or mqtt://host:port without.
   */
  url: string;
  /**
   * Further addresses of the same broker, as the nodes of its cluster have them: tried in turn, after `url`.
   *
   * @maxItems 15
   */
  furtherUrls?: string[];
  /**
   * First levels of all topics of this deployment, such as city/north: another one for each deployment of a broker. Client ids under another root than grid end with @ and the root.
   */
  topicRoot: string;
  /**
   * First reconnection delay.
   */
  reconnectMinMs: number;
  /**
   * Longest reconnection delay.
   */
  reconnectMaxMs: number;
  tls?: TlsConfig;
}
/**
 * Mutual TLS: this party's files, relative to the config. They are read again at every connection and when they change.
 */
export interface TlsConfig {
  /**
   * Certificates of the authorities believed, PEM.
   */
  ca: string;
  /**
   * Own certificate, PEM; its common name is the client id.
   */
  cert: string;
  /**
   * Own private key, PEM, mode 0600.
   */
  key: string;
  /**
   * Where this party renews its certificate by itself; not said: somebody else replaces the file.
   */
  authority?: string;
}
/**
 * Where grid time comes from. Anything but the system's clock is for demos only.
 */
export interface ClockConfig {
  /**
   * system: the machine's clock. replay: offset and speed below, held back by the fleet.
   */
  source: 'system' | 'replay';
  /**
   * replay: added to the time at start (negative: the past).
   */
  offsetMs: number;
  /**
   * replay: Unix milliseconds at which it starts, whenever that is; offsetMs counts for nothing then.
   */
  startMs?: number;
  /**
   * replay: grid seconds per second.
   */
  speed: number;
  /**
   * replay: Unix milliseconds at which readings end. After that comes the run-off: curves that people look at end there.
   */
  endMs?: number;
}
/**
 * Logging.
 */
export interface LogConfig {
  /**
   * Least level that is logged.
   */
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}
/**
 * Where this party shows its counts, for Prometheus (/metrics) and for whoever restarts it (/healthz, /readyz). Nowhere if not said.
 */
export interface MetricsConfig {
  /**
   * 127.0.0.1:9464, or another address of this machine. Whoever reaches it can read it.
   */
  listen: string;
}
/**
 * Group commit.
 */
export interface CommitConfig {
  /**
   * Commit at the latest after so many messages.
   */
  maxMessages: number;
  /**
   * Commit at the latest after so long.
   */
  maxDelayMs: number;
}
/**
 * The party's own floor: it refuses anything weaker, whoever signed it.
 */
export interface LocalFloor {
  /**
   * Least k.
   */
  minThreshold: number;
  /**
   * Least meters per page.
   */
  minMeters: number;
  /**
   * Least cells per bill.
   */
  minIntervals: number;
  /**
   * Least number of meters whose readings the utility is assumed to know.
   */
  maxKnown: number;
  /**
   * Least meters among whose cells a few must hide.
   */
  minCrowd: number;
  /**
   * Least trust model: active refuses a covert scheme.
   */
  trust: 'covert' | 'active';
  /**
   * How long a release waits at least for silent aggregators under covert, whatever the scheme says. [P-7.5]
   */
  minPatienceSeconds?: number;
  /**
   * Most rates of a tariff; 4 if not said.
   */
  maxRates?: number;
  /**
   * Most sets that the calendars of 12 consecutive windows cut a day into, together; 8 if not said.
   */
  maxAtoms?: number;
  /**
   * Whether it takes part where tariffs may follow a market price; false if not said.
   */
  dynamic?: boolean;
}
/**
 * For tests and the demo's faults only.
 */
export interface AggregatorTestHooks {
  /**
   * Added to every total: this aggregator lies.
   */
  lieWh?: number;
  /**
   * Sealing switched off: the control of the wire-tap test.
   */
  unsealed?: boolean;
  /**
   * Commits so long after it published: the control of the crash test.
   */
  lateCommitMs?: number;
}
/**
 * gridshare authority, token, revoke: who signs certificates, in the folder of its key.
 */
export interface AuthorityConfig {
  role: 'authority';
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Address to listen on; always TLS.
   */
  host: string;
  /**
   * Port; 0 chooses a free one.
   */
  port: number;
  /**
   * First levels of all topics of this deployment, such as city/north: another one for each deployment of a broker. Client ids under another root than grid end with @ and the root.
   */
  topicRoot: string;
  /**
   * Names and addresses under which devices reach it, beside the loopback ones.
   *
   * @minItems 0
   * @maxItems 64
   */
  hosts: string[];
  /**
   * The same of the broker, for its certificate.
   *
   * @minItems 0
   * @maxItems 64
   */
  brokerHosts: string[];
  /**
   * The broker's folder, relative to this file: revocations, ACL and its certificate are written there. Not said: copy them.
   */
  broker?: string;
  /**
   * The same for folders of brokers of aggregators' operators. One that is not there is on its operator's machine: copy them.
   *
   * @minItems 0
   * @maxItems 16
   */
  operatorBrokers: string[];
  /**
   * The utility's roster file, relative to this file: who enrols joins it, who is revoked leaves it.
   */
  roster?: string;
  /**
   * The scheme's: who enrols joins with the next interval but one.
   */
  intervalSeconds: number;
  /**
   * The scheme's.
   */
  intervalOffsetSeconds: number;
  /**
   * Days that a certificate lasts.
   */
  leafDays: number;
  log: LogConfig1;
  metrics?: MetricsConfig;
}
/**
 * Logging.
 */
export interface LogConfig1 {
  /**
   * Least level that is logged.
   */
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}
/**
 * gridshare broker: the embedded broker. Plain TCP listens on loopback only, mutual TLS anywhere.
 */
export interface BrokerConfig {
  role: 'broker';
  /**
   * mosquitto: what runs in this folder is Mosquitto, by its mosquitto.conf; doctor, health and the authority go by that.
   */
  kind: 'embedded' | 'mosquitto';
  /**
   * Address to listen on; without `tls` one of the loopback interface.
   */
  host: string;
  /**
   * Port; 0 chooses a free one.
   */
  port: number;
  /**
   * Folder for this party's state.
   */
  state: string;
  /**
   * Whether a debug client may read (only sealed payloads pass).
   */
  allowDebug: boolean;
  /**
   * Whether a fleet may drive grid time: demos only.
   */
  allowClock: boolean;
  /**
   * The scheme's: shares and totals in topics that say less are refused. `area` refuses those of an aggregator, `meter` those of an area as well.
   */
  sharesTopic: 'aggregator' | 'area' | 'meter';
  /**
   * First levels of all topics of this deployment, such as city/north: another one for each deployment of a broker. Client ids under another root than grid end with @ and the root.
   */
  topicRoot: string;
  /**
   * The only aggregator that has rights here: the broker of its operator, bridged to the broker of everybody. Not said: everybody has.
   */
  aggregator?: number;
  /**
   * Configs of the brokers of other deployments, relative to this file, which this process serves as well: each at its own address, under its own root, by its own rights and certificates. Their state, limits, log and others count for nothing here.
   *
   * @minItems 0
   * @maxItems 64
   */
  others: string[];
  /**
   * Largest packet.
   */
  maxPacketBytes: number;
  tls?: BrokerTlsConfig;
  limits: ConnectionLimits;
  log: LogConfig2;
  metrics?: MetricsConfig;
}
/**
 * Mutual TLS: the client id is the common name of the client's certificate. Files are relative to this one and read again when they change.
 */
export interface BrokerTlsConfig {
  /**
   * Certificates of the authorities whose clients are let in, PEM.
   */
  ca: string;
  /**
   * The broker's certificate, PEM.
   */
  cert: string;
  /**
   * The broker's private key, PEM, mode 0600.
   */
  key: string;
  /**
   * Revoked certificates, a list signed by the authority, PEM.
   */
  crl: string;
}
/**
 * What connections may take before and after they have said who they are.
 */
export interface ConnectionLimits {
  /**
   * Connections at a time.
   */
  maxConnections: number;
  /**
   * Connections at a time that have not said who they are.
   */
  maxPending: number;
  /**
   * Of these, from one address.
   */
  maxPendingPerAddress: number;
  /**
   * New connections from one address, on average; ten times as many at once.
   */
  connectsPerSecond: number;
  /**
   * Time for the TLS handshake, and again for CONNECT.
   */
  connectWithinMs: number;
}
/**
 * Logging.
 */
export interface LogConfig2 {
  /**
   * Least level that is logged.
   */
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}
/**
 * gridshare meter: one meter, or a fleet of many in one process.
 */
export interface MeterConfig {
  role: 'meter';
  /**
   * Client name.
   */
  name: string;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Path of this party's key file, relative to this file.
   */
  keys: string;
  /**
   * Folder for this party's state, relative to this file.
   */
  state: string;
  bus: BusConfig;
  anchors: Anchors;
  clock: ClockConfig1;
  log: LogConfig3;
  metrics?: MetricsConfig;
  commit: CommitConfig1;
  floor: LocalFloor1;
  /**
   * Where readings come from: one line that names it (KIND:WHAT?parameter=value, docs/meters.md), or an object.
   */
  source: SourceLine | SourceObject;
  household?: HouseholdBroker;
  page?: HouseholdPage;
  /**
   * Whether it asks the authority if it moves to another area, and follows.
   */
  allowMoves: boolean;
  /**
   * Send times are spread over so many seconds after an interval's end: fleets must not burst.
   */
  sendJitterSeconds: number;
  /**
   * Intervals without new consumption that follow the source's last.
   */
  runOffIntervals: number;
  test?: MeterTestHooks;
}
/**
 * Where grid time comes from. Anything but the system's clock is for demos only.
 */
export interface ClockConfig1 {
  /**
   * system: the machine's clock. replay: offset and speed below, held back by the fleet.
   */
  source: 'system' | 'replay';
  /**
   * replay: added to the time at start (negative: the past).
   */
  offsetMs: number;
  /**
   * replay: Unix milliseconds at which it starts, whenever that is; offsetMs counts for nothing then.
   */
  startMs?: number;
  /**
   * replay: grid seconds per second.
   */
  speed: number;
  /**
   * replay: Unix milliseconds at which readings end. After that comes the run-off: curves that people look at end there.
   */
  endMs?: number;
}
/**
 * Logging.
 */
export interface LogConfig3 {
  /**
   * Least level that is logged.
   */
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}
/**
 * Group commit.
 */
export interface CommitConfig1 {
  /**
   * Commit at the latest after so many messages.
   */
  maxMessages: number;
  /**
   * Commit at the latest after so long.
   */
  maxDelayMs: number;
}
/**
 * The party's own floor: it refuses anything weaker, whoever signed it.
 */
export interface LocalFloor1 {
  /**
   * Least k.
   */
  minThreshold: number;
  /**
   * Least meters per page.
   */
  minMeters: number;
  /**
   * Least cells per bill.
   */
  minIntervals: number;
  /**
   * Least number of meters whose readings the utility is assumed to know.
   */
  maxKnown: number;
  /**
   * Least meters among whose cells a few must hide.
   */
  minCrowd: number;
  /**
   * Least trust model: active refuses a covert scheme.
   */
  trust: 'covert' | 'active';
  /**
   * How long a release waits at least for silent aggregators under covert, whatever the scheme says. [P-7.5]
   */
  minPatienceSeconds?: number;
  /**
   * Most rates of a tariff; 4 if not said.
   */
  maxRates?: number;
  /**
   * Most sets that the calendars of 12 consecutive windows cut a day into, together; 8 if not said.
   */
  maxAtoms?: number;
  /**
   * Whether it takes part where tariffs may follow a market price; false if not said.
   */
  dynamic?: boolean;
}
/**
 * Households of a CSV file (meter_id,timestamp,wh).
 */
export interface CsvSource {
  kind: 'csv';
  /**
   * CSV file, relative to this file.
   */
  file: string;
  /**
   * First so many meters.
   */
  meterCount?: number;
  /**
   * First so many days.
   */
  days?: number;
}
/**
 * Seeded believable households.
 */
export interface SimulatedSource {
  kind: 'simulated';
  /**
   * Seed.
   */
  seed: number;
  /**
   * Meters.
   */
  meterCount: number;
  /**
   * Days.
   */
  days: number;
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  firstInterval: number;
  /**
   * Areas; one if not said.
   */
  areaCount?: number;
}
/**
 * Samples of cumulative registers as lines of JSON, from standard input or a file that is followed.
 */
export interface LinesSource {
  kind: 'lines';
  /**
   * File that is followed as it grows, relative to this file. Standard input if not said.
   */
  file?: string;
  /**
   * Where a line names its meter; not needed in a process of one.
   */
  meter?: string;
  /**
   * Where a line says when it was taken, by a clock that is right: ISO 8601 with its zone, or Unix time. When it comes, if not said.
   */
  time?: string;
  /**
   * Where a line says what the electricity meter's own clock showed: for people, nothing goes by it.
   */
  meterTime?: string;
  /**
   * Where a line has the serial number of the electricity meter: another one is another meter.
   */
  serial?: string;
  /**
   * Where a line says checked, unchecked or doubtful. Unchecked if not said; what is doubtful decides nothing.
   */
  quality?: string;
  /**
   * The registers of the meters, and where a line has them.
   *
   * @minItems 1
   * @maxItems 16
   */
  registers: LineRegister[];
}
export interface LineRegister {
  /**
   * OBIS code of a register, such as 1-0:1.8.0 (import).
   */
  register: string;
  /**
   * Where its value is; under its own code if not said, and the whole line if that is a number.
   */
  value?: string;
  /**
   * Unit of the value; kWh if not said.
   */
  unit?: 'Wh' | 'kWh' | 'MWh' | 'dm3' | 'm3' | 'kJ' | 'MJ' | 'GJ';
  /**
   * Where it begins again at 0, in this unit: 1000000 with six digits before the point.
   */
  rollsOverAt?: number;
}
/**
 * The household's own broker, where Home Assistant finds this meter. Never the grid's.
 */
export interface HouseholdBroker {
  /**
   * mqtt://HOST:PORT or mqtts://HOST:PORT, without user name and password.
   */
  url: string;
  /**
   * File with the user name on its first line and the password on its second, relative to this file; mode 0600.
   */
  credentials?: string;
  /**
   * With mqtts://: PEM file of the authority that the broker's certificate is of, relative to this file. Those of the system if not said.
   */
  ca?: string;
  /**
   * Where Home Assistant looks for devices.
   */
  discoveryPrefix: string;
  /**
   * Registers are published at most so often.
   */
  everySeconds: number;
}
/**
 * A page of this device for its household: readings, bills, who knows what. On this machine, or in the household's own network with a password; nothing of it goes to the grid.
 */
export interface HouseholdPage {
  /**
   * 127.0.0.1:9465, or an address of this device in the household's network.
   */
  listen: string;
  /**
   * File with the password on its only line, relative to this file; mode 0600. Needed anywhere but on the loopback interface.
   */
  password?: string;
}
/**
 * For tests only.
 */
export interface MeterTestHooks {
  /**
   * Sealing switched off: the control of the wire-tap test.
   */
  unsealed?: boolean;
  /**
   * Replayed time goes on after so long, whoever has not stored an interval.
   */
  patienceMs?: number;
  thief?: Thief;
}
/**
 * A meter that reports so much of what it used.
 */
export interface Thief {
  /**
   * Meter id.
   */
  meter: string;
  percent: number;
}
/**
 * gridshare utility.
 */
export interface UtilityConfig {
  role: 'utility';
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Path of this party's key file, relative to this file.
   */
  keys: string;
  /**
   * Folder for this party's state, relative to this file.
   */
  state: string;
  backup?: BackupConfig;
  bus: BusConfig;
  anchors: Anchors;
  clock: ClockConfig2;
  log: LogConfig4;
  metrics?: MetricsConfig;
  commit: CommitConfig2;
  scheme: Scheme;
  /**
   * Path of the enrolled meters' file, relative to this file.
   */
  roster: string;
  /**
   * Meters that stay in the roster although their shares are suspected of being inconsistent.
   *
   * @maxItems 10000
   *
   * Items: Meter id.
   */
  keepMeters: string[];
  http?: HttpConfig;
  /**
   * CSV of the utility's own feeder meters, relative to this file: meter_id is the area, wh what it drew, export_wh what it fed back.
   */
  feeders?: string;
  /**
   * What areas belong to, for sums of their loads: gridshare load --by. Nobody else hears of it.
   *
   * @maxItems 65536
   */
  areaLabels?: AreaLabels[];
  test?: UtilityTestHooks;
  /**
   * Tariff documents that the scheme's tariffs name by their hash, relative to this file; `gridshare tariff add` writes both.
   *
   * @maxItems 1000
   */
  tariffDocuments: string[];
}
/**
 * Where grid time comes from. Anything but the system's clock is for demos only.
 */
export interface ClockConfig2 {
  /**
   * system: the machine's clock. replay: offset and speed below, held back by the fleet.
   */
  source: 'system' | 'replay';
  /**
   * replay: added to the time at start (negative: the past).
   */
  offsetMs: number;
  /**
   * replay: Unix milliseconds at which it starts, whenever that is; offsetMs counts for nothing then.
   */
  startMs?: number;
  /**
   * replay: grid seconds per second.
   */
  speed: number;
  /**
   * replay: Unix milliseconds at which readings end. After that comes the run-off: curves that people look at end there.
   */
  endMs?: number;
}
/**
 * Logging.
 */
export interface LogConfig4 {
  /**
   * Least level that is logged.
   */
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}
/**
 * Group commit.
 */
export interface CommitConfig2 {
  /**
   * Commit at the latest after so many messages.
   */
  maxMessages: number;
  /**
   * Commit at the latest after so long.
   */
  maxDelayMs: number;
}
/**
 * Where and for whom the dashboard and its API are served, beside the utility. Without it: on the loopback interface, where --dashboard asks for it.
 */
export interface HttpConfig {
  /**
   * HOST:PORT. Anything but the loopback interface needs tls.
   */
  address: string;
  tls?: HttpTls;
  /**
   * Whom to answer: the file that gridshare access writes, relative to this file (default: access.json in the state folder).
   */
  access?: string;
}
/**
 * Certificate and key, PEM, relative to this file.
 */
export interface HttpTls {
  /**
   * Certificate, and those between it and its authority.
   */
  cert: string;
  /**
   * Its private key, mode 0600.
   */
  key: string;
}
export interface AreaLabels {
  /**
   * Area id.
   */
  area: string;
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
 * For tests only.
 */
export interface UtilityTestHooks {
  /**
   * Sealing switched off: the control of the wire-tap test.
   */
  unsealed?: boolean;
}
/**
 * What the authority made of a device.
 */
export interface EnrolAnswer {
  version: 1;
  /**
   * Meter id.
   */
  meter: string;
  /**
   * Area id.
   */
  area: string;
  /**
   * Key epoch.
   */
  keyEpoch: number;
  /**
   * Registers, by OBIS code, in order.
   *
   * @minItems 1
   * @maxItems 16
   */
  registers: string[];
  /**
   * Certificate, PEM.
   */
  cert: string;
}
/**
 * A device's request for a name: to POST /enrol of the authority.
 */
export interface EnrolRequest {
  version: 1;
  /**
   * One-time token.
   */
  token: string;
  /**
   * Certificate request, PEM; the name in it counts for nothing.
   */
  request: string;
  /**
   * The meter's identity key, Ed25519, base64url.
   */
  identity: string;
  /**
   * The meter's static key, X25519, base64url.
   */
  agreement: string;
}
/**
 * Enrolled meters, as the utility's roster file lists them.
 */
export interface Enrolment {
  /**
   * Meters.
   *
   * @minItems 0
   * @maxItems 1000000
   */
  meters: EnrolledMeter[];
}
/**
 * A meter and its area.
 */
export interface EnrolledMeter {
  /**
   * Area id.
   */
  area: string;
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  from: number;
  meter: RosterMeter;
}
/**
 * Topics grid/agg/<j>/evidence and grid/utility/evidence, retained: proofs that its publisher keeps. Each convinces whoever has the anchors. [P-7.7]
 */
export interface Evidence {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'evidence';
  /**
   * One for each party convicted and each area with two logs.
   *
   * @minItems 1
   * @maxItems 64
   */
  proofs: Proof[];
}
/**
 * Two acceptances of different entries under one number and ballot, or under one number of two logs.
 */
export interface AcceptsProof {
  kind: 'accepts';
  one: Accept;
  other: Accept;
}
/**
 * An acceptance, and a promise for a higher ballot that conceals it.
 */
export interface LockProof {
  kind: 'lock';
  accept: Accept;
  promise: BallotPromise;
}
/**
 * An aggregator accepts nothing any more under this number below this ballot, nor under it from another proposer. [P-7.1]
 */
export interface BallotPromise {
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * Sequence number.
   */
  ballot: number;
  /**
   * The utility's process that asked.
   */
  proposer: string;
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Key epoch or store epoch, from 1.
   */
  storeEpoch: number;
  /**
   * What it has accepted under this number; missing if nothing.
   */
  lock?: HeldLock;
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * The last entry that an aggregator accepted under a number, as the utility announced it.
 */
export interface HeldLock {
  /**
   * Sequence number.
   */
  ballot: number;
  /**
   * Hash of the entry.
   */
  hash: string;
  /**
   * The utility's signature over its announcement: nobody can claim a lock on what was never announced.
   */
  signature: string;
}
/**
 * One ballot promised to two proposers.
 */
export interface PromisesProof {
  kind: 'promises';
  one: BallotPromise;
  other: BallotPromise;
}
/**
 * Two heads of one length in one store epoch.
 */
export interface HeadsProof {
  kind: 'heads';
  one: Head;
  other: Head;
}
/**
 * How far an aggregator's certified log reaches.
 */
export interface Head {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'head';
  /**
   * Area id.
   */
  area: string;
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Key epoch or store epoch, from 1.
   */
  storeEpoch: number;
  /**
   * Number of certified entries stored.
   */
  length: number;
  /**
   * Hash of the last of them; 32 zero bytes if none.
   */
  hash: string;
  /**
   * Highest ballot that it has promised or accepted under its next number; 0 if none.
   */
  ballot: number;
  /**
   * First interval whose shares it may still hold: those of earlier ones are erased, perhaps of later ones as well. 0 if none are.
   */
  keptFrom: number;
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * Two manifests that differ about a page, in one store epoch.
 */
export interface ManifestsProof {
  kind: 'manifests';
  one: ManifestMessage;
  other: ManifestMessage;
}
/**
 * Which meters of a page an aggregator holds. Signed once per page. [P-7.2]
 */
export interface Manifest {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'manifest';
  /**
   * Area id.
   */
  area: string;
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Key epoch or store epoch, from 1.
   */
  storeEpoch: number;
  /**
   * Consecutive pages.
   *
   * @minItems 1
   * @maxItems 96
   */
  pages: HeldPage[];
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * What one aggregator holds of one page.
 */
export interface HeldPage {
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  interval: number;
  /**
   * A bitmap, base64url: bit n is bit n%8 of byte floor(n/8).
   */
  held: string;
}
/**
 * Meters of which an aggregator holds every cell that the next bill of a window would add up.
 */
export interface Holdings {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'holdings';
  /**
   * Area id.
   */
  area: string;
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Key epoch or store epoch, from 1.
   */
  storeEpoch: number;
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  from: number;
  /**
   * A number of consecutive intervals.
   */
  count: number;
  /**
   * A bitmap, base64url: bit n is bit n%8 of byte floor(n/8).
   */
  held: string;
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * Two digests of one total.
 */
export interface TotalsProof {
  kind: 'totals';
  one: TotalMessage;
  other: TotalMessage;
}
/**
 * One aggregator's weighted sums of one page: a field element per load register that did not close empty.
 */
export interface LoadTotal {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'load';
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number of the close or bill entry.
   */
  sequence: number;
  /**
   * Hash of that entry.
   */
  entry: string;
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Key epoch or store epoch, from 1.
   */
  storeEpoch: number;
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  interval: number;
  /**
   * HMAC-SHA-256 of the weighted sums with this header under a key of the aggregator and the utility: two different ones in one store epoch convict.
   */
  digest: string;
  /**
   * HPKE encapsulated key of the sender's session.
   */
  session: string;
  /**
   * The sender's Ed25519 signature over the session's set-up.
   */
  sessionSignature: string;
  /**
   * AEAD nonce of this message.
   */
  nonce: string;
  /**
   * AES-256-GCM ciphertext and tag.
   */
  sealed: string;
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * One aggregator's weighted sums of values and tags for some meters of a bill entry.
 */
export interface BillTotal {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'bill';
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number of the close or bill entry.
   */
  sequence: number;
  /**
   * Hash of that entry.
   */
  entry: string;
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Key epoch or store epoch, from 1.
   */
  storeEpoch: number;
  /**
   * Meters (dense roster index) answered here, a subset of the released ones.
   */
  meters: string;
  /**
   * HMAC-SHA-256 of the weighted sums with this header under a key of the aggregator and the utility: two different ones in one store epoch convict.
   */
  digest: string;
  /**
   * HPKE encapsulated key of the sender's session.
   */
  session: string;
  /**
   * The sender's Ed25519 signature over the session's set-up.
   */
  sessionSignature: string;
  /**
   * AEAD nonce of this message.
   */
  nonce: string;
  /**
   * AES-256-GCM ciphertext and tag.
   */
  sealed: string;
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * Two entries that the utility announced under one number and ballot.
 */
export interface AnnouncementsProof {
  kind: 'announcements';
  one: SignedProposal;
  other: SignedProposal;
}
/**
 * What the utility's signature over an announcement is over, and the signature.
 */
export interface SignedProposal {
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * Sequence number.
   */
  ballot: number;
  /**
   * 32 bytes, base64url.
   */
  hash: string;
  /**
   * 32 bytes, base64url.
   */
  previous: string;
  /**
   * 64 bytes, base64url.
   */
  signature: string;
}
/**
 * Two certificates under one number.
 */
export interface CertificatesProof {
  kind: 'certificates';
  one: SignedCertificate;
  other: SignedCertificate;
}
/**
 * A certificate without its entry, with the utility's signature.
 */
export interface SignedCertificate {
  /**
   * Area id.
   */
  area: string;
  certificate: CompactCertificate;
  /**
   * 64 bytes, base64url.
   */
  signature: string;
}
/**
 * Who accepted the last certified entry: proves how long the log is without the entry itself.
 */
export interface CompactCertificate {
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * Sequence number.
   */
  ballot: number;
  /**
   * 32 bytes, base64url.
   */
  hash: string;
  /**
   * 32 bytes, base64url.
   */
  previous: string;
  /**
   * Acceptances by distinct aggregators.
   *
   * @minItems 1
   * @maxItems 16
   */
  accepts: Acceptance[];
}
/**
 * Topic grid/meter/<id>/evidence, retained: two heads of one length from receipts that name different logs. Proof if one aggregator signed both, else a reason to ask both. [P-6.3]
 */
export interface HeadPair {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'head-pair';
  one: Head;
  other: Head;
}
/**
 * Topic grid/agg/<j>/key, retained: an aggregator's HPKE keys, signed by its pinned identity. [P-9]
 */
export interface KeyCard {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'key-card';
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * An aggregator operator's stable id.
   */
  operator: string;
  /**
   * Rises with every new card.
   */
  serial: number;
  /**
   * Key epoch or store epoch, from 1.
   */
  storeEpoch: number;
  /**
   * The key to use now, then the next one.
   *
   * @minItems 1
   * @maxItems 2
   */
  keys: HpkeKey[];
  /**
   * The card is believed from then on.
   */
  validFromMs: number;
  /**
   * The card is over then, whatever its keys say: whoever is kept from newer ones notices.
   */
  validUntilMs: number;
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * One HPKE key.
 */
export interface HpkeKey {
  /**
   * Id of an HPKE key.
   */
  keyId: string;
  /**
   * Public key: its length says of which KEM.
   */
  publicKey: string;
  /**
   * Sealed to from then on.
   */
  validFromMs: number;
  /**
   * Not sealed to from then on.
   */
  validUntilMs: number;
}
/**
 * A party's secret keys: raw seeds, base64url. Mode 0600.
 */
export interface KeyFile {
  /**
   * Whose keys.
   */
  party: string;
  /**
   * Ed25519 seed.
   */
  identity: string;
  /**
   * X25519 private key.
   */
  agreement: string;
  /**
   * HPKE keys, the newest first. gridshare rotate adds one.
   *
   * @minItems 0
   * @maxItems 8
   */
  hpke?: HpkeSecret[];
}
/**
 * An HPKE key of an aggregator.
 */
export interface HpkeSecret {
  /**
   * Id of an HPKE key.
   */
  keyId: string;
  /**
   * How HPKE agrees on keys: X-Wing (ML-KEM-768 and X25519), or X25519 alone.
   */
  kem: 'x-wing' | 'x25519';
  /**
   * Seed of X-Wing, or private key of X25519.
   */
  privateKey: string;
  /**
   * Meters seal to it from then on; missing: since ever.
   */
  validFromMs?: number;
  /**
   * Meters don't seal to it from then on; missing: until another one takes its place.
   */
  validUntilMs?: number;
  /**
   * What was sealed to it is opened until then; then it is deleted from this file. Missing: for ever.
   */
  openUntilMs?: number;
}
/**
 * What a meter is flashed with before it enrols: public, but it must be the right one.
 */
export interface MeterKit {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  authority: PinnedAuthority;
  bus: BusConfig;
  anchors: Anchors;
  floor: LocalFloor2;
  /**
   * As in the meter's config: shares have to be there before a page closes.
   */
  sendJitterSeconds: number;
}
/**
 * Where to enrol, and whom to believe there.
 */
export interface PinnedAuthority {
  /**
   * https://host:port
   */
  url: string;
  /**
   * SHA-256 of the authority's certificate, hex.
   */
  fingerprint: string;
}
/**
 * The party's own floor: it refuses anything weaker, whoever signed it.
 */
export interface LocalFloor2 {
  /**
   * Least k.
   */
  minThreshold: number;
  /**
   * Least meters per page.
   */
  minMeters: number;
  /**
   * Least cells per bill.
   */
  minIntervals: number;
  /**
   * Least number of meters whose readings the utility is assumed to know.
   */
  maxKnown: number;
  /**
   * Least meters among whose cells a few must hide.
   */
  minCrowd: number;
  /**
   * Least trust model: active refuses a covert scheme.
   */
  trust: 'covert' | 'active';
  /**
   * How long a release waits at least for silent aggregators under covert, whatever the scheme says. [P-7.5]
   */
  minPatienceSeconds?: number;
  /**
   * Most rates of a tariff; 4 if not said.
   */
  maxRates?: number;
  /**
   * Most sets that the calendars of 12 consecutive windows cut a day into, together; 8 if not said.
   */
  maxAtoms?: number;
  /**
   * Whether it takes part where tariffs may follow a market price; false if not said.
   */
  dynamic?: boolean;
}
/**
 * Answers a prepare: the promise, and the announcement of the entry that it names, if any.
 */
export interface PromiseMessage {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'promise';
  promise: BallotPromise;
  entry?: Entry;
  /**
   * What the entry rests on.
   *
   * @minItems 0
   * @maxItems 2048
   */
  manifests?: ManifestMessage[];
  /**
   * The promises with which it was announced under a ballot above 0, then what those rest on, and so on down.
   *
   * @minItems 1
   * @maxItems 9
   */
  bases?: BallotBasis[];
}
/**
 * The promises that an announcement under a ballot above 0 rested on. Each signed by itself. [P-7.1]
 */
export interface BallotBasis {
  /**
   * Sequence number.
   */
  ballot: number;
  /**
   * Of the announced entry.
   */
  hash: string;
  /**
   * @minItems 1
   * @maxItems 16
   */
  promises: BallotPromise[];
}
/**
 * Certified entries for a utility that lacks them, which asked by preparing a number that is certified.
 */
export interface LogEntries {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'log-entries';
  /**
   * Area id.
   */
  area: string;
  /**
   * Consecutive entries.
   *
   * @minItems 1
   * @maxItems 256
   */
  entries: CertifiedEntry[];
}
/**
 * What do you know of my signatures? Asked at every start, since a store may be lost or older than it was. [P-7.4]
 */
export interface Inquiry {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'inquiry';
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Drawn for this process: older answers don't count.
   */
  nonce: string;
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * Answers an inquiry, with proofs: what the answering aggregator holds of the asking one's signatures.
 */
export interface Witness {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'witness';
  /**
   * Who answers.
   */
  aggregator: number;
  /**
   * Who asked.
   */
  about: number;
  /**
   * Of the inquiry.
   */
  nonce: string;
  /**
   * The head with the highest store epoch that the asking one has signed.
   */
  head?: Head;
  /**
   * Every area that the answering one knows.
   *
   * @minItems 0
   * @maxItems 4096
   */
  areas: WitnessedArea[];
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * One area's log.
 */
export interface WitnessedArea {
  /**
   * Area id.
   */
  area: string;
  /**
   * Of the last certified entry; missing while there is none.
   */
  certificate?: CompactCertificate;
  /**
   * The asking one's acceptance with the highest number.
   */
  accept?: Accept;
  lock?: WitnessedLock;
  promised?: WitnessedPromise;
}
/**
 * What the answering one last accepted; missing if nothing.
 */
export interface WitnessedLock {
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * Sequence number.
   */
  ballot: number;
  /**
   * 32 bytes, base64url.
   */
  hash: string;
}
/**
 * The highest ballot that it has promised for a number; missing if none.
 */
export interface WitnessedPromise {
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * Sequence number.
   */
  ballot: number;
  /**
   * 16 bytes, base64url.
   */
  proposer: string;
}
/**
 * Who waits with a release for the others' heads asks for them. Unsigned: it costs a head. [P-7.5]
 */
export interface HeadRequest {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'head-request';
  /**
   * Area id.
   */
  area: string;
}
/**
 * Secret keys of the meters of one process. Mode 0600.
 */
export interface MeterKeyFile {
  /**
   * Meters.
   *
   * @minItems 1
   * @maxItems 1000000
   */
  meters: MeterSecret[];
}
/**
 * Secret keys of one meter.
 */
export interface MeterSecret {
  /**
   * Meter id.
   */
  id: string;
  /**
   * Area id.
   */
  area: string;
  /**
   * Key epoch or store epoch, from 1.
   */
  keyEpoch: number;
  /**
   * Registers.
   *
   * @minItems 1
   * @maxItems 16
   *
   * Items: OBIS code of a register, such as 1-0:1.8.0 (import).
   */
  registers: string[];
  /**
   * Ed25519 seed.
   */
  identity: string;
  /**
   * X25519 private key.
   */
  agreement: string;
  /**
   * Splitting key: never leaves the meter.
   */
  split: string;
}
/**
 * Whether a meter moves to another area, and what it is there.
 */
export interface MoveAnswer {
  version: 1;
  /**
   * It moves when it asks with a certificate request.
   */
  isDue?: true;
  enrolled?: EnrolAnswer;
}
/**
 * A meter asks whether it moves to another area: to POST /move of the authority, with the certificate that it has.
 */
export interface MoveRequest {
  version: 1;
  /**
   * Certificate request, PEM; the name is that of the certificate. Without one it is only told whether it moves.
   */
  request?: string;
  /**
   * The identity key that it would have there, Ed25519, base64url.
   */
  identity: string;
  /**
   * The static key that it would have there, X25519, base64url.
   */
  agreement: string;
}
/**
 * Topic grid/meter/<id>/receipts/<j>, retained. Bit (interval - from) speaks of the meter's cell of that interval, with all its registers. [P-6]
 */
export interface Receipt {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'receipt';
  /**
   * Meter id.
   */
  meter: string;
  /**
   * Key epoch or store epoch, from 1.
   */
  keyEpoch: number;
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Key epoch or store epoch, from 1.
   */
  storeEpoch: number;
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  from: number;
  /**
   * Intervals spoken of.
   */
  count: number;
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  knownFrom: number;
  /**
   * First interval whose cells the aggregator may still need: of earlier ones 'stored' says nothing.
   */
  neededFrom: number;
  /**
   * First interval in which the roster has the meter under this key epoch. [P-6.3.8]
   */
  joined: number;
  /**
   * The aggregator's clock when it published this: meters hold their own against it.
   */
  atMs: number;
  /**
   * Session of the meter that the aggregator can open without its set-up; missing if it knows none. [P-4.2]
   */
  sessionId?: string;
  /**
   * Durably stored, all registers of it.
   */
  stored: string;
  /**
   * In their closed page: the share is part of its loads.
   */
  closed: string;
  /**
   * In no bill: not in their closed page, or remnant. Their energy is booked again.
   */
  void: string;
  left?: Leaving;
  /**
   * Area id.
   */
  area: string;
  /**
   * How far the aggregator's certified log reaches, signed: two that differ convince others. [P-6.3]
   */
  head: Head;
  /**
   * HMAC-SHA-256 under the receipt key.
   */
  mac: string;
}
/**
 * Only of a meter that the roster leaves out from some interval on: who took it out. [P-6.3]
 */
export interface Leaving {
  /**
   * First interval that it no longer reports.
   */
  until: number;
  /**
   * Number of the log entry that says so.
   */
  sequence: number;
  /**
   * Aggregators that accepted it, ascending.
   *
   * @minItems 0
   * @maxItems 16
   *
   * Items: Aggregator index j, its x in Shamir's scheme.
   */
  accepts: number[];
}
/**
 * Topic grid/agg/<j>/rejections: why a message was refused; never its payload.
 */
export interface Rejection {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'rejection';
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  code: RejectionCode;
  /**
   * What exactly, in words.
   */
  detail?: string;
  /**
   * Topic of the refused message.
   */
  topic: string;
  /**
   * Meter id.
   */
  meter?: string;
  /**
   * Area id.
   */
  area?: string;
  /**
   * Sequence number.
   */
  sequence?: number;
}
/**
 * A renewed certificate.
 */
export interface RenewAnswer {
  version: 1;
  /**
   * Certificate, PEM.
   */
  cert: string;
}
/**
 * To POST /renew of the authority, with the certificate that is to be renewed.
 */
export interface RenewRequest {
  version: 1;
  /**
   * Certificate request, PEM; the name is that of the certificate.
   */
  request: string;
}
/**
 * The next entry of an area's log, with what it rests on.
 */
export interface Announcement {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'announcement';
  /**
   * Sequence number.
   */
  ballot: number;
  entry: Entry;
  /**
   * The signed manifests (close) or holdings (bill) from which the entry follows.
   *
   * @minItems 0
   * @maxItems 2048
   */
  manifests: ManifestMessage[];
  /**
   * For a ballot above 0: promises of at least q aggregators for this very number, ballot and proposer. Each signed by itself.
   *
   * @minItems 1
   * @maxItems 16
   */
  promises?: BallotPromise[];
  /**
   * Where the promises alone don't decide: what the highest lock among them rested on, and so on down.
   *
   * @minItems 1
   * @maxItems 8
   */
  bases?: BallotBasis[];
  /**
   * Ed25519 over deployment, area, sequence, ballot, hash and previous of the entry; the manifests carry signatures of their own.
   */
  signature: string;
}
/**
 * Asks for a promise under a higher ballot: before an entry takes another's place, or where the utility does not know what was announced. [P-7.1]
 */
export interface Prepare {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'prepare';
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number.
   */
  sequence: number;
  /**
   * At least 1.
   */
  ballot: number;
  /**
   * Drawn by each process of the utility: two of them never share a ballot.
   */
  proposer: string;
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * Certified entries for aggregators that lack them.
 */
export interface Entries {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'entries';
  /**
   * Area id.
   */
  area: string;
  /**
   * Consecutive entries.
   *
   * @minItems 1
   * @maxItems 256
   */
  entries: CertifiedEntry[];
}
/**
 * Asks for totals that did not arrive, and for the head of the log.
 */
export interface ResendRequest {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'resend';
  /**
   * Area id.
   */
  area: string;
  /**
   * Log entries whose totals are missing.
   *
   * @minItems 0
   * @maxItems 256
   *
   * Items: Sequence number.
   */
  sequences: number[];
  /**
   * Ed25519 over the canonical form of everything else. [P-4.6]
   */
  signature: string;
}
/**
 * Topic grid/roster/<area>, retained: a copy of the certified roster entries.
 */
export interface RosterCopy {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'roster';
  /**
   * Area id.
   */
  area: string;
  /**
   * Certified roster entries.
   *
   * @minItems 0
   * @maxItems 100000
   */
  entries: CertifiedEntry[];
}
/**
 * Topic grid/scheme, retained: copies of the certified scheme entries in force, one per area. A meter believes its area's only with the acceptances of q pinned aggregators.
 */
export interface SchemeCopy {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'scheme';
  /**
   * Certified scheme entries, one per area.
   *
   * @minItems 1
   * @maxItems 4096
   */
  entries: CertifiedEntry[];
}
/**
 * status.json beside the utility's archive: what is under way and only in its memory. A snapshot for people, rewritten every few seconds; nothing is decided by it.
 */
export interface SettlementStatus {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  /**
   * Milliseconds since 1970 UTC.
   */
  writtenAtMs: number;
  /**
   * Milliseconds since 1970 UTC.
   */
  gridMs: number;
  /**
   * False in the last one, written when the utility stops.
   */
  isRunning: boolean;
  /**
   * To the broker.
   */
  isConnected: boolean;
  /**
   * Aggregators whose status says so: a hint.
   *
   * @maxItems 16
   *
   * Items: Aggregator index j, its x in Shamir's scheme.
   */
  online: number[];
  /**
   * What each aggregator refused last: a hint.
   *
   * @maxItems 16
   */
  rejections: LastRejection[];
  /**
   * What aggregators say of themselves since the utility started: hints.
   *
   * @maxItems 16
   */
  aggregators?: AggregatorHint[];
  /**
   * Signed contradictions that no operator has acknowledged, in words. [P-7.7]
   */
  evidence?: string;
  /**
   * @maxItems 65536
   */
  areas: AreaStatus[];
}
export interface LastRejection {
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Milliseconds since 1970 UTC.
   */
  gridMs: number;
  code: string;
  detail: string;
}
export interface AggregatorHint {
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  software?: string;
  /**
   * Id of an HPKE key.
   */
  keyId?: string;
  /**
   * Milliseconds since 1970 UTC.
   */
  keyFromMs?: number;
  /**
   * Milliseconds since 1970 UTC.
   */
  keyUntilMs?: number;
  /**
   * How often it refused what, by code.
   *
   * @maxItems 64
   */
  refusals: Refusals[];
}
export interface Refusals {
  code: string;
  /**
   * Sequence number.
   */
  count: number;
}
export interface AreaStatus {
  /**
   * Area id.
   */
  area: string;
  /**
   * Sequence number.
   */
  logLength: number;
  /**
   * How many certified entries each aggregator said it has, and which shares; who said nothing since the utility started is missing.
   *
   * @maxItems 16
   */
  heads: AggregatorHead[];
  announcement?: PendingAnnouncement;
  /**
   * Why the next entry cannot be announced.
   */
  complaint?: string;
  /**
   * Sequence number.
   */
  closingCount: number;
  /**
   * The first of them, in order.
   *
   * @maxItems 96
   */
  closing: ClosingPage[];
  /**
   * Milliseconds since 1970 UTC.
   */
  unbilledSinceMs?: number;
  /**
   * Of the next window to bill: which meters each aggregator says it holds wholly.
   *
   * @maxItems 16
   */
  holdings?: HeldMeters[];
}
export interface AggregatorHead {
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Sequence number.
   */
  length: number;
  /**
   * First interval whose shares it says it may still hold; 0 if it has erased none.
   */
  keptFrom: number;
}
/**
 * The entry that is announced and not certified yet.
 */
export interface PendingAnnouncement {
  /**
   * Sequence number.
   */
  sequence: number;
  kind: 'scheme' | 'roster' | 'close' | 'bill';
  /**
   * @maxItems 16
   *
   * Items: Aggregator index j, its x in Shamir's scheme.
   */
  accepted: number[];
}
export interface ClosingPage {
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  interval: number;
  /**
   * Whose manifests are in.
   *
   * @maxItems 16
   *
   * Items: Aggregator index j, its x in Shamir's scheme.
   */
  manifests: number[];
}
export interface HeldMeters {
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * A bitmap, base64url: bit n is bit n%8 of byte floor(n/8).
   */
  held: string;
}
/**
 * Topic grid/agg/<j>/shares: sealed shares of 1..96 consecutive intervals of one meter. [P-5]
 */
export interface SharesMessage {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'shares';
  /**
   * Sharing id.
   */
  sharing: string;
  /**
   * Meter id.
   */
  meter: string;
  /**
   * Key epoch or store epoch, from 1.
   */
  keyEpoch: number;
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * Id of an HPKE key.
   */
  keyId: string;
  /**
   * The meter's registers, in the roster's order.
   *
   * @minItems 1
   * @maxItems 16
   *
   * Items: OBIS code of a register, such as 1-0:1.8.0 (import).
   */
  registers: string[];
  /**
   * Interval index: floor((unixSeconds - intervalOffsetSeconds) / intervalSeconds).
   */
  from: number;
  /**
   * Intervals in this message.
   */
  count: number;
  /**
   * Names the sender's session: the first 16 bytes of a hash over its set-up. [P-4.2]
   */
  sessionId: string;
  /**
   * HPKE encapsulated key of the sender's session; with its signature, until a receipt names the session.
   */
  session?: string;
  /**
   * The sender's Ed25519 signature over the session's set-up.
   */
  sessionSignature?: string;
  /**
   * AEAD nonce of this message.
   */
  nonce: string;
  /**
   * AES-256-GCM ciphertext and tag.
   */
  sealed: string;
  /**
   * Area id.
   */
  area: string;
}
/**
 * A tariff document under the utility's identity key, as its state folder and the meters keep it.
 */
export interface SignedTariff {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'tariff';
  document: TariffDocument;
  /**
   * 64 bytes, base64url.
   */
  signature: string;
}
/**
 * What energy costs, for people: components that add up to one bill. Prices are net, in millionths of the currency. [P-8.7]
 */
export interface TariffDocument {
  version: 1;
  /**
   * Name of the tariff; its revisions share it.
   */
  id: string;
  /**
   * Counts up with every change.
   */
  revision: number;
  /**
   * As a bill names it.
   */
  title: string;
  /**
   * ISO 4217.
   */
  currency: string;
  /**
   * Digits after the point of an amount that is shown to people.
   */
  decimals: number;
  /**
   * IANA name of the zone whose clock and calendar all times here are of.
   */
  timeZone: string;
  /**
   * What a bill adds up, in the order of its lines.
   *
   * @minItems 1
   * @maxItems 16
   */
  components: (
    FlatComponent | BlockComponent | TimeOfUseComponent | DynamicComponent | StandingComponent | ExportComponent
  )[];
}
/**
 * One price for every kWh that was imported.
 */
export interface FlatComponent {
  /**
   * Name of a tariff's component.
   */
  id: string;
  /**
   * A component as a bill names it.
   */
  title: string;
  /**
   * Value added tax, in millionths of the net amount: 190000 is 19 %.
   */
  vatPpm: number;
  kind: 'flat';
  /**
   * Price in millionths of the currency unit per kWh, net.
   */
  microPerKwh: number;
}
/**
 * Prices by how much the window's import adds up to: the first kWh at one, further ones at another. They are of the opened total, so a block adds nothing to what a bill tells.
 */
export interface BlockComponent {
  /**
   * Name of a tariff's component.
   */
  id: string;
  /**
   * A component as a bill names it.
   */
  title: string;
  /**
   * Value added tax, in millionths of the net amount: 190000 is 19 %.
   */
  vatPpm: number;
  kind: 'block';
  /**
   * In ascending order; the last has no end.
   *
   * @minItems 2
   * @maxItems 16
   */
  tiers: Tier[];
  /**
   * Whether who is there for a part of the window only has the same part of each tier.
   */
  isProrated: boolean;
}
/**
 * What costs one price.
 */
export interface Tier {
  /**
   * Where the next tier begins, in Wh of a whole window.
   */
  untilWh?: number;
  /**
   * Price in millionths of the currency unit per kWh, net.
   */
  microPerKwh: number;
}
/**
 * Prices by the clock on the wall, weekdays and weekends, and season.
 */
export interface TimeOfUseComponent {
  /**
   * Name of a tariff's component.
   */
  id: string;
  /**
   * A component as a bill names it.
   */
  title: string;
  /**
   * Value added tax, in millionths of the net amount: 190000 is 19 %.
   */
  vatPpm: number;
  kind: 'time-of-use';
  /**
   * Names and prices.
   *
   * @minItems 2
   * @maxItems 8
   */
  rates: TimeRate[];
  /**
   * What holds from a day of every year on, until the next season begins; the last one goes on into the next year.
   *
   * @minItems 1
   * @maxItems 12
   */
  seasons: Season[];
}
/**
 * One rate.
 */
export interface TimeRate {
  /**
   * Name of a tariff's rate.
   */
  name: string;
  /**
   * Price in millionths of the currency unit per kWh, net.
   */
  microPerKwh: number;
}
/**
 * The day's rates. Seasons begin where windows do.
 */
export interface Season {
  /**
   * Month and day of the first day.
   */
  from: string;
  weekday: DayPlan;
  weekend?: DayPlan;
}
/**
 * From a time of the clock on the wall on.
 */
export interface DayPart {
  /**
   * The first part begins at 00:00.
   */
  from: string;
  /**
   * Name of a tariff's rate.
   */
  rate: string;
}
/**
 * A price for every interval, known a day ahead: offered as so many levels, since a bill has a total for each.
 */
export interface DynamicComponent {
  /**
   * Name of a tariff's component.
   */
  id: string;
  /**
   * A component as a bill names it.
   */
  title: string;
  /**
   * Value added tax, in millionths of the net amount: 190000 is 19 %.
   */
  vatPpm: number;
  kind: 'dynamic';
  /**
   * How many price levels there are at most.
   */
  levels: number;
  prices: PriceSeries;
}
/**
 * Consecutive prices.
 */
export interface PriceSeries {
  /**
   * Unix time of the first.
   */
  beginsAtSeconds: number;
  /**
   * How long each holds.
   */
  stepSeconds: number;
  /**
   * Prices, in order.
   *
   * @minItems 1
   * @maxItems 100000
   *
   * Items: Price in millionths of the currency unit per kWh, net.
   */
  microPerKwh: number[];
}
/**
 * A charge for being connected, whatever is used.
 */
export interface StandingComponent {
  /**
   * Name of a tariff's component.
   */
  id: string;
  /**
   * A component as a bill names it.
   */
  title: string;
  /**
   * Value added tax, in millionths of the net amount: 190000 is 19 %.
   */
  vatPpm: number;
  kind: 'standing';
  /**
   * Of a window who moves in or out has a part.
   */
  per: 'day' | 'window';
  /**
   * Millionths of the currency; negative where it is a credit.
   */
  micro: number;
}
/**
 * A credit for every kWh that was exported.
 */
export interface ExportComponent {
  /**
   * Name of a tariff's component.
   */
  id: string;
  /**
   * A component as a bill names it.
   */
  title: string;
  /**
   * Value added tax, in millionths of the net amount: 190000 is 19 %.
   */
  vatPpm: number;
  kind: 'export';
  /**
   * Price in millionths of the currency unit per kWh, net.
   */
  microPerKwh: number;
}
/**
 * Topic grid/agg/<j>/status, retained and last will. Unauthenticated: a hint, never a reason to believe anything.
 */
export interface Status {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'status';
  /**
   * Aggregator index j, its x in Shamir's scheme.
   */
  aggregator: number;
  /**
   * State.
   */
  state: 'online' | 'offline';
  /**
   * Software version.
   */
  software: string;
}
/**
 * Topic grid/tariffs, retained: the signed documents of the tariffs in force. A meter keeps those whose hash its scheme names. [P-8.7]
 */
export interface TariffCopy {
  version: 1;
  /**
   * Deployment id: separates one grid's keys and messages from every other's.
   */
  deployment: string;
  type: 'tariffs';
  /**
   * The latest, the oldest first.
   *
   * @minItems 1
   * @maxItems 64
   */
  tariffs: SignedTariff[];
}
