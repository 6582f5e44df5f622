/**
 * How much processor time the audit of one area's bill takes: `npm run bench:audit -- --meters 5000 --intervals 2976`. Builds the log of
 * a month in several shapes and audits the entry that follows from it, as an aggregator does before it accepts. [P-8]
 */
import { parseArgs } from 'node:util';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { AreaLog } from '../protocol/log/area-log.ts';
import { type Auditor, auditEntry } from '../protocol/log/entry-audit.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import { intervalEndMs } from '../protocol/grid/interval.ts';
import { withSignature } from '../protocol/keys/signing.ts';
import type { ManifestMessage, Scheme, Tariff } from '../schemas/types.ts';
import { EXPORT, IMPORT, bytesNamed, identityNamed, prng, schemeWith } from '../test/material.ts';
import { append, closeWindow, enrolAll, entryOf } from './material/month-log.ts';

const AREA = 'area-1';
const FIRST = 1000;
const MAX_AUDIT_MS = 470;

const { values } = parseArgs({
  options: {
    meters: { type: 'string', default: '5000' },
    intervals: { type: 'string', default: '2976' },
    repeats: { type: 'string', default: '5' },
  },
});
const meterCount = Number(values.meters);
const intervalCount = Number(values.intervals);

interface Shape {
  readonly name: string;
  readonly isMissing?: (meter: number, offset: number) => boolean;
  readonly tariffs?: readonly Tariff[];
  readonly hasExport?: boolean;
  /** Windows before, each with what was missing in it. */
  readonly windows?: number;
}

const random = prng(1);
const twoRates: Tariff = {
  id: 'two rates',
  from: FIRST,
  count: intervalCount,
  rates: ['day', 'night'].map((name, at) => ({ name, microPerKwh: at })),
  runs: [48, 48].map((count, rate) => ({ rate, count })),
};

const SHAPES: readonly Shape[] = [
  { name: 'every cell' },
  { name: '2 % of the cells missing', isMissing: () => random() < 0.02 },
  { name: 'one dead meter', isMissing: (meter, offset) => meter === 7 && offset > 2 },
  {
    name: '2 % missing, 50 dead meters',
    isMissing: (meter, offset) => (meter % 100 === 7 ? offset > 40 : random() < 0.02),
  },
  { name: '2 % missing, two rates', isMissing: () => random() < 0.02, tariffs: [twoRates] },
  { name: '2 % missing, export as a load, too', isMissing: () => random() < 0.02, hasExport: true },
  {
    name: 'a dead meter in the third window',
    isMissing: (meter, offset) => meter === 7 && offset > 2,
    windows: 3,
  },
];

function schemeOf({ tariffs = [], hasExport = false }: Shape): Scheme {
  return schemeWith({
    maxMeters: meterCount,
    maxReadingWh: 25_000,
    registers: [
      { obis: IMPORT, direction: 'import', isLoad: true },
      { obis: EXPORT, direction: 'export', isLoad: hasExport },
    ],
    floors: { minMeters: 100, minIntervals: 96, maxKnown: 2, minCrowd: 52 },
    billing: { firstInterval: FIRST, windows: [{ count: 1, intervalCount }] },
    tariffs: [...tariffs],
  });
}

function startedLog(scheme: Scheme, hasExport: boolean): AreaLog {
  const log = new AreaLog(AREA);
  append(log, { kind: 'scheme', scheme });
  const meters = Array.from({ length: meterCount }, (_, at) => ({
    id: `meter-${at}`,
    keyEpoch: 1,
    registers: hasExport && at % 3 === 0 ? [IMPORT, EXPORT] : [IMPORT],
    identity: toBase64url(bytesNamed(`identity ${at}`)),
    agreement: toBase64url(bytesNamed(`agreement ${at}`)),
  }));
  enrolAll(log, FIRST, meters);
  return log;
}

const everybody = Bitmap.of(Array.from({ length: meterCount }, (_, index) => index));

function holdings(log: AreaLog): ManifestMessage[] {
  return [1, 2, 3].map((aggregator) =>
    withSignature(nodeCrypto, identityNamed(`aggregator-${aggregator}`).privateKey, 'holdings', {
      version: 1 as const,
      deployment: 'test',
      type: 'holdings' as const,
      area: AREA,
      aggregator,
      storeEpoch: 1,
      ...log.nextWindow,
      held: everybody.encode(),
    }),
  );
}

function contentOf(log: AreaLog) {
  return log.billContent(log.nextBill, new Map([1, 2, 3].map((aggregator) => [aggregator, everybody])));
}

/** Processor time: what the time is that it takes with a core of its own, whatever else runs. */
function cpuMsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function medianMs(run: () => void): number {
  const times = Array.from({ length: Number(values.repeats) }, () => cpuMsOf(run));
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

/** A log keeps its plan in a place of its own: one that is not found there would be measured as no work. */
function forgetPlan(log: AreaLog): void {
  const windows: unknown = Reflect.get(log, 'windows');
  const isThere = typeof windows === 'object' && windows !== null && Reflect.get(windows, 'planned') !== undefined;
  if (!isThere || !Reflect.set(windows, 'planned', undefined))
    throw new Error('the plan of the window is kept elsewhere');
}

let isFast = true;
for (const shape of SHAPES) {
  const { name, isMissing = () => false, hasExport = false, windows = 1 } = shape;
  const scheme = schemeOf(shape);
  const log = startedLog(scheme, hasExport);
  for (let window = 1; window < windows; window++) {
    closeWindow(log, isMissing);
    append(log, { kind: 'bill', ...log.nextWindow, round: 1, ...contentOf(log) });
  }
  closeWindow(log, isMissing);
  const auditor: Auditor = {
    crypto: nodeCrypto,
    pins: {
      deployment: 'test',
      operators: scheme.operators,
      floor: { minThreshold: 2, trust: 'covert', ...scheme.floors },
    },
    signers: {
      utility: identityNamed('utility').publicKey,
      aggregators: new Map([1, 2, 3].map((at) => [at, [identityNamed(`aggregator-${at}`).publicKey]])),
    },
    elsewhere: () => ({ boundTo: undefined, lines: [] }),
  };
  const { from, count } = log.nextWindow;
  const content = contentOf(log);
  const entry = entryOf(log, { kind: 'bill', from, count, round: 1, ...content });
  const basis = holdings(log);
  const gridMs = intervalEndMs(from + count, scheme);
  // Each time from the pages on: a log keeps its plan of a window until the entry comes.
  const forget = (): void => forgetPlan(log);
  const auditMs = medianMs(() => {
    forget();
    const refusal = auditEntry(auditor, log, entry, basis, { gridMs, monotonicMs: gridMs });
    if (refusal !== undefined) throw new Error(`the audit refuses the entry: ${refusal.detail}`);
  });
  const proposeMs = medianMs(() => {
    forget();
    contentOf(log);
  });
  const applyMs = cpuMsOf(() => append(log, { kind: 'bill', from, count, round: 1, ...content }));
  isFast &&= auditMs <= MAX_AUDIT_MS;
  const released = Bitmap.decode(content.released)?.size ?? 0;
  process.stdout.write(
    `${name}: audit ${auditMs.toFixed(0)} ms, who is billed (${released} of ${meterCount}) ${proposeMs.toFixed(0)} ms, apply ${applyMs.toFixed(0)} ms\n`,
  );
}
process.stdout.write(
  `${meterCount} meters x ${intervalCount} intervals: every audit ${isFast ? 'at most' : 'NOT always within'} ${MAX_AUDIT_MS} ms of processor time\n`,
);
process.exitCode = isFast ? 0 : 1;
