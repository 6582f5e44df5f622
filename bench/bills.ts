/**
 * What opening and checking the bills of a window costs the utility: `npm run bench:bills -- --meters 5000 --intervals 2976`. The
 * answers of all aggregators come in for everybody of an area; every bill is opened, checked by its tag, and judged. Processor
 * time, of a first window, in which the key of each meter is agreed, and the median of those after it. Exits with 1 above a limit. [P-7.6]
 */
import { parseArgs } from 'node:util';
import { fullSetWeight } from '../aggregator/fold.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { deriveTagKey, Tagger } from '../protocol/keys/tag.ts';
import { AreaLog } from '../protocol/log/area-log.ts';
import { entryHash } from '../protocol/log/entries.ts';
import { Effects } from '../protocol/machine.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { ELEMENT_BYTES, encodeElement, multiply } from '../protocol/math/field.ts';
import { evaluate } from '../protocol/math/lagrange.ts';
import { MAX_ELEMENTS_PER_TOTAL } from '../protocol/wire/limits.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import type { CertifiedEntry, RosterMeter, Tariff } from '../schemas/types.ts';
import { IMPORT, agreementNamed, bytesNamed, prng, schemeWith } from '../test/material.ts';
import type { Answer, ArchiveOp, ArchiveRead } from '../utility/archive.ts';
import { CertifiedEntries } from '../utility/ordering/certified.ts';
import { Bills } from '../utility/settling/bills.ts';
import { Loads } from '../utility/settling/loads.ts';
import { utilityParty } from './material/utility-party.ts';
import { append, closeWindow, enrolAll, type EntryBody } from './material/month-log.ts';
import { tell } from './material/rows.ts';

const FIRST = 1000;
const AREA = 'area-1';
const AGGREGATORS = 3;
/** One in which keys are agreed, and the ones of which the median counts. */
const WINDOWS = 6;
const MAX_READING = 25_000;
/** A million bills in half a minute. */
const MOST_MICROSECONDS = 30;

const { values } = parseArgs({
  options: {
    meters: { type: 'string', default: '5000' },
    intervals: { type: 'string', default: '2976' },
    json: { type: 'boolean', default: false },
  },
});
const meterCount = Number(values.meters);
const intervalCount = Number(values.intervals);
const random = prng(1);

function meterAt(at: number): RosterMeter {
  const id = `meter-${at}`;
  return {
    id,
    keyEpoch: 1,
    registers: [IMPORT],
    identity: toBase64url(bytesNamed(`identity ${at}`)),
    agreement: toBase64url(agreementNamed(id).publicRaw),
  };
}

/** The certified entries are as `CertifiedEntries` keeps them: nobody looks at their certificates here. */
class MonthLog {
  readonly log = new AreaLog(AREA);
  readonly entries = new CertifiedEntries();

  append(body: EntryBody): void {
    this.took(append(this.log, body));
  }

  /** An entry that was applied. */
  took(entry: CertifiedEntry['entry']): void {
    const certified = { entry, signature: '', certificate: { ballot: 0, accepts: [] } };
    this.entries.add(certified, entryHash(nodeCrypto, entry));
  }
}

/** What every aggregator answers for the bills of an entry, each meter's totals drawn by chance. */
function answersOf({ log }: MonthLog, sequence: number, taggers: readonly Tagger[]): Answer[] {
  const bill = log.bills.get(sequence);
  if (bill === undefined) throw new Error('the window is billed');
  const weights = Array.from({ length: AGGREGATORS }, (_, at) => fullSetWeight(at + 1, AGGREGATORS));
  const element = (): bigint => BigInt(Math.floor(random() * 2 ** 52)) ** 2n;
  const answers: Answer[] = [];
  let part: { meters: number[]; sums: Uint8Array[] } = { meters: [], sums: [] };
  const flush = (): void => {
    const meters = Bitmap.of(part.meters).encode();
    weights.forEach((_, at) => {
      const sums = Buffer.concat(
        part.sums.map((one) => one.subarray((at * one.length) / AGGREGATORS, ((at + 1) * one.length) / AGGREGATORS)),
      );
      answers.push({ sequence, aggregator: at + 1, interval: 0, meters, storeEpoch: 1, digest: '', sums });
    });
    part = { meters: [], sums: [] };
  };
  for (const [index, { enrolled, lines }] of bill.meters) {
    const runs = log.cellRuns(enrolled, bill.window);
    const bytes = lines.length * 2 * ELEMENT_BYTES;
    const sums = new Uint8Array(bytes * AGGREGATORS);
    lines.forEach((line, at) => {
      const total = BigInt(Math.floor(random() * line.cells * MAX_READING));
      const tagger = taggers[index]!;
      const offset = tagger.offset(1, line.register, runs.get(line.rate) ?? []);
      const tag = multiply(tagger.alpha(1, line.register), total) + offset;
      [total, tag].forEach((secret, which) => {
        const polynomial = [secret, element()];
        weights.forEach((weight, aggregator) => {
          const share = multiply(evaluate(polynomial, aggregator + 1), weight);
          encodeElement(share, sums, aggregator * bytes + (at * 2 + which) * ELEMENT_BYTES);
        });
      });
    });
    part.meters.push(index);
    part.sums.push(sums);
    if (part.meters.length * lines.length * 2 >= MAX_ELEMENTS_PER_TOTAL) flush();
  }
  if (part.meters.length > 0) flush();
  return answers;
}

/** Closes and bills the next window; microseconds of processor time a bill until all of them are verified. */
function settleWindow(month: MonthLog, bills: Bills, taggers: readonly Tagger[]): number {
  const { log } = month;
  for (const entry of closeWindow(log, () => false)) month.took(entry);
  const everybody = Bitmap.of(Array.from({ length: meterCount }, (_, index) => index));
  const content = log.billContent(log.nextBill, new Map([1, 2, 3].map((one) => [one, everybody])));
  month.append({ kind: 'bill', ...log.nextWindow, round: 1, ...content });
  const sequence = log.length - 1;
  const answers = answersOf(month, sequence, taggers);
  const out = new Effects<ArchiveOp, ArchiveRead>();
  const before = process.cpuUsage();
  bills.certified(sequence, out);
  for (const answer of answers) bills.add(answer, { gridMs: 0, monotonicMs: 0 }, out);
  bills.combine({ gridMs: 0, monotonicMs: 0 });
  const { fresh } = bills.judge(out);
  const { user, system } = process.cpuUsage(before);
  const verified = fresh.filter(({ figure }) => figure.status === 'verified').length;
  if (verified !== meterCount) throw new Error(`${verified} of ${meterCount} bills are verified`);
  return (user + system) / meterCount;
}

/** Night and day by local days: runs of 24 and 72 intervals. */
function twoRates(from: number): Tariff {
  return {
    id: `two rates from ${from}`,
    from,
    count: intervalCount,
    rates: ['day', 'night'].map((name, at) => ({ name, microPerKwh: at })),
    runs: [
      { count: 24, rate: 1 },
      { count: 72, rate: 0 },
    ],
  };
}

function costOf(tariffs: readonly Tariff[]): readonly [first: number, next: number] {
  const month = new MonthLog();
  const scheme = schemeWith({
    maxMeters: meterCount,
    maxReadingWh: MAX_READING,
    registers: [{ obis: IMPORT, direction: 'import', isLoad: true }],
    floors: { minMeters: 100, minIntervals: 24, maxKnown: 2, minCrowd: 52 },
    billing: { firstInterval: FIRST, windows: [{ count: WINDOWS, intervalCount }] },
    tariffs: [...tariffs],
  });
  month.append({ kind: 'scheme', scheme });
  const meters = Array.from({ length: meterCount }, (_, at) => meterAt(at));
  for (const entry of enrolAll(month.log, FIRST, meters)) month.took(entry);
  const party = utilityParty(scheme, []);
  const utility = agreementNamed('utility');
  const taggers = meters.map(({ id }) => {
    const key = deriveTagKey(nodeCrypto, agreementNamed(id).privateKey, utility.publicKey, 'test', id);
    if (key === undefined) throw new Error('a tag key is agreed');
    return new Tagger(nodeCrypto, key);
  });
  const bills = new Bills(party, month.log, month.entries, new Loads(month.log, month.entries));
  const [first = Number.NaN, ...next] = Array.from({ length: WINDOWS }, () => settleWindow(month, bills, taggers));
  return [first, next.toSorted((one, other) => one - other)[next.length >> 1] ?? Number.NaN];
}

const single = costOf([]);
const two = costOf(Array.from({ length: WINDOWS }, (_, at) => twoRates(FIRST + at * intervalCount)));
tell(
  [
    { name: 'a bill of a month', value: single[1], unit: 'us', most: MOST_MICROSECONDS },
    { name: 'a bill of a month, the first one of a process', value: single[0], unit: 'us' },
    { name: 'a bill of a month, two rates a day', value: two[1], unit: 'us' },
  ],
  values.json,
);
